import type { ReactNode } from 'react'
import { Button, ChoiceField, described, type FieldError, Frame, TextField } from '../../ui/form.tsx'
import { type Language, locales } from '../../ui/language.ts'
import { useLanguage } from '../../ui/voice.tsx'
import { at, type Control, type Typed } from '../forms/field.ts'

/** What a language is called in the reader’s own. */
export function languageName(tag: string, language: Language): string {
  return new Intl.DisplayNames([locales[language]], { type: 'language' }).of(tag) ?? tag
}

type Drawn = {
  typed: Typed
  errors: readonly FieldError[]
  /** Languages of the compact: its texts stand side by side in them. */
  languages: readonly string[]
}

/** The controls of a form of the draft, as `forms/field.ts` describes them. */
export function Controls({ controls, ...drawn }: Drawn & { controls: readonly Control[] }) {
  return (
    <>
      {controls.map((control) =>
        isNarrow(control) ? (
          <div className="form" key={control.name}>
            <One control={control} {...drawn} />
          </div>
        ) : (
          <One key={control.name} control={control} {...drawn} />
        ),
      )}
    </>
  )
}

/** Texts in two languages take the whole width, and so does what holds them. */
const isNarrow = ({ kind }: Control) => !['texts', 'group', 'rows', 'hidden'].includes(kind)

const errorAt = (errors: readonly FieldError[], field: string) =>
  errors.find((error) => error.field === field)?.message

function One({ control, ...drawn }: Drawn & { control: Control }) {
  const { typed, errors } = drawn
  const { name, label, hint } = control
  const error = errorAt(errors, name)
  const value = typed[name] ?? ''
  const field = { name, label, error, ...(hint ? { hint } : {}) }
  const bare = { value, described: described(field), wrong: error !== undefined }
  const about = (
    <>
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
    </>
  )
  switch (control.kind) {
    case 'hidden':
      return <input type="hidden" name={name} value={value} />
    case 'texts':
      return (
        <Fieldset id={name} label={label} described={described({ ...field, error: undefined })} about={about}>
          <div className="columns columns-2">
            {drawn.languages.map((language) => (
              <TextIn
                key={language}
                name={at(name, language)}
                language={language}
                rows={control.rows}
                {...drawn}
              />
            ))}
          </div>
        </Fieldset>
      )
    case 'group':
      return (
        <Fieldset id={name} label={label} described={described({ ...field, error: undefined })} about={about}>
          <div className="columns">
            <Controls controls={control.controls} {...drawn} />
          </div>
        </Fieldset>
      )
    case 'rows':
      return (
        <Fieldset id={name} label={label} described={described({ ...field, error: undefined })} about={about}>
          <div className="columns">
            {control.rows.map((row, place) => (
              <Fieldset key={row.title} id={`${name}-row-${place + 1}`} label={row.title}>
                <div className="columns">
                  <Controls controls={row.controls} {...drawn} />
                </div>
              </Fieldset>
            ))}
            <div className="buttons">
              <Button name="more" value={name}>
                {control.more}
              </Button>
            </div>
          </div>
        </Fieldset>
      )
    case 'check':
      return (
        <div className={error ? 'field field-wrong' : 'field'}>
          <label className="choice" htmlFor={name}>
            <input
              type="checkbox"
              id={name}
              name={name}
              value="yes"
              defaultChecked={value !== ''}
              aria-describedby={bare.described}
            />
            {label}
          </label>
          {about}
        </div>
      )
    case 'several':
      return <ChoiceField {...field} kind="checkbox" options={control.options} chosen={value.split(/\s+/)} />
    case 'select':
      return (
        <Frame {...field}>
          <Select control={control} {...bare} />
        </Frame>
      )
    case 'line':
      return (
        <Frame {...field} optional={control.optional}>
          <Line control={control} {...bare} />
        </Frame>
      )
  }
}

function Fieldset({
  id,
  label,
  described,
  about,
  children,
}: {
  id: string
  label: string
  described?: string | undefined
  about?: ReactNode
  children: ReactNode
}) {
  return (
    <fieldset className="field" id={id} aria-describedby={described} tabIndex={-1}>
      <legend>{label}</legend>
      {about}
      {children}
    </fieldset>
  )
}

function TextIn({
  name,
  language,
  rows,
  typed,
  errors,
}: Drawn & { name: string; language: string; rows: number }) {
  return (
    <TextField
      name={name}
      label={languageName(language, useLanguage())}
      lang={language}
      value={typed[name] ?? ''}
      error={errorAt(errors, name)}
      {...(rows > 1 ? { rows } : {})}
    />
  )
}

/** The bare control; its label stands elsewhere, as in the head of a column, unless `named` gives it one. */
export function Select({
  control,
  value,
  described,
  wrong,
  named,
}: {
  control: Extract<Control, { kind: 'select' }>
  value: string
  described?: string | undefined
  wrong: boolean
  named?: string
}) {
  return (
    <select
      id={control.name}
      name={control.name}
      defaultValue={value}
      aria-label={named}
      aria-describedby={described}
      aria-invalid={wrong ? true : undefined}
    >
      {control.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.name}
        </option>
      ))}
    </select>
  )
}

export function Line({
  control,
  value,
  described,
  wrong,
  named,
}: {
  control: Extract<Control, { kind: 'line' }>
  value: string
  described?: string | undefined
  wrong: boolean
  named?: string
}) {
  const { unit } = control
  const unitId = `${control.name}-unit`
  return (
    <>
      <input
        type={control.type}
        id={control.name}
        name={control.name}
        defaultValue={value}
        inputMode={control.inputMode}
        aria-label={named}
        aria-describedby={unit === undefined ? described : [described, unitId].filter(Boolean).join(' ')}
        aria-invalid={wrong ? true : undefined}
      />
      {unit === undefined ? null : (
        <span className="note" id={unitId}>
          {unit}
        </span>
      )}
    </>
  )
}

/** What each control is called, for a list of what differs: “Objective · French”. */
export function namesOfControls(
  controls: readonly Control[],
  languages: readonly string[],
  language: Language,
): Map<string, string> {
  const names = new Map<string, string>()
  const walk = (some: readonly Control[], before: string): void => {
    for (const control of some) {
      const label = before === '' ? control.label : `${before} · ${control.label}`
      if (control.kind === 'texts')
        for (const each of languages)
          names.set(at(control.name, each), `${label} · ${languageName(each, language)}`)
      else if (control.kind === 'group') walk(control.controls, label)
      else if (control.kind === 'rows')
        for (const row of control.rows) walk(row.controls, `${label} · ${row.title}`)
      else if (control.kind !== 'hidden') names.set(control.name, label)
    }
  }
  walk(controls, '')
  return names
}
