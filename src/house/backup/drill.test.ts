import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { openHouse } from '../../app.ts'
import { createAccount } from '../../people/accounts/account.ts'
import { cookieNames } from '../../people/accounts/auth.ts'
import { beginSecondFactor, confirmSecondFactor, waitingKey } from '../../people/accounts/changes.ts'
import { signInOf } from '../../people/accounts/session.ts'
import { aCaller, appCode, goodPassword, keptCookies } from '../../people/accounts/sign-in.test-data.ts'
import { signIn } from '../../people/accounts/sign-in.ts'
import { eraseAgain } from '../../people/own-data/erase.ts'
import { ownNames, showAnotherName } from '../../people/protected/names.ts'
import { houseOf, prepare, prepareTables } from '../../prepare.ts'
import { operator } from '../actor.ts'
import type { ExitCode, Io } from '../command.ts'
import type { Tables } from '../database.ts'
import { Fault } from '../errors.ts'
import { roleOf } from '../grants.ts'
import { makeCheckpoint } from '../history/checkpoints.ts'
import { rotateKeysCommand } from '../history/commands.ts'
import { erasePerson, personalValue, readPersonal } from '../history/personal-values.ts'
import { historyOf, recordEvent } from '../history/record-event.ts'
import { verifyHistory } from '../history/verify.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { checkpointHistory, houseJobs } from '../jobs/house-jobs.ts'
import { prepareJobs } from '../jobs/prepare.ts'
import { standingOfJobs } from '../jobs/standing.ts'
import { openKeys } from '../keys.ts'
import { silentLog } from '../log.ts'
import { sendMail } from '../mail/mail.ts'
import { connect, openDatabase } from '../open-database.ts'
import { stopEmbeddedPostgres } from '../postgres.ts'
import { readSettings, type Settings } from '../settings.ts'
import { transact } from '../transact.ts'
import { backupCommand, restoreCommand } from './commands.ts'
import { openBackup } from './container.ts'
import { erasedPeople, noteErasure } from './erasures.ts'
import { placeKeys, readKeysFile, readKeysFolder, writeKeysFile } from './keys-file.ts'
import { knownCheckpoint } from './known-checkpoint.ts'
import { rewritten } from './rewritten.test-data.ts'

/*
 * The restore drill, as docs/backup.md has it: a house that was used, its backup, its end, and a new one in its
 * place. Once with the embedded database, and once with one reached by its address.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'tip-drill-'))
const passphraseFile = path.join(folder, 'passphrase')
const now = () => new Date('2025-07-01T12:00:00Z')
const homes: string[] = []

beforeAll(() => {
  // The embedded server runs as another user when the tests run as root.
  chmodSync(folder, 0o755)
  writeFileSync(passphraseFile, 'six words drawn by chance here\n', { mode: 0o600 })
})
afterAll(async () => {
  for (const home of homes) await stopEmbeddedPostgres(home)
  rmSync(folder, { recursive: true, force: true })
})

function newSettings(databaseUrl: string | null = null): Settings {
  const home = path.join(folder, `home-${homes.length + 1}`)
  homes.push(home)
  const keys = path.join(home, 'keys')
  return { ...readSettings({}, { home, port: '0' }), keys, databaseUrl, adminDatabaseUrl: null }
}

async function withHouse<T>(
  settings: Settings,
  work: (house: House) => Promise<T>,
  pack = false,
): Promise<T> {
  const opened = await openDatabase(settings, silentLog)
  try {
    const house = { ...houseOf(opened, settings, silentLog), now }
    await (pack ? prepare(house, opened, () => {}) : prepareTables(house, opened))
    await prepareJobs(opened.owner, await roleOf(opened.db), houseJobs())
    return await work(house)
  } finally {
    await opened.close()
  }
}

/** People, decisions about them, their history with a checkpoint, and work that waits. */
async function use(house: House): Promise<{ person: string; name: { personal: string; digest: string } }> {
  const person = randomUUID()
  const name = await transact(house.db, async (trx) => {
    await sql`insert into people (id, created) values (${person}, ${now()})`.execute(trx)
    await sql`insert into accounts_user (id, name, email, email_verified, created_at, updated_at)
      values (${person}, 'A. N. Other', ${`${person}@example.org`}, true, ${now()}, ${now()})`.execute(trx)
    await sql`insert into accounts_session (id, token, user_id, expires_at, created_at, updated_at, seen_at)
      values (${randomUUID()}, ${randomUUID()}, ${person}, ${now()}, ${now()}, ${now()}, ${now()})`.execute(
      trx,
    )
    const name = await personalValue(trx, house.keys, person, 'A. N. Other', now())
    const record = { kind: 'person', id: person }
    const change = { record, actor: operator, at: now() }
    await recordEvent(trx, { ...change, action: 'made the account', before: null, after: { name } })
    await recordEvent(trx, { ...change, action: 'took a look', before: { name }, after: { name } })
    return name
  })
  await makeCheckpoint(house)
  return { person, name }
}

