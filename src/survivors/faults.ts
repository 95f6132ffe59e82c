import { Fault } from '../house/errors.ts'
import { type Language, speak } from '../ui/language.ts'
import { words } from './words.ts'

const faults = {
  'not your group': { status: 403, kind: 'refused' },
  'not a government': { status: 403, kind: 'refused' },
  'no objection': { status: 404, kind: 'not-found' },
  'objection withdrawn': { status: 409, kind: 'conflict' },
  'text stands still': { status: 409, kind: 'conflict' },
  'text overtaken': { status: 409, kind: 'conflict' },
} as const
export type FaultName = keyof typeof faults

/** A fault of this room. It is thrown in English, and said in the reader’s language at the door. */
export class SurvivorFault extends Fault {
  readonly fault: FaultName

  constructor(fault: FaultName, language: Language = 'en') {
    const say = speak(words, language)
    const { status, kind } = faults[fault]
    super(status, kind, say(`fault.${fault}`), [{ message: say(`fault.${fault}.message`) }])
    this.fault = fault
  }

  in(language: Language): SurvivorFault {
    return new SurvivorFault(this.fault, language)
  }
}
