import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import { type Change, campaignRecord, type Trx, tell } from '../change.ts'
import type { Ask, Campaign, CountingPolicy } from '../coalition/schema.ts'
import { asksOf, campaignOf, lockCampaign } from '../coalition/store.ts'
import { candidate } from '../legislatures/look-up.ts'
import type { Seat } from '../legislatures/schema.ts'
import { packFor } from '../legislatures/store.ts'
import { officeCode } from './cwc.ts'
import { EdgeFault } from './faults.ts'
import {
  type Delivery,
  type DeliveryChannel,
  type DeliveryState,
  type DeliveryStep,
  nextStates,
  type Recipient,
} from './schema.ts'
import '../signing/tables.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** An ask with a text that is handed over. */
export type Letter = Ask & { official: NonNullable<Ask['official']> }

/** Letters of a campaign, ended ones too: what was signed can still be handed over. */
export const lettersOf = async (db: Db, campaign: string): Promise<Letter[]> =>
  (await asksOf(db, campaign, { ended: true })).filter((ask): ask is Letter => ask.official !== null)

/**
 * Whom an ask is handed to. To cosponsor a bill: the chamber it lies in. To vote on one, and for a line of a budget:
 * every seat. Any other ask goes to one office.
 */
export async function recipientsOf(
  db: Db,
  campaign: Pick<Campaign, 'legislature' | 'asOf'>,
  { target }: Pick<Ask, 'target'>,
  today: string,
): Promise<Recipient[]> {
  if (target.kind === 'letter' || target.kind === 'country choice')
    return [
      {
        key: 'office',
        office: target.kind === 'letter' ? target.office : '',
        seat: null,
        legislator: null,
        code: null,
        vacant: false,
      },
    ]
  const day = campaign.asOf ?? today
  const pack = campaign.legislature === null ? null : await packFor(db, campaign.legislature, day)
  if (pack === null) return []
  const chamber = target.kind === 'bill' && target.wanted === 'cosponsor' ? chamberOf(target.bill) : null
  return pack.seats
    .filter((seat) => chamber === null || seat.chamber === chamber)
    .map((seat) => {
      const { person, name, place, vacant } = candidate(pack, seat, day)
      const title = pack.card.titles[seat.title]?.en ?? seat.title
      return {
        key: seat.seat,
        office: `${name === null ? title : `${title} ${name}`}, ${place}`,
        seat: seat.seat,
        legislator: person,
        code: officeCode(seat),
        vacant,
      }
    })
}

/** House or Senate, by the number of a bill; null where it does not say. */
const chamberOf = (bill: string): string | null =>
  /-h[a-z]*-\d+$/.test(bill) ? 'house' : /-s[a-z]*-\d+$/.test(bill) ? 'senate' : null

/** The seat's own signers: of its district, or of its whole state. */
function livesIn(seat: string): ReturnType<typeof sql<boolean>> {
  const division = /ocd-division\/[^ ]*?(?=(\/\d)?$)/.exec(seat)?.[0] ?? ''
  const state = /^ocd-division\/country:us\/(?:state|district|territory):([a-z]{2})$/.exec(division)?.[1]
  return state === undefined
    ? sql<boolean>`s.division = ${division}`
    : sql<boolean>`s.region = ${state.toUpperCase()}`
}

const countsUnder = (policy: CountingPolicy) =>
  policy === 'strict' ? sql<boolean>`s.counts_strict` : sql<boolean>`s.counts_household`

const ofAsk = (ask: string) =>
  sql<boolean>`s.ask_version_id in (select v.id from campaign_ask_versions v where v.ask_id = ${ask})`

/** Letters that count and whose signer is known: cards on paper are handed over as the cards they are. */
const letters = (campaign: Pick<Campaign, 'id' | 'policy'>, ask: string) =>
  sql<boolean>`s.campaign_id = ${campaign.id} and ${countsUnder(campaign.policy)} and s.channel <> 'paper'
    and s.sealed is not null and ${ofAsk(ask)}`

const notRefused = sql<boolean>`(select t.state from delivery_states t where t.delivery_id = d.id
  order by t.id desc limit 1) <> 'refused'`

/** Letters on no delivery to this recipient that stands. */
const notHandedOver = (ask: string, key: string) =>
  sql<boolean>`not exists (select 1 from delivery_letters l join deliveries d on d.id = l.delivery_id
    where l.signature_id = s.id and d.ask_id = ${ask} and coalesce(d.seat, 'office') = ${key} and ${notRefused})`

