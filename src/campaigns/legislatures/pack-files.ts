import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type FaultDetail, Unusable } from '../../house/errors.ts'
import { isDay } from '../../indicators/days.ts'
import { MapCardShape, PackCardShape } from './card-schema.ts'
import { mapOfDay, packOfDay } from './look-up.ts'
import { AREA_PREFIX } from './make-packs.ts'
import { packTableNames, packTables, type TableForm } from './pack-tables.ts'
import type { MapCard, Pack, PackCard, PostalMap } from './schema.ts'

/** The folder of the shipped packs in the project. */
export const legislaturesFolder = (root: string): string => path.join(root, 'data', 'legislatures')

/** The folders of packs and of maps under a folder, in the order of their names. */
export function packFolders(folder: string): { packs: string[]; maps: string[] } {
  const below = (at: string, card: string) =>
    existsSync(at)
      ? readdirSync(at)
          .sort()
          .map((name) => path.join(at, name))
          .filter((each) => existsSync(path.join(each, card)))
      : []
  return { packs: below(folder, 'pack.json'), maps: below(path.join(folder, 'maps'), 'map.json') }
}

/** Hash of a pack or a map, without reading more than its card. */
export function cardHash(folder: string): string {
  return hash(readFileSync(path.join(folder, isMap(folder) ? 'map.json' : 'pack.json')))
}

export const isMap = (folder: string): boolean => existsSync(path.join(folder, 'map.json'))

const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

const remedies = {
  again: 'Take the folder from the project again, or write its hash anew in the card after a change.',
  table: 'Correct the line; docs/legislature-packs.md says what each column holds.',
  card: 'Correct the card; docs/legislature-packs.md says what it holds.',
}

/** A card as JSON, or Unusable with the place and the remedy. */
function readCard<Card>(file: string): { card: Card; sha256: string } {
  if (!existsSync(file))
    throw new Unusable('There is no pack of a legislature here', [
      {
        place: file,
        message: 'The card is missing.',
        remedy: 'Name a folder that holds pack.json or map.json; docs/legislature-packs.md shows one.',
      },
    ])
  const text = readFileSync(file)
  try {
    const card: unknown = JSON.parse(text.toString('utf8'))
    if (typeof card !== 'object' || card === null || Array.isArray(card)) throw new Error('not an object')
    return { card: card as Card, sha256: hash(text) }
  } catch {
    throw new Unusable('The card of the pack is not JSON', [
      { place: file, message: 'It cannot be read.', remedy: remedies.card },
    ])
  }
}

/** The rows of one file, with what is wrong with file or columns among `faults`. */
function readTable<Row>(
  folder: string,
  name: string,
  form: Pick<TableForm<Row>, 'columns' | 'read'>,
  card: PackCard['files'] | undefined,
  faults: FaultDetail[],
): { row: Row; place: string }[] {
  const file = path.join(folder, name)
  if (!existsSync(file)) {
    faults.push({ place: file, message: 'The file is missing.', remedy: remedies.again })
    return []
  }
  const text = readFileSync(file, 'utf8')
  const said = card?.[name]
  if (said === undefined)
    faults.push({ place: file, message: 'The card does not name this file.', remedy: remedies.card })
  else if (said.sha256 !== hash(text))
    faults.push({
      place: file,
      message: 'The file is not the one the card was made with: its hash differs.',
      remedy: remedies.again,
    })
  const parsed = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const missing = form.columns.filter((column) => !parsed.meta.fields?.includes(column))
  if (missing.length > 0) {
    faults.push({
      place: file,
      message: `Columns are missing: ${missing.join(', ')}.`,
      remedy: remedies.table,
    })
    return []
  }
  if (said !== undefined && said.rows !== parsed.data.length)
    faults.push({
      place: file,
      message: `The card says ${said.rows} rows, the file has ${parsed.data.length}.`,
      remedy: remedies.card,
    })
  return parsed.data.map((cells, index) => ({
    row: form.read((column) => cells[column] ?? ''),
    place: `${file}:${index + 2}`,
  }))
}

