import type { ColumnType } from 'kysely'
import type { BillEntry, BillHead, BillSource, EntryContent } from './schema.ts'

/** Written as JSON text, read as the value. */
type Kept<Value> = ColumnType<Value, string, string>

declare module '../../house/database.ts' {
  interface Tables {
    bills: {
      id: string
      legislature: string
      session: string
      head: Kept<Omit<BillHead, 'id'>>
      /** Of the shipped file it was last read from; null for a bill that no file is shipped of. */
      sha256: string | null
      made: Date
    }
    bill_entries: {
      id: string
      bill_id: string
      key: string
      /** Null where it was taken back. */
      content: ColumnType<EntryContent | null, string | null, never>
      source: ColumnType<BillSource, string, never>
      origin: BillEntry['origin']
      why: string | null
      replaces: string | null
      organisation_id: string | null
      at: Date
      by_person: string | null
    }
  }
}
