import type { Committee, CommitteeMember, Contact, Division, Holder, Office, Pack, Seat } from './schema.ts'

type Cell = string | null
/** How rows of one kind stand in a CSV file: its columns, in order, and there and back. */
export type TableForm<Row> = {
  columns: readonly string[]
  write: (row: Row) => Cell[]
  read: (cell: (column: string) => string) => Row
}

const orNull = (text: string) => (text === '' ? null : text)

const seats: TableForm<Seat> = {
  columns: ['seat', 'chamber', 'division', 'class', 'title', 'voting'],
  write: (row) => [row.seat, row.chamber, row.division, row.class, row.title, row.voting ? 'yes' : 'no'],
  read: (cell) => ({
    seat: cell('seat'),
    chamber: cell('chamber'),
    division: cell('division'),
    class: orNull(cell('class')),
    title: cell('title'),
    voting: cell('voting') === 'yes',
  }),
}
const holders: TableForm<Holder> = {
  columns: ['seat', 'person', 'name', 'first', 'last', 'party', 'from', 'to', 'standing', 'note'],
  write: (row) => [
    row.seat,
    row.person,
    row.name,
    row.first,
    row.last,
    row.party,
    row.from,
    row.to,
    row.standing,
    row.note,
  ],
  read: (cell) => ({
    seat: cell('seat'),
    person: cell('person'),
    name: cell('name'),
    first: cell('first'),
    last: cell('last'),
    party: cell('party'),
    from: orNull(cell('from')),
    to: orNull(cell('to')),
    standing: cell('standing') as Holder['standing'],
    note: orNull(cell('note')),
  }),
}
const contacts: TableForm<Contact> = {
  columns: ['person', 'kind', 'value'],
  write: (row) => [row.person, row.kind, row.value],
  read: (cell) => ({
    person: cell('person'),
    kind: cell('kind') as Contact['kind'],
    value: cell('value'),
  }),
}
const offices: TableForm<Office> = {
  columns: [
    'office',
    'person',
    'kind',
    'building',
    'address',
    'suite',
    'city',
    'state',
    'postal_code',
    'phone',
  ],
  write: (row) => [
    row.office,
    row.person,
    row.kind,
    row.building,
    row.address,
    row.suite,
    row.city,
    row.state,
    row.postalCode,
    row.phone,
  ],
  read: (cell) => ({
    office: cell('office'),
    person: cell('person'),
    kind: cell('kind') as Office['kind'],
    building: orNull(cell('building')),
    address: orNull(cell('address')),
    suite: orNull(cell('suite')),
    city: orNull(cell('city')),
    state: orNull(cell('state')),
    postalCode: orNull(cell('postal_code')),
    phone: orNull(cell('phone')),
  }),
}
const committees: TableForm<Committee> = {
  columns: ['committee', 'chamber', 'name', 'parent'],
  write: (row) => [row.committee, row.chamber, row.name, row.parent],
  read: (cell) => ({
    committee: cell('committee'),
    chamber: cell('chamber'),
    name: cell('name'),
    parent: orNull(cell('parent')),
  }),
}
const members: TableForm<CommitteeMember> = {
  columns: ['committee', 'person', 'title', 'side', 'rank'],
  write: (row) => [
    row.committee,
    row.person,
    row.title,
    row.side,
    row.rank === null ? null : String(row.rank),
  ],
  read: (cell) => ({
    committee: cell('committee'),
    person: cell('person'),
    title: orNull(cell('title')),
    side: orNull(cell('side')),
    rank: cell('rank') === '' ? null : Number(cell('rank')),
  }),
}
const divisions: TableForm<Division> = {
  columns: ['division', 'name'],
  write: (row) => [row.division, row.name],
  read: (cell) => ({ division: cell('division'), name: cell('name') }),
}

type Tables = Omit<Pack, 'card' | 'sha256'>
/** The files of a pack and how their rows are written. */
export const packTables: { [Name in keyof Tables]: TableForm<Tables[Name][number]> } = {
  seats,
  holders,
  contacts,
  offices,
  committees,
  members,
  divisions,
}
export const packTableNames = Object.keys(packTables) as (keyof Tables)[]
