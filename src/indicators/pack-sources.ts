import type { ReleaseRule, Series, Source, Text } from './schema.ts'

/** What the pack says of one source beyond its rows: the card, the series, what was checked. */
export type PackSource = {
  card: Omit<Source, 'inPack'>
  /** Through whose hands the figures came, since the publisher's own file was not at hand. */
  carrier: string
  checks: string[]
  series: Omit<Series, 'source'>[]
}

const t = (en: string, fr: string, es: string, pt: string): Text => ({ en, fr, es, pt })

const usPublicDomain = 'Public domain (work of the United States Government)'
const ccBy4 = 'CC BY 4.0'
const mit = 'MIT (carrier)'

const usd = t('current US$', 'US$ courants', 'US$ corrientes', 'US$ correntes')
const people = t('people', 'personnes', 'personas', 'pessoas')
const percent = t('% of population', '% de la population', '% de la población', '% da população')
const wgiUnit = t(
  'index, about −2.5 to 2.5',
  'indice, environ −2,5 à 2,5',
  'índice, de −2,5 a 2,5 aproximadamente',
  'índice, cerca de −2,5 a 2,5',
)

const wgiRelease: ReleaseRule = {
  kind: 'offset',
  years: 1,
  monthDay: '09-30',
  basis:
    'Our rule: the Worldwide Governance Indicators of a year come out in late September of the next. The day of each edition was not looked up.',
}

const wdiRelease: ReleaseRule = {
  kind: 'offset',
  years: 1,
  monthDay: '07-01',
  basis:
    'Our rule: the World Bank first shows a year’s figure in its mid-year update of the next year. Single countries are often later.',
}

const desaRelease: ReleaseRule = {
  kind: 'offset',
  years: 0,
  monthDay: '12-31',
  basis:
    'Our rule: a stock for a year is taken as known from the end of that year. The documentation of the 2020 revision is dated December 2020 (seen).',
}

const governance: [string, Text][] = [
  [
    'wgi_voice_accountability',
    t(
      'Voice and accountability',
      'Voix citoyenne et responsabilité',
      'Voz y rendición de cuentas',
      'Voz e responsabilização',
    ),
  ],
  [
    'wgi_political_stability',
    t(
      'Political stability and absence of violence',
      'Stabilité politique et absence de violence',
      'Estabilidad política y ausencia de violencia',
      'Estabilidade política e ausência de violência',
    ),
  ],
  [
    'wgi_government_effectiveness',
    t(
      'Government effectiveness',
      'Efficacité des pouvoirs publics',
      'Eficacia del gobierno',
      'Eficácia do governo',
    ),
  ],
  [
    'wgi_regulatory_quality',
    t('Regulatory quality', 'Qualité de la réglementation', 'Calidad regulatoria', 'Qualidade regulatória'),
  ],
  ['wgi_rule_of_law', t('Rule of law', 'État de droit', 'Estado de derecho', 'Estado de direito')],
  [
    'wgi_control_of_corruption',
    t(
      'Control of corruption',
      'Maîtrise de la corruption',
      'Control de la corrupción',
      'Controlo da corrupção',
    ),
  ],
]

/** The carrier names no edition: its last year shows the earliest one it can be. */
const orLater = (year: string): Text =>
  t(
    `Taken from the edition of ${year} or a later one: the copy does not say which.`,
    `Tiré de l’édition de ${year} ou d’une édition ultérieure : la copie ne dit pas laquelle.`,
    `Tomado de la edición de ${year} o de una posterior: la copia no dice cuál.`,
    `Retirado da edição de ${year} ou de uma posterior: a cópia não diz qual.`,
  )

type NumberSeries = Pick<Series, 'id' | 'title' | 'unit' | 'direction' | 'release'> &
  Partial<Omit<Series, 'source'>>
const figure = (series: NumberSeries): Omit<Series, 'source'> => ({
  kind: 'number',
  codes: null,
  range: null,
  revised: null,
  note: null,
  ...series,
})

/**
 * The sources of the reference pack, by folder. Tier release days are added by the
 * importer from the table of release days.
 */
