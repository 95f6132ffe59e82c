import { region } from '../../countries/registry.ts'
import { normalCdf } from '../../estimators/normal.ts'
import type {
  Alternative,
  Leaf,
  LeafValue,
  ModelGate,
  Node,
  RobustnessModel,
  WeightDoubt,
} from '../../estimators/robustness/model.ts'
import { figuresOf, fromData, leavesOf, sharesOf } from '../criteria.ts'
import { isTooOld, judgeGate } from '../gates.ts'
import type {
  AggregationRule,
  Criterion,
  Gate,
  Inputs,
  Methodology,
  Robustness,
  ValueRule,
} from '../schema.ts'
import { type LeafColumn, readLeaves } from '../score.ts'
import { isMean, type Mean } from './check.ts'

/*
 * From a methodology and what it looked at to the model that is tried again and again. Pure; also in the browser.
 * Taken at its word, the model gives the scores, ranks and standings of `assess()`: tests hold the two together.
 */

export type ModelOptions = { shortlistSize: number }

/** Why nothing can be tried again, with what it is about. */
export type WhyNot =
  /** A scorecard has no criteria that count by degree: of it, gates alone can be tried. */
  | { kind: 'scorecard' }
  /** The series are missing: there is no result whose sureness could be asked. */
  | { kind: 'cannot judge'; missing: string[] }
  /** The group’s rule is no mean of its parts, or its weights are found anew in the data: runs of it are not offered. */
  | { kind: 'rule'; group: string }

/** What stands in the way of trying a result again, or null. */
export function whyNot(methodology: Methodology, inputs: Inputs): WhyNot | null {
  if (!methodology.criteria) return { kind: 'scorecard' }
  const group = groupsOf(methodology.criteria).find(
    ({ aggregation, weights }) => !isMean(aggregation) || fromData(weights),
  )
  if (group) return { kind: 'rule', group: group.id }
  if (inputs.units.length === 0 || readLeaves(methodology.criteria, inputs.units, inputs).every(isEmpty))
    return { kind: 'cannot judge', missing: [...inputs.absentSeries].sort() }
  return null
}

/** What a document without `robustness:` doubts: the published errors where it draws them, and nothing else. */
export function doubtOf(methodology: Methodology): Robustness {
  if (methodology.robustness) return methodology.robustness
  const { doubt } = methodology
  return {
    replications: Math.min(doubt?.replicates ?? usualReplications, usualReplications),
    ...(doubt?.measurement ? { measurement: { reason: doubt.reason } } : {}),
  }
}
const usualReplications = 2000

/**
 * The model of a methodology on its inputs.
 *
 * @throws RangeError where `whyNot` gives a reason
 */
export function modelOf(methodology: Methodology, inputs: Inputs, options: ModelOptions): RobustnessModel {
  const reason = whyNot(methodology, inputs)
  if (reason !== null) throw new RangeError(`this cannot be tried again: ${reason.kind}`)
  const criteria = methodology.criteria!
  const doubt = doubtOf(methodology)
  const columns = readLeaves(criteria, inputs.units, inputs)
  const readers = firstReaders(columns)
  const leaves = leavesIn(columns, readers, inputs, doubt)
  return {
    units: inputs.units,
    leaves,
    tree: nodeOf(criteria, 1),
    gates: methodology.gates.map((gate) => gateOf(gate, inputs, readers)),
    shortlist: options.shortlistSize,
    doubt: {
      measurement: doubt.measurement !== undefined,
      imputation: doubt.imputation !== undefined,
      weights: weightsOf(doubt.weights),
      alternatives: (doubt.alternatives ?? []).map((alternative) => alternativeOf(alternative, criteria)),
    },
  }
}

/* ── leaves ───────────────────────────────────────────────────────────────── */

function leavesIn(
  columns: LeafColumn[],
  readers: ReadonlyMap<string, string>,
  inputs: Inputs,
  doubt: Robustness,
): Leaf[] {
  return columns.map(({ criterion, raw, standardErrors }) => ({
    id: criterion.id,
    raw,
    standardErrors,
    value: leafValue(criterion.value!),
    ...errorsOf(criterion, readers, doubt),
    // A list names what was found: who is on it says nothing of who is not.
    ...(doubt.imputation && raw.includes(null) && !('count' in criterion.read!)
      ? { imputations: donorsOf(raw, inputs.units, doubt.imputation.from) }
      : {}),
  }))
}

