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
import { type AssessmentCard, listAssessments } from '../selection/store.ts'
import { standingsOf } from './find-standings.ts'
import type { Standings } from './standings.ts'

/** What the first page shows, counted from the database. */
export type HomeFacts = {
  standings: Standings
  tierSeries: Series
  tiers: Coverage
  compacts: { dataset: Dataset; facts: Fact[] }
  assessments: AssessmentCard[]
  runs: ImportRun[]
  today: string
}

/** Gathers the first page. */
export async function homeFacts(house: House): Promise<HomeFacts> {
  const { db } = house
  const standings = await standingsOf(house)
  const [tierSeries, tiers, dataset, facts, assessments, runs] = await Promise.all([
    findSeries(db, 'tip_tier'),
    coverage(db, 'tip_tier'),
    findDataset(db, 'compact'),
    factsOf(db, { dataset: 'compact' }),
    listAssessments(db),
    importRuns(db),
  ])
  return {
    standings,
    tierSeries,
    tiers,
    compacts: { dataset, facts: facts.sort((a, b) => (a.from < b.from ? -1 : 1)) },
    assessments,
    runs,
    today: today(house),
  }
}
