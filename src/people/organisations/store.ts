import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import type { FaultDetail } from '../../house/errors.ts'
import { type Change, organisationRecord, type Trx, tell } from './change.ts'
import { OrganisationFault } from './faults.ts'
import type { Organisation, OrganisationKind, OrganisationValues } from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** An organisation in a list, with how many belong to it. */
export type OrganisationCard = Organisation & {
  members: number
  /** The name as lists are sorted by it. */
  sorted: string
}

/** What is looked for: of a kind, of a country, or both; and whose eyes look. */
export type Search = {
  kind?: OrganisationKind | undefined
  country?: string | undefined
  /** Unlisted ones are found by who belongs to them, and by who may see all. */
  sees: 'all' | string[]
  /** Where the page before ended. */
  after?: { name: string; id: string } | undefined
  limit: number
}

/** Organisations in the order of their names; those that have ended last are not among them. */
export async function searchOrganisations(
  db: Db,
  { kind, country, sees, after, limit }: Search,
): Promise<OrganisationCard[]> {
  let query = cards(db).where('organisations.ended', 'is', null)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (country !== undefined) query = query.where('country', '=', country)
  if (sees !== 'all')
    query = query.where((where) =>
      where.or([
        where('listed', '=', true),
        ...(sees.length > 0 ? [where('organisations.id', 'in', sees)] : []),
      ]),
    )
  if (after !== undefined)
    query = query.where(sql<boolean>`(lower(name), organisations.id) > (${after.name}, ${after.id}::uuid)`)
  const rows = await query.orderBy(sql`lower(name)`).orderBy('organisations.id').limit(limit).execute()
  return rows.map(cardFrom)
}

/** Countries that some organisation stands in, for the filter. */
export async function countriesOfOrganisations(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('organisations')
    .select('country')
    .distinct()
    .where('country', 'is not', null)
    .where('listed', '=', true)
    .where('ended', 'is', null)
    .execute()
  return rows.flatMap(({ country }) => (country === null ? [] : [country]))
}

