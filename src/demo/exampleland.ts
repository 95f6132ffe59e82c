import type {
  Agreement,
  Baseline,
  Component,
  Indicator,
  Money,
  PlanLine,
  Target,
  Text,
} from '../compacts/agreement.ts'
import { EXAMPLE_COUNTRY } from '../countries/registry.ts'

/*
 * The agreement of the worked example: Exampleland and the Donor Republic. Neither exists;
 * every name, date and figure is invented, and is invented here. It is written so that the
 * whole life of a compact has something to show: money in two currencies and in kind, an
 * outcome that moved, one that cannot be told, a condition that failed and one that was waived.
 */

/** The organisations of the example, by the key of the party each is. */
export type ExampleParty = 'mission' | 'republic' | 'labour' | 'lake-trust' | 'institute' | 'advisers'

const text = (en: string, fr: string): Text => ({ en, fr })
const dollars = (thousand: number): Money => ({ minor: Math.round(thousand * 100_000), currency: 'USD' })
const euros = (thousand: number): Money => ({ minor: Math.round(thousand * 100_000), currency: 'EUR' })

const years = [1, 2, 3, 4, 5].map((number) => ({
  key: `y${number}`,
  begins: `${2020 + number}-02-01`,
  ends: `${2021 + number}-01-31`,
}))

/** Thousands by year, for one component and contribution. */
function lines(
  name: string,
  about: { component: Component; initiative: string | null; contribution: string; note: Text },
  amounts: readonly Money[],
): PlanLine[] {
  return amounts.map((original, index) => ({
    key: `${name}-y${index + 1}`,
    ...about,
    year: `y${index + 1}`,
    original,
    revised: null,
  }))
}

const targets = (values: readonly (string | null)[], rationale: Text, cell: Target['cell'] = {}): Target[] =>
  values.flatMap((value, index) =>
    value === null ? [] : [{ year: `y${index + 1}`, cell, value, rationale }],
  )

const noNote = text('As negotiated; no further remark.', 'Tel que négocié ; sans autre remarque.')

const lakeDefinition = text(
  'Person under 18 who was recruited, moved, harboured or received by somebody outside the household and works on or for a fishing boat; means need not be shown for a child. Definition 1 of the baseline study.',
  'Personne de moins de 18 ans recrutée, déplacée, hébergée ou accueillie par quelqu’un hors du ménage et travaillant sur un bateau de pêche ou pour lui ; le moyen n’a pas à être montré pour un enfant. Définition 1 de l’étude de référence.',
)

const landingDefinition = text(
  'Landing site on the list of the ministry, visited unannounced at least once in the year.',
  'Débarcadère de la liste du ministère, visité au moins une fois dans l’année sans préavis.',
)

const servedDefinition = text(
  'Children counted once, in the period in which the third month ended.',
  'Enfants comptés une fois, dans la période où s’achève le troisième mois.',
)

const feeDefinition = text(
  'Worker leaving for a job abroad who paid anybody more than the cost of papers.',
  'Travailleur partant pour un emploi à l’étranger ayant payé à quiconque plus que le coût des papiers.',
)

const courtDefinition = text(
  'Complaints of trafficking registered in the year before, with a first hearing within twelve months.',
  'Plaintes pour traite enregistrées l’année précédente, avec une première audience dans les douze mois.',
)

const regionDefinition = text(
  'Region in which every shelter and every prosecutor entered at least one aggregate report in the quarter.',
  'Région où chaque foyer et chaque parquet a saisi au moins un rapport agrégé dans le trimestre.',
)

const sheet = {
  code: null,
  disaggregations: [],
  noTarget: [],
  cumulative: false,
  countsPeople: false,
  estimated: false,
  dueAfterDays: 60,
} as const satisfies Partial<Indicator>

