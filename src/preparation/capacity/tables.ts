import type { Institution, InstitutionKind, Round, Side } from './schema.ts'

declare module '../../house/database.ts' {
  interface Tables {
    capacity_institutions: {
      id: string
      country: string
      name: string
      kind: InstitutionKind
      level: Institution['level']
      place: string | null
      tasks: string[]
      version: number
      made: Date
      made_by: string | null
      ended: Date | null
      ended_by: string | null
      end_reason: string | null
    }
    capacity_institution_names: {
      institution_id: string
      version: number
      until: Date
      name: string
      level: Institution['level']
      place: string | null
    }
    capacity_rounds: {
      id: string
      country: string
      side: Side
      day: string
      organisation_id: string | null
      said_by: string | null
      note: string | null
      state: Round['state']
      revision: number
      made: Date
      made_by: string | null
      closed: Date | null
      closed_by: string | null
      reason: string | null
    }
    capacity_readings: {
      round_id: string
      institution_id: string
      task: string
      level: number | null
      evidence: string
      address: string | null
      year: number | null
    }
  }
}
