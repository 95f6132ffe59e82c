import { Fault } from '../house/errors.ts'
import { type Language, speak, type Values } from '../ui/language.ts'
import { type FaultName, faultWords } from './words/faults.ts'

const statuses: Record<FaultName, 404 | 409 | 422> = {
  'no line': 404,
  'no year': 404,
  overtaken: 409,
  'not taken': 422,
}
const kinds: Record<number, string> = { 404: 'not-found', 409: 'conflict', 422: 'unusable' }

/** A fault of this room. It is thrown in English, and said in the reader’s language at the door. */
export class BudgetFault extends Fault {
  readonly fault: FaultName
  readonly values: Values

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en') {
    const say = speak(faultWords, language)
    const status = statuses[fault]
    super(status, kinds[status] ?? 'conflict', say(fault, values), [
      { message: say(fault, values), remedy: say(`${fault}.remedy`, values) },
    ])
    this.fault = fault
    this.values = values
  }

  in(language: Language): BudgetFault {
    return new BudgetFault(this.fault, this.values, language)
  }
}
