import { Fault } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { states } from './schema.ts'
import { type FaultName, faultWords } from './words/faults.ts'
import { words } from './words/words.ts'

const statuses: Record<FaultName, 403 | 404 | 409 | 422> = {
  'no decision': 404,
  'no assessment': 404,
  overtaken: 409,
  'not now': 409,
  'gaps remain': 409,
  'reason needed': 422,
  'name needed': 422,
  'text needed': 422,
  'declaration needed': 422,
  'conflict unnamed': 422,
  'words beside none': 422,
  'conflict too long': 422,
  'unknown signer': 422,
  'unknown organisation': 422,
  'not asked for': 403,
  'signed already': 409,
  'own signature': 409,
  'author alone': 403,
  'superseded already': 409,
}
/** The field of the form that a fault is about. */
const places: Partial<Record<FaultName, string>> = {
  'reason needed': 'reason',
  'name needed': 'name',
  'text needed': 'text',
  'declaration needed': 'declared',
  'conflict unnamed': 'conflict',
  'words beside none': 'conflict',
  'conflict too long': 'conflict',
  'no assessment': 'assessment',
  'unknown signer': 'signers',
  'unknown organisation': 'signers',
  'not asked for': 'as',
  'signed already': 'as',
  'own signature': 'as',
  'author alone': 'as',
}
const kinds: Record<number, string> = { 403: 'refused', 404: 'not-found', 409: 'conflict', 422: 'unusable' }

/** A state is told by its name in the reader’s language. */
function toldIn(values: Values, language: Language): Values {
  const state = states.find((each) => each === values.state)
  return state === undefined ? values : { ...values, state: speak(words, language)(`state.${state}`) }
}

/** A fault of decisions: thrown in English, and said in the reader’s language at the door. */
export class DecisionFault extends Fault {
  readonly fault: FaultName
  readonly values: Values

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en') {
    const say = speak(faultWords, language)
    const told = toldIn(values, language)
    const status = statuses[fault]
    const place = places[fault]
    super(status, kinds[status] ?? 'conflict', say(fault, told), [
      {
        ...(place === undefined ? {} : { place }),
        message: say(fault, told),
        remedy: say(`${fault}.remedy`, told),
      },
    ])
    this.fault = fault
    this.values = values
  }

  in(language: Language): DecisionFault {
    return new DecisionFault(this.fault, this.values, language)
  }
}