/** How many letters count for an ask on this day, with cards and erased signers, under the rule of the campaign. */
export async function countedFor(
  db: Db,
  { id, policy }: Pick<Campaign, 'id' | 'policy'>,
  ask: string,
): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from signatures s
    where s.campaign_id = ${id} and ${countsUnder(policy)} and ${ofAsk(ask)}`.execute(db)
  return Number(rows[0]?.n ?? 0)
}

/** Recipients with letters, and how many wait to be handed over to each; most first. */
export async function waitingFor(
  db: Db,
  campaign: Campaign,
  ask: Letter,
  today: string,
): Promise<(Recipient & { waiting: number; all: number })[]> {
  const { rows: places } = await sql<{ division: string | null; region: string | null; n: string }>`
    select s.division, s.region, count(*) as n from signatures s
    where ${letters(campaign, ask.id)} group by s.division, s.region`.execute(db)
  const { rows: held } = await sql<{ key: string; n: string }>`
    select coalesce(d.seat, 'office') as key, count(distinct s.id) as n
    from deliveries d join delivery_letters l on l.delivery_id = d.id join signatures s on s.id = l.signature_id
    where d.ask_id = ${ask.id} and ${notRefused} and ${letters(campaign, ask.id)}
    group by 1`.execute(db)
  const handed = new Map(held.map(({ key, n }) => [key, Number(n)]))
  const within = (seat: string | null) =>
    places
      .filter(({ division, region }) => seat === null || seatHolds(seat, { division, region }))
      .reduce((sum, { n }) => sum + Number(n), 0)
  return (await recipientsOf(db, campaign, ask, today))
    .map((recipient) => {
      const all = within(recipient.seat)
      return { ...recipient, all, waiting: all - (handed.get(recipient.key) ?? 0) }
    })
    .filter(({ all }) => all > 0)
    .toSorted((a, b) => b.waiting - a.waiting || (a.key < b.key ? -1 : 1))
}

function seatHolds(
  seat: Seat['seat'],
  { division, region }: { division: string | null; region: string | null },
): boolean {
  const its = /ocd-division\/[^ ]*?(?=(\/\d)?$)/.exec(seat)?.[0]
  const state = /^ocd-division\/country:us\/(?:state|district|territory):([a-z]{2})$/.exec(its ?? '')?.[1]
  return state === undefined ? division === its : region === state.toUpperCase()
}

export type SealedLetter = {
  id: string
  sealed: string
  region: string | null
  /** How it came: `web`, `paper`, or `osdi` from another system. */
  channel: string
  /** The very text that was signed. */
  ask_version_id: string
}

/** Letters that wait for a recipient, the earliest first. */
export async function waitingLetters(
  db: Db,
  campaign: Campaign,
  ask: Letter,
  { key, seat }: Pick<Recipient, 'key' | 'seat'>,
): Promise<SealedLetter[]> {
  const { rows } = await sql<SealedLetter>`
    select s.id, s.sealed, s.region, s.channel, s.ask_version_id from signatures s
    where ${letters(campaign, ask.id)} and ${seat === null ? sql`true` : livesIn(seat)}
      and ${notHandedOver(ask.id, key)}
    order by s.confirmed_at, s.id`.execute(db)
  return rows
}

/** Letters of a delivery as they are known today: those erased since are not there. */
export async function lettersIn(db: Db, delivery: string): Promise<SealedLetter[]> {
  const { rows } = await sql<SealedLetter>`
    select s.id, s.sealed, s.region, s.channel, s.ask_version_id
    from delivery_letters l join signatures s on s.id = l.signature_id
    where l.delivery_id = ${delivery} and s.sealed is not null and s.state = 'validated'
    order by s.confirmed_at, s.id`.execute(db)
  return rows
}

/**
 * Puts letters up for delivery: `queued`, which says that nothing left yet. `choose` says which of those that wait go
 * (of a file, those that are whole). Two at once take turns, so that no letter goes twice. Answers the delivery and how
 * many stay behind. Throws EdgeFault where none may go.
 */
export async function queueDelivery(
  trx: Trx,
  change: Change,
  asked: {
    campaign: string
    ask: string
    recipient: string
    office: string
    channel: DeliveryChannel
    today: string
    sealed: string | null
    id: string
    choose: (letters: SealedLetter[], recipient: Recipient) => SealedLetter[]
  },
): Promise<{ id: string; letters: number; left: number }> {
  const campaign = await lockCampaign(trx, asked.campaign)
  const ask = (await lettersOf(trx, campaign.id)).find(({ key }) => key === asked.ask)
  if (ask === undefined) throw new EdgeFault('no letter')
  const recipient = (await recipientsOf(trx, campaign, ask, asked.today)).find(
    ({ key }) => key === asked.recipient,
  )
  if (recipient === undefined) throw new EdgeFault('no recipient')
  if (recipient.vacant) throw new EdgeFault('vacant')
  if (asked.channel === 'cwc' && recipient.code === null) throw new EdgeFault('no code')
  const office = recipient.office === '' ? asked.office : recipient.office
  if (office === '') throw new EdgeFault('office needed')
  const waiting = await waitingLetters(trx, campaign, ask, recipient)
  const going = asked.choose(waiting, recipient)
  if (going.length === 0) throw new EdgeFault(waiting.length === 0 ? 'none wait' : 'none whole')
  const { id } = asked
  const counted = await countedFor(trx, campaign, ask.id)
  await trx
    .insertInto('deliveries')
    .values({
      id,
      campaign_id: campaign.id,
      ask_id: ask.id,
      ask_version_id: ask.versionId,
      channel: asked.channel,
      office,
      seat: recipient.seat,
      legislator: recipient.legislator,
      code: recipient.code,
      letters: going.length,
      counted: String(counted),
      policy: campaign.policy,
      counted_on: asked.today,
      sealed: asked.sealed,
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await sql`insert into delivery_letters (delivery_id, signature_id)
    select ${id}::uuid, each.id from jsonb_to_recordset(${JSON.stringify(going.map(({ id }) => ({ id })))}::jsonb)
      as each (id uuid)`.execute(trx)
  await addState(trx, change, { delivery: id, state: 'queued', on: asked.today, why: null, held: null })
  await tell(trx, change, {
    record: campaignRecord(campaign.id),
    action: 'put letters up for delivery',
    before: null,
    after: { delivery: id, channel: asked.channel, office, letters: going.length, counted },
  })
  return { id, letters: going.length, left: waiting.length - going.length }
}

/** Says what became of a delivery. Throws EdgeFault. */
export async function moveDelivery(
  trx: Trx,
  change: Change,
  {
    campaign,
    delivery,
    was,
    state,
    on,
    why,
    today,
  }: {
    campaign: string
    delivery: string
    was: string
    state: DeliveryState
    on: string
    why: string | null
    today: string
  },
): Promise<void> {
  await trx.selectFrom('deliveries').select('id').where('id', '=', delivery).forUpdate().executeTakeFirst()
  const { now, ask } = await deliveryOf(trx, campaign, delivery)
  if (now.state !== was) throw new EdgeFault('overtaken')
  if (!nextStates[now.state].includes(state)) throw new EdgeFault('not now')
  if (on > today || on < now.on) throw new EdgeFault('day wrong')
  if ((state === 'refused' || state === 'unknown') && why === null) throw new EdgeFault('reason needed')
  // Who was erased or taken back while it waited is in no file of it.
  const held =
    state === 'sent' || now.state === 'queued'
      ? {
          letters: (await lettersIn(trx, delivery)).length,
          counted: await countedFor(trx, await campaignOf(trx, campaign), ask.id),
        }
      : null
  await addState(trx, change, { delivery, state, on, why, held })
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'said what became of a delivery',
    before: { delivery, state: now.state },
    after: { delivery, state, on, ...held },
    reason: why,
  })
}

async function addState(
  trx: Trx,
  { actor, at }: Change,
  step: {
    delivery: string
    state: DeliveryState
    on: string
    why: string | null
    held: DeliveryStep['held']
  },
): Promise<void> {
  await trx
    .insertInto('delivery_states')
    .values({
      id: v7(),
      delivery_id: step.delivery,
      state: step.state,
      on_day: step.on,
      why: step.why,
      letters: step.held?.letters ?? null,
      counted: step.held === null ? null : String(step.held.counted),
      at,
      by_person: actor.person,
    })
    .execute()
}

/** Deliveries of a campaign, or to one legislator, the newest first. */
export async function deliveriesOf(
  db: Db,
  of: { campaign: string } | { legislator: string } | { delivery: string },
): Promise<Delivery[]> {
  let query = db
    .selectFrom('deliveries')
    .innerJoin('campaign_asks', 'campaign_asks.id', 'deliveries.ask_id')
    .selectAll('deliveries')
    .select('campaign_asks.key as ask_key')
    .orderBy('deliveries.id', 'desc')
  if ('campaign' in of) query = query.where('deliveries.campaign_id', '=', of.campaign)
  else if ('legislator' in of) query = query.where('deliveries.legislator', '=', of.legislator)
  else query = query.where('deliveries.id', '=', of.delivery)
  const rows = await query.execute()
  if (rows.length === 0) return []
  const states = await db
    .selectFrom('delivery_states')
    .selectAll()
    .where(
      'delivery_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  const stepsBy = new Map<string, DeliveryStep[]>()
  for (const { delivery_id, state, on_day, why, letters, counted, at } of states)
    stepsBy.set(delivery_id, [
      ...(stepsBy.get(delivery_id) ?? []),
      {
        state,
        on: on_day,
        why,
        at: at.toISOString(),
        held: letters === null || counted === null ? null : { letters, counted: Number(counted) },
      },
    ])
  return rows.flatMap((row): Delivery[] => {
    const steps = stepsBy.get(row.id) ?? []
    const now = steps.at(-1)
    if (now === undefined) return []
    return [
      {
        id: row.id,
        campaign: row.campaign_id,
        ask: { id: row.ask_id, key: row.ask_key, versionId: row.ask_version_id },
        channel: row.channel,
        office: row.office,
        seat: row.seat,
        legislator: row.legislator,
        code: row.code,
        letters: row.letters,
        counted: Number(row.counted),
        policy: row.policy,
        countedOn: row.counted_on,
        steps,
        now,
      },
    ]
  })
}

/** One delivery of a campaign. Throws EdgeFault 404. */
export async function deliveryOf(db: Db, campaign: string, id: string): Promise<Delivery> {
  const [found] = await deliveriesOf(db, { delivery: id })
  if (found === undefined || found.campaign !== campaign) throw new EdgeFault('no delivery')
  return found
}
