import { readFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { formatNumber, speak } from '../../ui/language.ts'
import { operator } from '../actor.ts'
import { checkpointGone, noteNewestCheckpoint } from '../backup/known-checkpoint.ts'
import type { ExitCode, Io } from '../command.ts'
import type { Db } from '../database.ts'
import { Unusable, WrongUse } from '../errors.ts'
import type { House } from '../house.ts'
import { addMasterKey, addSigningKey, rememberKeys } from '../keys.ts'
import { transact } from '../transact.ts'
import { type Checkpoint, makeCheckpoint } from './checkpoints.ts'
import { recordEvent } from './record-event.ts'
import { type SealedColumn, sealAgain, sealedBefore, sealedInHistory } from './rotate.ts'
import { type HistoryFault, verifyHistory } from './verify.ts'
import { words } from './words.ts'

/** What the tables of a room hold that the history knows nothing of: a record, and what of it, one entry each. */
export type Untold = (db: Db) => Promise<{ record: string; what: string }[]>

/**
 * `tp admin verify-history [--json] [--against FILE]`: exit 1 when anything is not as it was
 * written. Rooms hand in how their tables are held against the history.
 */
export async function verifyHistoryCommand(
  house: House,
  argv: string[],
  io: Io,
  rooms: readonly Untold[] = [],
): Promise<ExitCode> {
  const { values } = read(argv, { json: { type: 'boolean' }, against: { type: 'string' } })
  const against = typeof values.against === 'string' ? readCopy(values.against) : undefined
  const report = await verifyHistory(house, against === undefined ? {} : { against })
  const gone = await checkpointGone(house.db, house.settings.keys)
  const untold = []
  for (const room of rooms) untold.push(...(await room(house.db)))
  const exit: ExitCode = report.intact && gone === null && untold.length === 0 ? 0 : 1
  if (values.json === true) {
    io.out(JSON.stringify({ ...report, checkpointGone: gone, untold }, null, 2))
    return exit
  }
  const say = speak(words, io.language)
  const n = (count: number) => formatNumber(io.language, count)
  io.out(
    report.from === null || report.to === null
      ? say('cli.empty')
      : say('cli.read', {
          events: report.events,
          records: report.records,
          from: report.from,
          to: report.to,
        }),
  )
  if (report.lastCheckpoint)
    io.out(
      say('cli.anchored', {
        anchored: n(report.anchored),
        number: report.lastCheckpoint.number,
        at: report.lastCheckpoint.at,
        hash: report.lastCheckpoint.hash,
      }),
    )
  if (report.notYetAnchored > 0) io.out(say('cli.not anchored', { count: report.notYetAnchored }))
  io.out(report.against === null ? say('cli.no copy') : say('cli.copy', { count: report.against }))
  if (report.intact) io.out(say('cli.intact'))
  else {
    io.out(say('cli.faults', { count: report.faultCount }))
    for (const fault of report.faults) io.out(`  ${placeOf(fault, say)}: ${fault.message}`)
    if (report.faultCount > report.faults.length)
      io.out(`  ${say('cli.more faults', { count: n(report.faultCount - report.faults.length) })}`)
  }
  if (untold.length > 0) io.out(say('cli.untold', { count: untold.length }))
  for (const { record, what } of untold) io.out(`  ${record}: ${what}`)
  if (gone !== null) {
    const { known, found } = gone
    const place = { known: known.number, at: known.at, folder: house.settings.keys }
    if (found === null) io.out(say('cli.gone all', place))
    else if (found.number < known.number) io.out(say('cli.gone', { ...place, found: found.number }))
    else io.out(say('cli.gone other', place))
  }
  return exit
}

function placeOf(
  { record, seq, checkpoint, kind }: HistoryFault,
  say: ReturnType<typeof speak<keyof typeof words.en>>,
): string {
  const parts = [
    ...(record ? [`${record.kind} ${record.id}`] : []),
    ...(seq === null ? [] : [say('cli.event', { seq })]),
    ...(checkpoint === null ? [] : [say('cli.checkpoint', { number: checkpoint })]),
  ]
  return `${parts.join(', ')} [${kind}]`
}

/** `tp admin checkpoint`: signs the state of every history now, without waiting for the hour. */
export async function checkpointCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv, { json: { type: 'boolean' } })
  const made = await makeCheckpoint(house)
  if (made !== null) await noteNewestCheckpoint(house.db, house.settings.keys, made)
  const say = speak(words, io.language)
  if (values.json === true) io.out(JSON.stringify({ checkpoint: made }, null, 2))
  else if (made === null) io.out(say('cli.nothing new'))
  else
    io.out(
      say('cli.made', { number: made.number, events: made.events, records: made.records, hash: made.hash }),
    )
  return 0
}

