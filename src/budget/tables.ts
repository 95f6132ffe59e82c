import type { FactKind, Stage, Surety, Value } from './schema.ts'

declare module '../house/database.ts' {
  interface Tables {
    budget_facts: {
      id: string
      /** The rows that were taken over together. */
      taking_id: string
      line: string
      agency: string
      program: string
      fiscal_year: number
      through: number
      stage: Stage
      value_is: Value['is']
      minor: number | null
      currency: string
      kind: FactKind
      sure: Surety
      note: string | null
      source: string
      made: Date
      made_by: string | null
      organisation_id: string | null
    }
  }
}
