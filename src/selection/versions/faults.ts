import { Fault, type FaultDetail } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { type FaultName, faultWords } from './fault-words.ts'

const statuses: Record<FaultName, 404 | 409 | 422> = {
  'no methodology': 404,
  'no methodology, near': 404,
  'no version': 404,
  'no reason': 422,
  'long reason': 422,
  'same rules': 409,
  'name taken': 409,
  'not derived': 422,
  stopped: 409,
}
const kinds = { 404: 'not-found', 409: 'conflict', 422: 'unusable' } as const

/** A fault about versions of methodologies. It is thrown in English, and said in the reader’s language at the door. */
export class VersionFault extends Fault {
  readonly fault: FaultName
  readonly values: Values
  readonly more: (language: Language) => FaultDetail[]

  constructor(
    fault: FaultName,
    values: Values = {},
    more: (language: Language) => FaultDetail[] = () => [],
    language: Language = 'en',
  ) {
    const say = speak(faultWords, language)
    const status = statuses[fault]
    super(status, kinds[status], say(fault, values), [
      { message: say(fault, values), remedy: say(`${fault}.remedy`, values) },
      ...more(language),
    ])
    this.fault = fault
    this.values = values
    this.more = more
  }

  in(language: Language): VersionFault {
    return new VersionFault(this.fault, this.values, this.more, language)
  }
}
