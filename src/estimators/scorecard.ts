import { median } from './statistics.ts'

/** Yes, no, or not known. Not known is never a pass and never a fail. */
export type Verdict = boolean | null

/** What a value has to beat. "Lower" and "higher" are of the two numbers, whichever end is good. */
export type Threshold =
  | { kind: 'peer-median' }
  | { kind: 'absolute'; at: number }
  | { kind: 'lower-of-median-and'; at: number }
  | { kind: 'higher-of-median-and'; at: number }

export type ScorecardIndicator = {
  id: string
  /** 1 when the value must be above the threshold, -1 when below. */
  direction: 1 | -1
  threshold: Threshold
  /** Whether meeting the threshold exactly passes; by default only better than it does. */
  orEqual?: boolean
}

/** Passing needs everything that is given here. */
export type ScorecardRule = {
  indicators: ScorecardIndicator[]
  /** A country passes with at least this many indicators. */
  atLeast?: number
  /** Each hurdle is cleared by any one of its indicators, and all must be cleared. */
  hurdles?: { id: string; anyOf: string[] }[]
  /** In every basket so many must pass: a number, or `half` rounded up. */
  baskets?: { id: string; indicators: string[]; atLeast: number | 'half' }[]
  /**
   * What a missing value means. `unknown` keeps it open and asks whether the
   * verdict hangs on it; `not passed` counts it against the country, which is an
   * assumption about the programme's practice and has to be called one.
   */
  missing: 'unknown' | 'not passed'
}

export type ScorecardData = {
  units: string[]
  values: Record<string, (number | null)[]>
  /** The peer group of each unit; medians are taken within it. */
  peers: (string | null)[]
}

export type ScorecardLine = {
  indicator: string
  value: number | null
  /** The number to beat for this unit, null when it cannot be told. */
  threshold: number | null
  passes: Verdict
  why: 'value missing' | 'no peer group' | null
}

/** What stands against a unit, or leaves its verdict open. */
export type ScorecardReason = {
  kind: 'too-few-passed' | 'hurdle' | 'basket'
  id: string | null
  /** False: it fails here. Null: it would have to be known first. */
  verdict: false | null
  passed: number
  unknown: number
  needed: number
  /** Indicators on which an open verdict hangs. */
  hangsOn: string[]
}

export type ScorecardResult = {
  unit: string
  peers: string | null
  lines: ScorecardLine[]
  passed: number
  unknown: number
  hurdles: Record<string, Verdict>
  baskets: Record<string, { passed: number; unknown: number; needed: number; of: number; passes: Verdict }>
  verdict: Verdict
  reasons: ScorecardReason[]
  withoutData: string[]
}

/** Median of every indicator within each peer group, over the units that have it. */
export function peerMedians(
  rule: ScorecardRule,
  data: ScorecardData,
): Record<string, Record<string, number | null>> {
  const medians: Record<string, Record<string, number | null>> = {}
  for (const group of new Set(data.peers)) {
    if (group === null) continue
    medians[group] = Object.fromEntries(
      rule.indicators.map(({ id }) => [
        id,
        median((data.values[id] ?? []).filter((_, i) => data.peers[i] === group)),
      ]),
    )
  }
  return medians
}

/**
 * Scores countries by counting: each indicator passes or not against its peers'
 * median or a fixed threshold, and hurdles must be cleared whatever else passes.
 * No amount on one indicator makes up for another.
 *
 * "Better" is strict: a value equal to the median does not pass (differences in
 * the last bits, below 1e-12 of the size, count as equal). Missing values keep
 * out of the median. With `missing: 'unknown'` the logic is three-valued
 * (Kleene 1952): a verdict is known as soon as no missing value can change it.
 *
 * The Millennium Challenge Corporation's scorecard, in the form quoted in
 * docs/methods/scorecard.md.
 *
 * @throws RangeError for a rule that names unknown indicators or asks for more
 * than there are; TypeError for values that are not finite numbers or null.
 */
export function evaluateScorecard(rule: ScorecardRule, data: ScorecardData): ScorecardResult[] {
  checkRule(rule, data)
  const medians = peerMedians(rule, data)
  return data.units.map((unit, i) => {
    const peers = data.peers[i] ?? null
    const lines = rule.indicators.map((indicator) =>
      judge(
        indicator,
        data.values[indicator.id]?.[i] ?? null,
        peers === null ? null : (medians[peers]?.[indicator.id] ?? null),
        rule.missing,
      ),
    )
    return decide(rule, unit, peers, lines)
  })
}

function judge(
  { id, direction, threshold, orEqual = false }: ScorecardIndicator,
  value: number | null,
  peerMedian: number | null,
  missing: ScorecardRule['missing'],
): ScorecardLine {
  const bar = barOf(threshold, peerMedian)
  if (value === null) {
    const passes = missing === 'unknown' ? null : false
    return { indicator: id, value, threshold: bar, passes, why: 'value missing' }
  }
  // The unit's own value is in its group's median, so only a unit without a group lacks one.
  if (bar === null) return { indicator: id, value, threshold: null, passes: null, why: 'no peer group' }
  const equal = Math.abs(value - bar) <= 1e-12 * Math.max(Math.abs(value), Math.abs(bar))
  return {
    indicator: id,
    value,
    threshold: bar,
    passes: equal ? orEqual : value > bar === (direction === 1),
    why: null,
  }
}

