import { Type } from 'typebox'

export const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
export const Id = Type.String({ pattern: uuid })
export const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
export const ById = Type.Object({ id: Id })
export const ByEntry = Type.Object({ id: Id, entry: Id })
export const ByDraft = Type.Object({ id: Id, draft: Id })
export const ByTranche = Type.Object({ id: Id, tranche: Key })
export const ByRequest = Type.Object({ id: Id, tranche: Key, request: Id })
export const ByCondition = Type.Object({ id: Id, tranche: Key, condition: Key })
export const ByRate = Type.Object({ id: Id, rate: Id })
export const ByPackage = Type.Object({ id: Id, package: Id })
export const ByAward = Type.Object({ id: Id, award: Key })
export const Form = Type.Record(Type.String(), Type.Unknown())
export const Query = Type.Record(Type.String(), Type.Unknown())