export const packSources: Record<string, PackSource> = {
  'us-tip-report': {
    card: {
      id: 'us-tip-report',
      publisher: 'U.S. Department of State',
      title: 'Trafficking in Persons Report, tier placements',
      url: 'https://www.state.gov/trafficking-in-persons-report/',
      licence: usPublicDomain,
      attribution: null,
      retrieved: '2026-11-21',
      revised: null,
      coverage:
        '4,208 placements of 191 countries and territories in the 25 reports of 2001 to 2025. The year is the year of the report.',
      gaps: 'Special cases of 2012, 2013, 2020, 2022 and 2023 are missing. The United States is rated since 2010. South Korea before 2010 and Timor-Leste before 2012 are incomplete. A missing row is unknown, never a placement.',
    },
    carrier: [
      'The publisher’s own tables were not at hand. The placements came through these copies; the note of each row names its own:',
      '- 2001–2015: data of J. Kelley and A. Heiss (github andrewheiss/From-the-Trenches-Anti-TIP-NGOs-and-US, data/tip_tiers_orig.csv; no licence file there, their sister repository scorecard-diplomacy is MIT).',
      '- Special cases and gaps to 2011: Human Trafficking Indicators of R. Frank (github SioKCronin/libertas, HTI.csv; no licence file). Gaps of 2009: a tier page on gvnet.com.',
      '- 2016, 2017 and the United States 2012–2017: two compilations. One (github benjaminleroy/sure2018, data/country_summary_data.csv) is a scrape, made in 2018, of the tier table of the English Wikipedia article on the report; the repository has no licence file, the text of Wikipedia is CC BY-SA. Only the facts were taken over: which country stood on which tier. The other (github rose0037/DU-Human-Trafficking) is a coding by the Human Trafficking Center of the University of Denver, without a licence file.',
      '- 2018: the country narratives of the report (github teomotun/World-Human-Trafficking-Analysis; text of the U.S. Government, no licence file). 2019: narratives as kept by ecoi.net, state.gov and others, a Presidential Determination and press; 2022 and 2024 in part by elimination.',
      '- 2020 and 2023, Tier 1 and 2: tier pages on gvnet.com. 2021: a page on discerning-islam.org that reproduces the list. 2024, Tier 1: a page on knowyourcountry.com.',
      '- Watch List, Tier 3 and special cases of 2020–2025, and South Sudan 2014: texts of the CIA World Factbook (github factbook/factbook.json, CC0).',
      '- 2025, Tier 1 and 2: one private transcription (github trex0092/HAWKEYE-STERLING-RA; its licence was not looked up, facts only).',
    ].join('\n'),
    checks: [
      'First compilation against Human Trafficking Indicators, 2001–2011: 1,486 of 1,487 shared placements agree.',
      'Counts per tier equal printed ones: 2015 (31, 89, 44, 23), 2017 (36, 80, 45, 23, 3 special), 2019 (187 in all, 38 on the Special Watch List, 21 on Tier 3).',
      'Tier 3 of 2021 to 2024 (17, 22, 24, 21) are exactly the countries named in the Presidential Determinations of those years.',
      '421 single placements were compared with narratives, determinations, embassy pages or press; all match.',
      'Where copies conflict the row says so (Luxembourg 2011, Barbados 2010, Tanzania 2008, six places of 2016, Sudan 2014, the Republic of the Congo 2023).',
    ],
    series: [
      figure({
        id: 'tip_tier',
        title: t(
          'TIP Report tier',
          'Catégorie (Tier) du rapport TIP',
          'Nivel (Tier) del informe TIP',
          'Nível (Tier) do relatório TIP',
        ),
        unit: t('tier', 'catégorie', 'nivel', 'nível'),
        kind: 'code',
        codes: ['1', '2', '2WL', '3', 'SC'],
        direction: -1,
        release: { kind: 'table', basis: '', days: {} },
        note: t(
          '1 meets the minimum standards of the U.S. law; 2 does not but makes significant efforts; 2WL is the Watch List; 3 makes no significant efforts; SC is a special case, not ranked.',
          '1 respecte les normes minimales de la loi américaine ; 2 ne les respecte pas mais fait des efforts notables ; 2WL est la liste de surveillance ; 3 ne fait pas d’efforts notables ; SC est un cas spécial, non classé.',
          '1 cumple las normas mínimas de la ley estadounidense; 2 no las cumple pero hace esfuerzos significativos; 2WL es la lista de vigilancia; 3 no hace esfuerzos significativos; SC es un caso especial, sin clasificar.',
          '1 cumpre as normas mínimas da lei dos Estados Unidos; 2 não as cumpre mas faz esforços significativos; 2WL é a lista de vigilância; 3 não faz esforços significativos; SC é um caso especial, não classificado.',
        ),
      }),
    ],
  },
  'world-bank-wgi': {
    card: {
      id: 'world-bank-wgi',
      publisher: 'World Bank',
      title: 'Worldwide Governance Indicators, 2024 update',
      url: 'https://www.govindicators.org/',
      licence: ccBy4,
      attribution: 'World Bank, Worldwide Governance Indicators (2024 update), CC BY 4.0',
      retrieved: null,
      revised: '2024',
      coverage:
        'Estimates with standard errors on six dimensions, 214 countries and territories, 2002 to 2023.',
      gaps: 'Rounded to two decimals by the carrier. The whole history is that of the 2024 update: what earlier editions said is not in the pack. Percentile ranks are left out.',
    },
    carrier: 'A copy of the publisher’s table on GitHub (adxh2s/datascientest, data/wgi_save.csv).',
    checks: [
      'Every estimate has its standard error; both are within what the publisher says they can be.',
      'Ghana, Afghanistan and Albania were looked over; no second copy was compared.',
    ],
    series: governance.map(([id, title]) =>
      figure({ id, title, unit: wgiUnit, direction: 1, range: { min: -4, max: 4 }, release: wgiRelease }),
    ),
  },
  'world-bank-wdi': {
    card: {
      id: 'world-bank-wdi',
      publisher: 'World Bank',
      title: 'World Development Indicators',
      url: 'https://databank.worldbank.org/source/world-development-indicators',
      licence: ccBy4,
      attribution: 'World Bank, World Development Indicators, CC BY 4.0',
      retrieved: null,
      revised: null,
      coverage:
        'Population 2004–2024, GDP 2004–2023, GDP per head, Gini index and national poverty rate 2004–2022.',
      gaps: 'Poverty and inequality are measured only in survey years. GDP per head in current US$ was computed as GDP divided by population. Aggregates of countries are left out.',
    },
    carrier:
      'Copies on GitHub: datasets/population, datasets/gdp, and HuongGiang-5995/IOB_Dissertation_DEM (data/WB_WDI/WB_WDI.csv).',
    checks: [
      'GDP per head in current US$ is GDP divided by population, recomputed for every row (to 0.1 %).',
    ],
    series: [
      figure({
        id: 'population',
        title: t('Population', 'Population', 'Población', 'População'),
        unit: people,
        direction: 0,
        range: { min: 1, max: 2e9 },
        release: wdiRelease,
        revised: '2025',
        note: orLater('2025'),
      }),
      figure({
        id: 'gdp_current_usd',
        title: t(
          'Gross domestic product',
          'Produit intérieur brut',
          'Producto interno bruto',
          'Produto interno bruto',
        ),
        unit: usd,
        direction: 1,
        range: { min: 1, max: null },
        release: wdiRelease,
        revised: '2024',
        note: orLater('2024'),
      }),
      figure({
        id: 'gdp_per_capita_current_usd',
        title: t('GDP per head', 'PIB par habitant', 'PIB por habitante', 'PIB por habitante'),
        unit: usd,
        direction: 1,
        range: { min: 1, max: 1e6 },
        release: wdiRelease,
        revised: '2024',
        note: orLater('2024'),
      }),
      figure({
        id: 'gdp_per_capita_const2015_usd',
        title: t(
          'GDP per head at 2015 prices',
          'PIB par habitant aux prix de 2015',
          'PIB por habitante a precios de 2015',
          'PIB por habitante a preços de 2015',
        ),
        unit: t(
          'constant 2015 US$',
          'US$ constants de 2015',
          'US$ constantes de 2015',
          'US$ constantes de 2015',
        ),
        direction: 1,
        range: { min: 1, max: 1e6 },
        release: wdiRelease,
        revised: '2022',
        note: orLater('2022'),
      }),
      figure({
        id: 'poverty_national_line_pct',
        title: t(
          'Poverty by the national line',
          'Pauvreté selon le seuil national',
          'Pobreza según la línea nacional',
          'Pobreza segundo a linha nacional',
        ),
        unit: percent,
        direction: -1,
        range: { min: 0, max: 100 },
        release: wdiRelease,
        revised: '2022',
        note: orLater('2022'),
      }),
      figure({
        id: 'gini',
        title: t(
          'Income inequality (Gini index)',
          'Inégalité des revenus (indice de Gini)',
          'Desigualdad de ingresos (índice de Gini)',
          'Desigualdade de rendimentos (índice de Gini)',
        ),
        unit: t('0 to 100', '0 à 100', '0 a 100', '0 a 100'),
        direction: -1,
        range: { min: 0, max: 100 },
        release: wdiRelease,
        revised: '2022',
        note: orLater('2022'),
      }),
    ],
  },
  'un-desa-migrants': {
    card: {
      id: 'un-desa-migrants',
      publisher: 'United Nations, Department of Economic and Social Affairs',
      title: 'International Migrant Stock 2020',
      url: 'https://www.un.org/development/desa/pd/content/international-migrant-stock',
      licence: 'CC BY 3.0 IGO',
      attribution:
        'United Nations, Department of Economic and Social Affairs, Population Division (2020), International Migrant Stock 2020, CC BY 3.0 IGO',
      retrieved: null,
      revised: '2020-12',
      coverage: 'Immigrants, emigrants and population at mid-year 2000, 2005, 2010, 2015 and 2020.',
      gaps: 'Every fifth year only. Percentages were computed from stock and population of the same table. Figures of the UN refugee agency are left out.',
    },
    carrier: 'A copy on GitHub (guyabel/stepladderChapter, data/stock_totals_2020.csv).',
    checks: [
      'Each percentage is the stock divided by the population of the table, recomputed for every row.',
    ],
    series: [
      figure({
        id: 'immigrant_stock',
        title: t(
          'Immigrants living in the country',
          'Immigrés vivant dans le pays',
          'Inmigrantes que viven en el país',
          'Imigrantes que vivem no país',
        ),
        unit: people,
        direction: 0,
        range: { min: 0, max: 2e9 },
        release: desaRelease,
      }),
      figure({
        id: 'immigrants_pct_population',
        title: t(
          'Immigrants as a share of the population',
          'Immigrés, part de la population',
          'Inmigrantes, parte de la población',
          'Imigrantes, parte da população',
        ),
        unit: percent,
        direction: 0,
        range: { min: 0, max: 100 },
        release: desaRelease,
      }),
      figure({
        id: 'emigrant_stock',
        title: t(
          'Emigrants living abroad',
          'Émigrés vivant à l’étranger',
          'Emigrantes que viven en el extranjero',
          'Emigrantes que vivem no estrangeiro',
        ),
        unit: people,
        direction: 0,
        range: { min: 0, max: 2e9 },
        release: desaRelease,
      }),
      figure({
        id: 'emigrants_pct_population',
        title: t(
          'Emigrants compared with the population',
          'Émigrés rapportés à la population',
          'Emigrantes en relación con la población',
          'Emigrantes em relação à população',
        ),
        unit: percent,
        direction: 0,
        range: { min: 0, max: null },
        release: desaRelease,
      }),
      figure({
        id: 'population_undesa',
        title: t(
          'Population at mid-year',
          'Population au milieu de l’année',
          'Población a mitad de año',
          'População a meio do ano',
        ),
        unit: people,
        direction: 0,
        range: { min: 0, max: 2e9 },
        release: desaRelease,
      }),
    ],
  },
  'us-cspa': {
    card: {
      id: 'us-cspa',
      publisher: 'U.S. Department of State; the President of the United States (waivers)',
      title: 'Lists under the Child Soldiers Prevention Act',
      url: null,
      licence: usPublicDomain,
      attribution: null,
      retrieved: '2026-11-21',
      revised: null,
      coverage: '149 listings in the reports of 2010 to 2024, with waivers where they were found.',
      gaps: 'The lists of 2010, 2011, 2019 and 2023 are partial, that of 2013 is probably complete (union of two texts). Waivers of 2017 to 2020 were not found. The 2025 list is not in the pack. In a partial list absence does not mean that a government was not listed.',
    },
    carrier: 'Press, NGO and government texts named in each row.',
    checks: ['The size of every complete list equals the number of governments its source states.'],
    series: [],
  },
  'usaid-presence': {
    card: {
      id: 'usaid-presence',
      publisher: 'U.S. Agency for International Development and others',
      title: 'USAID missions and offices, dated evidence',
      url: null,
      licence: 'Facts from public records of the United States Government and from press',
      attribution: null,
      retrieved: '2026-11-21',
      revised: null,
      coverage:
        '171 dated statements, mostly of 2011 to 2015. Complete lists: Africa (2012–13), Middle East (2014–17), Europe and Eurasia (2021).',
      gaps: 'No single list of all missions of 2013–14 was found; none at all for Latin America and the Caribbean, and the list for Asia is of March 2008. A statement holds for its day or span only. The agency closed on 1 July 2025.',
    },
    carrier:
      'Inspector-general audits, press releases, bureau pages, the list of country strategies, embassy pages and press, named in each row.',
    checks: [
      'Eight European countries absent from both the list of FY2002 and that of 2021 are carried as not listed from 2002 to 2021; four that were in the earlier list are carried for 2021 only.',
    ],
    series: [],
  },
  'us-ilab-goods': {
    card: {
      id: 'us-ilab-goods',
      publisher: 'U.S. Department of Labor, Bureau of International Labor Affairs',
      title: 'List of Goods Produced by Child Labor or Forced Labor',
      url: 'https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods',
      licence: usPublicDomain,
      attribution: null,
      retrieved: null,
      revised: '2022',
      coverage:
        '468 pairs of a good and a country: 169 goods, 78 countries, as in the list of September 2022.',
      gaps: 'The carrier names its file 2021; its content is that of the list of September 2022 (our reading). Later additions are missing.',
    },
    carrier:
      'The Department’s own app Sweat & Toil (github USDepartmentofLabor/Child-Labor-Android, goods_2021.xml).',
    checks: ['No pair appears twice.'],
    series: [],
  },
  'us-tip-grants': {
    card: {
      id: 'us-tip-grants',
      publisher: 'U.S. Government, as collected by J. Kelley and A. Heiss',
      title: 'U.S. anti-trafficking grants',
      url: 'https://github.com/andrewheiss/scorecard-diplomacy',
      licence: mit,
      attribution: 'Judith G. Kelley and Andrew Heiss, Scorecard Diplomacy replication data (MIT)',
      retrieved: null,
      revised: null,
      coverage:
        '2,092 grants with a country, 2002 to 2014: recipient, its kind, amount where stated, and whether for prevention, protection, prosecution or research.',
      gaps: 'Regional and global grants are left out. An empty amount was not stated; it is not zero. Nothing after 2014.',
    },
    carrier: 'data/original/funding_clean.csv of the authors’ repository.',
    checks: ['Rows that are alike in every column are kept as separate grants, as the carrier has them.'],
    series: [],
  },
  ratifications: {
    card: {
      id: 'ratifications',
      publisher:
        'United Nations Treaty Collection and International Labour Organization, as coded by R. Frank (Human Trafficking Indicators)',
      title: 'Parties to the Palermo Protocol and three ILO conventions',
      url: null,
      licence: 'Facts; the carrier states no licence',
      attribution: null,
      retrieved: null,
      revised: '2013',
      coverage:
        '653 ratifications or accessions: Palermo Protocol (149), ILO C029 (169), C105 (166), C182 (169), as known about 2012–13.',
      gaps: 'Later ratifications are missing, so absence is unknown. The Protocol of 2014 to C029 and C189 are not in the table.',
    },
    carrier: 'HTI.csv (github SioKCronin/libertas).',
    checks: ['The year of every row is the year of its day.'],
    series: [],
  },
  'us-cpc': {
    card: {
      id: 'us-cpc',
      publisher: 'U.S. Department of State',
      title: 'Child Protection Compact Partnerships',
      url: 'https://www.state.gov/child-protection-compact-partnerships/',
      licence: usPublicDomain,
      attribution: null,
      retrieved: '2026-11-21',
      revised: null,
      coverage:
        'Seven partnerships from 2015 to 2022: Ghana, Philippines, Peru, Jamaica, Mongolia, Colombia, Côte d’Ivoire.',
      gaps: 'The exact day of signing of Peru was not found (June 2017). That of the Philippines, 11 April 2017, was found after the terms were read and stands among the statements. What governments contributed is hardly stated anywhere. Later partnerships were neither found nor excluded.',
    },
    carrier: 'Department pages and press named in each row.',
    checks: [
      'Côte d’Ivoire is called the seventh country by its own announcement, which lists the other six.',
      'The Government Accountability Office counts seven as of January 2023 (GAO-23-105390).',
      'Statements that disagree are all kept: the sum for Peru is given as US$7.2 million (May 2021), more than $11 million (third dialogue), over $10 million (November 2023) and more than $9.8 million (October 2024).',
    ],
    series: [],
  },
  'focus-country-proposals': {
    card: {
      id: 'focus-country-proposals',
      publisher: 'International Justice Mission; Alliance to End Slavery and Trafficking',
      title: 'Focus countries proposed or named as examples',
      url: null,
      licence: 'Facts',
      attribution: null,
      retrieved: null,
      revised: null,
      coverage:
        'Nine proposed focus countries, two named ready for a Child Protection Compact, four samples.',
      gaps: 'The first two texts carry no day; they are of about 2014, when the approach was proposed.',
    },
    carrier: 'Texts of the two organisations.',
    checks: ['Each country is named in the text given as evidence.'],
    series: [],
  },
}
