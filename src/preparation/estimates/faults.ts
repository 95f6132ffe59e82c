import { Fault, Unusable } from '../../house/errors.ts'
import { type Language, speak } from '../../ui/language.ts'
import type { KeptFault } from './check.ts'
import { estimateWords } from './words.ts'

/** What can stand in the way here, and with which status it answers. */
const faults = {
  'no estimate': 404,
  'no study': 404,
  stopped: 409,
  'no codebook': 422,
  'codebook draft': 409,
  replaced: 409,
  'study not published': 409,
  public: 409,
  own: 409,
  differs: 409,
  computed: 409,
} as const
export type FaultName = keyof typeof faults

/** The field it is about, where it is about one. */
const places: Partial<Record<FaultName, string>> = {
  'no codebook': 'codebook',
  'codebook draft': 'codebook',
  replaced: 'replaces',
}

const kinds: Record<number, string> = { 404: 'not-found', 409: 'conflict', 422: 'unusable' }

/** A fault of estimates. It is thrown in English, and said in the reader’s language at the door. */
export class EstimateFault extends Fault {
  readonly fault: FaultName

  constructor(fault: FaultName, language: Language = 'en') {
    const say = speak(estimateWords, language)
    const status = faults[fault]
    super(status, kinds[status] ?? 'conflict', say(`fault.${fault}`), [
      {
        ...(places[fault] === undefined ? {} : { place: places[fault] }),
        message: say(`fault.${fault}.message`),
        remedy: say(`fault.${fault}.remedy`),
      },
    ])
    this.fault = fault
  }

  in(language: Language): EstimateFault {
    return new EstimateFault(this.fault, language)
  }
}

/** Faults of what was handed over, as one: each with its place. */
export function unusable(found: readonly KeptFault[], language: Language): Unusable {
  const say = speak(estimateWords, language)
  return new Unusable(
    say('w.unusable'),
    found.map(({ place, code, told }) => ({
      place: place.slice(0, 200),
      message: told === undefined ? say(`w.${code}`) : `${say(`w.${code}`)} ${told}`,
      remedy: say('w.remedy'),
    })),
  )
}
