import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { stringify } from 'yaml'
import { WrongUse } from '../house/errors.ts'
import { packStatements } from './compact-statements.ts'
import { csvLine } from './csv-text.ts'
import { type PackSource, packSources } from './pack-sources.ts'
import { releaseDay } from './release.ts'
import {
  type Basis,
  type Completeness,
  type Dataset,
  type Edition,
  type Fact,
  openEnd,
  type ReleaseRule,
  type Text,
} from './schema.ts'

type Row = Record<string, string>
type PackFact = Omit<Fact, 'id' | 'run' | 'source'>
type PackObservation = {
  iso3: string
  year: number
  indicator: string
  value: string
  standardError: string | null
  basis: Basis | null
  note: string | null
}
type Contents = {
  observations?: PackObservation[]
  facts?: PackFact[]
  datasets?: Omit<Dataset, 'source'>[]
  release?: Record<string, ReleaseRule>
}

/**
 * Writes the reference pack (one folder a source, `pack.json` over all) from the folder
 * of collected reference tables. The same tables give the same bytes: rows are sorted,
 * nothing depends on the day or the machine.
 *
 * Throws WrongUse when a table is not there, and Error when a table says something
 * this importer does not know how to read: it never guesses.
 */
export function makePack(
  from: string,
  to: string,
): { source: string; observations: number; facts: number }[] {
  const table = (name: string): Row[] => readTable(path.join(from, name))
  const releases = tipReleases(table('tip_report_releases.csv'))
  const contents: Record<string, Contents> = {
    'us-tip-report': {
      observations: table('tiers.csv').map((row) => observation(row, { basis: tierBasis(row.note!) })),
      release: { tip_tier: releases },
    },
    'world-bank-wgi': { observations: governance(table('governance_wgi.csv')) },
    'world-bank-wdi': { observations: table('economy.csv').map((row) => observation(row, { note: null })) },
    'un-desa-migrants': { observations: migrants(table('migration.csv')) },
    'us-cspa': childSoldierLists(table('cspa.csv'), releases),
    'usaid-presence': presence(table('usaid_missions.csv')),
    'us-ilab-goods': goods(table('goods.csv')),
    'us-tip-grants': grants(table('us_tip_grants.csv')),
    ratifications: ratifications(table('treaties.csv')),
    'us-cpc': compacts(table('cpc_partnerships.csv')),
    'focus-country-proposals': proposals(table('seeds_countries.csv')),
  }

  const manifest: Record<string, Record<string, { sha256: string; rows?: number }>> = {}
  const report = Object.entries(packSources).map(([folder, source]) => {
    const content = contents[folder] ?? {}
    const files = filesOf(source, content)
    mkdirSync(path.join(to, folder), { recursive: true })
    for (const old of readdirSync(path.join(to, folder))) {
      if (/\.(csv|yaml|md)$/.test(old) && !(old in files)) rmSync(path.join(to, folder, old))
    }
    manifest[folder] = {}
    for (const [name, { text, rows }] of Object.entries(files)) {
      writeFileSync(path.join(to, folder, name), text)
      manifest[folder][name] = {
        sha256: createHash('sha256').update(text).digest('hex'),
        ...(rows === undefined ? {} : { rows }),
      }
    }
    return {
      source: source.card.id,
      observations: content.observations?.length ?? 0,
      facts: content.facts?.length ?? 0,
    }
  })
  // A source that left the pack leaves its folder too.
  for (const old of readdirSync(to, { withFileTypes: true })) {
    if (old.isDirectory() && !(old.name in packSources) && existsSync(path.join(to, old.name, 'source.yaml')))
      rmSync(path.join(to, old.name), { recursive: true })
  }
  writeFileSync(path.join(to, 'pack.json'), `${JSON.stringify({ format: 1, sources: manifest }, null, 2)}\n`)
  return report
}

