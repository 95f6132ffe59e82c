import type { Aggregation } from '../aggregate.ts'
import type { OutlierTreatment } from '../outliers.ts'
import type { ValueFunction } from '../value-functions.ts'

/*
 * What a ranking rests on, with how sure each piece is. Everything in this folder works on this one shape:
 * numbers, a tree, gates and what is doubted, and no words of any room.
 */

export type RobustnessModel = {
  /** Who is judged, each name once. Lists “per unit” below stand in this order. */
  units: readonly string[]
  leaves: readonly Leaf[]
  /** The tree, with the top at its root. Every leaf stands in it once. */
  tree: Node
  gates: readonly ModelGate[]
  /** How many places the shortlist has: 1 or more. */
  shortlist: number
  doubt: DoubtSpec
}

/** How a raw value becomes a desirability. */
export type LeafValue =
  /** By a value function, which needs no other unit; direction 1 when left out. */
  | { kind: 'function'; function: ValueFunction; direction?: 1 | -1 }
  /** The raw value is the desirability already (codes mapped before, or a scale of one's own). */
  | { kind: 'given' }
  /** Worst seen to best seen: another unit's value moves everybody's. */
  | { kind: 'min-max'; direction?: 1 | -1 }
  /** Share of the others that are worse; moves with the others too. */
  | { kind: 'percentile'; direction?: 1 | -1 }

/** One criterion at the bottom of the tree. */
export type Leaf = {
  id: string
  /** Raw value per unit, in the unit of its series; null is “not known”. */
  raw: readonly (number | null)[]
  /** Published standard error per unit, in the same unit; null (or left out) is “none published”, and nothing is drawn. */
  standardErrors?: readonly (number | null)[]
  value: LeafValue
  /** What is done about extreme values before the value function; nothing when left out. */
  outliers?: OutlierTreatment | null
  /**
   * Raw values that could stand where one is missing, such as those of donors: per unit a list to draw from, or null.
   * Used only where `raw` is null and the doubt says `imputation`. Without them a missing value stays missing.
   */
  imputations?: readonly (readonly number[] | null)[]
  /**
   * Id of a leaf read from the same estimates, which has none itself: what is drawn for that one is drawn for this one, in the
   * standard errors given here. Where that one has no error, this one is drawn by itself.
   */
  sameErrorAs?: string
  /** How the errors of this leaf hang together; independent when left out. */
  errors?: {
    /** Leaves with the same name here share the part of the error that belongs to a unit (one source, several series). */
    group: string
    /** Correlation of the errors of two units in this leaf, 0 to 1. */
    acrossUnits?: number
    /** Correlation of the errors of one unit in two leaves of the group that rest on different estimates, 0 to 1. The two correlations together are at most 1. */
    acrossLeaves?: number
  }
}

/** A leaf by its id, or a group of them. */
export type Node = {
  /** Of a leaf: the id of the leaf. Every id once. */
  id: string
  /** Weight among its siblings, zero or more; only proportions count. The root's is not looked at. */
  weight: number
  children?: readonly Node[]
  /** Arithmetic when left out. Copeland is not offered here: it has no score of a unit by itself. */
  aggregation?: Exclude<Aggregation, 'copeland'>
  /** A child without a value: its weight goes to the rest (when left out), or there is no value here either. */
  missing?: MissingRule
}
export type MissingRule = 'renormalise' | 'no total'

/** A gate per unit: how it came out, or the estimate it hangs on. */
export type ModelGate = {
  id: string
  /** Bounds that hold for every unit that has none of its own; the bound itself passes. */
  atLeast?: number
  atMost?: number
  /** Id of a leaf read from the same estimate: gate and leaf then share one error. */
  sameErrorAs?: string
  units: readonly GateStanding[]
}
export type GateOutcome = 'passed' | 'failed' | 'unknown'
export type GateStanding =
  | GateOutcome
  | { value: number; standardError: number | null; atLeast?: number; atMost?: number }

/** What is doubted. What is not named here is taken as it stands, and the result says so. */
export type DoubtSpec = {
  /** Draw estimates with a published standard error anew. */
  measurement: boolean
  /** Draw missing values from `imputations`. */
  imputation: boolean
  weights: WeightDoubt
  /** Ways the method could also have been; in each run one choice of each is drawn. */
  alternatives: readonly Alternative[]
}

export type WeightDoubt =
  | { kind: 'fixed' }
  /** Around the given shares: in each group Dirichlet with parameters concentration × share. Higher is surer. */
  | { kind: 'dirichlet'; concentration: number }
  /** Any weights at all, all equally likely: what SMAA asks when nothing is known of them. */
  | { kind: 'free' }
  /**
   * Anything between these shares of the group (0 to 1), all equally likely. In a group with a child named here, a sibling
   * that is not named may have any share; a group with none named keeps its weights.
   */
  | { kind: 'bounds'; bounds: Readonly<Record<string, readonly [low: number, high: number]>> }
  /** Only the order, most important first, all weights that keep it equally likely; groups not named keep their weights. */
  | { kind: 'order'; orders: Readonly<Record<string, readonly string[]>> }

/** One question of method with its answers, one of which is usually “as written” (no overrides). */
export type Alternative = {
  id: string
  title?: string
  choices: readonly Choice[]
}

