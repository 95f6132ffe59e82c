import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anAgreement, anIndicator, both } from './agreement.test-data.ts'
import type { Agreement } from './agreement.ts'
import { faultsOfAgreement } from './check.ts'
import { type GapCode, gapCodes, type Step } from './gap-codes.ts'
import { type GapFacts, gapsBefore } from './gaps.ts'

const ids = {
  donor: '00000000-0000-7000-8000-000000000001',
  partner: '00000000-0000-7000-8000-000000000002',
  implementer: '00000000-0000-7000-8000-000000000003',
  survivors: '00000000-0000-7000-8000-000000000004',
}
const facts: GapFacts = {
  today: '2025-07-01',
  state: 'negotiating',
  amendment: 0,
  frozen: false,
  parties: [
    { organisation: ids.donor, side: 'donor', part: 'government' },
    { organisation: ids.partner, side: 'partner', part: 'government' },
    { organisation: ids.implementer, side: null, part: 'implementer' },
    { organisation: ids.survivors, side: null, part: 'survivors' },
  ],
  before: null,
  ends: null,
  goneKeys: [],
  blocking: [],
  unsigned: [],
  unmet: [],
  uncorrected: null,
  lessons: 0,
}
const whole = anAgreement(ids)

/** What is found when the whole text is changed in one way. */
function found(
  change: (text: Agreement) => unknown,
  { step = 'frozen', with: more = {} }: { step?: Step; with?: Partial<GapFacts> } = {},
) {
  const text = structuredClone(whole)
  change(text)
  return gapsBefore(step, text, { ...facts, ...more }).map(({ place, section, code }) => [
    place,
    section,
    code,
  ])
}
const first = <Item>(list: Item[]): Item => list[0] as Item

