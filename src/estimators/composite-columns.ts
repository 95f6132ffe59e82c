import { type Column, fromColumn, toColumn } from './columns.ts'
import type { Screen } from './composite-screening.ts'
import type { Setting } from './composite-setting.ts'
import type { IndicatorSpec } from './composite-spec.ts'
import { averages, type CodedGroups, type Imputation, latestWithin, linearBetween } from './impute.ts'
import { normaliseColumn } from './normalise.ts'
import { inWords, type Outcome, type Stage } from './outcomes.ts'
import { type Treatment, treatColumn } from './outliers.ts'

/** The states a column is kept in, from raw to normalised. */
export type ColumnStage = 'denominated' | 'screened' | 'imputed' | 'treated' | 'normalised'

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

/** One indicator on its way, stage by stage. */
export type ColumnWork = {
  id: string
  spec: IndicatorSpec
  denominated: Column
  screened: Column
  imputed: Column
  treated: Column
  normalised: Column
  /** The same five at the boundary; a stage that changed nothing shares the list before it. */
  lists: Record<ColumnStage, (number | null)[]>
  mask: boolean[]
  cells: ImputedCell[]
  treatment: TreatmentEntry | null
  outcomes: Outcome[]
  changed: { denominate: boolean; impute: boolean; treat: boolean }
}

/** A column before it is known which units stay. */
export type Opened = Pick<
  ColumnWork,
  'id' | 'spec' | 'denominated' | 'cells' | 'mask' | 'outcomes' | 'changed'
> & {
  list: (number | null)[]
  /** The column screening looks at: before or after gaps are filled. */
  judged: Column
}

/** Denominates; and fills gaps already when screening comes after that. */
export function openColumn(spec: IndicatorSpec, setting: Setting): Opened {
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
        message: `${id} cannot be divided by ${spec.denominator} for ${inWords(without)}: the denominator is missing, zero or too small.`,
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

/** The rest of the way, for the units that stay: fills gaps, treats outliers, normalises. */
export function finishColumn(opened: Opened, screen: Screen, setting: Setting): ColumnWork {
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
    message: `${work.id} left the range of numbers for ${inWords(units)}.`,
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
      message: `Nobody in ${group} has a value of ${work.id}, so ${inWords(units)} cannot be given the group's.`,
      remedy: 'Use a wider group, or leave the gap: it counts as not known.',
    })
  if (left.length > 0)
    work.outcomes.push({
      kind: 'not-imputed',
      stage: 'impute',
      indicator: work.id,
      units: left,
      message: `${work.id} could not be filled for ${inWords(left)}.`,
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
