declare module '../database.ts' {
  interface Tables {
    documents: {
      /** SHA-256 of the bytes, in hexadecimal. */
      hash: string
      type: string
      size: number
      /** Null once they were taken out. */
      bytes: Buffer | null
      kept: Date
      removed: Date | null
      removed_by: string | null
      removal_reason: string | null
    }
    document_uses: {
      id: string
      hash: string
      compact_id: string
      /** What it stands behind, as a path: `documents`, `results/2027-q1/jobs`, `conditions/law`. */
      place: string
      name: string
      public: boolean
      by_person: string | null
      by_organisation: string | null
      at: Date
      ended: Date | null
      ended_by: string | null
    }
  }
}
