import { type Aggregation, checkWeight, copeland, exponentOf, restore, transform } from './aggregate.ts'
import { type Allocate, type Column, columnBlocks, fromColumn, numberList, toColumn } from './columns.ts'
import {
  averages,
  type CodedGroups,
  codeGroups,
  type Imputation,
  latestWithin,
  linearBetween,
} from './impute.ts'
import { checkNormalisation, type Normalisation, normaliseColumn, topOf } from './normalise.ts'
import { NoEffect, type Outcome, type Stage } from './outcomes.ts'
import { checkTreatment, type OutlierTreatment, type Treatment, treatColumn } from './outliers.ts'
import { power } from './portable-math.ts'
import { rankScores } from './ranks.ts'

/** One indicator and what is done to it before it joins the others. */
export type IndicatorSpec = {
  id: string
  /** 1 when more is better, -1 when less is. Trapezoids and points take 1. */
  direction: 1 | -1
  /** Name of the denominator the values are divided by. */
  denominator?: string
  imputation?: Imputation
  outliers?: OutlierTreatment
  normalisation: Normalisation
}

/** A leaf is an indicator's id; every other node says how its children become one. */
export type TreeNode = {
  id: string
  /** Among its siblings; only the proportions matter. */
  weight: number
  /** Arithmetic when not said. */
  aggregation?: Aggregation
  /**
   * When children are missing: spread their weight over the others
   * (`renormalise`, the default), give no value (`unknown`), or give one only
   * when children with at least this share of the weight are there.
   */
  missing?: 'renormalise' | 'unknown' | { atLeast: number }
  children?: TreeNode[]
}

/** Leave out units of which too little is known. */
export type Screening = {
  /** Share of the indicators a unit must have, from 0 to 1. */
  availability: number
  /** `after imputation` counts filled gaps as known, which rarely is what is meant. */
  when?: 'before imputation' | 'after imputation'
}

export type CompositeSpec = {
  indicators: IndicatorSpec[]
  screening?: Screening
  tree: TreeNode
  /**
   * Whether a step that is asked for and changes nothing is an error (the
   * default) or an outcome; for all steps, or step by step.
   */
  strict?: boolean | Partial<Record<Stage, boolean>>
}

/** A table by indicator, one value per unit, null where not known. */
export type Columns = Record<string, (number | null)[]>

export type CompositeData = {
  units: string[]
  values: Columns
  groups?: Record<string, (string | null)[]>
  denominators?: Columns
  /** The year `values` describe; needed for imputation from a unit's own other years. */
  year?: number
  /** Other years of an indicator, for the same units in the same order. */
  panel?: Record<string, { year: number; values: (number | null)[] }[]>
}

export type ImputedCell = {
  unit: string
  indicator: string
  value: number
  method: Imputation['method']
  /** Years between the value and the year described, for `latest`. */
  age: number | null
}

export type TreatmentEntry = Omit<Treatment, 'points'> & {
  indicator: string
  points: { unit: string; side: 'high' | 'low'; from: number; to: number }[]
}

/**
 * What each child gave a node, unit by unit. `weights` are the effective ones:
 * brought to a sum of one over the children that are there. `points` sum to the
 * node's value less `reference`: under an arithmetic mean the reference is 0 and
 * a child's points are weight × value; under the other means it is the best
 * mark, and points are what each child costs the unit against full marks (the
 * bent scale of the mean shared out in proportion). Under Copeland there are
 * none.
 */
export type NodeContributions = {
  reference: number | null
  children: { id: string; weights: (number | null)[]; points: (number | null)[] }[]
}

