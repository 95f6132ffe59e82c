import type { ColumnType } from 'kysely'
import type { StoredHead } from './head.ts'
import type { CheckOutcome } from './recompute.ts'

/** Written as JSON text, read as the value. */
type Json<Value> = ColumnType<Value, string, string>

declare module '../../house/database.ts' {
  interface Tables {
    estimates: {
      id: string
      study_id: string
      source: 'computed' | 'publication'
      /** JSON of a `Kept`, as it was handed over. */
      text: string
      /** SHA-256 of the text. */
      hash: string
      /** Of an estimate that an earlier build kept it may follow another rule: `store.ts` alone reads it. */
      head: Json<StoredHead>
      codebook_version_id: string | null
      came_after: boolean
      replaces: string | null
      reason: string | null
      made: Date
      made_by: string | null
    }
    estimate_publications: { estimate_id: string; at: Date; by_person: string | null }
    estimate_checks: { id: string; estimate_id: string; at: Date; outcome: Json<CheckOutcome> }
  }
}
