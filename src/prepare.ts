import { allJobs } from './all-jobs.ts'
import { loadBills } from './campaigns/bills/load.ts'
import { loadLegislatures } from './campaigns/legislatures/load.ts'
import { Fault } from './house/errors.ts'
import { grantTo, ownsTables, roleOf } from './house/grants.ts'
import type { House } from './house/house.ts'
import { prepareJobs } from './house/jobs/prepare.ts'
import { openKeys, rememberKeys } from './house/keys.ts'
import type { Log } from './house/log.ts'
import { isMigrated, migrate, type OpenDatabase } from './house/open-database.ts'
import { projectRoot, type Settings } from './house/settings.ts'
import { packFolder, reloadPack } from './indicators/pack.ts'

/* What stands before a page or a command answers: tables, queues, keys, and what is shipped. */

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
