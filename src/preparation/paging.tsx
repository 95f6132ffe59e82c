import { type Language, pathIn, speak } from '../ui/language.ts'
import { dictionaryOf } from './studies/words/rows.ts'

/* Long lists, a hundred rows on a page, by plain links. */

export const PAGE_ROWS = 100

export const pagingWords = dictionaryOf({
  before: ['Earlier page', 'Page précédente', 'Página anterior', 'Página precedente'],
  after: ['Next page', 'Page suivante', 'Página siguiente', 'Página seguinte'],
  which: [
    '{first}–{last} of {all}',
    '{first}–{last} sur {all}',
    '{first}–{last} de {all}',
    '{first} a {last} de {all}',
  ],
  pages: ['Pages', 'Pages', 'Páginas', 'Páginas'],
})

/** What part of a list is shown: its place and how many pages there are, both from 1. */
export type PageOf<Row> = { rows: Row[]; page: number; pages: number; all: number }

/** The page an address asks for; the first for what is none. */
export function pageIn(sent: string | undefined): number {
  return sent !== undefined && /^[1-9]\d{0,5}$/.test(sent) ? Number(sent) : 1
}

/** Which page there is of so many rows, and where its rows begin: beyond the last it is the last. */
export function pageAt(asked: number, all: number): { page: number; pages: number; offset: number } {
  const pages = Math.max(1, Math.ceil(all / PAGE_ROWS))
  const page = Math.min(asked, pages)
  return { page, pages, offset: (page - 1) * PAGE_ROWS }
}

/** One page of rows that are all there. */
export function pageFrom<Row>(rows: readonly Row[], asked: number): PageOf<Row> {
  const { page, pages, offset } = pageAt(asked, rows.length)
  return { rows: rows.slice(offset, offset + PAGE_ROWS), page, pages, all: rows.length }
}

/** Links to the pages before and after; nothing where there is one page. `query` is what was asked besides. */
export function PageLinks({
  of: { rows, page, pages, all },
  path,
  query,
  language,
}: {
  of: PageOf<unknown>
  path: string
  query: Readonly<Record<string, string>>
  language: Language
}) {
  if (pages === 1) return null
  const say = speak(pagingWords, language)
  const to = (number: number) => {
    const asked = Object.entries({ ...query, page: number === 1 ? '' : String(number) })
    const sent = new URLSearchParams(asked.filter(([, value]) => value !== '')).toString()
    return pathIn(language, sent === '' ? path : `${path}?${sent}`)
  }
  const first = (page - 1) * PAGE_ROWS + 1
  return (
    <nav aria-label={say('pages')}>
      <p className="prose">
        {page > 1 ? (
          <>
            <a href={to(page - 1)} rel="prev">
              {say('before')}
            </a>
            {' · '}
          </>
        ) : null}
        {say('which', { first, last: first + rows.length - 1, all })}
        {page < pages ? (
          <>
            {' · '}
            <a href={to(page + 1)} rel="next">
              {say('after')}
            </a>
          </>
        ) : null}
      </p>
    </nav>
  )
}