type Placed = { [Name in (typeof packTableNames)[number]]: { row: Pack[Name][number]; place: string }[] }

/**
 * Reads a pack and checks it: hashes, columns, days, seats and holders, and what points at what.
 * Faults are answered, not thrown, so that all are seen at once; only a card that is missing or no
 * JSON is thrown.
 */
export function readPack(folder: string): { pack: Pack; faults: FaultDetail[]; checked: string[] } {
  const file = path.join(folder, 'pack.json')
  const { card, sha256 } = readCard<PackCard>(file)
  const faults: FaultDetail[] = cardFaults(file, card)
  const placed = Object.fromEntries(
    packTableNames.map((name) => [
      name,
      readTable(folder, `${name}.csv`, packTables[name] as TableForm<unknown>, card.files, faults),
    ]),
  ) as Placed
  const rows = Object.fromEntries(
    packTableNames.map((name) => [name, placed[name].map(({ row }: { row: unknown }) => row)]),
  )
  if (faults.every(({ place }) => place !== file)) packFaults(folder, card, placed, faults)
  return {
    pack: { card, sha256, ...rows } as Pack,
    faults,
    checked: [
      `${packTableNames.length} files against their hashes`,
      `${placed.seats.length} seats: chamber, division, title, duplicates`,
      `${placed.holders.length} holders: seat, days within a term, one holder a day`,
      `${placed.offices.length} offices, ${placed.contacts.length} ways to reach somebody, ${placed.members.length} seats on ${placed.committees.length} committees: of people the pack knows`,
    ],
  }
}

