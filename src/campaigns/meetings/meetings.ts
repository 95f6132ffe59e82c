import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { House } from '../../house/house.ts'
import type { Keys } from '../../house/keys.ts'
import { transact } from '../../house/transact.ts'
import { type Change, campaignRecord, type Trx, tell } from '../change.ts'
import { MeetingFault } from './faults.ts'
import type {
  CallOutcome,
  DatedOffice,
  DelegateRole,
  PointKind,
  PointState,
  ReportContent,
} from './schema.ts'
import { delegateContext, lockMeeting, meetingOf, noteContext, pointsOf, reportOf } from './store.ts'
import './tables.ts'

/* Every change of a meeting, and of what stays of it. History names the meeting, never who went or what was noted. */

/** The most people of one delegation, and the most notes and points of one meeting: more are a flood. */
export const MOST_DELEGATES = 20
export const MOST_POINTS = 100

/** What is agreed of a meeting. */
export type MeetingValues = {
  legislator: string
  legislatorName: string
  asks: string[]
  country: string | null
  office: DatedOffice | null
  place: string | null
  starts: Date
  minutes: number
  zone: string
}

/** Books a meeting; answers its id. */
export async function bookMeeting(
  trx: Trx,
  change: Change,
  campaign: string,
  values: MeetingValues,
): Promise<string> {
  const id = v7()
  await trx
    .insertInto('campaign_meetings')
    .values({
      id,
      campaign_id: campaign,
      ...columns(values),
      state: 'booked',
      why: null,
      revision: 1,
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'booked a meeting',
    before: null,
    after: { meeting: id, ...told(values) },
  })
  return id
}

/** Changes what was agreed, before it was held. Throws MeetingFault where somebody was faster, or it is too late. */
export async function changeMeeting(
  trx: Trx,
  change: Change,
  {
    campaign,
    id,
    revision,
    values,
  }: { campaign: string; id: string; revision: number; values: MeetingValues },
): Promise<void> {
  const before = await lockMeeting(trx, campaign, id)
  if (before.state !== 'booked') throw new MeetingFault('not now')
  if (before.revision !== revision) throw new MeetingFault('overtaken')
  await trx
    .updateTable('campaign_meetings')
    .set({ ...columns(values), revision: revision + 1 })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'changed a meeting',
    before: { meeting: id, ...told({ ...before, starts: new Date(before.starts) }) },
    after: { meeting: id, ...told(values) },
  })
}

/** Calls a meeting off; it stays on record with the reason. */
export async function callOffMeeting(
  trx: Trx,
  change: Change,
  { campaign, id, why }: { campaign: string; id: string; why: string },
): Promise<void> {
  const before = await lockMeeting(trx, campaign, id)
  if (before.state !== 'booked') throw new MeetingFault('not now')
  await trx
    .updateTable('campaign_meetings')
    .set({ state: 'called off', why, revision: before.revision + 1 })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'called a meeting off',
    before: { meeting: id, legislator: before.legislator },
    after: null,
    reason: why,
  })
}

/** Adds somebody to the delegation. The name is sealed; nothing else of the house holds it. */
export async function addDelegate(
  trx: Trx,
  keys: Pick<Keys, 'seal'>,
  change: Change,
  { campaign, meeting, role, name }: { campaign: string; meeting: string; role: DelegateRole; name: string },
): Promise<string> {
  await lockMeeting(trx, campaign, meeting)
  if ((await howMany(trx, 'campaign_meeting_delegates', meeting)) >= MOST_DELEGATES)
    throw new MeetingFault('too many')
  const id = v7()
  await trx
    .insertInto('campaign_meeting_delegates')
    .values({
      id,
      meeting_id: meeting,
      role,
      sealed: keys.seal(Buffer.from(name, 'utf8'), delegateContext(id)),
      made: change.at,
    })
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'added to a delegation',
    before: null,
    after: { meeting, role },
  })
  return id
}

/** Takes somebody out of the delegation, with all that is held of them. */
export async function removeDelegate(
  trx: Trx,
  change: Change,
  { campaign, meeting, id }: { campaign: string; meeting: string; id: string },
): Promise<void> {
  await lockMeeting(trx, campaign, meeting)
  const row = await trx
    .deleteFrom('campaign_meeting_delegates')
    .where('id', '=', id)
    .where('meeting_id', '=', meeting)
    .returning('role')
    .executeTakeFirst()
  if (row === undefined) throw new MeetingFault('no point')
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'took out of a delegation',
    before: { meeting, role: row.role },
    after: null,
  })
}

