import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { settle, talliesOf } from '../src/campaigns/signing/settle.ts'
import { newSignature, type Submission } from '../src/campaigns/signing/submit.ts'
import { writeSignature } from '../src/campaigns/signing/writer.ts'
import type { House } from '../src/house/house.ts'
import { TooMany } from '../src/house/limits.ts'
import { openLog } from '../src/house/log.ts'
import { openDatabase } from '../src/house/open-database.ts'
import { readSettings } from '../src/house/settings.ts'
import { houseOf, prepareTables } from '../src/prepare.ts'
import { yardstick } from './yardstick.ts'

/** What a signing must reach, of what bare rows reach into the same table. */
const goal = 0.7
/** How many people press the button at once. */
const SIDE_BY_SIDE = 200
const SECONDS = 4
const MILLION = 1_000_000

/**
 * Signing beside a bare INSERT of the same row into the same table: rows a second, as a ratio. A burst of ten times what
 * can be written, and the count of a million signatures. In a database of its own that is gone afterwards.
 */
export async function benchCampaigns(print: (line: string) => void, rows = MILLION): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), 'tip-bench-'))
  const settings = readSettings({}, { home, port: '0' })
  const log = openLog('error')
  const opened = await openDatabase(settings, log)
  try {
    const house = houseOf(opened, settings, log)
    await prepareTables(house, opened)
    const stick = yardstick()
    const campaign = await aCampaign(house)
    const bare = await rate((n) => insertBare(house, campaign, n))
    const signed = await rate((n) => sign(house, campaign, n))
    print(
      `campaigns: bare INSERT ${bare.toFixed(0)} rows/s; signing ${signed.toFixed(0)} signatures/s, each with its letter, sealed: ` +
        `${(signed / bare).toFixed(2)} of bare${signed / bare >= goal ? `, goal ${goal} reached` : `, goal ${goal} NOT reached`}`,
    )
    print(`campaigns: ${await burst(house, campaign, Math.round(signed * 10))}`)

    const crowd = await aCampaign(house)
    await many(house, crowd, rows)
    const began = performance.now()
    while ((await settle(house.db, crowd.campaign, { most: 50_000 })) > 0);
    const settled = (performance.now() - began) / 1000
    const times: number[] = []
    for (let i = 0; i < 30; i++) {
      const start = performance.now()
      await talliesOf(house.db, crowd.campaign)
      times.push(performance.now() - start)
    }
    const median = times.toSorted((a, b) => a - b)[15] ?? 0
    print(
      `campaigns: ${rows.toLocaleString('en')} signatures judged in ${settled.toFixed(0)} s (${(rows / settled).toFixed(0)}/s); ` +
        `the count of them is told in ${median.toFixed(1)} ms = ${(median / stick).toFixed(1)} yardsticks`,
    )
  } finally {
    await opened.close()
    rmSync(home, { recursive: true, force: true })
  }
}

type Ids = { campaign: string; askVersion: string }

async function aCampaign({ db }: Pick<House, 'db'>): Promise<Ids> {
  const [organisation, campaign, ask, askVersion] = [v7(), v7(), v7(), v7()]
  await sql`insert into organisations (id, kind, name, listed, version, made)
    values (${organisation}, 'coalition', ${`Bench ${organisation}`}, true, 1, now())`.execute(db)
  await sql`insert into campaigns (id, slug, organisation_id, state, revision, facts, policy, public_since, made)
    values (${campaign}, ${`bench-${randomUUID().slice(0, 8)}`}, ${organisation}, 'live', 1, '{}', 'strict', now(), now())`.execute(
    db,
  )
  await sql`insert into campaign_asks (id, campaign_id, key, kind, target, made)
    values (${ask}, ${campaign}, 'letter', 'letter', '{}', now())`.execute(db)
  await sql`insert into campaign_ask_versions (id, ask_id, version, content, made)
    values (${askVersion}, ${ask}, 1, '{}', now())`.execute(db)
  return { campaign, askVersion }
}

/** How many a second, when so many are at it side by side for some seconds. */
async function rate(one: (n: number) => Promise<unknown>): Promise<number> {
  let done = 0
  const start = performance.now()
  const until = start + SECONDS * 1000
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      while (performance.now() < until) {
        await one(done)
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - start)
}

const submission = ({ campaign, askVersion }: Ids): Submission => ({
  campaign,
  askVersion,
  template: 'Please cosponsor H.R. 2283.',
  signer: {
    title: null,
    name: `Signer ${randomUUID()}`,
    email: `${randomUUID()}@example.org`,
    country: 'USA',
    postalCode: '33602',
    street: null,
    words: null,
  },
  place: { region: 'FL', division: 'ocd-division/country:us/state:fl/cd:14' },
  language: 'en',
  consents: [],
  network: '192.0.2.1',
  onceKey: randomUUID(),
})

const letter = ({ token }: { token: string }) => ({
  subject: 'Confirm your signature',
  text: `To let it count, open this page and press the button there: https://example.org/${token}`,
})

const sign = (house: House, ids: Ids, _n: number) =>
  writeSignature(house, newSignature(house, submission(ids), letter))

/** One row, one statement, one commit: what an application does that does nothing else. */
async function insertBare(house: House, ids: Ids, _n: number): Promise<void> {
  const { row } = newSignature(house, submission(ids), letter)
  await house.db
    .insertInto('signatures')
    .values({
      ...row,
      state: 'pending',
      reason: null,
      confirmed_at: null,
      erased_at: null,
      submitted_at: new Date(row.submitted_at),
    })
    .execute()
}

/** That many at one moment: all are answered, written or told to come again; none fails. */
async function burst(house: House, ids: Ids, n: number): Promise<string> {
  const start = performance.now()
  const ends = { written: 0, refused: 0, failed: 0 }
  await Promise.all(
    Array.from({ length: n }, () =>
      sign(house, ids, 0).then(
        () => {
          ends.written += 1
        },
        (error: unknown) => {
          ends[error instanceof TooMany ? 'refused' : 'failed'] += 1
        },
      ),
    ),
  )
  const seconds = (performance.now() - start) / 1000
  return `a burst of ${n.toLocaleString('en')} at one moment: ${ends.written} written, ${ends.refused} told to come again, ${ends.failed} failed, in ${seconds.toFixed(1)} s`
}

/** Signatures of a million people, confirmed, some of them twice. */
async function many({ db }: Pick<House, 'db'>, { campaign, askVersion }: Ids, n: number): Promise<void> {
  for (let from = 0; from < n; from += 100_000)
    await sql`
      insert into signatures (id, campaign_id, ask_version_id, state, channel, language, region, division, own_words,
        email_key, person_key, postal_key, submitted_at, confirmed_at)
      select gen_random_uuid(), ${campaign}::uuid, ${askVersion}::uuid, 'validated', 'web', 'en',
        'S' || (i % 50), 'ocd-division/country:us/state:' || (i % 50) || '/cd:' || (i % 435), 0,
        'e' || (i - i % 97 % 2), 'p' || i, 'a' || (i % 30000), now(), now() + i * interval '1 microsecond'
      from generate_series(${from}::int, ${Math.min(from + 100_000, n) - 1}::int) as i`.execute(db)
}
