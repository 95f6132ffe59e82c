import { sharesOf } from '../criteria.ts'
import { robustnessFaults } from '../robustness/check.ts'
import type { AggregationRule, Criterion, Gate, Methodology, Text, ValueRule } from '../schema.ts'

/*
 * What somebody moved on the workbench, as differences from a methodology, and the methodology that comes of it.
 * Pure: the page, the browser, a link and a saved version all pass through here.
 */

/** Ways to put a group together that are offered; a group that has another keeps it until one of these is chosen. */
export const offeredMeans = ['arithmetic', 'geometric', 'harmonic'] as const
export type OfferedMean = (typeof offeredMeans)[number]

export type GateChoice = {
  /** Codes or statuses that pass. */
  codes?: string[]
  atLeast?: number
  atMost?: number
  withinMonths?: number
  must?: 'be absent' | 'be listed'
}

/** A value function that can be moved: the same kind as the document’s, with other numbers. */
export type MovableValue = Exclude<ValueRule, { relative: unknown }>

/** Differences only: what is as the document has it is not in here. */
export type Choices = {
  /** Points of a criterion among its siblings, 0 to 100; shares are taken of their sum. 0 leaves it out. */
  weights: Record<string, number>
  gates: Record<string, GateChoice>
  values: Record<string, MovableValue>
  means: Record<string, OfferedMean>
  shortlist: number | null
  /** Day of another kept assessment whose inputs are used; null for the assessment’s own. */
  day: string | null
}

export const nothingChosen: Choices = {
  weights: {},
  gates: {},
  values: {},
  means: {},
  shortlist: null,
  day: null,
}

export function isUntouched(choices: Choices): boolean {
  return countOf(choices) === 0
}

/** How many things differ from the document. */
export function countOf({ weights, gates, values, means, shortlist, day }: Choices): number {
  const of = (record: object) => Object.keys(record).length
  return (
    of(weights) + of(gates) + of(values) + of(means) + (shortlist === null ? 0 : 1) + (day === null ? 0 : 1)
  )
}

/* ── what can be moved ────────────────────────────────────────────────────── */

/** Groups of criteria whose weights can be moved: points, or all the same. Weights found by a rule are not. */
export function movableGroups(criteria: Criterion | undefined): Criterion[] {
  return groupsOf(criteria).filter(
    ({ weights, children }) => (weights === undefined || weights === 'equal') && (children?.length ?? 0) > 1,
  )
}

export function groupsOf(criterion: Criterion | undefined): Criterion[] {
  if (!criterion?.children) return []
  return [criterion, ...criterion.children.flatMap(groupsOf)]
}

/** Points of each child as the document has them; the same number for each where it says equal. */
export function basePoints(group: Criterion): number[] {
  const children = group.children ?? []
  if (group.weights === 'equal') return children.map(() => Math.round(10000 / children.length) / 100)
  return children.map(({ weight }) => weight ?? 0)
}

/** Points of each child as chosen. */
export function pointsIn(group: Criterion, { weights }: Choices): number[] {
  const base = basePoints(group)
  return (group.children ?? []).map(({ id }, i) => own(weights, id) ?? base[i]!)
}

/** What of a whole each number is; zeros where there is no whole. */
export function sharesAmong(points: readonly number[]): number[] {
  const sum = points.reduce((total, each) => total + each, 0)
  return points.map((each) => (sum === 0 ? 0 : each / sum))
}

/** Leaves whose value function can be moved. */
export function movableLeaves(criterion: Criterion | undefined): (Criterion & { value: MovableValue })[] {
  if (!criterion) return []
  if (criterion.children) return criterion.children.flatMap(movableLeaves)
  const { value } = criterion
  return value && !('relative' in value) ? [{ ...criterion, value }] : []
}

/* ── changing one thing ───────────────────────────────────────────────────── */

export function withWeight(methodology: Methodology, choices: Choices, id: string, points: number): Choices {
  const group = groupsOf(methodology.criteria).find(({ children }) =>
    children?.some((child) => child.id === id),
  )
  if (!group) return choices
  const base = basePoints(group)[group.children!.findIndex((child) => child.id === id)]!
  return { ...choices, weights: put(choices.weights, id, points === base ? undefined : points) }
}

export function withGate(
  methodology: Methodology,
  choices: Choices,
  id: string,
  change: Partial<GateChoice>,
): Choices {
  const gate = methodology.gates.find((each) => each.id === id)
  if (!gate) return choices
  const base = gateAsWritten(gate)
  const wanted: GateChoice = { ...own(choices.gates, id), ...change }
  const kept = Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) =>
        value !== undefined && !alike(inOrder(value), inOrder(base[name as keyof GateChoice])),
    ),
  ) as GateChoice
  return { ...choices, gates: put(choices.gates, id, Object.keys(kept).length === 0 ? undefined : kept) }
}

