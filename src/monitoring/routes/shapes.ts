import { Type } from 'typebox'
import type { ReportKey } from '../store.ts'

export const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
export const KeyOf = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
export const DayOf = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const ById = Type.Object({ id: Id })
export const ByIndicator = Type.Object({ id: Id, indicator: KeyOf })
export const ByReport = Type.Object({ id: Id, ends: DayOf, party: KeyOf })
export const ByReportIndicator = Type.Object({ id: Id, ends: DayOf, party: KeyOf, indicator: KeyOf })
export const ByCorrection = Type.Object({ id: Id, ends: DayOf, party: KeyOf, correction: Id })
export const ByCount = Type.Object({ id: Id, indicator: KeyOf, count: Id })
export const ByPromise = Type.Object({ id: Id, check: Id })
export const ByDialogue = Type.Object({ id: Id, dialogue: Id })
export const ByAction = Type.Object({ id: Id, dialogue: Id, action: Id })
export const Form = Type.Record(Type.String(), Type.Unknown())

/** The report an address means. */
export const keyOf = ({ id, ends, party }: { id: string; ends: string; party: string }): ReportKey => ({
  compact: id,
  ends,
  party,
})
