import { Fault, type FaultDetail } from '../house/errors.ts'
import { type Language, speak, type Values } from '../ui/language.ts'
import { type FaultName, faultWords } from './words/faults.ts'

const statuses: Record<FaultName, 403 | 404 | 409 | 422> = {
  'nothing due': 404,
  'no report': 404,
  'party without organisation': 409,
  'not your report': 403,
  'not in force': 409,
  'not begun': 409,
  'after the last day': 409,
  'not over yet': 409,
  locked: 409,
  'not submitted': 409,
  'not verified': 409,
  'terms changed': 409,
  'faults remain': 422,
  'own report': 403,
  'own organisation': 403,
  'own word': 403,
  'own side': 403,
  'nothing to confirm': 409,
  'reason needed': 422,
  'revision unknown': 422,
  'indicator unknown': 422,
  'evidence unknown': 422,
  'correction open': 409,
  'no correction': 404,
  'own correction': 403,
  'nothing corrected': 422,
  'later lower': 409,
  'deduplication impossible': 422,
  'deduplication not asked': 409,
  'number unreadable': 422,
  'no dialogue': 404,
  'fixed too late': 409,
  'fixed already': 409,
  'not fixed': 409,
  'frozen already': 409,
  'not frozen': 409,
  'held already': 409,
  'not held yet': 409,
  'day impossible': 422,
  'nothing chosen': 422,
  'text needed': 422,
  'no action': 404,
  'done already': 409,
  'promise unknown': 404,
  'waiver unfit': 409,
  'waived already': 409,
  'file unreadable': 422,
  'file of another': 422,
}
const kinds: Record<number, string> = { 403: 'refused', 404: 'not-found', 409: 'conflict', 422: 'unusable' }
const places: Partial<Record<FaultName, string>> = {
  'reason needed': 'reason',
  'own report': 'reason',
  'own organisation': 'reason',
  'day impossible': 'day',
  'fixed too late': 'day',
  'nothing chosen': 'indicators',
  'text needed': 'text',
  'deduplication impossible': 'value',
  'number unreadable': 'value',
  'evidence unknown': 'evidence',
  'waiver unfit': 'met',
  'waived already': 'met',
  'nothing corrected': 'total.value',
  'later lower': 'total.value',
  'file unreadable': 'file',
  'file of another': 'file',
}

/** A fault of this room. It is thrown in English, and said in the reader’s language at the door. */
export class MonitoringFault extends Fault {
  readonly fault: FaultName
  readonly values: Values
  protected readonly more: FaultDetail[]

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en', more: FaultDetail[] = []) {
    const say = speak(faultWords, language)
    const status = statuses[fault]
    const place = places[fault]
    super(status, kinds[status] ?? 'conflict', say(fault, values), [
      {
        ...(place === undefined ? {} : { place }),
        message: say(fault, values),
        remedy: say(`${fault}.remedy`, values),
      },
      ...more,
    ])
    this.fault = fault
    this.values = values
    this.more = more
  }

  in(language: Language): MonitoringFault {
    return new MonitoringFault(this.fault, this.values, language, this.more)
  }
}
