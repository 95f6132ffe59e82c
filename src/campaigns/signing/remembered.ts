import { createHmac, randomBytes } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../../house/database.ts'
import {
  type Compared,
  type CountedRow,
  compared,
  householdOf,
  type Judgements,
  type Policy,
  policies,
  type Remembered,
} from './count.ts'
import './tables.ts'

/*
 * Somebody who was erased goes on counting, and must not count again by signing again. So an erasure leaves digests of
 * what was compared – person, e-mail, both as a household – in a table of their own, without the signature, the moment or
 * any order: they answer “this has counted” to whoever brings the same address or name, and nothing else. They stand under
 * a secret of the campaign alone, which is destroyed with them once nobody can sign or confirm any more.
 */

/** How long after the end of a campaign those who signed in time may still confirm. */
export const DAYS_OF_GRACE = 7

type Keyed = Pick<CountedRow, 'ask' | 'emailKey' | 'personKey' | 'postalKey'>

/** What is remembered of the erased of a campaign, for judging these signatures. */
export async function rememberedFor(
  db: Kysely<Tables>,
  campaign: string,
  rows: readonly Keyed[],
): Promise<Remembered> {
  const secret = await secretOf(db, campaign)
  if (secret === null) return () => 0
  const digests = [
    ...new Set(
      rows.flatMap((row) =>
        [row.ask, null].flatMap((letter) =>
          keysOf(row).map(({ what, key }) => digest(secret, letter, what, key)),
        ),
      ),
    ),
  ]
  const known = new Map<string, Record<Policy, number>>()
  if (digests.length > 0) {
    const { rows: found } = await sql<{ digest: string; strict: number; household: number }>`
      select digest, strict, household from signatures_remembered
      where campaign_id = ${campaign} and digest = any(${digests})`.execute(db)
    for (const { digest: of, strict, household } of found) known.set(of, { strict, household })
  }
  return (policy, letter, what, key) => known.get(digest(secret, letter, what, key))?.[policy] ?? 0
}

/** Whether somebody of this address was erased here and counted for a letter: told to whoever reads its mail alone. */
export async function addressCounted(
  db: Kysely<Tables>,
  campaign: string,
  { ask, emailKey, policy }: { ask: string; emailKey: string; policy: Policy },
): Promise<boolean> {
  const remembered = await rememberedFor(db, campaign, [{ ask, emailKey, personKey: null, postalKey: null }])
  return remembered(policy, ask, 'e-mail', emailKey) > 0
}

/**
 * Leaves the digests of signatures that count and whose people are erased now. Answers false where it cannot, since the
 * campaign is over and its secret gone. The caller holds the turn of the campaign.
 */
export async function remember(
  trx: Transaction<Tables>,
  { campaign, at }: { campaign: string; at: Date },
  rows: readonly (Keyed & { judged: Judgements })[],
): Promise<boolean> {
  const { ended } = await trx
    .selectFrom('campaigns')
    .select('ended')
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow()
  if (ended !== null && ended < graceBegan(at)) return false
  await trx
    .insertInto('signature_secrets')
    .values({ campaign_id: campaign, secret: randomBytes(32).toString('base64url'), destroyed: null })
    .onConflict((known) => known.doNothing())
    .execute()
  const secret = await secretOf(trx, campaign)
  if (secret === null) return false
  const sums = new Map<string, Record<Policy, number>>()
  for (const row of rows)
    for (const letter of [row.ask, null]) {
      const counts = (policy: Policy) =>
        row.judged[policy][letter === null ? 'person' : 'letter'] === 'counts' ? 1 : 0
      if (!policies.some((policy) => counts(policy) === 1)) continue
      for (const { what, key } of keysOf(row)) {
        const of = digest(secret, letter, what, key)
        const sum = sums.get(of) ?? { strict: 0, household: 0 }
        sums.set(of, {
          strict: sum.strict + counts('strict'),
          household: sum.household + counts('household'),
        })
      }
    }
  if (sums.size === 0) return true
  const left = [...sums]
    .map(([of, sum]) => ({ digest: of, ...sum }))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
  await sql`
    insert into signatures_remembered as known (campaign_id, digest, strict, household)
    select ${campaign}::uuid, each.digest, each.strict, each.household
    from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as each (digest text, strict int, household int)
    on conflict (campaign_id, digest) do update
      set strict = known.strict + excluded.strict, household = known.household + excluded.household`.execute(
    trx,
  )
  return true
}

/** Campaigns that are over for good and still hold their secret. */
export async function secretsToDestroy(db: Kysely<Tables>, at: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('signature_secrets')
    .innerJoin('campaigns', 'campaigns.id', 'signature_secrets.campaign_id')
    .select('campaigns.id')
    .where('signature_secrets.destroyed', 'is', null)
    .where('campaigns.ended', '<', graceBegan(at))
    .orderBy('campaigns.id')
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Destroys the secret of a campaign and all digests under it. What was refused stays refused as it was judged. The caller
 * holds the turn of the campaign, and everything in it is judged.
 */
export async function destroyRemembered(
  trx: Transaction<Tables>,
  { campaign, at }: { campaign: string; at: Date },
): Promise<void> {
  await sql`
    update signatures set fixed = judged
    where campaign_id = ${campaign} and state = 'validated' and settled and fixed is null
      and judged <> 'counts|counts|counts|counts'`.execute(trx)
  await trx.deleteFrom('signatures_remembered').where('campaign_id', '=', campaign).execute()
  await trx
    .updateTable('signature_secrets')
    .set({ secret: null, destroyed: at })
    .where('campaign_id', '=', campaign)
    .execute()
}

const graceBegan = (at: Date): Date => new Date(at.getTime() - DAYS_OF_GRACE * 86_400_000)

async function secretOf(db: Kysely<Tables>, campaign: string): Promise<string | null> {
  const row = await db
    .selectFrom('signature_secrets')
    .select('secret')
    .where('campaign_id', '=', campaign)
    .executeTakeFirst()
  return row?.secret ?? null
}

function keysOf({ personKey, emailKey, postalKey }: Keyed): { what: Compared; key: string }[] {
  const by: Record<Compared, string | null> = {
    person: personKey,
    'e-mail': emailKey,
    household: emailKey === null ? null : householdOf(emailKey, postalKey),
  }
  return compared.flatMap((what) => {
    const key = by[what]
    return key === null ? [] : [{ what, key }]
  })
}

const digest = (secret: string, letter: string | null, what: Compared, key: string): string =>
  createHmac('sha256', secret)
    .update(`${letter ?? 'campaign'}\n${what}\n${key}`)
    .digest('base64url')
