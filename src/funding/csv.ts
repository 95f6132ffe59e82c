import Papa from 'papaparse'
import { isMoney, minorPlaces } from '../compacts/currency.ts'
import { plainAmount } from '../compacts/forms/amounts.ts'
import { isDay } from '../compacts/forms/field.ts'
import { isHidden } from '../house/characters.ts'
import { guardedCsvLine } from '../indicators/csv-text.ts'
import type { MoneyFault } from './faults.ts'
import { type Db, type Entry, type EntryFilter, type EntryValues, entriesOf } from './ledger.ts'
import { type EntryKind, entryKinds } from './tables.ts'

/**
 * Columns of a file of entries to be entered, in the order of its example. `exception` is the public reason why a limit
 * may be passed, as the form asks for it; a row that says none is held to every limit.
 */
export const importColumns = [
  'kind',
  'date',
  'amount',
  'currency',
  'contribution',
  'line',
  'tranche',
  'award',
  'provider',
  'receiver',
  'url',
  'note',
  'exception',
] as const
type ImportColumn = (typeof importColumns)[number]
const needed: readonly ImportColumn[] = [
  'kind',
  'date',
  'amount',
  'currency',
  'contribution',
  'provider',
  'receiver',
]

/** What is looked at is sent again to be entered, as a field of a form: no longer than such a field may be. */
export const MOST_ROWS = 1000
const MOST_BYTES = 90_000

/** As long as a cell may be where it is no key: what a form and the API take. */
const longest: Partial<Record<ImportColumn, number>> = { note: 2000, url: 500, exception: 2000 }
const LONGEST_KEY = 60

/** What is wrong with a cell: a code that the page says in its language. */
export type ImportFault =
  | 'no rows'
  | 'too many rows'
  | 'column missing'
  | 'column unknown'
  | 'column twice'
  | 'surplus'
  | 'too long'
  | 'no reason'
  | 'unseen'
  | 'not a kind'
  | 'not a day'
  | 'not an amount'
  | 'not a currency'
  | 'not an address'
  | 'empty'
  | 'unreadable'

export type ImportRow = {
  /** Line of the file it begins on; the heads stand on line 1. */
  line: number
  values: EntryValues | null
  faults: { column: string; fault: ImportFault }[]
  /** `same` as an entry of the ledger or a draft waiting: left out unless somebody says that it is another. */
  is: 'new' | 'same' | 'wrong'
  /** Entry it is the same as. */
  sameAs: string | null
  /** Line of the same file that says the same, where it stands above. */
  repeats?: number
  /** Why it would be refused at once: the whole file is refused with it. */
  refused?: MoneyFault
  /** Why nobody could approve it as things stand. */
  later?: MoneyFault
}

export type ImportPlan = {
  rows: ImportRow[]
  /** Wrong with the file as a whole. */
  faults: { column: string; fault: ImportFault }[]
}

/**
 * Reads a file of entries: each row as it would be entered, or what is wrong with which cell.
 * Amounts are written `1234.50`, whatever the reader’s language, since a file travels.
 */
export function readImport(text: string): ImportPlan {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: false })
  const [heads = [], ...cells] = parsed.data
  const names = heads.map((head) => head.trim().toLowerCase())
  const faults: ImportPlan['faults'] = []
  for (const column of needed) if (!names.includes(column)) faults.push({ column, fault: 'column missing' })
  for (const name of new Set(names.filter((each, at) => each !== '' && names.indexOf(each) !== at)))
    faults.push({ column: name.slice(0, 40), fault: 'column twice' })
  for (const name of names)
    if (name !== '' && !importColumns.some((column) => column === name))
      faults.push({ column: name.slice(0, 40), fault: 'column unknown' })
  const filled = cells
    .map((row, index) => ({ row, line: index + 2 }))
    .filter(({ row }) => row.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) faults.push({ column: '', fault: 'no rows' })
  if (filled.length > MOST_ROWS || Buffer.byteLength(text) > MOST_BYTES)
    faults.push({ column: '', fault: 'too many rows' })
  for (const { row } of parsed.errors.filter(({ type }) => type === 'Quotes'))
    faults.push({ column: String((row ?? 0) + 1), fault: 'unreadable' })
  if (faults.length > 0) return { rows: [], faults }
  return {
    faults,
    rows: filled.map(({ row, line }) => {
      const cell = (column: ImportColumn) => row[names.indexOf(column)]?.trim() ?? ''
      const read = readRow(cell, line)
      // A cell under no head belongs to nothing; most often a comma stands in a text without quotation marks.
      const surplus = row.find((text, at) => (names[at] ?? '') === '' && text.trim() !== '')
      return surplus === undefined
        ? read
        : {
            ...read,
            values: null,
            is: 'wrong' as const,
            faults: [...read.faults, { column: surplus.trim().slice(0, 40), fault: 'surplus' as const }],
          }
    }),
  }
}