async function command(
  run: (house: Pick<House, 'settings' | 'log' | 'now'>, argv: string[], io: Io) => Promise<ExitCode>,
  settings: Settings,
  argv: string[],
): Promise<{ exit: ExitCode; out: string }> {
  const lines: string[] = []
  const io: Io = { out: (line) => lines.push(line), err: () => {}, language: 'en' }
  const exit = await run({ settings, log: silentLog, now }, argv, io)
  return { exit, out: lines.join('\n') }
}

async function signedIn(house: House, email: string) {
  const came = await signIn(house, aCaller(), { email, password: goodPassword })
  if (came.to !== 'signed in') throw new Error(`expected to be signed in, came to ${came.to}`)
  const name = cookieNames(house).session
  const token = keptCookies(came.cookies)[name]!
  const own = await signInOf(house, { headers: { cookie: `${name}=${token}` }, raw: {} as never })
  return { own: own!, caller: aCaller({ session: token }) }
}

/** An invitation on its way, as its table has it. */
async function invite(trx: Transaction<Tables>, { keys }: House, by: string): Promise<void> {
  await sql`insert into invitations (id, sealed, email_mark, role, language, invited_by, invited_as, made, expires)
    values (${randomUUID()}, ${keys.seal(Buffer.from('{}'), 'invitation')}, 'm', 'member', 'en', ${by}, 'x',
      ${now()}, ${new Date(now().getTime() + 86_400_000)})`.execute(trx)
}

const withPassphrase = ['--passphrase-file', passphraseFile]

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Fault)
      return [error.message, ...error.details.map((each) => `${each.message} ${each.remedy}`)].join(' ')
    throw error
  }
  throw new Error('It was not refused')
}

/** What was in the tables when a backup was made, but for what a restore ends on purpose. */
async function contentsOf(file: string): Promise<unknown> {
  const backup = await openBackup(file)
  await backup.close()
  const ended = ['accounts_session', 'accounts_verification', 'data_version']
  return backup.manifest.tables
    .filter(({ table }) => !ended.includes(table))
    .map(({ table, part }) => [table, part.rows, part.sha256])
}

/** The drill, as the document has it; with the reference pack where that is asked for. */
async function drill(first: Settings, second: Settings, pack = false): Promise<void> {
  const file = path.join(folder, `${randomUUID()}.tip`)
  const keysFile = `${file}.keys`

  const { person, name, events } = await withHouse(
    first,
    async (house) => ({ ...(await use(house)), events: (await verifyHistory(house)).events }),
    pack,
  )
  const made = await command(backupCommand, first, [file, '--keys', keysFile, ...withPassphrase])
  expect(made.out).toMatch(/is written to .* rows/)
  expect(statSync(keysFile).mode & 0o777).toBe(0o600)

  if (first.databaseUrl === null) await stopEmbeddedPostgres(first.home)
  rmSync(first.home, { recursive: true, force: true })

  expect((await command(restoreCommand, second, [file, '--check'])).out).toMatch(/is a whole backup/)
  expect(await refusal(command(restoreCommand, second, [file]))).toMatch(/keys.*not here.*--without-keys/)
  const restored = await command(restoreCommand, second, [
    file,
    '--keys',
    keysFile,
    ...withPassphrase,
    '--json',
  ])
  expect(restored.exit).toBe(0)
  expect(JSON.parse(restored.out)).toMatchObject({
    leftOut: [],
    keysLost: [],
    keysWritten: 2,
    erasedAgain: 0,
    history: { intact: true, events, shorter: false, other: false },
  })

  const again = `${file}.again`
  await command(backupCommand, second, [again])
  expect(await contentsOf(again)).toEqual(await contentsOf(file))

  await withHouse(
    second,
    async (house) => {
      expect((await verifyHistory(house)).intact).toBe(true)
      expect(await readPersonal(house.db, house.keys, name)).toBe('A. N. Other')
      const sessions = await sql`select 1 from accounts_session where user_id = ${person}`.execute(house.db)
      expect(sessions.rows).toEqual([])
      const http = await openHouse(house)
      const pages = ['/', '/countries', '/countries/GHA', '/indicators', '/assessments']
      for (const page of pack ? pages : ['/indicators'])
        expect([page, (await http.inject(page)).statusCode]).toEqual([page, 200])
      await http.close()
    },
    true,
  )
}

