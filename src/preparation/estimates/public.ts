import type { Estimate } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { Specification } from '../../estimators/lists/specification.ts'
import { FEWEST_SHOWN, type Shown } from '../../house/small-counts/suppression.ts'
import type { KeptComputed, KeptOverlapTable, KeptResult, Quantity } from './kept.ts'

/*
 * What everybody may be told of an estimate: docs/methods/estimates-kept.md has the rule in words. Few numbers, so
 * that nobody has to prove of many that they do not give a handful of people back.
 */

/** A count as a reader may see it; the public has the ten it lies in, and nothing of one below ten. */
export type ToldCount = Shown | { kind: 'between'; low: number; high: number }

export function toldCount(count: number, whole: boolean): ToldCount {
  if (whole) return { kind: 'shown', value: count }
  const low = FEWEST_SHOWN * Math.floor(count / FEWEST_SHOWN)
  return low < FEWEST_SHOWN ? { kind: 'hidden' } : { kind: 'between', low, high: low + FEWEST_SHOWN - 1 }
}

/** `all`: the tables too; `figure`: the figure in use alone; `none`: that there is an estimate, and no figure. */
export type Told = 'all' | 'figure' | 'none'

const isSmall = (count: number) => count > 0 && count < FEWEST_SHOWN

/** What may be told of estimates from lists, and whether the bound that rests on those on two lists is among it. */
export function toldOfLists(
  { specification, enoughTogether }: Extract<KeptResult, { design: 'lists' }>,
  kept?: KeptOverlapTable,
) {
  const counts = kept?.counts ?? countsFromSums(specification)
  if (counts === null) {
    // Who is on both of two lists is on more than one.
    const most = Math.max(0, ...specification.dependence.map(({ overlap }) => overlap))
    const enough = specification.lists.length > 2 && (enoughTogether ?? most >= FEWEST_SHOWN)
    return { told: (enough ? 'figure' : 'none') as Told, bound: false }
  }
  const onLists = (is: (lists: number) => boolean) =>
    counts.reduce((sum, count, mask) => (is(listsIn(mask)) ? sum + count : sum), 0)
  const small = counts.some(isSmall)
  const enough = onLists((lists) => lists > 1) >= FEWEST_SHOWN && !(small && specification.lists.length === 2)
  const told: Told = !enough ? 'none' : small || kept === undefined ? 'figure' : 'all'
  return { told, bound: told !== 'none' && onLists((lists) => lists === 2) >= FEWEST_SHOWN }
}

function listsIn(mask: number): number {
  let lists = 0
  for (let rest = mask; rest > 0; rest >>= 1) lists += rest & 1
  return lists
}

/** Of two or three lists, sizes, overlaps of pairs and the number seen give the whole table. */
function countsFromSums({ lists, cases, consistency, dependence }: Specification): number[] | null {
  if (lists.length > 3) return null
  const size = (list: string) => consistency.find((row) => row.list === list)?.truth
  const both = (one: string, other: string) =>
    dependence.find((row) => row.lists.includes(one) && row.lists.includes(other))?.overlap
  const sizes = lists.map(size)
  const pairs = lists.flatMap((one, i) => lists.slice(i + 1).map((other) => both(one, other)))
  if (pairs.some((pair) => pair === undefined)) return null
  const [a, b, c = 0] = sizes as number[]
  const [ab = 0, ac = 0, bc = 0] = pairs as number[]
  if (a === undefined || b === undefined || sizes.some((each) => each === undefined)) return null
  const abc = lists.length === 2 ? 0 : cases - a - b - c + ab + ac + bc
  const counts =
    lists.length === 2
      ? [0, a - ab, b - ab, ab]
      : [0, a - ab - ac + abc, b - ab - bc + abc, ab - abc, c - ac - bc + abc, ac - abc, bc - abc, abc]
  return counts.every((count) => count >= 0) ? counts : null
}

/**
 * The least step a figure of a sample is told to: what ten respondents make of it. Null where it stands on fewer than
 * ten people (with the outcome, or without it), or nobody can say on how many.
 */
