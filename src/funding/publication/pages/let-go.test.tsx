import { describe, expect, it } from 'vitest'
import { englishLeft, faultsOf, textOf } from '../../../../test/support/page-checks.ts'
import { type Language, languages } from '../../../ui/language.ts'
import { renderPage } from '../../../ui/page.tsx'
import { aSnapshot } from '../publication.test-data.ts'
import type { PublicAct } from '../snapshot.ts'
import { words } from '../words/words.ts'
import { PublicCompactPage } from './public-compact-page.tsx'

const snapshot = aSnapshot()
const { conditions } = snapshot.money!

/** The example with some of its conditions let go on somebody’s word. */
const withActs = (acts: Partial<Record<string, PublicAct['act']>>) =>
  aSnapshot({
    money: {
      ...snapshot.money!,
      conditions: conditions.map((each) => {
        const act = acts[each.key]
        if (act === undefined) return { ...each, acts: each.acts.filter(({ act }) => act !== 'waived') }
        const decided: PublicAct = {
          number: 90,
          on: '2023-05-02',
          act,
          reason: 'The port was closed',
          until: null,
          document: null,
          url: null,
          organisation: 'Donor Republic',
          name: 'Ada Example',
          capacity: 'Head of mission',
        }
        return { ...each, state: act as typeof each.state, open: false, decided, acts: [decided] }
      }),
    },
  })

const pageOf = (of: typeof snapshot, language: Language = 'en') =>
  renderPage(
    <PublicCompactPage
      context={{ language, path: `/compacts/${of.compact.id}`, assets: { css: [], js: [] } }}
      snapshot={of}
      today="2023-09-30"
    />,
  )
const shortOf = (html: string) => textOf(html.slice(html.indexOf('id="short"'))).slice(0, 900)

describe('A condition that was let go on somebody’s word', () => {
  it('is counted in short: what was waived and what was said not to apply, each by itself', () => {
    const keys = conditions.map(({ key }) => key)
    const [first = '', second = '', third = ''] = keys
    const short = (acts: Partial<Record<string, PublicAct['act']>>) => shortOf(pageOf(withActs(acts)))
    expect(short({})).not.toMatch(/waived|not to apply/)
    expect(short({ [first]: 'waived' })).toContain('One condition was waived, by name and with a reason.')
    expect(short({ [first]: 'not applicable', [second]: 'not applicable' })).toContain(
      '2 conditions were said not to apply, by name and with a reason.',
    )
    expect(short({ [first]: 'waived', [second]: 'not applicable', [third]: 'not applicable' })).toContain(
      'One condition was waived and 2 were said not to apply, by name and with a reason.',
    )
    const all = short(Object.fromEntries(keys.map((key) => [key, 'not applicable' as const])))
    expect(all).toContain('Every condition that fell due holds or was let go.')
  })

  it('stands with name, capacity and reason where the condition is told of, in every language', () => {
    const key = conditions[0]!.key
    const of = withActs({ [key]: 'not applicable' })
    expect(textOf(pageOf(of))).toContain(
      'Said not to apply by Ada Example, Head of mission, Donor Republic: The port was closed',
    )
    for (const language of languages) {
      const html = pageOf(of, language)
      expect(faultsOf(html), language).toEqual([])
      if (language !== 'en') expect(englishLeft(html, words), language).toEqual([])
    }
  })
})
