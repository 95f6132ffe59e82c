import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { sendMail } from '../../house/mail/mail.ts'
import { transact } from '../../house/transact.ts'
import { emailKey, tokenDigest } from '../signing/signer-keys.ts'
import { newToken } from '../signing/submit.ts'
import type { Advocate } from './schema.ts'
import './tables.ts'

type OwnHouse = Pick<House, 'db' | 'keys' | 'now'>
type Trx = Transaction<Tables>

/** How long a mailed link opens the page of a pledge; another can be asked for at any time. */
export const DAYS_OF_LINK = 90
/** How long an unconfirmed pledge is kept. */
export const DAYS_TO_CONFIRM = 30

export const pledgeContext = (id: string): string => `postcard pledge:${id}`

/** Words of the letter with the link; `fresh` where the pledge is not confirmed yet. */
export type PledgeLetter = (link: { token: string; fresh: boolean; cards: number }) => {
  subject: string
  text: string
}

/**
 * Keeps a pledge as not yet confirmed and mails the link that confirms it. One address promises once in a campaign: who
 * has promised already is mailed a link to what they have, at the address on record, and nothing of it is changed. Both
 * look the same from outside.
 *
 * As long as nobody confirmed, anybody may have typed the address: each link confirms what was typed with it, name and
 * number, and no other.
 */
export async function pledge(
  house: OwnHouse,
  {
    campaign,
    advocate,
    cards,
    language,
  }: { campaign: string; advocate: Advocate; cards: number; language: string },
  letter: PledgeLetter,
): Promise<void> {
  const key = emailKey(house.keys, advocate.email)
  if (key === null) throw new Error('A pledge needs an address that was looked at before')
  const { keys } = house
  const seal = (id: string) => keys.seal(Buffer.from(JSON.stringify(advocate), 'utf8'), pledgeContext(id))
  await transact(house.db, async (trx) => {
    const at = house.now()
    const fresh = v7()
    await trx
      .insertInto('postcard_pledges')
      .values({
        id: fresh,
        campaign_id: campaign,
        language,
        cards,
        sealed: seal(fresh),
        email_key: key,
        made_at: at,
        confirmed_at: null,
        withdrawn_at: null,
        erased_at: null,
      })
      .onConflict((known) => known.doNothing())
      .execute()
    const { id, confirmed_at, sealed } = await trx
      .selectFrom('postcard_pledges')
      .select(['id', 'confirmed_at', 'sealed'])
      .where('campaign_id', '=', campaign)
      .where('email_key', '=', key)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const known = confirmed_at === null ? null : advocateOf(keys, { id, sealed })
    await mailLink(
      { ...house, db: trx },
      {
        id,
        to: known?.email ?? advocate.email,
        typed: known === null ? { cards, language, sealed: seal(id) } : null,
      },
      (token) => letter({ token, fresh: confirmed_at === null, cards }),
    )
  })
}

/** Mails another link to whoever promised with this address; the caller answers alike where nobody did. */
export async function linkAgain(
  house: OwnHouse,
  { campaign, email }: { campaign: string; email: string },
  letter: PledgeLetter,
): Promise<void> {
  const key = emailKey(house.keys, email)
  if (key === null) return
  await transact(house.db, async (trx) => {
    const known = await trx
      .selectFrom('postcard_pledges')
      .select(['id', 'confirmed_at', 'sealed', 'cards'])
      .where('campaign_id', '=', campaign)
      .where('email_key', '=', key)
      .executeTakeFirst()
    const advocate = known === undefined ? null : advocateOf(house.keys, known)
    if (known === undefined || advocate === null) return
    // To the address as it was written then, which is the same mailbox.
    await mailLink({ ...house, db: trx }, { id: known.id, to: advocate.email, typed: null }, (token) =>
      letter({ token, fresh: known.confirmed_at === null, cards: known.cards }),
    )
  })
}

/** What was typed with a link before anybody confirmed. */
type Typed = { cards: number; language: string; sealed: string }

async function mailLink(
  house: Pick<House, 'keys' | 'now'> & { db: Trx },
  { id, to, typed }: { id: string; to: string; typed: Typed | null },
  letter: (token: string) => { subject: string; text: string },
): Promise<void> {
  const token = await linkToPledge(house, id, typed)
  await sendMail(house, { to, kind: 'promise of cards', ...letter(token) })
}

