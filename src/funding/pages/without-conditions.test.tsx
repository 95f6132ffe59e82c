import { expect, it } from 'vitest'
import { textOf } from '../../../test/support/page-checks.ts'
import { languages } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { PublicCompactPage } from '../publication/pages/public-compact-page.tsx'
import { aSnapshot, example } from '../publication/publication.test-data.ts'

/** The public page of the example, its donor bringing half a million more than stands in payments. */
function freed(unconditional?: Record<string, string>, language: (typeof languages)[number] = 'en') {
  const contributions = example.plan.contributions.map((each) =>
    each.key === 'donor-cash'
      ? {
          ...each,
          amount: { minor: 1_050_000_000, currency: 'USD' },
          ...(unconditional && { unconditional }),
        }
      : each,
  )
  const snapshot = aSnapshot({ agreement: { ...example, plan: { ...example.plan, contributions } } })
  return pageOf(snapshot, language)
}
function pageOf(snapshot: ReturnType<typeof aSnapshot>, language: (typeof languages)[number] = 'en') {
  const context = { language, path: '/compacts/x', assets: { css: [], js: [] } }
  const page = renderPage(<PublicCompactPage context={context} snapshot={snapshot} today={snapshot.asOf} />)
  return textOf(page).replace(/\s+/g, ' ')
}

it('The public page says how much is paid without conditions and why, or that the text does not say why', () => {
  expect(pageOf(aSnapshot())).not.toContain('paid without conditions')
  const sentence = 'Of USD 10,500,000.00 from Donor Republic, USD 500,000.00 is paid without conditions'
  expect(freed()).toContain(`${sentence}. The text gives no reason.`)
  expect(freed({ en: 'the <b/> survey {cannot} wait' })).toContain(
    `${sentence}, because: the <b/> survey {cannot} wait`,
  )
  for (const language of languages) expect(freed({ en: 'Why not' }, language)).toContain('Why not')
})
