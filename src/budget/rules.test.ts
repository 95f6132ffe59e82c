import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../house/settings.ts'
import { aFact } from './budget.test-data.ts'
import { factsCsv } from './facts-csv.ts'
import { factsIn, gapToAsk, ladderOf, partsIn } from './ladder.ts'
import { budgetFolder, budgetPack, readBudgetPack } from './pack.ts'
import { millionsOf, minorOfMillions, readFacts, writtenValue } from './read-facts.ts'
import { trackOf } from './schema.ts'
import { twoCents } from './two-cents.ts'

const million = 100_000_000
const pack = budgetPack()
const asked = (profits: string, spending: string, over: { cents?: number; dollars?: number | null } = {}) =>
  twoCents(
    {
      profits: pack.profits.find(({ id }) => id === profits)!,
      spending: pack.spending.find(({ id }) => id === spending)!,
      cents: 2,
      dollars: null,
      ...over,
    },
    pack.deflator,
  )

describe('The shipped budget', () => {
  it('passes its own check: hashes, sources, parts, and ratios that their sums give', () => {
    expect(readBudgetPack(budgetFolder()).faults).toEqual([])
    expect(pack.facts).toHaveLength(47)
  })

  const shared = path.join(
    process.env.TIP_SHARED ?? path.join(projectRoot(), '..', 'shared'),
    'data/advocacy/funding-lines.csv',
  )
  it.skipIf(!existsSync(shared))('has every fact that was collected, with its amount as printed', () => {
    const rows = Papa.parse<Record<string, string>>(readFileSync(shared, 'utf8'), {
      header: true,
      skipEmptyLines: true,
    }).data
    const key = (line: string, program: string, year: string | number, stage: string) =>
      [line, program, year, stage].join('|')
    const ours = new Map(
      pack.facts.map((fact) => [
        key(fact.line, fact.program, fact.fiscalYear, fact.stage),
        writtenValue(fact.value),
      ]),
    )
    const plain = (text: string) => (/^\d/.test(text) ? millionsOf(minorOfMillions(text) ?? -1) : text)
    for (const row of rows)
      expect(ours.get(key(row.line!, row.program!, row.fiscal_year!, row.stage!)), row.line).toBe(
        plain(row.amount_usd_millions!),
      )
    expect(rows).toHaveLength(pack.facts.length)
  })

  it('sums what H.R. 1144 would authorise for 2026 to 2030 to what its source prints', () => {
    const total = [2026, 2027, 2028, 2029, 2030].reduce((sum, year) => {
      const [fact] = factsIn(pack.facts, 'hr1144-total', year)
      return sum + (fact?.value.is === 'amount' ? fact.value.minor : 0)
    }, 0)
    expect(total).toBe(1126 * million)
  })
})

describe('Two cents', () => {
  it('asks 3 billion of the 150 of 2014, twenty times what was spent, and finds 1 : 1,000', () => {
    const { ask, compared } = asked('ilo-2014', 'claimed-2016')
    expect(ask).toBe(3000 * million)
    expect(compared).toMatchObject({ ratio: 1000, times: 20, centsPerDollar: 0.1, gap: 2850 * million })
  })

  it('asks 4.72 billion of the 236 of 2024', () => {
    expect(asked('ilo-2024', 'claimed-2020').ask).toBe(4720 * million)
  })

  it('refuses to divide sums at prices of other times, and still tells the ask', () => {
    for (const [profits, spending] of [
      ['ilo-2024', 'claimed-2016'],
      ['ilo-2014-in-2021', 'claimed-2016'],
      ['ilo-2005-trafficked', 'claimed-2016'],
    ] as const) {
      const { ask, compared, refused } = asked(profits, spending)
      expect({ compared, refused }).toEqual({ compared: null, refused: 'other prices' })
      expect(ask).toBeGreaterThan(0)
    }
  })

  it('compares them in the dollars of one year, and only of a year the index has', () => {
    const { compared, ask } = asked('ilo-2024', 'claimed-2016', { dollars: 2021 })
    expect(ask).toBe(4720 * million)
    // 150 million of 2016 by 270.970 / 240.007.
    expect(compared?.spending).toBe(Math.round((150 * million * 270.97) / 240.007))
    expect(asked('ilo-2024', 'claimed-2016', { dollars: 1999 })).toMatchObject({
      ask: null,
      compared: null,
      refused: 'no index',
    })
  })

  it('gives both ratios that were said, from the sums each rests on', () => {
    const [first, second] = pack.sayings
    const said = [first!, second!].map(({ estimate, spending, ratio }) => [
      ratio,
      pack.profits.find(({ id }) => id === estimate)!.minor /
        pack.spending.find(({ id }) => id === spending)!.minor,
    ])
    expect(said).toEqual([
      [320, 316],
      [1000, 1000],
    ])
  })
})

