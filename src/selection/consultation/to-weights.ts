import type { Criterion, Methodology } from '../schema.ts'
import {
  applyChoices,
  type Choices,
  hundredParts,
  movableGroups,
  nothingChosen,
  withWeight,
} from '../workbench/choices.ts'
import { linkOf } from '../workbench/link.ts'
import { withPoints } from './asked.ts'
import type { Level, Points } from './schema.ts'

/* From points to weights that somebody can look at on the workbench, and save as a version from there. */

/**
 * Points as they are moved on the workbench: of each group shares of 100 with two digits, as a document holds them. Null
 * where the document finds the weights of one of the groups by a rule: those are not moved there.
 */
export function choicesFor(methodology: Methodology, level: Level, points: Points): Choices | null {
  const movable = new Set(movableGroups(methodology.criteria).map(({ id }) => id))
  let choices: Choices | null = nothingChosen
  const sumOf = (criterion: Criterion, depth: number): number =>
    criterion.children === undefined || (level === 'groups' && depth === 1)
      ? (points[criterion.id] ?? 0)
      : criterion.children.reduce((sum, child) => sum + sumOf(child, depth + 1), 0)
  const walk = (group: Criterion, depth: number) => {
    const { children } = group
    if (children === undefined || (level === 'groups' && depth === 1)) return
    const sums = children.map((child) => sumOf(child, depth + 1))
    if (children.length > 1 && sums.some((sum) => sum > 0)) {
      if (!movable.has(group.id)) choices = null
      hundredParts(sums).forEach((part, place) => {
        if (choices !== null) choices = withWeight(methodology, choices, children[place]?.id ?? '', part)
      })
    }
    for (const child of children) walk(child, depth + 1)
  }
  if (methodology.criteria !== undefined) walk(methodology.criteria, 0)
  return choices
}

/** The document with these points for weights: as the workbench makes it, so that both rank alike. */
export function withWeightsOf(methodology: Methodology, level: Level, points: Points): Methodology {
  const choices = choicesFor(methodology, level, points)
  return choices === null ? withPoints(methodology, level, points) : applyChoices(methodology, choices)
}

/** What stands behind `#` of a workbench with these points; null where it cannot be moved there. */
export function benchLink(methodology: Methodology, level: Level, points: Points): string | null {
  const choices = choicesFor(methodology, level, points)
  return choices === null ? null : linkOf(methodology, choices)
}
