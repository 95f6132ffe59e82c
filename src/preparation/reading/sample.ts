import { WrongData } from '../../estimators/estimate.ts'
import { type LonelyClusters, type SurveyDesign, surveyDesign } from '../../estimators/survey/design.ts'
import { cellsOf, columnNamed, numbersOf, type TextTable } from '../text-table.ts'

/** Headings of the columns that say how a sample was drawn. */
export type SampleColumns = {
  weight?: string
  strata?: string
  cluster?: string
  fpc?: string
  /** What was drawn within clusters, such as the household, and how many (or which share) of a cluster's were. */
  second?: { unit: string; fpc: string }
}

export type SampleOptions = { onLonely?: LonelyClusters; missingWeights?: 'refuse' | 'leave-out' }

/** How the sample in a file was drawn. @throws WrongData where its columns do not say so */
export function sampleIn(
  table: TextTable,
  { weight, strata, cluster, fpc, second }: SampleColumns,
  options: SampleOptions = {},
): SurveyDesign {
  const number = (name: string) => numbersOf(table, columnNamed(table, name))
  return surveyDesign(
    {
      ...(weight === undefined ? {} : { weight: number(weight) }),
      ...(strata === undefined ? {} : { strata: keysIn(table, strata) }),
      ...(cluster === undefined ? {} : { clusters: keysIn(table, cluster) }),
      ...(fpc === undefined ? {} : { fpc: number(fpc) }),
      ...(second === undefined
        ? {}
        : { second: { units: keysIn(table, second.unit), fpc: number(second.fpc) } }),
    },
    table.rows.length,
    options,
  )
}

/** Names in one column; null where a cell is empty. */
export function keysIn(table: TextTable, name: string): (string | null)[] {
  return cellsOf(table, columnNamed(table, name)).map((cell) => cell || null)
}

/** Part of the respondents: those who have this value in this column. */
export type Domain = { column: string; value: string }

/** @throws WrongData naming the values there are, where nobody has this one */
export function domainIn(table: TextTable, { column, value }: Domain): (row: number) => boolean {
  const cells = cellsOf(table, columnNamed(table, column))
  assertAmong(cells, value)
  return (row) => cells[row] === value
}

/** A value asked for is one that the column has. @throws WrongData naming those it has */
export function assertAmong(cells: readonly (string | null)[], value: string): void {
  if (cells.includes(value)) return
  const known = [...new Set(cells.filter((cell) => cell !== null && cell !== ''))].sort()
  throw new WrongData({ code: 'group-unknown', group: value, known: (known as string[]).slice(0, 12) })
}
