import { isHidden } from '../../house/characters.ts'
import type { FieldError, Option } from '../../ui/form.tsx'
import type { Language, Say, Values } from '../../ui/language.ts'
import type { Agreement, Money, Text } from '../agreement.ts'
import { isMoney } from '../currency.ts'
import type { Word } from '../words/en.ts'
import { type AmountFault, readAmount, readNumber, writeAmount, writeDecimal } from './amounts.ts'

/*
 * A form is a value taken apart: each field says which controls it has, how it is read from
 * what was typed, and how it stands in the controls again. Fields make up shapes, shapes rows,
 * so that one description serves drawing, reading and showing what was typed after an error.
 */

/** What was typed, by the names of the controls. */
export type Typed = Record<string, string>

/** What a form is drawn and read in: its reader’s language, and the document it belongs to. */
export type FormContext = {
  say: Say<Word>
  /** In which the reader writes numbers. */
  language: Language
  /** As it stands; references are chosen among its elements. */
  agreement: Agreement
  typed: Typed
  /** Whether the text is an amendment: some fields ask what only one can say. */
  amends?: boolean
}

export type Read<Value> = { value: Value } | { errors: FieldError[] }

type Described = { name: string; label: string; hint?: string }

/** A control as a page draws it. */
export type Control =
  | (Described & { kind: 'texts'; rows: number })
  | (Described & {
      kind: 'line'
      type: 'text' | 'date' | 'url'
      inputMode?: 'decimal' | 'numeric'
      optional: boolean
      /** What stands behind the field: the currency of an amount, where another answer gives it. */
      unit?: string
    })
  | (Described & { kind: 'select'; options: Option[] })
  | (Described & { kind: 'check' })
  | (Described & { kind: 'several'; options: Option[] })
  | (Described & { kind: 'hidden' })
  | (Described & { kind: 'group'; controls: Control[] })
  | (Described & { kind: 'rows'; rows: { title: string; controls: Control[] }[]; more: string })

export type Field<Value> = {
  controls(name: string, form: FormContext): Control[]
  read(name: string, form: FormContext): Read<Value>
  write(value: Value, name: string, form: FormContext): Typed
}

export type Label = { label: Word; hint?: Word }
type Labelled = Label & { optional?: boolean }

const described = (name: string, { label, hint }: Label, say: Say<Word>): Described => ({
  name,
  label: say(label),
  ...(hint === undefined ? {} : { hint: say(hint) }),
})

export const wrong = (field: string, message: string): { errors: FieldError[] } => ({
  errors: [{ field, message }],
})

export const at = (name: string, part: string): string => (name === '' ? part : `${name}.${part}`)

/** What was typed in a control, without the spaces around it. */
export const typedAt = (form: FormContext, name: string): string => (form.typed[name] ?? '').trim()

/** Characters that print nothing or turn what stands around them: the rule of the whole house. */
export const unprintable = isHidden

/** A text as it is kept: composed, lines ended by a line feed, no spaces around it. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()

const LONGEST_TEXT = 20_000

/** Words in each language of the compact, side by side. */
export function texts({ label, hint, rows = 4 }: Label & { rows?: number }): Field<Text> {
  return {
    controls: (name, { say }) => [
      { kind: 'texts', rows, ...described(name, { label, ...(hint ? { hint } : {}) }, say) },
    ],
    read(name, form) {
      const errors: FieldError[] = []
      const value: Text = {}
      for (const language of form.agreement.languages) {
        const field = at(name, language)
        const words = tidy(form.typed[field] ?? '')
        if (words.length > LONGEST_TEXT)
          errors.push({
            field,
            message: form.say('fault.text too long', { most: LONGEST_TEXT, now: words.length }),
          })
        else if (unprintable(words)) errors.push({ field, message: form.say('fault.text unprintable') })
        else if (words !== '') value[language] = words
      }
      return errors.length > 0 ? { errors } : { value }
    },
    write: (value, name, { agreement }) =>
      Object.fromEntries(agreement.languages.map((each) => [at(name, each), value[each] ?? ''])),
  }
}

/** One line of words that is the same in every language: a source, a code. */
export function line({
  optional = false,
  most = 500,
  ...label
}: Labelled & { most?: number }): Field<string> {
  return {
    controls: (name, { say }) => [{ kind: 'line', type: 'text', optional, ...described(name, label, say) }],
    read(name, form) {
      const text = tidy(form.typed[name] ?? '').replace(/\s+/g, ' ')
      if (text === '' && !optional) return wrong(name, form.say('fault.needed'))
      if (text.length > most) return wrong(name, form.say('fault.text too long', { most, now: text.length }))
      if (unprintable(text)) return wrong(name, form.say('fault.text unprintable'))
      return { value: text }
    },
    write: (value, name) => ({ [name]: value }),
  }
}

