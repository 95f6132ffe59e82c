import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { v7 } from 'uuid'
import { operator } from '../src/house/actor.ts'
import type { Db } from '../src/house/database.ts'
import { roleOf } from '../src/house/grants.ts'
import { makeCheckpoint } from '../src/house/history/checkpoints.ts'
import { historyOf, recordEvent } from '../src/house/history/record-event.ts'
import { verifyHistory } from '../src/house/history/verify.ts'
import type { House } from '../src/house/house.ts'
import { enqueue } from '../src/house/jobs/enqueue.ts'
import { defineJob } from '../src/house/jobs/job.ts'
import { prepareJobs } from '../src/house/jobs/prepare.ts'
import { takeAttempt } from '../src/house/limits.ts'
import { openLog } from '../src/house/log.ts'
import { openDatabase } from '../src/house/open-database.ts'
import { readSettings } from '../src/house/settings.ts'
import { transact } from '../src/house/transact.ts'
import { cookieNames } from '../src/people/accounts/auth.ts'
import { personOf, signedCookie } from '../src/people/accounts/session.ts'
import { tokenDigest } from '../src/people/accounts/token-digests.ts'
import { houseOf } from '../src/prepare.ts'
import { serve } from '../src/serve.ts'

/*
 * The part of scripts/scale.mjs that speaks the language of the house: `serve` opens it on the home of the settings,
 * the other words measure something on its database and answer with one JSON object.
 */

const [mode = '', ...words] = process.argv.slice(2)

async function answer(): Promise<void> {
  const settings = readSettings()
  const opened = await openDatabase(settings, openLog('error'), { connections: 12 })
  const house = houseOf(opened, settings, openLog('error'))
  try {
    const measured = await ask(house, opened.owner)
    process.stdout.write(`${JSON.stringify(measured)}\n`)
  } finally {
    await opened.close()
  }
}

async function ask(house: House, owner: Db): Promise<unknown> {
  const times = Number(words[0])
  switch (mode) {
    case 'writes':
      return writes(house, owner)
    case 'people':
      return peopleWithSignIns(house, owner)
    case 'observations':
      return growObservations(owner, times)
    case 'events':
      return growEvents(house, times)
    case 'sign-ins':
      return growSignIns(house, owner, times)
    case 'newer':
      await sql`update data_version set version = version + 1`.execute(house.db)
      return {}
    default:
      throw new Error(`“${mode}” is not known`)
  }
}

// ---- speeds

/** How many a second, over some seconds, with so many at once. */
async function perSecond(
  atOnce: number,
  work: (number: number) => Promise<unknown>,
  seconds = 4,
): Promise<number> {
  let number = 0
  const until = async (end: number) => {
    let done = 0
    while (performance.now() < end) {
      await work(number++)
      done++
    }
    return done
  }
  await Promise.all(Array.from({ length: atOnce }, () => until(performance.now() + 500)))
  const began = performance.now()
  const done = await Promise.all(Array.from({ length: atOnce }, () => until(began + seconds * 1000)))
  return (done.reduce((sum, each) => sum + each, 0) * 1000) / (performance.now() - began)
}