export function withValue(
  methodology: Methodology,
  choices: Choices,
  id: string,
  value: MovableValue,
): Choices {
  const leaf = movableLeaves(methodology.criteria).find((each) => each.id === id)
  if (!leaf) return choices
  return { ...choices, values: put(choices.values, id, alike(value, leaf.value) ? undefined : value) }
}

export function withMean(methodology: Methodology, choices: Choices, id: string, mean: OfferedMean): Choices {
  const group = groupsOf(methodology.criteria).find((each) => each.id === id)
  if (!group) return choices
  const same = alike(mean, group.aggregation ?? 'arithmetic')
  return { ...choices, means: put(choices.means, id, same ? undefined : mean) }
}

export function withShortlist(size: number, choices: Choices, asSaved: number): Choices {
  return { ...choices, shortlist: size === asSaved ? null : size }
}

/** Codes are a set: in which order they stand makes no difference. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value
}

/** What a gate asks for, in the words of a choice. */
export function gateAsWritten(gate: Gate): GateChoice {
  if ('list' in gate) return { must: gate.must }
  if ('status' in gate) return { codes: gate.passes, withinMonths: gate.withinMonths }
  return {
    ...(gate.oneOf ? { codes: gate.oneOf } : {}),
    ...(gate.atLeast === undefined ? {} : { atLeast: gate.atLeast }),
    ...(gate.atMost === undefined ? {} : { atMost: gate.atMost }),
  }
}

/* ── what comes of it ─────────────────────────────────────────────────────── */

/** Why nothing can be computed, with the gate, group or criterion it is about. */
export type Problem =
  | { kind: 'no points'; id: string }
  | { kind: 'no code'; id: string }
  | { kind: 'bounds crossed'; id: string }
  | { kind: 'goalposts are one'; id: string }
  /** What was best would be worst: another question, not the same one weighed otherwise. */
  | { kind: 'goalposts crossed'; id: string }
  | { kind: 'not rising'; id: string }

/** What stands in the way of computing with these choices; nothing when they make a methodology. */
export function problemsOf(methodology: Methodology, choices: Choices): Problem[] {
  const problems: Problem[] = []
  for (const group of groupsOf(methodology.criteria))
    if (group.children!.some(({ id }) => own(choices.weights, id) !== undefined))
      if (pointsIn(group, choices).every((points) => points === 0))
        problems.push({ kind: 'no points', id: group.id })
  for (const gate of methodology.gates) {
    const choice = own(choices.gates, gate.id)
    if (!choice) continue
    const wanted = { ...gateAsWritten(gate), ...choice }
    const everyStatus = 'status' in gate ? [...gate.passes, ...gate.fails] : []
    if (wanted.codes?.length === 0) problems.push({ kind: 'no code', id: gate.id })
    // A status gate that everything passes asks for nothing.
    else if ('status' in gate && everyStatus.every((status) => wanted.codes?.includes(status)))
      problems.push({ kind: 'no code', id: gate.id })
    if (wanted.atLeast !== undefined && wanted.atMost !== undefined && wanted.atLeast > wanted.atMost)
      problems.push({ kind: 'bounds crossed', id: gate.id })
  }
  const written = new Map(movableLeaves(methodology.criteria).map((leaf) => [leaf.id, leaf.value]))
  for (const [id, value] of Object.entries(choices.values)) {
    const kind = problemOfValue(value, written.get(id))
    if (kind !== null) problems.push({ kind, id })
  }
  return problems
}

function problemOfValue(
  value: MovableValue,
  written: MovableValue | undefined,
): 'goalposts are one' | 'goalposts crossed' | 'not rising' | null {
  if ('goalposts' in value) {
    const way = ([worst, best]: readonly number[]) => Math.sign(best! - worst!)
    if (way(value.goalposts) === 0) return 'goalposts are one'
    const turned = written && 'goalposts' in written && way(written.goalposts) !== way(value.goalposts)
    return turned ? 'goalposts crossed' : null
  }
  if ('trapezoid' in value)
    return value.trapezoid.some((x, i) => i > 0 && x < value.trapezoid[i - 1]!) ? 'not rising' : null
  if ('points' in value)
    return value.points.some(([x], i) => i > 0 && x! <= value.points[i - 1]![0]!) ? 'not rising' : null
  return null
}

/**
 * The methodology with what was moved in it. Criteria without points are left out, since a document may not hold any;
 * points of a group that was moved are shares of 100, to two digits, that sum to 100.
 */
export function applyChoices(methodology: Methodology, choices: Choices): Methodology {
  if (isUntouched(choices)) return methodology
  return withFittingDoubt({
    ...methodology,
    gates: methodology.gates.map((gate) => gateWith(gate, own(choices.gates, gate.id))),
    ...(methodology.criteria ? { criteria: criterionWith(methodology.criteria, choices) } : {}),
    shortlist: { ...methodology.shortlist, size: choices.shortlist ?? methodology.shortlist.size },
  })
}