/**
 * `tp admin rotate-keys`: adds a master and a signing key and seals everything again under
 * the new one. `--continue` adds none and goes on where an earlier run was interrupted.
 */
export async function rotateKeysCommand(
  house: House,
  argv: string[],
  io: Io,
  sealedElsewhere: readonly SealedColumn[] = [],
): Promise<ExitCode> {
  const { values } = read(argv, { json: { type: 'boolean' }, continue: { type: 'boolean' } })
  const columns = [...sealedInHistory, ...sealedElsewhere]
  if (values.continue !== true) {
    const master = addMasterKey(house.settings.keys)
    const signing = addSigningKey(house.settings.keys)
    // What was signed so far is closed with the keys that were known to the outside until now.
    await rememberKeys(house.db, house.keys, house.now())
    await transact(house.db, (trx) =>
      recordEvent(trx, {
        record: { kind: 'installation', id: 'keys' },
        action: 'added keys',
        before: null,
        after: { master, signing },
        actor: operator,
        at: house.now(),
      }),
    )
  }
  const sealed: Record<string, number> = {}
  const left: Record<string, number> = {}
  for (const column of columns) {
    const name = `${column.table}.${column.column}`
    sealed[name] = await sealAgain(house.db, house.keys, column)
    left[name] = await sealedBefore(house.db, house.keys, column)
  }
  const ids = house.keys.ids()
  const done = Object.values(left).every((count) => count === 0)
  const [master, signing] = [ids.master.at(-1)!, ids.signing.at(-1)!]
  if (values.json === true) {
    io.out(JSON.stringify({ done, master, signing, sealed, left }, null, 2))
    return done ? 0 : 1
  }
  const say = speak(words, io.language)
  io.out(say('cli.keys', { master, signing }))
  for (const [name, count] of Object.entries(sealed)) io.out(`  ${name}: ${say('cli.sealed', { count })}`)
  io.out(done ? say('cli.rotated', { folder: house.settings.keys }) : say('cli.rotate again'))
  io.out(say('cli.not rotated', { first: ids.master[0]! }))
  io.out(say('cli.after a leak'))
  return done ? 0 : 1
}

function read(argv: string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args: argv, options })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp admin help`.' },
    ])
  }
}

// ---- a copy of the checkpoints

/** Checkpoints as they were downloaded: one answer of the API, a list, or several of either one after another. */
export function readCopy(file: string): Checkpoint[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongUse(`${file} cannot be read`, [{ place: '--against', message: (error as Error).message }])
  }
  const parts = wholeOrLines(text)
  const checkpoints = parts?.flatMap((part) =>
    Array.isArray(part)
      ? part
      : isNamed(part, 'checkpoints') && Array.isArray(part.checkpoints)
        ? part.checkpoints
        : [part],
  )
  if (!checkpoints?.every(isCheckpoint))
    throw new Unusable(`${file} is not a copy of the checkpoints`, [
      {
        place: file,
        message: 'It has to hold JSON as /api/v1/history/checkpoints answers it.',
        remedy: 'Several answers may stand in one file, each on a line of its own.',
      },
    ])
  return checkpoints
}

function wholeOrLines(text: string): unknown[] | undefined {
  try {
    return [JSON.parse(text)]
  } catch {
    // Not one document: then one on each line.
  }
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown)
  } catch {
    return undefined
  }
}

const isNamed = <Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> =>
  typeof value === 'object' && value !== null && name in value

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== 'object' || value === null) return false
  const held = value as Record<string, unknown>
  return (
    ['number', 'format', 'events', 'records'].every((name) => Number.isSafeInteger(held[name])) &&
    ['at', 'heads', 'key', 'hash', 'signature'].every((name) => typeof held[name] === 'string') &&
    (held.previous === null || typeof held.previous === 'string')
  )
}