function indicators(): Indicator[] {
  const lakeBaseline: Baseline = {
    value: '4.1',
    low: '2.9',
    high: '5.3',
    level: 95,
    date: '2020-10-15',
    method: text(
      'Cluster survey of households in 62 villages, interviews with adults, weighted; Taylor linearisation.',
      'Enquête en grappes auprès des ménages de 62 villages, entretiens avec des adultes, pondérée ; linéarisation de Taylor.',
    ),
    source: text('Baseline study of the lake, invented', 'Étude de référence du lac, inventée'),
    url: 'https://example.org/exampleland/baseline',
    definition: lakeDefinition,
  }
  return [
    {
      ...sheet,
      key: 'lake-share',
      objective: 'lake',
      title: text(
        'Children in trafficking among children in lake fishing villages',
        'Enfants victimes de traite parmi les enfants des villages de pêche du lac',
      ),
      definition: lakeDefinition,
      unit: text('per cent of children aged 5 to 17', 'pour cent des enfants de 5 à 17 ans'),
      measure: 'percentage',
      formula: text(
        'Weighted children in the situation ÷ weighted children aged 5 to 17 in sampled households × 100',
        'Enfants concernés pondérés ÷ enfants pondérés de 5 à 17 ans des ménages tirés × 100',
      ),
      source: text('Cluster survey, 62 villages', 'Enquête en grappes, 62 villages'),
      responsible: 'institute',
      reporters: ['institute'],
      frequency: 'baseline-and-endline',
      dueAfterDays: 120,
      baseline: lakeBaseline,
      targets: targets(
        [null, null, null, null, '2.0'],
        text('Half of what the baseline found.', 'La moitié de ce qu’a trouvé l’étude de référence.'),
      ),
      noTarget: ['y1', 'y2', 'y3', 'y4'].map((year) => ({
        year,
        reason: text(
          'Measured at the beginning and the end only: a yearly survey could not see a change of this size.',
          'Mesuré au début et à la fin seulement : une enquête annuelle ne verrait pas un changement de cette taille.',
        ),
      })),
      limits: text(
        'With 62 villages a fall of 2.4 points or more can be seen; the promised fall is 2.1. Children on boats overnight are missed.',
        'Avec 62 villages, une baisse d’au moins 2,4 points est visible ; la baisse promise est de 2,1. Les enfants en mer la nuit échappent à l’enquête.',
      ),
      level: 'impact',
      direction: 'down',
      aggregation: 'latest',
      estimated: true,
    },
    {
      ...sheet,
      key: 'landing-share',
      objective: 'lake',
      title: text(
        'Landing sites where no child was seen working at inspection',
        'Débarcadères où aucun enfant n’a été vu au travail lors de l’inspection',
      ),
      definition: landingDefinition,
      unit: text('per cent of sites visited', 'pour cent des sites visités'),
      measure: 'percentage',
      formula: text(
        'Sites without a child at work ÷ sites visited × 100',
        'Sites sans enfant au travail ÷ sites visités × 100',
      ),
      source: text('Inspection register of the ministry', 'Registre d’inspection du ministère'),
      responsible: 'labour',
      reporters: ['labour'],
      frequency: 'yearly',
      baseline: {
        value: '38',
        low: null,
        high: null,
        level: null,
        date: '2020-12-31',
        method: text('Full count of 80 sites.', 'Comptage complet de 80 sites.'),
        source: text('Inspection register, invented', 'Registre d’inspection, inventé'),
        url: null,
        definition: landingDefinition,
      },
      targets: targets(
        ['42', '50', '58', '66', '75'],
        text('Pace of the two pilot districts.', 'Rythme des deux districts pilotes.'),
      ),
      limits: text('A visit sees one morning.', 'Une visite ne voit qu’une matinée.'),
      level: 'outcome',
      direction: 'up',
      aggregation: 'weighted-mean',
    },
    {
      ...sheet,
      key: 'children-served',
      objective: 'lake',
      title: text(
        'Children who returned to a family and were in school three months later',
        'Enfants revenus dans une famille et scolarisés trois mois plus tard',
      ),
      definition: servedDefinition,
      unit: text('children since the beginning', 'enfants depuis le début'),
      measure: 'number',
      formula: text('Count, added up over periods', 'Comptage, cumulé sur les périodes'),
      disaggregations: [
        {
          key: 'sex',
          name: text('Sex', 'Sexe'),
          categories: [
            { key: 'girls', name: text('girls', 'filles') },
            { key: 'boys', name: text('boys', 'garçons') },
          ],
          exclusive: true,
        },
      ],
      source: text(
        'Aggregate of the shelters’ registers; no names leave them',
        'Agrégat des registres des foyers ; aucun nom n’en sort',
      ),
      responsible: 'lake-trust',
      reporters: ['lake-trust'],
      frequency: 'yearly',
      baseline: {
        value: '0',
        low: null,
        high: null,
        level: null,
        date: '2021-01-31',
        method: text('Begins with the compact.', 'Commence avec le pacte.'),
        source: text('Begins with the compact', 'Commence avec le pacte'),
        url: null,
        definition: servedDefinition,
      },
      targets: targets(
        ['40', '110', '190', '260', '320'],
        text('Places in the four shelters.', 'Places dans les quatre foyers.'),
      ),
      limits: text(
        'What happens after three months is not counted.',
        'Ce qui suit les trois mois n’est pas compté.',
      ),
      level: 'output',
      direction: 'up',
      cumulative: true,
      aggregation: 'sum',
      countsPeople: true,
    },
    {
      ...sheet,
      key: 'fee-share',
      objective: 'fees',
      title: text(
        'Migrant workers who paid a fee for their job',
        'Travailleurs migrants ayant payé pour leur emploi',
      ),
      definition: feeDefinition,
      unit: text('per cent of workers at departure', 'pour cent des travailleurs au départ'),
      measure: 'percentage',
      formula: text('Weighted yes ÷ weighted answers × 100', 'Oui pondérés ÷ réponses pondérées × 100'),
      source: text('Survey at departure, 1,140 workers', 'Enquête au départ, 1 140 travailleurs'),
      responsible: 'institute',
      reporters: ['institute'],
      frequency: 'yearly',
      baseline: {
        value: '61',
        low: '57',
        high: '65',
        level: 95,
        date: '2020-11-30',
        method: text(
          'Systematic sample at two airports, weighted by flight.',
          'Échantillon systématique dans deux aéroports, pondéré par vol.',
        ),
        source: text('Departure survey, invented', 'Enquête au départ, inventée'),
        url: 'https://example.org/exampleland/departures',
        definition: feeDefinition,
      },
      targets: targets(
        ['58', '52', '46', '38', '30'],
        text(
          'What two neighbours reached with licensing.',
          'Ce que deux voisins ont atteint par l’agrément.',
        ),
      ),
      limits: text(
        'Workers who leave by land are not asked.',
        'Les départs par la route ne sont pas interrogés.',
      ),
      level: 'outcome',
      direction: 'down',
      aggregation: 'latest',
      estimated: true,
    },
    {
      ...sheet,
      key: 'court-share',
      objective: 'courts',
      title: text(
        'Complaints that reach a court within a year',
        'Plaintes portées devant un tribunal en un an',
      ),
      definition: courtDefinition,
      unit: text('per cent of complaints', 'pour cent des plaintes'),
      measure: 'percentage',
      formula: text(
        'Complaints heard ÷ complaints registered × 100',
        'Plaintes entendues ÷ plaintes enregistrées × 100',
      ),
      source: text('Court registers', 'Registres des tribunaux'),
      responsible: 'republic',
      reporters: ['republic'],
      frequency: 'yearly',
      baseline: {
        value: '12',
        low: null,
        high: null,
        level: null,
        date: '2020-12-31',
        method: text('Full count of 214 complaints.', 'Comptage complet de 214 plaintes.'),
        source: text('Court registers, invented', 'Registres des tribunaux, inventés'),
        url: null,
        definition: courtDefinition,
      },
      targets: targets(
        ['14', '18', '24', '32', '40'],
        text('Two more benches from year 2.', 'Deux chambres de plus dès la deuxième année.'),
      ),
      limits: text('Two regions keep registers on paper.', 'Deux régions tiennent des registres papier.'),
      level: 'outcome',
      direction: 'up',
      aggregation: 'weighted-mean',
    },
    {
      ...sheet,
      key: 'regions-linked',
      objective: 'knowing',
      title: text(
        'Regions that use the case-management system',
        'Régions utilisant le système de gestion des dossiers',
      ),
      definition: regionDefinition,
      unit: text('regions of six', 'régions sur six'),
      measure: 'number',
      formula: text('Count', 'Comptage'),
      source: text('Log of the system', 'Journal du système'),
      responsible: 'republic',
      reporters: ['republic'],
      frequency: 'yearly',
      baseline: {
        value: '0',
        low: null,
        high: null,
        level: null,
        date: '2020-12-31',
        method: text('The system did not exist.', 'Le système n’existait pas.'),
        source: text('Ministry, invented', 'Ministère, inventé'),
        url: null,
        definition: regionDefinition,
      },
      targets: targets(
        ['1', '3', '4', '6', '6'],
        text(
          'One region a half-year once the first works.',
          'Une région par semestre une fois la première en marche.',
        ),
      ),
      limits: text('Use is not quality.', 'L’usage n’est pas la qualité.'),
      level: 'outcome',
      direction: 'up',
      aggregation: 'latest',
    },
  ]
}

