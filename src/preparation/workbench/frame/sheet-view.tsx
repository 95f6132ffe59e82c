import { DataTable } from '../../../ui/data-table.tsx'
import { formatNumber } from '../../../ui/language.ts'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import type { Sheet, SheetColumn } from '../sheet.ts'
import { workbenchWords } from '../words.ts'

/** What stands in a table, column by column: which are left out because they tell who somebody is, and why. */
export function SheetView({
  name,
  sheet,
  keep,
  setKeep,
}: {
  name: string
  sheet: Sheet
  keep: readonly string[]
  setKeep: (keep: string[]) => void
}) {
  const say = useWords(workbenchWords)
  const language = useLanguage()
  const struck = sheet.columns.filter((column) => column.struck)
  return (
    <div className="workbench-sheet">
      <h3>{sheet.file === null ? name : `${name}: ${sheet.file}`}</h3>
      <p className="prose">
        {say('sheet.read', { rows: sheet.rows, columns: sheet.columns.length })}{' '}
        {struck.length === 0 ? (
          say('sheet.nobody')
        ) : (
          <strong>{say('sheet.struck', { count: struck.length })}</strong>
        )}
      </p>
      <DataTable
        caption={name}
        captionHidden
        tight
        columns={[
          { key: 'column', head: say('sheet.column') },
          { key: 'note', head: say('sheet.note') },
          { key: 'holds', head: say('sheet.holds') },
          { key: 'filled', head: say('sheet.filled'), number: true },
        ]}
        rows={sheet.columns.map((column, place) => ({
          key: `${place} ${column.name}`,
          cells: {
            column: column.struck ? <s>{headingOf(column)}</s> : headingOf(column),
            note: becomes(column),
            holds: say(`sheet.holds.${column.holds}`),
            filled: formatNumber(language, column.filled),
          },
        }))}
      />
    </div>
  )

  function headingOf({ name: heading }: SheetColumn): string {
    return heading === '' ? say('sheet.unnamed') : heading
  }

  function becomes({ name: heading, identifying, struck: out }: SheetColumn) {
    if (identifying === null) return say('sheet.used')
    if (!out && identifying.kind === 'code') return say('sheet.links')
    const why = {
      kind: say(`kind.${identifying.kind}`),
      by:
        identifying.by === 'heading'
          ? say('sheet.by.heading')
          : say('sheet.by.values', {
              share: formatNumber(language, identifying.share ?? 0, {
                style: 'percent',
                maximumSignificantDigits: 2,
              }),
            }),
    }
    return (
      <>
        {out ? say('sheet.struckOut', why) : say('sheet.keptIn', why)}
        {identifying.may !== 'no' ? (
          <label className="choice workbench-keep">
            <input
              type="checkbox"
              checked={keep.includes(heading)}
              onChange={({ target }) =>
                setKeep(target.checked ? [...keep, heading] : keep.filter((each) => each !== heading))
              }
            />
            {say(identifying.may === 'link' ? 'sheet.keepToLink' : 'sheet.keep')}
          </label>
        ) : null}
      </>
    )
  }
}
