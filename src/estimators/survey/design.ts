import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'

/** What names a stratum or a cluster in the file. */
export type Key = string | number

/**
 * What to do with a stratum in which one cluster was drawn, though it has more. Its variance cannot be
 * known from the sample; each choice is a guess, and is named beside the figure.
 * - `refuse`: no figure. The rest is for people who know how the sample was drawn.
 * - `centre`: its distance from the mean of all clusters stands for the spread within it; usually too wide.
 * - `certainty`: it was taken for sure and adds no variance; too narrow unless that is so.
 * - `collapse`: it is joined with the next stratum in order of name, as is done when strata are made in pairs.
 */
export type LonelyClusters = 'refuse' | 'centre' | 'certainty' | 'collapse'

/** Columns of a survey file that say how people came into the sample; one entry per respondent. */
export type DesignColumns = {
  /** How many people of the population each respondent stands for. Left out: everybody stands for one. */
  weight?: readonly (number | null)[]
  strata?: readonly (Key | null)[]
  /** Primary sampling units: villages, districts. Left out: each respondent was drawn alone. */
  clusters?: readonly (Key | null)[]
  /** Clusters in the whole stratum (above 1), or the share of them that was drawn (all at most 1). */
  fpc?: readonly (number | null)[]
  /** Units drawn within clusters, with the number of them in the cluster or the share drawn. */
  second?: {
    units: readonly (Key | null)[]
    fpc: readonly (number | null)[]
    strata?: readonly (Key | null)[]
  }
}

/** One stage of drawing: which unit each respondent belongs to, and how each stratum was drawn. */
type Stage = {
  /** Index of the unit of each row; -1 where the row is left out. */
  unit: Int32Array
  /** Index of the stratum of each unit. */
  stratum: Int32Array
  strata: { name: string; units: number; fraction: number; lonely: boolean }[]
}

/** How the sample was drawn, checked once and used by every estimate from it. */
export type SurveyDesign = {
  rows: number
  /** 0 where the row has no weight and is left out. */
  weight: Float64Array
  first: Stage
  second: Stage | null
  onLonely: LonelyClusters
  /** Whether respondents were drawn in clusters, not one by one. */
  clustered: boolean
  missingWeights: number
  warnings: Finding[]
}

/**
 * Checks the columns and says how the sample was drawn.
 *
 * @param rows - how many respondents the file has
 * @param missingWeights - `refuse` (a missing weight is most often a mistake in the file) or `leave-out`,
 *   which counts them in a warning
 * @throws WrongData where a weight, a stratum, a cluster or a size of the population cannot be what it is said to be
 */
export function surveyDesign(
  columns: DesignColumns,
  rows: number,
  {
    onLonely = 'refuse',
    missingWeights = 'refuse',
  }: { onLonely?: LonelyClusters; missingWeights?: 'refuse' | 'leave-out' } = {},
): SurveyDesign {
  if (rows === 0) throw new WrongData({ code: 'too-few', what: 'cases', is: 0, least: 1 })
  const warnings: Finding[] = []
  const weight = weights(columns.weight, rows)
  const without = placesOf(weight, (w) => Number.isNaN(w))
  if (without.length > 0) {
    const finding: Finding = { code: 'missing-weights', count: without.length, rows: without.slice(0, 5) }
    if (missingWeights === 'refuse' || without.length === rows) throw new WrongData(finding)
    warnings.push(finding)
    for (const place of without) weight[place - 1] = 0
  }

  const used = (row: number) => columns.weight?.[row] !== null
  const clustered = columns.clusters !== undefined
  const first = readStage(
    { units: columns.clusters, strata: columns.strata, fpc: columns.fpc, within: null, above: null },
    rows,
    used,
    warnings,
  )
  const second = columns.second
    ? readStage(
        {
          units: columns.second.units,
          strata: columns.second.strata,
          fpc: columns.second.fpc,
          within: first.unit,
          above: columns.clusters ?? null,
        },
        rows,
        used,
        [],
      )
    : null
  const lonely = lonelyStrata({ first, second })
  if (lonely.length > 0 && onLonely !== 'refuse')
    warnings.push({ code: 'lonely-clusters-settled', strata: lonely, how: onLonely })
  if (onLonely === 'collapse' && lonely.length > 0) collapse(first)
  if (!clustered && !second) warnings.push(...weightsAgainstPopulation(weight, first, columns.fpc))
  const { length: missing } = without
  return { rows, weight, first, second, onLonely, clustered, missingWeights: missing, warnings }
}

