import type { MissingReason } from './reading.ts'

/** Draft → submitted → (returned → submitted) → verified, which locks it → published. */
export const reportStates = ['draft', 'submitted', 'returned', 'verified', 'published'] as const
export type ReportState = (typeof reportStates)[number]

/** Tables of this room that are only ever added to; `house/grants.ts` must know them. */
export const appendOnlyMonitoringTables = [
  'result_drafts',
  'result_steps',
  'result_values',
  'result_deduplications',
  'dialogue_points',
  'data_quality_checks',
  'promise_checks',
  'deduplication_confirmations',
  'promise_confirmations',
] as const

export type PromiseKind = 'benchmark' | 'responsibility' | 'sustainability'

/** What became of a promise. A responsibility alone is waived: a benchmark holds money, which has waivers of its own. */
export const outcomes = ['met', 'not met', 'waived'] as const
export type PromiseOutcome = (typeof outcomes)[number]

declare module '../house/database.ts' {
  interface Tables {
    result_reports: {
      id: string
      compact_id: string
      /** Key of the party in the agreement. */
      party: string
      organisation_id: string
      /** Last day of the periods it reports. */
      ends: string
      /** Version of the agreement it goes by. */
      version: number
      state: ReportState
      made: Date
      made_by: string | null
      published_at: Date | null
    }
    result_drafts: {
      report_id: string
      indicator: string
      revision: number
      version: number
      /** `TypedPart` as JSON. */
      typed: string
      at: Date
      by_person: string | null
    }
    result_steps: {
      report_id: string
      seq: number
      from_state: ReportState | null
      to_state: ReportState
      version: number
      at: Date
      by_person: string | null
      reason: string | null
    }
    result_values: {
      id: string
      report_id: string
      compact_id: string
      party: string
      indicator: string
      cell: string
      begins: string
      ends: string
      version: number
      value: string | null
      low: string | null
      high: string | null
      /** Confidence of the interval in per cent. */
      level: number | null
      numerator: string | null
      denominator: string | null
      missing: MissingReason | null
      why: string | null
      evidence: string | null
      comment: string | null
      at: Date
      /** Who verified it, or agreed to the correction. */
      by_person: string | null
      /** For which organisation. */
      by_organisation: string | null
      /** Whether that was somebody of the organisation that reported it: nobody else could. */
      within: boolean
      corrects: string | null
      correction_id: string | null
    }
    result_corrections: {
      id: string
      report_id: string
      indicator: string
      /** `TypedPart` as JSON: the whole part as it should be. */
      typed: string
      reason: string
      asked_at: Date
      asked_by: string | null
      decided_at: Date | null
      decided_by: string | null
      decision: 'agreed' | 'refused' | null
      decision_reason: string | null
    }
    result_deduplications: {
      id: string
      compact_id: string
      indicator: string
      ends: string
      cell: string
      value: string
      /** Ids of the values it joins, as JSON: it counts while exactly these stand. */
      joined: string
      method: string
      at: Date
      by_person: string | null
      by_organisation: string
    }
    deduplication_confirmations: {
      deduplication_id: string
      compact_id: string
      at: Date
      by_person: string
      by_organisation: string
    }
    dialogues: {
      id: string
      compact_id: string
      held_on: string
      made: Date
      made_by: string | null
      /** Keys as JSON; null while they are not fixed. */
      indicators: string | null
      fixed_at: Date | null
      fixed_by: string | null
      /** Canonical JSON of what was on the table. */
      pack: string | null
      pack_hash: string | null
      frozen_at: Date | null
      frozen_by: string | null
      held_at: Date | null
      held_by: string | null
    }
    dialogue_points: {
      id: string
      dialogue_id: string
      /** Null for a point about none of the indicators. */
      indicator: string | null
      said: string
      decision: string | null
      at: Date
      by_person: string | null
    }
    dialogue_actions: {
      id: string
      dialogue_id: string
      text: string
      party: string
      due: string
      at: Date
      by_person: string | null
      done_on: string | null
      done_at: Date | null
      done_by: string | null
      done_note: string | null
    }
    data_quality_checks: {
      id: string
      compact_id: string
      indicator: string
      party: string | null
      on_day: string
      /** Answer and comment for each of the five standards, as JSON. */
      standards: string
      follow_up: string | null
      at: Date
      by_person: string | null
    }
    promise_checks: {
      id: string
      compact_id: string
      kind: PromiseKind
      key: string
      outcome: PromiseOutcome
      on_day: string
      evidence: string | null
      comment: string | null
      at: Date
      by_person: string | null
      by_organisation: string
    }
    promise_confirmations: {
      promise_id: string
      compact_id: string
      at: Date
      by_person: string
      by_organisation: string
    }
  }
}