/**
 * What a document doubts may name criteria and codes that were moved away: such a part is left out, the rest stays. A
 * document that doubts something which is not there would be refused.
 */
function withFittingDoubt(methodology: Methodology): Methodology {
  const { robustness, ...rest } = methodology
  if (!robustness) return methodology
  const fits = (part: typeof robustness) =>
    robustnessFaults({ ...methodology, robustness: part }, () => {}).length === 0
  if (fits(robustness)) return methodology
  const { weights, alternatives, ...plain } = robustness
  const kept = (alternatives ?? []).filter((alternative) =>
    fits({ replications: robustness.replications, alternatives: [alternative] }),
  )
  const doubt = {
    ...plain,
    ...(weights && fits({ replications: robustness.replications, weights }) ? { weights } : {}),
    ...(kept.length > 0 ? { alternatives: kept } : {}),
  }
  return fits(doubt) ? { ...rest, robustness: doubt } : rest
}

/** What of a document’s doubt does not fit what was moved: titles of alternatives, and whether its weights are among it. */
export function doubtLeftOut(
  { robustness: from }: Methodology,
  { robustness: to }: Methodology,
): { weights: boolean; alternatives: Text[] } {
  const kept = new Set(to?.alternatives?.map(({ id }) => id))
  return {
    weights: from?.weights !== undefined && to?.weights === undefined,
    alternatives: (from?.alternatives ?? []).flatMap(({ id, title }) => (kept.has(id) ? [] : [title])),
  }
}

function gateWith(gate: Gate, choice: GateChoice | undefined): Gate {
  if (!choice) return gate
  if ('list' in gate) return { ...gate, must: choice.must ?? gate.must }
  if ('status' in gate) {
    const passes = choice.codes ?? gate.passes
    const fails = [...gate.passes, ...gate.fails].filter((status) => !passes.includes(status))
    const undecided = gate.undecided?.filter((status) => !passes.includes(status))
    const { undecided: _, ...rest } = gate
    return {
      ...rest,
      withinMonths: choice.withinMonths ?? gate.withinMonths,
      passes,
      fails,
      ...(undecided === undefined || undecided.length === 0 ? {} : { undecided }),
    }
  }
  return {
    ...gate,
    ...(choice.codes ? { oneOf: choice.codes } : {}),
    ...(choice.atLeast === undefined ? {} : { atLeast: choice.atLeast }),
    ...(choice.atMost === undefined ? {} : { atMost: choice.atMost }),
  }
}

function criterionWith(criterion: Criterion, choices: Choices): Criterion {
  const mean = own(choices.means, criterion.id)
  const value = own(choices.values, criterion.id)
  const { children } = criterion
  if (!children) return value ? { ...criterion, value } : criterion
  const moved = children.some(({ id }) => own(choices.weights, id) !== undefined)
  const aggregation: AggregationRule | undefined = mean ?? criterion.aggregation
  const group = { ...criterion, ...(aggregation === undefined ? {} : { aggregation }) }
  if (!moved) return { ...group, children: children.map((child) => criterionWith(child, choices)) }
  const points = pointsIn(criterion, choices)
  const kept = children.flatMap((child, i) => (points[i]! > 0 ? [{ child, points: points[i]! }] : []))
  const weights = hundredParts(kept.map(({ points }) => points))
  const { weights: _, ...byPoints } = group
  return {
    ...byPoints,
    children: kept.map(({ child }, i) => ({ ...criterionWith(child, choices), weight: weights[i]! })),
  }
}

/** Points as parts of 100 with two digits that sum to 100: what is over goes to the largest remainders. */
export function hundredParts(points: readonly number[]): number[] {
  const exact = sharesAmong(points).map((share) => share * 10000)
  const parts = exact.map(Math.floor)
  let over = 10000 - parts.reduce((sum, part) => sum + part, 0)
  const byRemainder = exact
    .map((value, i) => ({ i, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  for (const { i } of byRemainder) {
    if (over <= 0) break
    parts[i]! += 1
    over -= 1
  }
  // Whoever has points keeps the smallest part there is.
  const largest = () => parts.indexOf(Math.max(...parts))
  parts.forEach((part, i) => {
    if (part > 0 || points[i] === 0) return
    parts[i] = 1
    parts[largest()]! -= 1
  })
  return parts.map((part) => part / 100)
}

/** Shares of a group of the document, for a page; null where they are found by a rule. */
export function baseShares(group: Criterion): number[] | null {
  return group.weights === undefined || group.weights === 'equal' ? sharesOf(group) : null
}

/* ── small things ─────────────────────────────────────────────────────────── */

/** What a record itself holds under a name, never what it inherits: names may come from a stranger’s link. */
export function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

function put<Value>(
  record: Record<string, Value>,
  name: string,
  value: Value | undefined,
): Record<string, Value> {
  const { [name]: _, ...rest } = record
  return value === undefined ? rest : { ...rest, [name]: value }
}

/** Equal as data, whatever the order of names. */
export function alike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        alike((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  )
}