/** Strata with one cluster drawn of several, when nobody said what to do about them: then no variance exists. */
export function refusalOf(design: SurveyDesign): Finding | null {
  if (design.onLonely !== 'refuse') return null
  const strata = lonelyStrata(design)
  return strata.length > 0
    ? { code: 'one-cluster-in-stratum', strata, choices: ['centre', 'certainty', 'collapse'] }
    : null
}

function lonelyStrata({ first, second }: Pick<SurveyDesign, 'first' | 'second'>): string[] {
  return [...first.strata, ...(second?.strata ?? [])].filter(({ lonely }) => lonely).map(({ name }) => name)
}

/**
 * Covariance of two totals of scores under the design: within each stratum the spread of the totals of its
 * clusters, less the share of clusters drawn; then, where units were drawn within clusters, theirs, by the share
 * of clusters drawn. A variance where both are the same.
 *
 * Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, ch. 4; Wolter (2007), ch. 6. Clusters drawn
 * with unequal chances are taken as drawn with replacement unless `fpc` says otherwise.
 */
export function covariance(design: SurveyDesign, a: Float64Array, b: Float64Array): number {
  const totalsA = totalsOfUnits(design.first, a)
  let sum = spreadOfTotals(design, totalsA, a === b ? totalsA : totalsOfUnits(design.first, b))
  if (design.second) sum += secondStage(design, design.second, a, b)
  return sum
}

export function variance(design: SurveyDesign, scores: Float64Array): number {
  return covariance(design, scores, scores)
}

/**
 * Clusters less strata, of those in which somebody who counts was met. `counts` of a part of the population
 * is its own rows.
 */
export function clustersAndStrata(
  { first, weight }: SurveyDesign,
  counts: (row: number) => boolean,
): { clusters: number; strata: number; degreesOfFreedom: number } {
  const clusters = new Set<number>()
  const strata = new Set<number>()
  weight.forEach((w, row) => {
    if (!(w > 0 && counts(row))) return
    const unit = first.unit[row] as number
    clusters.add(unit)
    strata.add(first.stratum[unit] as number)
  })
  return { clusters: clusters.size, strata: strata.size, degreesOfFreedom: clusters.size - strata.size }
}

/** Totals of the scores of each cluster, in the order of the design. */
export function totalsOfUnits(stage: Stage, scores: Float64Array): Float64Array {
  const totals = new Float64Array(stage.stratum.length)
  stage.unit.forEach((unit, row) => {
    if (unit >= 0) totals[unit] = (totals[unit] as number) + (scores[row] as number)
  })
  return totals
}

/** Factor of a stratum's sum of squares: what was not drawn, and one degree of freedom lost to its mean. */
export function factorOf({ units, fraction }: { units: number; fraction: number }): number {
  return (1 - fraction) * (units > 1 ? units / (units - 1) : 1)
}

/** The first stage of `covariance`, from totals of each cluster; a variance where both are the same. */
export function spreadOfTotals(
  { first: stage, onLonely }: Pick<SurveyDesign, 'first' | 'onLonely'>,
  totalsA: Float64Array,
  totalsB: Float64Array,
): number {
  const meansA = meansOfStrata(stage, totalsA)
  const meansB = totalsA === totalsB ? meansA : meansOfStrata(stage, totalsB)
  const overall = (totals: Float64Array) => totals.reduce((sum, x) => sum + x, 0) / totals.length
  const [overallA, overallB] = [overall(totalsA), overall(totalsB)]
  let sum = 0
  stage.stratum.forEach((h, unit) => {
    const stratum = stage.strata[h] as Stage['strata'][number]
    if (stratum.fraction === 1) return
    const centred = onLonely === 'centre' && stratum.units === 1
    const da = (totalsA[unit] as number) - (centred ? overallA : (meansA[h] as number))
    const db = (totalsB[unit] as number) - (centred ? overallB : (meansB[h] as number))
    sum += factorOf(stratum) * da * db
  })
  return sum
}

