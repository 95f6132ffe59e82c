import type { ChangeEvent } from 'react'
import { described, type FieldProps, Frame, type Option } from '../../ui/form.tsx'
import type { Sheet, SheetColumn } from './sheet.ts'

/* Fields of the workbench: like those of `ui/form.tsx`, and held by the page. `name` is unique on the page. */

const control = (field: FieldProps) => ({
  id: field.name,
  name: field.name,
  'aria-describedby': described(field),
  'aria-invalid': field.error ? true : undefined,
})

/** One of a list. */
export function Choose({
  value,
  options,
  change,
  ...field
}: FieldProps & { value: string; options: readonly Option[]; change: (value: string) => void }) {
  return (
    <Frame {...field}>
      <select
        {...control(field)}
        value={value}
        onChange={(event: ChangeEvent<HTMLSelectElement>) => change(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** One of the columns that are left; `none` is offered first, and is '' as a value. */
export function ChooseColumn({
  sheet,
  none,
  only = () => true,
  ...field
}: FieldProps & {
  sheet: Sheet
  none?: string
  only?: (column: SheetColumn) => boolean
  value: string
  change: (value: string) => void
}) {
  const columns = sheet.columns
    .filter((column) => !column.struck && only(column))
    .map(({ name }) => ({ value: name, name }))
  const options =
    none === undefined && field.value !== '' ? columns : [{ value: '', name: none ?? '–' }, ...columns]
  return <Choose {...field} options={options} />
}

/** Several of a few. */
export function Ticks({
  name,
  label,
  hint,
  error,
  options,
  chosen,
  change,
}: FieldProps & {
  options: readonly Option[]
  chosen: readonly string[]
  change: (chosen: string[]) => void
}) {
  const field = { name, label, ...(hint === undefined ? {} : { hint }), error }
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} id={name} aria-describedby={described(field)}>
      <legend>{label}</legend>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="checkbox"
            value={option.value}
            checked={chosen.includes(option.value)}
            onChange={({ target }) =>
              change(
                options
                  .map(({ value }) => value)
                  .filter((value) => (value === option.value ? target.checked : chosen.includes(value))),
              )
            }
          />
          {option.name}
        </label>
      ))}
    </fieldset>
  )
}

/** A line, or with `rows` a box, of text. Numbers are kept as typed: the path reads them. */
export function Line({
  value,
  change,
  inputMode,
  rows,
  ...field
}: FieldProps & {
  value: string
  change: (value: string) => void
  inputMode?: 'numeric' | 'decimal'
  rows?: number
}) {
  const common = {
    ...control(field),
    value,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => change(event.target.value),
  }
  return (
    <Frame {...field}>
      {rows ? (
        <textarea rows={rows} {...common} />
      ) : (
        <input type="text" inputMode={inputMode} autoComplete="off" {...common} />
      )}
    </Frame>
  )
}
