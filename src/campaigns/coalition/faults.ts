import { Fault, type FaultDetail } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { type FaultName, faultWords } from './words/faults.ts'

const statuses: Record<FaultName, 403 | 404 | 409 | 422> = {
  'no campaign': 404,
  'no ask': 404,
  'no consent text': 404,
  'no endorser': 404,
  overtaken: 409,
  'slug taken': 422,
  'key taken': 422,
  'not now': 409,
  'over already': 409,
  'gaps remain': 409,
  'fixed since public': 409,
  'signed already': 409,
  'reason needed': 422,
  'last ask': 409,
  'unknown organisation': 422,
  'endorser there': 422,
  'nobody asks': 422,
  'its own word': 403,
  'its own words': 403,
}
const kinds: Record<number, string> = { 403: 'refused', 404: 'not-found', 409: 'conflict', 422: 'unusable' }
const places: Partial<Record<FaultName, string>> = {
  overtaken: 'revision',
  'slug taken': 'slug',
  'key taken': 'key',
  'reason needed': 'reason',
  'unknown organisation': 'organisation',
  'endorser there': 'organisation',
  'nobody asks': 'party',
}

/** A fault of this part of the room. It is thrown in English, and said in the reader’s language at the door. */
export class CampaignFault extends Fault {
  readonly fault: FaultName
  readonly values: Values
  /** What else is wrong, as data that the door says in the reader’s language. */
  readonly more: readonly FaultDetail[]

  constructor(
    fault: FaultName,
    values: Values = {},
    language: Language = 'en',
    more: readonly FaultDetail[] = [],
  ) {
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

  in(language: Language): CampaignFault {
    return new CampaignFault(this.fault, this.values, language, this.more)
  }
}