// Five servers are started and two databases made, one after the other.
describe('The restore drill', { timeout: 300_000 }, () => {
  it('brings an embedded house back from its backup and its keys', async () => {
    await drill(newSettings(), newSettings(), true)
  })

  it('moves a house to a PostgreSQL reached by its address, of whatever version', async () => {
    await withDatabase((address) => drill(newSettings(), newSettings(address)))
  })

  it('moves a house from a PostgreSQL reached by its address', async () => {
    await withDatabase((address) => drill(newSettings(address), newSettings()))
  })
})

describe('After a restore', { timeout: 300_000 }, () => {
  let settings: Settings
  let file: string
  let keysFile: string
  let used: Awaited<ReturnType<typeof use>>

  beforeAll(async () => {
    settings = newSettings()
    file = path.join(folder, 'night.tip')
    keysFile = path.join(folder, 'night.keys')
    used = await withHouse(settings, async (house) => {
      const used = await use(house)
      await transact(house.db, (trx) => enqueue(trx, checkpointHistory, {}, operator))
      return used
    })
    await command(backupCommand, settings, [file, '--keys', keysFile, ...withPassphrase])
  })

  it('whoever was erased since the backup is erased again', async () => {
    await withHouse(settings, (house) =>
      transact(house.db, async (trx) => {
        noteErasure(settings.keys, used.person)
        await erasePerson(trx, used.person, now())
      }),
    )
    const wholly: typeof restoreCommand = (house, argv, io) => restoreCommand(house, argv, io, eraseAgain)
    const { out } = await command(wholly, settings, [file, '--yes-replace', 'postgres', '--json'])
    expect(JSON.parse(out)).toMatchObject({ erasedAgain: 1, replaced: true, history: { intact: true } })
    await withHouse(settings, async (house) => {
      expect(await readPersonal(house.db, house.keys, used.name)).toBeNull()
      const accounts = await sql`select 1 from accounts_user where id = ${used.person}`.execute(house.db)
      expect(accounts.rows).toEqual([])
    })
    // The note goes with the keys, and stays when an older file of keys comes back.
    await command(restoreCommand, settings, [
      ...[file, '--yes-replace', 'postgres', '--keys', keysFile],
      ...withPassphrase,
    ])
    expect(erasedPeople(settings.keys)).toEqual([used.person])
  })

  it('and so is whoever another machine erased, once a backup saw it', async () => {
    const other = newSettings()
    const { person } = await withHouse(other, async (house) => {
      const used = await use(house)
      await transact(house.db, (trx) => erasePerson(trx, used.person, now()))
      return used
    })
    await command(backupCommand, other, [path.join(folder, 'other.tip')])
    expect(erasedPeople(other.keys)).toEqual([person])
  })

  it('work that waited still waits', async () => {
    await command(restoreCommand, settings, [file, '--yes-replace', 'postgres'])
    await withHouse(settings, async (house) => {
      const waiting = (await standingOfJobs(house.db)).reduce((sum, each) => sum + each.waiting, 0)
      expect(waiting).toBe(1)
    })
  })

  it('it is said when the history is shorter than the keys know', async () => {
    await withHouse(settings, use)
    await command(backupCommand, settings, [path.join(folder, 'later.tip')])
    const { exit, out } = await command(restoreCommand, settings, [file, '--yes-replace', 'postgres'])
    expect(exit).toBe(0)
    expect(out).toMatch(/history is shorter.*checkpoint 2 of .*ends with 1/)
    // Said once: from then on that history counts, and no longer the one that is gone.
    expect(knownCheckpoint(settings.keys)?.number).toBe(1)
  })

  it('a house whose keys are lost opens again when that was said', async () => {
    const other = newSettings()
    const { out } = await command(restoreCommand, other, [file, '--without-keys'])
    expect(out).toMatch(/Restored without the keys/)
    await withHouse(other, async (house) => {
      expect(await readPersonal(house.db, house.keys, used.name)).toBeNull()
    })
  })

  it('and whoever had a second factor signs in there, can be named anew, and sets up another', async () => {
    const other = newSettings()
    const ama = await withHouse(other, async (house) => {
      const email = `${randomUUID()}@example.org`
      const { id } = await createAccount(house, {
        email,
        name: 'Ama',
        password: goodPassword,
        emailProven: true,
      })
      const { own, caller } = await signedIn(house, email)
      await beginSecondFactor(house, caller, own, { password: goodPassword })
      const { key } = (await waitingKey(house, own))!
      expect(await confirmSecondFactor(house, caller, own, { code: appCode(key) })).not.toBeNull()
      expect((await signIn(house, aCaller(), { email, password: goodPassword })).to).toBe('second factor')
      const old = await transact(house.db, (trx) => personalValue(trx, house.keys, id, 'Ama', now()))
      await transact(house.db, async (trx) => {
        await sendMail({ ...house, db: trx }, { to: email, subject: 's', text: 't', kind: 'k' })
        await invite(trx, house, own.person)
      })
      return { id, email, old }
    })
    const withoutKeys = path.join(folder, 'second-factor.tip')
    await command(backupCommand, other, [withoutKeys])
    rmSync(other.keys, { recursive: true })

    await command(restoreCommand, other, [withoutKeys, '--without-keys', '--yes-replace', 'postgres'])

    await withHouse(other, async (house) => {
      const { own, caller } = await signedIn(house, ama.email)
      await beginSecondFactor(house, caller, own, { password: goodPassword })
      expect((await waitingKey(house, own))?.key).toMatch(/^[A-Z2-7 ]+$/)
      const [removed] = await historyOf(house.db, { kind: 'person', id: ama.id }).then((events) =>
        events.filter(({ action }) => action === 'removed the second factor'),
      )
      expect(removed).toMatchObject({ actor: { as: 'operator' }, after: { secondFactor: false } })

      const change = { keys: house.keys, at: now(), actor: operator, requestId: null }
      await transact(house.db, (trx) => showAnotherName(trx, change, ama.id, 'Another'))
      expect(await ownNames(house.db, house.keys, ama.id)).toEqual({ shown: 'Another', own: 'Ama' })
      // What was kept before is closed, not broken; the new key is read.
      expect(await readPersonal(house.db, house.keys, ama.old)).toBeNull()
      const kept = await transact(house.db, (trx) => personalValue(trx, house.keys, ama.id, 'x', now()))
      expect(await readPersonal(house.db, house.keys, kept)).toBe('x')
      const { faults } = await verifyHistory(house)
      expect(faults.filter(({ kind }) => kind !== 'checkpoint-signature')).toEqual([])

      const left = await sql`
        select 1 from mails where sealed is not null and state = 'queued' and kind = 'k'
        union all select 1 from invitations where sealed is not null or withdrawn is null`.execute(house.db)
      expect(left.rows).toEqual([])
      expect(await rotateKeysCommand(house, [], { out: () => {}, err: () => {}, language: 'en' })).toBe(0)
    })
  })

  it('keys of another house are moved aside, never lost, and back in place when the restore fails', async () => {
    const other = newSettings()
    await withHouse(other, use)
    const before = readFileSync(path.join(other.keys, 'master-1.json'), 'utf8')
    const argv = [file, '--keys', keysFile, ...withPassphrase]
    const replacing = [...argv, '--yes-replace', 'postgres']

    expect(await refusal(command(restoreCommand, other, argv))).toMatch(/not empty/)
    const failing: typeof restoreCommand = (house, rest, io) =>
      restoreCommand(house, rest, io, () => Promise.reject(new Error('in the middle')))
    noteErasure(other.keys, used.person)
    await expect(command(failing, other, replacing)).rejects.toThrow('in the middle')
    expect(readFileSync(path.join(other.keys, 'master-1.json'), 'utf8')).toBe(before)

    const { out } = await command(restoreCommand, other, [...replacing, '--json'])
    const { keysMovedTo } = JSON.parse(out)
    expect(readFileSync(path.join(keysMovedTo, 'master-1.json'), 'utf8')).toBe(before)
    expect(existsSync(path.join(other.keys, 'signing-1.json'))).toBe(true)
    expect(erasedPeople(other.keys)).toEqual([used.person])
  })

  it('keys move aside within their folder where that cannot be renamed, and back when the restore fails', async () => {
    const place = path.join(folder, `mount-${randomUUID()}`)
    const theirs = path.join(folder, `theirs-${randomUUID()}`)
    openKeys(place)
    openKeys(theirs)
    const before = readFileSync(path.join(place, 'master-1.json'), 'utf8')
    const bundle = readKeysFolder(theirs)
    const mount: typeof renameSync = (from, to) => {
      if (from === place || to === place) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' })
      renameSync(from, to)
    }

    const { movedAside, undo } = placeKeys(place, bundle, true, now(), mount)

    expect(path.dirname(movedAside!)).toBe(place)
    expect(readFileSync(path.join(movedAside!, 'master-1.json'), 'utf8')).toBe(before)
    expect(openKeys(place).ids()).toEqual(openKeys(theirs).ids())
    undo()
    expect(readKeysFolder(place).files[0]?.text).toBe(before)
    expect(existsSync(movedAside!)).toBe(false)
  })

  it('a backup that was changed and given new digests is known by its signature', async () => {
    const forged = path.join(folder, 'forged.tip')
    writeFileSync(
      forged,
      rewritten(readFileSync(file), (manifest) => {
        manifest.madeAt = '2025-01-01T00:00:00.000Z'
      }),
    )
    expect(await refusal(command(restoreCommand, settings, [forged, '--check']))).toMatch(/was changed after/)
  })

  it('a backup that another house signed is refused, unless somebody answers for it', async () => {
    const elsewhere = newSettings()
    openKeys(elsewhere.keys)
    const asked = [file, '--without-keys']
    expect(await refusal(command(restoreCommand, elsewhere, asked))).toMatch(
      /not signed by a key of this house/,
    )
    expect((await command(restoreCommand, elsewhere, [file, '--check'])).exit).toBe(1)
  })
})

