import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'

/** One row of a respondent-driven sample, as it stands in the file. */
export type Respondent = {
  id: string
  /** Number of the respondent whose coupon was brought; a mark such as `seed`, or nothing, for a seed. */
  recruiter: string | null
  /** How many members of the population the respondent knows; null or empty: not said. */
  degree: number | string | null
  /** The answer whose share is asked for; null or empty: not said. */
  outcome: number | string | null
}

export type TreeOptions = {
  /** What the recruiter column says for a seed, besides being empty; capitals do not matter. */
  seedMarks?: readonly string[]
  /** How many coupons each respondent was given, when it is known. */
  coupons?: number
  /** A respondent who says he or she knows nobody: left out of estimates (as given), or taken to know one. */
  degreeZero?: 'leave-out' | 'as-one'
  /**
   * Seeds were chosen, not recruited. They are counted as given; left out, they are still recruiters, and their
   * degrees and answers stay out of the estimates.
   */
  seeds?: 'counted' | 'left-out'
}

/**
 * Who recruited whom, read and checked. Respondents are numbered from 0 in the order of the file.
 * Those without a usable degree or answer stay in the tree, since others hang from them, and out of the
 * estimates.
 */
export type RecruitmentTree = {
  ids: string[]
  /** Number of the recruiter; -1 for a seed. */
  recruiter: Int32Array
  /** 0 for a seed, 1 for those it recruited, and so on. */
  wave: Int32Array
  /** The seed at the root of each respondent's tree. */
  root: Int32Array
  seeds: Int32Array
  /** Respondents by wave, and within a wave by the order of the file. */
  order: Int32Array
  /** Recruits of respondent i: `recruits` from `firstRecruit[i]` up to, not including, `firstRecruit[i + 1]`. */
  firstRecruit: Int32Array
  recruits: Int32Array
  /** 0 where it is not usable. */
  degree: Float64Array
  /** Place in `groups`; -1 where the answer is missing. */
  group: Int32Array
  /** The answers given, in order of number or alphabet. */
  groups: string[]
  /** 1 for those with both a degree and an answer, if they are not seeds to be left out. */
  counts: Uint8Array
  /** How many those are. */
  usable: number
  findings: Finding[]
}

const marksOfSeeds = ['seed', 'graine', 'semilla', 'semente', 'na', 'none', 'null', '-', '.']
/** More kinds of answers than this are a quantity or a free text, not groups that recruit one another. */
const mostGroups = 50
const marksOfMissing = new Set(['', 'na', 'nan', 'null', '.'])

/**
 * Reads who recruited whom and checks that it can have happened.
 *
 * @throws WrongData naming the row when a number is missing or given twice, a recruiter is unknown or the
 *   respondent himself or herself, recruiters form a circle, a degree is neither 0 nor a number from 1, or there are more
 *   than 50 different answers.
 */
export function readTree(rows: readonly Respondent[], options: TreeOptions = {}): RecruitmentTree {
  const ids = rows.map(({ id }, i) => id.trim() || wrong({ code: 'id-missing', row: i + 1 }))
  const place = new Map<string, number>()
  ids.forEach((id, i) => {
    const earlier = place.get(id)
    if (earlier !== undefined) wrong({ code: 'id-twice', row: i + 1, earlier: earlier + 1, id })
    place.set(id, i)
  })
  const recruiter = recruitersOf(rows, place, options)
  const { wave, root } = wavesOf(recruiter, ids)
  const order = Int32Array.from(rows, (_, i) => i).sort((a, b) => wave[a]! - wave[b]! || a - b)
  const { firstRecruit, recruits } = recruitsOf(recruiter, order)
  const seeds = order.filter((i) => recruiter[i] === -1)

  const degrees = rows.map(({ degree }, i) => degreeOf(degree, i))
  const zeros = degrees.filter((degree) => degree === 0).length
  const asOne = options.degreeZero === 'as-one'
  const degree = Float64Array.from(degrees, (value) => (value === 0 && asOne ? 1 : (value ?? 0)))
  const answers = rows.map(({ outcome }) => (outcome === null ? '' : String(outcome).trim()))
  const groups = inOrder(new Set(answers.filter((answer) => !isMissing(answer))))
  if (groups.length > mostGroups)
    wrong({ code: 'too-many', what: 'groups', is: groups.length, most: mostGroups })
  const group = Int32Array.from(answers, (answer) => groups.indexOf(answer))

  const tree = { ids, recruiter, wave, root, seeds, order, firstRecruit, recruits, degree, group, groups }
  const withSeeds = options.seeds !== 'left-out'
  const counts = Uint8Array.from(ids, (_, i) =>
    degree[i]! > 0 && group[i]! >= 0 && (withSeeds || recruiter[i] !== -1) ? 1 : 0,
  )
  const left = (why: 'degree-missing' | 'degree-zero' | 'outcome-missing', count: number): Finding[] =>
    count === 0 ? [] : [{ code: 'rows-left-out', why, count, of: rows.length }]
  return {
    ...tree,
    counts,
    usable: counts.reduce((sum, one) => sum + one, 0),
    findings: [
      ...left('degree-missing', degrees.filter((value) => value === null).length),
      ...(asOne ? [] : left('degree-zero', zeros)),
      ...left('outcome-missing', group.filter((value) => value === -1).length),
      ...doubts(tree, options.coupons),
    ],
  }
}

