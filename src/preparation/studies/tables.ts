import type { ColumnType } from 'kysely'
import type { StudyFacts, StudyState } from './schema.ts'

/** Written as JSON text, read as the value. */
type Kept<Value> = ColumnType<Value, string, string>

declare module '../../house/database.ts' {
  interface Tables {
    codebooks: {
      id: string
      made: Date
      made_by: string | null
    }
    codebook_versions: {
      id: string
      codebook_id: string
      version: number
      state: 'draft' | 'frozen'
      /** Of the draft; who saves says which one was read. */
      revision: number
      /** Canonical JSON of a `Codebook`. */
      text: string
      /** SHA-256 of the text once it is frozen. */
      hash: string | null
      made: Date
      made_by: string | null
      frozen: Date | null
      frozen_by: string | null
    }
    studies: {
      id: string
      /** ISO 3166-1 alpha-3. */
      country: string
      state: StudyState
      confidential: boolean
      revision: number
      facts: Kept<StudyFacts>
      codebook_version_id: string | null
      organisation_id: string | null
      baseline_of: string | null
      no_estimate: string | null
      made: Date
      made_by: string | null
      analysed_by: string | null
      published: Date | null
      published_by: string | null
      stopped_why: string | null
    }
  }
}
