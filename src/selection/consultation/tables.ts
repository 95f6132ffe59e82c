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
export type MemberRow = { group_key: string; joined: Date }
export type UsedCodeRow = { id: string; group_key: string; gone: boolean }
export type CodesRow = { group_key: string; made: number; used: number }
export type AnswerRow = {
  bound: string
  group_key: string
  sealed: string
  comment: string | null
  paper: boolean
}
export type OwnAnswerRow = { id: string; seq: number; sealed: string; comment: string | null; at: Date }
export type ObjectionRow = { bound: string; criterion: string; sealed: string; public: boolean }
export type OwnObjectionRow = Omit<ObjectionRow, 'bound'> & { id: string; at: Date; withdrawn: Date | null }