/** Writes what came of a meeting. The first report makes it held; a later one corrects it, with the reason. */
export async function reportBack(
  trx: Trx,
  change: Change,
  {
    campaign,
    id,
    version,
    content,
    why,
  }: { campaign: string; id: string; version: number; content: ReportContent; why: string | null },
): Promise<void> {
  const meeting = await lockMeeting(trx, campaign, id)
  if (meeting.state === 'called off') throw new MeetingFault('not now')
  if (new Date(meeting.starts) > change.at) throw new MeetingFault('too early')
  const before = await reportOf(trx, id)
  if ((before?.version ?? 0) !== version) throw new MeetingFault('overtaken')
  await trx
    .insertInto('campaign_meeting_reports')
    .values({
      id: v7(),
      meeting_id: id,
      version: version + 1,
      content: JSON.stringify(content),
      why: before === null ? null : why,
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await trx
    .updateTable('campaign_meetings')
    .set({ state: 'held', revision: meeting.revision + 1 })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: before === null ? 'reported back from a meeting' : 'corrected a report of a meeting',
    before: before === null ? null : { meeting: id, on: before.on, positions: before.positions },
    after: { meeting: id, on: content.on, positions: content.positions },
    reason: before === null ? null : why,
  })
}

/** Writes down what was promised, asked or left to do. */
export async function addPoint(
  trx: Trx,
  change: Change,
  {
    campaign,
    meeting,
    ...point
  }: {
    campaign: string
    meeting: string
    kind: PointKind
    ask: string | null
    text: string
    due: string | null
  },
): Promise<string> {
  const { state } = await lockMeeting(trx, campaign, meeting)
  if (state === 'called off') throw new MeetingFault('not now')
  // Nobody promised anything before the meeting was held.
  if (state === 'booked' && (point.kind === 'commitment' || point.kind === 'question'))
    throw new MeetingFault('too early')
  if ((await howMany(trx, 'campaign_meeting_points', meeting)) >= MOST_POINTS)
    throw new MeetingFault('too many')
  const id = v7()
  await trx
    .insertInto('campaign_meeting_points')
    .values({
      id,
      meeting_id: meeting,
      kind: point.kind,
      ask_key: point.ask,
      text: point.text,
      due: point.due,
      state: 'open',
      settled_on: null,
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'wrote down what stays of a meeting',
    before: null,
    after: { meeting, point: id, kind: point.kind, ask: point.ask, due: point.due },
  })
  return id
}

/** Says what became of a promise, a question or a task; it can be opened again. */
export async function settlePoint(
  trx: Trx,
  change: Change,
  {
    campaign,
    meeting,
    id,
    state,
    on,
  }: { campaign: string; meeting: string; id: string; state: PointState; on: string },
): Promise<void> {
  await lockMeeting(trx, campaign, meeting)
  const before = (await pointsOf(trx, meeting)).find((each) => each.id === id)
  if (before === undefined) throw new MeetingFault('no point')
  if (before.state === state) return
  await trx
    .updateTable('campaign_meeting_points')
    .set({ state, settled_on: state === 'open' ? null : on })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'settled what stayed of a meeting',
    before: { meeting, point: id, state: before.state, on: before.settledOn },
    after: { meeting, point: id, state, on: state === 'open' ? null : on },
  })
}

/** Notes something in confidence: sealed, read by those who may alone. */
export async function addNote(
  trx: Trx,
  keys: Pick<Keys, 'seal'>,
  change: Change,
  { campaign, meeting, text }: { campaign: string; meeting: string; text: string },
): Promise<string> {
  await lockMeeting(trx, campaign, meeting)
  if ((await howMany(trx, 'campaign_meeting_notes', meeting)) >= MOST_POINTS)
    throw new MeetingFault('too many')
  const id = v7()
  await trx
    .insertInto('campaign_meeting_notes')
    .values({
      id,
      meeting_id: meeting,
      sealed: keys.seal(Buffer.from(text, 'utf8'), noteContext(id)),
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'noted something in confidence',
    before: null,
    after: { meeting, note: id },
  })
  return id
}

