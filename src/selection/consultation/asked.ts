import { leavesOf, statedShares } from '../criteria.ts'
import type { Criterion, Methodology } from '../schema.ts'
import type { Level, Points, Way } from './schema.ts'

/* What a consultation asks about, and what the document itself says of it. */

/** Most things that are compared two at a time: seven make twenty-one questions. */
export const MOST_COMPARED = 7

/** What the say is about: the groups at the top of the tree, or all criteria that read data. Empty where there is no tree. */
export function askedAbout({ criteria }: Pick<Methodology, 'criteria'>, level: Level): Criterion[] {
  if (criteria === undefined) return []
  return level === 'groups' ? (criteria.children ?? []) : leavesOf(criteria)
}

/** The ways that can be offered for so many things: one alone leaves nothing to be weighed. */
export function waysFor(count: number): Way[] {
  if (count < 2) return []
  return count > MOST_COMPARED ? ['points', 'order'] : ['points', 'pairwise', 'order']
}

/** The points the document itself gives. */
export function pointsWritten(methodology: Pick<Methodology, 'criteria'>, level: Level): Points {
  const points: Points = {}
  const walk = (criterion: Criterion, share: number, depth: number) => {
    const { children } = criterion
    if (children === undefined || (level === 'groups' && depth === 1)) {
      points[criterion.id] = share * 100
      return
    }
    const shares = statedShares(criterion)
    children.forEach((child, place) => {
      const own = shares[place] ?? null
      // Weights that are found in the data of a run are no points of the document.
      if (own !== null) walk(child, share * own, depth + 1)
    })
  }
  if (methodology.criteria !== undefined) walk(methodology.criteria, 1, 0)
  return points
}

/**
 * The same document with other weights. Given to the groups at the top, what stands below them keeps its weights. Given
 * to each criterion, a group weighs what its criteria weigh together; one whose criteria weigh nothing keeps its own
 * weights and weighs nothing itself.
 */
export function withPoints(methodology: Methodology, level: Level, points: Points): Methodology {
  const { criteria } = methodology
  if (criteria?.children === undefined) return methodology
  const weighed = (criterion: Criterion, depth: number): Criterion => {
    const { children } = criterion
    if (children === undefined || (level === 'groups' && depth === 1)) return criterion
    const sums = children.map((child) => sumOf(child, depth + 1))
    const inside = children.map((child) => weighed(child, depth + 1))
    if (sums.every((sum) => sum === 0)) return { ...criterion, children: inside }
    const { weights: _, ...rest } = criterion
    return { ...rest, children: inside.map((child, place) => ({ ...child, weight: sums[place] ?? 0 })) }
  }
  const sumOf = (criterion: Criterion, depth: number): number =>
    criterion.children === undefined || (level === 'groups' && depth === 1)
      ? (points[criterion.id] ?? 0)
      : criterion.children.reduce((sum, child) => sum + sumOf(child, depth + 1), 0)
  return { ...methodology, criteria: weighed(criteria, 0) }
}
