/**
 * What has been published of the seven child-protection compacts, statement by statement, each
 * with its place. Sources that disagree are all kept: a later figure does not correct an earlier
 * one unless it says so. Amounts are in minor units; words are the figures of the source, in
 * short words of our own. Read on 22 November 2026 and before.
 */

/** What a statement is about. */
export const statementTopics = [
  'signed',
  'term',
  'ended',
  'donor-funding',
  'partner-contribution',
  'implementers',
  'status',
  'dialogue',
] as const
export type StatementTopic = (typeof statementTopics)[number]

/** How the source calls the money: what each word covers it does not say. */
export const stages = ['planned', 'pledged', 'awarded', 'invested'] as const
export type Stage = (typeof stages)[number]

/** How exact the source is. */
export const bounds = ['exactly', 'up to', 'at least', 'more than', 'nearly', 'about'] as const
export type Bound = (typeof bounds)[number]

export type PackStatement = {
  iso3: string
  topic: StatementTopic
  /** What part of it: statements with the same topic and part speak of the same thing and can disagree. */
  part: 'whole' | 'total' | 'first awards' | 'added'
  /** As shown: a day, a sum in the words of the source, names. */
  value: string
  amountMinor?: number
  currency?: string
  stage?: Stage
  bound?: Bound
  /** Day or month it was so or said, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null where the source does not say. */
  asOf: string | null
  source: string
  url: string | null
  note?: string
}

const usd = (amount: number) => ({ amountMinor: Math.round(amount * 100), currency: 'USD' })

const ghana = {
  source: 'U.S. Department of State, Child Protection Compact Partnerships (archive 2009–2017)',
  url: 'https://2009-2017.state.gov/j/tip/cpc/index.htm',
}
const philippines = {
  source: 'U.S. Department of State, page on the Philippines, version read first',
  url: 'https://www.state.gov/child-protection-compact-partnerships-philippines/',
}
const philippinesLater = {
  ...philippines,
  source: 'U.S. Department of State, page on the Philippines, later version',
}
const manila = {
  source: 'The Manila Times, 2017, on the launch of activities',
  url: 'http://www.manilatimes.net/us-ph-hold-activities-child-protection-manila-cebu/358020/',
}
const ijm = {
  source: 'International Justice Mission Philippines, 29 April 2021',
  url: 'https://www.ijm.org.ph/articles/us-and-philippines-conclude-child-protection-compact-partnership',
}
const peruSigning = {
  source: 'U.S. Embassy in Peru, on the signing, 2017',
  url: 'https://pe.usembassy.gov/u-s-peru-sign-first-child-protection-compact-partnership-americas/',
}
const peru2020 = {
  source: 'U.S. Embassy in Peru, 6 February 2020, first annual dialogue',
  url: 'https://pe.usembassy.gov/first-annual-child-protection-compact-partnership-cpc-bilateral-dialogue/',
}
const peru2021 = {
  source: 'Andina, 18 May 2021, second annual dialogue',
  url: 'https://andina.pe/ingles/noticia-peru-us-hold-second-bilateral-dialogue-on-child-protection-845638.aspx',
}
const peruThird = {
  source: 'U.S. Department of State, third annual dialogue',
  url: 'https://www.state.gov/peru-and-u-s-highlight-key-achievements-and-commit-to-extension-during-third-annual-child-protection-partnership-dialogue/',
}
const peru2023 = {
  source: 'Notice of the fourth annual dialogue, 29 November 2023, as reprinted by FCC Times',
  url: 'https://www.fcctimes.com/2023/11/29/united-states-and-peru-convene-for-annual-dialogue-of-the-child-protection-compact-partnership/',
}
const peru2024 = {
  source: 'U.S. Department of State, press release of 21 October 2024, as reprinted by Federal Newswire',
  url: 'https://thefederalnewswire.com/stories/665320039-u-s-peru-child-protection-compact-holds-final-annual-dialogue-on-anti-trafficking-efforts',
}
const jamaica2018 = { source: 'U.S. Department of State, 31 May 2018', url: null }
const jamaica2020 = {
  source: 'Winrock International, 16 June 2020, first annual dialogue',
  url: 'https://winrock.org/united-states-jamaica-engage-in-first-annual-child-protection-compact-partnership-bilateral-dialogue/',
}
const jamaicaAdded = {
  source: 'Winrock International, on additional funds in the final year',
  url: 'https://winrock.org/u-s-department-of-state-commits-additional-funds-to-the-united-states-jamaica-child-protection-compact-cpc-partnership',
}
const jamaicaFinal = {
  source: 'Caribbean News Service, on the final dialogue',
  url: 'https://caribbeanfinancials.com/us-jamaica-hold-discussions-under-child-protection-compact-partnership/',
}
const mongolia = { source: 'U.S. Department of State, page on Mongolia', url: null }
const mongolia2021 = {
  source: 'U.S. Embassy in Mongolia, 19 November 2021, first dialogue',
  url: 'https://mn.usembassy.gov/pr-111921/',
}
const colombia = { source: 'U.S. Department of State, page on Colombia', url: null }
const ivory = { source: 'U.S. Department of State, text of the partnership', url: null }
const ivoryFirstLady = { source: 'dominiqueouattara.ci, 7 December 2022', url: null }