/** Erases what was noted; that something was stays in history. */
export async function eraseNote(
  trx: Trx,
  change: Change,
  { campaign, meeting, id }: { campaign: string; meeting: string; id: string },
): Promise<void> {
  await meetingOf(trx, campaign, meeting)
  const { numUpdatedRows } = await trx
    .updateTable('campaign_meeting_notes')
    .set({ sealed: null })
    .where('id', '=', id)
    .where('meeting_id', '=', meeting)
    .where('sealed', 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new MeetingFault('no point')
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'erased a note',
    before: { meeting, note: id },
    after: null,
  })
}

/** Months after a campaign ended, for which who went to its meetings is kept. */
export const MONTHS_KEPT = 6

/** Erases names and notes of meetings, and addresses of posts, of campaigns that ended six months ago; answers how many. */
export async function forgetOldDelegates({ db, now }: Pick<House, 'db' | 'now'>): Promise<number> {
  const before = new Date(now())
  before.setUTCMonth(before.getUTCMonth() - MONTHS_KEPT)
  return transact(db, async (trx) => {
    let forgotten = 0
    for (const table of ['campaign_meeting_delegates', 'campaign_meeting_notes'] as const) {
      const { numAffectedRows } = await sql`
        update ${sql.table(table)} set sealed = null
        where sealed is not null and meeting_id in (
          select campaign_meetings.id from campaign_meetings
          join campaigns on campaigns.id = campaign_meetings.campaign_id
          where campaigns.ended < ${before})`.execute(trx)
      forgotten += Number(numAffectedRows ?? 0n)
    }
    const { numAffectedRows } = await sql`
      update campaign_posts set address = null from campaigns
      where campaigns.id = campaign_posts.campaign_id and campaign_posts.address is not null
        and campaigns.ended < ${before}`.execute(trx)
    forgotten += Number(numAffectedRows ?? 0n)
    return forgotten
  })
}

/** Records a call that somebody of the organisation made; answers its id. */
export async function recordCall(
  trx: Trx,
  change: Change,
  {
    campaign,
    ...call
  }: { campaign: string; legislator: string; ask: string | null; on: string; outcome: CallOutcome },
): Promise<string> {
  const id = v7()
  await trx
    .insertInto('campaign_calls')
    .values({
      id,
      campaign_id: campaign,
      legislator: call.legislator,
      ask_key: call.ask,
      on_day: call.on,
      outcome: call.outcome,
      said_by: 'organisation',
      made: change.at,
      made_by: change.actor.person,
      ended: null,
      ended_why: null,
    })
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'recorded a call',
    before: null,
    after: { call: id, ...call },
  })
  return id
}

/** Takes a call back that was recorded by mistake; it stays on record with the reason. Throws MeetingFault. */
export async function takeCallBack(
  trx: Trx,
  change: Change,
  { campaign, id, why }: { campaign: string; id: string; why: string },
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('campaign_calls')
    .set({ ended: change.at, ended_why: why })
    .where('id', '=', id)
    .where('campaign_id', '=', campaign)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new MeetingFault('no point')
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'took a call back',
    before: { call: id },
    after: null,
    reason: why,
  })
}

const columns = ({
  legislator,
  legislatorName,
  asks,
  country,
  office,
  place,
  starts,
  minutes,
  zone,
}: MeetingValues) => ({
  legislator,
  legislator_name: legislatorName,
  asks: JSON.stringify(asks),
  country,
  office: office === null ? null : JSON.stringify(office),
  place,
  starts,
  minutes,
  zone,
})

const told = ({
  legislator,
  asks,
  country,
  office,
  starts,
  minutes,
  zone,
}: Omit<MeetingValues, 'legislatorName'>) => ({
  legislator,
  asks,
  country,
  office: office?.office ?? null,
  starts: starts.toISOString(),
  minutes,
  zone,
})

async function howMany(
  trx: Trx,
  table: 'campaign_meeting_delegates' | 'campaign_meeting_points' | 'campaign_meeting_notes',
  meeting: string,
): Promise<number> {
  const { n } = await trx
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('meeting_id', '=', meeting)
    .executeTakeFirstOrThrow()
  return Number(n)
}
