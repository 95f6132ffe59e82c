import { setImmediate } from 'node:timers/promises'
import { sha256 } from '../house/history/event.ts'
import { editionsOf, type IndicatorFacts } from './figures.ts'
import { type Shown, suppressing } from './suppression.ts'

/*
 * Which figures are shown changes only when something is published, verified or amended. So it is found out once
 * for each such state and kept by what it was found out from: the same question is never worked out twice, and
 * those who ask at once wait for one answer. Between two steps of the work others have their turn.
 */

/** Mask of each figure by what it is made of; what is missing has none. */
export type Masks = ReadonlyMap<string, Exclude<Shown['kind'], 'missing'>>

/** Figures kept in memory at most: some sixty megabytes. */
const MOST_FIGURES = 300_000

type Entry = { masks: Promise<Masks>; size: number }
const kept = new Map<string, Entry>()
let figures = 0

export function masksIn(shown: ReadonlyMap<string, Shown>): Masks {
  return new Map(
    [...shown].flatMap(([node, { kind }]) => (kind === 'missing' ? [] : [[node, kind] as const])),
  )
}

/** What may be shown of an indicator, worked out or remembered. */
export function keptMasks(facts: IndicatorFacts, threshold: number): Promise<Masks> {
  const key = keyOf(facts, threshold)
  const known = kept.get(key)
  if (known !== undefined) {
    // The one asked for last goes last.
    kept.delete(key)
    kept.set(key, known)
    return known.masks
  }
  const entry: Entry = { masks: workOut(facts, threshold), size: 0 }
  kept.set(key, entry)
  entry.masks.then(
    ({ size }) => {
      entry.size = size
      figures += size
      forgetOldest()
    },
    () => kept.delete(key),
  )
  return entry.masks
}

function forgetOldest(): void {
  for (const [key, { size }] of kept) {
    if (figures <= MOST_FIGURES || kept.size <= 1) return
    if (size === 0) continue
    kept.delete(key)
    figures -= size
  }
}

async function workOut({ asked, log, deduplications }: IndicatorFacts, threshold: number): Promise<Masks> {
  const work = suppressing(editionsOf(asked, log, deduplications), threshold)
  for (;;) {
    const next = work.next()
    if (next.done === true) return masksIn(next.value)
    await setImmediate()
  }
}

/** All that the answer depends on, as one digest: another value, moment, text or threshold is another question. */
function keyOf({ asked, log, deduplications }: IndicatorFacts, threshold: number): string {
  const { sheet, agreement, terms } = asked
  return sha256(
    JSON.stringify([
      threshold,
      sheet,
      agreement.plan.years,
      terms.map(({ from, agreement: then, ending = null }) => [
        from,
        ending,
        then.plan.years,
        then.indicators.find(({ key }) => key === sheet.key) ?? null,
      ]),
      log.map((value) => [
        value.id,
        value.party,
        value.begins,
        value.ends,
        value.cell,
        value.value,
        value.denominator,
        value.missing,
        value.at,
        value.seen,
        value.unseen,
      ]),
      deduplications.map(({ ends, cell, value, joined, at }) => [ends, cell, value, joined, at]),
    ]),
  )
}