/**
 * For every series that is read as figures the criterion that has most of its errors. Others that read it, and gates, are wrong
 * together with that one; they differ in how old a figure may be, so that theirs are among its own.
 */
function firstReaders(columns: readonly LeafColumn[]): ReadonlyMap<string, string> {
  const readers = new Map<string, { id: string; errors: number }>()
  for (const { criterion, standardErrors } of columns) {
    const series = figuresOf(criterion)
    if (series === null) continue
    const errors = standardErrors.filter((error) => error !== null).length
    const known = readers.get(series)
    if (!known || errors > known.errors) readers.set(series, { id: criterion.id, errors })
  }
  return new Map([...readers].map(([series, { id }]) => [series, id]))
}

/** How the errors of a criterion hang together with those of others, as the document states it. */
function errorsOf(
  criterion: Criterion,
  readers: ReadonlyMap<string, string>,
  doubt: Robustness,
): Pick<Leaf, 'sameErrorAs' | 'errors'> {
  const series = figuresOf(criterion)
  if (series === null) return {}
  const first = readers.get(series)!
  if (first !== criterion.id) return { sameErrorAs: first }
  const sources = doubt.measurement?.sameSource ?? []
  const at = sources.findIndex((source) => source.series.includes(series))
  if (at < 0) return {}
  const { acrossUnits = 0, acrossSeries = 0 } = sources[at]!
  return { errors: { group: `source ${at + 1}`, acrossUnits, acrossLeaves: acrossSeries } }
}

/** Known values of others that could stand where one is missing; none is offered where nobody alike is known. */
function donorsOf(
  raw: readonly (number | null)[],
  units: readonly string[],
  from: NonNullable<Robustness['imputation']>['from'],
): (number[] | null)[] {
  const regionOf = (unit: string) => (from === 'everybody' ? '' : (region(unit)?.subregion ?? ''))
  const byRegion = new Map<string, number[]>()
  raw.forEach((value, i) => {
    if (value === null) return
    const place = regionOf(units[i]!)
    byRegion.set(place, [...(byRegion.get(place) ?? []), value])
  })
  return raw.map((value, i) => (value === null ? (byRegion.get(regionOf(units[i]!)) ?? null) : null))
}

function leafValue(rule: ValueRule): LeafValue {
  // Codes were read as their values already.
  if ('codes' in rule) return { kind: 'given' }
  if ('relative' in rule) return { kind: rule.relative, direction: rule.better === 'low' ? -1 : 1 }
  if ('goalposts' in rule) {
    const [worst, best] = rule.goalposts as [number, number]
    return {
      kind: 'function',
      function: { kind: 'goalposts', low: Math.min(worst, best), high: Math.max(worst, best) },
      direction: worst < best ? 1 : -1,
    }
  }
  if ('trapezoid' in rule)
    return {
      kind: 'function',
      function: { kind: 'trapezoid', points: rule.trapezoid as [number, number, number, number] },
    }
  if ('threshold' in rule)
    return {
      kind: 'function',
      function: { kind: 'threshold', at: rule.threshold, orEqual: true },
      direction: rule.better === 'below' ? -1 : 1,
    }
  return { kind: 'function', function: { kind: 'points', points: rule.points as [number, number][] } }
}

/* ── tree ─────────────────────────────────────────────────────────────────── */

function nodeOf(criterion: Criterion, weight: number): Node {
  if (!criterion.children) return { id: criterion.id, weight }
  const shares = sharesOf(criterion)
  return {
    id: criterion.id,
    weight,
    aggregation: meanOf(criterion.aggregation ?? 'arithmetic'),
    missing: criterion.missing ?? 'renormalise',
    children: criterion.children.map((child, i) => nodeOf(child, shares[i]!)),
  }
}

function meanOf(rule: AggregationRule): Mean {
  if (!isMean(rule) || rule === undefined) throw new RangeError('only means are tried again')
  return rule
}

function groupsOf(criterion: Criterion): Criterion[] {
  return criterion.children ? [criterion, ...criterion.children.flatMap(groupsOf)] : []
}

function isEmpty({ raw }: { raw: (number | null)[] }): boolean {
  return raw.every((value) => value === null)
}

/* ── gates ────────────────────────────────────────────────────────────────── */

