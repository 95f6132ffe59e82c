import type { Agreement, Indicator, PlanLine, Text } from './agreement.ts'

/** The same words in both languages of the texts of the tests. */
export const both = (words: string): Text => ({ en: words, fr: `${words} (fr)` })

export type PartiesOfTest = { donor: string; partner: string; implementer: string; survivors: string }

const usd = (minor: number) => ({ minor, currency: 'USD' })
const ghs = (minor: number) => ({ minor, currency: 'GHS' })
const years = [1, 2, 3, 4].map((n) => ({
  key: `y${n}`,
  begins: `${2025 + n}-01-01`,
  ends: `${2025 + n}-12-31`,
}))

export function anIndicator(over: Partial<Indicator> = {}): Indicator {
  return {
    key: 'children-fishing',
    objective: 'lake-fishing',
    code: { vocabulary: 'PS', code: 'PS.5.2-23' },
    title: both('Children fishing on the lake'),
    definition: both('Children under 15 who work on boats'),
    unit: both('children'),
    measure: 'number',
    formula: both('Counted in a sample of landing places, weighted'),
    disaggregations: [
      {
        key: 'sex',
        name: both('Sex'),
        categories: [
          { key: 'girls', name: both('Girls') },
          { key: 'boys', name: both('Boys') },
        ],
        exclusive: true,
      },
    ],
    source: both('Household survey'),
    responsible: 'ghana',
    reporters: ['free-hands'],
    frequency: 'yearly',
    dueAfterDays: 30,
    baseline: {
      value: '2100',
      low: '1800',
      high: '2400',
      level: 95,
      date: '2025-03-01',
      method: both('Cluster survey'),
      source: both('Baseline study'),
      url: 'https://example.org/baseline',
      definition: both('Definition 1'),
    },
    targets: years.flatMap(({ key }, index) => [
      {
        year: key,
        cell: {},
        value: String(1800 - index * 200),
        rationale: both('As in the theory of change'),
      },
      { year: key, cell: { sex: 'girls' }, value: String(800 - index * 100), rationale: both('By half') },
      { year: key, cell: { sex: 'boys' }, value: String(1000 - index * 100), rationale: both('By half') },
    ]),
    noTarget: [],
    limits: both('Children hidden from the survey are not counted'),
    level: 'outcome',
    direction: 'down',
    cumulative: false,
    aggregation: 'sum',
    countsPeople: true,
    estimated: true,
    ...over,
  }
}