describe('Before a text is frozen', () => {
  it('a whole one lacks nothing', () => {
    expect(faultsOfAgreement(whole)).toEqual([])
    expect(found(() => {})).toEqual([])
  })

  it('an empty one lacks something of every section of the law', () => {
    const lacking = found((text) => {
      text.sections = { A: {}, B: {}, C: {}, D: {}, E: {}, F: {}, G: {} }
    })
    expect(lacking).toEqual(
      ['A', 'B', 'C', 'D', 'E', 'F', 'G'].flatMap((section) => [
        [`sections/${section}`, section, 'section-empty'],
        [`sections/${section}`, section, 'section-empty'],
      ]),
    )
  })

  it('takes nobody and ten people, small percentages, and a full sentence in a language without blanks', () => {
    expect(
      found((text) => {
        const indicator = first(text.indicators)
        indicator.targets = ['y1', 'y2', 'y3', 'y4'].map((year, place) => ({
          year,
          cell: {},
          value: place === 3 ? '0' : '10',
          rationale: both('As in the theory of change'),
        }))
        text.indicators.push({
          ...structuredClone(indicator),
          key: 'share',
          measure: 'percentage',
          aggregation: 'weighted-mean',
          baseline: {
            ...(indicator.baseline as Extract<typeof indicator.baseline, { value: string }>),
            value: '4',
            low: '3',
            high: '5',
          },
        })
        text.languages = ['en', 'th']
        const inThai = (words: unknown): unknown =>
          Array.isArray(words)
            ? words.map(inThai)
            : typeof words !== 'object' || words === null
              ? words
              : 'en' in words && 'fr' in words
                ? { en: words.en, th: 'รัฐบาลทั้งสองจะเก็บข้อมูลร่วมกันทุกปี' }
                : Object.fromEntries(Object.entries(words).map(([name, value]) => [name, inThai(value)]))
        Object.assign(text, inThai(text))
      }),
    ).toEqual([])
  })

  const cases: [string, (text: Agreement) => unknown, [string, string | null, GapCode][]][] = [
    [
      'a text in one of two languages',
      (text) => delete text.legalBasis.fr,
      [['legalBasis', null, 'text-missing']],
    ],
    [
      'an optional text that only one language has',
      (text) => {
        first(text.plan.lines).note = { en: 'By road' }
      },
      [['plan/lines/boats-us-y1/note', 'E', 'translation-missing']],
    ],
    [
      'a language in which only blanks were written',
      (text) => {
        text.sections.F = { ...text.sections.F, fr: '  ' }
      },
      [['sections/F', 'F', 'section-empty']],
    ],
    [
      'a section that is a heading and says nothing',
      (text) => {
        text.sections.G = { en: 'Data and case management', fr: 'Données' }
      },
      [
        ['sections/G', 'G', 'section-no-sentence'],
        ['sections/G', 'G', 'section-no-sentence'],
      ],
    ],
    // Counts of 1 to 9 people point to persons, and what is signed is public to the letter.
    [
      'a baseline that counts a handful of people',
      (text) => {
        first(text.indicators).baseline = {
          ...(first(text.indicators).baseline as { value: string }),
          value: '7',
          low: '5',
          high: '9',
        } as Agreement['indicators'][number]['baseline']
      },
      [['indicators/children-fishing/baseline', 'D', 'count-small']],
    ],
    [
      'targets that promise a handful of people, for the whole or for a part',
      (text) => {
        const { targets } = first(text.indicators)
        const last = targets.filter(({ year }) => year === 'y4')
        for (const each of last) each.value = Object.keys(each.cell).length === 0 ? '12' : '6'
      },
      [
        ['indicators/children-fishing/targets/y4,sex=girls', 'D', 'count-small'],
        ['indicators/children-fishing/targets/y4,sex=boys', 'D', 'count-small'],
      ],
    ],
    [
      'a benchmark that is met by a handful of people',
      (text) => {
        first(text.benchmarks).measured = { indicator: 'children-fishing', value: '9' }
      },
      [[`benchmarks/${first(whole.benchmarks).key}/measured`, 'D', 'count-small']],
    ],
    // GAO-23-105390: no target, no baseline, no contribution of the partner, no sustainability.
    [
      'an indicator without a target in a year',
      (text) => {
        const indicator = first(text.indicators)
        indicator.targets = indicator.targets.filter(({ year }) => year !== 'y3')
      },
      [['indicators/children-fishing/targets/y3', 'D', 'target-missing']],
    ],
    [
      'targets for parts alone, without the whole',
      (text) => {
        const indicator = first(text.indicators)
        indicator.targets = indicator.targets.filter(
          ({ year, cell }) => year !== 'y2' || Object.keys(cell).length > 0,
        )
      },
      [['indicators/children-fishing/targets/y2', 'D', 'target-missing']],
    ],
    [
      'an indicator without a baseline',
      (text) => {
        first(text.indicators).baseline = null
      },
      [['indicators/children-fishing/baseline', 'D', 'baseline-missing']],
    ],
    [
      'no contribution of the partner',
      (text) => {
        text.plan.contributions.pop()
        text.plan.lines = text.plan.lines.filter(({ contribution }) => contribution !== 'gh-budget')
      },
      [['plan/contributions', 'E', 'side-without-contribution']],
    ],
    [
      'a contribution of the partner that no year before can be held against',
      (text) => {
        ;(text.plan.contributions[1] as { before: unknown }).before = null
      },
      [['plan/contributions/gh-budget/before', 'E', 'contribution-without-year-before']],
    ],
    [
      'no measure that sustains it',
      (text) => {
        text.sustainability = []
      },
      [['sustainability', 'F', 'sustainability-none']],
    ],
    // Invariant 1: the term.
    [
      'a term of two years',
      (text) => {
        text.term = { years: 2, begins: null, ends: null }
      },
      [['term/years', null, 'term-not-3-to-5']],
    ],
    [
      'a term of six years',
      (text) => {
        text.term = { years: 6, begins: null, ends: null }
      },
      [
        ['term/years', null, 'term-not-3-to-5'],
        ['plan/years', 'E', 'plan-years-too-few'],
      ],
    ],
    [
      'days of the term that are not its years',
      (text) => {
        text.term.ends = '2029-11-30'
      },
      [['term/ends', null, 'term-dates-disagree']],
    ],
    [
      'a term that has begun already, so that less of it is left than is signed',
      (text) => {
        text.term = { years: 4, begins: '2025-06-30', ends: '2029-06-29' }
        text.plan.years.unshift({ key: 'y0', begins: '2025-06-30', ends: '2025-12-31' })
        first(text.indicators).noTarget.push({ year: 'y0', reason: both('Counting begins in January') })
        for (const { planned } of text.tranches) expect(planned > '2025-06-30').toBe(true)
      },
      [['term/begins', null, 'term-begins-past']],
    ],
    [
      'plan years that are shorter than a term that counts from entry into force',
      (text) => {
        text.term = { years: 5, begins: null, ends: null }
      },
      [['plan/years', 'E', 'plan-years-too-few']],
    ],
    [
      'plan years that end before a term of which the first day alone is written',
      (text) => {
        text.term = { years: 5, begins: '2026-01-01', ends: null }
      },
      [['plan/years', 'E', 'plan-years-short-of-term']],
    ],
    [
      'a payment after the term, though in a year of the plan',
      (text) => {
        text.term = { years: 3, begins: '2026-01-01', ends: '2028-12-31' }
        ;(text.tranches[1] as { planned: string }).planned = '2029-01-01'
      },
      [['tranches/second/planned', 'E', 'tranche-outside-term']],
    ],
    // Invariant 2: the plan.
    [
      'lines a cent short of their contribution',
      (text) => {
        first(text.plan.lines).original.minor -= 1
      },
      [['plan/contributions/us-grant', 'E', 'lines-differ-from-contribution']],
    ],
    [
      'a line in a currency its contribution does not have',
      (text) => {
        first(text.plan.lines).original.currency = 'GHS'
      },
      [
        ['plan/lines/boats-us-y1', 'E', 'line-in-other-currency'],
        ['plan/contributions/us-grant', 'E', 'lines-differ-from-contribution'],
      ],
    ],
    [
      'a currency without a rate',
      (text) => {
        text.plan.rates = []
      },
      [['plan/rates', 'E', 'rate-missing']],
    ],
    [
      'tranches beyond their contribution',
      (text) => {
        first(text.tranches).amount.minor += 1
      },
      [['plan/contributions/us-grant', 'E', 'tranches-exceed-contribution']],
    ],
    [
      'money of the donor that no condition holds and no reason is given for',
      (text) => {
        text.plan.contributions[0] = { ...first(text.plan.contributions), unconditional: { en: '', fr: ' ' } }
      },
      [['plan/contributions/us-grant/unconditional', 'E', 'contribution-without-conditions']],
    ],
    [
      'a donor’s grant beside one tranche of one cent',
      (text) => {
        const { unconditional: _, ...grant } = first(text.plan.contributions)
        text.plan.contributions[0] = grant
        text.tranches = [{ ...first(text.tranches), amount: { minor: 1, currency: 'USD' } }]
      },
      [['plan/contributions/us-grant/unconditional', 'E', 'contribution-without-conditions']],
    ],
    [
      'a donor’s grant in no tranche at all',
      (text) => {
        const { unconditional: _, ...grant } = first(text.plan.contributions)
        text.plan.contributions[0] = grant
        text.tranches = []
      },
      [['plan/contributions/us-grant/unconditional', 'E', 'contribution-without-conditions']],
    ],
    [
      'a reason for money without conditions in one language alone',
      (text) => {
        text.plan.contributions[0] = { ...first(text.plan.contributions), unconditional: { en: 'At once' } }
      },
      [['plan/contributions/us-grant/unconditional', 'E', 'translation-missing']],
    ],
    [
      'a tranche that would move on no evidence',
      (text) => {
        first(text.tranches).conditions = []
      },
      [['tranches/first/conditions', 'E', 'tranche-without-condition']],
    ],
    [
      'a condition judged by who brings the evidence',
      (text) => {
        first(first(text.tranches).conditions).verifier = 'ghana'
      },
      [['tranches/first/conditions/decree/verifier', 'E', 'condition-judged-by-bringer']],
    ],
    [
      'parties that are to act and are no organisation',
      (text) => {
        const auditor = {
          ...(text.parties[2] as Agreement['parties'][0]),
          key: 'auditor',
          organisation: null,
        }
        text.parties.push(auditor)
        const indicator = first(text.indicators)
        indicator.responsible = 'auditor'
        indicator.reporters.push('auditor')
        first(first(text.tranches).conditions).verifier = 'auditor'
        first((text.tranches[1] as (typeof text.tranches)[0]).conditions).from = 'auditor'
      },
      [
        ['indicators/children-fishing/responsible', 'D', 'responsible-without-organisation'],
        ['indicators/children-fishing/reporters', 'D', 'reporter-without-organisation'],
        ['tranches/first/conditions/decree/verifier', 'E', 'verifier-without-organisation'],
        ['tranches/second/conditions/audit/from', 'E', 'bringer-without-organisation'],
      ],
    ],
    [
      'a baseline that is promised for a day that is past',
      (text) => {
        first(text.indicators).baseline = { reason: both('The survey is under way'), due: '2025-06-30' }
      },
      [['indicators/children-fishing/baseline', 'D', 'baseline-due-past']],
    ],
    [
      'persons counted once each where no persons are counted',
      (text) => {
        first(text.indicators).aggregation = 'unique-persons'
        first(text.indicators).countsPeople = false
      },
      [['indicators/children-fishing/aggregation', 'D', 'aggregation-unfit']],
    ],
    [
      'a percentage of persons counted once each',
      (text) => {
        first(text.indicators).measure = 'percentage'
        first(text.indicators).aggregation = 'unique-persons'
      },
      [['indicators/children-fishing/aggregation', 'D', 'aggregation-unfit']],
    ],
    [
      'yes and no that would be summed',
      (text) => {
        first(text.indicators).measure = 'yes-no'
      },
      [['indicators/children-fishing/aggregation', 'D', 'aggregation-unfit']],
    ],
    [
      'spending of a year before that is none: not before, below zero, in another currency',
      (text) => {
        const [, own] = text.plan.contributions
        const before = own?.before as NonNullable<Agreement['plan']['contributions'][0]['before']>
        before.year = 2026
        before.amount = { minor: -5, currency: 'JPY' }
      },
      [
        ['plan/contributions/gh-budget/before', 'E', 'year-before-in-other-currency'],
        ['plan/contributions/gh-budget/before', 'E', 'year-before-negative'],
        ['plan/contributions/gh-budget/before', 'E', 'year-before-late'],
      ],
    ],
    [
      'fiscal years that begin on a day no year has, or not every year',
      (text) => {
        text.plan.fiscalYears = { donor: '99-99', partner: '02-29' }
      },
      [
        ['plan/fiscalYears/donor', 'E', 'fiscal-year-impossible'],
        ['plan/fiscalYears/partner', 'E', 'fiscal-year-impossible'],
      ],
    ],
    [
      'a plan year longer than a year',
      (text) => {
        const last = text.plan.years[3] as { ends: string }
        last.ends = '2030-01-01'
      },
      [['plan/years/y4', 'E', 'plan-year-too-long']],
    ],
    [
      'a gap between plan years',
      (text) => {
        first(text.plan.years).ends = '2026-12-30'
      },
      [['plan/years/y1', 'E', 'plan-years-apart']],
    ],
    [
      'plan years that end before the term',
      (text) => {
        const last = text.plan.years[3] as { ends: string }
        last.ends = '2029-12-30'
      },
      [['plan/years', 'E', 'plan-years-short-of-term']],
    ],
    [
      'goods without a way of valuing them',
      (text) => {
        ;(text.plan.contributions[1] as { valuation: object }).valuation = {}
      },
      [['plan/contributions/gh-budget/valuation', 'E', 'contribution-without-valuation']],
    ],
    [
      'an initiative that no line pays for',
      (text) => {
        text.initiatives.push({ ...first(text.initiatives), key: 'schools' })
      },
      [['initiatives/schools', 'C', 'initiative-without-money']],
    ],
    // Invariant 5: objectives and their indicators.
    [
      'an objective that only outputs are counted for',
      (text) => {
        first(text.indicators).level = 'output'
      },
      [['objectives/lake-fishing', 'A', 'objective-without-outcome']],
    ],
    [
      'an objective that nothing is done for',
      (text) => {
        first(text.initiatives).objectives = []
      },
      [
        ['objectives/lake-fishing', 'A', 'objective-without-initiative'],
        ['initiatives/safe-boats/objectives', 'C', 'initiative-without-objective'],
      ],
    ],
    [
      'an estimate without its doubt',
      (text) => {
        ;(first(text.indicators).baseline as { low: unknown }).low = null
      },
      [['indicators/children-fishing/baseline', 'D', 'baseline-without-interval']],
    ],
    [
      'an estimate without the study it comes from',
      (text) => {
        ;(first(text.indicators).baseline as { url: unknown }).url = null
      },
      [['indicators/children-fishing/baseline', 'D', 'baseline-without-link']],
    ],
    [
      'an estimate outside its own interval',
      (text) => {
        ;(first(text.indicators).baseline as { low: unknown }).low = '2100.5'
      },
      [['indicators/children-fishing/baseline', 'D', 'baseline-outside-interval']],
    ],
    [
      'parts that do not come to the whole',
      (text) => {
        const girls = first(text.indicators).targets.find(({ cell }) => cell.sex === 'girls')
        ;(girls as { value: string }).value = '799.5'
      },
      [['indicators/children-fishing/targets/y1', 'D', 'target-parts-differ']],
    ],
    [
      'a percentage that would be summed',
      (text) => {
        first(text.indicators).measure = 'percentage'
      },
      [['indicators/children-fishing/aggregation', 'D', 'percentage-summed']],
    ],
    [
      'a promise that falls although it holds all since the beginning',
      (text) => {
        first(text.indicators).cumulative = true
      },
      ['y2', 'y3', 'y4'].map((year) => [`indicators/children-fishing/targets/${year}`, 'D', 'target-falls']),
    ],
    [
      'a party that no record admits',
      (text) => {
        first(text.parties).organisation = '00000000-0000-7000-8000-000000000009'
      },
      [['parties/usa/organisation', null, 'party-not-admitted']],
    ],
    [
      'a party whose part in the text is another than on record, so that it signs for nobody',
      (text) => {
        first(text.parties).part = 'implementer'
      },
      [['parties/usa/side', null, 'party-side-differs']],
    ],
    [
      'a party on another side than on record',
      (text) => {
        ;(text.parties[2] as { side: string | null }).side = 'donor'
      },
      [['parties/free-hands/side', null, 'party-side-differs']],
    ],
    [
      'a side for which nobody signs',
      (text) => {
        ;(text.parties[1] as { signs: boolean }).signs = false
      },
      [['parties', null, 'side-without-signature']],
    ],
    [
      'a reference to nothing',
      (text) => {
        first(text.benchmarks).objective = 'sea'
      },
      [['benchmarks/law/objective', 'D', 'reference-unknown']],
    ],
    [
      'a key twice, also of conditions in two tranches',
      (text) => {
        first((text.tranches[1] as (typeof text.tranches)[0]).conditions).key = 'decree'
      },
      [['tranches/second/conditions/decree', 'E', 'key-twice']],
    ],
    [
      'a day that the calendar does not have',
      (text) => {
        first(text.benchmarks).by = '2027-02-29'
      },
      [['benchmarks/law/by', 'D', 'day-impossible']],
    ],
    [
      'money in what is no currency, or cannot be counted in minor units',
      (text) => {
        text.plan.currency = 'XDR'
      },
      [
        ['plan', 'E', 'currency-unknown'],
        ['plan/rates', 'E', 'rate-missing'],
        ['plan/rates', 'E', 'rate-missing'],
      ],
    ],
    [
      'amounts that cannot be added exactly',
      (text) => {
        first(text.plan.contributions).amount.minor = 2 ** 53
      },
      [['plan', 'E', 'money-too-large']],
    ],
  ]
  it.each(cases)('%s is told', (_, change, expected) => {
    expect(found(change)).toEqual(expected)
  })

  it('a published reason stands in for a target, and for a baseline', () => {
    expect(
      found((text) => {
        const none = anIndicator({
          baseline: { reason: both('The survey is under way'), due: '2026-06-30' },
          targets: [],
          noTarget: text.plan.years.map(({ key }) => ({ year: key, reason: both('After the survey') })),
        })
        text.indicators = [none]
      }),
    ).toEqual([])
  })

  it('an indicator measured before and after has its target at the end', () => {
    expect(
      found((text) => {
        const indicator = first(text.indicators)
        indicator.frequency = 'baseline-and-endline'
        indicator.targets = indicator.targets.filter(({ year }) => year === 'y4')
      }),
    ).toEqual([])
  })
})

