import { type Kysely, sql, type Transaction } from 'kysely'
import type { Db, Tables } from '../../house/database.ts'
import { transact } from '../../house/transact.ts'
import {
  type CountedRow,
  type Judgement,
  type Judgements,
  judge,
  type Policy,
  type Verdict,
} from './count.ts'
import { rememberedFor } from './remembered.ts'
import './tables.ts'

/*
 * Keeping the count: signatures that are new or changed are judged by the rule of count.ts together with those they
 * share a person or an address with, and the difference goes into the tallies. One process at a time has the turn of a
 * campaign, so that two confirmations at one instant cannot both count one person; what it judges it holds, so that
 * nothing changes between reading and writing. The page says how many are not judged yet, and judges them first when
 * they are few.
 */

const BATCH = 2_000

type Row = CountedRow & {
  region: string | null
  division: string | null
  ownWords: number | null
  channel: string
  tallied: string | null
  judged: string | null
  settled: boolean
}

/**
 * Judges what is new or changed in a campaign, up to `most` signatures; answers how many were judged. Answers 0 at once
 * when another process is judging, unless `wait` is set.
 */
export async function settle(
  db: Db,
  campaign: string,
  { most = BATCH, wait = false }: { most?: number; wait?: boolean } = {},
): Promise<number> {
  let judged = 0
  while (judged < most) {
    const batch = Math.min(BATCH, most - judged)
    const done = await transact(db, (trx) => settleBatch(trx, campaign, batch, wait))
    judged += done
    if (done < batch) break
  }
  return judged
}

async function settleBatch(
  trx: Transaction<Tables>,
  campaign: string,
  most: number,
  wait: boolean,
): Promise<number> {
  if (!(await takeTurn(trx, campaign, wait))) return 0
  const fresh = await rowsWhere(
    trx,
    sql`campaign_id = ${campaign} and not settled order by id limit ${most}
      for update skip locked`,
  )
  if (fresh.length === 0) return 0
  const all = await withTheirKin(trx, campaign, fresh)
  const changed = (await judgedOf(trx, campaign, all)).filter(
    ({ bucket, was, judged, row }) => bucket !== was || judged !== row.judged || fresh.includes(row),
  )
  await write(trx, campaign, changed)
  return fresh.length
}

/** Judges all that waits in a campaign within a change, holding its turn until that is over. */
export async function settleWithin(trx: Transaction<Tables>, campaign: string): Promise<void> {
  while ((await settleBatch(trx, campaign, BATCH, true)) === BATCH);
}

/** These rows under both rules, with the line of the tallies each belongs to. */
async function judgedOf(trx: Kysely<Tables>, campaign: string, rows: readonly Row[]): Promise<Judged[]> {
  const remembered = await rememberedFor(trx, campaign, rows)
  const strict = judge(rows, 'strict', remembered)
  const household = judge(rows, 'household', remembered)
  return rows.map((row) => {
    const judgements = {
      strict: strict.get(row.id) ?? unjudged,
      household: household.get(row.id) ?? unjudged,
    }
    return {
      id: row.id,
      row,
      bucket: bucketOf(row, judgements),
      was: row.tallied,
      judged: writtenOf(judgements),
      strict: judgements.strict.letter === 'counts',
      household: judgements.household.letter === 'counts',
    }
  })
}

const unjudged: Judgement = { letter: 'not-confirmed', person: 'not-confirmed' }

const writtenOf = ({ strict, household }: Judgements): string =>
  [strict.letter, household.letter, strict.person, household.person].join('|')

/** A judgement as it stands with a signature, read. */
export function judgementsIn(written: string): Judgements {
  const [a, b, c, d] = written.split('|') as Verdict[]
  return {
    strict: { letter: a ?? 'not-confirmed', person: c ?? 'not-confirmed' },
    household: { letter: b ?? 'not-confirmed', person: d ?? 'not-confirmed' },
  }
}

/** Waits for the turn of a campaign, or answers false at once where somebody has it. */
async function takeTurn(trx: Transaction<Tables>, campaign: string, wait: boolean): Promise<boolean> {
  await trx
    .insertInto('signature_turns')
    .values({ campaign_id: campaign })
    .onConflict((known) => known.doNothing())
    .execute()
  const turn = trx.selectFrom('signature_turns').select('campaign_id').where('campaign_id', '=', campaign)
  const held = await (wait ? turn.forUpdate() : turn.forUpdate().skipLocked()).executeTakeFirst()
  return held !== undefined
}

