import type { Agreement, Tranche } from '../../compacts/agreement.ts'
import { stoppedBy } from '../tranche-stops.ts'
import type { PublicAct, PublicCondition, PublicDecision, PublicTranche } from './snapshot.ts'

/** A release as it was written down; acts and releases of a compact share one row of numbers. */
export type Release = { tranche: string; number: number; on: string; minor: number; reason: string | null }
export type Decision = PublicDecision & { tranche: string }
export type Act = PublicAct & { tranche: string; condition: string }

/**
 * Where every condition and tranche stands, from what was decided and released up to a moment: the
 * rule by which the database itself lets money go (`fund_conditions_of`), told for any day.
 *
 * @param since number of the act after which the words of a condition stood as they do
 * @param decisions what was decided about tranches, oldest first
 * @param on the day that is told of: a deferral holds until its own
 */
export function board(
  { tranches }: Pick<Agreement, 'tranches'>,
  acts: readonly Act[],
  releases: readonly Release[],
  since: ReadonlyMap<string, number> = new Map(),
  decisions: readonly Decision[] = [],
  on = '9999-12-31',
): { tranches: PublicTranche[]; conditions: PublicCondition[] } {
  const order = [...tranches].sort((a, b) => compare(a.planned, b.planned) || compare(a.key, b.key))
  const isCancelled = (key: string) =>
    decisions.some(({ tranche, act }) => tranche === key && act === 'cancelled')
  const releasedOf = (key: string) =>
    releases.reduce((sum, { tranche, minor }) => sum + (tranche === key ? minor : 0), 0)
  const isLeft =
    (after: Tranche) =>
    ({ key, contribution, amount }: Tranche) =>
      contribution === after.contribution && !isCancelled(key) && releasedOf(key) < amount.minor
  const conditions = order.flatMap((tranche, place) =>
    tranche.conditions.map((condition): PublicCondition & { from: number } => {
      const own = acts.filter((act) => act.tranche === tranche.key && act.condition === condition.key)
      // An ongoing one is looked at anew for each release of this tranche and those after it.
      const later = new Set(
        order
          .slice(place)
          .filter(({ contribution }) => contribution === tranche.contribution)
          .map(({ key }) => key),
      )
      const round =
        condition.kind === 'initial'
          ? 0
          : // Taking back what was released begins no new round.
            Math.max(
              0,
              ...releases
                .filter(({ tranche: of, minor }) => minor > 0 && later.has(of))
                .map(({ number }) => number),
            )
      const begun = Math.max(round, since.get(`${tranche.key}/${condition.key}`) ?? 0)
      const decided = own.filter(({ act, number }) => act !== 'evidence' && number > begun).at(-1) ?? null
      const state = decided === null ? 'none' : (decided.act as PublicCondition['state'])
      return {
        tranche: tranche.key,
        key: condition.key,
        state,
        open:
          // Once its tranche is cancelled it holds nothing of that, and an ongoing one the payments after it.
          !(
            isCancelled(tranche.key) &&
            (condition.kind === 'initial' || !order.slice(place + 1).some(isLeft(tranche)))
          ) &&
          !['satisfied', 'not applicable', 'waived'].includes(state) &&
          // An initial one that holds the whole stands before the first release and not before the next, as long as
          // something is released and nothing was said about it since.
          !(
            condition.kind === 'initial' &&
            condition.holds === null &&
            decided === null &&
            releasedOf(tranche.key) > 0
          ),
        decided: decided === null ? null : bare(decided),
        acts: own.map(bare),
        from: place,
      }
    }),
  )
  return {
    conditions: conditions.map(({ from: _, ...condition }) => condition),
    tranches: order.map((tranche, place): PublicTranche => {
      const own = releases.filter((each) => each.tranche === tranche.key)
      const released = own.reduce((all, { minor }) => all + minor, 0)
      const left = Math.max(0, tranche.amount.minor - released)
      const holding = conditions.filter(({ open, tranche: of, key, from }) => {
        if (!open || from > place) return false
        const home = order[from]
        const condition = home?.conditions.find((each) => each.key === key)
        if (home === undefined || condition === undefined) return false
        return (
          of === tranche.key || (condition.kind === 'ongoing' && home.contribution === tranche.contribution)
        )
      })
      const holds = holding.map(
        ({ tranche: of, key }) =>
          order.find((each) => each.key === of)?.conditions.find((each) => each.key === key)?.holds ?? null,
      )
      const { currency } = tranche.amount
      const kept = holds.some((each) => each === null)
        ? left
        : Math.min(
            left,
            holds.reduce((all, each) => all + (each?.minor ?? 0), 0),
          )
      const said = decisions.flatMap(({ tranche: of, ...each }) => (of === tranche.key ? [each] : []))
      return {
        key: tranche.key,
        // What was cancelled stays so, also once a text lowers it to what was released.
        stopped: left === 0 && !isCancelled(tranche.key) ? null : stoppedBy(said, on),
        decisions: said,
        amount: tranche.amount,
        released: { minor: released, currency },
        waits: { minor: isCancelled(tranche.key) ? 0 : kept, currency },
        releases: own.map(({ tranche: _, ...release }) => release),
      }
    }),
  }
}

function bare({ tranche: _, condition: __, ...act }: Act): PublicAct {
  return act
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
