import type { Group, Points } from './schema.ts'

/*
 * What may be told of a round once it is over. Of a group with too few answers, or too few beside those that somebody
 * typed from paper, nothing goes in here but that it has too few: neither its number nor its points are part of anything that comes out, so that no difference of two results gives
 * them back.
 */

/** One answer, of whom is not known. */
export type Counted = { group: string; points: Points; paper: boolean; comment: string | null }

/** Points that a group gives to one thing: their mean, and how far its people are apart. */
export type Spread = { mean: number; low: number; median: number; high: number }

export type GroupResult =
  | {
      key: string
      share: number
      shown: true
      answers: number
      /** How many came on paper; null where those are too few to be told. */
      onPaper: number | null
      spread: Record<string, Spread>
      comments: string[]
    }
  | { key: string; share: number; shown: false }

export type Reading = {
  /** `all`: every group is in it. `scaled`: the shares of the shown groups, made to sum to 100. `as written`: the share of a group not shown stays with the document. */
  kind: 'all' | 'scaled' | 'as written'
  points: Points
}

export type Results = {
  fewest: number
  groups: GroupResult[]
  complete: boolean
  /** Points of all groups together, by the shares that were fixed; two readings where a group is missing. Empty when no group is shown. */
  readings: Reading[]
  /** The same by the first reading but without one group; null where no other group is left. */
  without: { key: string; points: Points | null }[]
  /** What the groups are farthest apart about; null with fewer than two of them. */
  apart: { id: string; most: { key: string; mean: number }; least: { key: string; mean: number } } | null
}

/** All that is public of a round, from its answers. Pure; answers of groups that are not shown make no difference to it. */
export function resultsFrom(
  groups: readonly Group[],
  fewest: number,
  ids: readonly string[],
  written: Points,
  answers: readonly Counted[],
): Results {
  const found = groups
    .filter(({ share }) => share > 0)
    .map((group) => groupResult(group, fewest, ids, answers))
  const shown = found.filter((group) => group.shown)
  const complete = shown.length === found.length
  const together = (of: typeof shown): Points | null => {
    const shares = of.reduce((sum, { share }) => sum + share, 0)
    return shares === 0 ? null : pointsBy(ids, (id) => sum(of, id) / shares)
  }
  const sum = (of: typeof shown, id: string) =>
    of.reduce((total, { share, spread }) => total + share * (spread[id]?.mean ?? 0), 0)
  const scaled = together(shown)
  const left = 100 - shown.reduce((total, { share }) => total + share, 0)
  const readings: Reading[] =
    scaled === null
      ? []
      : complete
        ? [{ kind: 'all', points: scaled }]
        : [
            { kind: 'scaled', points: scaled },
            {
              kind: 'as written',
              points: pointsBy(ids, (id) => (sum(shown, id) + left * (written[id] ?? 0)) / 100),
            },
          ]
  return {
    fewest,
    groups: found,
    complete,
    readings,
    without: shown.map(({ key }) => ({ key, points: together(shown.filter((other) => other.key !== key)) })),
    apart: farthestApart(ids, shown),
  }
}

type Shown = Extract<GroupResult, { shown: true }>

function groupResult(
  { key, share }: Group,
  fewest: number,
  ids: readonly string[],
  answers: readonly Counted[],
): GroupResult {
  const own = answers.filter(({ group }) => group === key)
  const paper = own.filter((answer) => answer.paper).length
  const few = (count: number) => count > 0 && count < fewest
  // Whoever typed the answers from paper knows them: what is left of the mean without them is what the others said.
  if (own.length < fewest || few(own.length - paper)) return { key, share, shown: false }
  return {
    key,
    share,
    shown: true,
    answers: own.length,
    onPaper: few(paper) ? null : paper,
    spread: Object.fromEntries(
      ids.map((id) => [
        id,
        spreadOf(own.map(({ points }) => points[id] ?? 0).toSorted((one, other) => one - other)),
      ]),
    ),
    comments: own.flatMap(({ comment }) => (comment === null ? [] : [comment])),
  }
}

/** Mean and quartiles (linear between the two nearest values) of sorted values. */
export function spreadOf(sorted: readonly number[]): Spread {
  const at = (share: number) => {
    const place = share * (sorted.length - 1)
    const below = sorted[Math.floor(place)] ?? 0
    return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place - Math.floor(place))
  }
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  return { mean, low: at(0.25), median: at(0.5), high: at(0.75) }
}

/** Whether a mean lies outside the middle half: a few who are far from the rest pull it there. */
export const isPulled = ({ mean, low, high }: Spread): boolean => mean < low - 1e-9 || mean > high + 1e-9

function farthestApart(ids: readonly string[], shown: readonly Shown[]): Results['apart'] {
  if (shown.length < 2) return null
  let found: NonNullable<Results['apart']> | null = null
  for (const id of ids) {
    const means = shown.map(({ key, spread }) => ({ key, mean: spread[id]?.mean ?? 0 }))
    const sorted = means.toSorted((one, other) => other.mean - one.mean)
    const most = sorted[0]
    const least = sorted.at(-1)
    if (most === undefined || least === undefined) continue
    if (found === null || most.mean - least.mean > found.most.mean - found.least.mean + 1e-12)
      found = { id, most, least }
  }
  return found
}

const pointsBy = (ids: readonly string[], of: (id: string) => number): Points =>
  Object.fromEntries(ids.map((id) => [id, of(id)]))