/** Every text of the document with its path, and a way to change it. */
function* textsIn(value: unknown, place = ''): Generator<{ place: string; text: Record<string, string> }> {
  if (Array.isArray(value)) {
    for (const item of value) yield* textsIn(item, `${place}/${nameOf(item)}`)
  } else if (typeof value === 'object' && value !== null) {
    if ('en' in value || 'fr' in value) yield { place, text: value as Record<string, string> }
    else
      for (const [name, item] of Object.entries(value))
        yield* textsIn(item, place === '' ? name : `${place}/${name}`)
  }
}
const nameOf = (item: { key?: string; year?: string; cell?: Record<string, string> }) =>
  item.key ??
  `${item.year}${Object.entries(item.cell ?? {})
    .map(([name, category]) => `,${name}=${category}`)
    .join('')}`

describe('Of every text that is written', () => {
  const places = [...textsIn(whole)].map(({ place }) => place)

  it('there are those of the ten parts of a reference sheet', () => {
    const sheet = ['title', 'definition', 'unit', 'formula', 'source', 'limits', 'baseline/method']
    for (const part of [...sheet, 'disaggregations/sex/name', 'targets/y1/rationale'])
      expect(places).toContain(`indicators/children-fishing/${part}`)
  })

  it.each(['en', 'fr'])('the %s is missed at its place when it is gone', (language) => {
    for (const place of places) {
      const lacking = found((text) => {
        const one = [...textsIn(text)].find((each) => each.place === place)
        delete one?.text[language]
      })
      expect(lacking.map(([at]) => at)).toEqual([place])
    }
  })
})

