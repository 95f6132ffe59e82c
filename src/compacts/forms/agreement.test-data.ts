import { type Agreement, emptyAgreement, type Text } from '../agreement.ts'

const both = (en: string, fr: string): Text => ({ en, fr })

/** A draft in English and French in which every part and every kind of element has something written. */
export function aDraft(over: Partial<Agreement> = {}): Agreement {
  const usd = (minor: number) => ({ minor, currency: 'USD' })
  return {
    ...emptyAgreement('GHA', ['en', 'fr'], 'USD'),
    title: both('Children out of lake fishing', 'Les enfants hors de la pêche lacustre'),
    scope: {
      who: 'children',
      forms: both('Forced labour in fishing', 'Travail forcé dans la pêche'),
      regions: both('The lake', 'Le lac'),
    },
    legalBasis: both('Acknowledging the national plan.', 'Reconnaissant le plan national.'),
    term: { years: 5, begins: null, ends: null },
    chosenBy: {
      reason: both(
        'Chosen before assessments were kept.',
        'Choisi avant que les évaluations soient gardées.',
      ),
    },
    sections: Object.fromEntries(
      ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((each) => [
        each,
        both(`Section ${each} says what both will do.`, `La section ${each} dit ce que les deux feront.`),
      ]),
    ) as Agreement['sections'],
    parties: [
      {
        key: 'donor',
        name: both('Donor', 'Donateur'),
        part: 'government',
        side: 'donor',
        organisation: null,
        signs: true,
      },
      {
        key: 'ministry',
        name: both('Ministry of Gender', 'Ministère du Genre'),
        part: 'ministry',
        side: 'partner',
        organisation: null,
        signs: true,
      },
      {
        key: 'boats',
        name: both('Safe Boats', 'Bateaux sûrs'),
        part: 'implementer',
        side: null,
        organisation: null,
        signs: false,
      },
    ],
    objectives: [
      {
        key: 'lake',
        component: 'prevention',
        text: both('Fewer children fish', 'Moins d’enfants pêchent'),
        theoryOfChange: both('School keeps them.', 'L’école les retient.'),
      },
      {
        key: 'courts',
        component: 'prosecution',
        text: both('Cases reach a court', 'Les affaires arrivent au tribunal'),
        theoryOfChange: {},
      },
    ],
    responsibilities: [
      {
        key: 'inspect',
        objective: 'lake',
        side: 'partner',
        party: 'ministry',
        deliverable: both('Forty inspectors', 'Quarante inspecteurs'),
        due: '2027-06-30',
        evidence: both('Payroll', 'Fiches de paie'),
      },
    ],
    initiatives: [
      {
        key: 'schools',
        objectives: ['lake'],
        title: both('Lake schools', 'Écoles du lac'),
        description: both('Meals at school.', 'Repas à l’école.'),
        implementer: 'boats',
        instrument: 'grant',
        sites: both('Six districts', 'Six districts du lac'),
      },
    ],
    indicators: [
      {
        key: 'share',
        objective: 'lake',
        code: { vocabulary: 'US Foreign Assistance Framework', code: 'PS.5.2-23' },
        title: both('Children in fishing', 'Enfants dans la pêche'),
        definition: both('Aged 5 to 17, in the week before.', 'De 5 à 17 ans, la semaine précédente.'),
        unit: both('per cent', 'pour cent'),
        measure: 'percentage',
        formula: both('children fishing ÷ children', 'enfants pêcheurs ÷ enfants'),
        disaggregations: [
          {
            key: 'sex',
            name: both('Sex', 'Sexe'),
            categories: [
              { key: 'girls', name: both('Girls', 'Filles') },
              { key: 'boys', name: both('Boys', 'Garçons') },
            ],
            exclusive: true,
          },
        ],
        source: both('Cluster survey', 'Enquête par grappes'),
        responsible: 'ministry',
        reporters: ['ministry', 'boats'],
        frequency: 'yearly',
        dueAfterDays: 30,
        baseline: {
          value: '4.1',
          low: '2.9',
          high: '5.3',
          level: 95,
          date: '2026-03-31',
          method: both('Survey of 62 villages', 'Enquête dans 62 villages'),
          source: both('Baseline study', 'Étude de départ'),
          url: 'https://example.org/study',
          definition: both('As above', 'Comme ci-dessus'),
        },
        targets: [
          {
            year: 'year-2027',
            cell: {},
            value: '3.5',
            rationale: both('As in the pilot', 'Comme dans le projet pilote'),
          },
          { year: 'year-2027', cell: { sex: 'girls' }, value: '1.5', rationale: {} },
        ],
        noTarget: [
          {
            year: 'year-2028',
            reason: both('The survey is repeated in 2029.', 'L’enquête est répétée en 2029.'),
          },
        ],
        limits: both('Boats at night are not seen.', 'On ne voit pas les bateaux de nuit.'),
        level: 'outcome',
        direction: 'down',
        cumulative: false,
        aggregation: 'latest',
        countsPeople: false,
        estimated: true,
        retired: {
          from: '2029-01-01',
          reason: both('The register was closed.', 'Le registre a été fermé.'),
        },
      },
    ],
    benchmarks: [
      {
        key: 'third',
        objective: 'lake',
        text: both('A third fewer', 'Un tiers de moins'),
        by: '2029-12-31',
        measured: { indicator: 'share', value: '2.7' },
      },
      {
        key: 'law',
        objective: 'courts',
        text: both('The act is passed', 'La loi est adoptée'),
        by: '2028-01-01',
        measured: null,
      },
    ],
    plan: {
      currency: 'USD',
      years: [
        { key: 'year-2027', begins: '2027-01-01', ends: '2027-12-31' },
        { key: 'year-2028', begins: '2028-01-01', ends: '2028-12-31' },
      ],
      fiscalYears: { donor: '10-01', partner: '01-01' },
      contributions: [
        {
          key: 'grant',
          party: 'donor',
          kind: 'cash',
          what: both('Donor’s grant', 'Subvention du donateur'),
          valuation: {},
          amount: usd(100_000_050),
          before: null,
          unconditional: both('Meals cannot wait', 'Les repas ne peuvent attendre'),
        },
        {
          key: 'staff',
          party: 'ministry',
          kind: 'in-kind',
          what: both('Staff and premises', 'Personnel et locaux'),
          valuation: both('At scale of pay', 'Au barème'),
          amount: { minor: 400_000_00, currency: 'GHS' },
          before: {
            year: 2025,
            amount: { minor: 100_000_00, currency: 'GHS' },
            source: both('Budget law', 'Loi de finances'),
          },
        },
      ],
      lines: [
        {
          key: 'prevention-grant-27',
          component: 'prevention',
          initiative: 'schools',
          year: 'year-2027',
          contribution: 'grant',
          original: usd(60_000_050),
          revised: null,
          note: both('Meals', 'Repas'),
        },
        {
          key: 'prosecution-grant-27',
          component: 'prosecution',
          initiative: null,
          year: 'year-2027',
          contribution: 'grant',
          original: usd(40_000_000),
          revised: null,
          note: {},
        },
        {
          key: 'staff-28',
          component: 'protection',
          initiative: null,
          year: 'year-2028',
          contribution: 'staff',
          original: { minor: 400_000_00, currency: 'GHS' },
          revised: null,
          note: {},
        },
      ],
      rates: [{ from: 'GHS', to: 'USD', date: '2026-11-20', rate: '0.0912', source: 'Bank of Ghana' }],
      mechanisms: both('A steering committee', 'Un comité de pilotage'),
      oversight: both('Both auditors', 'Les deux cours des comptes'),
    },
    tranches: [
      {
        key: 'first',
        title: both('First payment', 'Premier versement'),
        contribution: 'grant',
        amount: usd(50_000_000),
        planned: '2027-03-01',
        conditions: [
          {
            key: 'line',
            kind: 'initial',
            type: 'policy',
            text: both('A line in the budget', 'Une ligne au budget'),
            benchmark: 'law',
            evidence: both('The budget law', 'La loi de finances'),
            from: 'ministry',
            verifier: 'donor',
            due: '2027-02-01',
            holds: usd(10_000_000),
          },
        ],
      },
    ],
    sustainability: [
      {
        key: 'budget',
        text: both('Pay moves into the budget', 'Les salaires passent au budget'),
        party: 'ministry',
        by: '2030-01-01',
        evidence: both('Budget law', 'Loi de finances'),
      },
    ],
    risks: [
      {
        key: 'floods',
        text: both('Floods', 'Inondations'),
        likelihood: 3,
        effect: 4,
        owner: 'boats',
        response: both('Boats stay ashore', 'Les bateaux restent à terre'),
      },
    ],
    documents: [
      {
        key: 'plan',
        kind: 'national-plan',
        title: both('National plan', 'Le plan national'),
        date: '2026-01-15',
        url: 'https://example.org/plan',
        file: null,
      },
    ],
    ...over,
  }
}