describe('A file of keys', () => {
  it('opens with its passphrase only, and says nothing of what it holds otherwise', async () => {
    const settings = newSettings()
    openKeys(settings.keys)
    const file = path.join(folder, 'some.keys')
    const bundle = readKeysFolder(settings.keys)
    await writeKeysFile(file, bundle, 'a passphrase long enough')

    expect(readKeysFile(file, 'a passphrase long enough')).toEqual(bundle)
    expect(readFileSync(file, 'utf8')).not.toContain(bundle.files[0]?.text.slice(20, 60))
    expect(() => readKeysFile(file, 'another passphrase')).toThrow(/cannot be opened/)
    const bytes = readFileSync(file)
    for (const share of [0, 0.1, 0.2, 0.5, 0.9, 0.995]) {
      const at = Math.floor(share * bytes.length)
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(`${file}.changed`, changed)
      expect(() => readKeysFile(`${file}.changed`, 'a passphrase long enough')).toThrow(Fault)
    }
    await expect(writeKeysFile(file, bundle, 'a passphrase long enough')).rejects.toThrow(/not written/)
    await expect(writeKeysFile(`${file}.2`, bundle, 'short')).rejects.toThrow(/too short/)
  })
})

/** The address of a fresh database on the server of this run. */
async function withDatabase(work: (address: string) => Promise<void>): Promise<void> {
  const house: TestHouse = await openTestHouse({ migrated: false })
  const door = connect(house.connection, silentLog, { connections: 1 })
  const name = `tip_drill_${randomUUID().replaceAll('-', '')}`
  try {
    await sql`create database ${sql.id(name)}`.execute(door)
    await work(addressOf(house.connection, name))
  } finally {
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(door)
    await door.destroy()
    await house.close()
  }
}

function addressOf(connection: TestHouse['connection'], name: string): string {
  if ('connectionString' in connection) {
    const url = new URL(connection.connectionString)
    url.pathname = `/${name}`
    return url.href
  }
  const { user, host, port } = connection
  return `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}&port=${port}`
}