function readTable(file: string): Row[] {
  if (!existsSync(file)) {
    throw new WrongUse('A reference table is missing', [
      {
        place: file,
        message: 'There is no such file.',
        remedy: 'Give the folder that holds tiers.csv and the other reference tables.',
      },
    ])
  }
  return Papa.parse<Row>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data
}

type FileText = { text: string; rows?: number }

function filesOf(source: PackSource, content: Contents): Record<string, FileText> {
  const series = source.series.map((each) => ({
    ...each,
    release: content.release?.[each.id] ?? each.release,
  }))
  const yaml = stringify(
    {
      source: source.card,
      ...(series.length > 0 ? { series } : {}),
      ...(content.datasets ? { datasets: content.datasets } : {}),
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  )
  const files: Record<string, FileText> = {
    'source.yaml': { text: yaml },
    'SOURCE.md': { text: sourcePage(source, content) },
  }
  if (content.observations) {
    const rows = [...content.observations].sort((a, b) => order(key(a), key(b)))
    files['observations.csv'] = {
      rows: rows.length,
      text:
        csvLine(['iso3', 'year', 'indicator', 'value', 'standard_error', 'basis', 'note']) +
        rows
          .map((row) =>
            csvLine([row.iso3, row.year, row.indicator, row.value, row.standardError, row.basis, row.note]),
          )
          .join(''),
    }
  }
  if (content.facts) {
    const rows = [...content.facts].sort((a, b) =>
      order(`${a.dataset} ${a.iso3} ${a.key}`, `${b.dataset} ${b.iso3} ${b.key}`),
    )
    files['facts.csv'] = {
      rows: rows.length,
      text:
        csvLine(['dataset', 'iso3', 'key', 'from', 'to', 'when', 'fields', 'evidence', 'note']) +
        rows
          .map((row) =>
            csvLine([
              row.dataset,
              row.iso3,
              row.key,
              row.from,
              row.to,
              row.when,
              JSON.stringify(row.fields),
              row.evidence,
              row.note,
            ]),
          )
          .join(''),
    }
  }
  return files
}

const key = (row: PackObservation) => `${row.indicator} ${row.iso3} ${row.year}`
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function sourcePage({ card, carrier, checks, series }: PackSource, content: Contents): string {
  const lines = [
    `# ${card.title}`,
    '',
    `- **Publisher**: ${card.publisher}${card.url ? ` (${card.url})` : ''}`,
    `- **Licence**: ${card.licence}`,
    ...(card.attribution ? [`- **Attribution**: ${card.attribution}`] : []),
    `- **Came through**: ${carrier.replaceAll('\n', '\n  ')}`,
    `- **Retrieved**: ${card.retrieved ?? 'day not recorded by the carrier'}`,
    `- **Edition**: ${card.revised ?? 'as first published, or see the series'}`,
    '',
    '## Coverage',
    '',
    card.coverage,
    '',
    '## Gaps',
    '',
    card.gaps,
    '',
    '## Checks',
    '',
    ...checks.map((check) => `- ${check}`),
    '',
    '## In this folder',
    '',
    ...(content.observations ? [`- \`observations.csv\`: ${content.observations.length} figures`] : []),
    ...(content.facts ? [`- \`facts.csv\`: ${content.facts.length} facts`] : []),
    ...series.map((each) => `- \`${each.id}\`: ${each.title.en} (${each.unit.en})`),
    '',
  ]
  return lines.join('\n')
}

function observation(
  row: Row,
  more: { basis?: Basis | null; note?: null; standardError?: string } = {},
): PackObservation {
  return {
    iso3: row.iso3!,
    year: Number(row.year),
    indicator: row.indicator!,
    value: row.value!,
    standardError: more.standardError ?? null,
    basis: more.basis ?? null,
    note: more.note === null ? null : row.note || null,
  }
}

/** On what a tier rests, read off the note that its collectors wrote. */
export function tierBasis(note: string): Basis | null {
  if (/\belimination\b/i.test(note)) return 'by elimination'
  if (/^inference\b|within the 2022 bound/i.test(note)) return 'inferred'
  if (/conflict|majority|(?:file|coding) says|lists Congo/i.test(note)) return 'conflicting copies'
  // One private page or list that reproduces the report, and nothing beside it.
  if (
    /^(gvnet tier page|2021 tier list page|knowyourcountry tier page|2025 tier placements list .*)$/.test(
      note,
    )
  ) {
    return 'one transcription'
  }
  return null
}

function tipReleases(rows: Row[]): ReleaseRule {
  const days = Object.fromEntries(
    rows.map((row) => [
      row.year!,
      {
        // Where only the month is proved the report is taken as known from the last day of it.
        day: row.released!.length === 7 ? lastDayOf(row.released!) : row.released!,
        certainty: row.certainty!,
      },
    ]),
  )
  return {
    kind: 'table',
    basis:
      'The day on which each report was released. “seen”: a page with the day was read; “month”: only the month is proved, its last day is taken; “general knowledge”: no page was seen.',
    days,
  }
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10)
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}

