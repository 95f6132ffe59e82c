import Papa from 'papaparse'
import { readExact } from '../compacts/exact.ts'
import { isHidden } from '../house/characters.ts'
import {
  type Fact,
  type FactKind,
  factKinds,
  type Stage,
  type Surety,
  stages,
  sureties,
  type Value,
} from './schema.ts'

/** Columns of a file of facts; the last two of the second list may be left out. */
export const factColumns = [
  'line',
  'agency',
  'program',
  'fiscal_year',
  'through',
  'stage',
  'amount_usd_millions',
  'kind',
  'sure',
  'note',
  'source',
] as const
export type FactColumn = (typeof factColumns)[number]
const mayBeAbsent: readonly FactColumn[] = ['through', 'sure']

export const MOST_ROWS = 1000
export const MOST_BYTES = 90_000
const longest: Record<FactColumn, number> = {
  line: 60,
  agency: 100,
  program: 200,
  fiscal_year: 4,
  through: 4,
  stage: 40,
  amount_usd_millions: 20,
  kind: 20,
  sure: 20,
  note: 1000,
  source: 500,
}

/** What is wrong with a cell or a file: a code that the page says in its language. */
export type ReadFault =
  | 'no rows'
  | 'too many rows'
  | 'column missing'
  | 'column unknown'
  | 'column twice'
  | 'unreadable'
  | 'surplus'
  | 'empty'
  | 'too long'
  | 'unseen'
  | 'not a key'
  | 'not a year'
  | 'years turned'
  | 'not a stage'
  | 'not a kind'
  | 'not sure'
  | 'not an amount'
  | 'said twice'

export type WrongCell = { line: number; column: string; text: string; fault: ReadFault }
export type ReadFacts = {
  facts: { line: number; fact: Fact }[]
  wrong: WrongCell[]
}

/** What a fact is about: two that share it cannot both hold. */
export const identityOf = ({ line, program, fiscalYear, stage }: Fact): string =>
  JSON.stringify([line, program.toLowerCase(), fiscalYear, stage])

/**
 * Reads a file of facts: each row as a fact, or what is wrong with which cell. A row with a fault is no fact;
 * whoever takes the file decides whether the others are. Amounts are written `12.5`, whatever the reader’s language,
 * since a file travels.
 */
export function readFacts(text: string): ReadFacts {
  if (Buffer.byteLength(text) > MOST_BYTES)
    return { facts: [], wrong: [{ line: 1, column: '', text: '', fault: 'too many rows' }] }
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: false })
  const [heads = [], ...cells] = parsed.data
  const names = heads.map((head) => head.trim().toLowerCase())
  const wrong: WrongCell[] = []
  const file = (column: string, fault: ReadFault) =>
    wrong.push({ line: 1, column, text: column.slice(0, 40), fault })
  for (const column of factColumns)
    if (!names.includes(column) && !mayBeAbsent.includes(column)) file(column, 'column missing')
  for (const name of new Set(names.filter((each, at) => each !== '' && names.indexOf(each) !== at)))
    file(name, 'column twice')
  for (const name of names)
    if (name !== '' && !factColumns.some((column) => column === name)) file(name, 'column unknown')
  for (const { row } of parsed.errors.filter(({ type }) => type === 'Quotes'))
    wrong.push({ line: (row ?? 0) + 1, column: '', text: '', fault: 'unreadable' })
  const filled = cells
    .map((row, index) => ({ row, line: index + 2 }))
    .filter(({ row }) => row.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) file('', 'no rows')
  if (filled.length > MOST_ROWS) file('', 'too many rows')
  if (wrong.length > 0) return { facts: [], wrong }

  const facts: ReadFacts['facts'] = []
  const seen = new Set<string>()
  for (const { row, line } of filled) {
    const cell = (column: FactColumn) => {
      const at = names.indexOf(column)
      // As files of this house go out: with an apostrophe before what a spreadsheet would take for a formula.
      return at < 0
        ? ''
        : (row[at] ?? '')
            .normalize('NFC')
            .trim()
            .replace(/^'(?=[=+\-@])/, '')
    }
    const faults = faultsOf(cell)
    const surplus = row.find((each, at) => (names[at] ?? '') === '' && each.trim() !== '')
    if (surplus !== undefined) faults.push({ column: '', text: surplus.trim(), fault: 'surplus' })
    const fact = faults.length > 0 ? null : factFrom(cell)
    if (fact !== null && seen.has(identityOf(fact)))
      faults.push({ column: 'line', text: fact.line, fault: 'said twice' })
    for (const each of faults) wrong.push({ line, ...each, text: each.text.slice(0, 80) })
    if (fact === null || faults.length > 0) continue
    seen.add(identityOf(fact))
    facts.push({ line, fact })
  }
  return { facts, wrong }
}

