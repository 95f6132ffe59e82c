import { allJobs } from './all-jobs.ts'
import { openHouse } from './app.ts'
import { standingsOf } from './front/find-standings.ts'
import { checkpointGone } from './house/backup/known-checkpoint.ts'
import { type HttpServer, listen } from './house/http.ts'
import { type RunningJobs, startJobs } from './house/jobs/start.ts'
import { openLog } from './house/log.ts'
import { deliveriesEnded } from './house/mail/deliver.ts'
import { outboxPath } from './house/mail/routes.tsx'
import { openDatabase } from './house/open-database.ts'
import { leaveOrigin } from './house/origin.ts'
import type { Settings } from './house/settings.ts'
import { stopOnSignal } from './house/stop-on-signal.ts'
import { finishErasures } from './people/own-data/erase.ts'
import { houseOf, prepare } from './prepare.ts'

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
