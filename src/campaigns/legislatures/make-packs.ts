import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { WrongUse } from '../../house/errors.ts'
import { csvLine } from '../../indicators/csv-text.ts'
import { floridaBillStates, usBillStates } from './bill-states.ts'
import { packTableNames, packTables, type TableForm } from './pack-tables.ts'
import type { Holder, KnownFault, MapCard, Pack, PackCard, PackSource, Seat, Text } from './schema.ts'

type Row = Record<string, string>
const t = (en: string, fr: string, es: string, pt: string): Text => ({ en, fr, es, pt })

/**
 * Writes the shipped packs and maps from the folder of collected tables. The same tables give the same
 * bytes. Throws WrongUse where a table is missing, and Error where one says something this importer
 * does not know how to read: it never guesses.
 */
export function makePacks(from: string, to: string): { folder: string; rows: number }[] {
  const table = (name: string): Row[] => readTable(path.join(from, name))
  const congress2014 = congress(table, {
    file: 'us-legislators-2014-08-31.csv',
    asOf: '2014-08-31',
    session: {
      id: '113',
      name: t('113th Congress', '113e Congrès', '113.º Congreso', '113.º Congresso'),
      firstDay: '2013-01-03',
      lastDay: '2015-01-02',
    },
    commit: '44ea980',
  })
  const congress2026 = congress(table, {
    file: 'us-legislators-2026-06-15.csv',
    asOf: '2026-06-15',
    session: {
      id: '119',
      name: t('119th Congress', '119e Congrès', '119.º Congreso', '119.º Congresso'),
      firstDay: '2025-01-03',
      lastDay: '2027-01-02',
    },
    commit: 'dfa9622',
  })
  return [
    writePack(path.join(to, 'us-congress-2014-08-31'), congress2014),
    writePack(path.join(to, 'us-congress-2026-06-15'), congress2026),
    writePack(path.join(to, 'us-fl-legislature-2026'), florida(table)),
    writeMap(path.join(to, 'maps', 'zcta-113'), map113(table)),
    writeMap(path.join(to, 'maps', 'zcta-119'), map119(table)),
  ]
}

function readTable(file: string): Row[] {
  if (!existsSync(file))
    throw new WrongUse('A table of legislatures is missing', [
      {
        place: file,
        message: 'There is no such file.',
        remedy: 'Give the folder that holds us-legislators-2014-08-31.csv and the other tables.',
      },
    ])
  return Papa.parse<Row>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data
}

type Unsealed = Omit<Pack, 'card' | 'sha256'> & { card: Omit<PackCard, 'files'>; notes: string }
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

function csv<Each>(form: TableForm<Each>, rows: readonly Each[]): string {
  return csvLine([...form.columns]) + rows.map((row) => csvLine(form.write(row))).join('')
}

function writePack(folder: string, { notes, card, ...tables }: Unsealed) {
  mkdirSync(folder, { recursive: true })
  const files: PackCard['files'] = {}
  for (const name of packTableNames) {
    const text = csv(packTables[name] as TableForm<unknown>, tables[name])
    writeFileSync(path.join(folder, `${name}.csv`), text)
    files[`${name}.csv`] = { sha256: hash(text), rows: tables[name].length }
  }
  writeFileSync(path.join(folder, 'pack.json'), `${JSON.stringify({ ...card, files }, null, 2)}\n`)
  writeFileSync(path.join(folder, 'SOURCE.md'), sourceText(card.legislature.name.en, card, files, notes))
  return { folder, rows: Object.values(files).reduce((sum, { rows }) => sum + rows, 0) }
}

function sourceText(
  title: string,
  { sources, knownFaults }: Pick<PackCard, 'sources' | 'knownFaults'>,
  files: PackCard['files'],
  notes: string,
): string {
  return [
    `# ${title}`,
    '',
    ...sources.map(({ name, from, licence }) => `- **${name}**: ${from}. Licence: ${licence}.`),
    '',
    '## Known faults',
    '',
    ...knownFaults.map(({ says }) => `- ${says.en}`),
    '',
    '## How it was made',
    '',
    notes,
    '',
    '## In this folder',
    '',
    ...Object.entries(files).map(([name, { rows }]) => `- \`${name}\`: ${rows} rows`),
    '',
  ].join('\n')
}

