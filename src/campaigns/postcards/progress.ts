import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { type Band, bandOf, bandsByPlace } from '../../house/small-counts/bands.ts'
import { FEWEST_SHOWN } from '../../house/small-counts/suppression.ts'
import './tables.ts'

/** What everybody is told of the cards of a campaign. */
export type Progress = {
  /** Pledges that were confirmed, and the cards they promise. */
  advocates: number
  promised: number
  /** As advocates say; whatever was checked included. */
  claimed: number
  /** Batches and cards that nobody of the coalition has counted. */
  unchecked: { batches: number; cards: number }
  checked: number
  /** Told as a band, because what one office got is told as one. */
  delivered: Band | null
  /** People of typed lists who were found on the cards, each once: they are signatures too. */
  listed: number
  /** Checked cards by the state and the district they are for: see `bandsByPlace`. */
  states: ({ place: string } & Band)[]
  districts: ({ place: string } & Band)[]
}

export async function progressOf(
  db: Kysely<Tables>,
  campaign: string,
  fewest = FEWEST_SHOWN,
): Promise<Progress> {
  const { rows } = await sql<{
    advocates: number
    promised: number
    claimed: number
    batches: number
    unchecked: number
    checked: number
    delivered: number
    listed: number
  }>`
    with batches as (
      select batch.id, batch.cards as claimed,
        (select cards from postcard_checks where batch_id = batch.id order by id desc limit 1) as checked
      from postcard_batches as batch
      where batch.campaign_id = ${campaign} and batch.withdrawn_at is null
    ), pledges as (
      select cards from postcard_pledges
      where campaign_id = ${campaign} and confirmed_at is not null and withdrawn_at is null
    )
    select (select count(*) from pledges)::int as advocates,
      (select coalesce(sum(cards), 0) from pledges)::int as promised,
      coalesce(sum(claimed), 0)::int as claimed,
      (count(*) filter (where checked is null))::int as batches,
      coalesce(sum(claimed) filter (where checked is null), 0)::int as unchecked,
      coalesce(sum(checked), 0)::int as checked,
      (select coalesce(sum(cards), 0) from postcard_deliveries
        where campaign_id = ${campaign} and ended is null)::int as delivered,
      (select count(distinct coalesce(person_key, id::text)) from signatures
        where id in (select signature_id from postcard_signatures where batch_id in (select id from batches)))::int as listed
    from batches`.execute(db)
  const row = rows[0]
  const places = await cardsByPlace(db, campaign)
  return {
    advocates: row?.advocates ?? 0,
    promised: row?.promised ?? 0,
    claimed: row?.claimed ?? 0,
    unchecked: { batches: row?.batches ?? 0, cards: row?.unchecked ?? 0 },
    checked: row?.checked ?? 0,
    delivered: bandOf(row?.delivered ?? 0, fewest),
    listed: row?.listed ?? 0,
    states: bandsByPlace(
      places.map(({ region, cards }) => [region, cards]),
      fewest,
    ),
    districts: bandsByPlace(
      places.map(({ division, cards }) => [division, cards]),
      fewest,
    ),
  }
}

/**
 * Checked cards by where they are for. A person of a list is represented where their postal code says; what a batch holds
 * beyond its list is for the office that the check names, or it is not known.
 */
export async function cardsByPlace(
  db: Kysely<Tables>,
  campaign: string,
): Promise<{ region: string | null; division: string | null; cards: number }[]> {
  const { rows } = await sql<{ region: string | null; division: string | null; cards: number }>`
    with batches as (
      select batch.id, newest.cards, newest.region, newest.division,
        (select count(*) from postcard_signatures where batch_id = batch.id) as listed
      from postcard_batches as batch
      join lateral (select cards, region, division from postcard_checks
        where batch_id = batch.id order by id desc limit 1) as newest on true
      where batch.campaign_id = ${campaign} and batch.withdrawn_at is null
    ), parts as (
      select region, division, cards - listed as cards from batches where cards > listed
      union all
      select signatures.region, signatures.division, 1 from postcard_signatures
        join batches on batches.id = postcard_signatures.batch_id
        join signatures on signatures.id = postcard_signatures.signature_id
    )
    select region, division, sum(cards)::int as cards from parts group by region, division`.execute(db)
  return rows
}
