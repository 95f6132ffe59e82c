import type { NearMiss, RobustnessNote, SensitivityRange } from '../../estimators/robustness/model.ts'
import type { ChoiceReach, IdleChoice } from '../../estimators/robustness/sobol.ts'

/*
 * All that is told of how sure a result is, as plain data: page, command, CSV and API are drawn from it, and it goes
 * from thread to thread as it is.
 */

/** One unit over all runs. Shares lie between 0 and 1; null is “not known”, never zero. */
export type ReportUnit = {
  unit: string
  standing: 'in' | 'out' | 'unknown'
  score: number | null
  rank: number | null
  shortlisted: boolean
  scoreRange: SensitivityRange | null
  rankRange: SensitivityRange | null
  expectedRank: number | null
  /** Share of runs in which each gate is passed, in the order of `gates`. */
  pGates: (number | null)[]
  pPasses: number | null
  pShortlist: number | null
  ifUnknownPassed: { pShortlist: number; rankRange: SensitivityRange | null } | null
  /** Share of runs with each place from the first on, up to the last place it ever has. */
  acceptability: number[]
  /** Mean share of each part among its siblings over the runs in which it is first; null if it never is. */
  centralWeights: Record<string, number> | null
  /** Share of fresh runs in which it is first with those weights held (the confidence factor of SMAA); null if never first. */
  firstWithOwnWeights: number | null
}

/** What one thing drawn has to do with how far places move. */
export type Influence = {
  /** `measurement`, `imputation`, `weights`, or the id of an alternative. */
  source: string
  /** By itself; of the variance, with its sensitivity range. */
  first: { value: number; low: number; high: number }
  /** With all it acts through. */
  total: { value: number; low: number; high: number }
  /** Its total share is too small to be seen: nothing moves by it. */
  noEffect: boolean
  /** The share by itself came out above the share with others, beyond what chance explains. */
  doubtful: boolean
}

export type Reversals = {
  /** Units whose leaving changes the place of others among themselves, with how many move. */
  units: { unit: string; moves: number }[]
  /** How many were left out one by one; 0 where nothing is measured against who else is judged, which settles it. */
  unitsTried: number
  /** Every criterion and group, with how many change place without it, who comes onto the shortlist and who leaves it. */
  criteria: { node: string; moves: number; onto: string[]; off: string[] }[]
}

/** The smallest change of one thing that flips a unit. */
export type Flip = {
  /** `figure` is a unit’s own value behind a gate; `outcome` is a gate without a figure, passed instead of not. */
  kind: 'weight' | 'threshold' | 'value' | 'figure' | 'outcome'
  /** Id of the criterion or gate. */
  what: string
  /** Weights are shares of their group, 0 to 1; values and bounds are in the unit of their series; null for outcomes. */
  from: number | null
  to: number | null
  /** `searched`: on a grid, so that a smaller change could have been missed. */
  how: 'exact' | 'searched'
  /** Size in published standard errors, where there is one. */
  inErrors: number | null
}

export type Report = {
  label: 'sensitivity range'
  seed: string
  replications: number
  level: 0.9
  shortlist: number
  /** The document says itself what it doubts. */
  declared: boolean
  units: ReportUnit[]
  gates: string[]
  nearMisses: NearMiss[]
  drawn: { leaves: string[]; imputed: string[]; gates: string[]; groups: string[]; alternatives: string[] }
  notes: RobustnessNote[]
  entropyOfFirst: number | null
  /** Share of runs in which the row’s unit is better placed than the column’s, among those near the shortlist. */
  pairwise: { units: string[]; wins: number[][] }
  /** How much of the movement goes back to what; empty where fewer than two things are drawn. */
  influence: { runs: number; sources: Influence[]; idle: IdleChoice[]; reach: ChoiceReach[] } | null
  reversals: Reversals
  /** For those near the edge of the shortlist: every single change that flips them, the smallest of each kind. */
  flips: { unit: string; shortlisted: boolean; ways: Flip[] }[]
}

/** Those a reader asks about: on the shortlist, or with a chance of it; best first. */
export function nearShortlist(report: Pick<Report, 'units'>, chance = 0.05): ReportUnit[] {
  return report.units
    .filter(({ shortlisted, pShortlist }) => shortlisted || (pShortlist ?? 0) >= chance)
    .sort(byPlace)
}

/** By place, then by how often they were on the shortlist; those without a place last. */
export function byPlace(a: ReportUnit, b: ReportUnit): number {
  return (
    (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) ||
    (b.pShortlist ?? -1) - (a.pShortlist ?? -1) ||
    (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0)
  )
}

/** Whose stay on the shortlist is settled, whose is not, and who outside might have been on it. */
export function sureness({ units }: Pick<Report, 'units'>) {
  const on = units.filter(({ shortlisted }) => shortlisted).sort(byPlace)
  return {
    on,
    /** On it in more than 95 % of the runs. */
    stay: on.filter(({ pShortlist }) => (pShortlist ?? 0) > 0.95),
    /** On it, and off it in a tenth of the runs or more. */
    unsure: on.filter(({ pShortlist }) => (pShortlist ?? 0) <= 0.9),
    /** Off it, and on it in a tenth of the runs or more. */
    outside: units
      .filter(({ shortlisted, pShortlist }) => !shortlisted && (pShortlist ?? 0) >= 0.1)
      .sort((a, b) => b.pShortlist! - a.pShortlist! || byPlace(a, b)),
    /** Cannot be judged, and on it in a tenth of the runs or more had the unknown been passed. */
    ifKnown: units
      .filter(({ ifUnknownPassed }) => (ifUnknownPassed?.pShortlist ?? 0) >= 0.1)
      .sort((a, b) => b.ifUnknownPassed!.pShortlist - a.ifUnknownPassed!.pShortlist || byPlace(a, b)),
    first: units.reduce<ReportUnit | null>(
      (best, unit) => ((unit.acceptability[0] ?? 0) > (best?.acceptability[0] ?? 0) ? unit : best),
      null,
    ),
  }
}

/** Things drawn of which no answer moves a place, nor brings anybody in or puts anybody out. */
export function withoutEffect({ influence }: Pick<Report, 'influence'>): Influence[] {
  const reaching = new Set(influence?.reach.map(({ alternative }) => alternative))
  return (influence?.sources ?? []).filter(({ source, noEffect }) => noEffect && !reaching.has(source))
}

/** What matters most, or null where nothing moves or one thing alone is drawn. */
export function mattersMost({ influence }: Pick<Report, 'influence'>): Influence | null {
  const moving = (influence?.sources ?? []).filter(({ noEffect }) => !noEffect)
  if (moving.length < 2) return null
  return moving.reduce((most, each) => (each.total.value > most.total.value ? each : most))
}