/** The text as both governments of the example negotiated it. */
export function examplelandAgreement(
  organisations: Record<ExampleParty, string>,
  assessment: string | null,
): Agreement {
  const government = (key: ExampleParty, name: Text, side: 'donor' | 'partner') =>
    ({ key, name, part: 'government', side, organisation: organisations[key], signs: true }) as const
  const thousands = (unit: (thousand: number) => Money, ...amounts: number[]) => amounts.map(unit)
  return {
    format: 1,
    languages: ['en', 'fr'],
    country: EXAMPLE_COUNTRY,
    title: text(
      'Compact between Exampleland and the Donor Republic to end trafficking of children on the lake and fees that bind workers',
      'Pacte entre l’Exemplie et la République donatrice pour mettre fin à la traite des enfants sur le lac et aux frais qui lient les travailleurs',
    ),
    scope: {
      who: 'all',
      forms: text(
        'Trafficking of children into lake fishing; forced labour of migrant workers through recruitment fees.',
        'Traite d’enfants pour la pêche sur le lac ; travail forcé de travailleurs migrants par des frais de recrutement.',
      ),
      regions: text(
        'The four lake districts and both airports.',
        'Les quatre districts du lac et les deux aéroports.',
      ),
    },
    parties: [
      government('mission', text('Donor Republic', 'République donatrice'), 'donor'),
      government('republic', text('Exampleland', 'Exemplie'), 'partner'),
      {
        key: 'labour',
        name: text('Ministry of Labour of Exampleland', 'Ministère du Travail de l’Exemplie'),
        part: 'ministry',
        side: 'partner',
        organisation: organisations.labour,
        signs: true,
      },
      {
        key: 'lake-trust',
        name: text('Lake Trust', 'Fondation du Lac'),
        part: 'implementer',
        side: null,
        organisation: organisations['lake-trust'],
        signs: false,
      },
      {
        key: 'institute',
        name: text('Institute of Surveys', 'Institut d’enquêtes'),
        part: 'implementer',
        side: null,
        organisation: organisations.institute,
        signs: false,
      },
      {
        key: 'advisers',
        name: text('Advisers of the Lake', 'Conseillers du Lac'),
        part: 'survivors',
        side: null,
        organisation: organisations.advisers,
        signs: false,
      },
    ],
    legalBasis: text(
      'An invented law of the Donor Republic on compacts, and decree 7 of Exampleland.',
      'Une loi inventée de la République donatrice sur les pactes, et le décret 7 de l’Exemplie.',
    ),
    term: { years: 5, begins: '2021-02-01', ends: '2026-01-31' },
    chosenBy:
      assessment === null
        ? {
            reason: text(
              'Exampleland is invented, so no assessment can have chosen it.',
              'L’Exemplie est inventée : aucune évaluation n’a pu la choisir.',
            ),
          }
        : { assessment },
    sections: {
      A: text(
        'Halve the share of children trafficked into lake fishing in five years; end fees that bind workers to their jobs; bring complaints to court within a year; know what happens, every quarter.',
        'Réduire de moitié en cinq ans la part des enfants victimes de traite pour la pêche ; mettre fin aux frais qui lient les travailleurs ; porter les plaintes devant un tribunal en un an ; savoir ce qui se passe, chaque trimestre.',
      ),
      B: text(
        'The Donor Republic pays on evidence and publishes every payment. Exampleland posts inspectors, keeps its own spending above that of 2020, and lets its registers be counted.',
        'La République donatrice paie sur preuves et publie chaque paiement. L’Exemplie nomme des inspecteurs, maintient ses dépenses au-dessus de celles de 2020 et laisse compter ses registres.',
      ),
      C: text(
        'Four initiatives carry the objectives; each has its implementer, its places and its lines in the plan.',
        'Quatre initiatives portent les objectifs ; chacune a son exécutant, ses lieux et ses lignes dans le plan.',
      ),
      D: text(
        'Each objective is measured by the indicators listed, from baselines with their doubt to a target for every year, or the reason why there is none.',
        'Chaque objectif est mesuré par les indicateurs listés, d’une référence avec son incertitude à une cible par année, ou la raison de son absence.',
      ),
      E: text(
        'The plan gives every line by component, initiative, year and contributor. Money is released in four payments, each on conditions.',
        'Le plan donne chaque ligne par volet, initiative, année et contributeur. L’argent est débloqué en quatre paiements, chacun sous conditions.',
      ),
      F: text(
        'Inspectors and shelters move onto the budget of Exampleland by year 5; the fee law stays.',
        'Inspecteurs et foyers passent au budget de l’Exemplie dès la cinquième année ; la loi sur les frais demeure.',
      ),
      G: text(
        'Shelters and courts report totals, never names, through one system; records of persons stay where they are and are never sent.',
        'Foyers et tribunaux rapportent des totaux, jamais de noms, par un seul système ; les dossiers de personnes restent où ils sont et ne sont jamais transmis.',
      ),
    },
    objectives: [
      {
        key: 'lake',
        component: 'prevention',
        text: text(
          'Half as many children trafficked into lake fishing',
          'Deux fois moins d’enfants victimes de traite pour la pêche',
        ),
        theoryOfChange: text(
          'Where landing sites are watched and families have an income in the lean season, recruiters find fewer children.',
          'Là où les débarcadères sont surveillés et où les familles ont un revenu en saison creuse, les recruteurs trouvent moins d’enfants.',
        ),
      },
      {
        key: 'fees',
        component: 'protection',
        text: text('No worker bound by a fee', 'Aucun travailleur lié par des frais'),
        theoryOfChange: text(
          'When employers pay and agencies lose their licence for fees, debt no longer holds workers.',
          'Quand les employeurs paient et que les agences perdent leur agrément pour frais, la dette ne retient plus les travailleurs.',
        ),
      },
      {
        key: 'courts',
        component: 'prosecution',
        text: text('Complaints reach a court within a year', 'Les plaintes arrivent au tribunal en un an'),
        theoryOfChange: text(
          'Trained benches and protected witnesses make cases hold.',
          'Des chambres formées et des témoins protégés font tenir les dossiers.',
        ),
      },
      {
        key: 'knowing',
        component: 'data',
        text: text('What happens is known every quarter', 'Ce qui se passe est connu chaque trimestre'),
        theoryOfChange: text(
          'What is counted in the open is argued about, and what is argued about is mended.',
          'Ce qui est compté au grand jour se discute, et ce qui se discute se répare.',
        ),
      },
    ],
    responsibilities: [
      {
        key: 'publish',
        objective: null,
        side: 'donor',
        party: 'mission',
        deliverable: text(
          'Publish every payment within thirty days',
          'Publier chaque paiement sous trente jours',
        ),
        due: '2021-04-01',
        evidence: text('The public ledger', 'Le registre public'),
      },
      {
        key: 'inspectors',
        objective: 'fees',
        side: 'partner',
        party: 'labour',
        deliverable: text('Post forty labour inspectors', 'Nommer quarante inspecteurs du travail'),
        due: '2022-06-30',
        evidence: text('Letters of appointment', 'Lettres de nomination'),
      },
      {
        key: 'budget-line',
        objective: 'knowing',
        side: 'partner',
        party: 'republic',
        deliverable: text(
          'A line of its own for the task force in the budget',
          'Une ligne propre au budget pour la cellule',
        ),
        due: '2021-03-01',
        evidence: text('Printed budget', 'Budget imprimé'),
      },
    ],
    initiatives: [
      {
        key: 'lake-watch',
        objectives: ['lake'],
        title: text('Watch and income on the lake', 'Veille et revenus sur le lac'),
        description: text(
          'Watch groups at 80 landing sites, lean-season income, shelters.',
          'Groupes de veille sur 80 débarcadères, revenus de saison creuse, foyers.',
        ),
        implementer: 'lake-trust',
        instrument: 'cooperative-agreement',
        sites: text('Four lake districts', 'Quatre districts du lac'),
      },
      {
        key: 'no-fees',
        objectives: ['fees'],
        title: text('Employers pay', 'L’employeur paie'),
        description: text(
          'Licensing, inspection, repayment of fees.',
          'Agrément, inspection, remboursement des frais.',
        ),
        implementer: 'labour',
        instrument: 'government-budget',
        sites: text('National', 'National'),
      },
      {
        key: 'benches',
        objectives: ['courts'],
        title: text('Benches and witnesses', 'Chambres et témoins'),
        description: text(
          'Training, witness protection, registers.',
          'Formation, protection des témoins, registres.',
        ),
        implementer: 'republic',
        instrument: 'grant',
        sites: text('Six regions', 'Six régions'),
      },
      {
        key: 'counting',
        objectives: ['knowing', 'lake', 'fees'],
        title: text('Surveys and the system', 'Enquêtes et système'),
        description: text(
          'Baseline, endline, departure survey, case-management totals.',
          'Référence, finale, enquête au départ, totaux de gestion des dossiers.',
        ),
        implementer: 'institute',
        instrument: 'contract',
        sites: text('National', 'National'),
      },
    ],
    indicators: indicators(),
    benchmarks: [
      {
        key: 'inspectors-40',
        objective: 'fees',
        text: text('Forty labour inspectors in post', 'Quarante inspecteurs du travail en poste'),
        by: '2023-09-30',
        measured: null,
      },
      {
        key: 'system-six',
        objective: 'knowing',
        text: text('The system is in use in all six regions', 'Le système est utilisé dans les six régions'),
        by: '2024-09-30',
        measured: { indicator: 'regions-linked', value: '6' },
      },
    ],
    plan: {
      currency: 'USD',
      years,
      fiscalYears: { donor: '10-01', partner: '01-01' },
      contributions: [
        {
          key: 'donor-cash',
          party: 'mission',
          kind: 'cash',
          what: text('Assistance in four payments', 'Assistance en quatre paiements'),
          valuation: {},
          amount: dollars(10_000),
          before: null,
        },
        {
          key: 'partner-cash',
          party: 'republic',
          kind: 'cash',
          what: text('Salaries of inspectors and judges', 'Salaires d’inspecteurs et de juges'),
          valuation: {},
          amount: euros(2_000),
          before: {
            year: 2020,
            amount: euros(310),
            source: text('Budget accounts of 2020, invented', 'Comptes de 2020, inventés'),
          },
        },
        {
          key: 'partner-kind',
          party: 'republic',
          kind: 'in-kind',
          what: text('Premises and staff', 'Locaux et personnel'),
          valuation: text(
            'Rent of comparable rooms; gross pay of staff by the hour',
            'Loyer de locaux comparables ; traitement brut du personnel à l’heure',
          ),
          amount: euros(750),
          before: {
            year: 2020,
            amount: euros(60),
            source: text('Ministry, invented', 'Ministère, inventé'),
          },
        },
      ],
      lines: [
        ...lines(
          'lake',
          { component: 'prevention', initiative: 'lake-watch', contribution: 'donor-cash', note: noNote },
          thousands(dollars, 600, 800, 800, 600, 300),
        ),
        ...lines(
          'fees',
          { component: 'protection', initiative: 'no-fees', contribution: 'donor-cash', note: noNote },
          thousands(dollars, 700, 1000, 900, 800, 400),
        ),
        ...lines(
          'benches',
          { component: 'prosecution', initiative: 'benches', contribution: 'donor-cash', note: noNote },
          thousands(dollars, 400, 500, 500, 400, 200),
        ),
        ...lines(
          'counting',
          { component: 'data', initiative: 'counting', contribution: 'donor-cash', note: noNote },
          thousands(dollars, 400, 150, 150, 150, 250),
        ),
        ...lines(
          'inspectors',
          { component: 'protection', initiative: 'no-fees', contribution: 'partner-cash', note: noNote },
          thousands(euros, 200, 200, 200, 200, 200),
        ),
        ...lines(
          'judges',
          { component: 'prosecution', initiative: 'benches', contribution: 'partner-cash', note: noNote },
          thousands(euros, 200, 200, 200, 200, 200),
        ),
        ...lines(
          'premises',
          { component: 'prevention', initiative: 'lake-watch', contribution: 'partner-kind', note: noNote },
          thousands(euros, 100, 100, 100, 100, 100),
        ),
        ...lines(
          'staff',
          { component: 'data', initiative: 'counting', contribution: 'partner-kind', note: noNote },
          thousands(euros, 50, 50, 50, 50, 50),
        ),
      ],
      rates: [
        {
          from: 'EUR',
          to: 'USD',
          date: '2021-01-04',
          rate: '1.1',
          source: 'Invented for the example; not a rate of any market',
        },
      ],
      mechanisms: text(
        'Cooperative agreement, grant and contract after open competition; the ministry’s own budget for the rest.',
        'Accord de coopération, subvention et contrat après appel ouvert ; budget du ministère pour le reste.',
      ),
      oversight: text(
        'Quarterly review by both sides; yearly audit, published.',
        'Revue trimestrielle des deux parties ; audit annuel, publié.',
      ),
    },
    tranches: [
      {
        key: 'p1',
        title: text('Payment 1', 'Paiement 1'),
        contribution: 'donor-cash',
        amount: dollars(2_400),
        planned: '2021-03-15',
        conditions: [
          condition(
            'c11',
            'initial',
            'policy',
            'republic',
            '2021-03-01',
            null,
            text(
              'The task force has a line of its own in the national budget',
              'La cellule a sa propre ligne au budget national',
            ),
            text('Page of the printed budget', 'Page du budget imprimé'),
          ),
          condition(
            'c12',
            'initial',
            'policy',
            'republic',
            '2021-03-10',
            null,
            text(
              'Rules that protect survivors’ records are in force',
              'Les règles protégeant les dossiers des survivants sont en vigueur',
            ),
            text('Official gazette', 'Journal officiel'),
          ),
        ],
      },
      {
        key: 'p2',
        title: text('Payment 2', 'Paiement 2'),
        contribution: 'donor-cash',
        amount: dollars(3_100),
        planned: '2022-11-15',
        conditions: [
          condition(
            'c21',
            'initial',
            'performance',
            'institute',
            '2022-06-01',
            null,
            text(
              'The baseline study is published with its terms for sharing data',
              'L’étude de référence est publiée avec ses conditions de partage',
            ),
            text('Link to the published study', 'Lien vers l’étude publiée'),
          ),
          condition(
            'c22',
            'initial',
            'performance',
            'labour',
            '2022-10-31',
            dollars(900),
            text('Forty labour inspectors are in post', 'Quarante inspecteurs du travail sont en poste'),
            text('Letters of appointment, counted', 'Lettres de nomination, comptées'),
          ),
        ],
      },
      {
        key: 'p3',
        title: text('Payment 3', 'Paiement 3'),
        contribution: 'donor-cash',
        amount: dollars(3_200),
        planned: '2023-10-15',
        conditions: [
          condition(
            'c31',
            'initial',
            'performance',
            'labour',
            '2023-09-30',
            dollars(900),
            text(
              'Forty labour inspectors are in post, in every district',
              'Quarante inspecteurs du travail sont en poste, dans chaque district',
            ),
            text(
              'Letters of appointment, counted by district',
              'Lettres de nomination, comptées par district',
            ),
          ),
          {
            ...condition(
              'c32',
              'initial',
              'performance',
              'republic',
              '2023-09-30',
              dollars(700),
              text(
                'The case-management system is in use in all six regions',
                'Le système de gestion est utilisé dans les six régions',
              ),
              text('Log of the system by region', 'Journal du système par région'),
            ),
            benchmark: 'system-six',
          },
          condition(
            'c33',
            'initial',
            'policy',
            'republic',
            '2023-09-30',
            null,
            text(
              'Every objection of the survivor advisers has a written answer',
              'Chaque objection des conseillers survivants a une réponse écrite',
            ),
            text('The published answers', 'Les réponses publiées'),
          ),
        ],
      },
      {
        key: 'p4',
        title: text('Payment 4', 'Paiement 4'),
        contribution: 'donor-cash',
        amount: dollars(1_300),
        planned: '2024-11-15',
        conditions: [
          condition(
            'c41',
            'ongoing',
            'fiduciary',
            'republic',
            '2024-10-31',
            null,
            text(
              'Accounts of the year before are audited and published',
              'Les comptes de l’année précédente sont audités et publiés',
            ),
            text('Report of the audit', 'Rapport d’audit'),
          ),
        ],
      },
    ],
    sustainability: [
      {
        key: 'payroll',
        text: text(
          'Inspectors are paid by Exampleland alone',
          'Les inspecteurs sont payés par l’Exemplie seule',
        ),
        party: 'republic',
        by: '2025-02-01',
        evidence: text('Payroll', 'Livre de paie'),
      },
      {
        key: 'shelters',
        text: text(
          'Four shelters are in the budget of the ministry',
          'Quatre foyers sont au budget du ministère',
        ),
        party: 'labour',
        by: '2025-06-30',
        evidence: text('Printed budget', 'Budget imprimé'),
      },
    ],
    risks: [
      {
        key: 'floods',
        text: text(
          'Floods close lake districts for months',
          'Des inondations ferment des districts du lac pendant des mois',
        ),
        likelihood: 4,
        effect: 3,
        owner: 'lake-trust',
        response: text(
          'Stores and staff in two places; the plan may move within a year.',
          'Stocks et personnel en deux lieux ; le plan peut bouger dans l’année.',
        ),
      },
      {
        key: 'displacement',
        text: text('Recruiters move to the northern shore', 'Les recruteurs passent sur la rive nord'),
        likelihood: 3,
        effect: 4,
        owner: 'institute',
        response: text(
          'Ten villages of the northern shore are in the survey.',
          'Dix villages de la rive nord sont dans l’enquête.',
        ),
      },
    ],
    documents: [
      {
        key: 'plan-2020',
        kind: 'national-plan',
        title: text('National plan of Exampleland, invented', 'Plan national de l’Exemplie, inventé'),
        date: '2020-05-01',
        url: 'https://example.org/exampleland/national-plan',
        file: null,
      },
      {
        key: 'baseline-study',
        kind: 'study',
        title: text(
          'Baseline study: design, questionnaires, limits',
          'Étude de référence : plan, questionnaires, limites',
        ),
        date: '2020-12-15',
        url: 'https://example.org/exampleland/baseline',
        file: null,
      },
    ],
  }
}