/** What is wrong with the shape of a card, by the place within it. */
function shapeFaults(file: string, shape: TSchema, card: unknown): FaultDetail[] {
  return Value.Errors(shape, card)
    .slice(0, 10)
    .map(({ instancePath, message }) => ({
      place: file,
      message: `${instancePath === '' ? 'The card' : `\`${instancePath.slice(1)}\``}: ${message}.`,
      remedy: remedies.card,
    }))
}

function cardFaults(file: string, card: PackCard): FaultDetail[] {
  const misshapen = shapeFaults(file, PackCardShape, card)
  if (misshapen.length > 0) return misshapen
  const wrong: string[] = []
  const { asOf, session } = card
  const odd = [asOf, session.firstDay, session.lastDay].filter((day) => !isDay(day))
  for (const day of odd) wrong.push(`“${day}” is no day.`)
  if (odd.length === 0 && session.firstDay > session.lastDay) wrong.push('The session ends before it begins.')
  else if (odd.length === 0 && (asOf < session.firstDay || asOf > session.lastDay))
    wrong.push('The day of the pack is outside its session.')
  const { first, states } = card.billStates
  if (!Object.hasOwn(states, first)) wrong.push('The first state of a bill is none of the states.')
  for (const [id, state] of Object.entries(states)) {
    for (const next of state.next)
      if (!Object.hasOwn(states, next)) wrong.push(`The state ${id} leads to ${next}, which is no state.`)
    if (state.next.length === 0 && state.end === undefined)
      wrong.push(`The state ${id} leads nowhere and does not say how it ends.`)
  }
  return wrong.map((message) => ({ place: file, message, remedy: remedies.card }))
}

const isDivision = (id: string) => /^ocd-division\/country:[a-z]{2}(\/[a-z_]+:[a-z0-9._~-]+)*$/.test(id)

function packFaults(folder: string, card: PackCard, tables: Placed, faults: FaultDetail[]): void {
  const tell = (place: string, message: string, remedy = remedies.table) =>
    faults.push({ place, message, remedy })
  const twice = <Row>(rows: { row: Row; place: string }[], keyOf: (row: Row) => string, what: string) => {
    const seen = new Map<string, string>()
    for (const { row, place } of rows) {
      const key = keyOf(row)
      if (seen.has(key)) tell(place, `${what} ${key} appears twice; first at ${seen.get(key)}.`)
      else seen.set(key, place)
    }
    return seen
  }
  const divisions = twice(tables.divisions, ({ division }) => division, 'The division')
  for (const { row, place } of tables.divisions)
    if (!isDivision(row.division)) tell(place, `“${row.division}” is no OCD division.`)
  const seats = twice(tables.seats, ({ seat }) => seat, 'The seat')
  const chambers = new Map(card.chambers.map((each) => [each.id, each]))
  for (const { row, place } of tables.seats) {
    const { seat, chamber, division, title } = row
    if (!divisions.has(division))
      tell(place, `The division ${division} is unknown: divisions.csv does not name it.`)
    if (!chambers.has(chamber)) tell(place, `The chamber ${chamber} is unknown: the card does not name it.`)
    if (!Object.hasOwn(card.titles, title))
      tell(place, `The title ${title} is unknown: the card does not name it.`)
    const due = `${card.legislature.id}/${chamber}/${division}${row.class === null ? '' : `/${row.class}`}`
    if (seat !== due) tell(place, `The seat is called ${seat} and should be ${due}.`)
  }
  for (const { id, seats: due } of card.chambers) {
    const found = tables.seats.filter(({ row }) => row.chamber === id).length
    if (found !== due)
      tell(path.join(folder, 'seats.csv'), `The card says ${due} seats for ${id}, the file has ${found}.`)
  }

  const people = new Map<string, string>()
  const bySeat = new Map<string, { row: Pack['holders'][number]; place: string }[]>()
  for (const each of tables.holders) {
    const { row, place } = each
    if (!/^(bioguide-[A-Z]\d{6}|ocd-person-[0-9a-f-]{36}|[a-z]+-[\w.-]{1,80})$/.test(row.person))
      tell(place, `“${row.person}” is no key of a person.`)
    if (row.name === '') tell(place, 'The holder has no name.')
    const named = people.get(row.person)
    if (named !== undefined && named !== row.name)
      tell(place, `${row.person} is called ${row.name} here and ${named} elsewhere in this pack.`)
    people.set(row.person, row.name)
    if (!seats.has(row.seat)) tell(place, `The seat ${row.seat} is unknown: seats.csv does not name it.`)
    if (row.standing !== 'held' && row.standing !== 'claimed')
      tell(place, `“${row.standing}” is neither held nor claimed.`)
    if (row.note !== null && !Object.hasOwn(card.notes, row.note))
      tell(place, `The note ${row.note} is unknown: the card does not name it.`)
    if (row.standing === 'claimed' && row.note === null)
      tell(place, 'A claimed seat needs a note: what speaks against it.')
    const days = [row.from, row.to].filter((day) => day !== null)
    const odd = days.find((day) => !isDay(day))
    if (odd !== undefined) tell(place, `“${odd}” is no day.`)
    else if (row.from !== null && row.to !== null && row.from >= row.to)
      tell(place, `The term ends (${row.to}) on or before the day it begins (${row.from}).`)
    else if (row.standing === 'held') {
      if (row.from !== null && row.from > card.session.lastDay)
        tell(place, `The term begins ${row.from}, after the session ends (${card.session.lastDay}).`)
      if (row.to !== null && row.to <= card.session.firstDay)
        tell(place, `The term ends ${row.to}, before the session begins (${card.session.firstDay}).`)
    }
    if (row.standing === 'held') bySeat.set(row.seat, [...(bySeat.get(row.seat) ?? []), each])
  }
  for (const [seat, held] of bySeat)
    for (const [index, a] of held.entries())
      for (const b of held.slice(index + 1)) {
        // The day a term ends is the first of the next: two that touch do not overlap.
        const starts = [a.row.from ?? '0000-01-01', b.row.from ?? '0000-01-01'].sort().at(-1)!
        const ends = [a.row.to ?? '9999-12-31', b.row.to ?? '9999-12-31'].sort()[0]!
        if (starts < ends)
          tell(
            b.place,
            `Two hold ${seat} on one day: ${a.row.name} and ${b.row.name}${starts > '0000-01-01' ? `, on ${starts}` : ''}.`,
            'Give the term that is over its last day, or mark the line that is in doubt as claimed.',
          )
      }

  twice(tables.holders, ({ seat, person, from }) => `${seat} ${person} ${from ?? ''}`, 'The holder')
  twice(tables.contacts, ({ person, kind, value }) => `${person} ${kind} ${value}`, 'The line')
  twice(tables.offices, ({ office }) => office, 'The office')
  const committees = twice(tables.committees, ({ committee }) => committee, 'The committee')
  twice(tables.members, ({ committee, person }) => `${committee} ${person}`, 'The membership')
  for (const { row, place } of tables.committees) {
    if (!chambers.has(row.chamber)) tell(place, `The chamber ${row.chamber} is unknown.`)
    if (row.parent !== null && !committees.has(row.parent))
      tell(place, `The committee ${row.parent} is unknown.`)
  }
  for (const name of ['contacts', 'offices', 'members'] as const)
    for (const { row, place } of tables[name])
      if (!people.has(row.person)) tell(place, `${row.person} holds no seat in this pack.`)
  for (const { row, place } of tables.members)
    if (!committees.has(row.committee)) tell(place, `The committee ${row.committee} is unknown.`)
}

/**
 * Reads a map and checks it. `known` are the divisions that some pack of its legislature has a seat
 * for; an area of a division that nobody knows is a fault. Null where there is no pack to ask.
 */
export function readMap(
  folder: string,
  known: ReadonlySet<string> | null,
): { map: PostalMap; faults: FaultDetail[]; checked: string[] } {
  const file = path.join(folder, 'map.json')
  const { card, sha256 } = readCard<MapCard>(file)
  const faults = shapeFaults(file, MapCardShape, card)
  if (faults.length === 0) {
    const wrong = (message: string) => faults.push({ place: file, message, remedy: remedies.card })
    if (!isDay(card.from) || !isDay(card.through)) wrong('`from` and `through` are not both days.')
    else if (card.from > card.through) wrong('The last day of the map is before its first.')
  }
  const rows = readTable(
    folder,
    'areas.csv',
    {
      columns: ['code', 'divisions'],
      read: (cell) => ({
        code: cell('code'),
        divisions: cell('divisions')
          .split(';')
          .filter((each) => each !== '')
          .map((each) => AREA_PREFIX + each),
      }),
    },
    card.files,
    faults,
  )
  const areas = new Map<string, string[]>()
  for (const { row, place } of rows) {
    const tell = (message: string) => faults.push({ place, message, remedy: remedies.table })
    if (!/^\d{5}$/.test(row.code)) tell(`“${row.code}” is no area of five digits.`)
    if (areas.has(row.code)) tell(`The area ${row.code} appears twice.`)
    if (row.divisions.length === 0) tell(`The area ${row.code} lies in no division.`)
    if (new Set(row.divisions).size < row.divisions.length)
      tell(`The area ${row.code} names a division twice.`)
    for (const each of row.divisions)
      if (known !== null && !known.has(each))
        tell(`Nobody knows the division ${each}: no pack has a seat for it.`)
    areas.set(row.code, row.divisions)
  }
  return {
    map: { card, sha256, areas },
    faults,
    checked: [
      'the map against its hash',
      `${areas.size} areas: five digits, duplicates${known === null ? '' : ', divisions that a pack has seats for'}`,
    ],
  }
}

/**
 * What answers for one legislature on one day, as it is on disk: every card is looked at, but only the
 * pack and the map of that day are read. For answers without a house.
 */
export function readForDay(
  folder: string,
  legislature: string,
  day: string,
): { cards: PackCard[]; pack: Pack | null; map: PostalMap | null } {
  const { packs, maps } = packFolders(folder)
  const cards = packs.map((at) => ({ at, card: readCard<PackCard>(path.join(at, 'pack.json')).card }))
  const pack = packOfDay(
    cards.filter(({ card }) => card.legislature.id === legislature),
    day,
  )
  const map = mapOfDay(
    maps.map((at) => ({ at, card: readCard<MapCard>(path.join(at, 'map.json')).card })),
    legislature,
    day,
  )
  return {
    cards: cards.map(({ card }) => card),
    pack: pack === null ? null : readPack(pack.at).pack,
    map: pack === null || map === null ? null : readMap(map.at, null).map,
  }
}
