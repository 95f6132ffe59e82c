import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { baselineGaps } from './compacts/baseline-estimates.ts'
import type { CompactWiring, MoreGaps } from './compacts/effects.ts'
import type { Step } from './compacts/gap-codes.ts'
import { compactNames } from './compacts/names.ts'
import { fundingEffect } from './funding/follow.ts'
import { lastPayment } from './funding/last-payment.ts'
import { moneyGaps } from './funding/money-of.ts'
import type { Db } from './house/database.ts'
import { documentsOf } from './house/documents/store.ts'
import type { House } from './house/house.ts'
import { reportGaps } from './monitoring/store.ts'
import { compactToRead, type NamedCompact } from './people/organisations/compacts.ts'
import './selection/store.ts'
import { consultationStops } from './selection/consultation/outcome.ts'
import type { PublishingStops } from './selection/versions/stops.ts'
import { reviewGaps } from './survivors/store.ts'

/** Steps before which the whole text is judged. */
const ofTheWholeText: readonly Step[] = ['frozen', 'signed']

/** The assessment a text names was made here, and looked at the country of the compact. */
const choiceGaps: MoreGaps = async (db, { step, agreement: { chosenBy, country } }) => {
  if (!ofTheWholeText.includes(step) || chosenBy === null || !('assessment' in chosenBy)) return []
  const { assessment } = chosenBy
  const found = await db
    .selectFrom('assessments')
    .select('id')
    .where('id', '=', assessment)
    .where(
      sql<boolean>`exists (
        select from jsonb_array_elements(result->'units') as looked_at where looked_at->>'unit' = ${country}
      )`,
    )
    .executeTakeFirst()
  if (found !== undefined) return []
  return [
    { place: 'chosenBy/assessment', section: null, code: 'choice-unknown', values: { assessment, country } },
  ]
}

/** Whoever has the text can have its annexes: the files it names are kept at this compact. */
const documentGaps: MoreGaps = async (db, { compact, step, agreement: { documents } }) => {
  if (!ofTheWholeText.includes(step) || documents.every(({ file }) => file === null)) return []
  const kept = await documentsOf(db, compact)
  const there = new Set(kept.filter(({ removed }) => removed === null).map(({ hash }) => hash))
  return documents
    .filter(({ file }) => file !== null && !there.has(file))
    .map(({ key }) => ({
      place: `documents/${key}/file`,
      section: null,
      code: 'document-unknown',
      values: { document: key },
    }))
}

/** What other rooms do when a version of a compact takes effect, and what they ask for before a step. */
export const compactWiring: CompactWiring = {
  effects: [fundingEffect],
  moreGaps: [choiceGaps, baselineGaps, documentGaps, reviewGaps, reportGaps(lastPayment), moneyGaps],
}

/** The compacts with some countries that whoever asks may read, by country: what came of a decision on them. */
export const compactsOfCountries =
  ({ db }: Pick<House, 'db'>) =>
  async ({ person, language }: FastifyRequest, countries: readonly string[]) => {
    const found = new Map<string, NamedCompact[]>()
    if (countries.length === 0) return found
    const rows = await db
      .selectFrom('compacts')
      .select(['id', 'country'])
      .where('country', 'in', [...countries])
      .orderBy('id')
      .execute()
    for (const { id, country } of rows) {
      if ((await compactToRead(db, compactNames, person, id)) === null) continue
      const named = await compactNames.named(db, [id], language)
      found.set(country, [...(found.get(country) ?? []), ...named])
    }
    return found
  }

/** Keys of the contributions of which the ledger knows something: the scorecard asks whether they are tracked. */
export async function contributionsWithEntries(db: Db, compact: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger_entries')
    .select('contribution')
    .distinct()
    .where('compact_id', '=', compact)
    .orderBy('contribution')
    .execute()
  return rows.map(({ contribution }) => contribution)
}

/** What is asked before a version of a methodology is published; each part that can stop it has a line. */
export const stopsOfVersions = (house: Pick<House, 'keys' | 'now'>): readonly PublishingStops[] => [
  consultationStops(house),
]
