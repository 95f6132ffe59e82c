import { oneLine } from '../../house/form-fields.ts'
import { type Codebook, type Condition, type Domain, domains, type Label } from './codebook.ts'

/*
 * Rules as rows of a form. A rule is a label and rows; each row asks for signs, that they hold or that they do not.
 * Rows with the same letter stand for each other, one of them is enough; rows without a letter must each be so. What an
 * answer that is missing means is not asked: the method says it.
 *
 * Every condition whose parts stand in one another no deeper than that comes back as it was. What stands deeper is shown
 * in words, and kept as it is or taken out.
 */

export const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
export const MOST_RULES = 20
const MOST_ROWS = 30
/** Rows that are offered beyond those that are filled in. */
const SPARE = 3

type Literal = {
  not: boolean
  plain: Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>
}

export const rowFields = ['letter', 'holds', 'least', 'of', 'codes'] as const
type RowField = (typeof rowFields)[number]
/** What is typed in one row. */
export type TypedRow = Record<RowField, string>
/** What is typed of one rule; `kept` is the JSON of a condition that no rows can say. */
export type TypedRule = { code: string; name: string; kept: string; rows: TypedRow[] }

export const emptyRow: TypedRow = { letter: '', holds: 'yes', least: '', of: '', codes: '' }

const ruleField = (rule: number, field: 'code' | 'name' | 'kept') => `rule${rule}.${field}`
const rowField = (rule: number, row: number, field: RowField) => `rule${rule}.row${row}.${field}`
export const fieldNames = { rule: ruleField, row: rowField }

/* from a codebook to rows */

/** Rules as their form shows them. */
export function typedRules(rules: Codebook['rules']): TypedRule[] {
  return rules.map(({ label: { code, name }, when }) => {
    const rows = rowsOf(when)
    return rows === null
      ? { code, name, kept: JSON.stringify(when), rows: [] }
      : { code, name, kept: '', rows }
  })
}

/** The fields of rules as they would be sent. */
export function sentFromRules(rules: readonly TypedRule[]): Record<string, string> {
  return Object.fromEntries(
    rules.flatMap(({ rows, ...rule }, at) => [
      ...(['code', 'name', 'kept'] as const).map((field) => [ruleField(at, field), rule[field]] as const),
      ...rows.flatMap((row, place) =>
        rowFields.map((field) => [rowField(at, place, field), row[field]] as const),
      ),
    ]),
  )
}

/** A condition as rows; null where it stands deeper than rows can say. */
function rowsOf(condition: Condition): TypedRow[] | null {
  const groups = 'all' in condition && Array.isArray(condition.all) ? condition.all : [condition]
  const rows: TypedRow[] = []
  let letter = 0
  for (const group of groups) {
    const joined = typeof group === 'object' && group !== null && 'any' in group && Array.isArray(group.any)
    const own = joined ? letters[letter++] : ''
    const literals = (joined ? group.any : [group]).map(literalOf)
    if (own === undefined || (joined && literals.length < 2)) return null
    for (const literal of literals) {
      if (literal === null) return null
      rows.push({ letter: own, ...rowOf(literal) })
    }
  }
  // A list of one, which is the same as what stands in it, is not taken for it: it comes back as it was.
  const same = JSON.stringify(conditionOf(rows)) === JSON.stringify(condition)
  return same && rows.length > 0 && rows.length <= MOST_ROWS && rows.every((row) => rowFault(row) === null)
    ? rows
    : null
}

function literalOf(condition: Condition): Literal | null {
  if (typeof condition !== 'object' || condition === null) return null
  if ('not' in condition) {
    const inner = literalOf(condition.not)
    return inner === null || inner.not ? null : { not: true, plain: inner.plain }
  }
  if ('indicator' in condition && typeof condition.indicator === 'string')
    return { not: false, plain: condition }
  if ('atLeast' in condition && Number.isInteger(condition.atLeast)) return { not: false, plain: condition }
  return null
}

function rowOf({ not, plain }: Literal): Omit<TypedRow, 'letter'> {
  const holds = not ? 'no' : 'yes'
  if ('indicator' in plain) return { holds, least: '', of: 'signs', codes: plain.indicator }
  const { atLeast, of } = plain
  const least = String(atLeast)
  return Array.isArray(of)
    ? { holds, least, of: 'signs', codes: of.join(', ') }
    : { holds, least, of, codes: '' }
}

/* from rows to a codebook */