it('A draft however unfinished is judged, never stumbled over', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(3)), { minLength: 4, maxLength: 10 }), (cuts) => {
      let text = structuredClone(whole)
      for (const [where, how] of cuts) {
        const next = structuredClone(text)
        cut(next, where, how)
        // Only what could be saved; what has lost its form never comes so far.
        if (faultsOfAgreement(next).length === 0) text = next
      }
      for (const step of ['proposed', 'frozen', 'signed', 'closed'] as const)
        for (const before of [null, whole])
          for (const { place, code } of gapsBefore(step, text, { ...facts, before }))
            expect([place.length > 0, code in gapCodes]).toEqual([true, true])
    }),
    { numRuns: 60 },
  )
})

/** Empties, nulls, doubles or bends one place of the document. */
function cut(text: Agreement, where: number, how: number): void {
  const holders: [Record<string, unknown>, string][] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, item] of Object.entries(value)) {
      holders.push([value as Record<string, unknown>, name])
      walk(item)
    }
  }
  walk(text)
  const [holder, name] = holders[where % holders.length] as [Record<string, unknown>, string]
  const value = holder[name]
  if (Array.isArray(value)) holder[name] = how === 0 ? [...value, ...value] : []
  else if (typeof value === 'number') holder[name] = how === 0 ? -value : 0
  else if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    holder[name] = how === 0 ? '2027-02-30' : '9999-12-31'
  else if (how === 3 && typeof value === 'object') holder[name] = {}
  else holder[name] = null
}