/** The organisations that are the government of a country, or a part of it: their ids. */
export async function governmentsOf(db: Db, country: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organisations')
    .select('id')
    .where('country', '=', country)
    .where('kind', 'in', ['partner-government', 'donor-government'])
    .where('ended', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** One organisation, ended ones included. Throws NotFound. */
export async function findOrganisation(db: Db, id: string): Promise<OrganisationCard> {
  const row = await cards(db).where('organisations.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new OrganisationFault('no organisation')
  return cardFrom(row)
}

function cards(db: Db) {
  return db
    .selectFrom('organisations')
    .selectAll('organisations')
    .select(sql<string>`lower(name)`.as('sorted'))
    .select((select) =>
      select
        .selectFrom('memberships')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('memberships.organisation_id', '=', 'organisations.id')
        .where('memberships.ended', 'is', null)
        .as('members'),
    )
}

type CardRow =
  ReturnType<typeof cards> extends SelectQueryBuilder<infer _T, infer _N, infer Row> ? Row : never

function cardFrom(row: CardRow): OrganisationCard {
  return { ...organisationFrom(row), members: Number(row.members ?? 0), sorted: row.sorted }
}

function organisationFrom(row: Tables['organisations']): Organisation {
  const { id, kind, name, country, website, listed, version } = row
  return {
    id,
    kind,
    name,
    country,
    website,
    listed,
    version,
    made: row.made.toISOString(),
    ended: row.ended?.toISOString() ?? null,
    endReason: row.end_reason,
  }
}

/** What the history keeps of an organisation. */
function told({ kind, name, country, website, listed, version }: Organisation) {
  return { kind, name, country, website, listed, version }
}

/** Makes an organisation; answers its id. Throws Conflict when the country has one of that name. */
export async function makeOrganisation(
  trx: Trx,
  change: Change,
  values: OrganisationValues,
): Promise<string> {
  await assertNameIsFree(trx, values, { own: null, sees: 'all' })
  const row = await orTaken(
    values,
    trx
      .insertInto('organisations')
      .values({ id: v7(), ...values, version: 1, made: change.at, made_by: change.actor.person })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  await tell(trx, change, {
    record: organisationRecord(row.id),
    action: 'made the organisation',
    before: null,
    after: told(organisationFrom(row)),
  })
  return row.id
}

/** Somebody else changed it since the form was opened. Carries what is there now, and says where the two differ. */
export class Overtaken extends OrganisationFault {
  readonly now: Organisation

  constructor(now: Organisation, version: number, sent: OrganisationValues | null) {
    super('overtaken', { version, now: now.version }, 'en', sent === null ? [] : differences(now, sent))
    this.now = now
  }
}

function differences(now: Organisation, sent: OrganisationValues): FaultDetail[] {
  const fields = ['name', 'kind', 'country', 'website', 'listed'] as const
  return fields
    .filter((field) => now[field] !== sent[field])
    .map((field) => ({
      place: field,
      message: `${JSON.stringify(now[field])} ≠ ${JSON.stringify(sent[field])}`,
    }))
}

/**
 * Changes what is said of an organisation; `sees` is whose eyes look, as with a search.
 * Overtaken when it is not the version that was read, Conflict for a name that
 * another one has which those eyes can find.
 */
export async function changeOrganisation(
  trx: Trx,
  change: Change,
  id: string,
  version: number,
  values: OrganisationValues,
  sees: Search['sees'],
): Promise<Organisation> {
  const before = await lockOrganisation(trx, id)
  if (before.version !== version) throw new Overtaken(before, version, values)
  await assertNameIsFree(trx, values, { own: id, sees })
  const row = await orTaken(
    values,
    trx
      .updateTable('organisations')
      .set({ ...values, version: version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  const after = organisationFrom(row)
  await tell(trx, change, {
    record: organisationRecord(id),
    action: 'changed the organisation',
    before: told(before),
    after: told(after),
  })
  return after
}

/**
 * Ends an organisation: whoever belonged to it holds nothing there from now on, and open
 * invitations to it are withdrawn. What was signed in its name stays signed.
 */
export async function endOrganisation(
  trx: Trx,
  change: Change,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const before = await lockOrganisation(trx, id)
  if (before.version !== version) throw new Overtaken(before, version, null)
  const by = { ended_by: change.actor.person, end_reason: reason }
  const ended = await trx
    .updateTable('memberships')
    .set({ ended: change.at, ...by })
    .where('organisation_id', '=', id)
    .where('ended', 'is', null)
    .returning('person_id')
    .execute()
  await trx
    .updateTable('role_grants')
    .set({ ended_at: change.at, ...by })
    .where('organisation_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  await trx
    .updateTable('invitations')
    .set({ withdrawn: change.at, withdrawn_by: change.actor.person, end_reason: reason, sealed: null })
    .where('organisation_id', '=', id)
    .where('accepted', 'is', null)
    .where('withdrawn', 'is', null)
    .execute()
  await trx
    .updateTable('organisations')
    .set({ ended: change.at, version: version + 1, ...by })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: organisationRecord(id),
    action: 'ended the organisation',
    before: { ...told(before), members: ended.map(({ person_id }) => person_id).sort() },
    after: { ...told({ ...before, version: version + 1 }), ended: change.at.toISOString(), members: [] },
    reason,
  })
}

/** Holds an organisation, ended or not, to the end of the transaction; nothing is held when there is none. */
export async function holdOrganisation(trx: Trx, id: string): Promise<void> {
  await trx.selectFrom('organisations').select('id').where('id', '=', id).forUpdate().execute()
}

/**
 * Holds an organisation that has not ended, to the end of the transaction: two who change
 * its people at once take turns. Throws NotFound, or Conflict when it has ended.
 */
export async function lockOrganisation(trx: Trx, id: string): Promise<Organisation> {
  const row = await trx
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new OrganisationFault('no organisation')
  if (row.ended !== null) throw new OrganisationFault('organisation ended', { name: row.name })
  return organisationFrom(row)
}

/** Of two who take one name at the same moment, the second hears of it from the database. */
async function orTaken<Row>({ name }: OrganisationValues, written: Promise<Row>): Promise<Row> {
  try {
    return await written
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'organisations_one_of_a_name')
      throw new OrganisationFault('name taken', { name })
    throw error
  }
}

/** A name that only an unlisted organisation has is free to those who may not know of it: a no would give it away. */
async function assertNameIsFree(
  trx: Trx,
  { name, country }: OrganisationValues,
  { own, sees }: { own: string | null; sees: Search['sees'] },
): Promise<void> {
  const named = await trx
    .selectFrom('organisations')
    .select(['id', 'listed'])
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where(sql<boolean>`coalesce(country, '') = ${country ?? ''}`)
    .where('ended', 'is', null)
    .execute()
  const seen = named.filter(({ id, listed }) => listed || sees === 'all' || sees.includes(id))
  if (seen.some(({ id }) => id !== own)) throw new OrganisationFault('name taken', { name })
}
