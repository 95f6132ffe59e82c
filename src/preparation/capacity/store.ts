import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Tables } from '../../house/database.ts'
import { type Change, type Trx, tell } from '../../people/organisations/change.ts'
import '../../people/organisations/tables.ts'
import { CapacityFault } from './faults.ts'
import type {
  CapacityFunction,
  CapacityMap,
  Former,
  Institution,
  InstitutionValues,
  Level,
  Reading,
  ReadingValues,
  Round,
  Side,
  Task,
} from './schema.ts'
import { isTask, levels, tasks } from './schema.ts'
import { type CapacityGap, gapsOf } from './standing.ts'
import './tables.ts'

type Db = Kysely<Tables>

export const mapRecord = (country: string) => ({ kind: 'capacity-map', id: country })

/* what is there */

/** The map of a country, up to a day if one is named: what was published, and the institutions there were then. */
export async function mapOf(
  db: Db,
  country: string,
  { on = null }: { on?: string | null } = {},
): Promise<CapacityMap> {
  let published = rounds(db).where('capacity_rounds.country', '=', country).where('state', '=', 'published')
  if (on !== null) published = published.where('day', '<=', on)
  const found = (await published.execute()).map(roundFrom)
  const then = on === null ? null : `${on}T23:59:59.999Z`
  const all = await allInstitutionsOf(db, country)
  const readings =
    found.length === 0
      ? []
      : await db
          .selectFrom('capacity_readings')
          .selectAll()
          .where(
            'round_id',
            'in',
            found.map(({ id }) => id),
          )
          .execute()
  // What was said of an institution does not vanish with it: it stays, as ended. One nobody spoke of is gone.
  const spoken = new Set(readings.map(({ institution_id }) => institution_id))
  return {
    country,
    on,
    institutions: all
      .map((each) => (then === null ? each : calledAt(each, then)))
      .filter(({ id, ended }) => ended === null || spoken.has(id))
      .sort(byPlace),
    rounds: found,
    readings: readings.flatMap(readingFrom),
  }
}

/** An institution as it stood at a moment: by the name it had, and there where it ended later. */
export function calledAt(institution: Institution, moment: string): Institution {
  const { former } = institution
  const then = former.find(({ until }) => until >= moment)
  const still = institution.ended !== null && institution.ended > moment
  return {
    ...institution,
    ...(then === undefined ? {} : { name: then.name, level: then.level, place: then.place }),
    former: former.filter(({ until }) => until < moment),
    ...(still ? { ended: null, endReason: null } : {}),
  }
}

/** Institutions of the whole country first, then those of places, each by name. */
function byPlace(a: Institution, b: Institution): number {
  return (
    a.level.localeCompare(b.level) ||
    (a.place ?? '').localeCompare(b.place ?? '') ||
    a.name.localeCompare(b.name)
  )
}

export type CapacityGaps = {
  country: string
  /** Rounds up to this day were looked at; null for all. */
  on: string | null
  /** Whether the country has a map at all: without one, nothing is known, not even what is lacking. */
  mapped: boolean
  gaps: Record<CapacityFunction, CapacityGap[]>
}

/**
 * What the institutions of a country lack, by the components of a compact: done by nobody or on paper only
 * (level 0 or 1 by either side), judged two levels or more apart by the country and from outside, known by
 * neither, or the task of no institution. Only what was published counts.
 */
export async function capacityGaps(
  db: Db,
  country: string,
  { on = null }: { on?: string | null } = {},
): Promise<CapacityGaps> {
  const map = await mapOf(db, country, { on })
  const all = gapsOf(map)
  const of = (component: CapacityFunction) => all.filter((gap) => gap.component === component)
  return {
    country,
    on,
    mapped: map.institutions.length > 0,
    gaps: {
      prosecution: of('prosecution'),
      protection: of('protection'),
      prevention: of('prevention'),
      partnership: of('partnership'),
      data: of('data'),
    },
  }
}