/** With these, all confirmed signatures that share a person or an address with one of them, and with those, and so on. */
async function withTheirKin(
  trx: Transaction<Tables>,
  campaign: string,
  fresh: readonly Row[],
): Promise<Row[]> {
  const all = new Map(fresh.map((row) => [row.id, row]))
  const asked = { email: new Set<string>(), person: new Set<string>() }
  let next = fresh.filter((row) => row.state === 'validated' || wasCounted(row))
  while (next.length > 0) {
    const emails = unasked(asked.email, next, ({ emailKey }) => emailKey)
    const people = unasked(asked.person, next, ({ personKey }) => personKey)
    if (emails.length === 0 && people.length === 0) break
    const kin = await rowsWhere(
      trx,
      sql`campaign_id = ${campaign} and state = 'validated'
        and (email_key = any(${emails}) or person_key = any(${people})) order by id for update`,
    )
    next = kin.filter(({ id }) => !all.has(id))
    for (const row of next) all.set(row.id, row)
  }
  return [...all.values()]
}

function unasked(asked: Set<string>, rows: readonly Row[], keyOf: (row: Row) => string | null): string[] {
  const fresh = new Set<string>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null || asked.has(key)) continue
    asked.add(key)
    fresh.add(key)
  }
  return [...fresh]
}

const wasCounted = ({ judged }: Row) => judged?.split('|').includes('counts') ?? false

