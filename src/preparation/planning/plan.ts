import {
  type Clustering,
  halfWidthOfShare,
  minimumDetectableFall,
  passesEnds,
  powerOfChange,
  type Sample,
  sampleForChange,
  sampleForShare,
} from '../../estimators/change/planning.ts'
import {
  sampleForScaleUp,
  samplesForRecruitment,
  widthFromLists,
} from '../../estimators/change/planning-hidden.ts'
import { WrongData } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'

export const planDesigns = ['survey', 'change', 'nsum', 'rds', 'lists'] as const
export type PlanDesign = (typeof planDesigns)[number]

/** What a plan is made from, by the names the command has for it. Shares, chances and correlations lie between 0 and 1. */
export type Assumed = {
  share?: number
  second?: number
  'half-width'?: number
  'relative-half-width'?: number
  respondents?: number
  population?: number
  hidden?: number
  degree?: number
  transmission?: number
  coverages?: readonly number[]
  deff?: number
  'cluster-size'?: number
  icc?: number
  correlation?: number
  power?: number
  level?: number
  response?: number
  sides?: number
  /** Whether a group without the programme is asked as well, before and after. */
  'with-comparison'?: boolean
}
export type AssumedName = keyof Assumed

/** Least and most of what is a number. */
export const bounds: Record<Exclude<AssumedName, 'with-comparison'>, { least: number; most: number }> = {
  share: { least: 0, most: 1 },
  second: { least: 0, most: 1 },
  'half-width': { least: 1e-6, most: 0.5 },
  'relative-half-width': { least: 0.001, most: 2 },
  respondents: { least: 2, most: 1e9 },
  population: { least: 1, most: 1e11 },
  hidden: { least: 1, most: 1e11 },
  degree: { least: 1, most: 1e5 },
  transmission: { least: 0.01, most: 1 },
  coverages: { least: 0.0001, most: 0.9999 },
  deff: { least: 0.1, most: 100 },
  'cluster-size': { least: 1, most: 1e6 },
  icc: { least: 0, most: 1 },
  correlation: { least: 0, most: 0.99 },
  power: { least: 0.01, most: 0.9999 },
  level: { least: 0.5, most: 0.9999 },
  response: { least: 0.01, most: 1 },
  sides: { least: 1, most: 2 },
}

/** What a plan answers: named quantities, and what is taken for granted. Null: not even the utmost would do. */
export type PlanAnswer = { rows: PlanRow[]; findings: Finding[] }
export type PlanRow = { readonly [quantity in PlanQuantity]?: number | null }
export type PlanQuantity =
  | 'designEffect'
  | 'respondents'
  | 'clusters'
  | 'approached'
  | 'halfWidth'
  | 'power'
  | 'second'
  | 'difference'
  | 'fall'
  | 'seen'
  | 'inOverlap'
  | 'standardError'
  | 'low'
  | 'high'
  | 'relativeWidth'

/** An assumption the plan cannot do without was not given. */
export class Missing extends Error {
  readonly what: AssumedName
  constructor(what: AssumedName) {
    super(`A plan needs ${what}`)
    this.what = what
  }
}

/**
 * The plan of a study: how many to ask, or what so many can show. By command and on the page it is this one.
 *
 * @throws Missing where an assumption is needed and not given, WrongData where one cannot be
 */
export function planned(design: PlanDesign, assumed: Assumed): PlanAnswer {
  return designs[design](assumed)
}

const designs: Record<PlanDesign, (assumed: Assumed) => PlanAnswer> = {
  survey: (assumed) => {
    const common = { share: needed(assumed, 'share'), ...population(assumed), ...shared(assumed) }
    if (assumed['half-width'] !== undefined)
      return samplePlan([sampleForShare({ ...common, halfWidth: assumed['half-width'] })])
    const respondents = needed(assumed, 'respondents')
    const halfWidth = halfWidthOfShare({ ...common, respondents })
    return { rows: [{ respondents, halfWidth }], findings: passesEnds(common.share, halfWidth) }
  },
  change: (assumed) => {
    const { second, respondents, power, correlation, sides } = assumed
    const plan = {
      first: needed(assumed, 'share'),
      ...shared(assumed),
      ...(power === undefined ? {} : { power }),
      ...(correlation === undefined ? {} : { correlation }),
      ...(sides === undefined ? {} : { sides: sides === 1 ? (1 as const) : (2 as const) }),
      ...(assumed['with-comparison'] ? { design: 'did' as const } : {}),
    }
    if (second !== undefined && respondents === undefined)
      return samplePlan([sampleForChange({ ...plan, second })])
    const asked = needed(assumed, 'respondents')
    if (second !== undefined) {
      const found = powerOfChange({ ...plan, second, respondents: asked })
      return { rows: [{ respondents: asked, power: found }], findings: [] }
    }
    const least = minimumDetectableFall({ ...plan, respondents: asked })
    const { difference = null, fall = null } = least ?? {}
    return {
      rows: [{ respondents: asked, second: least?.second ?? null, difference, fall }],
      findings: [],
    }
  },
  nsum: (assumed) => {
    const { transmission } = assumed
    return samplePlan([
      sampleForScaleUp({
        population: needed(assumed, 'population'),
        hidden: needed(assumed, 'hidden'),
        meanDegree: needed(assumed, 'degree'),
        relativeHalfWidth: needed(assumed, 'relative-half-width'),
        ...shared(assumed),
        ...(transmission === undefined ? {} : { transmission }),
      }),
    ])
  },
  rds: (assumed) =>
    samplePlan(
      samplesForRecruitment({
        share: needed(assumed, 'share'),
        halfWidth: needed(assumed, 'half-width'),
        ...population(assumed),
        ...level(assumed),
      }),
    ),
  lists: (assumed) => {
    const { seen, inOverlap, standardError, interval, relativeWidth, findings } = widthFromLists({
      population: needed(assumed, 'population'),
      coverages: needed(assumed, 'coverages'),
      ...level(assumed),
    })
    const { low, high } = interval
    return { rows: [{ seen, inOverlap, standardError, low, high, relativeWidth }], findings }
  },
}

