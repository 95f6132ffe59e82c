import type { ColumnType } from 'kysely'
import type {
  CallOutcome,
  DatedOffice,
  DelegateRole,
  MeetingState,
  PointKind,
  PointState,
  ReportContent,
} from './schema.ts'

/** Written as JSON text, read as the value. */
type Kept<Value> = ColumnType<Value, string, string>
type KeptOrNull<Value> = ColumnType<Value | null, string | null, string | null>

declare module '../../house/database.ts' {
  interface Tables {
    campaign_meetings: {
      id: string
      campaign_id: string
      legislator: string
      legislator_name: string
      asks: Kept<string[]>
      country: string | null
      office: KeptOrNull<DatedOffice>
      place: string | null
      starts: Date
      minutes: number
      zone: string
      state: MeetingState
      why: string | null
      revision: number
      made: Date
      made_by: string | null
    }
    campaign_meeting_delegates: {
      id: string
      meeting_id: string
      role: DelegateRole
      /** Who it is, under a key of the house; null once erased. */
      sealed: string | null
      made: Date
    }
    campaign_meeting_reports: {
      id: string
      meeting_id: string
      version: number
      content: Kept<ReportContent>
      why: string | null
      made: Date
      made_by: string | null
    }
    campaign_meeting_points: {
      id: string
      meeting_id: string
      kind: PointKind
      ask_key: string | null
      text: string
      due: string | null
      state: PointState
      settled_on: string | null
      made: Date
      made_by: string | null
    }
    campaign_meeting_notes: {
      id: string
      meeting_id: string
      /** What was noted, under a key of the house; null once erased. */
      sealed: string | null
      made: Date
      made_by: string | null
    }
    campaign_calls: {
      id: string
      campaign_id: string
      legislator: string
      ask_key: string | null
      on_day: string
      outcome: CallOutcome
      said_by: 'organisation' | 'caller'
      made: Date
      made_by: string | null
      ended: Date | null
      ended_why: string | null
    }
    campaign_posts: {
      id: string
      campaign_id: string
      legislator: string
      ask_key: string | null
      network: string
      handle: string
      handle_as_of: string
      opened_on: string
      posted_on: string | null
      address: string | null
      ended: Date | null
      ended_why: string | null
    }
  }
}
