import { describe, expect, it } from 'vitest'
import { englishLeft, faultsOf, textOf } from '../../../../test/support/page-checks.ts'
import { type Language, languages } from '../../../ui/language.ts'
import { renderPage } from '../../../ui/page.tsx'
import { aSnapshot } from '../publication.test-data.ts'
import type { PublicDecision, Snapshot } from '../snapshot.ts'
import { words } from '../words/words.ts'
import { PublicCompactPage } from './public-compact-page.tsx'

const plain = aSnapshot()

/** The example with every payment that is not wholly released cancelled or put off, and a condition of it that failed. */
function stoppedAll(act: PublicDecision['act']): Snapshot {
  const money = plain.money!
  const last = money.tranches.at(-1)!
  return aSnapshot({
    money: {
      ...money,
      tranches: money.tranches.map((tranche) => {
        const left = tranche.amount.minor - tranche.released.minor
        if (left <= 0) return tranche
        const decision: PublicDecision = {
          number: 90,
          on: '2023-06-01',
          act,
          until: act === 'deferred' ? '2024-02-01' : null,
          freed: act === 'cancelled' ? { ...tranche.amount, minor: left } : null,
          reason: 'The programme moved',
          organisation: 'Donor Republic',
          name: 'Ada Example',
          capacity: 'Ambassador',
        }
        return { ...tranche, stopped: decision, decisions: [decision] }
      }),
      conditions: money.conditions.map((each) =>
        each.tranche === last.key
          ? {
              ...each,
              state: 'not satisfied' as const,
              open: act === 'deferred',
              decided: {
                number: 80,
                on: '2023-05-02',
                act: 'not satisfied' as const,
                reason: 'No inspectors',
                until: null,
                document: null,
                url: null,
                organisation: 'Donor Republic',
                name: null,
                capacity: null,
              },
            }
          : each,
      ),
    },
  })
}
const pageOf = (of: Snapshot, language: Language = 'en') =>
  renderPage(
    <PublicCompactPage
      context={{ language, path: `/compacts/${of.compact.id}`, assets: { css: [], js: [] } }}
      snapshot={of}
      today="2023-09-30"
    />,
  )
const shortOf = (html: string) => textOf(html.slice(html.indexOf('id="short"'))).slice(0, 1200)

describe('A payment that is cancelled or put off', () => {
  it('makes no condition hold: what failed is counted in short, and what was stopped is named', () => {
    const cancelled = shortOf(pageOf(stoppedAll('cancelled')))
    expect(cancelled).not.toContain('Every condition that fell due holds')
    expect(cancelled).toMatch(/conditions? (does|do) not hold.*no payment that can still be released waits/s)
    expect(cancelled).toContain('Cancelled, by name and with a reason: ')
    const deferred = shortOf(pageOf(stoppedAll('deferred')))
    expect(deferred).not.toContain('Every condition that fell due holds')
    expect(deferred).toMatch(/Put off, by name and with a reason: .* until 1 February 2024/)
  })

  it('is told of with what was released before, and with what its conditions hold after it', () => {
    const of = stoppedAll('deferred')
    const money = of.money!
    const part = {
      ...money,
      tranches: money.tranches.map((tranche) =>
        tranche.stopped === null ? tranche : { ...tranche, released: { ...tranche.amount, minor: 100 } },
      ),
    }
    expect(textOf(pageOf(aSnapshot({ money: part })))).toMatch(/1 released, .* put off until 1 February 2024/)
    const cancelled = stoppedAll('cancelled')
    const held = {
      ...cancelled.money!,
      conditions: cancelled.money!.conditions.map((each) => ({ ...each, open: true })),
    }
    expect(textOf(pageOf(aSnapshot({ money: held })))).toContain('holds the payments after it')
  })

  it('is told of in every language, without faults of the page', () => {
    for (const act of ['cancelled', 'deferred'] as const)
      for (const language of languages) {
        const html = pageOf(stoppedAll(act), language)
        expect(faultsOf(html), language).toEqual([])
        if (language !== 'en') expect(englishLeft(html, words), language).toEqual([])
      }
  })
})