/** The same where nothing typed means that there is none. */
export function orNone<Value>(field: Field<Value>): Field<Value | null> {
  return {
    controls: (name, form) =>
      field
        .controls(name, form)
        .map((control) => (control.kind === 'line' ? { ...control, optional: true } : control)),
    read: (name, form) => {
      const names = inputsOf(field.controls(name, form))
      return names.every((each) => typedAt(form, each) === '') ? { value: null } : field.read(name, form)
    },
    write: (value, name, form) => (value === null ? {} : field.write(value, name, form)),
  }
}

/** The names that the controls of a form send, but for texts, which send one for each language. */
function inputsOf(controls: Control[]): string[] {
  return controls.flatMap((control) => {
    if (control.kind === 'group') return inputsOf(control.controls)
    if (control.kind === 'rows') return control.rows.flatMap((row) => inputsOf(row.controls))
    return [control.name]
  })
}

/** One of a few words of the document; `said` gives how each reads. */
export function choice<const Value extends string>(
  values: readonly Value[],
  { said, ...label }: Label & { said: (value: Value) => Word },
): Field<Value> {
  return {
    controls: (name, { say }) => [
      {
        kind: 'select',
        options: [
          { value: '', name: say('form.choose') },
          ...values.map((value) => ({ value, name: say(said(value)) })),
        ],
        ...described(name, label, say),
      },
    ],
    read(name, form) {
      const value = values.find((each) => each === typedAt(form, name))
      return value === undefined ? wrong(name, form.say('fault.choose')) : { value }
    },
    write: (value, name) => ({ [name]: value }),
  }
}

/** An element of the document by its key; `among` names those that may be chosen. */
export function reference({
  among,
  none,
  ...label
}: Label & { among: (form: FormContext) => Option[]; none?: Word }): Field<string | null> {
  return {
    controls: (name, form) => {
      const options = among(form)
      const now = typedAt(form, name)
      // What is referred to and gone stays in sight, so that looking does not change it.
      const gone =
        now !== '' && !options.some(({ value }) => value === now) ? [{ value: now, name: now }] : []
      return [
        {
          kind: 'select',
          options: [{ value: '', name: form.say(none ?? 'form.choose') }, ...options, ...gone],
          ...described(name, label, form.say),
        },
      ]
    },
    read(name, form) {
      const key = typedAt(form, name)
      if (key === '') return { value: null }
      return among(form).some(({ value }) => value === key)
        ? { value: key }
        : wrong(name, form.say('fault.unknown element'))
    },
    write: (value, name) => ({ [name]: value ?? '' }),
  }
}

/** The same where there must be one. */
export function referenceNeeded(given: Parameters<typeof reference>[0]): Field<string> {
  const field = reference(given)
  return {
    ...field,
    read(name, form) {
      const read = field.read(name, form)
      if ('errors' in read) return read
      return read.value === null ? wrong(name, form.say('fault.choose')) : { value: read.value }
    },
  }
}

/** Several elements of the document by their keys. Sent as one text: `a b c`. */
export function references({
  among,
  ...label
}: Label & { among: (form: FormContext) => Option[] }): Field<string[]> {
  return {
    controls: (name, form) => [
      { kind: 'several', options: among(form), ...described(name, label, form.say) },
    ],
    read(name, form) {
      const known = among(form).map(({ value }) => value)
      const asked = new Set(typedAt(form, name).split(/\s+/).filter(Boolean))
      return [...asked].every((key) => known.includes(key))
        ? { value: known.filter((key) => asked.has(key)) }
        : wrong(name, form.say('fault.unknown element'))
    },
    write: (value, name) => ({ [name]: value.join(' ') }),
  }
}

/** Whether `YYYY-MM-DD` is a day that there was or will be. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

export function day(label: Label): Field<string> {
  return {
    controls: (name, { say }) => [
      { kind: 'line', type: 'date', optional: false, ...described(name, label, say) },
    ],
    read(name, form) {
      const text = typedAt(form, name)
      return isDay(text) ? { value: text } : wrong(name, form.say('fault.day'))
    },
    write: (value, name) => ({ [name]: value }),
  }
}

/** A day of every year, `MM-DD`. */
export function dayOfYear(label: Label): Field<string> {
  return {
    controls: (name, { say }) => [
      { kind: 'line', type: 'text', optional: false, ...described(name, label, say) },
    ],
    read(name, form) {
      const text = typedAt(form, name)
      return isDay(`2024-${text}`) ? { value: text } : wrong(name, form.say('fault.day of year'))
    },
    write: (value, name) => ({ [name]: value }),
  }
}

