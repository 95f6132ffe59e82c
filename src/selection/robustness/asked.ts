import { WrongUse } from '../../house/errors.ts'
import { type Language, speak } from '../../ui/language.ts'
import { robustnessWords } from './words.ts'

/** How many runs may be asked for: here of a page, which many share, and by command, which is one’s own machine. */
export const runLimits = { page: { least: 100, most: 10_000 }, command: { least: 100, most: 1_000_000 } }

const mostSeed = Number.MAX_SAFE_INTEGER

type Refused = {
  what: 'runs' | 'seed'
  said: string
  place: string
  usual: number
  least: number
  most: number
}

/** A number of runs or a seed that will not do. It is thrown in English, and said in the reader’s language at the door. */
export class AskedFault extends WrongUse {
  readonly refused: Refused

  constructor(refused: Refused, language: Language = 'en') {
    const say = speak(robustnessWords, language)
    const { what, said, place, usual, least, most } = refused
    // A command or an address takes the number as it is written here.
    const values = { said: said.slice(0, 40), usual: String(usual), least: String(least), most: String(most) }
    super(say(`asked.${what}`, values), [
      { place, message: say(`asked.${what}.message`, values), remedy: say(`asked.${what}.remedy`, values) },
    ])
    this.refused = refused
  }

  in(language: Language): AskedFault {
    return new AskedFault(this.refused, language)
  }
}

/**
 * The number of runs somebody asked for.
 *
 * @throws AskedFault naming the place and what is allowed
 */
export function replicationsOf(
  text: string | undefined,
  usual: number,
  { least, most }: { least: number; most: number },
  place: string,
): number {
  if (text === undefined || text.trim() === '') return Math.min(most, Math.max(least, usual))
  const value = /^\d{1,16}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  if (value >= least && value <= most) return value
  throw new AskedFault({ what: 'runs', said: text, place, usual, least, most })
}

/**
 * The seed somebody asked for.
 *
 * @throws AskedFault naming the place and what is allowed
 */
export function seedOf(text: string | undefined, usual: number, place: string): number {
  if (text === undefined || text.trim() === '') return usual
  const value = /^\d{1,16}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  if (value <= mostSeed) return value
  throw new AskedFault({ what: 'seed', said: text, place, usual, least: 0, most: mostSeed })
}
