import { allCriteria, statedShares } from '../criteria.ts'
import type { AggregationRule, Criterion, Gate, Methodology, Reading, ValueRule } from '../schema.ts'

/*
 * What differs between the rules of two methodology documents. Pure. Every difference is told:
 * what has no sentence of its own comes as a setting, with its place in the document.
 */

export type RuleChange =
  | { kind: 'gate added' | 'gate removed'; gate: string }
  | { kind: 'gate changed'; gate: string; from: Gate; to: Gate }
  | { kind: 'gates reordered'; from: string[]; to: string[] }
  /** `share` is the weight among its siblings in per cent; null for the top. */
  | {
      kind: 'criterion added' | 'criterion removed'
      criterion: string
      under: string | null
      share: number | null
    }
  | { kind: 'criterion moved'; criterion: string; from: string | null; to: string | null }
  | { kind: 'weight'; criterion: string; from: number; to: number }
  /** Where a group’s weights come from; what it does to each weight is told beside it, unless the data decide. */
  | { kind: 'weight rule'; criterion: string; from: WeightsFrom; to: WeightsFrom }
  | { kind: 'reading'; criterion: string; from: Reading | null; to: Reading | null }
  | { kind: 'value'; criterion: string; from: ValueRule | null; to: ValueRule | null }
  | { kind: 'aggregation'; criterion: string; from: AggregationRule; to: AggregationRule }
  | { kind: 'missing'; criterion: string; from: Missing; to: Missing }
  | { kind: 'proxy'; criterion: string; from: boolean; to: boolean }
  /** A whole part of the document that only one of the two has, with how much it says. */
  | { kind: 'part added' | 'part removed'; part: string; settings: number }
  /** A part in which much differs, with each setting. */
  | { kind: 'part changed'; part: string; settings: number; changes: SettingChange[] }
  | SettingChange

export type SettingChange = { kind: 'setting'; path: string; from: string | null; to: string | null }

type Missing = 'renormalise' | 'no total'
type WeightsFrom = 'points' | 'equal' | 'other'

export type Changes = {
  rules: RuleChange[]
  /** What differs and judges nobody: how doubt is drawn, what a track record is measured by, whether it is a draft. */
  aside: RuleChange[]
  /** How many texts (titles, reasons, choices …) differ: they judge nobody. */
  texts: number
}

/** All that differs between two documents, rules first told one by one, texts counted. */
export function changesBetween(from: Methodology, to: Methodology): Changes {
  const settings = settingChanges(from, to)
  const judges = (change: RuleChange) => !judgesNobody.has(partOfChange(change))
  return {
    rules: [...gateChanges(from, to), ...criterionChanges(from, to), ...settings.filter(judges)],
    aside: settings.filter((change) => !judges(change)),
    texts: textChanges(from, to),
  }
}

/* ── gates ────────────────────────────────────────────────────────────────── */

function gateChanges(from: Methodology, to: Methodology): RuleChange[] {
  const before = new Map(from.gates.map((gate) => [gate.id, gate]))
  const after = new Map(to.gates.map((gate) => [gate.id, gate]))
  const changes: RuleChange[] = []
  for (const { id } of from.gates) if (!after.has(id)) changes.push({ kind: 'gate removed', gate: id })
  for (const { id } of to.gates) if (!before.has(id)) changes.push({ kind: 'gate added', gate: id })
  for (const [id, gate] of before) {
    const other = after.get(id)
    if (other && !alike(wordless(gate), wordless(other)))
      changes.push({ kind: 'gate changed', gate: id, from: gate, to: other })
  }
  const common = (gates: Gate[], others: Map<string, Gate>) =>
    gates.map(({ id }) => id).filter((id) => others.has(id))
  const [one, two] = [common(from.gates, after), common(to.gates, before)]
  if (!alike(one, two)) changes.push({ kind: 'gates reordered', from: one, to: two })
  return changes
}

/* ── criteria ─────────────────────────────────────────────────────────────── */

type Placed = { criterion: Criterion; under: string | null; share: number | null }

function placed(root: Criterion | undefined): Map<string, Placed> {
  const places = new Map<string, Placed>()
  const walk = (criterion: Criterion, under: string | null, share: number | null) => {
    places.set(criterion.id, { criterion, under, share })
    const shares = criterion.children ? statedShares(criterion) : []
    criterion.children?.forEach((child, i) => {
      const share = shares[i] ?? null
      walk(child, criterion.id, share === null ? null : share * 100)
    })
  }
  if (root) walk(root, null, null)
  return places
}

