import type { Methodology, UnitResult } from '../selection/schema.ts'
import type { Assessment } from '../selection/store.ts'

/** An assessment beside the document it ran. */
export type Placed = { methodology: Methodology; assessment: Assessment }

/** The assessments that every page of several rooms speaks of. */
export type Standings = {
  /** `tipping-point` on what is known today. */
  current: Placed
  /** `atest-2014` as of 28 February 2014: history. */
  historic: Placed
  /** Shipped methodologies that need data of the reader's own, run on what is here. */
  others: Placed[]
}

/** All of them, the two of the first page first. */
export function allPlaced({ current, historic, others }: Standings): Placed[] {
  return [current, historic, ...others]
}

/** What an assessment says of one country; null when it is not part of it. */
export function unitIn({ assessment }: Placed, iso3: string): UnitResult | null {
  return assessment.result.units.find(({ unit }) => unit === iso3) ?? null
}

/** How many of the newest ratings an assessment reads rest on weak ground, by ground. */
export function weakRatings(standing: Placed, series = 'tip_tier') {
  const { inputs, result } = standing.assessment
  const cells = inputs.newest[series] ?? {}
  const among = result.units.map(({ unit }) => cells[unit]?.basis ?? null)
  const count = (basis: string) => among.filter((each) => each === basis).length
  return {
    eliminated: count('by elimination'),
    transcribed: count('one transcription'),
    all: among.filter((basis) => basis !== null).length,
  }
}