function secondStage(design: SurveyDesign, second: Stage, a: Float64Array, b: Float64Array): number {
  // Strata of the second stage lie within clusters; each is weighed by the share of clusters drawn in its stratum.
  const shareDrawn = new Float64Array(second.strata.length)
  second.unit.forEach((unit, row) => {
    if (unit < 0) return
    const cluster = design.first.unit[row] as number
    const stratum = design.first.strata[design.first.stratum[cluster] as number]
    shareDrawn[second.stratum[unit] as number] = stratum?.fraction ?? 0
  })
  const totalsA = totalsOfUnits(second, a)
  const totalsB = totalsOfUnits(second, b)
  const meansA = meansOfStrata(second, totalsA)
  const meansB = meansOfStrata(second, totalsB)
  let sum = 0
  second.stratum.forEach((h, unit) => {
    const stratum = second.strata[h] as Stage['strata'][number]
    if (stratum.fraction === 1 || stratum.units === 1) return
    const da = (totalsA[unit] as number) - (meansA[h] as number)
    const db = (totalsB[unit] as number) - (meansB[h] as number)
    sum += (shareDrawn[h] as number) * factorOf(stratum) * da * db
  })
  return sum
}

function meansOfStrata(stage: Stage, totals: Float64Array): Float64Array {
  const means = new Float64Array(stage.strata.length)
  stage.stratum.forEach((h, unit) => {
    means[h] = (means[h] as number) + (totals[unit] as number) / (stage.strata[h]?.units ?? 1)
  })
  return means
}

function weights(column: DesignColumns['weight'], rows: number): Float64Array {
  if (!column) return new Float64Array(rows).fill(1)
  sameLength(column, rows, 'weight')
  return Float64Array.from(column, (w, row) => {
    if (w === null) return Number.NaN
    if (!(w > 0 && Number.isFinite(w))) throw new WrongData({ code: 'not-a-weight', row: row + 1, value: w })
    return w
  })
}

function readStage(
  columns: {
    units: readonly (Key | null)[] | undefined
    strata: readonly (Key | null)[] | undefined
    fpc: readonly (number | null)[] | undefined
    /** Unit of the stage above, which divides this one. */
    within: Int32Array | null
    /** What that unit is called in the file. */
    above: readonly (Key | null)[] | null
  },
  rows: number,
  used: (row: number) => boolean,
  warnings: Finding[],
): Stage {
  const column = (name: 'clusters' | 'strata' | 'fpc', values: readonly (Key | null)[] | undefined) => {
    if (values) sameLength(values, rows, name)
    return (row: number): Key | null => {
      if (!values) return null
      const value = values[row] ?? null
      if (value === null || value === '')
        throw new WrongData({ code: 'missing-design', column: name, row: row + 1 })
      return value
    }
  }
  const unitOf = column('clusters', columns.units)
  const stratumOf = column('strata', columns.strata)
  const sizeOf = column('fpc', columns.fpc)
  const sharesGiven = columns.fpc?.every((size) => size === null || size <= 1) ?? false

  const strata = new Map<string, { index: number; name: string; size: number | null; units: number }>()
  const units = new Map<string, number>()
  const stratumOfUnit: number[] = []
  const strataOfCluster = new Map<Key, Set<string>>()
  const unit = new Int32Array(rows).fill(-1)
  for (let row = 0; row < rows; row++) {
    if (!used(row)) continue
    const name = columns.strata ? String(stratumOf(row)) : ''
    const above = columns.within ? `${columns.within[row]}/` : ''
    const size = columns.fpc ? Number(sizeOf(row)) : null
    let stratum = strata.get(above + name)
    if (!stratum) {
      if (size !== null && !(size > 0 && Number.isFinite(size)))
        throw new WrongData({ code: 'not-a-size', column: 'fpc', row: row + 1, value: size })
      const called = [columns.above ? String(columns.above[row]) : '', name].filter(Boolean).join(' / ')
      stratum = { index: strata.size, name: called, size, units: 0 }
      strata.set(above + name, stratum)
    }
    if (stratum.size !== size && !columns.strata && !columns.within)
      throw new WrongData({ code: 'size-varies-without-strata', row: row + 1 })
    if (stratum.size !== size)
      throw new WrongData({ code: 'sampling-fraction-varies', stratum: stratum.name, row: row + 1 })
    // Without a column of clusters everybody is one. Clusters numbered anew in each stratum are told apart.
    const cluster = columns.units ? (unitOf(row) as Key) : row
    const key = JSON.stringify([above, name, columns.units ? String(cluster) : cluster])
    let index = units.get(key)
    if (index === undefined) {
      index = stratumOfUnit.length
      units.set(key, index)
      stratumOfUnit.push(stratum.index)
      stratum.units += 1
      if (columns.units && !columns.within)
        strataOfCluster.set(cluster, (strataOfCluster.get(cluster) ?? new Set()).add(name))
    }
    unit[row] = index
  }
  const repeated = [...strataOfCluster].filter(([, names]) => names.size > 1).map(([key]) => String(key))
  if (repeated.length > 0)
    warnings.push({
      code: 'cluster-in-several-strata',
      count: repeated.length,
      clusters: repeated.slice(0, 5),
    })
  return {
    unit,
    stratum: Int32Array.from(stratumOfUnit),
    strata: [...strata.values()].map(({ name, size, units: drawn }) => {
      const fraction = size === null ? 0 : sharesGiven ? size : drawn / size
      if (fraction > 1 + 1e-9)
        throw new WrongData({
          code: 'stratum-below-sample',
          stratum: name,
          population: size ?? 0,
          sampled: drawn,
        })
      // A share within rounding of all is all: weights and sizes in files are rounded.
      const whole = fraction > 1 - 1e-9
      return { name, units: drawn, fraction: whole ? 1 : fraction, lonely: drawn === 1 && !whole }
    }),
  }
}

