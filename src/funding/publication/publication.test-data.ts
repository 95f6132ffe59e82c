import type { Agreement } from '../../compacts/agreement.ts'
import { afterFloods, examplelandAgreement } from '../../demo/exampleland.ts'
import { changeBetween } from '../../estimators/two-estimates.ts'
import { type Act, board, type Release } from './conditions.ts'
import {
  type Contents,
  type PublicActual,
  type PublicChange,
  type PublicEntry,
  type PublicLatest,
  type PublicResults,
  type Snapshot,
  sealed,
} from './snapshot.ts'
import { totalsOf } from './totals.ts'

/* The worked example in its third year, put together by hand: what a reading of the database would answer. */

const id = (last: string) => `00000000-0000-7000-8000-0000000000${last}`

export const example: Agreement = afterFloods(
  examplelandAgreement(
    {
      mission: id('01'),
      republic: id('02'),
      labour: id('03'),
      'lake-trust': id('04'),
      institute: id('05'),
      advisers: id('06'),
    },
    null,
  ),
)

export function anEntry(number: number, over: Partial<PublicEntry> = {}): PublicEntry {
  const entry: PublicEntry = {
    award: null,
    contribution: 'donor-cash',
    countsAs: 'commitment',
    currency: 'USD',
    date: '2021-03-20',
    document: null,
    kind: 'commitment',
    line: null,
    minor: 100_00,
    note: null,
    number,
    onward: false,
    provider: 'mission',
    receiver: 'republic',
    reverses: null,
    tranche: null,
    url: null,
  }
  return { ...entry, ...over }
}

/** Thousands of dollars or euros. */
const k = (thousand: number) => thousand * 100_000

/** Ledger of the example up to the end of September of year 3. */
export function exampleEntries(): PublicEntry[] {
  const entries: PublicEntry[] = []
  const add = (over: Partial<PublicEntry>) => entries.push(anEntry(entries.length + 1, over))
  const of = (kind: 'pledge' | 'commitment' | 'disbursement' | 'expenditure', over: Partial<PublicEntry>) =>
    add({ kind, countsAs: kind, ...over })
  of('pledge', { minor: k(10_000), date: '2021-02-01', note: '=As signed, "in four payments"' })
  const paid: [string, string, number, number][] = [
    // line, date, committed, disbursed: thousands
    ['lake-y1', '2021-04-10', 600, 520],
    ['fees-y1', '2021-04-10', 700, 700],
    ['benches-y1', '2021-05-10', 400, 350],
    ['counting-y1', '2021-05-10', 400, 380.5],
    ['lake-y2', '2022-04-10', 800, 640],
    ['fees-y2', '2022-04-10', 1000, 900],
    ['benches-y2', '2022-05-10', 500, 200],
    ['counting-y2', '2022-05-10', 150, 120],
    ['lake-y3', '2023-03-10', 500, 150.25],
    ['fees-y3', '2023-03-10', 700, 300],
    ['counting-y3', '2023-05-10', 150, 60],
  ]
  for (const [line, date, committed, disbursed] of paid) {
    const receiver = line.startsWith('lake')
      ? 'lake-trust'
      : line.startsWith('counting')
        ? 'institute'
        : 'labour'
    const award = line.startsWith('lake') ? 'lake-award' : null
    const tranche = line.endsWith('y1') ? 'p1' : line.endsWith('y2') ? 'p2' : 'p3'
    of('commitment', { line, date, minor: k(committed), receiver, award })
    of('disbursement', { line, date: `${date.slice(0, 8)}28`, minor: k(disbursed), receiver, award, tranche })
  }
  for (const year of [1, 2, 3]) {
    const partner = { provider: 'republic', currency: 'EUR', date: `${2020 + year}-06-30` }
    of('commitment', { ...partner, contribution: 'partner-cash', line: `inspectors-y${year}`, minor: k(200) })
    // What the contributor spends itself leaves the contribution without a payment.
    of('expenditure', {
      ...partner,
      contribution: 'partner-cash',
      line: `inspectors-y${year}`,
      minor: k(180) + year,
      receiver: 'labour',
    })
    of('commitment', { ...partner, contribution: 'partner-kind', line: `premises-y${year}`, minor: k(100) })
  }
  // Passed on, spent by who holds it, a refund, and an entry that was taken back.
  of('disbursement', {
    line: 'lake-y1',
    date: '2021-08-01',
    minor: k(40),
    provider: 'lake-trust',
    receiver: 'award:lake-award',
    award: 'lake-award',
    onward: true,
  })
  of('expenditure', {
    line: 'lake-y1',
    date: '2021-09-01',
    minor: k(33) + 7,
    provider: 'award:lake-award',
    receiver: 'institute',
    award: 'lake-award',
    onward: true,
  })
  add({
    kind: 'refund',
    countsAs: 'refund',
    line: 'fees-y1',
    date: '2022-01-15',
    minor: -k(12.34),
    provider: 'labour',
    receiver: 'mission',
    tranche: 'p1',
  })
  of('disbursement', {
    line: 'benches-y2',
    date: '2022-12-01',
    minor: k(25),
    receiver: 'republic',
    tranche: 'p2',
  })
  add({
    kind: 'reversal',
    countsAs: 'disbursement',
    line: 'benches-y2',
    date: '2022-12-03',
    minor: -k(25),
    receiver: 'republic',
    tranche: 'p2',
    reverses: entries.length,
    note: 'Paid to the wrong account',
  })
  return entries.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.number - b.number))
}