/** First and last day of a time written as 2013, 2013-06, 2013-06-19 or 2014-2017. */
export function span(when: string): { from: string; to: string } {
  if (/^\d{4}-\d{2}-\d{2}$/.test(when)) return { from: when, to: when }
  const years = /^(\d{4})-(\d{4})$/.exec(when)
  if (years) return { from: `${years[1]}-01-01`, to: `${years[2]}-12-31` }
  if (/^\d{4}-\d{2}$/.test(when)) return { from: `${when}-01`, to: lastDayOf(when) }
  if (/^\d{4}$/.test(when)) return { from: `${when}-01-01`, to: `${when}-12-31` }
  throw new Error(`A time in a reference table is written in an unknown way: ${when}`)
}

function governance(rows: Row[]): PackObservation[] {
  const errors = new Map(
    rows
      .filter((row) => row.indicator!.endsWith('_se'))
      .map((row) => [`${row.iso3} ${row.year} ${row.indicator}`, row.value!]),
  )
  return rows
    .filter((row) => !/_(se|pct)$/.test(row.indicator!))
    .map((row) => {
      const standardError = errors.get(`${row.iso3} ${row.year} ${row.indicator}_se`)
      if (standardError === undefined)
        throw new Error(`No standard error for ${row.indicator} ${row.iso3} ${row.year}`)
      return observation(row, { standardError })
    })
}

/** UN DESA's own figures; those of the UN refugee agency are under other terms. */
function migrants(rows: Row[]): PackObservation[] {
  const wanted = new Set(packSources['un-desa-migrants']!.series.map((series) => series.id))
  return rows.filter((row) => wanted.has(row.indicator!)).map((row) => observation(row, { note: null }))
}

const t = (en: string, fr: string, es: string, pt: string): Text => ({ en, fr, es, pt })

function childSoldierLists(rows: Row[], releases: ReleaseRule): Contents {
  const years = [...new Set(rows.map((row) => Number(row.year)))].sort()
  const editions: Edition[] = years.map((year) => {
    const word = rows.find((row) => Number(row.year) === year)!.list_complete!
    // For 2023 the collection states the size in its text, not in the table.
    const size = sizeIn(word) ?? (year === 2023 ? 17 : null)
    const from = releaseDay(releases, year)!
    const next = releaseDay(releases, year + 1)
    return {
      key: String(year),
      from,
      to: next ? dayBefore(next) : openEnd,
      completeness: completeness(word),
      size,
      note: `${seenOfList(word, size)} (In the collection: “${word}”.)`,
    }
  })
  return {
    datasets: [
      {
        id: 'cspa_list',
        title: t(
          'Listed under the Child Soldiers Prevention Act',
          'Inscrit au titre de la loi sur la prévention des enfants soldats',
          'Incluido en la lista de la Ley de Prevención de Niños Soldados',
          'Listado ao abrigo da Lei de Prevenção de Crianças-Soldado',
        ),
        note: t(
          'A list holds from the release of its TIP report to the day before the next. In a partial list absence does not mean that a government was not listed.',
          'Une liste vaut de la publication de son rapport TIP à la veille du suivant. L’absence d’une liste partielle ne veut pas dire que le gouvernement n’y figurait pas.',
          'Una lista vale desde la publicación de su informe TIP hasta la víspera del siguiente. La ausencia en una lista parcial no significa que el gobierno no figurara en ella.',
          'Uma lista vale desde a publicação do seu relatório TIP até à véspera do seguinte. A ausência numa lista parcial não significa que o governo não constasse dela.',
        ),
        editions,
      },
    ],
    facts: rows.map((row) => {
      const edition = editions.find((each) => each.key === row.year)!
      return {
        dataset: 'cspa_list',
        iso3: row.iso3!,
        key: row.year!,
        from: edition.from,
        to: edition.to,
        when: `${row.year} report`,
        fields: {
          report: Number(row.year),
          waiver: row.waiver || null,
          waiverSource: row.waiver_source || null,
          completeness: edition.completeness,
        },
        evidence: row.source!,
        note: null,
      }
    }),
  }
}

