import { type Band, bandOf, bandsByPlace } from '../../house/small-counts/bands.ts'
import { FEWEST_SHOWN } from '../../house/small-counts/suppression.ts'
import { type Policy, policies, type Refusal, type Refused } from './count.ts'
import type { Tally } from './settle.ts'

/** A count to the last signature: for who runs the campaign or the house. */
export type CountView = {
  counted: Record<Policy, number>
  /** Under the rule of the campaign. */
  refused: Refused
  /** Signatures that are not judged yet. */
  waiting: number
  /** Of those that count; null where nobody could write words of their own. */
  words: { own: number; some: number; template: number } | null
  /** Of those that count, who confirmed by no link of this house: people on checked cards, and those another system confirmed. */
  otherwise: { paper: number; osdi: number }
  /** Of those that count, by state; null where that is not certain, or elsewhere. */
  states: Map<string | null, number>
}

export function countView(
  { tallies, waiting }: { tallies: readonly Tally[]; waiting: number },
  policy: Policy,
): CountView {
  const counted = { strict: 0, household: 0 }
  const refused: Refused = {}
  const words = { own: 0, some: 0, template: 0 }
  const otherwise = { paper: 0, osdi: 0 }
  const states = new Map<string | null, number>()
  let worded = false
  for (const tally of tallies) {
    for (const each of policies) if (tally[each] === 'counts') counted[each] += tally.n
    const verdict = tally[policy]
    if (verdict !== 'counts') {
      refused[verdict] = (refused[verdict] ?? 0) + tally.n
      continue
    }
    states.set(tally.region, (states.get(tally.region) ?? 0) + tally.n)
    if (tally.channel === 'paper' || tally.channel === 'osdi') otherwise[tally.channel] += tally.n
    if (tally.words === 'unknown') continue
    words[tally.words] += tally.n
    worded = true
  }
  return { counted, refused, waiting, words: worded ? words : null, otherwise, states }
}

/** What everybody is told of a count. */
export type PublicCount = Pick<CountView, 'counted' | 'waiting' | 'words'> & {
  /**
   * Reasons that hold back as many as may be told, as bands. A reason of a few is not named: whoever signs as somebody
   * else would see in it that this person had signed before.
   */
  refused: ({ why: Refusal } & Band)[]
  /** Null for none, or fewer than may be told. */
  otherwise: { paper: Band | null; osdi: Band | null }
  states: ({ place: string } & Band)[]
}

/** The count without what would tell of single people: see `bandsByPlace`. */
export function publicCount(
  { counted, waiting, words, refused, otherwise, states }: CountView,
  fewest = FEWEST_SHOWN,
): PublicCount {
  // A part of a few says how these wrote to whoever knows who they are.
  const isTold = words !== null && Object.values(words).every((n) => n === 0 || n >= fewest)
  return {
    counted,
    waiting,
    words: isTold ? words : null,
    refused: (Object.entries(refused) as [Refusal, number][]).flatMap(([why, n]) => {
      const band = bandOf(n, fewest)
      return band === null ? [] : [{ why, ...band }]
    }),
    otherwise: { paper: bandOf(otherwise.paper, fewest), osdi: bandOf(otherwise.osdi, fewest) },
    states: bandsByPlace(states, fewest),
  }
}