/** District of the United States as the collected tables write it: a state and a number, 0 where there is one alone. */
function districtOf(state: string, number: string): string {
  const low = state.toLowerCase()
  const whole = low === 'dc' ? 'district:dc' : `${territories.includes(state) ? 'territory' : 'state'}:${low}`
  return `ocd-division/country:us/${whole}/cd:${number === '0' ? 'at-large' : Number(number)}`
}
const territories = ['AS', 'GU', 'MP', 'PR', 'VI']
const stateOf = (state: string) => `ocd-division/country:us/state:${state.toLowerCase()}`

const congressTitles = {
  senator: t('Senator', 'Sénateur ou sénatrice', 'Senador o senadora', 'Senador ou senadora'),
  representative: t(
    'Representative',
    'Représentant ou représentante',
    'Representante',
    'Deputado ou deputada',
  ),
  delegate: t('Delegate', 'Délégué ou déléguée', 'Delegado o delegada', 'Delegado ou delegada'),
  'resident-commissioner': t(
    'Resident Commissioner',
    'Commissaire résident ou résidente',
    'Comisionado o comisionada residente',
    'Comissário ou comissária residente',
  ),
}

function congress(
  table: (name: string) => Row[],
  about: { file: string; asOf: string; session: PackCard['session']; commit: string },
): Unsealed {
  const people = table(about.file)
  const known = table('ocd-us-congressional-districts.csv')
  // Districts in force on the first day of the session, one seat each, held or not.
  const districts = known.filter(
    ({ id, validThrough }) =>
      id!.includes('/cd:') && (validThrough === '' || validThrough! > about.session.firstDay),
  )
  const states = [
    ...new Set(known.map(({ id }) => /\/state:(..)\//.exec(id!)?.[1]).filter((each) => each !== undefined)),
  ]
  const seatId = (chamber: string, division: string, senate: string | null) =>
    `us-congress/${chamber}/${division}${senate === null ? '' : `/${senate}`}`

  const members = new Set(
    people
      .filter(({ chamber }) => chamber === 'house')
      .map(({ state, district }) => districtOf(state!, district!)),
  )
  const unknown = [...members].filter((division) => !districts.some(({ id }) => id === division))
  if (unknown.length > 0) throw new Error(`Districts that no list of divisions knows: ${unknown.join(', ')}`)
  // The list of divisions keeps numbers of earlier and later lines; those the session did not have are told by the map and the members.
  const lines = linesOf(table, about.session.id)
  const house = districts.filter(({ id }) => members.has(id!) || lines.has(id!))
  const seats: Seat[] = house.map(({ id }) => {
    const title = id!.includes('/territory:pr/')
      ? 'resident-commissioner'
      : id!.includes('/territory:') || id!.includes('/district:')
        ? 'delegate'
        : 'representative'
    return {
      seat: seatId('house', id!, null),
      chamber: 'house',
      division: id!,
      class: null,
      title,
      voting: title === 'representative',
    }
  })
  if (seats.length !== 441) throw new Error(`The House has 441 seats, found ${seats.length}`)
  const senators = people.filter(({ chamber }) => chamber === 'senate')
  const classes = new Map<string, Set<string>>(states.map((each) => [each, new Set()]))
  for (const { state, senate_class } of senators) classes.get(state!.toLowerCase())?.add(senate_class!)
  for (const [state, held] of classes) {
    if (held.size !== 2) throw new Error(`The classes of both senators of ${state} are not known`)
    for (const senate of [...held].sort())
      seats.push({
        seat: seatId('senate', stateOf(state), senate),
        chamber: 'senate',
        division: stateOf(state),
        class: senate,
        title: 'senator',
        voting: true,
      })
  }

  const personOf = (bioguide: string) => `bioguide-${bioguide}`
  const holders = people.map((row): Holder => {
    const division = row.chamber === 'senate' ? stateOf(row.state!) : districtOf(row.state!, row.district!)
    return {
      seat: seatId(row.chamber!, division, row.senate_class || null),
      person: personOf(row.bioguide!),
      name: row.full_name!,
      first: row.first!,
      last: row.last!,
      party: row.party!,
      from: row.term_start!,
      to: row.term_end!,
      standing: 'held',
      note: null,
    }
  })
  const contacts = people.flatMap((row) =>
    (
      [
        ['phone', row.phone],
        ['web', row.url],
        ['form', row.contact_form],
        ['twitter', row.twitter],
      ] as const
    ).flatMap(([kind, value]) => (value ? [{ person: personOf(row.bioguide!), kind, value }] : [])),
  )
  const recent = about.session.id === '119'
  const offices = recent
    ? table('us-district-offices-2026.csv').map((row) => ({
        office: row.id!,
        person: personOf(row.bioguide!),
        kind: 'district' as const,
        building: row.building || null,
        address: row.address || null,
        suite: row.suite || null,
        city: row.city || null,
        state: row.state || null,
        postalCode: row.zip || null,
        phone: row.phone || null,
      }))
    : []
  const sittings = table(
    recent ? 'us-committee-membership-relevant-2026.csv' : 'us-committee-membership-relevant-2014-08-31.csv',
  )
  const committees = new Map<
    string,
    { committee: string; chamber: string; name: string; parent: string | null }
  >()
  for (const row of sittings) {
    const id = row.committee_id!
    const [whole, ...below] = row.committee_name!.split(' / ')
    const parent = id.length > 4 ? id.slice(0, 4) : null
    const below2026 = row.committee_subcommittee_name || null
    const name = parent === null ? whole! : (below2026 ?? (below.join(' / ') || null))
    if (name === null) throw new Error(`The subcommittee ${id} has no name`)
    committees.set(id, { committee: id, chamber: id.startsWith('H') ? 'house' : 'senate', name, parent })
  }
  const divisions = [
    ...states.map((state) => ({ division: stateOf(state), name: stateNames[state]! })),
    // A territory or the capital as a whole has no row in the list; its name stands in that of its one district.
    ...house
      .filter(({ id }) => !id!.includes('/state:'))
      .map(({ id, name }) => ({
        division: id!.replace(/\/cd:[^/]+$/, ''),
        name: name!.replace(/'s? at-large congressional district$/, ''),
      })),
    ...house.map(({ id, name }) => ({
      division: id!,
      name: name!.replace(/ \(obsolete[^)]*\)/, '').replaceAll("'", '’'),
    })),
  ]
  const source: PackSource[] = [
    {
      name: 'Members, terms, committees',
      from: `unitedstates/congress-legislators @ ${about.commit}`,
      licence: 'CC0 1.0',
    },
    ...(recent
      ? [
          {
            name: 'District offices, committee seats',
            from: 'unitedstates/congress-legislators, gh-pages @ 61c9ce6',
            licence: 'CC0 1.0',
          },
        ]
      : []),
    { name: 'Divisions', from: 'opencivicdata/ocd-division-ids @ 7080566', licence: 'CC0 1.0' },
  ]
  const notes = [
    'One seat for every district, state class and territory; the holder is whoever the table of members has for it on its day, with the last term of each. A seat without a member in the table is vacant on that day: the table lists all members.',
    'Divisions of territories are written as the list of divisions has them (`territory:pr/cd:at-large`); the table of members leaves out the last part.',
    recent
      ? 'District offices are those the project lists; the day of each is not stated, and they are told as of the day of the pack.'
      : 'District offices of 2014 are not in the collected material and are not known here.',
  ].join('\n\n')
  return {
    notes,
    card: {
      format: 1,
      legislature: {
        id: 'us-congress',
        name: t(
          'Congress of the United States',
          'Congrès des États-Unis',
          'Congreso de los Estados Unidos',
          'Congresso dos Estados Unidos',
        ),
        country: 'USA',
        division: 'ocd-division/country:us',
      },
      asOf: about.asOf,
      session: about.session,
      holders: 'complete',
      chambers: [
        {
          id: 'house',
          name: t(
            'House of Representatives',
            'Chambre des représentants',
            'Cámara de Representantes',
            'Câmara dos Representantes',
          ),
          seats: 441,
          voting: 435,
          rule: t(
            'A majority of those voting passes a bill. Under suspension of the rules it takes two thirds of those voting. Delegates and the Resident Commissioner do not vote on the floor.',
            'Un projet est adopté à la majorité des votants. Sous suspension du règlement, il faut deux tiers des votants. Les délégués et le commissaire résident ne votent pas en séance.',
            'Un proyecto se aprueba por mayoría de los votantes. Con suspensión del reglamento hacen falta dos tercios. Los delegados y el comisionado residente no votan en el pleno.',
            'Um projeto é aprovado pela maioria dos votantes. Com suspensão do regimento são precisos dois terços. Os delegados e o comissário residente não votam em plenário.',
          ),
        },
        {
          id: 'senate',
          name: t('Senate', 'Sénat', 'Senado', 'Senado'),
          seats: 100,
          voting: 100,
          rule: t(
            'A majority of those voting passes a bill; three fifths of all senators end a debate on it. The Vice President votes only on a tie.',
            'Un projet est adopté à la majorité des votants ; trois cinquièmes de tous les sénateurs mettent fin au débat. Le vice-président ne vote qu’en cas d’égalité.',
            'Un proyecto se aprueba por mayoría de los votantes; tres quintos de todos los senadores cierran el debate. El vicepresidente solo vota en caso de empate.',
            'Um projeto é aprovado pela maioria dos votantes; três quintos de todos os senadores encerram o debate. O vice-presidente só vota em caso de empate.',
          ),
        },
      ],
      titles: congressTitles,
      notes: {},
      billStates: usBillStates,
      sources: source,
      knownFaults: [],
    },
    seats,
    holders,
    contacts,
    offices,
    committees: [...committees.values()].sort((a, b) => (a.committee < b.committee ? -1 : 1)),
    members: sittings.map((row) => ({
      committee: row.committee_id!,
      person: personOf(row.bioguide!),
      title: row.title || null,
      side: row.party || null,
      rank: row.rank ? Number(row.rank) : null,
    })),
    divisions,
  }
}

/** Every district that the lines of a Congress had, by its postal map; territories always, for none of them were redrawn. */
function linesOf(table: (name: string) => Row[], session: string): Set<string> {
  const rows = table(`zcta-to-cd-${session}.csv`)
  return new Set([
    ...rows.map(({ state, cd }) => districtOf(state!, cd!)),
    ...territories.map((each) => districtOf(each, '0')),
  ])
}

function florida(table: (name: string) => Row[]): Unsealed {
  const rows = table('us-fl-state-legislators-2026.csv')
  const seatOf = (chamber: string, district: string) => {
    const division = `ocd-division/country:us/state:fl/${chamber === 'lower' ? 'sldl' : 'sldu'}:${district}`
    const id = chamber === 'lower' ? 'house' : 'senate'
    return { id, division, seat: `us-fl-legislature/${id}/${division}` }
  }
  const seats: Seat[] = []
  const divisions = [{ division: 'ocd-division/country:us/state:fl', name: 'Florida' }]
  for (const [chamber, count] of [
    ['lower', 120],
    ['upper', 40],
  ] as const)
    for (let district = 1; district <= count; district++) {
      const { id, division, seat } = seatOf(chamber, String(district))
      seats.push({
        seat,
        chamber: id,
        division,
        class: null,
        title: chamber === 'lower' ? 'state-representative' : 'state-senator',
        voting: true,
      })
      divisions.push({
        division,
        name: `Florida ${chamber === 'lower' ? 'House' : 'Senate'} district ${district}`,
      })
    }
  const redrawn = '2022-11-08'
  const holders = rows.map((row): Holder => {
    const { seat } = seatOf(row.chamber!, row.district!)
    // Districts were numbered anew for the election of November 2022: a line without a day, or with an earlier one, may name the old number.
    const doubt =
      row.start_date === ''
        ? 'no-day'
        : row.chamber === 'lower' && row.email!.includes('@flsenate.gov')
          ? 'other-chamber'
          : row.start_date! < redrawn
            ? 'before-lines'
            : null
    const words = row.name!.split(' ')
    return {
      seat,
      person: row.id!.replace('ocd-person/', 'ocd-person-'),
      name: row.name!,
      first: words[0]!,
      last: words.at(-1)!,
      party: row.party!,
      from: row.start_date || null,
      to: null,
      standing: doubt === null ? 'held' : 'claimed',
      note: doubt,
    }
  })
  const newest = rows
    .map((row) => row.start_date!)
    .sort()
    .at(-1)!
  const senate = t('Florida Senate', 'Sénat de Floride', 'Senado de Florida', 'Senado da Flórida')
  const simple = t(
    'A majority of those voting passes a bill; two thirds of those voting in each chamber override a veto.',
    'Un projet est adopté à la majorité des votants ; deux tiers des votants de chaque chambre surmontent un veto.',
    'Un proyecto se aprueba por mayoría de los votantes; dos tercios de cada cámara superan un veto.',
    'Um projeto é aprovado pela maioria dos votantes; dois terços de cada câmara superam um veto.',
  )
  return {
    notes: [
      `All 160 seats (120 House, 40 Senate). Of ${rows.length} lines of the source, ${holders.filter(({ standing }) => standing === 'held').length} are taken as holders; ${holders.filter(({ standing }) => standing === 'claimed').length} name a person for a seat although something speaks against it, and are kept as \`claimed\`: they fill no seat. A seat without a holder here is therefore not known, never vacant.`,
      `The source states no day. The pack speaks of ${newest}, the newest day any of its lines gives.`,
      'There is no postal map of these districts in the collected material: a code cannot be looked up here.',
    ].join('\n\n'),
    card: {
      format: 1,
      legislature: {
        id: 'us-fl-legislature',
        name: t(
          'Florida Legislature',
          'Législature de Floride',
          'Legislatura de Florida',
          'Legislatura da Flórida',
        ),
        country: 'USA',
        division: 'ocd-division/country:us/state:fl',
      },
      asOf: newest,
      asOfNote: 'The source states no day; this is the newest day any of its lines gives.',
      session: {
        id: '2024-2026',
        name: t('Term 2024–2026', 'Mandature 2024–2026', 'Período 2024–2026', 'Mandato 2024–2026'),
        firstDay: '2024-11-05',
        lastDay: '2026-11-02',
      },
      holders: 'partial',
      chambers: [
        {
          id: 'house',
          name: t(
            'Florida House of Representatives',
            'Chambre des représentants de Floride',
            'Cámara de Representantes de Florida',
            'Câmara dos Representantes da Flórida',
          ),
          seats: 120,
          voting: 120,
          rule: simple,
        },
        { id: 'senate', name: senate, seats: 40, voting: 40, rule: simple },
      ],
      titles: {
        'state-representative': t(
          'State Representative',
          'Représentant ou représentante de l’État',
          'Representante estatal',
          'Deputado ou deputada estadual',
        ),
        'state-senator': t(
          'State Senator',
          'Sénateur ou sénatrice de l’État',
          'Senador o senadora estatal',
          'Senador ou senadora estadual',
        ),
      },
      notes: {
        'no-day': t(
          'The source gives no day on which this began; its number may be that of the lines before November 2022.',
          'La source ne dit pas quand cela a commencé ; le numéro peut être celui du découpage d’avant novembre 2022.',
          'La fuente no dice cuándo comenzó; el número puede ser el de los distritos anteriores a noviembre de 2022.',
          'A fonte não diz quando começou; o número pode ser o dos círculos anteriores a novembro de 2022.',
        ),
        'other-chamber': t(
          'The source gives an address in the other chamber.',
          'La source donne une adresse dans l’autre chambre.',
          'La fuente da una dirección en la otra cámara.',
          'A fonte dá um endereço na outra câmara.',
        ),
        'before-lines': t(
          'This began before the lines of November 2022; its number may be that of the lines before.',
          'Cela a commencé avant le découpage de novembre 2022 ; le numéro peut être celui d’avant.',
          'Comenzó antes de los distritos de noviembre de 2022; el número puede ser el anterior.',
          'Começou antes dos círculos de novembro de 2022; o número pode ser o anterior.',
        ),
      },
      billStates: floridaBillStates,
      sources: [{ name: 'Members', from: 'openstates/people @ 934bf09', licence: 'CC0 1.0' }],
      knownFaults: [
        {
          id: 'two-for-one-seat',
          touches: 'all',
          says: t(
            'The source names two or three people for 28 seats and nobody for 32, most likely because it keeps numbers of the districts before November 2022. Nobody is told for a seat where that could be so.',
            'La source nomme deux ou trois personnes pour 28 sièges et personne pour 32, sans doute parce qu’elle garde des numéros de circonscription d’avant novembre 2022. Personne n’est indiqué pour un siège où cela pourrait être le cas.',
            'La fuente nombra a dos o tres personas para 28 escaños y a nadie para 32, seguramente porque conserva números de distrito anteriores a noviembre de 2022. No se indica a nadie donde eso pueda ocurrir.',
            'A fonte nomeia duas ou três pessoas para 28 lugares e ninguém para 32, provavelmente porque guarda números de círculo anteriores a novembro de 2022. Não se indica ninguém onde isso possa acontecer.',
          ),
        },
      ],
    },
    seats,
    holders,
    contacts: rows
      .filter(({ email }) => email)
      .map((row) => ({
        person: row.id!.replace('ocd-person/', 'ocd-person-'),
        kind: 'email' as const,
        value: row.email!,
      })),
    offices: [],
    committees: [],
    members: [],
    divisions,
  }
}

type UnsealedMap = { card: Omit<MapCard, 'files'>; areas: Map<string, string[]>; notes: string }

function areasOf(rows: Row[]): Map<string, string[]> {
  const areas = new Map<string, Set<string>>()
  for (const { zcta, state, cd } of rows) {
    if (!/^\d{5}$/.test(zcta!)) throw new Error(`“${zcta}” is no area of five digits`)
    const divisions = areas.get(zcta!) ?? new Set()
    divisions.add(districtOf(state!, cd!))
    areas.set(zcta!, divisions)
  }
  return new Map(
    [...areas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, divisions]) => [code, [...divisions].sort()]),
  )
}