/** Countries with institutions or rounds, and what there is of each. */
export async function mappedCountries(
  db: Db,
): Promise<{ country: string; institutions: number; outside: string | null; self: string | null }[]> {
  const institutions = await db
    .selectFrom('capacity_institutions')
    .select(['country', sql<string>`count(*) filter (where ended is null)`.as('count')])
    .groupBy('country')
    .execute()
  const last = await db
    .selectFrom('capacity_rounds')
    .select(['country', 'side', sql<string>`max(day)`.as('day')])
    .where('state', '=', 'published')
    .groupBy(['country', 'side'])
    .execute()
  const dayOf = (country: string, side: Side) =>
    last.find((each) => each.country === country && each.side === side)?.day ?? null
  return institutions
    .map(({ country, count }) => ({
      country,
      institutions: Number(count),
      outside: dayOf(country, 'outside'),
      self: dayOf(country, 'self'),
    }))
    .filter(({ institutions, outside, self }) => institutions > 0 || outside !== null || self !== null)
}

/** One institution, ended ones included. Throws NotFound. */
export async function findInstitution(db: Db, country: string, id: string): Promise<Institution> {
  const row = await db
    .selectFrom('capacity_institutions')
    .selectAll()
    .where('id', '=', id)
    .where('country', '=', country)
    .executeTakeFirst()
  if (row === undefined) throw new CapacityFault('no institution')
  return institutionFrom(row, await formerOf(db, country))
}

/** One round. Throws NotFound; who may see a draft is decided at the door. */
export async function findRound(db: Db, country: string, id: string): Promise<Round> {
  const row = await rounds(db)
    .where('capacity_rounds.id', '=', id)
    .where('capacity_rounds.country', '=', country)
    .executeTakeFirst()
  if (row === undefined) throw new CapacityFault('no round')
  return roundFrom(row)
}

/** Rounds that are still written, the newest first. */
export async function draftsOf(db: Db, country: string): Promise<Round[]> {
  const rows = await rounds(db)
    .where('capacity_rounds.country', '=', country)
    .where('state', '=', 'draft')
    .execute()
  return rows.map(roundFrom)
}

export async function readingsOf(db: Db, round: string): Promise<Reading[]> {
  const rows = await db.selectFrom('capacity_readings').selectAll().where('round_id', '=', round).execute()
  return rows.flatMap(readingFrom).sort((a, b) => tasks.indexOf(a.task) - tasks.indexOf(b.task))
}

/** The institutions a country has today. */
export async function institutionsOf(db: Db, country: string): Promise<Institution[]> {
  return (await allInstitutionsOf(db, country)).filter(({ ended }) => ended === null)
}

/** Those that have ended as well: earlier rounds speak of them. */
export async function allInstitutionsOf(db: Db, country: string): Promise<Institution[]> {
  const rows = await db
    .selectFrom('capacity_institutions')
    .selectAll()
    .where('country', '=', country)
    .execute()
  const former = await formerOf(db, country)
  return rows.map((row) => institutionFrom(row, former)).sort(byPlace)
}

/** What institutions of a country were called before, by institution. */
async function formerOf(db: Db, country: string): Promise<ReadonlyMap<string, Former[]>> {
  const rows = await db
    .selectFrom('capacity_institution_names as former')
    .innerJoin('capacity_institutions as now', 'now.id', 'former.institution_id')
    .where('now.country', '=', country)
    .select(['now.id', 'former.name', 'former.level', 'former.place', 'former.until'])
    .orderBy('former.version')
    .execute()
  const found = new Map<string, Former[]>()
  for (const { id, until, ...row } of rows)
    found.set(id, [...(found.get(id) ?? []), { ...row, until: until.toISOString() }])
  return found
}

/** Days on which a round of the country speaks, the newest first. */
export async function daysOf(db: Db, country: string): Promise<string[]> {
  const rows = await db
    .selectFrom('capacity_rounds')
    .select('day')
    .distinct()
    .where('country', '=', country)
    .where('state', '=', 'published')
    .orderBy('day', 'desc')
    .execute()
  return rows.map(({ day }) => day)
}