function barOf(threshold: Threshold, peerMedian: number | null): number | null {
  if (threshold.kind === 'absolute') return threshold.at
  if (peerMedian === null || threshold.kind === 'peer-median') return peerMedian
  return threshold.kind === 'lower-of-median-and'
    ? Math.min(threshold.at, peerMedian)
    : Math.max(threshold.at, peerMedian)
}

function decide(
  rule: ScorecardRule,
  unit: string,
  peers: string | null,
  lines: ScorecardLine[],
): ScorecardResult {
  const byId = new Map(lines.map((line) => [line.indicator, line]))
  const pick = (ids: readonly string[]) => ids.map((id) => byId.get(id) as ScorecardLine)
  const all = count(lines)
  const reasons: ScorecardReason[] = []
  const note = (kind: ScorecardReason['kind'], id: string | null, among: ScorecardLine[], needed: number) => {
    const { passed, unknown } = count(among)
    const verdict = atLeast(needed, passed, unknown)
    if (verdict !== true) {
      const hangsOn =
        verdict === null
          ? among.filter(({ passes }) => passes === null).map(({ indicator }) => indicator)
          : []
      reasons.push({ kind, id, verdict, passed, unknown, needed, hangsOn })
    }
    return { passed, unknown, needed, of: among.length, passes: verdict }
  }

  if (rule.atLeast !== undefined) note('too-few-passed', null, lines, rule.atLeast)
  const hurdles = Object.fromEntries(
    (rule.hurdles ?? []).map(({ id, anyOf }) => [id, note('hurdle', id, pick(anyOf), 1).passes]),
  )
  const baskets = Object.fromEntries(
    (rule.baskets ?? []).map(({ id, indicators, atLeast: needed }) => [
      id,
      note('basket', id, pick(indicators), needed === 'half' ? Math.ceil(indicators.length / 2) : needed),
    ]),
  )
  return {
    unit,
    peers,
    lines,
    passed: all.passed,
    unknown: all.unknown,
    hurdles,
    baskets,
    verdict: reasons.some(({ verdict }) => verdict === false) ? false : reasons.length > 0 ? null : true,
    reasons,
    withoutData: lines.filter(({ value }) => value === null).map(({ indicator }) => indicator),
  }
}

function count(lines: readonly ScorecardLine[]): { passed: number; unknown: number } {
  return {
    passed: lines.filter(({ passes }) => passes === true).length,
    unknown: lines.filter(({ passes }) => passes === null).length,
  }
}

/** At least `needed` passes: sure, out of reach, or open. */
function atLeast(needed: number, passed: number, unknown: number): Verdict {
  if (passed >= needed) return true
  return passed + unknown < needed ? false : null
}

function checkRule(rule: ScorecardRule, data: ScorecardData): void {
  const { units, values, peers } = data
  if (peers.length !== units.length)
    throw new RangeError(`${peers.length} peer groups were given for ${units.length} units`)
  const ids = new Set<string>()
  for (const { id, threshold } of rule.indicators) {
    if (ids.has(id)) throw new RangeError(`indicator ${id} is named twice`)
    ids.add(id)
    const column = Object.hasOwn(values, id) ? values[id] : undefined
    if (column === undefined) throw new RangeError(`the data have no values of indicator ${id}`)
    if (column.length !== units.length)
      throw new RangeError(`indicator ${id} has ${column.length} values for ${units.length} units`)
    column.forEach((value, i) => {
      if (value !== null && !Number.isFinite(value))
        throw new TypeError(`indicator ${id} of ${units[i]} is ${value}; a value is a finite number or null`)
    })
    if ('at' in threshold && !Number.isFinite(threshold.at))
      throw new RangeError(`the threshold of ${id} is a finite number, not ${threshold.at}`)
  }
  const within = (what: string, named: readonly string[], needed: number) => {
    const unknown = named.find((id) => !ids.has(id))
    if (unknown !== undefined) throw new RangeError(`${what} names ${unknown}, which is not on the scorecard`)
    if (!(Number.isInteger(needed) && needed >= 0 && needed <= named.length))
      throw new RangeError(`${what} asks for ${needed} of ${named.length} indicators`)
  }
  if (rule.atLeast !== undefined) within('the scorecard', [...ids], rule.atLeast)
  for (const { id, anyOf } of rule.hurdles ?? []) within(`hurdle ${id}`, anyOf, 1)
  for (const { id, indicators, atLeast: needed } of rule.baskets ?? [])
    within(`basket ${id}`, indicators, needed === 'half' ? 0 : needed)
}
