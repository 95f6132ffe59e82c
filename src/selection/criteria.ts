import { ahp } from '../estimators/mcda/ahp.ts'
import { swingWeights } from '../estimators/mcda/swing.ts'
import type {
  AggregationRule,
  Criterion,
  Gate,
  Methodology,
  Reading,
  RelativeAggregation,
  WeightRule,
} from './schema.ts'

/* Walks through a methodology: what it reads, what its tree holds. Light, so that the browser can carry it. */

/** Every series and dataset a methodology reads, with where it is named. */
export function seriesNamed(methodology: Methodology): { name: string; place: string }[] {
  const names: { name: string; place: string }[] = []
  if (methodology.universe) names.push({ name: methodology.universe.ratedBy, place: 'universe' })
  for (const gate of methodology.gates) names.push({ name: gateName(gate), place: `gate ${gate.id}` })
  for (const leaf of leavesOf(methodology.criteria))
    if (leaf.read) names.push({ name: readingName(leaf.read), place: `criterion ${leaf.id}` })
  if (methodology.scorecard) {
    names.push({ name: methodology.scorecard.peers.series, place: 'scorecard peers' })
    for (const basket of methodology.scorecard.baskets)
      for (const indicator of basket.indicators)
        names.push({ name: indicator.series, place: `indicator ${indicator.id}` })
  }
  return names
}

export function gateName(gate: Gate): string {
  return 'series' in gate ? gate.series : 'list' in gate ? gate.list : gate.status
}

export function readingName(reading: Reading): string {
  return 'series' in reading ? reading.series : reading.count
}

/** The criteria that read data, in the order of the document. */
export function leavesOf(criterion: Criterion | undefined): Criterion[] {
  if (!criterion) return []
  return criterion.children ? criterion.children.flatMap(leavesOf) : [criterion]
}

/** The series a criterion reads as it is published: figures, whose errors can be drawn; no change, count or code has one. */
export function figuresOf({ read, value }: Criterion): string | null {
  const plain = read && 'series' in read && read.take !== 'change' && !(value && 'codes' in value)
  return plain ? read.series : null
}

/** Every criterion from the top down. */
export function allCriteria(criterion: Criterion | undefined): Criterion[] {
  if (!criterion) return []
  return [criterion, ...(criterion.children ?? []).flatMap(allCriteria)]
}

/**
 * Weights of a group's children as shares that sum to one; all zero where the data gave none.
 *
 * @throws RangeError for weights that are found in the data: `weighed` in weights.ts puts them in their place first.
 */
export function sharesOf(group: Criterion): number[] {
  const children = group.children ?? []
  const rule = group.weights
  if (rule === 'equal') return children.map(() => 1 / children.length)
  if (rule !== undefined) {
    if (fromData(rule)) throw new RangeError(`the weights of ${group.id} are found in the data of a run`)
    return [...judgedShares(group, rule)]
  }
  const total = children.reduce((sum, child) => sum + (child.weight ?? 0), 0)
  return children.map((child) => (total === 0 ? 0 : (child.weight ?? 0) / total))
}

/** The same as a document alone states them: null for each where they are found in the data of a run. */
export function statedShares(group: Criterion): (number | null)[] {
  return fromData(group.weights) ? (group.children ?? []).map(() => null) : sharesOf(group)
}

/** Whether a group's weights are found in the values of those judged. */
export function fromData(rule: WeightRule | undefined): rule is 'critic' | 'entropy' {
  return rule === 'critic' || rule === 'entropy'
}

/** Whether a rule compares all units with each other, so that it can only stand at the top. */
export function isRelative(rule: AggregationRule | undefined): rule is RelativeAggregation {
  return typeof rule === 'object' && !('power' in rule) && !('owa' in rule)
}

// Eigenvectors are sought once for each group, not once for each unit.
const judged = new WeakMap<Criterion, readonly number[]>()

function judgedShares(group: Criterion, rule: Extract<WeightRule, object>): readonly number[] {
  const known = judged.get(group)
  if (known) return known
  const ids = (group.children ?? []).map(({ id }) => id)
  let shares: number[]
  if ('swing' in rule) {
    const weights = swingWeights(rule.swing)
    shares = ids.map((id) => weights[id] ?? 0)
  } else shares = ahp(judgementsOf(ids, rule.ahp), rule.by).weights
  judged.set(group, shares)
  return shares
}

/** Judgements in pairs as the square table that `ahp` takes, in the order of the children. */
export function judgementsOf(
  ids: readonly string[],
  judgements: readonly { more: string; less: string; times: number }[],
): number[][] {
  const matrix = ids.map((_, i) => ids.map((_, j) => (i === j ? 1 : Number.NaN)))
  for (const { more, less, times } of judgements) {
    const [i, j] = [ids.indexOf(more), ids.indexOf(less)]
    if (i < 0 || j < 0) continue
    matrix[i]![j] = times
    matrix[j]![i] = 1 / times
  }
  return matrix
}

/** The series whose values a methodology reads, each once; lists and evidence are not among them. */
export function seriesRead(methodology: Methodology): string[] {
  const names = new Set<string>()
  for (const gate of methodology.gates) if ('series' in gate) names.add(gate.series)
  for (const { read } of leavesOf(methodology.criteria)) if (read && 'series' in read) names.add(read.series)
  if (methodology.scorecard) {
    names.add(methodology.scorecard.peers.series)
    for (const basket of methodology.scorecard.baskets)
      for (const indicator of basket.indicators) names.add(indicator.series)
  }
  return [...names]
}