function rounds(db: Db) {
  return db
    .selectFrom('capacity_rounds')
    .leftJoin('organisations', 'organisations.id', 'capacity_rounds.organisation_id')
    .selectAll('capacity_rounds')
    .select('organisations.name as organisation_name')
    .orderBy('day', 'desc')
    .orderBy('closed', 'desc')
    .orderBy('capacity_rounds.id', 'desc')
}

function roundFrom(row: Tables['capacity_rounds'] & { organisation_name: string | null }): Round {
  const { id, country, side, day, note, state, revision, reason } = row
  return {
    id,
    country,
    side,
    day,
    organisation:
      row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '–' },
    saidBy: row.said_by,
    note,
    state,
    revision,
    closed: row.closed?.toISOString() ?? null,
    reason,
  }
}

function institutionFrom(
  row: Tables['capacity_institutions'],
  former: ReadonlyMap<string, Former[]> = new Map(),
): Institution {
  const { id, country, name, kind, level, place, version } = row
  return {
    id,
    country,
    name,
    kind,
    level,
    place,
    tasks: row.tasks.filter(isTask),
    version,
    ended: row.ended?.toISOString() ?? null,
    endReason: row.end_reason,
    former: (former.get(id) ?? []).map(({ name, level, place, until }) => ({ name, level, place, until })),
  }
}

function readingFrom(row: Tables['capacity_readings']): Reading[] {
  if (!isTask(row.task)) return []
  const level: Level | null = levels.find((each) => each === row.level) ?? null
  const { evidence, address, year } = row
  return [
    { round: row.round_id, institution: row.institution_id, task: row.task, level, evidence, address, year },
  ]
}

/* institutions */

const told = ({ name, kind, level, place, tasks, version }: Institution) => ({
  name,
  kind,
  level,
  place,
  tasks,
  version,
})