function criterionChanges(from: Methodology, to: Methodology): RuleChange[] {
  const before = placed(from.criteria)
  const after = placed(to.criteria)
  const changes: RuleChange[] = []
  for (const [id, { under, share }] of before)
    if (!after.has(id)) changes.push({ kind: 'criterion removed', criterion: id, under, share })
  for (const [id, { under, share }] of after)
    if (!before.has(id)) changes.push({ kind: 'criterion added', criterion: id, under, share })
  for (const { id } of allCriteria(from.criteria)) {
    const one = before.get(id)!
    const two = after.get(id)
    if (!two) continue
    const was = one.criterion
    const is = two.criterion
    if (one.under !== two.under)
      changes.push({ kind: 'criterion moved', criterion: id, from: one.under, to: two.under })
    if (one.share !== null && two.share !== null && Math.abs(one.share - two.share) > 1e-9)
      changes.push({ kind: 'weight', criterion: id, from: one.share, to: two.share })
    const weights = (criterion: Criterion) =>
      criterion.children ? wordless(criterion.weights ?? null) : null
    const from = (rule: Criterion['weights']): WeightsFrom =>
      rule === undefined ? 'points' : rule === 'equal' ? 'equal' : 'other'
    const judged = from(was.weights) === 'other' || from(is.weights) === 'other'
    if (judged && !alike(weights(was), weights(is)))
      changes.push({
        kind: 'weight rule',
        criterion: id,
        from: from(was.weights),
        to: from(is.weights),
      })
    if (!alike(was.read, is.read))
      changes.push({ kind: 'reading', criterion: id, from: was.read ?? null, to: is.read ?? null })
    if (!alike(was.value, is.value))
      changes.push({ kind: 'value', criterion: id, from: was.value ?? null, to: is.value ?? null })
    const rule = (criterion: Criterion) => criterion.aggregation ?? 'arithmetic'
    if (!alike(rule(was), rule(is)))
      changes.push({ kind: 'aggregation', criterion: id, from: rule(was), to: rule(is) })
    const missing = (criterion: Criterion) => criterion.missing ?? 'renormalise'
    if (missing(was) !== missing(is))
      changes.push({ kind: 'missing', criterion: id, from: missing(was), to: missing(is) })
    if ((was.proxy ?? false) !== (is.proxy ?? false))
      changes.push({ kind: 'proxy', criterion: id, from: was.proxy ?? false, to: is.proxy ?? false })
  }
  return changes
}

/* ── everything else ──────────────────────────────────────────────────────── */

/** Parts of a document that say how it is doubted, tested and called, and nothing of who is judged how. */
const judgesNobody = new Set(['robustness', 'outcomes', 'doubt', 'proposals', 'status'])

function partOfChange(change: RuleChange): string {
  if (change.kind === 'setting') return partOf(change.path)
  return 'part' in change ? change.part : ''
}

/** Settings of one part that are told one by one; more of them are told as the part. */
const mostSettings = 6

/** Told elsewhere, or what the document is called. */
const toldElsewhere = new Set(['methodology', 'version', 'gates', 'criteria'])

function settingChanges(from: Methodology, to: Methodology): RuleChange[] {
  const before = settingsOf(from)
  const after = settingsOf(to)
  const whole: RuleChange[] = []
  const parts = (of: Map<string, string>) => new Set([...of.keys()].map(partOf))
  for (const [kind, one, two] of [
    ['part removed', before, after],
    ['part added', after, before],
  ] as const) {
    const others = parts(two)
    for (const part of parts(one)) {
      const own = [...one.keys()].filter((path) => partOf(path) === part)
      if (others.has(part) || (own.length === 1 && own[0] === part)) continue
      whole.push({ kind, part, settings: own.length })
      for (const path of own) one.delete(path)
    }
  }
  const single = [...new Set([...before.keys(), ...after.keys()])].flatMap((path): SettingChange[] => {
    const one = before.get(path) ?? null
    const two = after.get(path) ?? null
    return one === two ? [] : [{ kind: 'setting', path, from: one, to: two }]
  })
  const told = new Map<string, SettingChange[]>()
  for (const change of single) {
    const part = partOf(change.path)
    told.set(part, [...(told.get(part) ?? []), change])
  }
  return [
    ...whole,
    ...[...told].flatMap(([part, changes]): RuleChange[] =>
      changes.length <= mostSettings
        ? changes
        : [{ kind: 'part changed', part, settings: changes.length, changes }],
    ),
  ]
}

function partOf(path: string): string {
  return path.split(/[.[]/, 1)[0]!
}

function settingsOf(methodology: Methodology): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (part: unknown, path: string) => {
    if (part === undefined || isText(part)) return
    if (Array.isArray(part)) {
      if (part.every((item) => typeof item !== 'object' || item === null)) {
        if (part.length > 0) found.set(path, part.map(String).join(', '))
        return
      }
      for (const [i, item] of part.entries()) walk(item, `${path}[${nameOf(item) ?? i + 1}]`)
      return
    }
    if (typeof part === 'object' && part !== null) {
      // What tells an item apart stands in its path already.
      const said = path.endsWith(']') ? nameOf(part) : null
      for (const [name, value] of Object.entries(part))
        if (!(name === 'id' && value === said)) walk(value, `${path}.${name}`)
      return
    }
    found.set(path, String(part))
  }
  for (const [name, value] of Object.entries(methodology)) if (!toldElsewhere.has(name)) walk(value, name)
  return found
}

/** What tells an item of a list apart from its neighbours. */
function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  if ('id' in item && typeof item.id === 'string') return item.id
  return 'unit' in item && typeof item.unit === 'string' ? item.unit : null
}

/* ── texts ────────────────────────────────────────────────────────────────── */

function textChanges(from: Methodology, to: Methodology): number {
  const before = textsOf(from)
  const after = textsOf(to)
  let count = 0
  for (const [path, text] of before) if (after.has(path) && after.get(path) !== text) count++
  return count
}

function textsOf(methodology: Methodology): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (part: unknown, path: string) => {
    if (typeof part !== 'object' || part === null) return
    if (isText(part)) {
      found.set(path, canonical(part))
      return
    }
    if (Array.isArray(part))
      for (const [i, item] of part.entries()) walk(item, `${path}[${nameOf(item) ?? i}]`)
    else for (const [name, value] of Object.entries(part)) walk(value, `${path}.${name}`)
  }
  walk(methodology, '')
  return found
}

function isText(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'en' in part && typeof part.en === 'string'
}

function wordless(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(wordless)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) => (isText(value) ? [] : [[name, wordless(value)]])),
  )
}

function alike(one: unknown, two: unknown): boolean {
  return canonical(one ?? null) === canonical(two ?? null)
}

/** JSON with keys in order: that a rule is written the other way round changes nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  )
}
