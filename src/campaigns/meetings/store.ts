import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Keys } from '../../house/keys.ts'
import { MeetingFault } from './faults.ts'
import type { Delegate, Meeting, Note, Point, Report } from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** What a sealed text is bound to: it opens nowhere else. */
export const delegateContext = (id: string): string => `meeting delegate:${id}`
export const noteContext = (id: string): string => `meeting note:${id}`

/** A meeting of a campaign. Throws Fault 404. */
export async function meetingOf(db: Db, campaign: string, id: string): Promise<Meeting> {
  const row = await db
    .selectFrom('campaign_meetings')
    .selectAll()
    .where('id', '=', id)
    .where('campaign_id', '=', campaign)
    .executeTakeFirst()
  if (row === undefined) throw new MeetingFault('no meeting')
  return meetingFrom(row)
}

/** Holds a meeting to the end of the transaction: two who change it at once take turns. Throws Fault 404. */
export async function lockMeeting(trx: Db, campaign: string, id: string): Promise<Meeting> {
  await trx.selectFrom('campaign_meetings').select('id').where('id', '=', id).forUpdate().execute()
  return meetingOf(trx, campaign, id)
}

/** Meetings of a campaign, the latest first. */
export async function meetingsOf(db: Db, campaign: string): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('campaign_meetings')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('starts', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(meetingFrom)
}

/** Meetings with somebody, of all campaigns, the oldest first. */
export async function meetingsWith(db: Db, legislator: string): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('campaign_meetings')
    .selectAll()
    .where('legislator', '=', legislator)
    .orderBy('starts')
    .orderBy('id')
    .execute()
  return rows.map(meetingFrom)
}

/** Who goes. Names are opened only where keys are given: ask `read campaign notes` first. */
export async function delegatesOf(
  db: Db,
  meeting: string,
  keys: Pick<Keys, 'open'> | null,
): Promise<Delegate[]> {
  const rows = await db
    .selectFrom('campaign_meeting_delegates')
    .select(['id', 'role', 'sealed'])
    .where('meeting_id', '=', meeting)
    .orderBy('id')
    .execute()
  return rows.map(({ id, role, sealed }) => ({
    id,
    role,
    name: keys === null || sealed === null ? null : keys.open(sealed, delegateContext(id)).toString('utf8'),
  }))
}

/** What came of a meeting as it stands now; null before anybody reported back. */
export async function reportOf(db: Db, meeting: string): Promise<Report | null> {
  const row = await db
    .selectFrom('campaign_meeting_reports')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return { ...row.content, id: row.id, version: row.version, why: row.why, made: row.made.toISOString() }
}

/** What stays of a meeting, in the order it was written down. */
export async function pointsOf(db: Db, meeting: string): Promise<Point[]> {
  const rows = await db
    .selectFrom('campaign_meeting_points')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    ask: row.ask_key,
    text: row.text,
    due: row.due,
    state: row.state,
    settledOn: row.settled_on,
    made: row.made.toISOString(),
  }))
}

/** What was noted in confidence; erased notes are left out. Ask `read campaign notes` first. */
export async function notesOf(db: Db, meeting: string, keys: Pick<Keys, 'open'>): Promise<Note[]> {
  const rows = await db
    .selectFrom('campaign_meeting_notes')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, sealed, made, made_by }) =>
    sealed === null
      ? []
      : [
          {
            id,
            text: keys.open(sealed, noteContext(id)).toString('utf8'),
            made: made.toISOString(),
            by: made_by,
          },
        ],
  )
}

/** How many notes there are, for those who may not read them. */
export async function countNotes(db: Db, meeting: string): Promise<number> {
  const { n } = await db
    .selectFrom('campaign_meeting_notes')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('meeting_id', '=', meeting)
    .where('sealed', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

function meetingFrom(row: Selectable<Tables['campaign_meetings']>): Meeting {
  return {
    id: row.id,
    campaign: row.campaign_id,
    legislator: row.legislator,
    legislatorName: row.legislator_name,
    asks: row.asks,
    country: row.country,
    office: row.office,
    place: row.place,
    starts: row.starts.toISOString(),
    minutes: row.minutes,
    zone: row.zone,
    state: row.state,
    why: row.why,
    revision: row.revision,
  }
}
