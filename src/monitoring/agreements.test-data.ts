import { type Agreement, emptyAgreement, type Indicator } from '../compacts/agreement.ts'

/** An indicator that is whole; a test says what matters to it. */
export function anIndicator(over: Partial<Indicator> = {}): Indicator {
  return {
    key: 'identified',
    objective: 'protect',
    code: null,
    title: { en: 'Children identified' },
    definition: { en: 'Children who were formally identified in the period.' },
    unit: { en: 'children' },
    measure: 'number',
    formula: { en: 'Count' },
    disaggregations: [
      {
        key: 'sex',
        name: { en: 'Sex' },
        categories: [
          { key: 'girls', name: { en: 'Girls' } },
          { key: 'boys', name: { en: 'Boys' } },
        ],
        exclusive: true,
      },
    ],
    source: { en: 'Case-management system' },
    responsible: 'ministry',
    reporters: ['north', 'south'],
    frequency: 'half-yearly',
    dueAfterDays: 30,
    baseline: {
      value: '40',
      low: null,
      high: null,
      level: null,
      date: '2024-12-31',
      method: { en: 'Full count' },
      source: { en: 'Ministry' },
      url: null,
      definition: { en: 'v1' },
    },
    targets: [
      { year: 'y1', cell: {}, value: '80', rationale: { en: 'Two new shelters' } },
      { year: 'y2', cell: {}, value: '120', rationale: { en: 'Four shelters' } },
    ],
    noTarget: [],
    limits: { en: 'Counts those found, not those there are.' },
    level: 'output',
    direction: 'up',
    cumulative: false,
    aggregation: 'sum',
    countsPeople: true,
    estimated: false,
    ...over,
  }
}

/** An agreement of two years with two reporters, as far as monitoring reads it. */
export function anAgreement(over: Partial<Agreement> = {}): Agreement {
  const base = emptyAgreement('GHA', ['en'], 'USD')
  const party = (
    key: string,
    part: Agreement['parties'][number]['part'],
    organisation: string | null = null,
  ) => ({
    key,
    name: { en: key },
    part,
    side: null,
    organisation,
    signs: false,
  })
  return {
    ...base,
    title: { en: 'Children safe on the lake' },
    parties: [party('ministry', 'ministry'), party('north', 'implementer'), party('south', 'implementer')],
    objectives: [
      {
        key: 'protect',
        component: 'protection',
        text: { en: 'Protect' },
        theoryOfChange: { en: 'If, then.' },
      },
    ],
    indicators: [anIndicator()],
    plan: {
      ...base.plan,
      years: [
        { key: 'y1', begins: '2025-01-01', ends: '2025-12-31' },
        { key: 'y2', begins: '2026-01-01', ends: '2026-12-31' },
      ],
    },
    ...over,
  }
}
