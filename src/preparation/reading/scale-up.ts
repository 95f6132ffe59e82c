import { type Estimate, WrongData } from '../../estimators/estimate.ts'
import { estimateNsum, type NsumDiagnostics, type NsumOptions } from '../../estimators/network/nsum.ts'
import { type KnownGroup, type NsumSurvey, readNsum } from '../../estimators/network/nsum-data.ts'
import {
  estimateGeneralised,
  type GeneralisedDiagnostics,
  type Visibility,
  visibilityFromGroups,
} from '../../estimators/network/nsum-generalised.ts'
import type { Run } from '../../estimators/numeric/run.ts'
import {
  assertNoThousands,
  cellsOf,
  cellsWithPoint,
  columnNamed,
  isNumeral,
  numbersOf,
  type TextTable,
} from '../text-table.ts'

/** What is asked of a table of answers to “how many people do you know who …”. */
export type ScaleUpAsked = {
  hidden: string
  known: readonly KnownGroup[]
  population: number
  weight?: string
  cluster?: string
  strata?: string
  cutAt?: number
}

/** In English, French, Spanish and Portuguese. */
const knownHeadings = ['known', 'connu', 'conocido', 'conhecido']

/**
 * Name and size of the groups known from elsewhere; where there is a column `known`, only the rows that say 1 in it.
 *
 * @throws WrongData where there is no second column, or numbers stand where headings belong, or a size could be a
 *   number of thousands as well as one with decimals, or is not whole, or is given twice for one group
 */
export function knownGroupsIn(sizes: TextTable): KnownGroup[] {
  const [, ofSizes] = sizes.columns
  if (ofSizes === undefined)
    throw new WrongData({ code: 'column-unknown', column: 'size', known: sizes.columns })
  if (isNumeral(ofSizes)) throw new WrongData({ code: 'heading-of-numbers', text: ofSizes })
  cellsOf(sizes, 1).forEach((text, i) => {
    if (/^\d{1,3}[.,]\d{3}$/.test(text))
      throw new WrongData({ code: 'not-a-count', row: i + 1, column: ofSizes, text })
  })
  const [names, numbers] = [cellsOf(sizes, 0), numbersOf(sizes, 1)]
  const flag = sizes.columns.findIndex((name) => knownHeadings.includes(name.toLowerCase()))
  const isKnown = flag < 0 ? null : cellsOf(sizes, flag)
  const met = new Set<string>()
  return names.flatMap((group, i) => {
    const size = numbers[i] as number | null
    if (size === null || (isKnown && isKnown[i] !== '1')) return []
    if (!Number.isInteger(size))
      throw new WrongData({ code: 'not-a-count', row: i + 1, column: ofSizes, text: String(size) })
    // The one that came last would win in silence.
    if (met.has(group)) throw new WrongData({ code: 'group-twice', group })
    met.add(group)
    return [{ group, size }]
  })
}

/** Columns of answers for which no size is known: one of them is the hidden group. */
export function groupsWithoutSize(
  table: TextTable,
  known: readonly KnownGroup[],
  others: readonly (string | undefined)[] = [],
): string[] {
  return table.columns.filter((name) => !known.some(({ group }) => group === name) && !others.includes(name))
}

const weightsIn = (table: TextTable, name: string) => cellsWithPoint(table, columnNamed(table, name))

/** Answers of respondents. @throws WrongData where a column is missing or an answer is no count */
export function scaleUpIn(table: TextTable, asked: ScaleUpAsked): NsumSurvey {
  const column = (name: string | undefined) =>
    name === undefined ? undefined : cellsOf(table, columnNamed(table, name))
  // “1.000” between semicolons may be a thousand people known, or one.
  for (const { group } of [{ group: asked.hidden }, ...asked.known]) {
    const at = table.columns.indexOf(group)
    if (at >= 0) assertNoThousands(table, at, cellsOf(table, at))
  }
  const weights = asked.weight === undefined ? undefined : weightsIn(table, asked.weight)
  const [clusters, strata] = [column(asked.cluster), column(asked.strata)]
  return readNsum(
    {
      groups: table.columns,
      rows: table.rows,
      ...(weights && { weights }),
      ...(clusters && { clusters }),
      ...(strata && { strata }),
    },
    {
      hidden: asked.hidden,
      known: asked.known.filter(({ group }) => group !== asked.hidden),
      population: asked.population,
      ...(asked.cutAt === undefined ? {} : { cutAt: asked.cutAt }),
    },
  )
}

/** The size of a hidden group from how many of its members respondents know. */
export function* estimateScaleUp(
  table: TextTable,
  asked: ScaleUpAsked,
  options: NsumOptions,
): Run<Estimate<NsumDiagnostics>> {
  return yield* estimateNsum(scaleUpIn(table, asked), options)
}

/** What members of the hidden group say of who knows of them: a second sample. */
export type MembersAsked = {
  /** People on the frame of the survey of the general population. */
  frame: number
  known: readonly KnownGroup[]
  /** The column with how many people know of the member; else it is reckoned from the known groups, as degrees are. */
  knowers?: string
  weight?: string
}

/** How many people on the frame know of each member interviewed. @throws WrongData as for respondents */
export function visibilityIn(table: TextTable, { frame, known, knowers, weight }: MembersAsked): Visibility {
  const weights = weight === undefined ? undefined : weightsIn(table, weight)
  const answers = { groups: table.columns, rows: table.rows, ...(weights && { weights }) }
  if (knowers === undefined)
    return visibilityFromGroups(
      answers,
      known.filter(({ group }) => table.columns.includes(group)),
      frame,
    )
  const hidden = table.columns[columnNamed(table, knowers)] as string
  const {
    reported,
    weight: counted,
    strata,
    clustered,
  } = readNsum(answers, { hidden, known: [], population: frame })
  return { values: reported, weight: counted, strata, clustered }
}

/** The size of a hidden group from reports made over reports received. */
export function* estimateEnriched(
  table: TextTable,
  asked: ScaleUpAsked,
  members: { table: TextTable; asked: MembersAsked },
  { precision, ...options }: { precision?: number; resamples: number; seed: number },
): Run<Estimate<GeneralisedDiagnostics>> {
  const visibility = visibilityIn(members.table, members.asked)
  // The known groups are asked of members, not of respondents.
  const survey = scaleUpIn(table, { ...asked, known: [] })
  return yield* estimateGeneralised(
    survey,
    { frame: members.asked.frame, visibility, ...(precision === undefined ? {} : { precision }) },
    options,
  )
}
