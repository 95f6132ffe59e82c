import { Fault } from '../../house/errors.ts'
import { formatList, type Language, type Values } from '../../ui/language.ts'
import { sayTrack } from './sentences.ts'

/** What cannot be asked of a track record. */
export type Unasked =
  | { fault: 'no year'; field: 'from' | 'to'; said: string }
  | { fault: 'no horizon'; field: 'horizon'; said: string; most: number }
  | { fault: 'horizon too short'; field: 'horizon'; horizon: number; held: number }
  | { fault: 'years reversed'; field: 'from'; from: number; to: number }
  | {
      fault: 'nothing known'
      field: 'from' | 'to'
      from: number
      to: number | null
      first: number
      last: number
      horizon: number
      testable: readonly number[]
    }

/** A question about a track record that cannot be asked. Thrown in English, and said in the reader’s language at the door. */
export class TrackFault extends Fault {
  readonly unasked: Unasked

  constructor(unasked: Unasked, language: Language = 'en') {
    const say = sayTrack(language)
    const { fault, field } = unasked
    const values = valuesOf(language, unasked)
    const none = fault === 'nothing known' && unasked.testable.length === 0
    super(422, 'unusable', say(`fault.${fault}`, values), [
      {
        place: field,
        message: say(`fault.${fault}.message`, values),
        remedy: say(none ? 'fault.nothing known.none' : `fault.${fault}.remedy`, values),
      },
    ])
    this.unasked = unasked
  }

  in(language: Language): TrackFault {
    return new TrackFault(this.unasked, language)
  }

  /** All of it in one line, to stand at its field. */
  get line(): string {
    const [{ message, remedy } = { message: '' }] = this.details
    return `${this.message}. ${message} ${remedy ?? ''}`.trim()
  }
}

function valuesOf(language: Language, unasked: Unasked): Values {
  const say = sayTrack(language)
  const span = (from: number, to: number) =>
    from === to ? String(from) : say('span', { from: String(from), to: String(to) })
  switch (unasked.fault) {
    case 'no year':
      return { year: unasked.said.slice(0, 40) }
    case 'no horizon':
      return { horizon: unasked.said.slice(0, 40), most: unasked.most }
    case 'horizon too short':
      return { n: unasked.horizon, held: unasked.held }
    case 'years reversed':
      return { from: String(unasked.from), to: String(unasked.to) }
    case 'nothing known': {
      const { from, to, first, last, horizon, testable } = unasked
      return {
        years: span(from, to ?? from),
        known: span(first, last),
        n: horizon,
        lists: testableIn(language, testable),
      }
    }
  }
}

/** Years of lists that can be tested, running ones together. */
export function testableIn(language: Language, testable: readonly number[]): string {
  const say = sayTrack(language)
  const runs: number[][] = []
  for (const year of testable) {
    const run = runs.at(-1)
    if (run?.at(-1) === year - 1) run.push(year)
    else runs.push([year])
  }
  return formatList(
    language,
    runs.map((run) =>
      run.length === 1 ? String(run[0]) : say('span', { from: String(run[0]), to: String(run.at(-1)) }),
    ),
  )
}