/** One answer. Overrides are by id of node or leaf; the id `*` means every one. */
export type Choice = {
  id: string
  title?: string
  /** How often it is drawn against its neighbours; 1 when left out. */
  chance?: number
  aggregation?: Readonly<Record<string, Exclude<Aggregation, 'copeland'>>>
  missing?: Readonly<Record<string, MissingRule>>
  weights?: Readonly<Record<string, number>>
  value?: Readonly<Record<string, LeafValue>>
  outliers?: Readonly<Record<string, OutlierTreatment | null>>
}

/* ── what comes out ───────────────────────────────────────────────────────── */

/** The model taken at its word: nothing drawn. */
export type Evaluation = {
  units: {
    unit: string
    /** 0 to 100 (a hundred times the value at the top), or null. */
    score: number | null
    gates: GateOutcome[]
    /** `in`: passed every gate. `out`: failed one. `unknown`: failed none, but not all are known. */
    standing: 'in' | 'out' | 'unknown'
    /** Place among those that are in and have a score; equals share the smaller. */
    rank: number | null
    /** The place it would take if every unknown gate were passed; only where standing is unknown. */
    wouldRank: number | null
    shortlisted: boolean
    /** Desirability per leaf, in the order of the leaves. */
    leaves: (number | null)[]
  }[]
  /** Share of its siblings' weight per node, by id; null where all siblings weigh nothing. */
  weights: Record<string, number | null>
}

/** Lowest and highest of the middle 90 % of runs: a sensitivity range, never a confidence interval. */
export type SensitivityRange = readonly [low: number, high: number]

export type UnitRobustness = {
  unit: string
  /** Taken at its word. */
  score: number | null
  rank: number | null
  standing: 'in' | 'out' | 'unknown'
  shortlisted: boolean
  /** Sensitivity range of the score, 0 to 100, over the runs in which it has one. */
  scoreRange: SensitivityRange | null
  /** Sensitivity range of the place, over the runs in which it is ranked; read `pPasses` beside it. */
  rankRange: SensitivityRange | null
  /** Mean place over the same runs. */
  expectedRank: number | null
  /** Share of runs in which each gate is passed, in the order of the gates; null where the gate is unknown. */
  pGates: (number | null)[]
  /** Share of runs in which all are passed; null where one is unknown and none is failed for certain. */
  pPasses: number | null
  /** Share of runs in which it is on the shortlist; null like `pPasses`. */
  pShortlist: number | null
  /** For standing `unknown`: the same, had every unknown gate been passed. */
  ifUnknownPassed: { pShortlist: number; rankRange: SensitivityRange | null } | null
  /** Share of runs with each place, first place first; sums to the share of runs in which it is ranked. */
  acceptability: Float64Array
  /** Mean share of each node among its siblings over the runs in which it is first, by `weightIds`; null if never first. */
  centralWeights: Float64Array | null
  /** Share of fresh runs in which it is first with its central weights held; null if never first or not asked for. */
  confidence: number | null
}

/** A decision that could as well have gone the other way. */
export type NearMiss =
  /** Off the shortlist, yet on it in at least a tenth of the runs; or on it, yet in fewer than nine tenths. */
  | { kind: 'shortlist'; unit: string; shortlisted: boolean; pShortlist: number }
  /** Passed or failed a gate whose chance of being passed lies between .05 and .95. */
  | { kind: 'gate'; unit: string; gate: string; outcome: GateOutcome; pPasses: number }

export type RobustnessResult = {
  /** What the ranges are called wherever they are shown. */
  label: 'sensitivity range'
  seed: string
  replications: number
  /** Share of the runs a range holds. */
  level: 0.9
  shortlist: number
  units: UnitRobustness[]
  gates: string[]
  /** Share of runs in which the row's unit is better placed than the column's (both ranked), row by row. */
  pairwise: Float64Array
  /** Ids of nodes below the top, in the order of `centralWeights`. */
  weightIds: string[]
  /** Doubt over who is first, 0 (the same in every run) to log2 of the number of units. */
  entropyOfFirst: number | null
  nearMisses: NearMiss[]
  /** What was drawn, and what was asked for but has nothing to draw. */
  drawn: { leaves: string[]; imputed: string[]; gates: string[]; groups: string[]; alternatives: string[] }
  notes: RobustnessNote[]
}

/** Something a reader has to know, as a code with its places. */
export type RobustnessNote =
  /** The doubt asks for it and the model has nothing to draw. */
  | { kind: 'nothing to draw'; source: 'measurement' | 'imputation' | 'weights' | 'alternatives' }
  /** All units alike: the leaf tells nobody apart. */
  | { kind: 'constant leaf'; leaf: string }
  /** No run had anybody to rank. */
  | { kind: 'nobody ranked' }
  /** Missing values without anything to draw stay missing in every run. */
  | { kind: 'still missing'; leaf: string; units: number }
  /** Score ranges rest on this many of the runs, evenly spaced, to save memory. */
  | { kind: 'score ranges thinned'; runs: number }
  /** A value below zero under a geometric, harmonic or other bent mean: no score. */
  | { kind: 'negative under this mean'; node: string }
  /** Weights within bounds were walked to, so neighbouring runs are a little alike. */
  | { kind: 'weights walked'; group: string }
