import type { ColumnType } from 'kysely'
import type { PersonalReference } from '../../house/history/event.ts'
import type { Content, DecisionState, Signer } from './schema.ts'

/** Written as JSON text, read as the value. */
type Kept<Value> = ColumnType<Value, string, string>

declare module '../../house/database.ts' {
  interface Tables {
    decisions: {
      id: string
      version: number
      supersedes: string | null
      why: string | null
      assessment_id: string
      state: DecisionState
      revision: number
      content: Kept<Content>
      signers: Kept<Signer[]>
      /** Canonical JSON of what is signed. */
      text: string | null
      /** SHA-256 of the text. */
      hash: string | null
      made: Date
      made_by: string
      submitted: Date | null
      signed_off: Date | null
      published: Date | null
      published_by: string | null
      kept_why: string | null
      set_aside_why: string | null
    }
    decision_signatures: {
      id: string
      decision_id: string
      hash: string
      role: Signer['role']
      organisation_id: string | null
      person_id: string
      name: Kept<PersonalReference>
      no_conflict: boolean
      conflict: string | null
      at: Date
    }
    decision_declarations: {
      id: string
      decision_id: string
      hash: string
      author: boolean
      person_id: string
      name: Kept<PersonalReference>
      no_conflict: boolean
      conflict: string | null
      at: Date
    }
    decision_dissents: {
      id: string
      decision_id: string
      hash: string
      name: ColumnType<PersonalReference | null, string | null, never>
      recorded_by: ColumnType<PersonalReference | null, string | null, never>
      person_id: string | null
      text: string
      at: Date
    }
  }
}