/** Adds an institution; answers its id. Throws Conflict when the country has one of that name in that place. */
export async function addInstitution(
  trx: Trx,
  change: Change,
  country: string,
  values: InstitutionValues,
): Promise<string> {
  const row = await orTaken(
    values,
    trx
      .insertInto('capacity_institutions')
      .values({
        id: v7(),
        country,
        ...values,
        tasks: [...values.tasks],
        version: 1,
        made: change.at,
        made_by: change.actor.person,
        ended: null,
        ended_by: null,
        end_reason: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst(),
  )
  await tell(trx, change, {
    record: mapRecord(country),
    action: 'added an institution',
    before: null,
    after: { institution: row.id, ...told(institutionFrom(row)) },
  })
  await bumpDataVersion(trx)
  return row.id
}

/** Changes what is said of an institution, from now on: published rounds keep its name. Overtaken when it is not the version that was read. */
export async function changeInstitution(
  trx: Trx,
  change: Change,
  { country, id, version }: { country: string; id: string; version: number },
  values: InstitutionValues,
): Promise<void> {
  const before = await lockInstitution(trx, country, id, version)
  const other = await trx
    .selectFrom('capacity_institutions')
    .select('id')
    .where('country', '=', country)
    .where('id', '<>', id)
    .where('ended', 'is', null)
    .where(sql`lower(name)`, '=', sql`lower(${values.name})`)
    .where(sql`lower(coalesce(place, ''))`, '=', sql`lower(${values.place ?? ''})`)
    .executeTakeFirst()
  if (other !== undefined) throw new CapacityFault('name taken', { name: values.name })
  if (before.name !== values.name || before.level !== values.level || before.place !== values.place)
    await trx
      .insertInto('capacity_institution_names')
      .values({
        institution_id: id,
        version,
        until: change.at,
        name: before.name,
        level: before.level,
        place: before.place,
      })
      .execute()
  const row = await orTaken(
    values,
    trx
      .updateTable('capacity_institutions')
      .set({ ...values, tasks: [...values.tasks], version: version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  await tell(trx, change, {
    record: mapRecord(country),
    action: 'changed an institution',
    before: { institution: id, ...told(before) },
    after: { institution: id, ...told(institutionFrom(row)) },
  })
  await bumpDataVersion(trx)
}

/**
 * Ends an institution: it is asked about no more. What was published of it stays on the map, marked as ended, and is a
 * gap until somebody has said from outside how far the task is done by an institution that is there.
 */
export async function endInstitution(
  trx: Trx,
  change: Change,
  { country, id, version }: { country: string; id: string; version: number },
  reason: string,
): Promise<void> {
  const before = await lockInstitution(trx, country, id, version)
  await trx
    .updateTable('capacity_institutions')
    .set({ ended: change.at, ended_by: change.actor.person, end_reason: reason, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: mapRecord(country),
    action: 'ended an institution',
    before: { institution: id, ...told(before) },
    after: { institution: id, ended: change.at.toISOString() },
    reason,
  })
  await bumpDataVersion(trx)
}

async function lockInstitution(trx: Trx, country: string, id: string, version: number): Promise<Institution> {
  const row = await trx
    .selectFrom('capacity_institutions')
    .selectAll()
    .where('id', '=', id)
    .where('country', '=', country)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new CapacityFault('no institution')
  const institution = institutionFrom(row)
  if (institution.ended !== null) throw new CapacityFault('institution ended', { name: institution.name })
  if (institution.version !== version)
    throw new CapacityFault('overtaken', { version, now: institution.version })
  return institution
}

async function orTaken<Row>(values: InstitutionValues, made: Promise<Row | undefined>): Promise<Row> {
  try {
    const row = await made
    if (row !== undefined) return row
  } catch (error) {
    // Somebody gave another one this name at the same moment.
    if (!(error instanceof Error && 'code' in error && error.code === '23505')) throw error
  }
  throw new CapacityFault('name taken', { name: values.name })
}

/* rounds */

export type RoundValues = {
  side: Side
  day: string
  /** One of the two: a government of this house that says it of itself, or whose assessment it is, in words. */
  organisation: string | null
  saidBy: string | null
  note: string | null
}

/** Begins a round; answers its id. */
export async function beginRound(
  trx: Trx,
  change: Change,
  country: string,
  values: RoundValues,
): Promise<string> {
  const { side, day, organisation, saidBy, note } = values
  if ((await institutionsOf(trx, country)).length === 0) throw new CapacityFault('no institutions')
  const id = v7()
  await trx
    .insertInto('capacity_rounds')
    .values({
      id,
      country,
      side,
      day,
      organisation_id: organisation,
      said_by: saidBy,
      note,
      state: 'draft',
      revision: 0,
      made: change.at,
      made_by: change.actor.person,
      closed: null,
      closed_by: null,
      reason: null,
    })
    .execute()
  await tell(trx, change, {
    record: mapRecord(country),
    action: 'began a round of assessment',
    before: null,
    after: { round: id, ...values },
  })
  return id
}

/** What one sending says of a task; `values: null` takes away what the draft said. */
export type Written = { institution: string; task: Task; values: ReadingValues | null }

/**
 * Writes in a draft. Throws Conflict when the round is closed, or somebody wrote in it since `revision` was read;
 * NotFound for an institution of another country. Answers how many readings were changed.
 */
export async function writeReadings(
  trx: Trx,
  change: Change,
  { country, round: id, revision }: { country: string; round: string; revision: number },
  written: readonly Written[],
): Promise<number> {
  const round = await lockDraft(trx, country, id)
  if (round.revision !== revision)
    throw new CapacityFault('round overtaken', { revision, now: round.revision })
  const here = new Map((await institutionsOf(trx, country)).map((each) => [each.id, each]))
  const before = new Map(
    (await readingsOf(trx, id)).map((each) => [`${each.institution} ${each.task}`, each]),
  )
  const changed: {
    institution: string
    task: Task
    before: ReadingValues | null
    after: ReadingValues | null
  }[] = []
  for (const { institution, task, values } of written) {
    const its = here.get(institution)
    if (its === undefined) throw new CapacityFault('no institution')
    if (!its.tasks.includes(task)) throw new CapacityFault('not taken')
    const stands = before.get(`${institution} ${task}`)
    const old = stands === undefined ? null : valuesOf(stands)
    if (JSON.stringify(old) === JSON.stringify(values === null ? null : valuesOf(values))) continue
    changed.push({ institution, task, before: old, after: values })
    const row = { round_id: id, institution_id: institution, task }
    if (values === null)
      await trx
        .deleteFrom('capacity_readings')
        .where((where) => where.and(row))
        .execute()
    else
      await trx
        .insertInto('capacity_readings')
        .values({ ...row, ...valuesOf(values) })
        .onConflict((conflict) =>
          conflict.columns(['round_id', 'institution_id', 'task']).doUpdateSet(valuesOf(values)),
        )
        .execute()
  }
  if (changed.length === 0) return 0
  await trx
    .updateTable('capacity_rounds')
    .set({ revision: round.revision + 1 })
    .where('id', '=', id)
    .execute()
  const side = (which: 'before' | 'after') => ({
    round: id,
    readings: changed.map(({ institution, task, ...both }) => ({ institution, task, said: both[which] })),
  })
  await tell(trx, change, {
    record: mapRecord(country),
    action: WROTE,
    before: side('before'),
    after: side('after'),
  })
  return changed.length
}

const valuesOf = ({ level, evidence, address, year }: ReadingValues): ReadingValues => ({
  level,
  evidence,
  address,
  year,
})

const WROTE = 'wrote in a round of assessment'

/** Whether somebody has written in a round, be it that nothing of theirs is left: they do not publish it. */
export async function wroteIn(
  db: Db,
  { country, id }: Pick<Round, 'country' | 'id'>,
  person: string | null,
): Promise<boolean> {
  if (person === null) return false
  const record = mapRecord(country)
  const row = await db
    .selectFrom('events')
    .select('seq')
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .where('action', '=', WROTE)
    .where('actor_person', '=', person)
    // A quotation mark inside what somebody wrote is escaped there: only the name of the member matches.
    .where('after', 'like', `%"round":"${id}"%`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Publishes a round: everybody reads it from now on, and it stays as it is. Throws Conflict when nothing is in it, or
 * who publishes it wrote in it: two pairs of eyes see what stays for good.
 */
export async function publishRound(
  trx: Trx,
  change: Change,
  { country, round: id, revision }: { country: string; round: string; revision: number },
): Promise<void> {
  const round = await lockDraft(trx, country, id)
  // What was read is what is published.
  if (round.revision !== revision)
    throw new CapacityFault('round overtaken', { revision, now: round.revision })
  const readings = await readingsOf(trx, id)
  if (readings.length === 0) throw new CapacityFault('round empty')
  if (await wroteIn(trx, round, change.actor.person)) throw new CapacityFault('own round')
  await close(trx, change, id, 'published', null)
  await tell(trx, change, {
    record: mapRecord(country),
    action: 'published a round of assessment',
    before: { round: id, state: 'draft' },
    after: { round: id, state: 'published', side: round.side, day: round.day, readings: readings.length },
  })
  await bumpDataVersion(trx)
}

/** Drops a draft: it is kept with its reason, and shown to nobody. */
export async function dropRound(
  trx: Trx,
  change: Change,
  { country, round: id }: { country: string; round: string },
  reason: string,
): Promise<void> {
  await lockDraft(trx, country, id)
  await close(trx, change, id, 'dropped', reason)
  await tell(trx, change, {
    record: mapRecord(country),
    action: 'dropped a round of assessment',
    before: { round: id, state: 'draft' },
    after: { round: id, state: 'dropped' },
    reason,
  })
}

async function close(
  trx: Trx,
  { at, actor }: Change,
  id: string,
  state: Round['state'],
  reason: string | null,
) {
  await trx
    .updateTable('capacity_rounds')
    .set({ state, closed: at, closed_by: actor.person, reason })
    .where('id', '=', id)
    .execute()
}

async function lockDraft(trx: Trx, country: string, id: string): Promise<Round> {
  await trx.selectFrom('capacity_rounds').select('id').where('id', '=', id).forUpdate().execute()
  const round = await findRound(trx, country, id)
  if (round.state !== 'draft') throw new CapacityFault('round closed')
  return round
}
