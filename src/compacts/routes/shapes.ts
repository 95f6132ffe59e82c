import { Type } from 'typebox'

// Whether an id can be one is asked at the door, in the words of this room (`idIn`).
export const ById = Type.Object({ id: Type.String() })
export const Name = Type.String({ pattern: '^[A-Za-z0-9-]{1,60}$' })
export const ByStep = Type.Object({ id: Type.String(), step: Name })
export const ByPlace = Type.Object({ id: Type.String(), place: Name })
export const ByElement = Type.Object({ id: Type.String(), place: Name, key: Name })
export const ByCondition = Type.Object({ id: Type.String(), key: Name, condition: Name })
export const ByTranche = Type.Object({ id: Type.String(), key: Name })
export const ByYear = Type.Object({ id: Type.String(), year: Name })
export const ByVersion = Type.Object({
  id: Type.String(),
  number: Type.Integer({ minimum: 1, maximum: 100_000 }),
})
export const ByComment = Type.Object({ id: Type.String(), comment: Type.String({ maxLength: 60 }) })
export const Form = Type.Record(Type.String(), Type.Unknown())
