import type { ReactNode } from 'react'
import { useUiWords } from './voice.tsx'

export type Column = {
  key: string
  head: string
  /** Set below the head: "points, of 33", "US$ million". */
  unit?: string
  /** Numbers stand at the right, with figures of one width. */
  number?: boolean
  /** Whether the head is a link that sorts. */
  sorts?: boolean
}

export type Row = {
  key: string
  cells: Record<string, ReactNode>
  /** Tinted: the row the page is about. */
  own?: boolean
}

/** What the rows are sorted by: the column's key, and which end comes first. */
export type Sorting = { by: string; down: boolean }

/** Reads `?sort=score` (smallest first) or `?sort=-score` (largest first); null when it names no sortable column. */
export function readSorting(sort: string | undefined, columns: Column[]): Sorting | null {
  if (!sort) return null
  const down = sort.startsWith('-')
  const by = down ? sort.slice(1) : sort
  return columns.some((column) => column.sorts && column.key === by) ? { by, down } : null
}

/**
 * Sorts by what `worth` answers: numbers by size, texts by the reader's
 * alphabet, null last whichever way the order runs.
 */
export function sortRows<T>(
  rows: readonly T[],
  { by, down }: Sorting,
  worth: (row: T, column: string) => number | string | null,
  language: string,
): T[] {
  const collator = new Intl.Collator(language, { numeric: true })
  return [...rows].sort((one, other) => {
    const a = worth(one, by)
    const b = worth(other, by)
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    const order =
      typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    return down ? -order : order
  })
}

/**
 * A table. The first column is the row's head and stays in sight on phones;
 * columns that sort have a link in their head, so sorting needs no script.
 */
export function DataTable({
  caption,
  captionHidden = false,
  columns,
  rows,
  sorting = null,
  path = '',
  tight = false,
}: {
  caption: string
  captionHidden?: boolean
  columns: Column[]
  rows: Row[]
  sorting?: Sorting | null
  /** Address of the page with its other query parts; the sort is added to it. */
  path?: string
  tight?: boolean
}) {
  const say = useUiWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="table-frame" aria-label={say('table.scroll', { caption })} tabIndex={0}>
      <table className={tight ? 'table table-tight' : 'table'}>
        <caption className={captionHidden ? 'hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.number ? 'number' : undefined}
                aria-sort={
                  sorting?.by === column.key ? (sorting.down ? 'descending' : 'ascending') : undefined
                }
              >
                <Head column={column} sorting={sorting} path={path} />
                {column.unit ? <span className="unit">{column.unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.own ? 'own' : undefined}>
              {columns.map((column, place) => {
                const side = column.number ? 'number' : undefined
                return place === 0 ? (
                  <th key={column.key} scope="row" className={side}>
                    {row.cells[column.key]}
                  </th>
                ) : (
                  <td key={column.key} className={side}>
                    {row.cells[column.key]}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Head({ column, sorting, path }: { column: Column; sorting: Sorting | null; path: string }) {
  const say = useUiWords()
  if (!column.sorts) return <>{column.head}</>
  const now = sorting?.by === column.key ? sorting : null
  // The first click on numbers shows the largest, on names the first of the alphabet.
  const down = now ? !now.down : Boolean(column.number)
  const words = now
    ? say(now.down ? 'table.sortedDown' : 'table.sortedUp', { column: column.head })
    : say('table.sort', { column: column.head })
  return (
    <a href={sortHref(path, `${down ? '-' : ''}${column.key}`)} aria-label={words}>
      {column.head}
      {now ? <span aria-hidden="true">{now.down ? ' ↓' : ' ↑'}</span> : null}
    </a>
  )
}

/** The same address with its `sort` replaced. */
export function sortHref(path: string, sort: string): string {
  const [page = '', query = ''] = path.split('?')
  const parts = new URLSearchParams(query)
  parts.set('sort', sort)
  return `${page}?${parts}`
}