function acts(): Act[] {
  let number = 0
  const act = (
    tranche: string,
    condition: string,
    on: string,
    done: Act['act'],
    over: Partial<Act> = {},
  ): Act => {
    number += 1
    return {
      tranche,
      condition,
      number,
      on,
      act: done,
      reason: null,
      until: null,
      document: null,
      url: null,
      organisation: 'Donor Republic',
      name: null,
      capacity: null,
      ...over,
    }
  }
  const evidence = { organisation: 'Exampleland', url: 'https://example.org/exampleland/evidence' }
  const both = (tranche: string, condition: string, on: string) => [
    act(tranche, condition, on, 'evidence', evidence),
    act(tranche, condition, on, 'satisfied'),
  ]
  const found = [...both('p1', 'c11', '2021-03-02'), ...both('p1', 'c12', '2021-03-09')]
  number += 1
  return [
    ...found,
    ...both('p2', 'c21', '2022-10-30'),
    act('p2', 'c22', '2022-11-04', 'waived', {
      reason: 'Floods closed two districts; 32 were in post. Falls due again as a condition of payment 3.',
      name: 'Ada Example',
      capacity: 'Head of mission',
    }),
    act('p3', 'c31', '2023-09-30', 'not satisfied', {
      reason: '36 of 40 on 30 September. Two districts have no candidate.',
    }),
    act('p3', 'c32', '2023-09-30', 'not satisfied', {
      reason: 'Four of six. The island regions wait for a connection.',
    }),
    ...both('p3', 'c33', '2023-09-08'),
  ]
}

const releases: Release[] = [
  { tranche: 'p1', number: 5, on: '2021-03-12', minor: k(2_400), reason: null },
  { tranche: 'p2', number: 9, on: '2022-11-14', minor: k(3_100), reason: null },
  { tranche: 'p3', number: 15, on: '2023-09-28', minor: k(1_600), reason: null },
]

/** The last published totals, each whole, against the last target: what the room of monitoring answers of these. */
export function latestOf(actuals: readonly PublicActual[], agreement: Agreement = example): PublicLatest[] {
  return agreement.indicators.flatMap(({ key, direction, targets }) => {
    const found = actuals
      .filter(
        ({ indicator, cell, shown }) =>
          indicator === key && Object.keys(cell).length === 0 && shown !== 'missing',
      )
      .at(-1)
    if (found === undefined) return []
    const { indicator, ends, within, value, low, high, level, shown, below, missing } = found
    const target = targets.filter(({ cell }) => Object.keys(cell).length === 0).at(-1)
    const reached =
      target === undefined || value === null
        ? null
        : direction === 'up'
          ? Number(value) >= Number(target.value)
          : Number(value) <= Number(target.value)
    const told = { value, low, high, level, shown, below, missing }
    return [{ indicator, ends, of: 'period' as const, complete: true, within, reached, ...told }]
  })
}