describe('Afterwards', () => {
  const amended = { before: whole, state: 'in force' as const, amendment: 1, ends: '2029-12-31' }

  it('the term grows longer than five years by amendment, and never grows shorter', () => {
    const longer = (text: Agreement) => {
      text.term.ends = '2031-12-31'
      text.plan.years.push(
        { key: 'y5', begins: '2030-01-01', ends: '2030-12-31' },
        { key: 'y6', begins: '2031-01-01', ends: '2031-12-31' },
      )
      first(text.indicators).noTarget.push(
        { year: 'y5', reason: both('Later') },
        { year: 'y6', reason: both('Later') },
      )
    }
    expect(found(longer, { with: amended })).toEqual([])
    expect(
      found(
        (text) => {
          text.term.ends = '2028-12-31'
        },
        { with: amended },
      ),
    ).toEqual([['term/ends', null, 'term-shortened']])
  })

  it('a payment that was agreed can be lowered to nothing with its conditions as they were, a new one cannot', () => {
    const lowered = (text: Agreement) => {
      first(text.tranches).amount.minor = 0
    }
    const about = (before: Agreement | null) =>
      found(lowered, { with: { ...amended, before } }).filter(([place]) => `${place}`.startsWith('tranches/'))
    expect(about(whole)).toEqual([])
    expect(about(null)).toContainEqual([`tranches/${first(whole.tranches).key}`, 'E', 'tranche-not-positive'])
    expect(
      found(
        (text) => {
          first(text.tranches).amount.minor = -1
        },
        { with: amended },
      ),
    ).toContainEqual([`tranches/${first(whole.tranches).key}`, 'E', 'tranche-not-positive'])
  })

  it('the plan goes on covering the term as it runs, also where the text has no days', () => {
    const before = structuredClone(whole)
    before.term = { years: 4, begins: null, ends: null }
    const since = { ...amended, before, begins: '2026-01-01' }
    const cut = (text: Agreement) => {
      text.term = { years: 4, begins: null, ends: null }
      ;(text.plan.years[3] as { ends: string }).ends = '2029-11-30'
      first(text.plan.years).begins = '2026-02-01'
    }
    expect(found(cut, { with: since })).toEqual([
      ['plan/years', 'E', 'plan-years-short-of-term'],
      ['plan/years', 'E', 'plan-years-late-for-term'],
      ['plan/years/y1', 'E', 'plan-year-moved'],
      ['plan/years/y4', 'E', 'plan-year-moved'],
    ])
  })

  it('a year of the plan stays where it was with what was promised for it; the last may grow', () => {
    const days = (year: number, begins: string, ends: string) => (text: Agreement) =>
      Object.assign(text.plan.years[year] as object, { begins, ends })
    const before = structuredClone(whole)
    days(3, '2029-01-01', '2029-11-30')(before)
    const with_ = { ...amended, before }
    expect(found(days(3, '2029-01-01', '2029-12-31'), { with: with_ })).toEqual([])
    const swapped = (text: Agreement) => {
      days(0, '2027-01-01', '2027-12-31')(text)
      days(1, '2026-01-01', '2026-12-31')(text)
    }
    expect(found(swapped, { with: amended })).toEqual([
      ['plan/years/y1', 'E', 'plan-year-moved'],
      ['plan/years/y2', 'E', 'plan-year-moved'],
    ])
  })

  it('a baseline that is late in what is in force holds up no amendment of something else', () => {
    const late = (due: string) => (text: Agreement) => {
      first(text.indicators).baseline = { reason: both('The survey is under way'), due }
    }
    const before = structuredClone(whole)
    late('2025-06-01')(before)
    expect(found(late('2025-06-01'), { with: { ...amended, before } })).toEqual([])
    expect(found(late('2025-06-30'), { with: { ...amended, before } })).toEqual([
      ['indicators/children-fishing/baseline', 'D', 'baseline-due-past'],
    ])
  })

  it('what was first promised in the plan stays; what is changed stands beside it', () => {
    const revised = (text: Agreement) => {
      const [one, , two] = text.plan.lines as [
        Agreement['plan']['lines'][0],
        unknown,
        Agreement['plan']['lines'][0],
      ]
      one.revised = { minor: one.original.minor - 500, currency: 'USD' }
      two.revised = { minor: two.original.minor + 500, currency: 'USD' }
    }
    expect(found(revised, { with: amended })).toEqual([])
    expect(found(revised)).toEqual([
      ['plan/lines/boats-us-y1', 'E', 'line-revised-early'],
      ['plan/lines/boats-us-y2', 'E', 'line-revised-early'],
    ])
    expect(
      found(
        (text) => {
          first(text.plan.lines).original.minor += 1
        },
        { with: amended },
      ),
    ).toContainEqual(['plan/lines/boats-us-y1', 'E', 'line-original-changed'])
  })

  it('an indicator is retired from a day with the reason, not taken out; then it needs no target, and is no outcome', () => {
    const without = { from: '2027-07-01', reason: both('The register it counted in was closed down') }
    const second = (text: Agreement) =>
      text.indicators.push({ ...structuredClone(first(text.indicators)), key: 'second' })
    const retire = (text: Agreement) => {
      second(text)
      const sheet = text.indicators.at(-1)!
      sheet.retired = without
      // Of the years that end before that day targets are still owed.
      const years = text.plan.years.filter(({ ends }) => ends < without.from).map(({ key }) => key)
      sheet.targets = sheet.targets.filter(({ year }) => years.includes(year))
      expect(sheet.targets.length).toBeGreaterThan(0)
    }
    expect(found(retire, { with: amended })).toEqual([])
    expect(found(retire)).toEqual([['indicators/second/retired', 'D', 'indicator-retired-early']])
    const [only] = whole.indicators
    const gone = (text: Agreement) => {
      second(text)
      text.indicators.shift()
      for (const benchmark of text.benchmarks)
        if (benchmark.measured !== null) benchmark.measured.indicator = 'second'
    }
    expect(found(gone, { with: amended })).toContainEqual(['indicators', 'D', 'indicator-gone'])
    expect(
      found(
        (text) => {
          first(text.indicators).retired = without
          text.benchmarks.push({
            ...first(text.benchmarks),
            key: 'late',
            by: without.from,
            measured: { indicator: only?.key ?? '', value: '40' },
          })
        },
        { with: amended },
      ),
    ).toEqual(
      expect.arrayContaining([
        [`objectives/${only?.objective}`, 'A', 'objective-without-outcome'],
        ['benchmarks/late/measured', 'D', 'benchmark-measure-retired'],
      ]),
    )
  })

  /** A text with a second objective, measured by an indicator of its own. */
  const withSecond = (text: Agreement) => {
    text.objectives.push({ ...structuredClone(first(text.objectives)), key: 'more' })
    text.indicators.push({ ...structuredClone(first(text.indicators)), key: 'second', objective: 'more' })
    first(text.initiatives).objectives.push('more')
  }
  const lasting = ['frozen', 'signed', 'takes effect'] as const

  it('an objective is ended by retiring its indicators, and not dropped with them and what they missed', () => {
    const before = structuredClone(whole)
    withSecond(before)
    const with_ = { ...amended, before, frozen: true }
    const retired = { from: '2027-07-01', reason: both('The lake was closed to boats') }
    const ended = (text: Agreement) => {
      withSecond(text)
      text.indicators.at(-1)!.retired = retired
      first(text.initiatives).objectives.pop()
    }
    for (const step of lasting) {
      expect(
        found(() => {}, { step, with: with_ }),
        step,
      ).toEqual([
        ['objectives', 'A', 'objective-gone'],
        ['indicators', 'D', 'indicator-gone'],
      ])
      expect(found(ended, { step, with: with_ }), step).toEqual([])
    }
    // Nor is the indicator moved to another objective so that its own can go.
    expect(
      found(
        (text) => {
          text.indicators.push({ ...structuredClone(first(text.indicators)), key: 'second' })
        },
        { with: with_ },
      ),
    ).toEqual([['objectives', 'A', 'objective-gone']])
    // What was never in force is not ended but left out; and one objective goes on.
    expect(found(ended)).toContainEqual(['objectives/more', 'A', 'objective-without-outcome'])
    const all = (text: Agreement) => {
      ended(text)
      first(text.indicators).retired = retired
    }
    expect(found(all, { with: with_ }).filter(([, , code]) => code === 'objective-without-outcome')).toEqual([
      ['objectives/lake-fishing', 'A', 'objective-without-outcome'],
      ['objectives/more', 'A', 'objective-without-outcome'],
    ])
  })

  it('a year that has begun when the text takes effect keeps its key, and is not dropped', () => {
    const renamed = (text: Agreement) => {
      const written = JSON.stringify(text).replaceAll('"y2"', '"again"')
      Object.assign(text, JSON.parse(written))
    }
    const dropped = (text: Agreement) => {
      text.plan.years = text.plan.years.filter(({ key }) => key !== 'y2')
    }
    const gone = [['plan/years', 'E', 'plan-year-gone']]
    const of = (change: typeof dropped, step: Step, today: string, on?: string) =>
      found(change, {
        step,
        with: { ...amended, frozen: true, today, ...(on === undefined ? {} : { on }) },
      }).filter(([, , code]) => code === 'plan-year-gone')
    for (const step of lasting)
      for (const change of [renamed, dropped]) {
        expect(of(change, step, '2026-12-31'), step).toEqual([])
        expect(of(change, step, '2027-01-01'), step).toEqual(gone)
        expect(of(change, step, '2028-03-01'), step).toEqual(gone)
      }
    // It is held against the day on which the text takes effect.
    expect(of(renamed, 'takes effect', '2027-01-02', '2026-12-31')).toEqual([])
    expect(of(renamed, 'takes effect', '2027-01-02', '2027-01-01')).toEqual(gone)
  })

  it('an indicator is not retired from a day before the amendment can take effect, nor from one signed meanwhile', () => {
    const retiring = (from: string) => (text: Agreement) => {
      const sheet = structuredClone(first(text.indicators))
      text.indicators.push({ ...sheet, key: 'second', retired: { from, reason: both('Closed') } })
    }
    const known = (from?: string) => {
      const before = structuredClone(whole)
      retiring(from ?? '2027-07-01')(before)
      const sheet = before.indicators.at(-1)
      if (from === undefined) delete sheet?.retired
      return { ...amended, before, today: '2027-03-01' }
    }
    const back = [['indicators/second/retired', 'D', 'indicator-retired-back']]
    const of = (from: string, asked: Parameters<typeof found>[1]) =>
      found(retiring(from), asked).filter(([, , code]) => code === 'indicator-retired-back')
    for (const step of ['frozen', 'signed', 'takes effect'] as const) {
      expect(of('2027-02-28', { step, with: known() }), step).toEqual(back)
      expect(of('1990-01-01', { step, with: known() }), step).toEqual(back)
      expect(of('2027-03-01', { step, with: known() }), step).toEqual([])
      // What is in force already stands, and is not moved to another day that is past.
      expect(of('2026-05-01', { step, with: known('2026-05-01') }), step).toEqual([])
      expect(of('2026-04-01', { step, with: known('2026-05-01') }), step).toEqual(back)
    }
    // It is held against the day on which the text takes effect, not that on which somebody says so.
    expect(of('2027-02-28', { step: 'takes effect', with: { ...known(), on: '2027-02-20' } })).toEqual([])
    expect(of('2027-02-28', { step: 'takes effect', with: { ...known(), on: '2027-03-01' } })).toEqual(back)
  })

  it('a promise for a year is set to nothing, not taken out, and what is new was not promised at first', () => {
    const usd = (minor: number) => ({ minor, currency: 'USD' })
    const line = (text: Agreement, key: string) =>
      text.plan.lines.find((each) => each.key === key) as Agreement['plan']['lines'][0]
    const anew = (text: Agreement, original: number, revised: number | null) =>
      text.plan.lines.push({
        ...line(text, 'boats-us-y2'),
        key: 'boats-us-y1b',
        year: 'y1',
        original: usd(original),
        revised: revised === null ? null : usd(revised),
      })
    const moved = (text: Agreement) => {
      line(text, 'boats-us-y1').revised = usd(0)
      anew(text, 0, 100_000_00)
    }
    expect(found(moved, { with: amended })).toEqual([])
    // The total of what was first promised would be another.
    const replaced = (text: Agreement) => {
      text.plan.lines = text.plan.lines.filter(({ key }) => key !== 'boats-us-y1')
      anew(text, 100, 100_000_00)
    }
    expect(found(replaced, { with: amended })).toEqual([
      ['plan/lines', 'E', 'line-gone'],
      ['plan/lines/boats-us-y1b', 'E', 'line-promised-late'],
    ])
    const turned: ((of: Agreement['plan']['lines'][0]) => unknown)[] = [
      (of) => {
        of.component = 'data'
      },
      (of) => {
        of.year = 'y4'
      },
      (of) => {
        of.initiative = null
      },
    ]
    for (const turn of turned)
      expect(found((text) => turn(line(text, 'boats-us-y2')), { with: amended })).toEqual([
        ['plan/lines/boats-us-y2', 'E', 'line-moved'],
      ])
  })
})