function recruitersOf(
  rows: readonly Respondent[],
  place: ReadonlyMap<string, number>,
  { seedMarks = [] }: TreeOptions,
): Int32Array {
  const marks = new Set([...marksOfSeeds, ...seedMarks.map((mark) => mark.toLowerCase())])
  return Int32Array.from(rows, ({ recruiter, id }, i) => {
    const named = (recruiter ?? '').trim()
    const at = place.get(named)
    if (at === i) return wrong({ code: 'self-recruitment', row: i + 1, id })
    if (at !== undefined) return at
    // 0 marks a seed in many files, and -1 in some, unless there is a respondent of that number.
    if (named === '' || named === '0' || named === '-1' || marks.has(named.toLowerCase())) return -1
    return wrong({ code: 'unknown-recruiter', row: i + 1, id, recruiter: named })
  })
}

/** Wave and seed of everybody, by walking up until somebody is met whose wave is known. */
function wavesOf(recruiter: Int32Array, ids: readonly string[]): { wave: Int32Array; root: Int32Array } {
  const wave = new Int32Array(recruiter.length).fill(-1)
  const root = new Int32Array(recruiter.length)
  for (let i = 0; i < recruiter.length; i++) {
    const path: number[] = []
    const onPath = new Set<number>()
    let at = i
    while (wave[at] === -1 && recruiter[at] !== -1) {
      if (onPath.has(at))
        wrong({
          code: 'recruitment-cycle',
          row: at + 1,
          ids: path.slice(path.indexOf(at)).map((j) => ids[j]!),
        })
      onPath.add(at)
      path.push(at)
      at = recruiter[at]!
    }
    if (recruiter[at] === -1) {
      wave[at] = 0
      root[at] = at
    }
    for (const below of path.reverse()) {
      wave[below] = wave[recruiter[below]!]! + 1
      root[below] = root[recruiter[below]!]!
    }
  }
  return { wave, root }
}

function recruitsOf(recruiter: Int32Array, order: Int32Array) {
  const firstRecruit = new Int32Array(recruiter.length + 1)
  for (const from of recruiter) if (from >= 0) firstRecruit[from + 1]!++
  for (let i = 0; i < recruiter.length; i++) firstRecruit[i + 1]! += firstRecruit[i]!
  const next = firstRecruit.slice()
  const recruits = new Int32Array(firstRecruit[recruiter.length]!)
  for (const i of order) {
    const from = recruiter[i]!
    if (from >= 0) recruits[next[from]!++] = i
  }
  return { firstRecruit, recruits }
}

/** The degree, 0 or a number from 1, or null where none was said. */
function degreeOf(value: number | string | null, row: number): number | null {
  if (value === null || isMissing(String(value).trim())) return null
  const number = typeof value === 'number' ? value : Number(value.trim())
  if (Number.isFinite(number) && (number === 0 || number >= 1)) return number
  // A part of a person would weigh as much as a hundred others; an average of several answers may well be broken.
  const least = number > 0 && number < 1 ? 1 : 0
  return wrong({ code: 'not-a-number-from', row: row + 1, column: 'degree', text: String(value), least })
}

function doubts(
  tree: Omit<RecruitmentTree, 'counts' | 'usable' | 'findings'>,
  coupons: number | undefined,
): Finding[] {
  const { ids, recruiter, degree, firstRecruit } = tree
  const recruitsOf = (i: number) => firstRecruit[i + 1]! - firstRecruit[i]!
  const all = ids.map((_, i) => i)
  const found: Finding[] = []

  const over = coupons === undefined ? [] : all.filter((i) => recruitsOf(i) > coupons)
  if (coupons !== undefined && over.length > 0) {
    const first = over[0]!
    const count = over.length
    found.push({
      code: 'more-recruits-than-coupons',
      count,
      coupons,
      first: ids[first]!,
      recruits: recruitsOf(first),
    })
  }
  const tooFew = all.filter(
    (i) => degree[i]! > 0 && degree[i]! < recruitsOf(i) + (recruiter[i] === -1 ? 0 : 1),
  )
  if (tooFew.length > 0) found.push({ code: 'degree-below-recruits', count: tooFew.length, of: ids.length })
  return found.concat(heaping(degree))
}

/** Degrees at multiples of five, beside the fifth that counting people would give; from degrees of 5 on. */
function heaping(degree: Float64Array): Finding[] {
  const large = degree.filter((value) => value >= 5)
  const share = large.filter((value) => value % 5 === 0).length / large.length
  // Small networks crowd at 5 by themselves, so only what chance and skewness cannot explain is named.
  return large.length >= 50 && share > 0.5 ? [{ code: 'degrees-heaped', share, expected: 0.2 }] : []
}

function isMissing(text: string): boolean {
  return marksOfMissing.has(text.toLowerCase())
}

/** By size where all are numbers, else by the order of characters: the same in every language setting. */
function inOrder(answers: ReadonlySet<string>): string[] {
  const list = [...answers]
  return list.every((answer) => Number.isFinite(Number(answer)))
    ? list.sort((a, b) => Number(a) - Number(b))
    : list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function wrong(finding: Finding): never {
  throw new WrongData(finding)
}