/** The middle and the slow end of some runs, in milliseconds. */
async function spread(
  runs: number,
  work: (number: number) => Promise<unknown>,
): Promise<{ p50: number; p95: number }> {
  const times: number[] = []
  for (let run = 0; run < runs + 3; run++) {
    const began = performance.now()
    await work(run)
    // The first few fill caches.
    if (run >= 3) times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((times[Math.floor(share * (times.length - 1))] ?? Number.NaN) * 100) / 100
  return { p50: at(0.5), p95: at(0.95) }
}

const nothing = defineJob({
  name: 'do-nothing',
  data: Type.Object({ number: Type.Integer() }),
  run: async () => {},
})
const change = (id: string, now: Date) => ({
  record: { kind: 'organisation', id },
  action: 'changed',
  before: { name: 'A union', country: 'GHA' },
  after: { name: 'A union of fishers', country: 'GHA' },
  actor: operator,
  at: now,
})

async function writes(house: House, owner: Db): Promise<Record<string, number>> {
  const role = await roleOf(house.db)
  await sql`create table if not exists bare (id uuid primary key, note text not null)`.execute(owner)
  await sql`grant all on bare to ${sql.id(role)}`.execute(owner)
  await prepareJobs(owner, role, [nothing])
  const bare = () => sql`insert into bare (id, note) values (${v7()}, 'a note')`.execute(house.db)
  const record = (id: string) => transact(house.db, (trx) => recordEvent(trx, change(id, house.now())))
  const result = {
    'bare INSERT, one at a time': await perSecond(1, bare),
    'bare INSERT, ten at once': await perSecond(10, bare),
    'change with its event, one at a time': await perSecond(1, () => record(v7())),
    'change with its event, ten at once': await perSecond(10, () => record(v7())),
    'changes of one and the same record, ten at once': await perSecond(10, () => record('the-same')),
    'job queued in a transaction, ten at once': await perSecond(10, (number) =>
      transact(house.db, (trx) => enqueue(trx, nothing, { number }, operator)),
    ),
    'attempt counted, ten at once': await perSecond(10, (number) =>
      takeAttempt(house, { what: 'look', who: String(number) }),
    ),
  }
  await sql`drop table bare`.execute(owner)
  return result
}

// ---- people, so that signed-in pages and writes can be asked for over HTTP

async function peopleWithSignIns(house: House, owner: Db): Promise<{ cookies: string[] }> {
  const cookies: string[] = []
  const now = house.now()
  for (let number = 0; number < 100; number++) {
    const [person, token] = [v7(), randomBytes(24).toString('base64url')]
    await signIn(owner, person, token, now)
    await sql`insert into role_grants (id, person_id, role, granted_at) values (${v7()}, ${person}, 'administrator', ${now})`.execute(
      owner,
    )
    cookies.push(`${cookieNames(house).session}=${signedCookie(house, token)}`)
  }
  return { cookies }
}

async function signIn(owner: Db, person: string, token: string, now: Date): Promise<void> {
  await sql`insert into people (id, created) values (${person}, ${now})`.execute(owner)
  await sql`insert into accounts_user (id, name, email, email_verified, created_at, updated_at, two_factor_enabled)
    values (${person}, 'Someone', ${`${person}@example.org`}, true, ${now}, ${now}, true)`.execute(owner)
  await sql`insert into accounts_session (id, token, user_id, expires_at, created_at, updated_at, seen_at, second_factor_at)
    values (${v7()}, ${tokenDigest(token)}, ${person}, ${new Date(now.getTime() + 86_400_000)}, ${now}, ${now}, ${now}, ${now})`.execute(
    owner,
  )
}

// ---- growth

/** Until there are so many times the figures of the pack; the copies are figures of other indicators. */
async function growObservations(owner: Db, times: number): Promise<{ rows: number }> {
  const copied = await sql<{ copies: number }>`
    select count(distinct indicator) / (select count(distinct indicator) from observations
      where indicator not like '%-copy-%') as copies
    from observations where indicator like '%-copy-%'`.execute(owner)
  // A few copies in each statement: one of all would take longer than a statement may.
  for (let from = (copied.rows[0]?.copies ?? 0) + 1; from < times; from += 9) {
    await sql`
      insert into observations (id, iso3, year, indicator, value, code, missing, standard_error, published, revised,
        basis, source, note, run, superseded_by)
      select gen_random_uuid(), iso3, year, indicator || '-copy-' || copy, value, code, missing, standard_error,
        published, revised, basis, source, note, run, superseded_by
      from observations, generate_series(${from}::integer, ${Math.min(from + 8, times - 1)}::integer) as copy
      where indicator not like '%-copy-%'`.execute(owner)
  }
  await sql`analyze observations`.execute(owner)
  const { rows } = await sql<{ count: number }>`select count(*) as count from observations`.execute(owner)
  return { rows: rows[0]?.count ?? 0 }
}

async function growEvents(house: House, target: number): Promise<Record<string, unknown>> {
  const held = async () => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from events`.execute(house.db)
    return rows[0]?.count ?? 0
  }
  let count = await held()
  // Ten events for each record, two hundred in a transaction.
  while (count < target) {
    await transact(house.db, async (trx) => {
      for (let record = 0; record < 20; record++) {
        const id = v7()
        for (let event = 0; event < 10; event++) await recordEvent(trx, change(id, house.now()))
      }
    })
    count += 200
  }
  await makeCheckpoint(house)
  const { rows } = await sql<{
    id: string
  }>`select record_id as id from events order by record_id desc limit 1`.execute(house.db)
  const known = { kind: 'organisation', id: rows[0]?.id ?? '' }
  const recorded = await spread(60, () =>
    transact(house.db, (trx) => recordEvent(trx, change(v7(), house.now()))),
  )
  const read = await spread(60, () => historyOf(house.db, known))
  const began = performance.now()
  await makeCheckpoint(house)
  const checkpointMs = performance.now() - began
  const verifying = performance.now()
  const report = await verifyHistory(house)
  if (!report.intact) throw new Error('The history does not hold together')
  return {
    rows: await held(),
    'record an event': recorded,
    'read the history of a record': read,
    'checkpoint of 63 new events, ms': Math.round(checkpointMs),
    'verify all, ms': Math.round(performance.now() - verifying),
  }
}

async function growSignIns(house: House, owner: Db, target: number): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from accounts_session`.execute(owner)
  const more = Math.max(0, target - (rows[0]?.count ?? 0))
  // Ten sign-ins for each person.
  await sql`
    with new_people as (
      insert into people (id, created) select gen_random_uuid(), now() from generate_series(1, ${Math.ceil(more / 10)}::integer)
      returning id
    ), new_users as (
      insert into accounts_user (id, name, email, email_verified, created_at, updated_at)
      select id, 'Someone', id || '@example.org', true, now(), now() from new_people returning id
    )
    insert into accounts_session (id, token, user_id, expires_at, created_at, updated_at, seen_at)
    select gen_random_uuid(), md5(random()::text) || md5(random()::text), id, now() + interval '1 day', now(), now(), now()
    from new_users, generate_series(1, 10)`.execute(owner)
  await sql`analyze accounts_session`.execute(owner)
  const [person, token] = [v7(), randomBytes(24).toString('base64url')]
  await signIn(owner, person, token, house.now())
  const headers = { cookie: `${cookieNames(house).session}=${signedCookie(house, token)}` }
  await sleep(0)
  return {
    rows: target,
    // Each asks anew: what is looked up is kept with the request alone.
    'look a sign-in and its roles up': await spread(200, () =>
      personOf(house, { headers, raw: {} } as unknown as Parameters<typeof personOf>[1]),
    ),
  }
}

// Last, so that everything above is there.
if (mode === 'serve') await serve(readSettings())
else await answer()