export function stepOfSample(
  estimate: Estimate,
  { quantity, populationBase, result: { design } }: Meaning,
): number | null {
  if (estimate.status !== 'ok') return null
  const { estimate: value, cases, diagnostics } = estimate
  const number = (name: string) => {
    const found: unknown = diagnostics[name]
    return typeof found === 'number' ? found : null
  }
  const members = number('members')
  if (cases < FEWEST_SHOWN || (members !== null && members < FEWEST_SHOWN)) return null
  const reports = number('reports')
  if (reports !== null)
    return isSmall(reports)
      ? null
      : reports === 0
        ? Number.MIN_VALUE
        : (Math.abs(value) * FEWEST_SHOWN) / reports
  const waves = [shareOfWave(diagnostics.first), shareOfWave(diagnostics.second)]
  if (waves.some((wave) => wave !== null)) {
    const [one, two] = waves
    if (!one || !two || isThin(one.share, one.of) || isThin(two.share, two.of)) return null
    return (scaleOf(quantity, null) ?? 1) * (FEWEST_SHOWN / Math.min(one.of, two.of))
  }
  const sampled = number('sampleShare')
  const withOutcome = number('withOutcome') ?? (sampled === null ? null : Math.round(sampled * cases))
  if (withOutcome !== null) {
    const of = number('respondents') ?? cases
    if (isSmall(withOutcome) || isSmall(of - withOutcome)) return null
    if (withOutcome > 0) return (Math.abs(value) * FEWEST_SHOWN) / withOutcome
  }
  // A change says nothing of how many stand behind either of its waves.
  if (value < 0 || (design === 'two-waves' && withOutcome === null)) return null
  const scale = scaleOf(quantity, number('population') ?? populationBase.number)
  if (scale === null || isThin(value / scale, cases)) return null
  return (scale * FEWEST_SHOWN) / cases
}
type Meaning = Pick<KeptComputed, 'quantity' | 'populationBase' | 'result'>

const scaleOf = (quantity: Quantity, population: number | null) =>
  quantity === 'share' ? 1 : quantity === 'per-1000' ? 1000 : population

/** Whether so small a share, or so large a one, is of fewer than ten respondents. */
const isThin = (share: number, of: number) =>
  [share, 1 - share].some((part) => part > 1e-12 && part * of < FEWEST_SHOWN - 0.5)

function shareOfWave(wave: unknown): { share: number; of: number } | null {
  if (typeof wave !== 'object' || wave === null) return null
  const { value, estimate, share, respondents, cases } = wave as Record<string, unknown>
  const part = [share, value, estimate].find((each) => typeof each === 'number')
  const of = [respondents, cases].find((each) => typeof each === 'number')
  return typeof part === 'number' && typeof of === 'number' ? { share: part, of } : null
}

/** The next of 1, 2, 2.5 and 5, and their tens: 0.01 for 0.0071, 25 for 21. No more than doubled, so nothing becomes 0. */
export function handyStep(step: number): number {
  if (!(step > 0)) return 0
  const unit = 10 ** Math.floor(Math.log10(step) + 1e-12)
  const times = [1, 2, 2.5, 5].find((each) => each * unit >= step * (1 - 1e-9)) ?? 10
  return Number((times * unit).toPrecision(2))
}

/**
 * Doubts everybody is told, each with the values its sentence needs: settings and names, never a count or a figure.
 * A code that is not here is not told, whatever later versions may find.
 */
const toldFindings: Partial<Record<Finding['code'], readonly string[]>> = {
  'population-missing': ['method'],
  'interval-too-short': ['kind'],
  'outside-own-interval': ['levels'],
  'group-size-missing': ['group'],
  'transmission-taken-as-complete': ['method'],
  'factors-taken-as-exact': ['factors'],
  'independence-untestable': ['first', 'second'],
  'interval-without-width': ['kind'],
  'no-upper-limit': ['kind', 'level'],
  'lower-bound': [],
  'posterior-improper': [],
  'no-mle': ['model'],
  'not-identifiable': ['model'],
  'fit-not-converged': ['model'],
  'choice-not-repeated': [],
}

/** A doubt as everybody may read it, without whatever else was handed over in it; null where it is not told. */
export function toldFinding(finding: Finding): Finding | null {
  const values = toldFindings[finding.code]
  if (values === undefined) return null
  return Object.fromEntries(
    Object.entries(finding).filter(([name]) => name === 'code' || values.includes(name)),
  ) as Finding
}

/**
 * Numbers of a sample told to everybody: what was set, and never what counts those who answered. Without clusters every
 * respondent is one, so neither clusters nor degrees of freedom are among them.
 */
export const toldFacts: ReadonlySet<string> = new Set(['population', 'strata', 'waves', 'sharedClusters'])