function writeMap(folder: string, { card, areas, notes }: UnsealedMap) {
  mkdirSync(folder, { recursive: true })
  const text =
    csvLine(['code', 'divisions']) +
    [...areas]
      .map(([code, divisions]) =>
        csvLine([code, divisions.map((each) => each.replace(AREA_PREFIX, '')).join(';')]),
      )
      .join('')
  writeFileSync(path.join(folder, 'areas.csv'), text)
  const files = { 'areas.csv': { sha256: hash(text), rows: areas.size } }
  writeFileSync(path.join(folder, 'map.json'), `${JSON.stringify({ ...card, files }, null, 2)}\n`)
  writeFileSync(path.join(folder, 'SOURCE.md'), sourceText(card.name.en, card, files, notes))
  return { folder, rows: areas.size }
}

/** What every division of an area begins with, and areas.csv therefore leaves out. */
export const AREA_PREFIX = 'ocd-division/'

const notZip: KnownFault = {
  id: 'area-not-zip',
  touches: 'all',
  says: t(
    'The map knows census areas (ZCTA), not the delivery routes of the post: near a border the ZIP code of an address can lie in another area.',
    'La carte connaît des zones de recensement (ZCTA), non les tournées postales : près d’une limite, le code ZIP d’une adresse peut relever d’une autre zone.',
    'El mapa conoce áreas censales (ZCTA), no las rutas de reparto: cerca de un límite, el código ZIP de una dirección puede quedar en otra área.',
    'O mapa conhece áreas do censo (ZCTA), não os giros postais: perto de um limite, o código ZIP de um endereço pode ficar noutra área.',
  ),
}
const gap = (prefixes: string[], division: string, name: Text): MapCard['gaps'][number] => ({
  prefixes,
  division,
  says: t(
    `This map has no areas of ${name.en}.`,
    `Cette carte ne contient aucune zone ${name.fr}.`,
    `Este mapa no contiene áreas ${name.es}.`,
    `Este mapa não tem áreas ${name.pt}.`,
  ),
})
const virginIslands = gap(
  ['008'],
  districtOf('VI', '0'),
  t(
    'the U.S. Virgin Islands',
    'des Îles Vierges américaines',
    'de las Islas Vírgenes de los Estados Unidos',
    'das Ilhas Virgens Americanas',
  ),
)
const samoa = gap(
  ['96799'],
  districtOf('AS', '0'),
  t('American Samoa', 'des Samoa américaines', 'de la Samoa Americana', 'da Samoa Americana'),
)
const marianas = gap(
  ['96950', '96951', '96952'],
  districtOf('MP', '0'),
  t(
    'the Northern Mariana Islands',
    'des Îles Mariannes du Nord',
    'de las Islas Marianas del Norte',
    'das Ilhas Marianas do Norte',
  ),
)
const guam = gap(
  ['9691', '9692', '9693'],
  districtOf('GU', '0'),
  t('Guam', 'de Guam', 'de la isla de Guam', 'da ilha de Guam'),
)

