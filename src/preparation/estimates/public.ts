import type { Estimate, Interval } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { Specification } from '../../estimators/lists/specification.ts'
import { FEWEST_SHOWN, type Shown } from '../../house/small-counts/suppression.ts'
import { rounded } from '../rounding.ts'
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

/** `all`: whatever was kept, for who may run studies; `figure`: the figure in use alone; `none`: that there is one. */
export type Told = 'all' | 'figure' | 'none'

/** What may be told of an estimate from lists, and how finely. */
export type ToldOfLists = {
  told: Exclude<Told, 'all'>
  /** Whether the bound that rests on those on exactly two lists may be told where it is the one in use. */
  bound: boolean
  /** Of two lists how many are on both, on which the whole figure hangs. */
  both: number | null
}

/**
 * What everybody may be told of an estimate from lists: its figure, and never a part of its table. Figures of several
 * methods, or the tens of the combinations beside one figure, leave so few tables that some cell is known.
 */
export function toldOfLists(
  { specification, enoughTogether }: Extract<KeptResult, { design: 'lists' }>,
  kept?: KeptOverlapTable,
): ToldOfLists {
  const two = specification.lists.length === 2
  const counts = kept?.counts ?? countsFromSums(specification)
  if (counts === null) {
    // Who is on both of two lists is on more than one.
    const most = Math.max(0, ...specification.dependence.map(({ overlap }) => overlap))
    const enough = !two && (enoughTogether ?? most >= FEWEST_SHOWN)
    return { told: enough ? 'figure' : 'none', bound: false, both: null }
  }
  const onLists = (is: (lists: number) => boolean) =>
    counts.reduce((sum, count, mask) => (is(listsIn(mask)) ? sum + count : sum), 0)
  const isThinOfTwo =
    two &&
    (onLists(() => true) < FEWEST_OF_TWO ||
      counts.some((count, mask) => mask > 0 && count < (mask === ON_BOTH ? FEWEST_ON_BOTH : FEWEST_SHOWN)))
  const told = onLists((lists) => lists > 1) >= FEWEST_SHOWN && !isThinOfTwo ? 'figure' : 'none'
  return {
    told,
    bound: told === 'figure' && !two && onLists((lists) => lists === 2) >= FEWEST_SHOWN,
    both: two ? (counts[ON_BOTH] ?? null) : null,
  }
}

/** Of two lists, who is on both. */
const ON_BOTH = 3

/** With fewer on both of two lists, a figure told so coarsely that they stay unknown would say hardly anything. */
const FEWEST_ON_BOTH = 100

/** With fewer on two lists in all, what is asked of each combination leaves too little room for any of them. */
const FEWEST_OF_TWO = 150

/**
 * The least step a figure from lists is told to: ten people, and of two lists what thirty more or less on both make of
 * it. Their sizes and those on both give it by a formula that can be turned round; with its limits, a finer one leaves
 * fewer than ten numbers for those on both, as whoever counts out all tables finds.
 */
export function stepOfLists(value: number, both: number | null): number {
  return both === null ? FEWEST_SHOWN : Math.max(FEWEST_SHOWN, (value * 3 * FEWEST_SHOWN) / both)
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

/** How a figure of a sample is told: to a step, by its upper limit alone, or not at all. */
export type ToldOfSample =
  | { step: number }
  | { atMost: { value: number; step: number; level: number } }
  | null

/**
 * The least step a figure of a sample is told to: what ten respondents make of it. Where nobody had what was asked, its
 * upper limit alone. Null where it stands on fewer than ten people (with the outcome, or without it), everybody had it,
 * or nobody can say on how many it stands. Counts are of respondents, whatever their weights.
 */
export function toldOfSample(
  estimate: Estimate,
  { quantity, populationBase, result: { design } }: Meaning,
): ToldOfSample {
  if (estimate.status !== 'ok') return null
  const { estimate: value, cases, diagnostics } = estimate
  const members = numberOf(diagnostics, 'members')
  if (cases < FEWEST_SHOWN || (members !== null && members < FEWEST_SHOWN)) return null
  const reports = numberOf(diagnostics, 'reports')
  if (reports !== null)
    return reports < FEWEST_SHOWN ? null : { step: (Math.abs(value) * FEWEST_SHOWN) / reports }
  if (design === 'two-waves') {
    const waves = [diagnostics.first, diagnostics.second].map(waveOf)
    if (waves.some((wave) => wave === null || isThin(wave))) return null
    const scale = scaleOf(quantity, null) ?? 1
    return { step: scale * Math.max(...waves.map((wave) => (wave === null ? 1 : stepOf(wave)))) }
  }
  const sampled = numberOf(diagnostics, 'sampleShare')
  const withOutcome =
    numberOf(diagnostics, 'withOutcome') ?? (sampled === null ? null : Math.round(sampled * cases))
  if (withOutcome === null) return null
  const of = numberOf(diagnostics, 'respondents') ?? cases
  if (withOutcome === 0 && value === 0 && of >= FEWEST_SHOWN) {
    const scale = scaleOf(quantity, numberOf(diagnostics, 'population') ?? populationBase.number)
    return scale === null ? null : { atMost: upperLimit(estimate.intervals, of, scale) }
  }
  if (value < 0 || isThin({ withOutcome, of })) return null
  return { step: (value * FEWEST_SHOWN) / withOutcome }
}
type Meaning = Pick<KeptComputed, 'quantity' | 'populationBase' | 'result'>

const scaleOf = (quantity: Quantity, population: number | null) =>
  quantity === 'share' ? 1 : quantity === 'per-1000' ? 1000 : population

function numberOf(diagnostics: object, name: string): number | null {
  const found: unknown = Reflect.get(diagnostics, name)
  return typeof found === 'number' ? found : null
}

/** Respondents, and how many of them had what was asked. */
type Counts = { withOutcome: number; of: number; share?: number }

/** Whether fewer than ten respondents had it, or fewer than ten had it not: nobody and everybody are fewer too. */
const isThin = ({ withOutcome, of }: Counts) => withOutcome < FEWEST_SHOWN || of - withOutcome < FEWEST_SHOWN

/** What ten respondents make of a share, of those who had it or of all. */
const stepOf = ({ withOutcome, of, share = 0 }: Counts) =>
  FEWEST_SHOWN * Math.max(1 / of, share / withOutcome)

function waveOf(wave: unknown): Counts | null {
  if (typeof wave !== 'object' || wave === null) return null
  const [withOutcome, of] = [numberOf(wave, 'withOutcome'), numberOf(wave, 'respondents')]
  return withOutcome === null || of === null
    ? null
    : { withOutcome, of, share: numberOf(wave, 'estimate') ?? 0 }
}

/**
 * Of nobody among so many: three in as many (the rule of three), or the limit of 95 % where uneven weights put it
 * higher. Reckoned from the ten the respondents lie in, and rounded upwards by what ten of them make.
 */
function upperLimit(intervals: readonly Interval[], of: number, scale: number) {
  const three = (3 * scale) / (FEWEST_SHOWN * Math.floor(of / FEWEST_SHOWN))
  const found = intervals.find(({ level }) => Math.abs(level - 0.95) < 1e-9)?.high ?? 0
  const limit = Math.max(three, found)
  const step = handyStep((limit * FEWEST_SHOWN) / of)
  return { value: Math.min(scale, rounded(limit, step, 'up')), step, level: 0.95 }
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