function gateOf(gate: Gate, inputs: Inputs, readers: ReadonlyMap<string, string>): ModelGate {
  const bounded = 'series' in gate && gate.oneOf === undefined
  // The criterion that reads the very estimate a gate asks of: the two are then wrong together.
  const shared = bounded ? readers.get(gate.series) : undefined
  return {
    id: gate.id,
    ...(bounded && gate.atLeast !== undefined ? { atLeast: gate.atLeast } : {}),
    ...(bounded && gate.atMost !== undefined ? { atMost: gate.atMost } : {}),
    ...(shared === undefined ? {} : { sameErrorAs: shared }),
    units: inputs.units.map((unit) => {
      const { outcome } = judgeGate(gate, unit, inputs)
      if (!bounded || outcome === 'unknown') return outcome
      const cell = inputs.newest[gate.series]?.[unit]
      if (cell == null || cell.value === null || isTooOld(cell, gate.maxAgeYears, inputs.asOf)) return outcome
      return { value: cell.value, standardError: cell.standardError }
    }),
  }
}

export type GateCount = {
  gate: string
  passed: number
  failed: number
  unknown: number
  /** Passed or failed, with a chance of the other between 5 and 95 % by the published error. */
  open: number
}

/** How each gate came out, and how often it could as well have come out otherwise; also without criteria. */
export function gateCounts(methodology: Methodology, inputs: Inputs): GateCount[] {
  return methodology.gates.map((gate) => {
    const standings = gateOf(gate, inputs, new Map()).units
    const outcomes = inputs.units.map((unit) => judgeGate(gate, unit, inputs).outcome)
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
    const open = standings.filter((standing) => {
      if (typeof standing === 'string' || standing.standardError === null || standing.standardError <= 0)
        return false
      const { atLeast, atMost } = gate as { atLeast?: number; atMost?: number }
      const below = (bound: number) => normalCdf((bound - standing.value) / standing.standardError!)
      const chance = (atMost === undefined ? 1 : below(atMost)) - (atLeast === undefined ? 0 : below(atLeast))
      return chance >= 0.05 && chance <= 0.95
    }).length
    return {
      gate: gate.id,
      passed: count('passed'),
      failed: count('failed'),
      unknown: count('unknown'),
      open,
    }
  })
}

/* ── doubt ────────────────────────────────────────────────────────────────── */

function weightsOf(weights: Robustness['weights']): WeightDoubt {
  if (weights === undefined) return { kind: 'fixed' }
  if ('concentration' in weights) return { kind: 'dirichlet', concentration: weights.concentration }
  if ('order' in weights) return { kind: 'order', orders: weights.order }
  return {
    kind: 'bounds',
    bounds: Object.fromEntries(
      Object.entries(weights.bounds).map(([id, [low, high]]) => [id, [low! / 100, high! / 100] as const]),
    ),
  }
}

function alternativeOf(
  { id, choices }: NonNullable<Robustness['alternatives']>[number],
  criteria: Criterion,
): Alternative {
  const own = new Map(leavesOf(criteria).map((leaf) => [leaf.id, leaf.value!]))
  return {
    id,
    choices: choices.map(({ id: choice, aggregation, value, missing }) => ({
      id: choice,
      ...(aggregation
        ? {
            aggregation: Object.fromEntries(
              Object.entries(aggregation).map(([group, rule]) => [group, meanOf(rule)]),
            ),
          }
        : {}),
      ...(missing ? { missing } : {}),
      ...(value
        ? {
            value: Object.fromEntries(
              Object.entries(value).map(([leaf, rule]) => [leaf, otherValue(own.get(leaf)!, rule)]),
            ),
          }
        : {}),
    })),
  }
}

/** Another value function of a leaf. Codes are read as their values, so other values for them are a way from these to those. */
function otherValue(own: ValueRule, other: ValueRule): LeafValue {
  if (!('codes' in own) || !('codes' in other)) return leafValue(other)
  const points = new Map(Object.entries(own.codes).map(([code, value]) => [value, other.codes[code]!]))
  const rising = [...points].sort(([a], [b]) => a - b)
  // One code alone is a point, not a line; it is drawn flat.
  if (rising.length === 1) rising.push([rising[0]![0] + 1, rising[0]![1]])
  return { kind: 'function', function: { kind: 'points', points: rising } }
}