function map113(table: (name: string) => Row[]): UnsealedMap {
  const rows = table('zcta-to-cd-113.csv')
  const later = [
    ...new Set(rows.filter(({ source }) => source === 'at-large-2017').map(({ state }) => state!)),
  ].sort()
  return {
    areas: areasOf(rows),
    notes: `Areas by ZIP code tabulation area, as the Census file has them. Seven states with one district each (${later.join(', ')}) are not in that file and come from a list of 2017. One line of the Census file names a state that does not exist and was dropped.`,
    card: {
      format: 1,
      id: 'zcta-113',
      legislature: 'us-congress',
      name: t(
        'ZIP areas (ZCTA) to districts of the 113th and 114th Congress',
        'Zones ZIP (ZCTA) et circonscriptions des 113e et 114e Congrès',
        'Áreas ZIP (ZCTA) y distritos de los Congresos 113.º y 114.º',
        'Áreas ZIP (ZCTA) e círculos dos Congressos 113.º e 114.º',
      ),
      from: '2013-01-03',
      through: '2017-01-02',
      scheme: 'zcta',
      sources: [
        {
          name: 'Areas',
          from: 'fecgov/openFEC @ 5adbacf (2015-09-08), data/natl_zccd_delim.csv',
          licence: 'US government work',
        },
        {
          name: `At-large states (${later.join(', ')})`,
          from: 'OpenSourceActivismTech/us-zipcodes-congress @ 109d8d4 (2017)',
          licence: 'raw data US government work; CC0 1.0',
        },
      ],
      knownFaults: [
        notZip,
        {
          id: 'at-large-2017',
          touches: { states: later.map(stateOf) },
          says: t(
            'The areas of this state come from a list of 2017. It has one district, so the district is sure; whether the code was an area in 2014 is not.',
            'Les zones de cet État viennent d’une liste de 2017. Il n’a qu’une circonscription, elle est donc sûre ; que le code ait été une zone en 2014 ne l’est pas.',
            'Las áreas de este estado vienen de una lista de 2017. Tiene un solo distrito, así que el distrito es seguro; que el código fuera un área en 2014 no lo es.',
            'As áreas deste estado vêm de uma lista de 2017. Tem um só círculo, por isso o círculo é certo; que o código fosse uma área em 2014 não é.',
          ),
        },
      ],
      gaps: [virginIslands, samoa, marianas],
    },
  }
}

