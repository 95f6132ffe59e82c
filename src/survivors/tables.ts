import type { Outcome, Speaker, Way } from './schema.ts'

declare module '../house/database.ts' {
  interface Tables {
    survivor_reviews: {
      id: string
      compact_id: string
      amendment: number
      revision: number
      /** Canonical JSON of the agreement that was read. */
      text: string
      hash: string
      organisation_id: string
      held_on: string
      how: Way
      shown_as: Speaker
      alias: string | null
      person_id: string | null
      at: Date
    }
    survivor_objections: {
      id: string
      compact_id: string
      amendment: number
      revision: number
      place: string
      text: string
      instead: string | null
      public: boolean
      organisation_id: string
      shown_as: Speaker
      alias: string | null
      person_id: string | null
      at: Date
      withdrawn: Date | null
      withdrawn_by: string | null
    }
    survivor_answers: {
      id: string
      objection_id: string
      outcome: Outcome
      text: string
      organisation_id: string
      person_id: string | null
      at: Date
    }
  }
}
