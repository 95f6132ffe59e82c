import { electrePlaces } from '../estimators/mcda/electre.ts'
import type { McdaFinding } from '../estimators/mcda/findings.ts'
import { flowsOf, type Preference } from '../estimators/mcda/promethee.ts'
import { closenessOf, topsis } from '../estimators/mcda/topsis.ts'
import type { RelativeAggregation } from './schema.ts'

/*
 * Rules that compare all units with each other, so that they stand at the top alone. Compared are all units of the run
 * that have every part, whether they pass the gates or not: a gate then takes a unit off the list without moving the
 * others, and one that is confirmed later finds its place waiting.
 */

/**
 * Value of every unit, 0 to 1: closeness to the ideal (TOPSIS), half of one and the net flow (PROMETHEE II), or the place
 * between last (0) and first (1) (ELECTRE II). NaN for a unit that lacks a part with weight, and for all where fewer than
 * two can be compared or nothing tells them apart.
 *
 * @param columns one list per part, one desirability per unit, NaN for “not known”
 */
export function relativeValues(
  columns: readonly ArrayLike<number>[],
  weights: readonly number[],
  rule: RelativeAggregation,
  findings?: McdaFinding[],
): { values: number[]; compared: number[] } {
  const size = columns[0]?.length ?? 0
  const compared: number[] = []
  for (let i = 0; i < size; i++)
    if (columns.every((column, j) => weights[j] === 0 || !Number.isNaN(column[i] as number))) compared.push(i)
  const values = new Array<number>(size).fill(Number.NaN)
  if (compared.length < 2 || weights.every((weight) => weight === 0)) return { values, compared }
  const ready = columns.map((column, j) =>
    Float64Array.from(compared, (i) => (weights[j] === 0 ? 0 : (column[i] as number))),
  )
  const found = valuesOf(ready, Float64Array.from(weights), rule, compared, findings)
  compared.forEach((i, at) => {
    values[i] = found[at]!
  })
  return { values, compared }
}

function valuesOf(
  columns: Float64Array[],
  shares: Float64Array,
  rule: RelativeAggregation,
  compared: number[],
  findings?: McdaFinding[],
): number[] {
  if ('topsis' in rule) {
    findings?.push(
      ...topsis(
        { columns: columns.map((column) => [...column]), weights: [...shares] },
        { scale: rule.topsis },
      ).findings.flatMap((finding): McdaFinding[] =>
        finding.code === 'normalisations-disagree'
          ? [{ ...finding, vector: placed(finding.vector), minMax: placed(finding.minMax) }]
          : [],
      ),
    )
    return closenessOf(columns, shares, rule.topsis)
  }
  if ('promethee' in rule) {
    const preference = preferenceOf(rule.promethee)
    const { leaving, entering } = flowsOf(
      columns,
      shares,
      columns.map(() => preference),
    )
    const differ = leaving.some((flow) => flow > 0)
    return Array.from(leaving, (flow, i) => (differ ? (flow - entering[i]! + 1) / 2 : Number.NaN))
  }
  const [c1, c2, c3] = rule.electre.concordance as [number, number, number]
  const [d1, d2] = rule.electre.discordance as [number, number]
  const { direct, inverse, graph } = electrePlaces(columns, shares, {
    concordance: [c1, c2, c3],
    discordance: [d1, d2],
  })
  findings?.push(
    ...graph.members
      .filter((block) => block.length > 1)
      .map((block): McdaFinding => ({ code: 'cycle', units: placed(block) })),
  )
  const places = direct.map((place, i) => place + inverse[i]!)
  const last = places.reduce((a, b) => Math.max(a, b))
  const first = places.reduce((a, b) => Math.min(a, b))
  return places.map((place) => (last === first ? Number.NaN : (last - place) / (last - first)))

  function placed(at: readonly number[]): number[] {
    return at.map((i) => compared[i]!)
  }
}

/** A shape with its thresholds; what the shape does not use is not looked at, what it needs the reader has checked. */
export function preferenceOf(rule: {
  shape: Preference['shape']
  indifference?: number
  preference?: number
  spread?: number
}): Preference {
  const { shape, indifference = Number.NaN, preference = Number.NaN, spread = Number.NaN } = rule
  switch (shape) {
    case 'usual':
      return { shape }
    case 'u':
      return { shape, indifference }
    case 'v':
      return { shape, preference }
    case 'gaussian':
      return { shape, spread }
    default:
      return { shape, indifference, preference }
  }
}
