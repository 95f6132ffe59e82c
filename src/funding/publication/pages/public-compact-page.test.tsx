import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../../test/support/page-checks.ts'
import { showMoney } from '../../../compacts/forms/amounts.ts'
import { builtAssets } from '../../../house/assets.ts'
import { buildServer, type HttpServer, listen } from '../../../house/http.ts'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { type Language, languages } from '../../../ui/language.ts'
import { renderPage } from '../../../ui/page.tsx'
import { csvPieces } from '../outlets.ts'
import { anEntry, aSnapshot, example, exampleEntries, latestOf } from '../publication.test-data.ts'
import { sheetOf } from '../sheets.ts'
import { canonicalPieces, type PublicCondition, type Snapshot } from '../snapshot.ts'
import { outcomes } from '../story.ts'
import { added, totalsOf } from '../totals.ts'
import { words } from '../words/words.ts'
import { PublicCompactPage } from './public-compact-page.tsx'

const today = '2023-09-30'
const snapshot = aSnapshot()

function pageOf(
  of: Snapshot,
  language: Language = 'en',
  assets = { css: [] as string[], js: [] as string[] },
) {
  const path = `/compacts/${of.compact.id}`
  return renderPage(<PublicCompactPage context={{ language, path, assets }} snapshot={of} today={today} />)
}

/** As `textOf` gives it: every space is one. */
const spaced = (text: string) => text.replace(/\s+/g, ' ')

/** Snapshots of compacts that have little to show, or more than usual. */
const others: Record<string, Snapshot> = {
  example: snapshot,
  'before anything is signed': aSnapshot({
    version: null,
    agreement: null,
    money: null,
    versions: [],
    results: { actuals: [], latest: [], changes: [] },
    compact: {
      ...snapshot.compact,
      state: 'negotiating',
      begins: null,
      ends: null,
      example: false,
      country: 'GHA',
    },
  }),
  'signed and not in force': aSnapshot({
    version: null,
    money: null,
    versions: [],
    results: { actuals: [], latest: [], changes: [] },
    objections: [],
    compact: { ...snapshot.compact, state: 'signed', begins: null },
  }),
  'without a payment or result': aSnapshot({
    money: { ...snapshot.money!, entries: [], awards: [], totals: totalsOf(example, []) },
    results: { actuals: [], latest: [], changes: [] },
  }),
  'without a rate, an exception granted': aSnapshot({
    agreement: { ...example, plan: { ...example.plan, rates: [] } },
    money: {
      ...snapshot.money!,
      totals: totalsOf({ ...example, plan: { ...example.plan, rates: [] } }, [anEntry(1)]),
      exceptions: [
        {
          rule: 'over planned',
          entry: 1,
          release: null,
          over: { minor: 5, currency: 'USD' },
          reason: 'Floods',
          on: today,
        },
      ],
    },
  }),
}

describe('The words of the public page', () => {
  it('are said in four languages', () => {
    expect(checkDictionary(words, ['fr:documents.version', 'fr:about.version', 'es:iati.no'])).toEqual([])
  })
})