function readRow(cell: (column: ImportColumn) => string, line: number): ImportRow {
  const faults: ImportRow['faults'] = []
  const wrong = (column: ImportColumn, fault: ImportFault) => faults.push({ column, fault })
  for (const column of needed) if (cell(column) === '') wrong(column, 'empty')
  const kind = entryKinds.find((each) => each === cell('kind').toLowerCase() && each !== 'reversal')
  if (kind === undefined && cell('kind') !== '') wrong('kind', 'not a kind')
  if (cell('date') !== '' && !isDay(cell('date'))) wrong('date', 'not a day')
  const currency = cell('currency').toUpperCase()
  if (currency !== '' && !isMoney(currency)) wrong('currency', 'not a currency')
  const reason = cell('exception')
  if (reason !== '' && reason.length < 3) wrong('exception', 'no reason')
  if (cell('url') !== '' && !/^https?:\/\/\S+$/.test(cell('url'))) wrong('url', 'not an address')
  for (const column of importColumns)
    if (cell(column).length > (longest[column] ?? LONGEST_KEY)) wrong(column, 'too long')
    else if (isHidden(cell(column))) wrong(column, 'unseen')
  const minor = isMoney(currency) ? minorFrom(cell('amount'), currency) : null
  if (minor === null && cell('amount') !== '' && isMoney(currency)) wrong('amount', 'not an amount')
  if (faults.length > 0 || kind === undefined || minor === null)
    return { line, values: null, faults, is: 'wrong', sameAs: null }
  // As the ledger goes out: with an apostrophe before what a spreadsheet would take for a formula.
  const orNull = (column: ImportColumn) => cell(column).replace(/^'(?=[=+\-@])/, '') || null
  return {
    line,
    faults,
    is: 'new',
    sameAs: null,
    values: {
      kind,
      date: cell('date'),
      amount: { minor, currency },
      contribution: cell('contribution'),
      line: orNull('line'),
      tranche: orNull('tranche'),
      award: orNull('award'),
      provider: cell('provider'),
      receiver: cell('receiver'),
      document: null,
      url: orNull('url'),
      note: orNull('note'),
      reverses: null,
      exception: orNull('exception'),
    },
  }
}

/** `1234.50` in whole minor units; null for anything else, also with more digits than the currency has. */
function minorFrom(text: string, currency: string): number | null {
  const found = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text)
  if (found === null) return null
  const [, sign = '', whole = '', rest = ''] = found
  const places = minorPlaces(currency)
  if (rest.length > places) return null
  const minor = Number(`${whole}${rest.padEnd(places, '0')}`)
  if (!Number.isSafeInteger(minor)) return null
  return sign === '-' && minor !== 0 ? -minor : minor
}

/** Marks rows that say what an entry or a waiting draft says already. Two alike in one file are two, and the second is marked. */
export async function compareImport(db: Db, compact: string, plan: ImportPlan): Promise<ImportPlan> {
  const days = plan.rows.flatMap(({ values }) => (values === null ? [] : [values.date])).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return plan
  const known = new Map<string, string[]>()
  const remember = (row: Parameters<typeof sameness>[0], name: string) => {
    const key = sameness(row)
    known.set(key, [...(known.get(key) ?? []), name])
  }
  for (const entry of await entriesOf(db, compact, { from: first, to: last }))
    remember(entry, `${entry.number}`)
  const drafts = await db
    .selectFrom('money_drafts')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('state', '=', 'entered')
    .execute()
  for (const draft of drafts) remember(draft, '')
  const above = new Map<string, number>()
  return {
    ...plan,
    rows: plan.rows.map((row) => {
      if (row.values === null) return row
      const { amount, ...values } = row.values
      const key = sameness({ ...values, minor: amount.minor, currency: amount.currency })
      // Each thing that is there answers for one row.
      const same = known.get(key)?.shift()
      if (same !== undefined) return { ...row, is: 'same' as const, sameAs: same }
      const repeats = above.get(key)
      if (repeats === undefined) above.set(key, row.line)
      return repeats === undefined ? row : { ...row, repeats }
    }),
  }
}