/** A link that opens the page of a pledge; the caller knows that it is theirs. */
export async function linkToPledge(
  { db, keys, now }: Pick<House, 'keys' | 'now'> & { db: Trx },
  id: string,
  typed: Typed | null,
): Promise<string> {
  const token = newToken()
  const at = now()
  await db
    .insertInto('postcard_links')
    .values({
      token_digest: tokenDigest(keys, token),
      pledge_id: id,
      made_at: at,
      until: new Date(at.getTime() + DAYS_OF_LINK * 86_400_000),
      cards: typed?.cards ?? null,
      language: typed?.language ?? null,
      sealed: typed?.sealed ?? null,
    })
    .execute()
  return token
}

export type Pledge = {
  id: string
  campaign: string
  cards: number
  advocate: Advocate | null
  madeAt: Date
  confirmedAt: Date | null
  withdrawnAt: Date | null
}

/**
 * The pledge that a link opens; null for one that is unknown, has run out, or whose advocate was erased. Until it is
 * confirmed it shows what was typed with this very link.
 */
export async function pledgeOfLink({ db, keys, now }: OwnHouse, token: string): Promise<Pledge | null> {
  const row = await db
    .selectFrom('postcard_links')
    .innerJoin('postcard_pledges', 'postcard_pledges.id', 'postcard_links.pledge_id')
    .selectAll('postcard_pledges')
    .select([
      'postcard_links.cards as typed_cards',
      'postcard_links.sealed as typed',
      'postcard_links.made_at as typed_at',
    ])
    .where('postcard_links.token_digest', '=', tokenDigest(keys, token))
    .where('postcard_links.until', '>', now())
    .where('postcard_pledges.erased_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  const typed = row.confirmed_at === null && row.typed !== null && row.typed_cards !== null
  return {
    id: row.id,
    campaign: row.campaign_id,
    cards: typed ? (row.typed_cards ?? row.cards) : row.cards,
    advocate: advocateOf(keys, { id: row.id, sealed: typed ? row.typed : row.sealed }),
    madeAt: typed ? row.typed_at : row.made_at,
    confirmedAt: row.confirmed_at,
    withdrawnAt: row.withdrawn_at,
  }
}

/** Who promised; null once erased. */
export function advocateOf(keys: House['keys'], row: { id: string; sealed: string | null }): Advocate | null {
  return row.sealed === null
    ? null
    : JSON.parse(keys.open(row.sealed, pledgeContext(row.id)).toString('utf8'))
}

/**
 * Confirms a pledge as it was typed with this link; once is enough. Links to what others typed with the address open
 * nothing any more.
 */
export async function confirmPledge({ db, keys, now }: OwnHouse, token: string): Promise<void> {
  const token_digest = tokenDigest(keys, token)
  await transact(db, async (trx) => {
    const link = await trx
      .selectFrom('postcard_links')
      .selectAll()
      .where('token_digest', '=', token_digest)
      .where('until', '>', now())
      .executeTakeFirst()
    if (link === undefined) return
    const { cards, language, sealed, made_at, pledge_id } = link
    const { numUpdatedRows } = await trx
      .updateTable('postcard_pledges')
      .set({
        confirmed_at: now(),
        ...(cards !== null && language !== null && sealed !== null && { cards, language, sealed, made_at }),
      })
      .where('id', '=', pledge_id)
      .where('confirmed_at', 'is', null)
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await trx
      .deleteFrom('postcard_links')
      .where('pledge_id', '=', pledge_id)
      .where('token_digest', '<>', token_digest)
      .where('sealed', 'is not', null)
      .execute()
    await trx
      .updateTable('postcard_links')
      .set({ cards: null, language: null, sealed: null })
      .where('pledge_id', '=', pledge_id)
      .execute()
  })
}

/**
 * Takes the advocate out of pledges: name, address, links, where cards were collected, and lists nobody compared yet.
 * The numbers stay: cards that were counted were counted.
 */
export async function forgetAdvocates(trx: Trx, at: Date, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const those = sql`(${sql.join(ids.map((id) => sql`${id}::uuid`))})`
  await sql`delete from postcard_links where pledge_id in ${those}`.execute(trx)
  await sql`delete from postcard_lines where batch_id in
    (select id from postcard_batches where pledge_id in ${those})`.execute(trx)
  await sql`delete from postcard_photos where batch_id in
    (select id from postcard_batches where pledge_id in ${those})`.execute(trx)
  await sql`update postcard_batches set sealed = null where pledge_id in ${those}`.execute(trx)
  await sql`update postcard_pledges set sealed = null, email_key = null, erased_at = ${at}
    where id in ${those} and erased_at is null`.execute(trx)
}

/** Erases one advocate, who asked for it by their link. */
export async function eraseAdvocate({ db, now }: OwnHouse, id: string): Promise<void> {
  await transact(db, (trx) => forgetAdvocates(trx, now(), [id]))
}
