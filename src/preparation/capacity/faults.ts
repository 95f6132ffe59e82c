import type { FaultDetail } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { SpokenFault } from '../spoken-fault.ts'
import { words } from './words.ts'

/** What can stand in the way here: the field it belongs to, and with which status it answers. */
const faults = {
  'no country': { status: 404, place: null },
  'no day': { status: 422, place: 'on' },
  'no institution': { status: 404, place: null },
  'institution ended': { status: 409, place: null },
  'name taken': { status: 409, place: 'name' },
  overtaken: { status: 409, place: 'version' },
  'no round': { status: 404, place: null },
  'not your round': { status: 403, place: null },
  'round closed': { status: 409, place: null },
  'round empty': { status: 409, place: 'publish' },
  'own round': { status: 409, place: 'publish' },
  'round overtaken': { status: 409, place: 'version' },
  'no institutions': { status: 409, place: null },
  'file unreadable': { status: 422, place: 'file' },
  'file identifies': { status: 422, place: 'file' },
  'file of another': { status: 422, place: 'file' },
  'not taken': { status: 422, place: 'file' },
} as const
export type FaultName = keyof typeof faults

/** A fault of this part. */
export class CapacityFault extends SpokenFault<FaultName> {
  readonly values: Values
  private readonly more: FaultDetail[]

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en', more: FaultDetail[] = []) {
    const say = speak(words, language)
    super(fault, {
      ...faults[fault],
      title: say(`fault.${fault}`, values),
      messages: [say(`fault.${fault}.message`, values)],
      remedy: say(`fault.${fault}.remedy`, values),
      more,
    })
    this.values = values
    this.more = more
  }

  in(language: Language): CapacityFault {
    return new CapacityFault(this.fault, this.values, language, this.more)
  }
}