/** The rules of a form as they were typed, empty rows left out; rules of which nothing was typed are not there. */
export function rulesIn(text: (field: string) => string): TypedRule[] {
  return Array.from({ length: MOST_RULES + 1 }, (_, at): TypedRule => {
    const of = (field: 'code' | 'name' | 'kept') => oneLine(text(ruleField(at, field)))
    return {
      code: of('code'),
      name: of('name'),
      kept: text(ruleField(at, 'kept')).trim(),
      rows: Array.from({ length: MOST_ROWS + 1 }, (_, place) => {
        const typed = (field: RowField) => oneLine(text(rowField(at, place, field)))
        const [letter, holds, least, of, codes] = rowFields.map(typed) as [
          string,
          string,
          string,
          string,
          string,
        ]
        return { letter, holds, least, of, codes }
      }).filter(({ least, of, codes }) => [least, of, codes].some((each) => each !== '')),
    }
  }).filter(({ code, name, kept, rows }) => code !== '' || name !== '' || kept !== '' || rows.length > 0)
}

/** What is wrong with a row or a rule: a sentence of `words/codebooks.ts`. */
export type RowFault = {
  word: 'row.no label' | 'row.none' | 'row.of' | 'row.least' | 'row.codes' | 'row.too many'
  rule: number
  row?: number
}

/**
 * The rules that were typed. Rows are numbered from 1 among those that are filled in. `keptOf` reads a condition that is
 * kept as it was.
 */
export function readRuleRows(
  typed: readonly TypedRule[],
  keptOf: (label: Label, kept: string) => Codebook['rules'],
): { rules: Codebook['rules']; faults: RowFault[] } {
  const faults: RowFault[] = []
  const rules = typed.flatMap(({ code, name, kept, rows }, at): Codebook['rules'] => {
    const rule = at + 1
    const label = { code, name }
    if (!/^[A-Za-z][A-Za-z0-9._-]{0,39}$/.test(code) || name === '' || name.length > 200)
      faults.push({ word: 'row.no label', rule })
    if (rows.length > MOST_ROWS || rule > MOST_RULES) faults.push({ word: 'row.too many', rule })
    if (kept !== '' && rows.length === 0) return keptOf(label, kept)
    if (rows.length === 0) faults.push({ word: 'row.none', rule })
    rows.forEach((row, place) => {
      const word = rowFault(row)
      if (word !== null) faults.push({ word, rule, row: place + 1 })
    })
    return faults.length > 0 ? [] : [{ label, when: conditionOf(rows) }]
  })
  return { rules: faults.length > 0 ? [] : rules, faults }
}

function rowFault({ least, of, codes }: TypedRow): RowFault['word'] | null {
  if (of !== 'signs' && !isDomain(of)) return 'row.of'
  if (of === 'signs' && codesIn(codes).length === 0) return 'row.codes'
  if (of !== 'signs' && codes !== '') return 'row.codes'
  // Of several signs, or of a domain, it has to be said how many.
  const needed = of !== 'signs' || codesIn(codes).length > 1
  return (needed || least !== '') && !/^[1-9]\d{0,2}$/.test(least) ? 'row.least' : null
}

const isDomain = (sent: string): sent is Domain => domains.some((domain) => domain === sent)
const codesIn = (sent: string) =>
  sent
    .split(/[\s,;]+/)
    .filter((code) => code !== '')
    .map((code) => code.slice(0, 40))

/** Rows as one condition: all that stand alone, and of each letter one. */
function conditionOf(rows: readonly TypedRow[]): Condition {
  const groups = new Map<string, Condition[]>()
  rows.forEach((row, place) => {
    const key = row.letter === '' ? `alone ${place}` : row.letter
    groups.set(key, [...(groups.get(key) ?? []), literalIn(row)])
  })
  const all = [...groups.values()].map((group) => (group.length === 1 ? group[0]! : { any: group }))
  return all.length === 1 ? all[0]! : { all }
}

function literalIn({ holds, least, of, codes }: TypedRow): Condition {
  const named = codesIn(codes)
  const plain: Condition =
    of !== 'signs'
      ? { atLeast: Number(least), of: of as Domain }
      : least === ''
        ? { indicator: named[0] ?? '' }
        : { atLeast: Number(least), of: named }
  return holds === 'no' ? { not: plain } : plain
}

/** The rows a form offers: those filled in and some more; one rule more than there are. */
export function withSpare(typed: readonly TypedRule[], more: boolean): TypedRule[] {
  const spare = more ? 3 * SPARE : SPARE
  const room = (rows: TypedRow[]) => [
    ...rows,
    ...Array.from({ length: Math.min(spare, Math.max(0, MOST_ROWS - rows.length)) }, () => emptyRow),
  ]
  const none: TypedRule = { code: '', name: '', kept: '', rows: [] }
  const rules = [...typed, ...Array.from({ length: more ? 2 : 1 }, () => none)].slice(0, MOST_RULES)
  return rules.map((rule) => ({ ...rule, rows: room(rule.rows) }))
}
