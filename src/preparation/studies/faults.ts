import type { FaultDetail } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { SpokenFault } from '../spoken-fault.ts'
import { type FaultName, faultWords } from './words/faults.ts'

const statuses: Record<FaultName, 403 | 404 | 409 | 422> = {
  'no study': 404,
  'no codebook': 404,
  overtaken: 409,
  'not now': 409,
  'stopped already': 409,
  'gaps remain': 409,
  'reason needed': 422,
  'own estimate': 403,
  'unknown codebook': 422,
  'unknown organisation': 422,
  'other country': 422,
  'definition is fixed': 409,
  'codebook unsound': 422,
  'frozen already': 409,
  'draft open': 409,
  'nothing frozen': 409,
}
const places: Partial<Record<FaultName, string>> = {
  overtaken: 'revision',
  'reason needed': 'reason',
  'unknown codebook': 'codebook',
  'unknown organisation': 'organisation',
  'other country': 'country',
  'definition is fixed': 'codebook',
  'codebook unsound': 'rules',
}

/** A fault of this part of the room. */
export class StudyFault extends SpokenFault<FaultName> {
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
    const title = say(fault, values)
    const remedy = say(`${fault}.remedy`, values)
    super(fault, { status: statuses[fault], place: places[fault], title, messages: [title], remedy, more })
    this.values = values
    this.more = more
  }

  in(language: Language): StudyFault {
    return new StudyFault(this.fault, this.values, language, this.more)
  }
}