function results(): PublicResults {
  const year = (number: number) => ({
    year: `y${number}`,
    begins: `${2020 + number}-02-01`,
    ends: `${2021 + number}-01-31`,
  })
  const actual = (indicator: string, at: number, over: Partial<PublicActual>): PublicActual => ({
    indicator,
    cell: {},
    ...year(at),
    value: null,
    low: null,
    high: null,
    level: null,
    shown: 'shown',
    below: null,
    missing: null,
    counted: 1,
    of: 1,
    within: [],
    published: `${2021 + at}-04-15`,
    ...over,
  })
  const change = (
    indicator: string,
    at: number,
    before: [number, number | null, number | null],
    after: [number, number | null, number | null],
  ): PublicChange => {
    const estimate = ([value, low, high]: typeof before) => ({
      value,
      low,
      high,
      level: low === null ? null : 95,
    })
    const { value, low, high, level, verdict, exact } = changeBetween(estimate(before), estimate(after))
    return {
      indicator,
      ends: year(at).ends,
      value,
      low,
      high,
      level,
      verdict,
      exact,
      sameDefinition: true,
      probability: null,
    }
  }
  const actuals = [
    actual('lake-share', 2, { value: '3.4', low: '2.0', high: '4.8', level: 95 }),
    actual('fee-share', 1, { value: '57', low: '52', high: '62', level: 95 }),
    actual('fee-share', 2, { value: '44', low: '39', high: '49', level: 95 }),
    actual('landing-share', 2, { value: '51' }),
    actual('court-share', 2, { value: '15' }),
    actual('children-served', 1, { shown: 'small', below: 10 }),
    actual('children-served', 1, { cell: { sex: 'girls' }, shown: 'hidden' }),
    actual('children-served', 1, { cell: { sex: 'boys' }, shown: 'hidden' }),
    actual('children-served', 2, { value: '96' }),
    actual('children-served', 2, { cell: { sex: 'girls' }, value: '41' }),
    actual('children-served', 2, { cell: { sex: 'boys' }, value: '55' }),
    actual('regions-linked', 2, { shown: 'missing', missing: 'not collected' }),
  ]
  return {
    actuals,
    latest: latestOf(actuals),
    changes: [
      change('lake-share', 2, [4.1, 2.9, 5.3], [3.4, 2.0, 4.8]),
      change('landing-share', 2, [38, null, null], [51, null, null]),
      change('fee-share', 2, [61, 57, 65], [44, 39, 49]),
      change('court-share', 2, [12, null, null], [15, null, null]),
      change('children-served', 2, [0, null, null], [96, null, null]),
    ],
  }
}

export function exampleContents(over: Partial<Contents> = {}): Contents {
  const entries = exampleEntries()
  return {
    format: 1,
    asOf: '2023-09-30',
    compact: {
      id: '01234567-89ab-7cde-8f01-23456789abcd',
      country: 'ZZE',
      example: true,
      kind: 'managed',
      state: 'in force',
      begins: '2021-02-01',
      ends: '2026-01-31',
      lastDay: null,
    },
    version: 2,
    agreement: example,
    versions: [
      { number: 1, amendment: 0, hash: 'a'.repeat(64), takenEffect: '2021-02-01', signatures: 3 },
      { number: 2, amendment: 1, hash: 'b'.repeat(64), takenEffect: '2023-03-01', signatures: 3 },
    ],
    steps: [
      { on: '2020-06-01', from: null, to: 'concept', reason: null },
      { on: '2020-08-01', from: 'concept', to: 'proposed', reason: null },
      { on: '2020-09-01', from: 'proposed', to: 'negotiating', reason: null },
      { on: '2021-01-10', from: 'negotiating', to: 'signed', reason: null },
      { on: '2021-02-01', from: 'signed', to: 'in force', reason: null },
    ],
    suspensions: [],
    partEnds: [],
    risks: [],
    overdue: [],
    promises: [],
    money: {
      entries,
      awards: [
        {
          key: 'lake-award',
          number: 'DR-2021-7',
          title: 'Watch groups at 80 landing sites',
          parent: null,
          contribution: 'donor-cash',
          initiative: 'lake-watch',
          recipient: 'Lake Trust',
          instrument: 'cooperative-agreement',
          amount: { minor: k(1_900), currency: 'USD' },
          begins: '2021-04-01',
          ends: '2024-01-31',
        },
      ],
      initiatives: [
        { because: 'award began', key: 'lake-watch', since: '2021-04-01', state: 'active' },
        { because: 'paid', key: 'no-fees', since: '2021-04-28', state: 'active' },
      ],
      ...board(example, acts(), releases),
      exceptions: [],
      linesBelow: [],
      totals: totalsOf(example, entries),
    },
    results: results(),
    objections: [
      {
        id: '01234567-89ab-7cde-8f01-23456789ab01',
        place: 'indicators/fee-share/definition',
        text: 'Workers who are still abroad were not asked.',
        instead: null,
        on: '2020-12-01',
        organisation: 'Advisers of the Lake',
        by: null,
        outcome: 'partly',
        answer: 'The survey at departure misses them; a return survey is added in year 4.',
        answeredOn: '2020-12-20',
        answeredBy: 'Exampleland',
      },
    ],
    documents: [],
    ...over,
  }
}

export const aSnapshot = (over: Partial<Contents> = {}): Snapshot => sealed(exampleContents(over))
