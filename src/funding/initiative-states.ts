import type { Agreement } from '../compacts/agreement.ts'
import { currentAmount } from '../compacts/plan.ts'

/** Where an initiative stands, from what was awarded, paid and planned for it; nobody sets it. */
export const initiativeStates = ['planned', 'awarded', 'active', 'ended'] as const
export type InitiativeState = (typeof initiativeStates)[number]

/** What the state comes from. */
export type InitiativeBecause =
  | 'nothing'
  | 'agreed'
  | 'committed'
  | 'award began'
  | 'paid'
  | 'time over'
  | 'compact over'
  | 'ended early'

// Names of fields stand in the order of the alphabet, as those of all that is published.
export type InitiativeStanding = {
  because: InitiativeBecause
  key: string
  /** `YYYY-MM-DD`; null while nothing has happened. */
  since: string | null
  state: InitiativeState
}

export type InitiativeFacts = {
  /** Awards that were agreed to by the day, with the day of that and the day on which one was ended. */
  awards: { initiative: string | null; agreed: string; begins: string; ends: string }[]
  /** Entries up to the day, summed: a commitment, or what left a contribution less what came back. */
  moved: {
    line: string | null
    /** Initiative of the award it names: what it is for where it names no line. */
    ofAward: string | null
    what: 'committed' | 'paid'
    minor: number
    first: string
  }[]
  /** The last day of the compact if it is past, or the day it was closed or terminated; null while it goes on. */
  over: string | null
  /** The last day of an initiative that was ended early, by key. */
  ended: ReadonlyMap<string, string>
}

/**
 * The state of every initiative on a day.
 *
 * *Planned*: nothing but the plan. *Awarded*: an award was agreed to, or money committed to it. *Active*: an award
 * has begun, or money was paid. *Ended*: it was ended early, the compact is over, or every award and every year of the plan that had
 * money for it is past. Years that went by without any money leave an initiative planned: it never began.
 */
export function initiativeStandings(
  { initiatives, plan }: Pick<Agreement, 'initiatives' | 'plan'>,
  { awards, moved, over, ended }: InitiativeFacts,
  on: string,
): InitiativeStanding[] {
  const ofLine = new Map(plan.lines.map(({ key, initiative }) => [key, initiative]))
  const yearEnds = new Map(plan.years.map(({ key, ends }) => [key, ends]))
  return initiatives.map(({ key }) => {
    const own = awards.filter(({ initiative }) => initiative === key)
    const sums = moved.filter(
      ({ line, ofAward }) => ((line === null ? null : ofLine.get(line)) ?? ofAward) === key,
    )
    const firstOf = (what: 'committed' | 'paid') => {
      const found = sums.filter((sum) => sum.what === what)
      const total = found.reduce((all, { minor }) => all + minor, 0)
      return total > 0 ? first(found.map((each) => each.first)) : null
    }
    const told = (
      state: InitiativeState,
      because: InitiativeBecause,
      since: string | null,
    ): InitiativeStanding => ({ because, key, since, state })

    const begun = first(own.flatMap(({ begins }) => (begins <= on ? [begins] : [])))
    const paid = firstOf('paid')
    const committed = firstOf('committed')
    const agreed = first(own.map((award) => award.agreed))
    const early = ended.get(key)
    if (early !== undefined && early < on && (over === null || early < over))
      return told('ended', 'ended early', early)
    if (over !== null) return told('ended', 'compact over', over)
    const lasts = [
      ...own.map(({ ends }) => ends),
      ...plan.lines.flatMap((line) =>
        line.initiative === key && currentAmount(line).minor > 0 ? [yearEnds.get(line.year) ?? on] : [],
      ),
    ].sort()
    const last = lasts.at(-1)
    if (last !== undefined && last < on && (own.length > 0 || paid !== null || committed !== null))
      return told('ended', 'time over', last)
    if (begun !== null && (paid === null || begun <= paid)) return told('active', 'award began', begun)
    if (paid !== null) return told('active', 'paid', paid)
    if (agreed !== null && (committed === null || agreed <= committed))
      return told('awarded', 'agreed', agreed)
    if (committed !== null) return told('awarded', 'committed', committed)
    return told('planned', 'nothing', null)
  })
}

const first = (days: readonly string[]): string | null => [...days].sort()[0] ?? null
