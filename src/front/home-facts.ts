import type { Db } from '../house/database.ts'
import { type House, today } from '../house/house.ts'
import type { Dataset, Fact, Series } from '../indicators/schema.ts'
import {
  type Coverage,
  coverage,
  factsOf,
  findDataset,
  findSeries,
  type ImportRun,
  importRuns,
} from '../indicators/store.ts'
import { overviewFacts } from '../preparation/overview/facts.ts'
import { type AssessmentCard, listAssessments } from '../selection/store.ts'
import { standingsOf } from './find-standings.ts'
import type { Standings } from './standings.ts'

/** What the first page shows, counted from the database. */
export type HomeFacts = {
  standings: Standings
  tierSeries: Series
  tiers: Coverage
  /** The public record of real compacts. */
  compacts: { dataset: Dataset; facts: Fact[] }
  /** Compacts managed here that took effect, and the reports of results published on them; examples are not counted. */
  managed: { compacts: number; reports: number }
  /** Studies anybody may know of. */
  studies: number
  assessments: AssessmentCard[]
  runs: ImportRun[]
  today: string
}

/** Gathers the first page. */
export async function homeFacts(house: House): Promise<HomeFacts> {
  const { db } = house
  const standings = await standingsOf(house)
  const [tierSeries, tiers, dataset, facts, managed, { studies }, assessments, runs] = await Promise.all([
    findSeries(db, 'tip_tier'),
    coverage(db, 'tip_tier'),
    findDataset(db, 'compact'),
    factsOf(db, { dataset: 'compact' }),
    managedHere(db),
    overviewFacts(db),
    listAssessments(db),
    importRuns(db),
  ])
  return {
    standings,
    tierSeries,
    tiers,
    compacts: { dataset, facts: facts.sort((a, b) => (a.from < b.from ? -1 : 1)) },
    managed,
    studies,
    assessments,
    runs,
    today: today(house),
  }
}

async function managedHere(db: Db): Promise<HomeFacts['managed']> {
  const compacts = db
    .selectFrom('compacts')
    .where('kind', '=', 'managed')
    .where('example', '=', false)
    .where('in_force_version', 'is not', null)
  const [known, reports] = await Promise.all([
    compacts.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    db
      .selectFrom('result_reports')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'published')
      .where('compact_id', 'in', compacts.select('id'))
      .executeTakeFirstOrThrow(),
  ])
  return { compacts: Number(known.count), reports: Number(reports.count) }
}
