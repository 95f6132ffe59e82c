import { Fault } from '../../house/errors.ts'
import { type Language, speak } from '../../ui/language.ts'
import { words } from './words/words.ts'

export const faultNames = ['no meeting', 'no point', 'overtaken', 'not now', 'too early', 'too many'] as const
type FaultName = (typeof faultNames)[number]

/** A fault of meetings, calls and posts. Thrown in English, and said in the reader’s language at the door. */
export class MeetingFault extends Fault {
  readonly fault: FaultName

  constructor(fault: FaultName, language: Language = 'en') {
    const say = speak(words, language)
    const missing = fault === 'no meeting' || fault === 'no point'
    super(missing ? 404 : 409, missing ? 'not-found' : 'conflict', say(`fault.${fault}`), [
      { message: say(`fault.${fault}`), remedy: say(`fault.${fault} remedy`) },
    ])
    this.fault = fault
  }

  in(language: Language): MeetingFault {
    return new MeetingFault(this.fault, language)
  }
}
