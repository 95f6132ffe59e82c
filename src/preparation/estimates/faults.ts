import { Unusable } from '../../house/errors.ts'
import { type Language, speak } from '../../ui/language.ts'
import { SpokenFault } from '../spoken-fault.ts'
import type { KeptFault } from './check.ts'
import { type BesideStudy, sayOthers } from './of-study.ts'
import { sayShape } from './shape-faults.ts'
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
  'other than study': 422,
} as const
export type FaultName = keyof typeof faults

/** The field it is about, where it is about one. */
const places: Partial<Record<FaultName, string>> = {
  'no codebook': 'codebook',
  'codebook draft': 'codebook',
  replaced: 'replaces',
  'other than study': 'otherBecause',
}

/** A fault of estimates. */
export class EstimateFault extends SpokenFault<FaultName> {
  /** What an estimate and its study say, where that is what it is about. */
  private readonly beside: BesideStudy | null

  constructor(fault: FaultName, language: Language = 'en', beside: BesideStudy | null = null) {
    const say = speak(estimateWords, language)
    super(fault, {
      status: faults[fault],
      place: places[fault],
      title: say(`fault.${fault}`),
      messages: beside === null ? [say(`fault.${fault}.message`)] : sayOthers(beside, language),
      remedy: say(`fault.${fault}.remedy`),
    })
    this.beside = beside
  }

  in(language: Language): EstimateFault {
    return new EstimateFault(this.fault, language, this.beside)
  }
}

/** Faults of what was handed over, as one: each with its place. */
export function unusable(found: readonly KeptFault[], language: Language): Unusable {
  const say = speak(estimateWords, language)
  return new Unusable(
    say('w.unusable'),
    found.map(({ place, code, told }) => ({
      place: place.slice(0, 200),
      message: told === undefined ? say(`w.${code}`) : sayShape(told, language),
      remedy: say('w.remedy'),
    })),
  )
}
