import type { FastifyRequest } from 'fastify'
import type { TObject, TProperties } from 'typebox'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import type { Language } from '../../ui/language.ts'
import { isTooDeep } from '../check.ts'
import { compactOn, idIn, mayDo } from '../desk.ts'
import type { CompactWiring } from '../effects.ts'
import { CompactFault, GapsRemain, PartOvertaken } from '../faults.ts'
import type { Gap } from '../gap-codes.ts'
import { sayGap } from '../pages/gaps.tsx'
import { compactSubject, type VersionCard, versionsOf } from '../store.ts'

/** What the doors of the API of this room share. */
export type ApiDoor = ReturnType<typeof apiDoor>

export function apiDoor(house: House, wiring: CompactWiring) {
  const { db } = house
  const on = compactOn(house)
  const seesDraft = async (request: FastifyRequest) =>
    mayDo(request.person, 'read a draft', await compactSubject(db, idIn(request.params)))

  /** Versions that took effect; for those who may read drafts, all that were ever frozen. */
  const versionsFor = async (request: FastifyRequest): Promise<VersionCard[]> => {
    const all = await versionsOf(db, idIn(request.params))
    return (await seesDraft(request)) ? all : all.filter(({ takenEffect: day }) => day !== null)
  }
  return { house, wiring, db, on, seesDraft, versionsFor }
}

/** A fault of this room in the reader’s language; of two texts that met, both are told. */
export function toldIn(error: unknown, language: Language): unknown {
  if (error instanceof PartOvertaken) {
    const told = error.in(language)
    for (const [name, text] of Object.entries(error.texts))
      told.details.push({ place: `texts/${name}`, message: JSON.stringify(text) ?? 'null' })
    return told
  }
  if (error instanceof GapsRemain)
    return new GapsRemain(error.gaps, language, (gap: Gap) => sayGap(gap, null, language))
  return error instanceof CompactFault ? error.in(language) : error
}

/** A field that is not taken is a fault of the sender, who must learn of it. */
export function refuseUnknownFields(request: FastifyRequest): void {
  const { body } = request
  const shape = (request.routeOptions.schema as { body?: TObject<TProperties> } | undefined)?.body
  // Before anything goes down into it by calls of its own.
  if (isTooDeep(body, 24))
    throw new Fault(422, 'unusable', 'What was sent cannot be used as it is', [
      { message: 'It is nested too deeply.', remedy: 'Send what the description of the API names.' },
    ])
  if (typeof body !== 'object' || body === null || !shape?.properties) return
  const known = Object.keys(shape.properties)
  const unknown = Object.keys(body).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Fault(
    422,
    'unusable',
    'What was sent cannot be used as it is',
    unknown.map((name) => ({
      place: name.slice(0, 80),
      message: 'There is no field of this name here, or it is not set this way.',
      remedy: `Known are ${known.join(', ')}.`,
    })),
  )
}