function sameness(row: {
  kind: EntryKind
  date: string
  minor: number
  currency: string
  contribution: string
  line: string | null
  tranche: string | null
  award: string | null
  provider: string
  receiver: string
  url: string | null
  note: string | null
}): string {
  // The ledger keeps a refund below nothing, a file gives it as what came back.
  const minor = row.kind === 'refund' ? Math.abs(row.minor) : row.minor
  return JSON.stringify([
    row.kind,
    row.date,
    minor,
    row.currency,
    row.contribution,
    row.line,
    row.tranche,
    row.award,
    row.provider,
    row.receiver,
    row.url,
    row.note?.replace(/\s+/g, ' ').trim() || null,
  ])
}

/** Columns of the ledger as it goes out. `value` is signed: below nothing for what came back or was taken back. */
const exportColumns = [
  'number',
  'date',
  'kind',
  'counts_as',
  'value',
  'currency',
  'contribution',
  'line',
  'component',
  'year',
  'tranche',
  'award',
  'provider',
  'receiver',
  'passed_on',
  'reverses',
  'document',
  'url',
  'note',
  'exception',
  'entered_at',
  'approved_at',
  'id',
] as const

const BATCH = 5000

/**
 * The ledger as CSV, a few thousand entries at a time, so that a large one is not held whole. Who
 * entered and approved stands in no public file: that there were two is a rule of the ledger.
 */
export async function* ledgerCsv(db: Db, compact: string, filter: EntryFilter = {}): AsyncGenerator<string> {
  yield guardedCsvLine([...exportColumns])
  for await (const entries of batches(db, compact, filter)) {
    let text = ''
    for (const entry of entries) text += csvOf(entry)
    yield text
  }
}

function csvOf(entry: Entry): string {
  return guardedCsvLine([
    entry.number,
    entry.date,
    entry.kind,
    entry.counts_as,
    plainAmount(entry),
    entry.currency,
    entry.contribution,
    entry.line,
    entry.component,
    entry.year,
    entry.tranche,
    entry.award,
    entry.provider,
    entry.receiver,
    entry.onward ? 'yes' : 'no',
    entry.reverses,
    entry.document,
    entry.url,
    entry.note,
    entry.passed,
    entry.entered_at.toISOString(),
    entry.approved_at.toISOString(),
    entry.id,
  ])
}

/** The ledger as JSON: one object with all entries, written as it is read. */
export async function* ledgerJson(db: Db, compact: string, filter: EntryFilter = {}): AsyncGenerator<string> {
  yield `{"compact":${JSON.stringify(compact)},"entries":[`
  let first = true
  for await (const entries of batches(db, compact, filter)) {
    const text = entries.map((entry) => JSON.stringify(entryAnswer(entry))).join(',')
    if (text !== '') yield `${first ? '' : ','}${text}`
    first = first && text === ''
  }
  yield ']}\n'
}

/** An entry as the API gives it: money as whole minor units. */
export function entryAnswer(entry: Entry) {
  return {
    id: entry.id,
    number: entry.number,
    date: entry.date,
    kind: entry.kind,
    countsAs: entry.counts_as,
    value: { minor: entry.minor, currency: entry.currency },
    contribution: entry.contribution,
    line: entry.line,
    component: entry.component,
    year: entry.year,
    tranche: entry.tranche,
    award: entry.award,
    provider: entry.provider,
    receiver: entry.receiver,
    passedOn: entry.onward,
    reverses: entry.reverses,
    document: entry.document,
    url: entry.url,
    note: entry.note,
    exception: entry.passed,
    enteredAt: entry.entered_at.toISOString(),
    approvedAt: entry.approved_at.toISOString(),
  }
}

async function* batches(db: Db, compact: string, filter: EntryFilter): AsyncGenerator<Entry[]> {
  let after: { date: string; number: number } | null = null
  for (;;) {
    const entries: Entry[] = await entriesOf(db, compact, filter, { after, limit: BATCH })
    if (entries.length > 0) yield entries
    const last = entries.at(-1)
    if (last === undefined || entries.length < BATCH) return
    after = { date: last.date, number: last.number }
  }
}
