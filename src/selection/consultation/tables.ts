import type { Level, Membership, Outcome } from './schema.ts'

declare module '../../house/database.ts' {
  interface Tables {
    consultations: {
      id: string
      methodology: string
      version: number
      document: string
      question: string
      language: string
      level: Level
      ways: unknown
      membership: Membership
      groups: unknown
      fewest: number
      opens: Date
      closes: Date
      made: Date
      published: Date | null
      called_off: Date | null
      called_off_why: string | null
      revision: number
    }
    consultation_members: { consultation_id: string; mark: string; group_key: string; joined: Date }
    consultation_codes: {
      id: string
      consultation_id: string
      group_key: string
      digest: string
      made: Date
      used: Date | null
      on_paper: boolean | null
    }
    consultation_objection_answers: {
      id: string
      objection_id: string
      consultation_id: string
      outcome: Outcome
      text: string
      at: Date
    }
  }
}

/** What the functions of the database give out. */
export type AnswerRow = {
  id: string
  group_key: string
  sealed: string
  comment: string | null
  paper: boolean
}
export type OwnAnswerRow = { id: string; seq: number; sealed: string; comment: string | null; at: Date }
export type ObjectionRow = { id: string; criterion: string; sealed: string; public: boolean }
export type OwnObjectionRow = ObjectionRow & { at: Date; withdrawn: Date | null }
