import type { Indicator } from '../../compacts/agreement.ts'
import { type FieldError, SelectField, TextField } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { useLanguage } from '../../ui/voice.tsx'
import { cellsOf } from '../cells.ts'
import { fieldsOf } from '../forms.ts'
import { missingReasons, type TypedPart } from '../reading.ts'
import { words } from '../words/pages.ts'
import { cellName } from './parts.tsx'

/** The fields of one indicator: what was typed stands in them, and each fault at its own. */
export function PartFields({
  sheet,
  languages,
  typed,
  errors,
  hints = {},
}: {
  sheet: Indicator
  languages: readonly string[]
  typed: TypedPart
  errors: readonly FieldError[]
  /** Last value and target, by cell. */
  hints?: Readonly<Record<string, string>>
}) {
  const language = useLanguage()
  const say = speak(words, language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const { key } = sheet
  return (
    <>
      {cellsOf(sheet).map((cell) =>
        fieldsOf(sheet).map((field) => {
          const name = `${key}.${cell}.${field}`
          const cellText = cellName(sheet, cell, language, languages)
          const hint = field === 'value' ? hints[cell] : undefined
          return (
            <TextField
              key={name}
              name={name}
              label={say('report.field', { cell: cellText, field: say(`report.${field}`) })}
              {...(hint === undefined ? {} : { hint })}
              {...(sheet.measure === 'yes-no' ? {} : { inputMode: 'decimal' as const })}
              autoComplete="off"
              value={typed.cells[cell]?.[field]}
              error={errorOf(name)}
            />
          )
        }),
      )}
      <SelectField
        name={`${key}.missing`}
        label={say('report.missing')}
        value={typed.missing ?? ''}
        error={errorOf(`${key}.missing`)}
        options={[
          { value: '', name: say('report.missing none') },
          ...missingReasons.map((reason) => ({ value: reason, name: say(`missing.${reason}`) })),
        ]}
      />
      <TextField
        name={`${key}.why`}
        label={say('report.why')}
        optional
        value={typed.why}
        error={errorOf(`${key}.why`)}
      />
      <TextField
        name={`${key}.evidence`}
        label={say('report.evidence')}
        hint={say('report.evidence hint')}
        optional
        value={typed.evidence}
        error={errorOf(`${key}.evidence`)}
      />
      <TextField
        name={`${key}.comment`}
        label={say('report.comment')}
        hint={say('report.comment hint')}
        rows={2}
        optional
        value={typed.comment}
        error={errorOf(`${key}.comment`)}
      />
    </>
  )
}
