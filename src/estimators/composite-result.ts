import type { ColumnStage, ColumnWork, ImputedCell, TreatmentEntry } from './composite-columns.ts'
import type { NodeContributions } from './composite-contributions.ts'
import type { Screen } from './composite-screening.ts'
import type { Setting } from './composite-setting.ts'
import type { Columns, CompositeSpec } from './composite-spec.ts'
import type { NodeWork } from './composite-tree.ts'
import { inWords, NoEffect, type Outcome, type Stage } from './outcomes.ts'
import { rankScores } from './ranks.ts'

/** Everything that was computed, stage by stage. Lists may be shared between results: read them, do not write. */
export type CompositeResult = {
  units: string[]
  root: string
  stages: Record<ColumnStage, Columns>
  /** Share of the indicators known, and whether the unit stayed. */
  screening: Screen['rows']
  /** True where the value was filled in. */
  imputedMask: Record<string, boolean[]>
  imputed: ImputedCell[]
  /** One entry per indicator with a treatment, also when it needed none. */
  treatment: TreatmentEntry[]
  /** Scores of every node, the leaves being the normalised indicators. */
  nodes: Columns
  contributions: Record<string, NodeContributions>
  /** The root's scores, and the places in it: 1 is best, equals share the smaller, null is not ranked. */
  scores: (number | null)[]
  ranks: (number | null)[]
  outcomes: Outcome[]
}

/** All columns and nodes, computed. */
export type Worked = {
  setting: Setting
  columns: ReadonlyMap<string, ColumnWork>
  nodes: ReadonlyMap<string, NodeWork>
  screen: Screen
}

/**
 * Puts the stages side by side, ranks the root, and tells what was unusual.
 *
 * @throws NoEffect when a strict step changed nothing.
 */
export function assemble(work: Worked): CompositeResult {
  const { setting, columns, nodes, screen } = work
  const { spec, data } = setting
  const stages: CompositeResult['stages'] = {
    denominated: {},
    screened: {},
    imputed: {},
    treated: {},
    normalised: {},
  }
  const mask: Record<string, boolean[]> = {}
  const imputed: ImputedCell[] = []
  const treatment: TreatmentEntry[] = []
  const outcomes: Outcome[] = []
  const changed = { denominate: false, impute: false, treat: false }

  outcomes.push(...aboutUnits(setting, screen))
  for (const [id, column] of columns) {
    stages.denominated[id] = column.lists.denominated
    stages.screened[id] = column.lists.screened
    stages.imputed[id] = column.lists.imputed
    stages.treated[id] = column.lists.treated
    stages.normalised[id] = column.lists.normalised
    mask[id] = column.mask
    for (const cell of column.cells) imputed.push(cell)
    if (column.treatment !== null) treatment.push(column.treatment)
    for (const outcome of column.outcomes) outcomes.push(outcome)
    changed.denominate ||= column.changed.denominate
    changed.impute ||= column.changed.impute
    changed.treat ||= column.changed.treat
    if (!nodes.has(id))
      outcomes.push({
        kind: 'indicator-not-used',
        stage: 'aggregate',
        indicator: id,
        message: `${id} is specified and stands nowhere in the tree, so it decides nothing.`,
        remedy: 'Give it a place in the tree, or take it out.',
      })
  }
  outcomes.push(...effects(spec, setting.size, screen, changed))

  const values: Columns = {}
  const contributions: Record<string, NodeContributions> = {}
  for (const [id, node] of nodes) {
    values[id] = node.list
    if (node.contributions !== null) contributions[id] = node.contributions
    for (const outcome of node.outcomes) outcomes.push(outcome)
  }
  const scores = (nodes.get(spec.tree.id) as NodeWork).list
  const ranks = rankScores(scores)
  const unranked = data.units.filter((_, i) => ranks[i] === null && screen.keep[i] === 1)
  if (unranked.length > 0)
    outcomes.push({
      kind: 'not-ranked',
      stage: 'aggregate',
      node: spec.tree.id,
      units: unranked,
      message: `${inWords(unranked)} have no score and therefore no rank.`,
      remedy: 'The other outcomes say what is missing; not ranked is not last.',
    })

  return {
    units: data.units,
    root: spec.tree.id,
    stages,
    screening: screen.rows,
    imputedMask: mask,
    imputed,
    treatment,
    nodes: values,
    contributions,
    scores,
    ranks,
    outcomes,
  }
}

function aboutUnits({ data, size, spec }: Setting, screen: Screen): Outcome[] {
  const outcomes: Outcome[] = []
  const out = screen.all ? [] : data.units.filter((_, i) => screen.keep[i] === 0)
  const left = size - out.length
  if (size === 0)
    outcomes.push({
      kind: 'no-units',
      stage: 'screen',
      message: 'There are no units, so there is nothing to score.',
      remedy: 'Look at the gates or filters before this step.',
    })
  if (out.length > 0)
    outcomes.push({
      kind: 'unit-screened-out',
      stage: 'screen',
      units: out,
      message: `${inWords(out)} have fewer than ${spec.screening?.availability} of the indicators and are left out.`,
      remedy: 'Find more of their figures, or lower the share asked for.',
    })
  if (left === 1)
    outcomes.push({
      kind: 'single-unit',
      stage: 'normalise',
      units: data.units.filter((_, i) => screen.keep[i] === 1),
      message: 'There is one unit only: scales drawn from the data do not exist, and its rank says nothing.',
      remedy: 'Use value functions with fixed bounds, or more units.',
    })
  return outcomes
}

/** Steps that were asked for and changed nothing: thrown when strict, told otherwise. */
function effects(
  spec: CompositeSpec,
  size: number,
  screen: Screen,
  changed: { denominate: boolean; impute: boolean; treat: boolean },
): Outcome[] {
  const { indicators, screening, strict = true } = spec
  if (size === 0) return []
  const idle: [Stage, string, string][] = []
  if (!changed.denominate && indicators.some(({ denominator }) => denominator !== undefined))
    idle.push([
      'denominate',
      'Dividing by denominators changed no value.',
      'Take the denominators out, or check that they are the right ones.',
    ])
  if (screening !== undefined && screen.all)
    idle.push([
      'screen',
      `Every unit has at least ${screening.availability} of the indicators, so screening left nobody out.`,
      screening.when === 'after imputation'
        ? 'Screen before imputation, ask for a larger share, or drop the step.'
        : 'Ask for a larger share, or drop the step.',
    ])
  if (!changed.impute && indicators.some(({ imputation }) => imputation !== undefined))
    idle.push([
      'impute',
      'Imputation filled no gap: nothing is missing, or nothing could be filled.',
      'Drop the step, or choose a method that reaches the gaps.',
    ])
  if (!changed.treat && indicators.some(({ outliers }) => outliers !== undefined))
    idle.push([
      'treat',
      'No indicator fails the test for outliers, so the treatment changed nothing.',
      'Drop the step, or lower its thresholds.',
    ])
  return idle.map(([stage, message, remedy]) => {
    if (typeof strict === 'boolean' ? strict : (strict[stage] ?? true))
      throw new NoEffect(stage, message, remedy)
    return { kind: 'no-effect', stage, message, remedy }
  })
}