describe('The public page of a compact', () => {
  it.each(Object.keys(others))('is whole, in every language: %s', (name) => {
    for (const language of languages) {
      const html = pageOf(others[name]!, language)
      expect(faultsOf(html), language).toEqual([])
      if (language !== 'en') expect(englishLeft(html, words), language).toEqual([])
    }
  })

  it('says the promise, the money, what waits and what moved, by fixed rules', () => {
    const text = textOf(pageOf(snapshot))
    for (const sentence of [
      'Over 5 years Exampleland and Donor Republic promise: half as many children trafficked into lake fishing;',
      'Example Exampleland does not exist.',
      'Of USD 13.0 million planned, USD 6.9 million is committed and USD 4.9 million has been paid out.',
      '2 conditions do not hold, so USD 1.6 million of payment 3 waits.',
      '3 of 5 promised outcomes moved in the promised direction; none reached its target.',
      '3 of 5 moved in the promised direction; none reached its target',
      'smaller than its survey can see',
      'Prosecution lags: USD 550,',
      'Waived by Ada Example, Head of mission, Donor Republic: Floods closed two districts',
      'No change can be told −0.7 (−2.54 to +1.14, 95% interval)',
      'Workers who are still abroad were not asked.',
    ])
      expect(text, sentence).toContain(sentence)
  })

  it('says what nobody has judged as that, also where an earlier payment is released in part', () => {
    const [, p2, p3] = snapshot.money!.tranches
    const half = { ...p2!, released: { ...p2!.released, minor: 1 } }
    const of = (conditions: PublicCondition[]) =>
      textOf(pageOf(aSnapshot({ money: { ...snapshot.money!, tranches: [half, p3!], conditions } })))
    const bare = (each: PublicCondition, open = true) => ({
      ...each,
      state: 'none' as const,
      open,
      decided: null,
      acts: [],
    })
    const { conditions } = snapshot.money!
    const unlooked = of(conditions.map((each) => bare(each, each.tranche === 'p3')))
    expect(unlooked).toMatch(
      /conditions that fell due are not yet judged, so USD 1.6 million of payment 3 waits/,
    )
    expect(unlooked).not.toContain('not hold')
    expect(unlooked).not.toContain('Every condition that fell due holds')
    const both = of(conditions.map((each) => (each.key === 'c31' ? bare(each) : each)))
    expect(both).toMatch(
      /One condition does not hold and one condition that fell due is not yet judged, so USD 1.6 million/,
    )
  })

  const partly = {
    whole: false,
    elements: [example.objectives[0]!.key],
    ground: 'responsibilities' as const,
    reason: 'The inspectors were withdrawn',
    side: 'donor' as const,
    began: '2023-08-01',
    ended: null,
    endReason: null,
    corrections: [
      { text: 'Forty inspectors posted.', corrected: null },
      { text: 'Their posts in the budget', corrected: '2023-09-01' },
    ],
  }

  it('says first what is suspended, why, and what must be corrected, and marks it wherever it counts', () => {
    const of = aSnapshot({ suspensions: [partly] })
    for (const language of languages) {
      const html = pageOf(of, language)
      expect(faultsOf(html), language).toEqual([])
      if (language !== 'en') expect(englishLeft(html, words), language).toEqual([])
    }
    const html = pageOf(of)
    const [, short = ''] = html.split('id="short"')
    expect(textOf(short)).toMatch(
      /^.*fixed rules. Suspended since 1 August 2023: “.*”. Responsibilities not kept: The inspectors were withdrawn It ends once this is corrected: “Forty inspectors posted”. Of USD/,
    )
    for (const section of ['money', 'conditions']) {
      const text = textOf(html.slice(html.indexOf(`id="${section}"`)))
      expect(text.slice(0, 600), section).toMatch(/Suspended Suspended since 1 August 2023/)
    }
    expect(textOf(html)).toContain('In force, suspended in part since 1 August 2023')
    expect(textOf(html)).toContain('The objective this belongs to is suspended since 1 August 2023.')
    expect([...canonicalPieces(of)].join('')).toContain('"reason":"The inspectors were withdrawn"')
  })

  it('names the last day of a compact that is closed down before the end of its term', () => {
    const of = aSnapshot({ compact: { ...snapshot.compact, state: 'closing', lastDay: '2024-06-30' } })
    expect(textOf(pageOf(of))).toContain('Last day 30 June 2024, before the end of its term')
    expect(textOf(pageOf(snapshot))).not.toContain('Last day')
    for (const language of languages)
      if (language !== 'en') expect(englishLeft(pageOf(of, language), words), language).toEqual([])
  })

  it('does not call the years that were signed its term once it is extended', () => {
    const of = aSnapshot({
      agreement: { ...example, term: { ...example.term, ends: '2028-01-31' } },
      compact: { ...snapshot.compact, state: 'extended', ends: '2028-01-31' },
    })
    const text = textOf(pageOf(of))
    expect(text).toContain('5 years as first signed, extended to 31 January 2028')
    expect(text).not.toContain('Over 5 years')
    expect(textOf(pageOf(snapshot))).toContain('Over 5 years')
  })

  it('says since when an indicator is not asked for, and holds nothing against a target of after that', () => {
    const lake = (of: Snapshot) => outcomes(of).find(({ sheet }) => sheet.key === 'lake-share')
    const years = example.plan.years.map(({ ends }) => ends).sort()
    const retired = { from: years[2] ?? '', reason: { en: 'No survey any more', fr: 'Plus d’enquête' } }
    const of = aSnapshot({
      agreement: {
        ...example,
        indicators: example.indicators.map((each) =>
          each.key === 'lake-share' ? { ...each, retired } : each,
        ),
      },
    })
    const owed = lake(snapshot)?.sheet.targets.filter(({ year }) =>
      example.plan.years.some(({ key, ends }) => key === year && ends < retired.from),
    )
    expect(lake(of)?.target).toBe(owed?.at(-1)?.value ?? null)
    expect(lake(of)?.target).not.toBe(lake(snapshot)?.target)
    expect(textOf(pageOf(of))).toMatch(/Not asked for any more .+ on or after .+: No survey any more/)
    expect(textOf(pageOf(of, 'fr'))).toContain('Plus d’enquête')
    expect(textOf(pageOf(snapshot))).not.toContain('Not asked for any more')
  })

  it('tells each amendment as the text that took effect, and no state a second time', () => {
    const amended = { on: '2023-03-01', from: 'in force' as const, to: 'in force' as const, reason: null }
    const html = pageOf(aSnapshot({ steps: [...snapshot.steps, amended] }))
    const steps = textOf(html.slice(html.indexOf('id="steps"'), html.indexOf('id="moment"')))
    expect(steps.match(/In force/g)).toHaveLength(1)
    expect(steps).toContain('1 March 2023 Version 2 took effect')
  })

  it('asks for another day at its foot, and says above the fold only of another day that it is one', () => {
    const html = pageOf(snapshot)
    expect(html.indexOf('name="asOf"')).toBeGreaterThan(html.indexOf('id="steps"'))
    expect(textOf(html)).not.toContain('You are reading of')
    const earlier = pageOf(aSnapshot({ asOf: '2022-06-30' }))
    expect(textOf(earlier)).toContain('You are reading of 30 June 2022. Show today')
    expect(earlier.indexOf('You are reading of')).toBeLessThan(earlier.indexOf('id="short"'))
  })

  it('keeps the word beside each bar of the conditions, and fills that of a waiver in part', () => {
    const html = pageOf(snapshot)
    expect(textOf(html)).toMatch(/2\.2 2021-02-01 – 2022-11-04 Waived · 4 November 2022/)
    const terms = html.slice(html.indexOf('class="terms"'))
    expect(terms.slice(0, terms.indexOf('</table>')).match(/class="mark-out"/g)).toHaveLength(1)
  })

  it('says that the term ran out and the compact was not closed', () => {
    const past = { ...snapshot.compact, ends: '2023-08-31' }
    const text = textOf(pageOf(aSnapshot({ compact: past })))
    expect(text).toContain('The term ended on 31 August 2023; the compact has not been closed.')
    for (const state of ['closed', 'terminated'] as const)
      expect(textOf(pageOf(aSnapshot({ compact: { ...past, state } })))).not.toContain('has not been closed')
    expect(textOf(pageOf(snapshot))).not.toContain('has not been closed')
    const last = { ...snapshot.compact, ends: '2023-09-30' }
    expect(textOf(pageOf(aSnapshot({ compact: last })))).not.toContain('has not been closed')
  })

  it('says first of all that it ended before its term', () => {
    const compact = { ...snapshot.compact, state: 'closed' as const, lastDay: '2023-06-30' }
    const text = textOf(pageOf(aSnapshot({ compact })))
    expect(text).toMatch(
      /by fixed rules\. This compact ended early, on 30 June 2023; its term was to run until 31 January 2026\./,
    )
  })

  it('counts the promises that were not met by their day and the duties that were waived, and names them among the doubts', () => {
    const { responsibilities } = snapshot.agreement!
    const { key, deliverable } = responsibilities[0]!
    const promise = {
      ...{ kind: 'responsibility' as const, key, by: '2023-01-31', on: null, reason: null },
      organisations: [],
    }
    const of = aSnapshot({
      promises: [
        { ...promise, state: 'overdue' as const },
        { ...promise, state: 'open' as const, by: '2026-01-31' },
        {
          ...{ ...promise, state: 'waived' as const, reason: 'The parliament was dissolved' },
          organisations: ['Ministry', 'Donor Republic'],
        },
      ],
    })
    const text = textOf(pageOf(of))
    expect(text).toContain('One promise was not met by the day that was agreed.')
    expect(text).toContain('One responsibility was waived by the word of two parties.')
    expect(text).toContain(`${deliverable.en} (due 31 January 2023)`)
    expect(text).toContain('The parliament was dissolved (Ministry, Donor Republic)')
    expect(textOf(pageOf(snapshot))).not.toMatch(/promise was not met|responsibility was waived/)
    for (const language of languages) expect(faultsOf(pageOf(of, language)), language).toEqual([])
  })

  it('counts the reports that are overdue, with the days of the oldest, and names them among the doubts', () => {
    const owed = [
      { party: 'labour', ends: '2022-01-31', due: '2022-04-01' },
      { party: 'institute', ends: '2023-01-31', due: '2023-04-01' },
    ]
    const of = aSnapshot({ overdue: owed })
    for (const language of languages) {
      expect(faultsOf(pageOf(of, language)), language).toEqual([])
      expect(textOf(pageOf(of, language)), language).toMatch(/547/)
    }
    const text = textOf(pageOf(of))
    expect(text).toContain('2 reports are overdue, the oldest by 547 days.')
    expect(text).toMatch(/2 reports are overdue .*period up to 31 January 2022, due 1 April 2022;/)
    expect(textOf(pageOf(aSnapshot({ overdue: owed.slice(1) })))).toContain(
      'One report is overdue, by 182 days.',
    )
    expect([...canonicalPieces(of)].join('')).toContain('"overdue":[{"due":"2022-04-01"')
    expect(textOf(pageOf(snapshot))).not.toContain('overdue')
  })

  it('says of a compact that is over without a result that none ever came', () => {
    const over = aSnapshot({
      compact: { ...snapshot.compact, state: 'closed' },
      results: { actuals: [], latest: [], changes: [] },
    })
    expect(textOf(pageOf(over))).toContain('No result was ever published.')
  })

  it('tells of a suspension that ended among the steps alone', () => {
    const of = aSnapshot({
      suspensions: [{ ...partly, ended: '2023-09-10', endReason: 'All are at their posts' }],
    })
    const text = textOf(pageOf(of))
    expect(text).not.toContain('no money of what is suspended')
    expect(text).toMatch(
      /1 August 2023 Suspended in part: .* 10 September 2023 Suspension ended: .*All are at their posts/,
    )
  })

  it('says of a day before the first step that it had not begun', () => {
    const before = aSnapshot({
      asOf: '2019-01-01',
      version: null,
      agreement: null,
      money: null,
      versions: [],
      steps: [],
      objections: [],
      results: { actuals: [], latest: [], changes: [] },
      compact: { ...snapshot.compact, state: null, begins: null, ends: null },
    })
    for (const language of languages) expect(faultsOf(pageOf(before, language)), language).toEqual([])
    const text = textOf(pageOf(before))
    expect(text).toContain('State Not begun on that day')
    expect(text).toContain('This compact had not begun on 1 January 2019')
    expect(text).not.toMatch(/not in force yet|Closed|signed yet/)
  })

  it('counts a target as reached at it and beyond it, upwards and downwards, and says nothing of targets where there are none', () => {
    const text = (latest: Record<string, string>, targets = true) => {
      const agreement = {
        ...example,
        indicators: example.indicators.map((each) => ({ ...each, targets: targets ? each.targets : [] })),
      }
      const actuals = snapshot.results.actuals.map((each) =>
        latest[each.indicator] === undefined || Object.keys(each.cell).length > 0 || each.year !== 'y2'
          ? each
          : { ...each, value: latest[each.indicator]! },
      )
      const of = aSnapshot({
        agreement,
        results: { ...snapshot.results, actuals, latest: latestOf(actuals, agreement) },
      })
      return textOf(pageOf(of))
    }
    const last = (key: string) => outcomes(snapshot).find(({ sheet }) => sheet.key === key)!.target!
    const [up, down] = ['landing-share', 'fee-share']
    expect(text({ [up!]: last(up!) })).toContain('one reached its target')
    expect(
      text({ [up!]: String(Number(last(up!)) + 1), [down!]: String(Number(last(down!)) - 1) }),
    ).toContain('2 reached their target')
    const without = text({}, false)
    expect(without).toContain('3 of 5 promised outcomes moved in the promised direction.')
    expect(without).not.toMatch(/reached (its|their) target/)
  })

  it('says of definitions in different words that they are to be compared, not that they differ', () => {
    const of = aSnapshot({
      results: {
        ...snapshot.results,
        changes: snapshot.results.changes.map((each) => ({ ...each, sameDefinition: false })),
      },
    })
    const text = textOf(pageOf(of))
    expect(text).toContain(
      'are defined in different words. Compare the words before you compare the figures.',
    )
    expect(text).not.toContain('under different definitions')
  })

  it('tells of a payment that was made what was found before it, and that an ongoing condition is looked at anew', () => {
    const [p1, ...later] = example.tranches
    const ongoing = { ...p1!.conditions[1]!, kind: 'ongoing' as const, holds: null }
    const agreement = {
      ...example,
      tranches: [{ ...p1!, conditions: [p1!.conditions[0]!, ongoing] }, ...later],
    }
    const found = (left: boolean) => {
      const [first] = snapshot.money!.tranches
      const kept = snapshot.money!.conditions.find(({ key }) => key === ongoing.key)!
      const anew = { ...kept, state: 'none' as const, open: true, decided: null }
      const html = pageOf(
        aSnapshot({
          agreement: left ? agreement : { ...agreement, tranches: agreement.tranches.slice(0, 1) },
          money: {
            ...snapshot.money!,
            tranches: left ? snapshot.money!.tranches : [first!],
            conditions: snapshot.money!.conditions.map((each) => (each.key === ongoing.key ? anew : each)),
          },
        }),
      )
      return textOf(
        html.slice(html.indexOf('id="payment-p1"'), html.indexOf('</ul>', html.indexOf('id="payment-p1"'))),
      )
    }
    for (const text of [found(true), found(false)]) {
      expect(text).not.toContain('Nothing found yet')
      expect(text).not.toContain('holds')
      expect(text).toContain('9 March 2021')
    }
    expect(found(true)).toContain('looked at anew before each later payment')
    expect(found(false)).not.toContain('looked at anew')
  })

  it('says of a compact that is over what was never released, and of nothing that it waits', () => {
    const closed = aSnapshot({
      asOf: '2026-11-22',
      compact: { ...snapshot.compact, state: 'closed' },
      steps: [...snapshot.steps, { on: '2026-03-30', from: 'closing', to: 'closed', reason: null }],
    })
    const text = textOf(pageOf(closed))
    expect(text).toContain(
      '2 conditions did not hold to the end, so USD 1.6 million of payment 3 was never released.',
    )
    expect(text).toContain('USD 1.6 million released, USD 1.6 million was never released')
    expect(text).not.toMatch(/million waits/)
  })

  it('shows every total to the cent, as the ledger has it, each a link to its entries', () => {
    const html = pageOf(snapshot)
    const text = textOf(html)
    for (const stage of ['original', 'planned', 'pledged', 'committed', 'disbursed', 'spent'] as const) {
      const { total } = added(snapshot.money!.totals, stage)
      expect(text, stage).toContain(spaced(showMoney(total!, 'en')))
      for (const cell of snapshot.money!.totals) {
        if (cell[stage].entries === 0 || cell[stage].total === null) continue
        const amount = showMoney(cell[stage].total, 'en')
        if (stage === 'original' || stage === 'planned') expect(text).toContain(spaced(amount))
        else {
          const query = new URLSearchParams({
            column: stage,
            component: cell.component ?? 'none',
            ...(cell.year === null ? {} : { year: cell.year }),
            to: today,
          })
          expect(html).toContain(`/ledger?${String(query).replaceAll('&', '&amp;')}">${amount}</a>`)
        }
      }
    }
  })

  it('shows “–” in a component where what is committed names no line, and says so; not where one names it', () => {
    const inAll = exampleEntries().map((each) =>
      ['pledge', 'commitment'].includes(each.countsAs) ? { ...each, line: null } : each,
    )
    const html = pageOf(aSnapshot({ money: { ...snapshot.money!, totals: totalsOf(example, inAll) } }))
    const text = textOf(html)
    expect(text).toContain('USD 6.9 million is committed as a whole and names no line of the plan')
    expect(text).toMatch(/paid out [\d.]+, committed –, plan/)
    expect(text).not.toMatch(/committed 0\.0/)
    const table = textOf(html.slice(html.indexOf('<table'), html.indexOf('</table>')))
    expect(table).toMatch(/Prevention USD [\d,.]+ USD [\d,.]+ – – USD/)
    expect(textOf(pageOf(snapshot))).not.toContain('committed as a whole')
  })

  it('shows no count that is kept back', () => {
    const actuals = snapshot.results.actuals.filter(
      ({ indicator, year }) => indicator === 'children-served' && year === 'y1',
    )
    const small = aSnapshot({ results: { actuals, latest: latestOf(actuals), changes: [] } })
    expect(textOf(pageOf(small))).toContain('fewer than 10')
  })

  it('says beside a figure that only the organisation which reported it verified it, and so does the table of results', () => {
    const [party] = example.parties
    const actuals = snapshot.results.actuals.map((each) => ({ ...each, within: [party?.key ?? ''] }))
    const told = aSnapshot({ results: { ...snapshot.results, actuals, latest: latestOf(actuals) } })
    const sentence = `Verified within the organisation that reported it, since no other of this compact could: ${party?.name.en}.`
    expect(textOf(pageOf(told))).toContain(sentence)
    expect(textOf(pageOf(snapshot))).not.toContain('Verified within')
    const csv = [...csvPieces(sheetOf(told, 'results'))].join('')
    const [head = '', ...rows] = csv.trim().split('\r\n')
    const at = head.split(',').indexOf('verified_within')
    expect(at).toBeGreaterThan(0)
    expect(rows.some((row) => row.includes(`,${party?.key},`))).toBe(true)
  })

  it('tells the compact’s own words in its languages, and names the language where it is another', () => {
    expect(textOf(pageOf(snapshot, 'fr'))).toContain('Aucun travailleur lié par des frais'.toLowerCase())
    expect(pageOf(snapshot, 'es')).toContain('<span lang="en">')
    expect(pageOf(snapshot, 'fr')).not.toContain('<span lang="en">')
  })

  it('links to every form of the same day', () => {
    const earlier = { ...snapshot, asOf: '2022-06-30' }
    const html = pageOf(earlier)
    expect(html).toContain('/data/compact.json?asOf=2022-06-30')
    expect(pageOf(snapshot)).toContain('/data/compact.xlsx"')
  })
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Axe = {
  run(where: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

describe.runIf(await hasBrowser())('The public page in a browser', () => {
  let house: TestHouse
  let http: HttpServer
  let browser: Browser
  let page: Page
  let address: string

  beforeAll(async () => {
    house = await openTestHouse({ migrated: false })
    const assets = builtAssets()
    const routes: FastifyPluginAsyncTypebox = async (door) => {
      door.get('/look/:name', { config: { may: 'read what is public' } }, async (request, reply) => {
        const { name } = request.params as { name: string }
        return reply.html(pageOf(others[name] ?? snapshot, request.language, assets))
      })
    }
    http = await buildServer(house, {
      languages,
      doors: [{ at: '/', routes }],
      renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
    })
    address = await listen(http, { port: 0, host: '127.0.0.1' })
    browser = await openBrowser()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await http?.close()
    await house?.close()
  })

  it.each([360, 1280])('fits %i pixels and satisfies axe', async (width) => {
    await page.setViewportSize({ width, height: 800 })
    for (const [at, name] of Object.keys(others).entries()) {
      await page.goto(`${address}/look/${encodeURIComponent(name)}`)
      await page.evaluate(axe)
      const faults = await page.evaluate(async () => {
        // The script evaluated just before put it there, which the types of the page do not know.
        const { axe: checker } = window as unknown as { axe: Axe }
        const { violations } = await checker.run(document)
        const wide = document.documentElement.scrollWidth > window.innerWidth
        return [
          ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          ...(wide ? ['too wide'] : []),
        ]
      })
      expect(faults, name).toEqual([])
      const pictures = process.env.TIP_PICTURES
      if (pictures) await page.screenshot({ path: `${pictures}/compact-${width}-${at}.png`, fullPage: true })
    }
  }, 60_000)
})