function sizeIn(word: string): number | null {
  const size = /\((\d+)/.exec(word)?.[1]
  return size === undefined ? null : Number(size)
}

/** How much of a list was seen, as a sentence. */
function seenOfList(word: string, size: number | null): string {
  const governments = size === null ? '' : `: ${size} governments`
  if (word.startsWith('yes')) return `The whole list was seen${governments}.`
  if (word.startsWith('probably')) return `Probably the whole list was seen${governments}.`
  if (word.startsWith('lower bound')) return 'Only a part of the list is known, taken from the next one.'
  return size === null
    ? 'Only a part of the list was seen.'
    : `Only a part of the list was seen; it has ${size} governments.`
}

function completeness(word: string): Completeness {
  if (word.startsWith('yes')) return 'complete'
  if (word.startsWith('probably')) return 'probably complete'
  if (/^(no|lower bound)\b/.test(word)) return 'partial'
  throw new Error(`The completeness of a list is written in an unknown way: ${word}`)
}

function presence(rows: Row[]): Contents {
  const seen = new Map<string, number>()
  return {
    datasets: [
      {
        id: 'usaid_presence',
        title: t('USAID presence', 'Présence de l’USAID', 'Presencia de USAID', 'Presença da USAID'),
        note: t(
          'A statement holds for its day or span only. No statement means unknown.',
          'Une indication ne vaut que pour son jour ou sa période. L’absence d’indication veut dire inconnu.',
          'Una indicación vale solo para su día o período. La falta de indicación significa desconocido.',
          'Uma indicação vale apenas para o seu dia ou período. A falta de indicação significa desconhecido.',
        ),
        editions: [
          {
            key: 'africa-2013',
            ...span('2013'),
            completeness: 'complete',
            size: null,
            note: 'Bureau for Africa',
          },
          {
            key: 'middle-east-2014',
            ...span('2014-2017'),
            completeness: 'complete',
            size: 7,
            note: 'Bureau for the Middle East',
          },
          {
            key: 'europe-2021',
            ...span('2021'),
            completeness: 'complete',
            size: null,
            note: 'Bureau for Europe and Eurasia',
          },
          {
            key: 'asia-2008',
            ...span('2008-03'),
            completeness: 'complete',
            size: null,
            note: 'Asia Bureau, countries in its budget',
          },
          {
            key: 'latin-america',
            ...span('2009-2018'),
            completeness: 'partial',
            size: null,
            note: 'No list of Latin America and the Caribbean was found',
          },
        ],
      },
    ],
    facts: rows.map((row) => {
      // Absent from the list before and from the list after: the two dates enclose the years between.
      const bracketed = /both lists bracket 2014/.test(row.note!)
      const time = bracketed ? span('2002-2021') : span(row.as_of!)
      const base = `${row.status} ${row.as_of}`
      const number = (seen.get(`${row.iso3} ${base}`) ?? 0) + 1
      seen.set(`${row.iso3} ${base}`, number)
      return {
        dataset: 'usaid_presence',
        iso3: row.iso3!,
        key: number === 1 ? base : `${base} #${number}`,
        ...time,
        when: bracketed ? `2002 and ${row.as_of}` : row.as_of!,
        fields: { status: row.status!, bracketed },
        evidence: row.source!,
        note: row.note || null,
      }
    }),
  }
}

function goods(rows: Row[]): Contents {
  return {
    datasets: [
      {
        id: 'listed_good',
        title: t(
          'Goods listed as made by child or forced labour',
          'Produits signalés comme issus du travail des enfants ou du travail forcé',
          'Bienes señalados por trabajo infantil o trabajo forzoso',
          'Bens assinalados por trabalho infantil ou trabalho forçado',
        ),
        note: null,
        editions: [
          {
            key: '2022',
            from: '2022-09-01',
            to: openEnd,
            completeness: 'complete',
            size: 468,
            note: 'List of September 2022; later lists are not in the pack',
          },
        ],
      },
    ],
    facts: rows.map((row) => ({
      dataset: 'listed_good',
      iso3: row.iso3!,
      key: row.good!,
      ...span(row.list_year!),
      when: `${row.list_year} list`,
      fields: {
        good: row.good!,
        sector: row.sector!,
        childLabor: row.child_labor === '1',
        forcedLabor: row.forced_labor === '1',
        forcedChildLabor: row.forced_child_labor === '1',
        downstreamOnly: row.downstream_only === '1',
        listYear: Number(row.list_year),
      },
      evidence: null,
      note: null,
    })),
  }
}

function grants(rows: Row[]): Contents {
  const seen = new Map<string, number>()
  return {
    datasets: [
      {
        id: 'us_tip_grant',
        title: t(
          'U.S. anti-trafficking grants',
          'Subventions des États-Unis contre la traite',
          'Subvenciones de Estados Unidos contra la trata',
          'Subvenções dos Estados Unidos contra o tráfico de pessoas',
        ),
        note: t(
          'An amount that is missing was not stated.',
          'Un montant absent n’a pas été indiqué.',
          'Un importe ausente no fue indicado.',
          'Um montante em falta não foi indicado.',
        ),
        editions: [
          {
            key: '2002-2014',
            ...span('2002-2014'),
            completeness: 'partial',
            size: null,
            note: 'Regional and global grants are left out',
          },
        ],
      },
    ],
    facts: rows.map((row) => {
      const base = Object.values(row).slice(1).join('|')
      const number = (seen.get(`${row.iso3} ${base}`) ?? 0) + 1
      seen.set(`${row.iso3} ${base}`, number)
      return {
        dataset: 'us_tip_grant',
        iso3: row.iso3!,
        key: number === 1 ? base : `${base} #${number}`,
        ...span(row.year!),
        when: row.year!,
        fields: {
          year: Number(row.year),
          recipient: row.recipient || null,
          recipientType: row.recipient_type || null,
          amountUsd: row.amount_usd === '' ? null : Number(row.amount_usd),
          prevention: flag(row.prevention!),
          protection: flag(row.protection!),
          prosecution: flag(row.prosecution!),
          research: flag(row.research!),
        },
        evidence: null,
        note: null,
      }
    }),
  }
}

function flag(text: string): boolean | null {
  return text === '' ? null : text === '1'
}

const treaties: Record<string, string> = {
  palermo_protocol_ratified: 'palermo_protocol',
  ilo_c029_ratified: 'ilo_c029',
  ilo_c105_ratified: 'ilo_c105',
  ilo_c182_ratified: 'ilo_c182',
}

function ratifications(rows: Row[]): Contents {
  return {
    datasets: [
      {
        id: 'ratification',
        title: t('Party to a treaty', 'Partie à un traité', 'Parte en un tratado', 'Parte num tratado'),
        note: t(
          'As known about 2012–13; no row means unknown, not “no”.',
          'État connu vers 2012–2013 ; l’absence de ligne veut dire inconnu, non pas « non ».',
          'Según se sabía hacia 2012–2013; sin fila significa desconocido, no «no».',
          'Como se sabia por volta de 2012–2013; sem linha significa desconhecido, não “não”.',
        ),
        editions: [
          {
            key: '2013',
            from: '1930-01-01',
            to: '2013-12-31',
            completeness: 'partial',
            size: null,
            note: 'Not party and not known are not told apart',
          },
        ],
      },
    ],
    facts: rows.map((row) => {
      const date = /^date (\d{2})-(\d{2})-(\d{4});/.exec(row.note!)
      const treaty = treaties[row.indicator!]
      if (!treaty) throw new Error(`Unknown treaty ${row.indicator}`)
      if (date && date[3] !== row.year)
        throw new Error(`The day and the year of ${treaty} ${row.iso3} differ`)
      const day = date ? `${date[3]}-${date[2]}-${date[1]}` : null
      return {
        dataset: 'ratification',
        iso3: row.iso3!,
        key: treaty,
        from: day ?? `${row.year}-01-01`,
        to: openEnd,
        when: day ?? row.year!,
        fields: { treaty, year: Number(row.year) },
        evidence: 'Human Trafficking Indicators, table as of about 2012–13',
        note: null,
      }
    }),
  }
}

/** The ends of the seven terms as their texts give them; checked against those texts when the pack is made. */
const terms: Record<string, { from: string; to: string; says: string }> = {
  GHA: { from: '2015-06-23', to: '2020-06-22', says: 'five years contemplated' },
  PHL: { from: '2017-01-01', to: '2021-04-30', says: 'four years, concluded Apr 2021' },
  PER: {
    from: '2017-01-01',
    to: '2024-10-31',
    says: 'four years to Jun 2021, extended to Jun 2022, later extended; final dialogue Oct 2024',
  },
  JAM: { from: '2018-05-31', to: '2022-05-30', says: 'four years (2018-2022)' },
  MNG: { from: '2020-04-02', to: '2024-04-01', says: 'four years (2020-2024)' },
  COL: { from: '2022-04-26', to: '2027-04-25', says: 'five years (2022-2027)' },
  CIV: { from: '2022-12-07', to: '2027-12-06', says: 'five years' },
}

function compacts(rows: Row[]): Contents {
  return {
    datasets: [
      {
        id: 'compact',
        title: t(
          'Child Protection Compact Partnership',
          'Partenariat Child Protection Compact',
          'Alianza Child Protection Compact',
          'Parceria Child Protection Compact',
        ),
        note: null,
        editions: [
          {
            key: '2026',
            from: '2015-06-23',
            to: openEnd,
            completeness: 'probably complete',
            size: 7,
            note: 'Later partnerships were neither found nor excluded',
          },
        ],
      },
      {
        id: 'compact_statement',
        title: t(
          'What is published of the compacts',
          'Ce qui est publié sur les pactes',
          'Lo que se ha publicado de los pactos',
          'O que está publicado sobre os pactos',
        ),
        note: t(
          'One row for each statement with its place. Sources that disagree are all kept; what is not here is not known.',
          'Une ligne par énoncé, avec sa source. Les sources qui divergent sont toutes conservées ; ce qui n’y est pas n’est pas connu.',
          'Una fila por cada afirmación, con su fuente. Las fuentes que discrepan se conservan todas; lo que no está aquí no se sabe.',
          'Uma linha por cada afirmação, com a sua fonte. As fontes que divergem são todas mantidas; o que não está aqui não se sabe.',
        ),
        editions: [
          {
            key: '2026',
            from: '2015-06-23',
            to: openEnd,
            completeness: 'partial',
            size: packStatements.length,
            note: 'As found in public pages; nobody keeps a complete record',
          },
        ],
      },
    ],
    facts: [...rows.map(compactFact), ...statementFacts(rows)],
  }
}

function compactFact(row: Row): PackFact {
  const term = terms[row.iso3!]
  if (!term || term.says !== row.term) throw new Error(`The term of the compact with ${row.iso3} has changed`)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(row.signed!) ? row.signed! : null
  if (day !== null && day !== term.from) throw new Error(`The day of signing of ${row.iso3} has changed`)
  return {
    dataset: 'compact',
    iso3: row.iso3!,
    key: `child-protection-compact-${row.order}`,
    from: term.from,
    to: term.to,
    when: row.signed!,
    fields: {
      order: Number(row.order),
      signed: day,
      signedYear: Number(row.signed!.slice(0, 4)),
      term: row.term!,
      usFundingUsd: row.us_funding_usd === '' ? null : Number(row.us_funding_usd),
      fundingNote: row.funding_note || null,
      partnerContribution: row.partner_contribution || null,
      implementers: row.implementers || null,
      status: row.status || null,
    },
    evidence: row.evidence!,
    note:
      day === null
        ? 'The exact day of signing is not known; the term is counted from 1 January of the year.'
        : null,
  }
}

/** What is published of each compact, as facts of its own; a later figure never takes the place of an earlier one. */
function statementFacts(rows: Row[]): PackFact[] {
  const counted = new Map<string, number>()
  return packStatements.map(({ iso3, source, note, asOf, ...statement }) => {
    const row = rows.find((each) => each.iso3 === iso3)
    const term = terms[iso3]
    if (!row || !term) throw new Error(`There is no compact with ${iso3}`)
    const compact = `child-protection-compact-${row.order}`
    const place = `${compact}/${statement.topic}`
    const number = (counted.get(place) ?? 0) + 1
    counted.set(place, number)
    return {
      dataset: 'compact_statement',
      iso3,
      key: `${place}-${number}`,
      from: asOf === null ? term.from : span(asOf).from,
      to: openEnd,
      when: asOf ?? 'day not stated',
      fields: {
        compact,
        topic: statement.topic,
        part: statement.part,
        value: statement.value,
        amountMinor: statement.amountMinor ?? null,
        currency: statement.currency ?? null,
        stage: statement.stage ?? null,
        bound: statement.bound ?? null,
        asOf,
        url: statement.url,
      },
      evidence: source,
      note: note ?? null,
    }
  })
}

/** The texts that named countries, by the code the reference table gives them. */
const proposalTexts: Record<
  string,
  { when: string; from: string; to: string; evidence: string; short: string }
> = {
  '000': {
    ...span('2014'),
    when: '2014',
    short: 'ijm-focus',
    evidence:
      'International Justice Mission, “The Current”, on the letter to the President and the focus countries proposed with ATEST (undated, 2014)',
  },
  '002': {
    ...span('2014'),
    when: '2014',
    short: 'ijm-compact',
    evidence:
      'International Justice Mission, Government Relations and Advocacy, campaign page (undated, 2014)',
  },
  '004': {
    ...span('2014-02'),
    when: 'February 2014',
    short: 'atest-sample',
    evidence:
      'Alliance to End Slavery and Trafficking, Recommendations for a Trafficking in Persons Focus Country Approach, February 2014',
  },
}

function proposals(rows: Row[]): Contents {
  return {
    datasets: [
      {
        id: 'proposal',
        title: t(
          'Proposed or named as a focus country',
          'Proposé ou cité comme pays prioritaire',
          'Propuesto o citado como país prioritario',
          'Proposto ou citado como país prioritário',
        ),
        note: null,
        editions: [{ key: '2014', ...span('2014'), completeness: 'complete', size: 15, note: null }],
      },
    ],
    facts: rows.map((row) => {
      const text = proposalTexts[row.seed!.slice(0, 3)]
      if (!text) throw new Error(`Unknown text ${row.seed}`)
      return {
        dataset: 'proposal',
        iso3: row.iso3!,
        key: text.short,
        from: text.from,
        to: text.to,
        when: text.when,
        fields: { role: row.role!, regionInText: row.region_in_seed || null },
        evidence: text.evidence,
        note: null,
      }
    }),
  }
}