function map119(table: (name: string) => Row[]): UnsealedMap {
  return {
    areas: areasOf(table('zcta-to-cd-119.csv')),
    notes:
      'Areas by ZIP code tabulation area. The file was compared with another public crosswalk of 2024 (not copied): of 33,689 common codes 29,082 are equal, 2,345 list more districts here, 1,471 list more there, 540 share none.',
    card: {
      format: 1,
      id: 'zcta-119',
      legislature: 'us-congress',
      name: t(
        'ZIP areas (ZCTA) to districts of the 119th Congress',
        'Zones ZIP (ZCTA) et circonscriptions du 119e Congrès',
        'Áreas ZIP (ZCTA) y distritos del 119.º Congreso',
        'Áreas ZIP (ZCTA) e círculos do 119.º Congresso',
      ),
      from: '2025-01-03',
      through: '2027-01-02',
      scheme: 'zcta',
      sources: [
        {
          name: 'Areas',
          from: 'OpenSourceActivismTech/us-zipcodes-congress @ 1335b61 (2024-11-12), zccd.csv',
          licence: 'raw data US government work',
        },
      ],
      knownFaults: [
        notZip,
        {
          id: 'compared-2024',
          touches: 'all',
          says: t(
            'Compared with another public list of 2024, 14 % of the codes differ in some district and 1.6 % share none. An address decides.',
            'Comparée à une autre liste publique de 2024, 14 % des codes diffèrent d’au moins une circonscription et 1,6 % n’en ont aucune en commun. Une adresse tranche.',
            'Comparado con otra lista pública de 2024, el 14 % de los códigos difiere en algún distrito y el 1,6 % no comparte ninguno. Una dirección lo decide.',
            'Comparado com outra lista pública de 2024, 14 % dos códigos diferem em algum círculo e 1,6 % não têm nenhum em comum. Um endereço decide.',
          ),
        },
        {
          id: 'lists-too-many',
          touches: 'split',
          says: t(
            'This map lists more districts than there are for some areas over several districts: not all of those named here need be real.',
            'Cette carte indique trop de circonscriptions pour certaines zones partagées : toutes celles nommées ici ne sont pas forcément réelles.',
            'Este mapa indica distritos de más en algunas áreas compartidas: no todos los nombrados aquí son necesariamente reales.',
            'Este mapa indica círculos a mais em algumas áreas partilhadas: nem todos os nomeados aqui são necessariamente reais.',
          ),
        },
        {
          id: 'california',
          touches: { states: [stateOf('CA')] },
          says: t(
            'California is where it is worst: 23 % of its areas list more districts here than elsewhere.',
            'La Californie est le pire cas : 23 % de ses zones comptent ici plus de circonscriptions qu’ailleurs.',
            'California es el peor caso: el 23 % de sus áreas tiene aquí más distritos que en otra lista.',
            'A Califórnia é o pior caso: 23 % das suas áreas têm aqui mais círculos do que noutra lista.',
          ),
        },
      ],
      gaps: [virginIslands, samoa, marianas, guam],
    },
  }
}

