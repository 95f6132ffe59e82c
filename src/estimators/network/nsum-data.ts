import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'

/** What respondents answered to "how many people do you know who are …", as it stands in the file. */
export type NsumAnswers = {
  /** Headings of the columns, one for each group asked about. */
  groups: readonly string[]
  /** One row for each respondent; null or empty: not answered. */
  rows: readonly (readonly (number | string | null)[])[]
  /** Survey weights, one for each row. */
  weights?: readonly (number | string | null)[]
  /** Primary sampling units: what was drawn first, such as villages; one for each row. */
  clusters?: readonly string[]
  /** Strata within which they were drawn; one for each row. */
  strata?: readonly string[]
}

/** A group whose size is known from elsewhere, in persons. */
export type KnownGroup = { group: string; size: number }

export type NsumQuestion = {
  hidden: string
  known: readonly KnownGroup[]
  /** Size of the population that respondents' acquaintances live in, in persons. */
  population: number
  /** Answers above this are cut to it, against typing errors and boasting. Not cut by default. */
  cutAt?: number
}

/** Answers read and checked: those who answered every question used, and have a weight. */
export type NsumSurvey = {
  respondents: number
  hidden: string
  known: readonly KnownGroup[]
  population: number
  /** People known in the hidden group, by respondent. */
  reported: Float64Array
  /** People known in the k-th known group, by respondent. */
  knownIn: Float64Array[]
  weight: Float64Array
  weighted: boolean
  /** The sampling units of each stratum, each with its respondents. */
  strata: Int32Array[][]
  clustered: boolean
  findings: Finding[]
}

/**
 * Reads the answers needed for one hidden group.
 *
 * @throws WrongData when a column, a size, a stratum or a unit is missing, the hidden group is known, a group is given twice, an answer is not a whole number from 0, a size is not
 *   above 0 or not below the population
 */
export function readNsum(
  answers: NsumAnswers,
  { hidden, known, population, cutAt }: NsumQuestion,
): NsumSurvey {
  checkSizes(known, population)
  if (known.some(({ group }) => group === hidden)) wrong({ code: 'hidden-group-known', group: hidden })
  const columns = [hidden, ...known.map(({ group }) => group)].map((group) => {
    const at = answers.groups.indexOf(group)
    return at >= 0 ? at : wrong({ code: 'group-answers-missing', group })
  })
  const { rows } = answers
  const counts = columns.map((column) =>
    rows.map((row, i) => countOf(row[column], i, answers.groups[column]!)),
  )
  const weights = answers.weights?.map(weightOf) ?? rows.map(() => 1)
  const answered = rows.map((_, i) => i).filter((i) => counts.every((column) => column[i] != null))
  const kept = answered.filter((i) => weights[i] != null && weights[i]! > 0)
  const left = (why: 'answer-missing' | 'weight-missing', count: number): Finding[] =>
    count > 0 ? [{ code: 'rows-left-out', why, count, of: rows.length }] : []

  const cut = cutAt ?? Infinity
  const [reported = new Float64Array(), ...knownIn] = counts.map((column) =>
    Float64Array.from(kept, (i) => Math.min(column[i]!, cut)),
  )
  const above = counts.reduce((sum, column) => sum + kept.filter((i) => column[i]! > cut).length, 0)
  return {
    respondents: kept.length,
    hidden,
    known,
    population,
    reported,
    knownIn,
    weight: Float64Array.from(kept, (i) => weights[i]!),
    weighted: answers.weights !== undefined,
    strata: unitsOf(answers, kept),
    clustered: answers.clusters !== undefined,
    findings: [
      ...left('answer-missing', rows.length - answered.length),
      ...left('weight-missing', answered.length - kept.length),
      ...(above > 0
        ? [{ code: 'answers-cut' as const, at: cut, count: above, of: kept.length * columns.length }]
        : []),
    ],
  }
}

/**
 * How many people each respondent knows, by the scale-up estimate: the share he or she knows of the known
 * groups, times the population (Killworth et al. 1998, Evaluation Review 22:289-308).
 *
 * @param without - a known group to leave out, by its place
 */
export function degreesOf({ known, knownIn, population }: NsumSurvey, without = -1): Float64Array {
  let size = 0
  known.forEach((group, k) => {
    if (k !== without) size += group.size
  })
  const degrees = new Float64Array(knownIn[0]?.length ?? 0)
  knownIn.forEach((counts, k) => {
    if (k !== without) for (let i = 0; i < degrees.length; i++) degrees[i]! += counts[i]!
  })
  return degrees.map((count) => (count * population) / size)
}

function checkSizes(known: readonly KnownGroup[], population: number): void {
  if (!(population > 0 && Number.isFinite(population)))
    wrong({ code: 'size-not-positive', what: 'population', value: population })
  const met = new Set<string>()
  for (const { group, size } of known) {
    if (met.has(group)) wrong({ code: 'group-twice', group })
    met.add(group)
    if (!(size > 0 && Number.isFinite(size))) wrong({ code: 'size-not-positive', what: group, value: size })
    if (size >= population) wrong({ code: 'group-above-population', group, size, population })
  }
}

function countOf(value: number | string | null | undefined, row: number, column: string): number | null {
  const text = value === null || value === undefined ? '' : String(value).trim()
  if (text === '' || /^(na|nan|null|\.)$/i.test(text)) return null
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0) return count
  return wrong({ code: 'not-a-count', row: row + 1, column, text })
}

function weightOf(value: number | string | null, row: number): number | null {
  const text = value === null ? '' : String(value).trim()
  if (text === '' || /^(na|nan|null|\.)$/i.test(text)) return null
  const weight = Number(text)
  if (Number.isFinite(weight) && weight >= 0) return weight
  return wrong({ code: 'not-a-number-from', row: row + 1, column: 'weight', text, least: 0 })
}

/** Respondents by sampling unit by stratum; each respondent is a unit where no units were given. */
function unitsOf({ clusters, strata }: NsumAnswers, kept: readonly number[]): Int32Array[][] {
  const tree = new Map<string, Map<string, number[]>>()
  kept.forEach((row, i) => {
    const stratum = strata === undefined ? '' : named(strata[row], 'strata', row)
    const unit = clusters === undefined ? String(row) : named(clusters[row], 'clusters', row)
    const units = tree.get(stratum) ?? new Map<string, number[]>()
    tree.set(stratum, units)
    const members = units.get(unit)
    if (members === undefined) units.set(unit, [i])
    else members.push(i)
  })
  return [...tree.values()].map((units) => [...units.values()].map((members) => Int32Array.from(members)))
}

function named(name: string | undefined, column: 'strata' | 'clusters', row: number): string {
  return name?.trim() || wrong({ code: 'missing-design', column, row: row + 1 })
}

function wrong(finding: Finding): never {
  throw new WrongData(finding)
}