describe('A line in a year', () => {
  const ladder = ladderOf(pack.facts, 'hhs-foreign-national-victims', 2014)
  const at = (stage: string) => ladder.find((rung) => rung.stage === stage)

  it('keeps TBD and n/a as printed, and a step of which nothing is known as such', () => {
    expect(at('house')?.fact?.value).toEqual({ is: 'tbd' })
    expect(at('enacted')?.fact?.value).toEqual({ is: 'amount', minor: 1380 * 1_000_000 })
    expect(at('outlaid')).toMatchObject({ track: 'outlay', fact: null })
    const later = ladderOf(pack.facts, 'hhs-foreign-national-victims', 2016)
    expect(later.find(({ stage }) => stage === 'advocacy_ask_congress')?.fact?.value).toEqual({ is: 'n/a' })
  })

  it('tells how far what was enacted falls short of the last ask', () => {
    expect(gapToAsk(ladder)).toMatchObject({ askStage: 'advocacy_ask_congress', gap: 70_000_000, why: null })
    expect(gapToAsk(ladderOf(pack.facts, 'hhs-foreign-national-victims', 2016))).toMatchObject({
      askStage: 'advocacy_ask_omb',
      gap: null,
      why: 'nothing enacted known',
    })
    expect(gapToAsk(ladderOf(pack.facts, 'hhs-otip', 2024)).why).toBe('no ask')
  })

  it('adds several programmes of one step, and tells no gap where one of them has no amount', () => {
    const enacted = at('enacted')!
    const other = { ...enacted, fact: { ...enacted.fact!, programme: 'another office' } }
    expect(gapToAsk([...ladder, other])).toMatchObject({ given: 2 * 1380 * 1_000_000 })
    const unknown = { ...other, fact: { ...other.fact, value: { is: 'tbd' as const } } }
    expect(gapToAsk([...ladder, unknown])).toMatchObject({ gap: null, why: 'nothing enacted known' })
  })

  it('never takes an authorisation for an ask or for money given', () => {
    const rungs = ladderOf(pack.facts, 'auth-jtip', 2020)
    expect(rungs.map(({ track }) => track)).toEqual(['authorisation'])
    expect(gapToAsk(rungs)).toMatchObject({ ask: null, given: null })
    expect(trackOf('outlaid')).not.toBe(trackOf('enacted'))
  })

  it('shows what the printed total has beyond its printed parts', () => {
    const [otip, bill] = pack.parts
    expect(partsIn(pack.facts, otip!, 2024)).toMatchObject({ sum: 27.9 * million, missing: 3.1 * million })
    expect(partsIn(pack.facts, otip!, 2025)).toBeNull()
    expect(partsIn(pack.facts, bill!, 2030)?.missing).toBe(0)
    expect(partsIn(pack.facts, bill!, 2026)?.missing).toBe(37 * million)
  })
})

describe('A file of facts', () => {
  const head = 'line,agency,program,fiscal_year,stage,amount_usd_millions,kind,note,source\n'
  const row = (amount: string, over = 'x,A,P,2024,enacted') => `${over},${amount},appropriation,,Page 3\n`
  const faultsOf = (text: string) => readFacts(text).wrong.map(({ column, fault }) => `${column}: ${fault}`)

  it('reads amounts exactly, to the cent', () => {
    expect(minorOfMillions('13.822')).toBe(1_382_200_000)
    expect(millionsOf(1_382_200_000)).toBe('13.822')
    expect(millionsOf(1)).toBe('0.00000001')
    expect(minorOfMillions('0.000000001')).toBeNull()
    expect(readFacts(head + row('0.1')).facts[0]?.fact.value).toEqual({ is: 'amount', minor: 10_000_000 })
  })

  it('says which cell is wrong and how, and takes what printed tables say instead of money', () => {
    for (const [text, is] of [
      ['TBD', 'tbd'],
      ['n/a', 'n/a'],
      ['Lang.', 'language'],
    ] as const)
      expect(readFacts(head + row(text)).facts[0]?.fact.value).toEqual({ is })
    expect(faultsOf(head + row('about 5'))).toEqual(['amount_usd_millions: not an amount'])
    expect(faultsOf(head + row('-5'))).toEqual(['amount_usd_millions: not an amount'])
    expect(faultsOf(head + row('1', 'X y,A,P,24,passed'))).toEqual([
      'line: not a key',
      'fiscal_year: not a year',
      'stage: not a stage',
    ])
    expect(faultsOf(head + row('1') + row('2'))).toEqual(['line: said twice'])
    expect(faultsOf(head + row('1').replace('Page 3', ''))).toEqual(['source: empty'])
    expect(faultsOf(head + row('1').replace('P,', 'P\u202E,'))).toEqual(['program: unseen'])
    expect(faultsOf(`${head.trim()},colour\n${row('1')}`)).toContain('colour: column unknown')
    expect(faultsOf(head)).toEqual([': no rows'])
    expect(faultsOf('')).toContain('line: column missing')
    expect(faultsOf(head + row('1,2'))).toContain(': surplus')
  })

  it('goes out and comes back the same, whatever stands in its texts', () => {
    const nasty = ['=1+1', '-5 below', '@x', 'a, "b"', 'é “quoted”', '<b>']
    const facts = [
      ...pack.facts,
      ...nasty.map((text, place) =>
        aFact({ line: `nasty-${place}`, program: text, note: text, source: text, through: 2027 }),
      ),
    ]
    const back = readFacts(factsCsv(facts))
    expect(back.wrong).toEqual([])
    expect(back.facts.map(({ fact }) => fact)).toEqual(facts)
  })

  it('is refused unread where it is larger than a form may be', () => {
    expect(faultsOf(head + row('1').repeat(3000))).toEqual([': too many rows'])
  })
})
