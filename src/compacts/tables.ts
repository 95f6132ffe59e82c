import type { ColumnType } from 'kysely'
import type { Agreement, Part, Side, Text } from './agreement.ts'

/** The states of a compact, in the order of its life. */
export const compactStates = [
  'concept',
  'proposed',
  'negotiating',
  'signed',
  'in force',
  'suspended',
  'extended',
  'closing',
  'closed',
  'terminated',
] as const
export type CompactState = (typeof compactStates)[number]

/** Managed: all rules apply. Observed: the public record of a real one, unknowns allowed. */
export type CompactKind = 'managed' | 'observed'
export type DraftState = 'open' | 'frozen' | 'withdrawn' | 'in force'
export type VersionEnd = 'reopened' | 'withdrawn' | 'took effect'

/** Why a compact is suspended; the first three are those of 22 U.S.C. 7103a(d). */
export const grounds = ['security', 'eligibility', 'responsibilities', 'other'] as const
export type Ground = (typeof grounds)[number]

/** What can end by itself before the compact does. */
export const endingParts = ['initiative', 'contribution'] as const
export type EndingPart = (typeof endingParts)[number]

/** How a risk stands: it may happen, it happens, or it cannot any more. */
export const riskStates = ['watched', 'happening', 'over'] as const
export type RiskState = (typeof riskStates)[number]

/** Written as JSON text, read as the value. */
type Kept<Value> = ColumnType<Value, string, string>

/** Tables of this room that are only ever added to; `house/grants.ts` must know them. */
export const appendOnlyCompactTables = [
  'compact_revisions',
  'compact_versions',
  'compact_version_ends',
  'compact_signatures',
  'compact_steps',
  'compact_answers',
  'compact_part_ends',
  'compact_risk_looks',
  'compact_lessons',
] as const

declare module '../house/database.ts' {
  interface Tables {
    compacts: {
      id: string
      kind: CompactKind
      /** ISO 3166-1 alpha-3. */
      country: string
      example: boolean
      state: CompactState
      in_force_version: number | null
      /** First day of the term, `YYYY-MM-DD`; the day of entry into force is that of the first version. */
      began_on: string | null
      /** Last day of the term as it stands now. */
      ends_on: string | null
      /** Last day that was agreed on when it began to be closed down: money moves until the earlier of the two. */
      closes_on: string | null
      made: Date
      made_by: string | null
      public_from: Date | null
    }
    compact_parties: {
      id: string
      compact_id: string
      organisation_id: string
      side: Side | null
      part: Part
      began: Date
      began_by: string | null
      ended: Date | null
      ended_by: string | null
      end_reason: string | null
      /** What one side cannot end alone: which has asked for it, and why. */
      end_asked: Date | null
      end_asked_by: string | null
      end_asked_side: Side | null
      end_asked_reason: string | null
    }
    compact_drafts: {
      compact_id: string
      /** 0 is the first text. */
      amendment: number
      base_version: number | null
      revision: number
      text: Kept<Agreement>
      state: DraftState
      reason: string | null
      made: Date
      made_by: string | null
    }
    compact_revisions: {
      compact_id: string
      amendment: number
      revision: number
      /** Null for the whole text that a draft began with. */
      part: string | null
      value: Kept<unknown>
      at: Date
      by: string | null
    }
    compact_versions: {
      compact_id: string
      number: number
      amendment: number
      /** Canonical JSON (RFC 8785), as it was hashed. */
      text: string
      /** SHA-256 of the text, in hexadecimal. */
      hash: string
      frozen_at: Date
      frozen_by: string | null
    }
    compact_version_ends: {
      compact_id: string
      number: number
      what: VersionEnd
      on_day: string | null
      at: Date
      by: string | null
      reason: string | null
    }
    compact_signatures: {
      id: string
      compact_id: string
      version: number
      party: string
      organisation_id: string
      person_id: string
      /** As what they signed, in their own words: “Minister of Justice”. */
      capacity: string | null
      hash: string
      at: Date
    }
    compact_steps: {
      compact_id: string
      seq: number
      from_state: CompactState | null
      to_state: CompactState
      at: Date
      by: string | null
      reason: string | null
      details: Kept<Record<string, unknown>>
    }
    compact_comments: {
      id: string
      compact_id: string
      amendment: number
      /** Path in the document, such as `objectives/lake-fishing/text`. */
      place: string
      text: string
      blocking: boolean
      by: string | null
      organisation_id: string | null
      at: Date
      closed: Date | null
      closed_by: string | null
      end_reason: string | null
    }
    compact_answers: {
      id: string
      comment_id: string
      text: string
      by: string | null
      organisation_id: string | null
      at: Date
    }
    compact_suspensions: {
      id: string
      compact_id: string
      whole: boolean
      /** Keys of objectives and initiatives; empty when the whole is suspended. */
      elements: Kept<string[]>
      ground: Ground
      reason: string
      /** Which side suspended; null for neither. */
      side: Side | null
      began: Date
      began_by: string | null
      ended: Date | null
      ended_by: string | null
      end_reason: string | null
    }
    compact_corrections: {
      id: string
      suspension_id: string
      position: number
      text: string
      /** When evidence was brought last, by whom, and what it is. */
      brought: Date | null
      brought_by: string | null
      evidence: string | null
      /** When the side that suspended confirmed it. */
      corrected: Date | null
      corrected_by: string | null
    }
    compact_risk_looks: {
      id: string
      compact_id: string
      risk: string
      state: RiskState
      /** From 1 to 5, as in the text. */
      likelihood: number
      effect: number
      note: string
      at: Date
      by: string | null
      organisation_id: string | null
    }
    compact_part_ends: {
      id: string
      compact_id: string
      what: EndingPart
      key: string
      /** Its last day. */
      on_day: string
      reason: string
      /** Which side ended it; null for neither. */
      side: Side | null
      at: Date
      by: string | null
    }
    compact_lessons: {
      id: string
      compact_id: string
      /** Key of the element it is about; null for the compact as a whole. */
      about: string | null
      text: Kept<Text>
      at: Date
      by: string | null
    }
  }
}