/** Everything that was computed, stage by stage. Lists may be shared between results: read them, do not write. */
export type CompositeResult = {
  units: string[]
  root: string
  stages: {
    denominated: Columns
    screened: Columns
    imputed: Columns
    treated: Columns
    normalised: Columns
  }
  /** Share of the indicators known, and whether the unit stayed. */
  screening: { unit: string; availability: number; kept: boolean }[]
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

/**
 * Builds a composite index and keeps every stage of it.
 *
 * Steps: divide by denominators, leave out units with too little data, fill
 * gaps, treat outliers, bring to common scales, combine up the tree, rank.
 * Anything unusual becomes a named outcome, and what cannot be computed is null:
 * no NaN leaves this function.
 *
 * OECD/JRC, Handbook on Constructing Composite Indicators (2008); the whole
 * story, and when not to trust the result, in docs/methods/composite-index.md.
 *
 * @throws TypeError for values that are not finite numbers or null; RangeError
 * for a specification that cannot be (unknown indicator, an id used twice,
 * negative weight, missing denominator …); NoEffect when a strict step changes nothing.
 */
export function buildComposite(spec: CompositeSpec, data: CompositeData): CompositeResult {
  const setting = prepare(spec, data)
  const opened = spec.indicators.map((indicator) => openColumn(indicator, setting))
  const screen = screenUnits(opened, setting)
  const columns = new Map<string, ColumnWork>()
  for (const work of opened) columns.set(work.id, finishColumn(work, screen, setting))
  const nodes = new Map<string, NodeWork>()
  aggregateTree(spec.tree, columns, nodes, setting, screen, null)
  return assemble({ spec, data, setting, columns, nodes, screen, opened })
}

/** What is different; everything not named stays as it was. */
export type CompositeChange = {
  values?: { indicator: string; unit: string; value: number | null }[]
  /** By node or indicator id. */
  weights?: Record<string, number>
  aggregation?: Record<string, Aggregation>
  imputation?: Record<string, Imputation>
  outliers?: Record<string, OutlierTreatment>
  normalisation?: Record<string, Normalisation>
}

/**
 * Builds anew what a change touches and keeps the rest: equal in every part to
 * `buildComposite` on the changed specification and data.
 *
 * @throws RangeError when `previous` was not built by this program run (its
 * working columns are kept beside the result, not inside it), or the change
 * names something unknown; otherwise as `buildComposite`.
 */
export function updateComposite(previous: CompositeResult, change: CompositeChange): CompositeResult {
  const before = keptOf(previous)
  if (before === undefined)
    throw new RangeError(
      'this result was not built here; call buildComposite with its specification and data',
    )

  const dirty = new Set<string>()
  const spec = changedSpec(before.spec, change, dirty)
  const data = changedData(before, change, dirty)
  const setting: Setting =
    change.imputation === undefined ? { ...before.setting, spec, data } : prepare(spec, data)

  const redone: Opened[] = []
  const opened = before.opened.map((column, position) => {
    if (!dirty.has(column.id)) return column
    const indicator = spec.indicators[position] as IndicatorSpec
    checkIndicator(indicator, data)
    const again = openColumn(indicator, setting)
    redone.push(again)
    return again
  })
  const screen = redone.length === 0 ? before.screen : screenUnits(opened, setting)
  // Another set of units changes every column.
  if (screen.keep.some((stays, i) => stays !== before.screen.keep[i])) return buildComposite(spec, data)

  const columns = new Map(before.columns)
  for (const column of redone) columns.set(column.id, finishColumn(column, screen, setting))
  const nodes = new Map(before.nodes)
  aggregateTree(spec.tree, columns, nodes, setting, screen, dirty)
  return assemble({ spec, data, setting, columns, nodes, screen, opened })
}

/** The same index without one node or indicator, for asking what depends on it. */
export function withoutNode(spec: CompositeSpec, id: string): CompositeSpec {
  if (id === spec.tree.id) throw new RangeError('the root cannot be left out')
  let found = false
  const prune = (node: TreeNode): TreeNode => {
    if (node.children === undefined) return node
    const children = node.children.filter((child) => child.id !== id)
    if (children.length < node.children.length) found = true
    return { ...node, children: children.map(prune) }
  }
  const withEmpty = prune(spec.tree)
  if (!found) throw new RangeError(`there is no node ${id} in the tree`)
  const tree = dropEmpty(withEmpty)
  if (tree === null) throw new RangeError(`without ${id} nothing is left of the tree`)
  const leaves = new Set(leavesOf(tree))
  return { ...spec, tree, indicators: spec.indicators.filter((indicator) => leaves.has(indicator.id)) }
}

function dropEmpty(node: TreeNode): TreeNode | null {
  if (node.children === undefined) return node
  const children = node.children.flatMap((child) => dropEmpty(child) ?? [])
  return children.length === 0 ? null : { ...node, children }
}

/** Ids of the indicators under a node, from left to right. */
export function leavesOf(node: TreeNode): string[] {
  return node.children === undefined ? [node.id] : node.children.flatMap(leavesOf)
}

/** What made up one unit's value at one node; see `NodeContributions` for the meaning of points. */
export function contributionsOf(
  result: CompositeResult,
  unit: string,
  node = result.root,
): { child: string; value: number | null; weight: number | null; points: number | null }[] {
  const position = result.units.indexOf(unit)
  if (position < 0) throw new RangeError(`there is no unit ${unit}`)
  const given = result.contributions[node]
  if (given === undefined) throw new RangeError(`${node} is not a node with children`)
  return given.children.map(({ id, weights, points }) => ({
    child: id,
    value: result.nodes[id]?.[position] ?? null,
    weight: weights[position] ?? null,
    points: points[position] ?? null,
  }))
}

// ---------------------------------------------------------------- preparation

type Setting = {
  spec: CompositeSpec
  data: CompositeData
  size: number
  groups: Map<string, CodedGroups>
  denominators: Map<string, Column>
  nobodyImputed: boolean[]
  allocate: Allocate
}

function prepare(spec: CompositeSpec, data: CompositeData): Setting {
  const size = data.units.length
  if (new Set(data.units).size !== size) throw new RangeError('a unit is listed twice')
  const known = new Set<string>()
  for (const indicator of spec.indicators) {
    if (known.has(indicator.id)) throw new RangeError(`indicator ${indicator.id} is specified twice`)
    known.add(indicator.id)
    checkIndicator(indicator, data)
  }
  checkTree(spec.tree, known)
  if (spec.screening !== undefined && !(spec.screening.availability >= 0 && spec.screening.availability <= 1))
    throw new RangeError(`availability is a share from 0 to 1, not ${spec.screening.availability}`)

  const groups = new Map<string, CodedGroups>()
  for (const { id, imputation } of spec.indicators) {
    if (imputation === undefined || !('group' in imputation) || imputation.group === undefined) continue
    if (groups.has(imputation.group)) continue
    const members = data.groups?.[imputation.group]
    if (members === undefined)
      throw new RangeError(`${id} is to be filled by group ${imputation.group}, which the data lack`)
    if (members.length !== size)
      throw new RangeError(`group ${imputation.group} has ${members.length} entries for ${size} units`)
    groups.set(imputation.group, codeGroups(members))
  }
  const denominators = new Map<string, Column>()
  for (const { id, denominator } of spec.indicators) {
    if (denominator === undefined || denominators.has(denominator)) continue
    const values = data.denominators?.[denominator]
    if (values === undefined) throw new RangeError(`${id} is divided by ${denominator}, which the data lack`)
    if (values.length !== size)
      throw new RangeError(`denominator ${denominator} has ${values.length} values for ${size} units`)
    denominators.set(
      denominator,
      toColumn(values, (i) => `denominator ${denominator} of ${data.units[i]}`),
    )
  }
  return {
    spec,
    data,
    size,
    groups,
    denominators,
    nobodyImputed: new Array<boolean>(size).fill(false),
    allocate: columnBlocks(size),
  }
}

function checkIndicator(indicator: IndicatorSpec, data: CompositeData): void {
  const { id, direction, imputation, outliers, normalisation } = indicator
  const values = Object.hasOwn(data.values, id) ? data.values[id] : undefined
  if (id === '__proto__') throw new RangeError('an indicator cannot be called __proto__')
  if (values === undefined) throw new RangeError(`the data have no values of indicator ${id}`)
  if (values.length !== data.units.length)
    throw new RangeError(`indicator ${id} has ${values.length} values for ${data.units.length} units`)
  if (direction !== 1 && direction !== -1)
    throw new RangeError(
      `the direction of ${id} is 1 (more is better) or -1 (less is better), not ${direction}`,
    )
  try {
    checkNormalisation(normalisation, direction)
    if (outliers !== undefined) checkTreatment(outliers)
  } catch (error) {
    throw new RangeError(`indicator ${id}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (imputation?.method === 'constant' && !Number.isFinite(imputation.value))
    throw new RangeError(
      `indicator ${id} is to be filled with ${imputation.value}, which is not a finite number`,
    )
  if (imputation?.method === 'latest' && !(imputation.within >= 0))
    throw new RangeError(`indicator ${id}: an age is zero or more years, not ${imputation.within}`)
  if ((imputation?.method === 'latest' || imputation?.method === 'linear') && data.year === undefined)
    throw new RangeError(
      `indicator ${id} is to be filled from other years, and the data do not say their year`,
    )
}

function checkTree(root: TreeNode, indicators: ReadonlySet<string>): void {
  const seen = new Set<string>()
  const visit = (node: TreeNode): void => {
    // Also stops at a node that is its own ancestor.
    if (seen.has(node.id)) throw new RangeError(`${node.id} occurs twice in the tree`)
    seen.add(node.id)
    if (node.id === '__proto__') throw new RangeError('a node cannot be called __proto__')
    checkWeight(node.weight, `the weight of ${node.id}`)
    if (node.children === undefined) {
      if (!indicators.has(node.id))
        throw new RangeError(`${node.id} has no children and is not among the indicators`)
      return
    }
    if (indicators.has(node.id)) throw new RangeError(`${node.id} names both an indicator and a node`)
    if (node.children.length === 0) throw new RangeError(`node ${node.id} has an empty list of children`)
    if (node.aggregation !== undefined && node.aggregation !== 'copeland') exponentOf(node.aggregation)
    if (typeof node.missing === 'object' && !(node.missing.atLeast >= 0 && node.missing.atLeast <= 1))
      throw new RangeError(
        `node ${node.id} needs a share from 0 to 1 of its weight, not ${node.missing.atLeast}`,
      )
    for (const child of node.children) visit(child)
  }
  if (root.children === undefined) throw new RangeError('the root of the tree needs children')
  visit(root)
}

// -------------------------------------------------------- one indicator's way

type ColumnWork = {
  id: string
  spec: IndicatorSpec
  denominated: Column
  screened: Column
  imputed: Column
  treated: Column
  normalised: Column
  /** The same five at the boundary; a stage that changed nothing shares the list before it. */
  lists: { [stage in keyof CompositeResult['stages']]: (number | null)[] }
  mask: boolean[]
  cells: ImputedCell[]
  treatment: TreatmentEntry | null
  outcomes: Outcome[]
  changed: { denominate: boolean; impute: boolean; treat: boolean }
}

type Opened = Pick<ColumnWork, 'id' | 'spec' | 'denominated' | 'cells' | 'mask' | 'outcomes' | 'changed'> & {
  list: (number | null)[]
  /** The column screening looks at: before or after gaps are filled. */
  judged: Column
}

/** Denominates; and fills gaps already when screening comes after that. */
function openColumn(spec: IndicatorSpec, setting: Setting): Opened {
  const { data, size } = setting
  const { id } = spec
  const values = data.values[id] as (number | null)[]
  const raw = toColumn(values, (i) => `indicator ${id} of ${data.units[i]}`, setting.allocate())
  const work: Opened = {
    id,
    spec,
    denominated: raw,
    judged: raw,
    list: [],
    cells: [],
    mask: setting.nobodyImputed,
    outcomes: [],
    changed: { denominate: false, impute: false, treat: false },
  }
  if (spec.denominator !== undefined) {
    const denominator = setting.denominators.get(spec.denominator) as Column
    const column = setting.allocate()
    const without: string[] = []
    for (let i = 0; i < size; i++) {
      const x = raw[i] as number
      const d = denominator[i] as number
      const quotient = x / d
      if (Number.isFinite(quotient)) {
        column[i] = quotient
        if (quotient !== x) work.changed.denominate = true
      } else {
        column[i] = Number.NaN
        if (!Number.isNaN(x)) {
          without.push(data.units[i] as string)
          work.changed.denominate = true
        }
      }
    }
    if (without.length > 0)
      work.outcomes.push({
        kind: 'denominator-unusable',
        stage: 'denominate',
        indicator: id,
        units: without,
        message: `${id} cannot be divided by ${spec.denominator} for ${list(without)}: the denominator is missing, zero or too small.`,
        remedy: 'Find the denominator; until then the value counts as not known.',
      })
    work.denominated = column
  }
  work.list = work.denominated === raw ? values.slice() : fromColumn(work.denominated)
  work.judged = work.denominated
  if (setting.spec.screening?.when === 'after imputation')
    work.judged = imputeColumn(work, work.denominated, null, setting)
  return work
}

function finishColumn(opened: Opened, screen: Screen, setting: Setting): ColumnWork {
  const { id, spec } = opened
  const outcomes = [...opened.outcomes]
  const late = setting.spec.screening?.when === 'after imputation'
  const screened = screen.all ? opened.denominated : hide(opened.denominated, screen.keep)
  const work: ColumnWork = {
    id,
    spec,
    denominated: opened.denominated,
    screened,
    imputed: screened,
    treated: screened,
    normalised: screened,
    lists: {
      denominated: opened.list,
      screened: screened === opened.denominated ? opened.list : fromColumn(screened),
      imputed: opened.list,
      treated: opened.list,
      normalised: opened.list,
    },
    mask: opened.mask,
    cells: opened.cells,
    treatment: null,
    outcomes,
    changed: { ...opened.changed },
  }
  const { lists } = work

  if (late) {
    work.imputed = screen.all ? opened.judged : hide(opened.judged, screen.keep)
    if (!screen.all) {
      const out = new Set(setting.data.units.filter((_, i) => screen.keep[i] === 0))
      work.cells = opened.cells.filter(({ unit }) => !out.has(unit))
      work.mask = opened.mask.map((filled, i) => filled && screen.keep[i] === 1)
    }
  } else work.imputed = imputeColumn(work, screened, screen.all ? null : screen.keep, setting)
  lists.imputed = work.imputed === screened ? lists.screened : fromColumn(work.imputed)

  let known = 0
  for (let i = 0; i < setting.size; i++) if (!Number.isNaN(work.imputed[i] as number)) known++
  if (known === 0 && setting.size > 0)
    outcomes.push({
      kind: 'all-missing-column',
      stage: 'normalise',
      indicator: id,
      message: `${id} is not known for any unit.`,
      remedy: 'It counts for nothing here; find data or take it out of the tree.',
    })

  work.treated = work.imputed
  if (spec.outliers !== undefined) {
    const { column, treatment } = treatColumn(work.imputed, spec.outliers, setting.allocate)
    const { points, ...rest } = treatment
    work.treatment = {
      indicator: id,
      ...rest,
      points: points.map(({ position, ...point }) => ({
        unit: setting.data.units[position] as string,
        ...point,
      })),
    }
    work.treated = column
    work.changed.treat = treatment.applied !== 'nothing'
    if (!treatment.after.passes)
      outcomes.push({
        kind: 'still-skewed',
        stage: 'treat',
        indicator: id,
        message: `${id} still fails the test for outliers after the treatment.`,
        remedy: 'Look at the values one by one; a higher limit, a logarithm or goalposts may suit it better.',
      })
  }
  if (work.changed.treat) markOverflow(work, work.imputed, work.treated, 'treat', setting)
  lists.treated = work.treated === work.imputed ? lists.imputed : fromColumn(work.treated)

  const { column, problem } = normaliseColumn(
    work.treated,
    spec.direction,
    spec.normalisation,
    setting.data.units,
    setting.allocate(),
  )
  work.normalised = column
  if (problem === null) markOverflow(work, work.treated, column, 'normalise', setting)
  else if (problem === 'out of range')
    outcomes.push({
      kind: 'out-of-range',
      stage: 'normalise',
      indicator: id,
      message: `${id} spreads further than numbers reach.`,
      remedy: 'Give the values in a larger unit.',
    })
  else if (problem === 'constant' && known > 0)
    outcomes.push({
      kind: 'constant-column',
      stage: 'normalise',
      indicator: id,
      message: `${id} is the same for all ${known} units that have it, so it has no scale and tells none apart.`,
      remedy: 'It is left out and its weight shared among its siblings; use goalposts if its level matters.',
    })
  else if (problem !== 'constant')
    outcomes.push({
      kind: 'no-scale',
      stage: 'normalise',
      indicator: id,
      message: `${id} has no scale: the ${problem}.`,
      remedy: 'Choose a target above the worst value, or a reference unit that has data.',
    })
  lists.normalised = fromColumn(column)
  return work
}

/** Numbers that left the range become not known, and are named. */
function markOverflow(work: ColumnWork, before: Column, after: Column, stage: Stage, setting: Setting): void {
  let units: string[] | null = null
  for (let i = 0; i < after.length; i++) {
    if (Number.isFinite(after[i] as number) || Number.isNaN(before[i] as number)) continue
    after[i] = Number.NaN
    units ??= []
    units.push(setting.data.units[i] as string)
  }
  if (units === null) return
  work.outcomes.push({
    kind: 'out-of-range',
    stage,
    indicator: work.id,
    units,
    message: `${work.id} left the range of numbers for ${list(units)}.`,
    remedy: 'Give the values in a larger unit.',
  })
}

function imputeColumn(
  work: Pick<ColumnWork, 'id' | 'spec' | 'outcomes' | 'changed' | 'cells' | 'mask'>,
  column: Column,
  keep: Uint8Array | null,
  setting: Setting,
): Column {
  const { imputation } = work.spec
  const { data, size } = setting
  if (imputation === undefined) return column
  const gaps: number[] = []
  for (let i = 0; i < size; i++)
    if (Number.isNaN(column[i] as number) && (keep === null || keep[i] === 1)) gaps.push(i)
  if (gaps.length === 0) return column

  const filled = setting.allocate()
  filled.set(column)
  const mask = new Array<boolean>(size).fill(false)
  const cells: ImputedCell[] = []
  const left: string[] = []
  const groups =
    'group' in imputation && imputation.group !== undefined
      ? (setting.groups.get(imputation.group) as CodedGroups)
      : null
  const fills =
    imputation.method === 'mean' || imputation.method === 'median'
      ? averages(column, imputation.method, groups)
      : null
  const panel = fills === null ? data.panel?.[work.id] : undefined
  const emptyGroups = new Map<string, string[]>()
  for (const i of gaps) {
    const unit = data.units[i] as string
    let value: number | null = null
    let age: number | null = null
    if (fills !== null) {
      const code = groups === null ? 0 : (groups.codes[i] as number)
      const fill = code < 0 ? Number.NaN : (fills[code] as number)
      if (Number.isFinite(fill)) value = fill
      else if (code >= 0 && groups !== null) {
        const name = groups.names[code] as string
        emptyGroups.set(name, [...(emptyGroups.get(name) ?? []), unit])
        continue
      }
    } else if (imputation.method === 'constant') value = imputation.value
    else {
      const own = panel?.map((other) => ({ year: other.year, value: other.values[i] ?? null })) ?? []
      if (imputation.method === 'latest') {
        const latest = latestWithin(own, data.year as number, imputation.within)
        value = latest?.value ?? null
        age = latest?.age ?? null
      } else value = linearBetween(own, data.year as number)
    }
    if (value === null) {
      left.push(unit)
      continue
    }
    filled[i] = value
    mask[i] = true
    cells.push({ unit, indicator: work.id, value, method: imputation.method, age })
  }
  for (const [group, units] of emptyGroups)
    work.outcomes.push({
      kind: 'all-missing-group',
      stage: 'impute',
      indicator: work.id,
      group,
      units,
      message: `Nobody in ${group} has a value of ${work.id}, so ${list(units)} cannot be given the group's.`,
      remedy: 'Use a wider group, or leave the gap: it counts as not known.',
    })
  if (left.length > 0)
    work.outcomes.push({
      kind: 'not-imputed',
      stage: 'impute',
      indicator: work.id,
      units: left,
      message: `${work.id} could not be filled for ${list(left)}.`,
      remedy: 'No group, no value or no other year to fill it from; it counts as not known.',
    })
  if (cells.length === 0) return column
  work.changed.impute = true
  work.mask = mask
  work.cells = cells
  return filled
}

function hide(column: Column, keep: Uint8Array): Column {
  return column.map((x, i) => (keep[i] === 1 ? x : Number.NaN))
}

// ------------------------------------------------------------------ screening

type Screen = {
  keep: Uint8Array
  /** Nobody was left out. */
  all: boolean
  rows: CompositeResult['screening']
}

function screenUnits(opened: readonly Opened[], { spec, data, size }: Setting): Screen {
  const known = new Int32Array(size)
  for (const { judged } of opened)
    for (let i = 0; i < size; i++) if (!Number.isNaN(judged[i] as number)) known[i] = (known[i] as number) + 1
  const keep = new Uint8Array(size).fill(1)
  let all = true
  const rows: Screen['rows'] = []
  for (let i = 0; i < size; i++) {
    const availability = opened.length === 0 ? 0 : (known[i] as number) / opened.length
    const stays = spec.screening === undefined || availability >= spec.screening.availability
    if (!stays) {
      keep[i] = 0
      all = false
    }
    rows.push({ unit: data.units[i] as string, availability, kept: stays })
  }
  return { keep, all, rows }
}

// ---------------------------------------------------------------- aggregation

type NodeWork = {
  id: string
  column: Column
  list: (number | null)[]
  /** Best value the node can have, or null when its scale is open. */
  top: number | null
  contributions: NodeContributions | null
  outcomes: Outcome[]
}

/**
 * Works up the tree. With `dirty`, only nodes named in it or standing above one
 * are computed; the function adds those it computes.
 */
function aggregateTree(
  node: TreeNode,
  columns: ReadonlyMap<string, ColumnWork>,
  nodes: Map<string, NodeWork>,
  setting: Setting,
  screen: Screen,
  dirty: Set<string> | null,
): void {
  if (node.children === undefined) {
    if (dirty !== null && !dirty.has(node.id)) return
    const work = columns.get(node.id) as ColumnWork
    nodes.set(node.id, {
      id: node.id,
      column: work.normalised,
      list: work.lists.normalised,
      top: topOf(work.spec.normalisation),
      contributions: null,
      outcomes: [],
    })
    return
  }
  let touched = dirty === null || dirty.has(node.id)
  for (const child of node.children) {
    aggregateTree(child, columns, nodes, setting, screen, dirty)
    if (dirty?.has(child.id)) touched = true
  }
  if (!touched) return
  dirty?.add(node.id)
  nodes.set(
    node.id,
    aggregateNode(
      node,
      node.children,
      node.children.map((child) => nodes.get(child.id) as NodeWork),
      setting,
      screen,
    ),
  )
}

function aggregateNode(
  node: TreeNode,
  specs: readonly TreeNode[],
  children: readonly NodeWork[],
  setting: Setting,
  screen: Screen,
): NodeWork {
  const { size } = setting
  const rule = node.aggregation ?? 'arithmetic'
  const outcomes: Outcome[] = []
  const count = specs.length
  const weights = Float64Array.from(specs, (child) => child.weight)
  let total = 0
  for (let j = 0; j < count; j++) total += weights[j] as number
  if (!Number.isFinite(total)) {
    // Proportions are all that matters; huge weights are brought down before they are summed.
    const largest = weights.reduce((a, b) => Math.max(a, b))
    total = 0
    for (let j = 0; j < count; j++) {
      weights[j] = (weights[j] as number) / largest
      total += weights[j] as number
    }
  }
  const unweighted = specs.filter((child) => child.weight === 0).map((child) => child.id)
  if (total === 0)
    outcomes.push({
      kind: 'all-weights-zero',
      stage: 'aggregate',
      node: node.id,
      message: `All children of ${node.id} have weight zero, so it has no value.`,
      remedy: 'Give at least one of them a weight.',
    })
  else if (unweighted.length > 0)
    outcomes.push({
      kind: 'zero-weight',
      stage: 'aggregate',
      node: node.id,
      message: `${list(unweighted)} count for nothing in ${node.id}: the weight is zero.`,
      remedy: 'Give a weight, or take it out of the tree.',
    })

  const needed = node.missing === 'unknown' ? 1 : typeof node.missing === 'object' ? node.missing.atLeast : 0
  // How much of the weight each unit has; 1 exactly when nothing is missing.
  const present = setting.allocate().fill(total)
  const incomplete: string[] = []
  const withheld: string[] = []
  const partial = new Uint8Array(size)
  for (let j = 0; j < count; j++) {
    const { column } = children[j] as NodeWork
    const weight = weights[j] as number
    for (let i = 0; i < size; i++) if (Number.isNaN(column[i] as number) && weight > 0) partial[i] = 1
  }
  for (let i = 0; i < size; i++) {
    if (partial[i] === 0) continue
    let sum = 0
    for (let j = 0; j < count; j++)
      if (!Number.isNaN((children[j] as NodeWork).column[i] as number)) sum += weights[j] as number
    const unit = setting.data.units[i] as string
    if (sum === 0 || sum < needed * total * (1 - 1e-12)) {
      present[i] = 0
      if (screen.keep[i] === 1) withheld.push(unit)
    } else {
      present[i] = sum
      incomplete.push(unit)
    }
  }
  if (incomplete.length > 0)
    outcomes.push({
      kind: 'missing-children',
      stage: 'aggregate',
      node: node.id,
      units: incomplete,
      message: `${node.id} of ${list(incomplete)} rests on part of its children; the weight of the missing is shared among the others.`,
      remedy: 'Find the missing figures, or have the node stay unknown when one is missing.',
    })
  if (withheld.length > 0 && total > 0)
    outcomes.push({
      kind: 'missing-children',
      stage: 'aggregate',
      node: node.id,
      units: withheld,
      message: `${node.id} of ${list(withheld)} is not known: ${needed === 0 ? 'none of its children is' : 'too many of its children are not'}.`,
      remedy: 'Find the missing figures.',
    })

  const work: NodeWork =
    rule === 'copeland'
      ? copelandNode(node.id, children, weights, present, outcomes, setting)
      : meanNode(node.id, exponentOf(rule), children, weights, present, outcomes, setting)
  return work
}

function meanNode(
  id: string,
  p: number,
  children: readonly NodeWork[],
  weights: Float64Array,
  present: Float64Array,
  outcomes: Outcome[],
  setting: Setting,
): NodeWork {
  const { size } = setting
  const count = children.length
  const column = setting.allocate()
  const negative: string[] = []
  const zero: string[] = []
  const beyond: string[] = []
  if (p === 1) {
    for (let j = 0; j < count; j++) {
      const child = (children[j] as NodeWork).column
      const weight = weights[j] as number
      if (weight === 0) continue
      for (let i = 0; i < size; i++) {
        const x = child[i] as number
        if (!Number.isNaN(x)) column[i] = (column[i] as number) + (weight / (present[i] as number)) * x
      }
    }
    for (let i = 0; i < size; i++) {
      if (present[i] === 0) column[i] = Number.NaN
      else if (!Number.isFinite(column[i] as number)) {
        column[i] = Number.NaN
        beyond.push(setting.data.units[i] as string)
      }
    }
  } else {
    for (let i = 0; i < size; i++) {
      const total = present[i] as number
      column[i] = Number.NaN
      if (total === 0) continue
      let sum = 0
      let below = false
      let none = false
      for (let j = 0; j < count; j++) {
        const x = (children[j] as NodeWork).column[i] as number
        const weight = weights[j] as number
        if (weight === 0 || Number.isNaN(x)) continue
        if (x < 0) below = true
        else if (x === 0 && p <= 0) none = true
        else sum += (weight / total) * transform(x, p)
      }
      const unit = setting.data.units[i] as string
      const value = none ? 0 : restore(sum, p)
      if (below) negative.push(unit)
      else if (!Number.isFinite(value)) beyond.push(unit)
      else {
        column[i] = value
        if (none) zero.push(unit)
      }
    }
  }
  if (negative.length > 0)
    outcomes.push({
      kind: 'negative-under-mean',
      stage: 'aggregate',
      node: id,
      units: negative,
      message: `${id} of ${list(negative)} is not known: a child is negative, and this mean is made for positive values.`,
      remedy: 'Normalise the children onto a scale that starts above zero, or use the arithmetic mean.',
    })
  if (zero.length > 0)
    outcomes.push({
      kind: 'zero-under-mean',
      stage: 'aggregate',
      node: id,
      units: zero,
      message: `${id} of ${list(zero)} is zero because one child is: under this mean nothing makes up for a zero.`,
      remedy: 'Where that is not meant, let the scale of the children start above zero.',
    })
  if (beyond.length > 0)
    outcomes.push({
      kind: 'out-of-range',
      stage: 'aggregate',
      node: id,
      units: beyond,
      message: `${id} left the range of numbers for ${list(beyond)}.`,
      remedy: 'Normalise the children onto a common scale first.',
    })

  let top: number | null = Number.NEGATIVE_INFINITY
  for (let j = 0; j < count; j++) {
    if ((weights[j] as number) === 0) continue
    const childTop = (children[j] as NodeWork).top
    top = childTop === null || top === null ? null : Math.max(top, childTop)
  }
  if (top === Number.NEGATIVE_INFINITY) top = null
  const reference = p === 1 ? 0 : (top ?? highest(children))
  return {
    id,
    column,
    list: fromColumn(column),
    top,
    contributions: contribute(p, children, weights, present, column, reference),
    outcomes,
  }
}

/** Best value seen among the children, as the mark to measure losses from when the scale is open. */
function highest(children: readonly NodeWork[]): number | null {
  let best = Number.NEGATIVE_INFINITY
  for (const { column } of children) for (const x of column) if (x > best) best = x
  return best > 0 ? best : null
}

function contribute(
  p: number,
  children: readonly NodeWork[],
  weights: Float64Array,
  present: Float64Array,
  column: Column,
  reference: number | null,
): NodeContributions {
  const size = column.length
  // Under a bent mean, the node's distance from the reference is shared out in
  // proportion to each child's on the bent scale: exact, and it sums.
  const bentReference = reference === null || reference <= 0 ? Number.NaN : transform(reference, p)
  return {
    reference,
    children: children.map((child, j) => {
      const weight = weights[j] as number
      const whole = p === 1 ? wholePoints(child.column, weight, present, column) : null
      if (whole !== null) return { id: child.id, ...whole }
      const shares: (number | null)[] = numberList(size)
      const points: (number | null)[] = numberList(size)
      for (let i = 0; i < size; i++) {
        const x = child.column[i] as number
        const value = column[i] as number
        const total = present[i] as number
        const share = weight / total
        if (Number.isNaN(x) || total === 0) {
          shares[i] = null
          points[i] = null
        } else {
          shares[i] = share
          if (Number.isNaN(value)) points[i] = null
          else if (p === 1) points[i] = share * x
          else points[i] = lost(p, share, x, value, reference as number, bentReference)
        }
      }
      return { id: child.id, weights: shares, points }
    }),
  }
}

/** The usual case, an arithmetic mean with nothing missing, without a question per unit. */
function wholePoints(
  child: Column,
  weight: number,
  present: Float64Array,
  column: Column,
): { weights: number[]; points: number[] } | null {
  const size = column.length
  const total = present[0] as number
  const share = weight / total
  if (!(total > 0)) return null
  const points = numberList(size)
  for (let i = 0; i < size; i++) {
    const x = child[i] as number
    if (present[i] !== total || Number.isNaN(x) || Number.isNaN(column[i] as number)) return null
    points[i] = share * x
  }
  return { weights: numberList(size).fill(share), points }
}

function lost(
  p: number,
  share: number,
  x: number,
  value: number,
  reference: number,
  bentReference: number,
): number | null {
  if (Number.isNaN(bentReference)) return null
  // A zero takes everything, and several zeros cannot be told apart: no sharing out.
  if (value === 0 && p <= 0) return null
  if (share === 0) return 0
  const distance = transform(value, p) - bentReference
  const own = share * (transform(x, p) - bentReference)
  if (Math.abs(distance) <= 1e-12 * Math.max(1, Math.abs(bentReference))) {
    // At the reference itself the bend is flat: the slope of the mean there.
    const slope = p === 0 ? reference : power(reference, 1 - p) / p
    return Number.isFinite(own * slope) ? own * slope : null
  }
  const points = (own * (value - reference)) / distance
  return Number.isFinite(points) ? points : null
}

function copelandNode(
  id: string,
  children: readonly NodeWork[],
  weights: Float64Array,
  present: Float64Array,
  outcomes: Outcome[],
  setting: Setting,
): NodeWork {
  const lists = children.map((child) => child.list.map((value, i) => (present[i] === 0 ? null : value)))
  const scores = copeland(lists, Array.from(weights))
  const alone = scores.flatMap((score, i) =>
    score === null && present[i] !== 0 ? [setting.data.units[i] as string] : [],
  )
  if (alone.length > 0)
    outcomes.push({
      kind: 'nothing-to-compare',
      stage: 'aggregate',
      node: id,
      units: alone,
      message: `${id} of ${list(alone)} is not known: there is no other unit to compare with.`,
      remedy: 'A majority needs at least two units with criteria in common.',
    })
  const column = toColumn(scores, () => id)
  return {
    id,
    column,
    list: scores,
    top: null,
    contributions: {
      reference: null,
      children: children.map((child, j) => ({
        id: child.id,
        weights: child.list.map((value, i) =>
          value === null || present[i] === 0 ? null : (weights[j] as number) / (present[i] as number),
        ),
        points: child.list.map(() => null),
      })),
    },
    outcomes,
  }
}

// ------------------------------------------------------------------- assembly

type Kept = {
  spec: CompositeSpec
  data: CompositeData
  setting: Setting
  columns: Map<string, ColumnWork>
  nodes: Map<string, NodeWork>
  screen: Screen
  opened: Opened[]
}

/**
 * Working columns ride along on the result under a key that no copy, comparison
 * or JSON sees, and are collected with it. (A WeakMap beside the results was
 * tried: it kept every result alive until a full collection, at twice the time.)
 */
const working = Symbol('working columns')

function keptOf(result: CompositeResult & { [working]?: Kept }): Kept | undefined {
  return result[working]
}

function assemble(work: Kept): CompositeResult {
  const { spec, data, setting, columns, nodes, screen } = work
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
      message: `${list(unranked)} have no score and therefore no rank.`,
      remedy: 'The other outcomes say what is missing; not ranked is not last.',
    })

  const result: CompositeResult = {
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
  return Object.defineProperty(result, working, { value: work, enumerable: false })
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
      message: `${list(out)} have fewer than ${spec.screening?.availability} of the indicators and are left out.`,
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

/** Names as read in a sentence; long lists are cut, the full one is in the outcome's `units`. */
function list(names: readonly string[]): string {
  if (names.length > 6) return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}

// -------------------------------------------------------------------- changes

function changedSpec(spec: CompositeSpec, change: CompositeChange, dirty: Set<string>): CompositeSpec {
  const { weights = {}, aggregation = {}, imputation = {}, outliers = {}, normalisation = {} } = change
  const places = new Set(spec.indicators.map(({ id }) => id))
  for (const id of [...Object.keys(imputation), ...Object.keys(outliers), ...Object.keys(normalisation)]) {
    if (!places.has(id)) throw new RangeError(`there is no indicator ${id} to change`)
    dirty.add(id)
  }
  const indicators =
    dirty.size === 0
      ? spec.indicators
      : spec.indicators.map((indicator) => {
          if (!dirty.has(indicator.id)) return indicator
          const next = { ...indicator }
          const [fill, treat, scale] = [
            imputation[indicator.id],
            outliers[indicator.id],
            normalisation[indicator.id],
          ]
          if (fill !== undefined) next.imputation = fill
          if (treat !== undefined) next.outliers = treat
          if (scale !== undefined) next.normalisation = scale
          return next
        })

  const sought = new Set([...Object.keys(weights), ...Object.keys(aggregation)])
  if (sought.size === 0) return { ...spec, indicators }
  const visit = (node: TreeNode): TreeNode => {
    const weight = weights[node.id]
    const rule = aggregation[node.id]
    sought.delete(node.id)
    const next = { ...node }
    if (weight !== undefined) {
      checkWeight(weight, `the weight of ${node.id}`)
      next.weight = weight
    }
    if (rule !== undefined) {
      if (node.children === undefined)
        throw new RangeError(`${node.id} is an indicator and aggregates nothing`)
      if (rule !== 'copeland') exponentOf(rule)
      next.aggregation = rule
      dirty.add(node.id)
    }
    if (node.children !== undefined) {
      next.children = node.children.map(visit)
      // A child's weight matters to its parent, not to itself.
      if (node.children.some((child) => weights[child.id] !== undefined)) dirty.add(node.id)
    }
    return next
  }
  const tree = visit(spec.tree)
  for (const id of sought) throw new RangeError(`there is no node ${id} to change`)
  return { ...spec, indicators, tree }
}

function changedData(
  { data, setting }: Kept,
  { values = [] }: CompositeChange,
  dirty: Set<string>,
): CompositeData {
  if (values.length === 0) return data
  const positions = new Map(data.units.map((unit, i) => [unit, i]))
  const columns: Columns = { ...data.values }
  const copied = new Set<string>()
  const used = new Set(setting.spec.indicators.map(({ id }) => id))
  for (const { indicator, unit, value } of values) {
    const position = positions.get(unit)
    const column = columns[indicator]
    if (position === undefined) throw new RangeError(`there is no unit ${unit} to change`)
    if (column === undefined || !used.has(indicator))
      throw new RangeError(`there is no indicator ${indicator} to change`)
    if (!copied.has(indicator)) {
      columns[indicator] = [...column]
      copied.add(indicator)
      dirty.add(indicator)
    }
    const next = columns[indicator] as (number | null)[]
    next[position] = value
  }
  return { ...data, values: columns }
}