async function rowsWhere(db: Kysely<Tables>, condition: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<{
    id: string
    state: CountedRow['state']
    reason: CountedRow['reason']
    confirmed_at: Date | null
    email_key: string | null
    person_key: string | null
    postal_key: string | null
    ask_id: string
    fixed: string | null
    region: string | null
    division: string | null
    own_words: number | null
    channel: string
    tallied: string | null
    judged: string | null
    settled: boolean
  }>`select id, state, reason, confirmed_at, email_key, person_key, postal_key, fixed, region, division, own_words,
      channel, tallied, judged, settled,
      (select version.ask_id from campaign_ask_versions as version where version.id = ask_version_id) as ask_id
    from signatures where ${condition}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    reason: row.reason,
    confirmedAt: row.confirmed_at?.getTime() ?? null,
    emailKey: row.email_key,
    personKey: row.person_key,
    postalKey: row.postal_key,
    ask: row.ask_id,
    fixed: row.fixed === null ? null : judgementsIn(row.fixed),
    region: row.region,
    division: row.division,
    ownWords: row.own_words,
    channel: row.channel,
    tallied: row.tallied,
    judged: row.judged,
    settled: row.settled,
  }))
}

// ---- tallies

/** What a signature stands under in the tallies, with the place it is counted in. */
const PARTS = ['strict', 'household', 'words', 'channel', 'region', 'division'] as const
type Parts = Record<(typeof PARTS)[number], string>

/** Own words are told in three steps: none, some, most. */
const wordsOf = (share: number | null) =>
  share === null ? 'unknown' : share === 0 ? 'template' : share < 50 ? 'some' : 'own'

function bucketOf(row: Row, { strict, household }: Judgements): string {
  const parts: Parts = {
    strict: strict.person,
    household: household.person,
    words: wordsOf(row.ownWords),
    channel: row.channel,
    region: row.region ?? '',
    division: row.division ?? '',
  }
  return PARTS.map((part) => parts[part]).join('|')
}

type Judged = {
  id: string
  row: Row
  bucket: string
  was: string | null
  judged: string
  strict: boolean
  household: boolean
}

async function write(trx: Transaction<Tables>, campaign: string, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return
  const kept = JSON.stringify(judged.map(({ row: _row, was: _was, ...each }) => each))
  await sql`
    update signatures set tallied = each.bucket, settled = true, judged = each.judged,
      counts_strict = each.strict, counts_household = each.household
    from jsonb_to_recordset(${kept}::jsonb)
      as each (id uuid, bucket text, judged text, strict boolean, household boolean)
    where signatures.id = each.id`.execute(trx)
  const by = new Map<string, number>()
  for (const { bucket, was } of judged) {
    if (bucket === was) continue
    by.set(bucket, (by.get(bucket) ?? 0) + 1)
    if (was !== null) by.set(was, (by.get(was) ?? 0) - 1)
  }
  // Added and taken apart: a row that gets less than it has refuses the whole, so a tally cannot go wrong in silence.
  const changes = [...by].filter(([, n]) => n !== 0).map(([text, n]) => ({ ...placed(text), n }))
  if (changes.length === 0) return
  await sql`
    insert into signature_tallies (campaign_id, bucket, region, division, n)
    select ${campaign}::uuid, each.bucket, each.region, each.division, 0
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as each (bucket text, region text, division text)
    on conflict do nothing`.execute(trx)
  await sql`
    update signature_tallies as tally set n = tally.n + each.n
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as each (bucket text, region text, division text, n bigint)
    where tally.campaign_id = ${campaign} and tally.bucket = each.bucket
      and tally.region = each.region and tally.division = each.division`.execute(trx)
}

function placed(text: string): { bucket: string; region: string; division: string } {
  const parts = text.split('|')
  return { bucket: parts.slice(0, 4).join('|'), region: parts[4] ?? '', division: parts[5] ?? '' }
}

/** One line of the tallies, read. */
export type Tally = {
  strict: Verdict
  household: Verdict
  words: 'unknown' | 'template' | 'some' | 'own'
  channel: string
  region: string | null
  n: number
}

/** The tallies of a campaign by state, and how many signatures are not judged yet. */
export async function talliesOf(
  db: Kysely<Tables>,
  campaign: string,
): Promise<{ tallies: Tally[]; waiting: number }> {
  const { rows } = await sql<{ bucket: string; region: string; n: string }>`
    select bucket, region, sum(n) as n from signature_tallies
    where campaign_id = ${campaign} and n > 0 group by bucket, region`.execute(db)
  const { rows: waiting } = await sql<{ n: string }>`
    select signatures_waiting(${campaign}::uuid) as n`.execute(db)
  return {
    tallies: rows.map(({ bucket, region, n }) => {
      const [strict, household, words, channel = ''] = bucket.split('|')
      return {
        strict: strict as Verdict,
        household: household as Verdict,
        words: words as Tally['words'],
        channel,
        region: region || null,
        n: Number(n),
      }
    }),
    waiting: Number(waiting[0]?.n ?? 0),
  }
}

/** Signatures that count under a policy, by the district of the signer; what is not certain of a place is under null. */
export async function countedByDivision(
  db: Kysely<Tables>,
  campaign: string,
  policy: Policy,
): Promise<Map<string | null, number>> {
  const { rows } = await sql<{ bucket: string; division: string; n: string }>`
    select bucket, division, sum(n) as n from signature_tallies
    where campaign_id = ${campaign} and n > 0 group by bucket, division`.execute(db)
  const by = new Map<string | null, number>()
  for (const { bucket, division, n } of rows) {
    const [strict, household] = bucket.split('|')
    if ((policy === 'strict' ? strict : household) !== 'counts') continue
    by.set(division || null, (by.get(division || null) ?? 0) + Number(n))
  }
  return by
}

/** How often a recount begins again where somebody changed a signature meanwhile. */
const TRIES = 5

/**
 * Counts a campaign again from its rows alone, by the rule of count.ts, and answers both: what the tallies say and what
 * the rows say. They differ only where something went wrong. What is new is judged first, in the same turn; `compared` is
 * false where signatures were changed all the while, and nothing is known then.
 */
export async function recount(
  db: Db,
  campaign: string,
): Promise<{ compared: boolean; differences: Difference[]; rows: number }> {
  return transact(db, async (trx) => {
    let rows: Row[] = []
    for (let tries = 0; tries < TRIES; tries++) {
      await settleWithin(trx, campaign)
      // One statement reads rows and whether they are judged: tallies change in the turn alone, which is held.
      rows = await rowsWhere(trx, sql`campaign_id = ${campaign}`)
      if (rows.some(({ settled }) => !settled)) continue
      const found = new Map<string, number>()
      for (const { bucket } of await judgedOf(trx, campaign, rows))
        found.set(bucket, (found.get(bucket) ?? 0) + 1)
      const kept = new Map<string, number>()
      const { rows: tallies } = await sql<{ bucket: string; region: string; division: string; n: string }>`
        select bucket, region, division, n from signature_tallies where campaign_id = ${campaign} and n > 0`.execute(
        trx,
      )
      for (const { bucket, region, division, n } of tallies)
        kept.set(`${bucket}|${region}|${division}`, Number(n))
      return { compared: true, differences: differencesOf(kept, found), rows: rows.length }
    }
    return { compared: false, differences: [], rows: rows.length }
  })
}

export type Difference = { bucket: string; tallied: number; rows: number }

function differencesOf(kept: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>): Difference[] {
  return [...new Set([...kept.keys(), ...found.keys()])]
    .map((bucket) => ({ bucket, tallied: kept.get(bucket) ?? 0, rows: found.get(bucket) ?? 0 }))
    .filter(({ tallied, rows }) => tallied !== rows)
    .toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1))
}
