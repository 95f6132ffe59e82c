import { openHouse } from './app.ts'
import { loadBills } from './campaigns/bills/load.ts'
import { coalitionJobs } from './campaigns/coalition/jobs.ts'
import { forgetOldAgents } from './campaigns/edges/jobs.ts'
import { loadLegislatures } from './campaigns/legislatures/load.ts'
import { forgetOldDelegates } from './campaigns/meetings/meetings.ts'
import { forgetOldAdvocates } from './campaigns/postcards/jobs.ts'
import { forgetOldSigners, signingJobs } from './campaigns/signing/jobs.ts'
import { standingsOf } from './front/find-standings.ts'
import { checkpointGone } from './house/backup/known-checkpoint.ts'
import { Fault } from './house/errors.ts'
import { grantTo, ownsTables, roleOf } from './house/grants.ts'
import type { House } from './house/house.ts'
import { type HttpServer, listen, stopOnSignal } from './house/http.ts'
import { houseJobs } from './house/jobs/house-jobs.ts'
import { prepareJobs } from './house/jobs/prepare.ts'
import { type RunningJobs, startJobs } from './house/jobs/start.ts'
import { openKeys, rememberKeys } from './house/keys.ts'
import { type Log, openLog } from './house/log.ts'
import { deliveriesEnded } from './house/mail/deliver.ts'
import { outboxPath } from './house/mail/routes.tsx'
import { isMigrated, migrate, type OpenDatabase, openDatabase } from './house/open-database.ts'
import { leaveOrigin } from './house/origin.ts'
import { projectRoot, type Settings } from './house/settings.ts'
import { packFolder, reloadPack } from './indicators/pack.ts'
import { forgetSignIns } from './people/accounts/changes.ts'
import { forgetInvitations } from './people/organisations/invitations.ts'
import { finishErasures } from './people/own-data/erase.ts'

const DRAIN_MS = 30_000

/** Opens the house and serves it until it is told to stop: database, reference pack, port. */
export async function serve(settings: Settings): Promise<void> {
  const log = openLog(settings.logLevel)
  const opened = await openDatabase(settings, log, { revive: true })
  const house = houseOf(opened, settings, log)
  let http: HttpServer | null = null
  let jobs: RunningJobs | null = null
  // From here on a server may be running for us: a signal during the first load must end it too.
  stopOnSignal(async () => {
    // Whoever has not taken their answer by then will not: one stalled client must not keep the others from closing.
    const late = setTimeout(() => http?.server.closeAllConnections(), DRAIN_MS)
    await http?.close()
    clearTimeout(late)
    await jobs?.stop()
    await deliveriesEnded()
    await opened.close()
  }, house)
  try {
    await prepare(house, opened)
    await finishErasures(house)
    const gone = await checkpointGone(house.db, settings.keys)
    if (gone !== null)
      log.error('The history was cut off: the checkpoint noted beside the keys is not in this database', {
        ...gone,
        remedy: 'See tp admin verify-history and docs/backup.md',
      })
    // The first page shows where every country stands; making that now keeps the first visitor from waiting.
    await standingsOf(house)
    if (settings.jobs === 'here') jobs = await startJobs(house, allJobs)
    http = await openHouse(house)
    const address = await listen(http, settings)
    log.info('The house is open', { address })
    leaveOrigin(settings, address, log)
    // A command knows where the pages are only from its own settings.
    const port = settings.port === 3000 ? '' : `PORT=${new URL(address).port} `
    const outbox =
      settings.smtp === null && settings.origin === null
        ? `  There is no mail server; what would be sent is read at ${address}${outboxPath(house)}\n`
        : ''
    process.stderr.write(
      `\n  TIPping Point is at ${address}\n  Reading needs no account. To let the first administrator in: ${port}npx tp admin create-admin EMAIL\n${outbox}  Press Ctrl-C to close it.\n\n`,
    )
  } catch (error) {
    await http?.close()
    await jobs?.stop()
    await opened.close()
    throw error
  }
}

/** Everything the program does at its own times, or after the answer. */
export const allJobs = [
  ...houseJobs([
    { what: 'invitations', forget: forgetInvitations },
    { what: 'sign-ins', forget: forgetSignIns },
    // Whoever asked to be erased and was told that it did not go through is erased all the same.
    { what: 'people whose erasure was cut short', forget: finishErasures },
    { what: 'signers of campaigns that are over', forget: forgetOldSigners },
    { what: 'advocates of campaigns that are over', forget: forgetOldAdvocates },
    { what: 'delegations and notes of campaigns that are over', forget: forgetOldDelegates },
    { what: 'who handed letters over in campaigns that are over', forget: forgetOldAgents },
  ]),
  ...coalitionJobs,
  ...signingJobs,
]

/** The house over an opened database, with the keys of its folder. */
export function houseOf(opened: OpenDatabase, settings: Settings, log: Log): House {
  return { db: opened.db, settings, log, keys: openKeys(settings.keys, log), now: () => new Date() }
}

/**
 * Tables as this version needs them, what the everyday role may do with them, queues, and
 * the keys they were used with.
 *
 * A process that was given the everyday role alone changes nothing: the tables are brought
 * up to date elsewhere (`tp admin migrate`). Throws Fault when that was not done.
 */
export async function prepareTables(
  house: House,
  { owner, separated }: Pick<OpenDatabase, 'owner' | 'separated'>,
): Promise<void> {
  if (separated || !(await isMigrated(house.db).catch(() => false)) || (await ownsTables(house.db))) {
    await migrate(owner).catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === '42501' ? notOwner() : error
    })
    const role = await roleOf(house.db)
    if (!separated && house.settings.databaseUrl !== null)
      house.log.warn(
        'One database role does everything: only triggers guard the history (docs/operations.md)',
      )
    await grantTo(owner, role)
    await prepareJobs(owner, role, allJobs)
  }
  await rememberKeys(house.db, house.keys, house.now())
}

function notOwner(): Fault {
  return new Fault(
    500,
    'tables-outdated',
    'The tables are not those of this version, and this role may not change them',
    [
      {
        place: 'DATABASE_ADMIN_URL',
        message: 'Only the owner of the tables brings them up to date.',
        remedy: 'Run `tp admin migrate` with DATABASE_ADMIN_URL set to the owner, then start this again.',
      },
    ],
  )
}

/** Tables and the reference pack: what every command and page needs before it can answer. */
export async function prepare(
  house: House,
  opened: OpenDatabase,
  tell: (line: string) => void = toStderr,
): Promise<void> {
  await prepareTables(house, opened)
  let last = ''
  const report = await reloadPack(house.db, packFolder(projectRoot()), {
    now: house.now,
    onProgress: (step, done, of) => {
      const line = `  Reference pack: ${step} ${Math.floor((100 * done) / Math.max(1, of))} %`
      if (line !== last) tell(line)
      last = line
    },
  })
  const legislatures = (await loadLegislatures(house)).filter(
    ({ state }) => state === 'added' || state === 'replaced',
  )
  await loadBills(house)
  if (legislatures.length > 0) tell(`  Legislatures and postal maps: ${legislatures.length} loaded`)
  if (report.state !== 'applied') return
  const { added, changed, withdrawn, factsAdded, factsChanged, factsWithdrawn } = report
  tell(
    `  Reference pack: ${added + factsAdded} added, ${changed + factsChanged} changed, ${withdrawn + factsWithdrawn} withdrawn`,
  )
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`)
}