const usedBy: Record<PlanDesign, readonly AssumedName[]> = {
  survey: [
    'share',
    'half-width',
    'respondents',
    'population',
    'deff',
    'cluster-size',
    'icc',
    'level',
    'response',
  ],
  change: [
    ...(['share', 'second', 'respondents', 'deff', 'cluster-size', 'icc', 'level', 'response'] as const),
    ...(['power', 'correlation', 'sides', 'with-comparison'] as const),
  ],
  nsum: [
    ...(['population', 'hidden', 'degree', 'relative-half-width', 'transmission'] as const),
    ...(['deff', 'cluster-size', 'icc', 'level', 'response'] as const),
  ],
  rds: ['share', 'half-width', 'population', 'level'],
  lists: ['population', 'coverages', 'level'],
}

/** An assumption that would change nothing: of other designs, settled by another that was given, or in want of one. */
export type Unused = { name: AssumedName } & (
  | { designs: readonly PlanDesign[] }
  | { beside: AssumedName }
  | { needs: AssumedName }
)

/** What was given and does nothing in this plan. */
export function unusedIn(design: PlanDesign, assumed: Assumed): Unused[] {
  const given = (Object.keys(assumed) as AssumedName[]).filter((name) => {
    const value = assumed[name]
    return value !== undefined && value !== false
  })
  const has = (name: AssumedName) => given.includes(name)
  return given.flatMap((name): Unused[] => {
    if (!usedBy[design].includes(name))
      return [{ name, designs: planDesigns.filter((other) => usedBy[other].includes(name)) }]
    if (name === 'icc' && has('deff')) return [{ name, beside: 'deff' }]
    if (name === 'icc' && !has('cluster-size')) return [{ name, needs: 'cluster-size' }]
    if (name === 'respondents' && design === 'survey' && has('half-width'))
      return [{ name, beside: 'half-width' }]
    // So many respondents are asked, whoever else refused; and with both shares the power is what is answered.
    if (name === 'response' && has('respondents') && design !== 'nsum')
      return [{ name, beside: 'respondents' }]
    if (name === 'power' && has('second') && has('respondents')) return [{ name, beside: 'respondents' }]
    return []
  })
}

/**
 * The design effect, or the size of clusters and how alike people in them are. Neither given: a simple random sample.
 * @throws Missing where clusters have a size and nothing says how alike people in them are
 */
export function clusteringOf(assumed: Assumed): Clustering {
  if (assumed.deff !== undefined) return { designEffect: assumed.deff }
  if (assumed['cluster-size'] === undefined) return { designEffect: 1 }
  return { clusterSize: assumed['cluster-size'], correlationWithin: needed(assumed, 'icc') }
}

function needed<Name extends AssumedName>(assumed: Assumed, name: Name): NonNullable<Assumed[Name]> {
  const value = assumed[name]
  if (value === undefined || value === null) throw new Missing(name)
  return value
}

const population = ({ population }: Assumed) => (population === undefined ? {} : { population })
const level = ({ level }: Assumed) => (level === undefined ? {} : { level })

function shared(assumed: Assumed) {
  const { response } = assumed
  return {
    clustering: clusteringOf(assumed),
    ...level(assumed),
    ...(response === undefined ? {} : { responseRate: response }),
  }
}

function samplePlan(samples: readonly Sample[]): PlanAnswer {
  return {
    rows: samples.map(({ respondents, clusters, approached, designEffect }) => ({
      designEffect,
      respondents,
      ...(clusters === null ? {} : { clusters }),
      approached,
    })),
    // What is so of the assumptions is said once, not for every design effect.
    findings: samples
      .flatMap(({ findings }) => findings)
      .filter(
        ({ code }, i, all) => code !== 'plan-passes-ends' || all.findIndex((one) => one.code === code) === i,
      ),
  }
}

/** The plan, or null where these assumptions have none; along a curve not every place has one. */
export function plannedOrNull(design: PlanDesign, assumed: Assumed): PlanAnswer | null {
  try {
    return planned(design, assumed)
  } catch (error) {
    if (error instanceof WrongData) return null
    throw error
  }
}

/** The words after `tp prevalence` that make the same plan. */
export function commandOf(design: PlanDesign, assumed: Assumed): string {
  const unused: readonly string[] = unusedIn(design, assumed).map(({ name }) => name)
  const flags = Object.entries(assumed).flatMap(([name, value]) => {
    if (value === undefined || value === false || unused.includes(name)) return []
    if (value === true) return [`--${name}`]
    return [`--${name} ${typeof value === 'number' ? plain(value) : value.map(plain).join(',')}`]
  })
  return ['plan', design, ...flags].join(' ')
}

/** A number as a flag takes it, without the dust of 0.1 + 0.2. */
const plain = (value: number) => String(Number(value.toPrecision(12)))