// biome-ignore format: a table
const stateNames: Record<string, string> = {
  al: 'Alabama', ak: 'Alaska', az: 'Arizona', ar: 'Arkansas', ca: 'California', co: 'Colorado', ct: 'Connecticut',
  de: 'Delaware', fl: 'Florida', ga: 'Georgia', hi: 'Hawaii', id: 'Idaho', il: 'Illinois', in: 'Indiana', ia: 'Iowa',
  ks: 'Kansas', ky: 'Kentucky', la: 'Louisiana', me: 'Maine', md: 'Maryland', ma: 'Massachusetts', mi: 'Michigan',
  mn: 'Minnesota', ms: 'Mississippi', mo: 'Missouri', mt: 'Montana', ne: 'Nebraska', nv: 'Nevada', nh: 'New Hampshire',
  nj: 'New Jersey', nm: 'New Mexico', ny: 'New York', nc: 'North Carolina', nd: 'North Dakota', oh: 'Ohio', ok: 'Oklahoma',
  or: 'Oregon', pa: 'Pennsylvania', ri: 'Rhode Island', sc: 'South Carolina', sd: 'South Dakota', tn: 'Tennessee',
  tx: 'Texas', ut: 'Utah', vt: 'Vermont', va: 'Virginia', wa: 'Washington', wv: 'West Virginia', wi: 'Wisconsin', wy: 'Wyoming',
}