type Cell = (column: FactColumn) => string

function faultsOf(cell: Cell): Omit<WrongCell, 'line'>[] {
  const faults: Omit<WrongCell, 'line'>[] = []
  const wrong = (column: FactColumn, fault: ReadFault) => faults.push({ column, text: cell(column), fault })
  for (const column of factColumns) {
    const needed = column !== 'note' && !mayBeAbsent.includes(column)
    if (cell(column) === '' && needed) wrong(column, 'empty')
    else if (cell(column).length > longest[column]) wrong(column, 'too long')
    else if (isHidden(cell(column)) || /[\n\r\t]/.test(cell(column))) wrong(column, 'unseen')
  }
  if (faults.length > 0) return faults
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(cell('line'))) wrong('line', 'not a key')
  const from = yearIn(cell('fiscal_year'))
  const through = cell('through') === '' ? from : yearIn(cell('through'))
  if (from === null) wrong('fiscal_year', 'not a year')
  if (through === null && cell('through') !== '') wrong('through', 'not a year')
  if (from !== null && through !== null && (through < from || through > from + 20))
    wrong('through', 'years turned')
  if (stageIn(cell('stage')) === null) wrong('stage', 'not a stage')
  if (kindIn(cell('kind')) === null) wrong('kind', 'not a kind')
  if (surelyIn(cell('sure')) === null) wrong('sure', 'not sure')
  if (valueIn(cell('amount_usd_millions')) === null) wrong('amount_usd_millions', 'not an amount')
  return faults
}

function factFrom(cell: Cell): Fact | null {
  const fiscalYear = yearIn(cell('fiscal_year'))
  const stage = stageIn(cell('stage'))
  const kind = kindIn(cell('kind'))
  const sure = surelyIn(cell('sure'))
  const value = valueIn(cell('amount_usd_millions'))
  if (fiscalYear === null || stage === null || kind === null || sure === null || value === null) return null
  return {
    id: null,
    line: cell('line'),
    agency: cell('agency'),
    program: cell('program'),
    fiscalYear,
    through: cell('through') === '' ? fiscalYear : (yearIn(cell('through')) ?? fiscalYear),
    stage,
    value,
    kind,
    sure,
    note: cell('note') || null,
    source: cell('source'),
    entered: null,
    earlier: [],
  }
}

const yearIn = (text: string): number | null => (/^(19|20)\d{2}$/.test(text) ? Number(text) : null)
const stageIn = (text: string): Stage | null => stages.find((each) => each === text) ?? null
const kindIn = (text: string): FactKind | null => factKinds.find((each) => each === text) ?? null
const surelyIn = (text: string): Surety | null =>
  text === '' ? 'printed' : (sureties.find((each) => each === text) ?? null)

/** What stands in a cell: `12.5` are millions of dollars; TBD, n/a and Lang. are kept as printed. */
export function valueIn(text: string): Value | null {
  const small = text.toLowerCase()
  if (small === 'tbd') return { is: 'tbd' }
  if (small === 'n/a') return { is: 'n/a' }
  if (small === 'lang.' || small === 'lang' || small === 'language') return { is: 'language' }
  const minor = minorOfMillions(text)
  return minor === null || minor < 0 ? null : { is: 'amount', minor }
}

/** Millions as a decimal in whole cents; null for what is no number, is finer than a cent, or beyond all budgets. */
export function minorOfMillions(text: string): number | null {
  const exact = readExact(text)
  if (exact === null || exact.places > 8) return null
  const minor = exact.digits * 10n ** BigInt(8 - exact.places)
  return minor > BigInt(Number.MAX_SAFE_INTEGER) || minor < -BigInt(Number.MAX_SAFE_INTEGER)
    ? null
    : Number(minor)
}

/** Whole cents as millions, exactly, as a file has it: `13.822`. */
export function millionsOf(minor: number): string {
  const text = String(Math.abs(minor)).padStart(9, '0')
  const rest = text.slice(-8).replace(/0+$/, '')
  return `${minor < 0 ? '-' : ''}${text.slice(0, -8)}${rest === '' ? '' : `.${rest}`}`
}

/** A value as a file has it. */
export const writtenValue = (value: Value): string =>
  value.is === 'amount'
    ? millionsOf(value.minor)
    : value.is === 'n/a'
      ? 'n/a'
      : value.is === 'tbd'
        ? 'TBD'
        : 'Lang.'