export function whole({ least, most, ...label }: Label & { least: number; most: number }): Field<number> {
  return {
    controls: (name, { say }) => [
      { kind: 'line', type: 'text', inputMode: 'numeric', optional: false, ...described(name, label, say) },
    ],
    read(name, form) {
      const text = typedAt(form, name)
      const value = Number(text)
      return /^\d{1,9}$/.test(text) && value >= least && value <= most
        ? { value }
        : wrong(name, form.say('fault.whole number', { least, most }))
    },
    write: (value, name) => ({ [name]: String(value) }),
  }
}

/** A number with the digits it was written with. */
export function decimal(label: Label): Field<string> {
  return {
    controls: (name, { say }) => [
      { kind: 'line', type: 'text', inputMode: 'decimal', optional: false, ...described(name, label, say) },
    ],
    read(name, form) {
      const read = readNumber(typedAt(form, name), form.language)
      if ('fault' in read) return wrong(name, numberFault(read.fault, form))
      return /^-?\d{1,15}(\.\d{1,9})?$/.test(read.value)
        ? { value: read.value }
        : wrong(name, form.say('fault.number too long'))
    },
    write: (value, name, { language }) => ({ [name]: writeDecimal(value, language) }),
  }
}

/** Per cent between 0 and 100, neither included. */
export function level(label: Label): Field<number> {
  const field = decimal(label)
  return {
    ...field,
    read(name, form) {
      const read = field.read(name, form)
      if ('errors' in read) return read
      const value = Number(read.value)
      return value > 0 && value < 100 ? { value } : wrong(name, form.say('fault.level'))
    },
    write: (value, name, form) => field.write(String(value), name, form),
  }
}

export function numberFault(fault: AmountFault, { say, language }: FormContext, values: Values = {}): string {
  const example = writeAmount({ minor: 120_000_050, currency: 'USD' }, language)
  return say(`fault.amount ${fault}`, { example, currency: '', ...values })
}

/** A currency by its code. */
export function currency(label: Label): Field<string> {
  return {
    controls: (name, { say }) => [
      { kind: 'line', type: 'text', optional: false, ...described(name, label, say) },
    ],
    read(name, form) {
      const code = typedAt(form, name).toUpperCase()
      return isMoney(code) ? { value: code } : wrong(name, form.say('fault.currency'))
    },
    write: (value, name) => ({ [name]: value }),
  }
}

/**
 * An amount as its reader types it. Its currency is typed beside it, or follows from another
 * answer: `currencyOf` then gives it, null while that answer is lacking.
 */
export function money({
  currencyOf,
  ...label
}: Label & { currencyOf?: (form: FormContext, name: string) => string | null }): Field<Money> {
  const code = currency({ label: 'field.currency', hint: 'hint.currency' })
  return {
    controls: (name, form) => {
      const unit = currencyOf?.(form, name) ?? null
      return [
        {
          kind: 'line',
          type: 'text',
          inputMode: 'decimal',
          optional: false,
          ...(unit === null ? {} : { unit }),
          ...described(at(name, 'amount'), label, form.say),
        },
        ...(currencyOf === undefined ? code.controls(at(name, 'currency'), form) : []),
      ]
    },
    read(name, form) {
      const field = at(name, 'amount')
      let known: string | null
      if (currencyOf === undefined) {
        const read = code.read(at(name, 'currency'), form)
        if ('errors' in read) return read
        known = read.value
      } else known = currencyOf(form, name)
      if (known === null) return wrong(field, form.say('fault.no currency yet'))
      const read = readAmount(typedAt(form, field), known, form.language)
      if ('fault' in read) return wrong(field, numberFault(read.fault, form, { currency: known }))
      return { value: { minor: read.minor, currency: known } }
    },
    write: (value, name, { language }) => ({
      [at(name, 'amount')]: writeAmount(value, language),
      ...(currencyOf === undefined ? { [at(name, 'currency')]: value.currency } : {}),
    }),
  }
}

export function check(label: Label): Field<boolean> {
  return {
    controls: (name, { say }) => [{ kind: 'check', ...described(name, label, say) }],
    read: (name, form) => ({ value: typedAt(form, name) !== '' }),
    write: (value, name) => ({ [name]: value ? 'yes' : '' }),
  }
}

