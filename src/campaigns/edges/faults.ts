import { Fault } from '../../house/errors.ts'
import { type Language, speak } from '../../ui/language.ts'
import { words } from './words/words.ts'

const statuses = {
  'no letter': 404,
  'no recipient': 404,
  'no delivery': 404,
  'no file': 409,
  vacant: 409,
  'no code': 422,
  'office needed': 422,
  'none wait': 409,
  'none whole': 422,
  'none queued': 409,
  overtaken: 409,
  'not now': 422,
  'day wrong': 422,
  'reason needed': 422,
} as const
export type EdgeFaultName = keyof typeof statuses
const kinds = { 404: 'not-found', 409: 'conflict', 422: 'unusable' } as const
const places: Partial<Record<EdgeFaultName, string>> = {
  'no code': 'channel',
  'office needed': 'office',
  'none wait': 'channel',
  'none whole': 'channel',
  'none queued': 'which',
  vacant: 'channel',
  overtaken: 'state',
  'not now': 'state',
  'day wrong': 'on',
  'reason needed': 'why',
}

/** A fault of handing over; thrown in English, said at the door in the reader’s language. */
export class EdgeFault extends Fault {
  readonly fault: EdgeFaultName

  constructor(fault: EdgeFaultName, language: Language = 'en') {
    const say = speak(words, language)
    const status = statuses[fault]
    const place = places[fault]
    const message = say(`fault.${fault}`)
    super(status, kinds[status], message, [{ ...(place === undefined ? {} : { place }), message }])
    this.fault = fault
  }

  in(language: Language): EdgeFault {
    return new EdgeFault(this.fault, language)
  }
}