export const packStatements: PackStatement[] = [
  { iso3: 'GHA', topic: 'signed', part: 'whole', value: '2015-06-23', asOf: '2015-06-23', ...ghana },
  {
    iso3: 'GHA',
    topic: 'term',
    part: 'whole',
    value: 'five years contemplated',
    asOf: '2015',
    source: '2009-2017.state.gov/j/tip/cpc; citifmonline.com 2017',
    url: null,
    note: 'The archived page itself says “multi-year”, without a number of years.',
  },
  {
    iso3: 'GHA',
    topic: 'donor-funding',
    part: 'total',
    value: 'up to $5 million',
    ...usd(5_000_000),
    bound: 'up to',
    asOf: '2015-06-23',
    ...ghana,
  },
  {
    iso3: 'GHA',
    topic: 'implementers',
    part: 'whole',
    value: 'IOM; Free the Slaves',
    asOf: '2017',
    source: '2009-2017.state.gov/j/tip/cpc; citifmonline.com 2017',
    url: null,
  },
  {
    iso3: 'GHA',
    topic: 'status',
    part: 'whole',
    value: 'not among the five current compacts named in the Senate release on the GAO report',
    asOf: '2023',
    source: 'Senate release on GAO-23-105390',
    url: null,
  },

  { iso3: 'PHL', topic: 'signed', part: 'whole', value: '2017-04-11', asOf: '2017-04-11', ...philippines },
  { iso3: 'PHL', topic: 'term', part: 'whole', value: 'four years', asOf: '2017-04-11', ...philippines },
  {
    iso3: 'PHL',
    topic: 'ended',
    part: 'whole',
    value: '2021-04-11',
    asOf: '2021-04-11',
    ...philippinesLater,
  },
  {
    iso3: 'PHL',
    topic: 'donor-funding',
    part: 'first awards',
    value: '$3.5 million',
    ...usd(3_500_000),
    bound: 'exactly',
    stage: 'awarded',
    asOf: '2017-10',
    ...philippines,
  },
  {
    iso3: 'PHL',
    topic: 'donor-funding',
    part: 'total',
    value: '$3.5 million',
    ...usd(3_500_000),
    bound: 'exactly',
    asOf: null,
    ...philippines,
    note: 'Given as what the Office provided under the partnership.',
  },
  {
    iso3: 'PHL',
    topic: 'donor-funding',
    part: 'total',
    value: '$4.9 million',
    ...usd(4_900_000),
    bound: 'exactly',
    stage: 'invested',
    asOf: null,
    ...philippinesLater,
    note: 'The page says that funds were added to the first awards.',
  },
  {
    iso3: 'PHL',
    topic: 'partner-contribution',
    part: 'total',
    value: 'PHP 40 million (US$784,000)',
    amountMinor: 4_000_000_000,
    currency: 'PHP',
    bound: 'exactly',
    stage: 'planned',
    asOf: '2017',
    ...manila,
    note: 'The source itself sets this equal to US$784,000.',
  },
  {
    iso3: 'PHL',
    topic: 'partner-contribution',
    part: 'total',
    value: '$800,000',
    ...usd(800_000),
    bound: 'exactly',
    stage: 'pledged',
    asOf: null,
    ...philippines,
  },
  {
    iso3: 'PHL',
    topic: 'partner-contribution',
    part: 'total',
    value: 'about $921,760',
    ...usd(921_760),
    bound: 'about',
    stage: 'pledged',
    asOf: null,
    ...philippinesLater,
  },
  {
    iso3: 'PHL',
    topic: 'implementers',
    part: 'whole',
    value: 'International Justice Mission; The Salvation Army World Service Office',
    asOf: '2017',
    ...manila,
  },
  { iso3: 'PHL', topic: 'dialogue', part: 'whole', value: 'final dialogue', asOf: '2021-04-29', ...ijm },
  { iso3: 'PHL', topic: 'status', part: 'whole', value: 'concluded', asOf: '2021-04-29', ...ijm },

  {
    iso3: 'PER',
    topic: 'signed',
    part: 'whole',
    value: '2017-06',
    asOf: '2017-06',
    ...peru2021,
    note: 'The month alone is stated; the exact day was not found.',
  },
  { iso3: 'PER', topic: 'term', part: 'whole', value: 'four years', asOf: '2017-06', ...peruSigning },
  {
    iso3: 'PER',
    topic: 'term',
    part: 'added',
    value: 'extended by one year, to June 2022',
    asOf: '2020-02-06',
    ...peru2020,
  },
  {
    iso3: 'PER',
    topic: 'term',
    part: 'added',
    value: 'extended by another two years',
    asOf: null,
    ...peruThird,
  },
  {
    iso3: 'PER',
    topic: 'donor-funding',
    part: 'first awards',
    value: 'US$5 million',
    ...usd(5_000_000),
    bound: 'exactly',
    stage: 'planned',
    asOf: '2017-06',
    ...peruSigning,
  },
  {
    iso3: 'PER',
    topic: 'donor-funding',
    part: 'first awards',
    value: '$5 million',
    ...usd(5_000_000),
    bound: 'exactly',
    stage: 'awarded',
    asOf: '2020-02-06',
    ...peru2020,
  },
  {
    iso3: 'PER',
    topic: 'donor-funding',
    part: 'added',
    value: '$1.7 million',
    ...usd(1_700_000),
    bound: 'exactly',
    stage: 'awarded',
    asOf: '2020-02-06',
    ...peru2020,
  },
  {
    iso3: 'PER',
    topic: 'donor-funding',
    part: 'total',
    value: 'US$7.2 million',
    ...usd(7_200_000),
    bound: 'exactly',
    stage: 'invested',
    asOf: '2021-05-18',
    ...peru2021,
    note: 'The two awards named until then make $6.7 million.',
  },
  {
    iso3: 'PER',
    topic: 'donor-funding',
    part: 'total',
    value: 'more than $11 million',
    ...usd(11_000_000),
    bound: 'more than',
    stage: 'invested',
    asOf: null,
    ...peruThird,
    note: 'The text read carries no day; it lies between the second dialogue (May 2021) and the fourth (November 2023).',
  },
  {
    iso3: 'PER',
    topic: 'donor-funding',
    part: 'total',
    value: 'over $10 million',
    ...usd(10_000_000),
    bound: 'more than',
    stage: 'invested',
    asOf: '2023-11-29',
    ...peru2023,
  },
  {
    iso3: 'PER',
    topic: 'donor-funding',
    part: 'total',
    value: 'more than $9.8 million',
    ...usd(9_800_000),
    bound: 'more than',
    stage: 'invested',
    asOf: '2024-10-21',
    ...peru2024,
    note: 'Later than the statement of more than $11 million, and lower; neither says what it counts.',
  },
  {
    iso3: 'PER',
    topic: 'partner-contribution',
    part: 'total',
    value: 'at least 8 million soles, and more staff',
    amountMinor: 800_000_000,
    currency: 'PEN',
    bound: 'at least',
    stage: 'pledged',
    asOf: '2017-06',
    ...peruSigning,
    note: 'And more staff in the bodies of its commission against trafficking.',
  },
  {
    iso3: 'PER',
    topic: 'partner-contribution',
    part: 'whole',
    value:
      'resources for six shelters for children, more specialised police and prosecutors, public projects in Cusco and Loreto',
    asOf: '2024-10-21',
    ...peru2024,
  },
  {
    iso3: 'PER',
    topic: 'implementers',
    part: 'whole',
    value: 'ILO; Centro Yanapanakusun; CHS Alternativo and IDL (sub-recipients)',
    asOf: '2020-02-06',
    ...peru2020,
  },
  {
    iso3: 'PER',
    topic: 'implementers',
    part: 'added',
    value: 'ILO; ABA-ROLI',
    asOf: '2024-10-21',
    ...peru2024,
  },
  {
    iso3: 'PER',
    topic: 'dialogue',
    part: 'whole',
    value: 'final annual dialogue',
    asOf: '2024-10-21',
    ...peru2024,
  },
  {
    iso3: 'PER',
    topic: 'status',
    part: 'whole',
    value: 'final annual dialogue held',
    asOf: '2024-10-21',
    ...peru2024,
  },

  { iso3: 'JAM', topic: 'signed', part: 'whole', value: '2018-05-31', asOf: '2018-05-31', ...jamaica2018 },
  { iso3: 'JAM', topic: 'signed', part: 'whole', value: '2018-05-30', asOf: '2018-05-30', ...jamaica2020 },
  {
    iso3: 'JAM',
    topic: 'term',
    part: 'whole',
    value: 'four years (2018–2022)',
    asOf: '2018-05-31',
    ...jamaica2018,
  },
  {
    iso3: 'JAM',
    topic: 'donor-funding',
    part: 'first awards',
    value: '$5.0 million',
    ...usd(5_000_000),
    bound: 'exactly',
    stage: 'awarded',
    asOf: '2018-10',
    source: 'U.S. Department of State, page on Jamaica',
    url: null,
  },
  {
    iso3: 'JAM',
    topic: 'donor-funding',
    part: 'total',
    value: 'US$5.1 million',
    ...usd(5_100_000),
    bound: 'exactly',
    asOf: '2020-06-16',
    ...jamaica2020,
  },
  {
    iso3: 'JAM',
    topic: 'donor-funding',
    part: 'added',
    value: '$597,000',
    ...usd(597_000),
    bound: 'exactly',
    stage: 'awarded',
    asOf: null,
    ...jamaicaAdded,
  },
  {
    iso3: 'JAM',
    topic: 'donor-funding',
    part: 'total',
    value: 'nearly $6.7 million',
    ...usd(6_700_000),
    bound: 'nearly',
    stage: 'invested',
    asOf: null,
    ...jamaicaAdded,
  },
  {
    iso3: 'JAM',
    topic: 'donor-funding',
    part: 'total',
    value: 'US$6.7 million',
    ...usd(6_700_000),
    bound: 'exactly',
    stage: 'invested',
    asOf: null,
    ...jamaicaFinal,
  },
  {
    iso3: 'JAM',
    topic: 'partner-contribution',
    part: 'whole',
    value: 'staff, in-kind contributions and operating budget; no sum',
    stage: 'invested',
    asOf: null,
    ...jamaicaFinal,
  },
  {
    iso3: 'JAM',
    topic: 'implementers',
    part: 'whole',
    value: 'IOM; Warnath Group; Winrock International',
    asOf: null,
    ...jamaicaAdded,
  },
  { iso3: 'JAM', topic: 'dialogue', part: 'whole', value: 'final dialogue', asOf: null, ...jamaicaFinal },
  { iso3: 'JAM', topic: 'status', part: 'whole', value: 'final dialogue held', asOf: null, ...jamaicaFinal },

  { iso3: 'MNG', topic: 'signed', part: 'whole', value: '2020-04-02', asOf: '2020-04-02', ...mongolia },
  {
    iso3: 'MNG',
    topic: 'term',
    part: 'whole',
    value: 'four years (2020–2024)',
    asOf: '2020-04-02',
    ...mongolia,
  },
  {
    iso3: 'MNG',
    topic: 'donor-funding',
    part: 'first awards',
    value: '$5 million',
    ...usd(5_000_000),
    bound: 'exactly',
    stage: 'awarded',
    asOf: '2020-10',
    ...mongolia,
  },
  {
    iso3: 'MNG',
    topic: 'donor-funding',
    part: 'added',
    value: '$500,000',
    ...usd(500_000),
    bound: 'exactly',
    stage: 'pledged',
    asOf: '2021-11-19',
    ...mongolia2021,
  },
  {
    iso3: 'MNG',
    topic: 'partner-contribution',
    part: 'whole',
    value:
      'more support for shelters, investigations centred on victims, a multidisciplinary task force; no sum',
    stage: 'pledged',
    asOf: '2021-11-19',
    ...mongolia2021,
  },
  {
    iso3: 'MNG',
    topic: 'implementers',
    part: 'whole',
    value: 'World Vision; The Asia Foundation and local partners',
    asOf: '2020-10',
    ...mongolia,
  },

  { iso3: 'COL', topic: 'signed', part: 'whole', value: '2022-04-26', asOf: '2022-04-26', ...colombia },
  {
    iso3: 'COL',
    topic: 'term',
    part: 'whole',
    value: 'five years (2022–2027)',
    asOf: '2022-04-26',
    ...colombia,
  },
  {
    iso3: 'COL',
    topic: 'donor-funding',
    part: 'first awards',
    value: '$9.6 million',
    ...usd(9_600_000),
    bound: 'exactly',
    stage: 'awarded',
    asOf: '2022-10',
    ...colombia,
  },
  {
    iso3: 'COL',
    topic: 'implementers',
    part: 'whole',
    value: 'NORC (prevalence study); Fundación Renacer; ABA-ROLI; PADF',
    asOf: '2022-10',
    ...colombia,
  },

  { iso3: 'CIV', topic: 'signed', part: 'whole', value: '2022-12-07', asOf: '2022-12-07', ...ivoryFirstLady },
  { iso3: 'CIV', topic: 'term', part: 'whole', value: 'five years', asOf: '2022-12-07', ...ivory },
  {
    iso3: 'CIV',
    topic: 'donor-funding',
    part: 'total',
    value: 'up to $10 million',
    ...usd(10_000_000),
    bound: 'up to',
    stage: 'planned',
    asOf: '2022-12-07',
    ...ivory,
  },
  {
    iso3: 'CIV',
    topic: 'implementers',
    part: 'whole',
    value: 'two implementing partners, not named in the text seen',
    asOf: '2022-12-07',
    ...ivory,
  },
]