describe('Before entry into force', () => {
  const counted = (text: Agreement) => {
    text.term = { years: 3, begins: null, ends: null }
  }
  const on = (day: string, change: (text: Agreement) => unknown = counted) =>
    found(change, { step: 'in force', with: { today: '2027-06-01', on: day } })

  it('the plan covers the term as it counts from that very day', () => {
    // Four years are planned, from 2026 to 2029.
    expect(on('2026-01-01')).toEqual([])
    expect(on('2027-01-01')).toEqual([])
    expect(on('2027-01-02')).toEqual([['plan/years', 'E', 'plan-years-short-of-term']])
    expect(on('2025-12-31')).toEqual([['plan/years', 'E', 'plan-years-late-for-term']])
    expect(found(counted, { step: 'in force', with: { today: '2027-06-01' } })).toEqual([
      ['plan/years', 'E', 'plan-years-short-of-term'],
    ])
  })

  it('no payment is planned for a day after that term', () => {
    expect(
      on('2026-01-01', (text) => {
        counted(text)
        ;(text.tranches[1] as { planned: string }).planned = '2029-01-01'
      }),
    ).toEqual([['tranches/second/planned', 'E', 'tranche-outside-term']])
  })
})

describe('Before other steps', () => {
  it('an idea needs a title and a scope in its first language to be proposed', () => {
    expect(
      found(
        (text) => {
          text.title = { fr: 'Lac' }
          text.scope.forms = { en: 'Labour' }
        },
        { step: 'proposed' },
      ),
    ).toEqual([['title', null, 'text-missing']])
  })

  it('a proposal is negotiated when both governments take part by record', () => {
    expect(found(() => {}, { step: 'negotiating', with: { parties: facts.parties.slice(0, 1) } })).toEqual([
      ['parties', null, 'side-without-organisation'],
    ])
  })

  it('a signature needs a frozen text, no blocking comment, and everybody who must', () => {
    expect(found(() => {}, { step: 'signed' })).toEqual([['draft', null, 'not-frozen']])
    expect(
      found(() => {}, {
        step: 'signed',
        with: { frozen: true, unsigned: ['ghana'], blocking: [{ id: 'c', place: 'sections/A' }] },
      }),
    ).toEqual([
      ['comments/sections/A', null, 'comment-blocking'],
      ['signatures', null, 'signature-missing'],
    ])
  })

  it('a compact is closed with its lessons, and with nothing suspended', () => {
    expect(found(() => {}, { step: 'closed', with: { uncorrected: 2 } })).toEqual([
      ['suspensions', null, 'suspension-open'],
      ['lessons', null, 'lessons-none'],
    ])
  })

  it('a compact can be terminated whatever is lacking', () => {
    expect(gapsBefore('terminated', null, facts)).toEqual([])
  })

  it('every gap carries the values its sentence names', () => {
    const text = structuredClone(whole)
    text.sections.A = {}
    text.plan.lines = []
    text.indicators = [anIndicator({ targets: [], baseline: null })]
    for (const { code, values } of gapsBefore('signed', text, facts))
      expect(Object.keys(values).sort()).toEqual([...gapCodes[code]].sort())
  })
})