/** An address on the web. */
export function address(label: Label): Field<string> {
  return {
    controls: (name, { say }) => [
      { kind: 'line', type: 'url', optional: false, ...described(name, label, say) },
    ],
    read(name, form) {
      const text = typedAt(form, name)
      if (text.length > 500 || !/^https?:\/\//.test(text) || /\s/.test(text) || !URL.canParse(text))
        return wrong(name, form.say('fault.address'))
      return { value: text }
    },
    write: (value, name) => ({ [name]: value }),
  }
}

/** What is carried along and not typed: the key of a row. */
export function carried(make: (name: string, form: FormContext) => string): Field<string> {
  return {
    controls: (name) => [{ kind: 'hidden', name, label: '' }],
    read(name, form) {
      const key = typedAt(form, name) || make(name, form)
      return /^[a-z0-9][a-z0-9-]{0,39}$/.test(key) ? { value: key } : wrong(name, form.say('fault.key'))
    },
    write: (value, name) => ({ [name]: value }),
  }
}

/** Several fields as one value. */
export function shape<Value extends object>(
  fields: {
    [Name in keyof Value & string]: Field<Value[Name]>
  },
): Field<Value> {
  const names = Object.keys(fields) as (keyof Value & string)[]
  return {
    controls: (name, form) => names.flatMap((each) => fields[each].controls(at(name, each), form)),
    read(name, form) {
      const errors: FieldError[] = []
      const value: Partial<Value> = {}
      for (const each of names) {
        const read = fields[each].read(at(name, each), form)
        if ('errors' in read) errors.push(...read.errors)
        else value[each] = read.value
      }
      // Every name has been read, so nothing is lacking.
      return errors.length > 0 ? { errors } : { value: value as Value }
    },
    write: (value, name, form) =>
      Object.assign({}, ...names.map((each) => fields[each].write(value[each], at(name, each), form))),
  }
}

/** Controls that belong together under one name. */
export function group<Value>(label: Label, field: Field<Value>): Field<Value> {
  return {
    ...field,
    controls: (name, form) => [
      { kind: 'group', controls: field.controls(name, form), ...described(name, label, form.say) },
    ],
  }
}

const EMPTY_ROWS = 2
const MOST_ROWS = 150

/**
 * Rows of the same fields, with two empty ones at the end. A row in which nothing is typed is
 * not there; `seen` names the controls of a row that count as typed.
 */
export function rows<Value>(
  { more, title, ...label }: Label & { more: Word; title: Word },
  row: Field<Value>,
  seen: (name: string, form: FormContext) => string[],
): Field<Value[]> {
  const indexes = (name: string, form: FormContext): number[] => {
    const found = new Set<number>()
    for (const typed of Object.keys(form.typed)) {
      const [, index] = new RegExp(`^${name.replaceAll('.', '\\.')}\\.(\\d{1,3})\\.`).exec(typed) ?? []
      if (index !== undefined && Number(index) < MOST_ROWS) found.add(Number(index))
    }
    return [...found].sort((a, b) => a - b)
  }
  const isTyped = (name: string, form: FormContext) =>
    seen(name, form).some((each) => typedAt(form, each) !== '')
  return {
    controls: (name, form) => {
      const there = indexes(name, form)
      const filled = there.filter((index) => isTyped(at(name, String(index)), form))
      const last = there.at(-1) ?? -1
      const empty = Array.from({ length: EMPTY_ROWS }, (_, each) => last + 1 + each)
      return [
        {
          kind: 'rows',
          more: form.say(more),
          rows: [...filled, ...empty].map((index, place) => ({
            title: form.say(title, { number: place + 1 }),
            controls: row.controls(at(name, String(index)), form),
          })),
          ...described(name, label, form.say),
        },
      ]
    },
    read(name, form) {
      const errors: FieldError[] = []
      const value: Value[] = []
      for (const index of indexes(name, form)) {
        const place = at(name, String(index))
        if (!isTyped(place, form)) continue
        const read = row.read(place, form)
        if ('errors' in read) errors.push(...read.errors)
        else value.push(read.value)
      }
      return errors.length > 0 ? { errors } : { value }
    },
    write: (value, name, form) =>
      Object.assign({}, ...value.map((each, index) => row.write(each, at(name, String(index)), form))),
  }
}

/** The names of the controls of a text, one for each language. */
export const textNames = (name: string, { agreement }: FormContext): string[] =>
  agreement.languages.map((each) => at(name, each))