/** Joins each lonely stratum with the next by name (the last with the one before it). */
function collapse(stage: Stage): void {
  const order = stage.strata
    .map((stratum, index) => ({ ...stratum, index }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const groups: (typeof order)[] = []
  let open: typeof order = []
  for (const stratum of order) {
    open.push(stratum)
    const alone = open.length === 1 && stratum.lonely
    if (!alone) {
      groups.push(open)
      open = []
    }
  }
  if (open.length > 0) groups.length > 0 ? groups[groups.length - 1]?.push(...open) : groups.push(open)
  const target = new Int32Array(stage.strata.length)
  const joined = groups.map((group, index) => {
    for (const stratum of group) target[stratum.index] = index
    const units = group.reduce((sum, stratum) => sum + stratum.units, 0)
    const population = group.reduce((sum, { units: drawn, fraction }) => sum + drawn / fraction, 0)
    const fraction = units / population
    return { name: group.map(({ name }) => name).join(' + '), units, fraction, lonely: units === 1 }
  })
  stage.stratum.forEach((h, unit) => {
    stage.stratum[unit] = target[h] as number
  })
  stage.strata = joined
}

/**
 * Where people were drawn one by one from strata of known size, their weights add up to that size. If they do
 * not, one of the two is wrong, and the correction for the share drawn with it.
 */
function weightsAgainstPopulation(weight: Float64Array, first: Stage, fpc: DesignColumns['fpc']): Finding[] {
  if (!fpc || fpc.every((size) => size === null || size <= 1)) return []
  const sums = new Float64Array(first.strata.length)
  first.unit.forEach((unit, row) => {
    if (unit >= 0) {
      const h = first.stratum[unit] as number
      sums[h] = (sums[h] as number) + (weight[row] as number)
    }
  })
  return first.strata.flatMap(({ name, units, fraction }, h) => {
    const population = units / fraction
    const sumOfWeights = sums[h] as number
    return Math.abs(sumOfWeights / population - 1) > 0.05
      ? [{ code: 'weights-against-population' as const, stratum: name, sumOfWeights, population }]
      : []
  })
}

function sameLength(column: readonly unknown[], rows: number, name: string): void {
  if (column.length !== rows)
    throw new RangeError(`the column ${name} has ${column.length} entries for ${rows} respondents`)
}

function placesOf(values: Float64Array, is: (value: number) => boolean): number[] {
  const places: number[] = []
  values.forEach((value, row) => {
    if (is(value)) places.push(row + 1)
  })
  return places
}
