import { type ReactNode, useContext } from 'react'
import { type FieldError, PageFaultsContext } from './page-faults.ts'
import { useUiWords } from './voice.tsx'

export type { FieldError } from './page-faults.ts'

/**
 * The faults of a form, each a link to its field. They stand under the main heading of the page, wherever
 * the form is: whoever sent it begins there again. Draws nothing when there are none.
 */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const page = useContext(PageFaultsContext)
  if (errors.length === 0) return null
  if (page === null) return <Summary errors={errors} />
  page.find(errors)
  if (page.known.length === 0) return <Summary errors={errors} />
  return errors
    .filter(({ field }) => page.homeless.has(field))
    .map(({ field, message }) => (
      <p key={field + message} className="error" id={field}>
        {message}
      </p>
    ))
}

/** What all forms of the page found wrong, under its main heading. */
export function PageFaultsHere() {
  const page = useContext(PageFaultsContext)
  if (page === null) return null
  page.headed = true
  return page.known.length === 0 ? null : <Summary errors={page.known} />
}

function Summary({ errors }: { errors: readonly FieldError[] }) {
  const say = useUiWords()
  return (
    // A form that comes back begins with what is wrong, for whoever sees the page and whoever hears it.
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending this form
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus>
      <h2>{say('form.summary', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field + message}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What every field is given, whatever is typed or chosen in it. */
export type FieldProps = {
  /** Name in the query or body, and id on the page. */
  name: string
  label: string
  hint?: string
  error?: string | undefined
  optional?: boolean
}

/** The ids of what describes a field, for `aria-describedby` of its control. */
export function described({ name, hint, error }: FieldProps): string | undefined {
  const parts = [hint ? `${name}-hint` : null, error ? `${name}-error` : null].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(' ') : undefined
}

/** Label, hint and error around a control; the control carries the name of the field as its id, and `described(field)`. */
export function Frame({ children, ...field }: FieldProps & { children: ReactNode }) {
  const say = useUiWords()
  return (
    <div className={field.error ? 'field field-wrong' : 'field'}>
      <label htmlFor={field.name}>
        {field.label}
        {field.optional ? ` (${say('form.optional')})` : ''}
      </label>
      {field.hint ? (
        <p className="hint" id={`${field.name}-hint`}>
          {field.hint}
        </p>
      ) : null}
      {field.error ? (
        <p className="error" id={`${field.name}-error`}>
          {field.error}
        </p>
      ) : null}
      {children}
    </div>
  )
}

/**
 * A line or, with `rows`, a box of text. What was sent stands in it again after an error;
 * a password never does, so it is given no value.
 */
export function TextField({
  value,
  type = 'text',
  rows,
  required,
  autoComplete,
  inputMode,
  exact = false,
  lang,
  ...field
}: FieldProps & {
  value?: string | undefined
  type?: 'text' | 'search' | 'number' | 'date' | 'email' | 'url' | 'password'
  rows?: number
  required?: boolean
  autoComplete?: string
  inputMode?: 'numeric' | 'decimal' | 'search'
  /** Whether each character counts, as in a code: nothing makes it a capital or marks it as misspelt. */
  exact?: boolean
  /** Language of what is typed, when it is not that of the page: for voices and spelling. */
  lang?: string
}) {
  const common = {
    id: field.name,
    name: field.name,
    defaultValue: value,
    required,
    autoComplete,
    inputMode,
    lang,
    ...(lang === undefined ? {} : { dir: 'auto' as const }),
    ...(exact ? { autoCapitalize: 'none', spellCheck: false } : {}),
    'aria-describedby': described(field),
    'aria-invalid': field.error ? true : undefined,
  }
  return (
    <Frame {...field}>
      {rows ? <textarea rows={rows} {...common} /> : <input type={type} {...common} />}
    </Frame>
  )
}

export type Option = { value: string; name: string }
/** Options that belong together, under a name of their own. */
export type OptionGroup = { name: string; options: Option[] }

/** One of a list; long lists can be told apart in groups. */
export function SelectField({
  value,
  options,
  ...field
}: FieldProps & { value?: string | undefined; options: (Option | OptionGroup)[] }) {
  return (
    <Frame {...field}>
      <select
        id={field.name}
        name={field.name}
        defaultValue={value}
        aria-describedby={described(field)}
        aria-invalid={field.error ? true : undefined}
      >
        {options.map((option) =>
          'options' in option ? (
            <optgroup key={option.name} label={option.name}>
              {option.options.map(drawOption)}
            </optgroup>
          ) : (
            drawOption(option)
          ),
        )}
      </select>
    </Frame>
  )
}

function drawOption({ value, name }: Option) {
  return (
    <option key={value} value={value}>
      {name}
    </option>
  )
}

/** One (`radio`) or several (`checkbox`) of a few, all in sight. */
export function ChoiceField({
  name,
  label,
  hint,
  error,
  kind = 'radio',
  options,
  chosen,
}: FieldProps & { kind?: 'radio' | 'checkbox'; options: Option[]; chosen: string[] }) {
  return (
    <fieldset
      className={error ? 'field field-wrong' : 'field'}
      id={name}
      aria-describedby={described({ name, label, ...(hint ? { hint } : {}), error })}
    >
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
            type={kind}
            name={name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
          />
          {option.name}
        </label>
      ))}
    </fieldset>
  )
}

/** Buttons in a row, stacked on phones. One `first` for each view; the words say what will happen. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className="buttons">{children}</div>
}

/** Sends the form. */
export function Button({
  children,
  first = false,
  name,
  value,
}: {
  children: ReactNode
  first?: boolean
  name?: string
  value?: string
}) {
  return (
    <button type="submit" className={first ? 'button button-first' : 'button'} name={name} value={value}>
      {children}
    </button>
  )
}

/** Looks like a button, leads to a page. */
export function ButtonLink({
  href,
  children,
  first = false,
}: {
  href: string
  children: ReactNode
  first?: boolean
}) {
  return (
    <a href={href} className={first ? 'button button-first' : 'button'}>
      {children}
    </a>
  )
}
