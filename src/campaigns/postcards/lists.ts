import { sql } from 'kysely'
import { v7 } from 'uuid'
import { Conflict } from '../../house/errors.ts'
import { oneLine } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { type Change, campaignRecord, type Trx, tell } from '../change.ts'
import { forgetSigners } from '../signing/own.ts'
import { postalFault, type Signer } from '../signing/signer.ts'
import { personKey, postalKey } from '../signing/signer-keys.ts'
import { type Place, sealContext } from '../signing/submit.ts'
import { batchesWhere, CheckRefused, checkBatch, lockBatch, noBatch } from './batches.ts'
import { goodName } from './read.ts'
import { checkOf } from './schema.ts'
import './tables.ts'

/*
 * A typed list of who signed cards. It waits sealed until somebody compared it with the cards; who stands on one is then
 * a signature with the channel `paper`, so that a person counts once, on paper or on the web (signing/count.ts).
 */

/** The most lines of one list. */
export const MOST_LINES = 500

export type Line = { name: string; country: string; postalCode: string }
export type LineFault = { line: number; code: 'shape' | 'name' | 'postal' }

export const lineContext = (id: string): string => `postcard line:${id}`

/** Lines as they were typed or pasted from a table: name, then postal code, by a comma, a semicolon or a tab. */
export function readLines(text: string, country: string): { lines: Line[]; faults: LineFault[] } {
  const lines: Line[] = []
  const faults: LineFault[] = []
  for (const [at, typed] of text.split(/\r\n|\r|\n/).entries()) {
    if (typed.trim() === '') continue
    const [, before, after] = /^(.*)[\t;,]([^\t;,]*)$/.exec(typed.replace(/[\s;,]+$/, '')) ?? []
    const name = oneLine((before ?? '').replace(/["“”]/g, '').replace(/[\s;,]+$/, ''))
    const postalCode = oneLine((after ?? '').replace(/["“”]/g, '').normalize('NFKC'))
    if (name === '' || postalCode === '') faults.push({ line: at + 1, code: 'shape' })
    else if (!goodName(name)) faults.push({ line: at + 1, code: 'name' })
    else if (
      !/^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N} -]{1,14}$/u.test(postalCode) ||
      postalFault(country, postalCode) !== null
    )
      faults.push({ line: at + 1, code: 'postal' })
    else lines.push({ name, country, postalCode })
  }
  return { lines, faults }
}

/**
 * Keeps a list with its batch, in place of what was typed before. Answers false where the batch is not theirs, was taken
 * back, or has a list that was compared already.
 */
export async function typeList(
  { db, keys }: Pick<House, 'db' | 'keys'>,
  { pledge, batch, lines }: { pledge: string; batch: string; lines: readonly Line[] },
): Promise<boolean> {
  return transact(db, async (trx) => {
    const held = await lockBatch(trx, batch)
    if (held === null || held.pledge_id !== pledge || held.withdrawn_at !== null) return false
    const [read] = await batchesWhere(trx, null, { batch })
    if (read === undefined || read.listed > 0) return false
    await trx.deleteFrom('postcard_lines').where('batch_id', '=', batch).execute()
    await trx
      .insertInto('postcard_lines')
      .values(
        lines.map((line, at) => {
          const id = v7()
          return {
            id,
            batch_id: batch,
            number: at + 1,
            sealed: keys.seal(Buffer.from(JSON.stringify(line), 'utf8'), lineContext(id)),
          }
        }),
      )
      .execute()
    return true
  })
}

/** Lines that wait to be compared, opened: for who may see supporters. */
export async function linesOf(
  { db, keys }: Pick<House, 'keys'> & { db: House['db'] | Trx },
  batch: string,
): Promise<(Line & { id: string; number: number })[]> {
  const rows = await db
    .selectFrom('postcard_lines')
    .selectAll()
    .where('batch_id', '=', batch)
    .orderBy('number')
    .execute()
  return rows.map(({ id, number, sealed }) => ({
    id,
    number,
    ...(JSON.parse(keys.open(sealed, lineContext(id)).toString('utf8')) as Line),
  }))
}

export class ListRefused extends Conflict {
  readonly code: 'changed' | 'more'
  readonly left: number
  constructor(code: 'changed' | 'more', left = 0) {
    super(code === 'changed' ? 'The list changed meanwhile' : 'More lines than counted cards', [
      { place: 'stand', message: `${left} counted cards are left.`, remedy: 'Look at the list again.' },
    ])
    this.code = code
    this.left = left
  }
}

/**
 * Makes signatures of the lines that stand on a card, and forgets the list. Where nobody counted the batch before, their
 * number is its count. No more people than cards. Throws ListRefused.
 */
export async function compareList(
  trx: Trx,
  change: Change,
  { keys, placeOf }: Pick<House, 'keys'> & { placeOf: (line: Line) => Promise<Place> },
  list: {
    campaign: string
    batch: string
    /** Ids of the lines that stand on a card. */
    stand: readonly string[]
    /** Ids of all lines that were shown. */
    shown: readonly string[]
    why: string | null
  },
): Promise<{ signatures: number }> {
  const held = await lockBatch(trx, list.batch)
  if (held === null || held.campaign_id !== list.campaign) throw noBatch()
  if (held.withdrawn_at !== null) throw new CheckRefused('withdrawn')
  const [batch] = await batchesWhere(trx, null, { batch: list.batch })
  if (batch === undefined) throw noBatch()
  const lines = await linesOf({ db: trx, keys }, list.batch)
  const same = lines.length === list.shown.length && lines.every(({ id }) => list.shown.includes(id))
  if (lines.length === 0 || !same) throw new ListRefused('changed')
  const standing = lines.filter(({ id }) => list.stand.includes(id))
  const counted = checkOf(batch)?.cards ?? batch.claimed
  if (standing.length > counted - batch.listed) throw new ListRefused('more', counted - batch.listed)

  const { language } = await trx
    .selectFrom('postcard_pledges')
    .select('language')
    .where('id', '=', batch.pledge)
    .executeTakeFirstOrThrow()
  const at = change.at.toISOString()
  const rows = []
  for (const { id, number: _number, ...line } of standing) {
    const signer: Signer = { ...line, title: null, email: null, street: null, words: null }
    const { region, division } = await placeOf(line)
    rows.push({
      id,
      campaign_id: list.campaign,
      ask_version_id: held.ask_version_id,
      language,
      region,
      division,
      sealed: keys.seal(Buffer.from(JSON.stringify(signer), 'utf8'), sealContext(id)),
      person_key: personKey(keys, line),
      postal_key: postalKey(keys, line),
      at,
    })
  }
  await sql`
    insert into signatures (id, campaign_id, ask_version_id, state, channel, language, region, division, sealed,
      person_key, postal_key, submitted_at, confirmed_at)
    select each.id, each.campaign_id, each.ask_version_id, 'validated', 'paper', each.language, each.region,
      each.division, each.sealed, each.person_key, each.postal_key, each.at, each.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as each (id uuid, campaign_id uuid, ask_version_id uuid,
      language text, region text, division text, sealed text, person_key text, postal_key text, at timestamptz)`.execute(
    trx,
  )
  if (standing.length > 0)
    await trx
      .insertInto('postcard_signatures')
      .values(standing.map(({ id }) => ({ signature_id: id, batch_id: list.batch })))
      .execute()
  await trx.deleteFrom('postcard_lines').where('batch_id', '=', list.batch).execute()
  await tell(trx, change, {
    record: campaignRecord(list.campaign),
    action: 'checked a list of cards',
    before: { batch: batch.id, lines: lines.length },
    after: { batch: batch.id, signatures: standing.length },
    reason: list.why,
  })
  if (checkOf(batch) === null)
    await checkBatch(trx, change, {
      campaign: list.campaign,
      batch: batch.id,
      cards: standing.length,
      how: 'typed list',
      legislator: null,
      place: { region: null, division: null },
      why: list.why,
      seen: 0,
    })
  return { signatures: standing.length }
}

/**
 * Forgets somebody who signed on paper and asks for it: as a signature, which stays without them, and on lists that wait.
 * They are found by name and postal code, since a card has no address of mail. Answers how many were found.
 */
export async function forgetOnPaper(
  trx: Trx,
  change: Change,
  keys: House['keys'],
  { campaign, person }: { campaign: string; person: Line },
): Promise<number> {
  const key = personKey(keys, person)
  const { rows } = await sql<{ id: string }>`
    select id from signatures where campaign_id = ${campaign} and person_key = ${key} and channel = 'paper'
    order by id`.execute(trx)
  await forgetSigners(
    trx,
    change.at,
    rows.map(({ id }) => id),
    { remembering: true },
  )
  const batches = await trx
    .selectFrom('postcard_lines')
    .innerJoin('postcard_batches', 'postcard_batches.id', 'postcard_lines.batch_id')
    .select('postcard_batches.id')
    .distinct()
    .where('postcard_batches.campaign_id', '=', campaign)
    .execute()
  const waiting: string[] = []
  for (const { id } of batches)
    for (const line of await linesOf({ db: trx, keys }, id))
      if (personKey(keys, line) === key) waiting.push(line.id)
  if (waiting.length > 0) await trx.deleteFrom('postcard_lines').where('id', 'in', waiting).execute()
  const found = rows.length + waiting.length
  if (found > 0)
    await tell(trx, change, {
      record: campaignRecord(campaign),
      action: 'forgot signers on paper',
      before: null,
      after: { signatures: rows.length, lines: waiting.length },
    })
  return found
}