/** A text that lacks nothing before it is frozen: two governments, one objective, four years, two currencies. */
export function anAgreement(
  { donor, partner, implementer, survivors }: PartiesOfTest,
  over: Partial<Agreement> = {},
): Agreement {
  const lines: PlanLine[] = years.flatMap(({ key }) => [
    {
      key: `boats-us-${key}`,
      component: 'prevention' as const,
      initiative: 'safe-boats',
      year: key,
      contribution: 'us-grant',
      original: usd(100_000_00),
      revised: null,
      note: {},
    },
    {
      key: `boats-gh-${key}`,
      component: 'prevention' as const,
      initiative: 'safe-boats',
      year: key,
      contribution: 'gh-budget',
      original: ghs(50_000_00),
      revised: null,
      note: {},
    },
  ])
  return {
    format: 1,
    languages: ['en', 'fr'],
    country: 'GHA',
    title: both('Compact against child labour on the lake'),
    scope: { who: 'children', forms: both('Forced labour'), regions: both('Lake Volta') },
    parties: [
      {
        key: 'usa',
        name: both('United States'),
        part: 'government',
        side: 'donor',
        organisation: donor,
        signs: true,
      },
      {
        key: 'ghana',
        name: both('Ghana'),
        part: 'government',
        side: 'partner',
        organisation: partner,
        signs: true,
      },
      {
        key: 'free-hands',
        name: both('Free Hands'),
        part: 'implementer',
        side: null,
        organisation: implementer,
        signs: false,
      },
      {
        key: 'survivors',
        name: both('Survivors'),
        part: 'survivors',
        side: null,
        organisation: survivors,
        signs: false,
      },
    ],
    legalBasis: both('22 U.S.C. 7103a(d)'),
    term: { years: 4, begins: '2026-01-01', ends: '2029-12-31' },
    chosenBy: { reason: both('Both governments asked for it') },
    sections: {
      A: both('Both governments want fewer children to fish on the lake'),
      B: both('The donor pays on evidence and Ghana posts its inspectors'),
      C: both('Safe boats are paid for by both governments'),
      D: both('Children on boats are counted in a survey every year'),
      E: both('Both pay each year into one plan'),
      F: both('Ghana pays its inspectors when the compact has ended'),
      G: both('Counts are kept without a file on any child'),
    },
    objectives: [
      {
        key: 'lake-fishing',
        component: 'prevention',
        text: both('Fewer children fishing'),
        theoryOfChange: both('Who can earn safely sends no child'),
      },
    ],
    responsibilities: [
      {
        key: 'inspect',
        objective: 'lake-fishing',
        side: 'partner',
        party: 'ghana',
        deliverable: both('Inspectors at every landing place'),
        due: '2027-06-30',
        evidence: both('Register'),
      },
      {
        key: 'fund',
        objective: null,
        side: 'donor',
        party: 'usa',
        deliverable: both('The grant'),
        due: null,
        evidence: both('Ledger'),
      },
    ],
    initiatives: [
      {
        key: 'safe-boats',
        objectives: ['lake-fishing'],
        title: both('Safe boats'),
        description: both('Adults fish, children learn'),
        implementer: 'free-hands',
        instrument: 'grant',
        sites: both('Yeji'),
      },
    ],
    indicators: [anIndicator()],
    benchmarks: [
      {
        key: 'law',
        objective: 'lake-fishing',
        text: both('The decree is in force'),
        by: '2026-12-31',
        measured: null,
      },
    ],
    plan: {
      currency: 'USD',
      years,
      fiscalYears: { donor: '10-01', partner: '01-01' },
      contributions: [
        {
          key: 'us-grant',
          party: 'usa',
          kind: 'cash',
          what: both('Grant'),
          valuation: {},
          amount: usd(400_000_00),
          before: null,
          unconditional: both('Shelters open before anything can be shown'),
        },
        {
          key: 'gh-budget',
          party: 'ghana',
          kind: 'in-kind',
          what: both('Inspectors'),
          valuation: both('At the scale of salaries'),
          amount: ghs(200_000_00),
          before: { year: 2024, amount: ghs(20_000_00), source: both('Budget law') },
        },
      ],
      lines,
      rates: [{ from: 'GHS', to: 'USD', date: '2025-06-01', rate: '0.0967', source: 'Bank of Ghana' }],
      mechanisms: both('Grants by call'),
      oversight: both('Joint committee'),
    },
    tranches: [
      {
        key: 'first',
        title: both('First tranche'),
        contribution: 'us-grant',
        amount: usd(150_000_00),
        planned: '2026-03-01',
        conditions: [
          {
            key: 'decree',
            kind: 'initial',
            type: 'policy',
            text: both('The decree is published'),
            benchmark: 'law',
            evidence: both('Gazette'),
            from: 'ghana',
            verifier: 'usa',
            due: '2026-02-15',
            holds: null,
          },
        ],
      },
      {
        key: 'second',
        title: both('Second tranche'),
        contribution: 'us-grant',
        amount: usd(250_000_00),
        planned: '2027-03-01',
        conditions: [
          {
            key: 'audit',
            kind: 'ongoing',
            type: 'fiduciary',
            text: both('The audit is clean'),
            benchmark: null,
            evidence: both('Report'),
            from: 'free-hands',
            verifier: 'usa',
            due: null,
            holds: usd(100_000_00),
          },
        ],
      },
    ],
    entry: [],
    sustainability: [
      {
        key: 'budget-line',
        text: both('A line of the budget carries the inspectors'),
        party: 'ghana',
        by: '2029-06-30',
        evidence: both('Budget law'),
      },
    ],
    risks: [
      {
        key: 'flood',
        text: both('Floods'),
        likelihood: 2,
        effect: 3,
        owner: 'free-hands',
        response: both('Work moves inland'),
      },
    ],
    documents: [
      {
        key: 'plan',
        kind: 'national-plan',
        title: both('National plan'),
        date: '2022-01-01',
        url: 'https://example.org/plan',
        file: null,
      },
    ],
    ...over,
  }
}