function condition(
  key: string,
  kind: 'initial' | 'ongoing',
  type: 'policy' | 'performance' | 'fiduciary',
  from: ExampleParty,
  due: string,
  holds: Money | null,
  what: Text,
  evidence: Text,
) {
  return {
    key,
    kind,
    type,
    text: what,
    benchmark: null as string | null,
    evidence,
    from,
    verifier: 'mission',
    due,
    holds,
  }
}

const committedBefore = text(
  'The whole line was committed before the floods; the commitment is lowered by as much once this takes effect.',
  'Toute la ligne était engagée avant les inondations ; l’engagement est abaissé d’autant dès que ceci prend effet.',
)

/** Amendment 1: floods closed two lake districts, and who lost a boat is offered jobs for a fee: money of the courts goes to the work against fees for a year. */
export function afterFloods(agreement: Agreement): Agreement {
  const move = (key: string, thousand: number): PlanLine['revised'] => {
    const line = agreement.plan.lines.find((each) => each.key === key)
    return line === undefined ? null : { ...line.original, minor: line.original.minor + thousand * 100_000 }
  }
  const moved: Record<string, PlanLine['revised']> = {
    'benches-y3': move('benches-y3', -200),
    'fees-y3': move('fees-y3', 200),
  }
  return {
    ...agreement,
    plan: {
      ...agreement.plan,
      lines: agreement.plan.lines.map((line) => ({
        ...line,
        revised: moved[line.key] ?? line.revised,
        // All of the line was committed before the floods.
        ...(line.key === 'benches-y3' ? { belowMoney: committedBefore } : {}),
      })),
    },
  }
}
