import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { allCriteria } from '../criteria.ts'
import type { Methodology } from '../schema.ts'
import { findAssessment, listAssessments } from '../store.ts'
import { newestDocument } from '../versions/store.ts'
import { type Column, type Rankings, rankingsOf } from './rankings.ts'
import type { Reading, Results } from './results.ts'
import type { Round } from './schema.ts'
import { benchLink } from './to-weights.ts'

/* What the results of a round are laid beside: rankings on a kept assessment, and what a newer document no longer has. */

type Db = Kysely<Tables>

/** The document, the readings, and the first reading without each group. */
export function columnsOf({ readings, without }: Results): Column[] {
  const [first, second] = readings
  if (first === undefined) return []
  return [
    { key: 'document', points: null },
    { key: first.kind, points: first.points },
    ...(second === undefined ? [] : [{ key: second.kind, points: second.points }]),
    // Without the only group that is shown the document stands as it was written: that column is there already.
    ...without.flatMap(({ key, points }) => (points === null ? [] : [{ key, points }])),
  ]
}

export type RankingsView = {
  found: Rankings
  assessment: string
  asOf: string
  /** What stands behind `#` of the workbench of that assessment, for each reading that can be moved there. */
  benches: { kind: Reading['kind']; state: string }[]
}

/** Rankings on the newest kept assessment of the very version; null where none is kept, or no group is shown. */
export async function rankingsFor(
  db: Db,
  round: Round,
  methodology: Methodology,
  results: Results,
): Promise<RankingsView | null> {
  const columns = columnsOf(results)
  if (columns.length === 0) return null
  const card = (await listAssessments(db, round.methodology)).find(({ version }) => version === round.version)
  if (card === undefined) return null
  const { inputs } = await findAssessment(db, card.id)
  const { seed, shortlistSize, asOf } = card
  const options = { seed, shortlistSize, replicates: 0 }
  const benches = results.readings.flatMap(({ kind, points }) => {
    const state = benchLink(methodology, round.level, points)
    return state === null ? [] : [{ kind, state }]
  })
  const found = rankingsOf(methodology, inputs, options, round.level, columns)
  return { found, assessment: card.id, asOf, benches }
}

/** What the newest version of the document no longer has of what was weighed, and how many points went to it. */
export async function goneSince(
  db: Db,
  round: Round,
  ids: readonly string[],
  results: Results,
): Promise<{ version: number; parts: string[]; points: number } | null> {
  const { methodology } = await newestDocument(db, round.methodology)
  if (methodology.version <= round.version) return null
  const there = new Set(allCriteria(methodology.criteria).map(({ id }) => id))
  const parts = ids.filter((id) => !there.has(id))
  if (parts.length === 0) return null
  const points = results.readings[0]?.points ?? {}
  return {
    version: methodology.version,
    parts,
    points: parts.reduce((sum, id) => sum + (points[id] ?? 0), 0),
  }
}
