import { Type } from 'typebox'
import { components } from '../compacts/agreement.ts'
import { isDay } from '../compacts/forms/field.ts'
import { field } from '../house/form-fields.ts'
import { type EntryFilter, ledgerColumns } from './ledger.ts'
import { entryKinds } from './tables.ts'

const OptionalKey = Type.Optional(Type.String({ maxLength: 40 }))
const OptionalDay = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))

/** Filters of the ledger, as the API takes them. */
export const ledgerFilters = {
  column: Type.Optional(Type.Enum([...ledgerColumns], { description: 'A column of the money page' })),
  kind: Type.Optional(Type.Enum([...entryKinds])),
  contribution: OptionalKey,
  line: OptionalKey,
  component: OptionalKey,
  year: OptionalKey,
  tranche: OptionalKey,
  award: OptionalKey,
  party: OptionalKey,
  from: OptionalDay,
  to: OptionalDay,
}

/** What a query asks of the ledger; what cannot be asked is left out. */
export function filterIn(query: unknown): { filter: EntryFilter; query: URLSearchParams } {
  const kept = new URLSearchParams()
  const text = (name: string, fits: (value: string) => boolean) => {
    const value = field(query, name)
    if (value === '' || !fits(value)) return undefined
    kept.set(name, value)
    return value
  }
  const among =
    <Of extends string>(list: readonly Of[]) =>
    (value: string): value is Of =>
      list.some((each) => each === value)
  const isKey = (value: string) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(value)
  const column = text('column', among(ledgerColumns))
  const kind = text('kind', among(entryKinds))
  return {
    filter: {
      column: ledgerColumns.find((each) => each === column),
      kind: entryKinds.find((each) => each === kind),
      contribution: text('contribution', isKey),
      line: text('line', isKey),
      component: text('component', among([...components, 'none'])),
      year: text('year', isKey),
      tranche: text('tranche', isKey),
      award: text('award', isKey),
      party: text('party', isKey),
      from: text('from', isDay),
      to: text('to', isDay),
    },
    query: kept,
  }
}

/** A place in the ledger as an address names it: day and number. */
export function cursorIn(text: string): { date: string; number: number } | null {
  const found = /^(\d{4}-\d{2}-\d{2})\.(\d{1,9})$/.exec(text)
  return found === null ? null : { date: found[1] ?? '', number: Number(found[2]) }
}
