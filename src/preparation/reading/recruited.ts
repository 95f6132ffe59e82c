import type { Estimate } from '../../estimators/estimate.ts'
import { estimateRds, type RdsDiagnostics, type RdsOptions } from '../../estimators/network/rds.ts'
import { type RecruitmentTree, readTree, type TreeOptions } from '../../estimators/network/rds-data.ts'
import type { Run } from '../../estimators/numeric/run.ts'
import { cellsOf, cellsWithPoint, columnNamed, headingAmong, type TextTable } from '../text-table.ts'
import { usualIds, usualRecruiters } from './choices.ts'

/** Headings of a respondent-driven sample; the two left out are looked for under their usual names. */
export type RecruitedColumns = { id?: string; recruiter?: string; degree: string; outcome: string }

/** Who recruited whom. @throws WrongData where a column is missing or recruitment cannot have happened so */
export function recruitedIn(
  table: TextTable,
  columns: RecruitedColumns,
  options: TreeOptions = {},
): RecruitmentTree {
  const column = (name: string) => cellsOf(table, columnNamed(table, name))
  const ids = column(columns.id ?? headingAmong(table, usualIds))
  const recruiters = column(columns.recruiter ?? headingAmong(table, usualRecruiters))
  const degrees = cellsWithPoint(table, columnNamed(table, columns.degree))
  const outcomes = column(columns.outcome)
  return readTree(
    ids.map((id, i) => ({
      id,
      recruiter: recruiters[i] as string,
      degree: degrees[i] as string,
      outcome: outcomes[i] as string,
    })),
    options,
  )
}

/** The share of a group among those who recruited one another. Successive sampling where the population is known. */
export function* estimateRecruited(
  table: TextTable,
  columns: RecruitedColumns,
  { method, ...options }: Omit<RdsOptions, 'method'> & { method?: RdsOptions['method'] },
  reading: TreeOptions = {},
): Run<Estimate<RdsDiagnostics>> {
  const known = options.population != null
  return yield* estimateRds(recruitedIn(table, columns, reading), {
    // Successive sampling allows for how much of the population was drawn, where its size is known.
    method: method ?? (known ? 'rds-ss' : 'rds-ii'),
    ...options,
  })
}
