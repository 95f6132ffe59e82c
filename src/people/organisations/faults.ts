import { Fault, type FaultDetail } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { words } from './words.ts'

/** What can stand in the way here: where on a form it belongs, and with which status it answers. */
const faults = {
  'no organisation': { status: 404, place: null },
  'organisation ended': { status: 409, place: null },
  'name taken': { status: 409, place: 'name' },
  overtaken: { status: 409, place: 'version' },
  'no member': { status: 404, place: null },
  'own role': { status: 409, place: 'role' },
  'role held': { status: 409, place: 'role' },
  'role not held': { status: 404, place: null },
  'role elsewhere': { status: 422, place: 'role' },
  'role everywhere': { status: 422, place: 'scope' },
  'no party': { status: 422, place: 'scope' },
  'no compact': { status: 422, place: 'scope' },
  'role for ever': { status: 422, place: 'until' },
  'last representative': { status: 409, place: 'reason' },
  'last administrator': { status: 409, place: 'reason' },
  'no address': { status: 422, place: 'email' },
  'asked already': { status: 409, place: 'email' },
  'no invitation': { status: 404, place: null },
  'invitation closed': { status: 409, place: null },
  'own invitation': { status: 409, place: null },
  'not the one invited': { status: 403, place: null },
} as const
export type FaultName = keyof typeof faults

const kinds: Record<number, string> = { 403: 'refused', 404: 'not-found', 409: 'conflict', 422: 'unusable' }

/** A fault of this room. It is thrown in English, and said in the reader’s language at the door. */
export class OrganisationFault extends Fault {
  readonly fault: FaultName
  readonly values: Values
  private readonly more: FaultDetail[]

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en', more: FaultDetail[] = []) {
    const say = speak(words, language)
    const { status, place } = faults[fault]
    super(status, kinds[status] ?? 'conflict', say(`fault.${fault}`, values), [
      {
        ...(place === null ? {} : { place }),
        message: say(`fault.${fault}.message`, values),
        remedy: say(`fault.${fault}.remedy`, values),
      },
      ...more,
    ])
    this.fault = fault
    this.values = values
    this.more = more
  }

  in(language: Language): OrganisationFault {
    return new OrganisationFault(this.fault, this.values, language, this.more)
  }
}
