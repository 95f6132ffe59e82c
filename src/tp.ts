import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { ExitCode, Io } from './house/command.ts'
import { Fault, NotFound, WrongUse } from './house/errors.ts'
import type { House } from './house/house.ts'
import { openLog } from './house/log.ts'
import { type LogLevel, readSettings, type SettingFlags, type Settings } from './house/settings.ts'
import { stopOnSignal } from './house/stop-on-signal.ts'
import { printable } from './indicators/wording.ts'
import type { Action } from './people/policy/actions.ts'
import { assertAllowed } from './people/policy/guard.ts'
import { type Language, languages } from './ui/language.ts'

type Room = (house: House, argv: string[], io: Io) => Promise<ExitCode>

/** The rooms that answer to commands, one line each. Each is read when it is asked: reading all takes longer than most answers. */
const rooms: Record<string, () => Promise<Room>> = {
  admin: async () => (await import('./tp-admin.ts')).adminCommand,
  campaign: async () => (await import('./campaigns/commands.ts')).campaignCommand,
  compact: async () => (await import('./tp-compact.ts')).compactsCommand,
  data: async () => (await import('./indicators/commands.ts')).dataCommand,
  demo: async () => {
    const [{ demoCommand }, { openHouse }] = await Promise.all([
      import('./demo/commands.ts'),
      import('./app.ts'),
    ])
    return (house, argv, io) => demoCommand(house, argv, io, openHouse)
  },
  iati: async () => (await import('./tp-compact.ts')).iatiCommand,
  prevalence: async () => {
    const { prevalenceCommand } = await import('./preparation/commands.ts')
    return (_house, argv, io) => prevalenceCommand(argv, io)
  },
  select: async () => (await import('./selection/commands.ts')).selectCommand,
}

/** Commands that may begin a house; the others would answer of an empty one as if it were the one meant. */
const beginners = ['create-admin', 'migrate', 'restore', 'help', '--help', undefined]

function assertHouse({ databaseUrl, home }: Settings, command: string | undefined): void {
  if (databaseUrl !== null || beginners.includes(command)) return
  if (existsSync(path.join(home, 'postgres', 'PG_VERSION'))) return
  throw new NotFound(`There is no house at ${home}`, [
    {
      place: 'TIP_HOME',
      message: 'No database was ever made there.',
      remedy: 'Name the home of the house with --home or TIP_HOME, or set DATABASE_URL.',
    },
  ])
}

/** What each command lets its user do: the same policy is asked as on every route. */
const actions: Record<string, Action> = {
  admin: 'run the house',
  campaign: 'run assessments',
  compact: 'read a compact',
  iati: 'read a compact',
  data: 'import figures',
  demo: 'run the house',
  prevalence: 'run assessments',
  select: 'run assessments',
  serve: 'run the house',
  worker: 'run the house',
}

function assertCommand(command: string): void {
  const action = Object.hasOwn(actions, command) ? actions[command] : undefined
  if (action === undefined) throw new Error(`tp ${command} does not say what it lets somebody do`)
  assertAllowed('operator', action)
}

const usage = `tp – TIPping Point by command

  tp serve                         opens the pages and the API (--port, --host)
  tp select run|explain|memo|…     which countries a method proposes, and why
  tp data import|check|list|…      the figures, where they come from, what is new
  tp prevalence mse|survey|…       how many victims there are, from lists or samples, and how sure that is
  tp compact list|gaps|ledger|…    agreements, their money, what is lacking
  tp campaign lookup|legislature|… who represents whom, what was asked, what was answered
  tp iati validate|export|import   files of the IATI standard
  tp demo load|remove              an invented compact, from first draft to closed books, and away again
  tp admin create-admin|backup|…   lets people in, keeps and verifies what is here
  tp worker                        runs jobs beside processes that serve

  --home DIR    where the database and files are (TIP_HOME)
  --lang LANG   en, fr, es or pt
  --json        results as JSON
  Exit status: 0 done, 1 faults were found, 2 wrong use.`

/** One command from start to end; answers its exit status. */
export async function tp(argv: string[], env: NodeJS.ProcessEnv = process.env): Promise<ExitCode> {
  const { command, rest, home, language } = readGlobal(argv)
  const io: Io = {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    language,
  }
  if (command === undefined || command === 'help') {
    io.out(usage)
    return command === undefined ? 2 : 0
  }
  const flags: SettingFlags = home === undefined ? {} : { home }
  if (command === 'serve' || command === 'worker' || Object.hasOwn(rooms, command)) assertCommand(command)
  if (command === 'serve') {
    const { serve } = await import('./serve.ts')
    await serve(readSettings(env, { ...flags, ...readServe(rest) }))
    return 0
  }
  if (command !== 'worker' && !Object.hasOwn(rooms, command))
    throw new WrongUse(`“tp ${command}” is not a command`, [
      { message: `Known are serve, worker, ${Object.keys(rooms).join(', ')}.`, remedy: 'See `tp help`.' },
    ])
  const room = await rooms[command]?.()

  // Judging a file or estimating from one needs no house.
  const needsNoHouse =
    command === 'prevalence' ||
    (command === 'iati' && rest[0] === 'validate') ||
    (command === 'campaign' && (await import('./campaigns/commands.ts')).needsNoHouse(rest))
  if (room && needsNoHouse) return room(unopened, rest, io)
  const settings = readSettings(env, flags)
  // A command is read by people and scripts: only what went wrong belongs beside its result.
  const level: LogLevel = env.TIP_LOG || command === 'worker' ? settings.logLevel : 'warn'
  const log = openLog(level)
  const now = () => new Date()
  if (room && (rest.length === 0 || rest[0] === 'help' || rest[0] === '--help'))
    return room(unopened, rest, io)
  if (command === 'admin') {
    const { assertAdminCommand, closedAdminCommand, helpOf, opensItself } = await import('./tp-admin.ts')
    assertAdminCommand(rest[0])
    if (!rest.slice(1).some((word) => word === 'help' || word === '--help')) assertHouse(settings, rest[0])
    if (opensItself(rest[0])) return closedAdminCommand({ settings, log, now }, rest, io)
    if (rest[1] === 'help' || rest[1] === '--help') return helpOf(unopened, rest, io)
  }

  const [{ openDatabase }, { houseOf, prepare, prepareTables }] = await Promise.all([
    import('./house/open-database.ts'),
    import('./prepare.ts'),
  ])
  const opened = await openDatabase(settings, log, { revive: command === 'worker' })
  const leaving = new AbortController()
  if (command === 'worker') stopOnSignal(async () => leaving.abort(), { log }, null)
  else stopOnSignal(() => opened.close(), { log }, 130)
  try {
    const house = houseOf(opened, settings, log)
    // Whoever asks for the pack to be read or made says himself when.
    const needsNoPack =
      command === 'admin' || (command === 'data' && rest[0] !== 'list' && rest[0] !== 'import')
    if (needsNoPack) await prepareTables(house, opened)
    else await prepare(house, opened, io.err)
    if (room) return await room(house, rest, io)
    const [{ workerCommand }, { allJobs }] = await Promise.all([
      import('./house/jobs/commands.ts'),
      import('./all-jobs.ts'),
    ])
    return await workerCommand(house, rest, io, { jobs: allJobs, until: leaving.signal })
  } finally {
    await opened.close()
  }
}

/** The options of `tp serve`; anything else is told, not passed over. */
function readServe(argv: string[]): SettingFlags {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { port: { type: 'string' }, host: { type: 'string' } },
    })
    return {
      ...(values.port === undefined ? {} : { port: values.port }),
      ...(values.host === undefined ? {} : { host: values.host }),
    }
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { place: 'tp serve', message: 'It takes --port, --host and --home.', remedy: 'See `tp help`.' },
    ])
  }
}

/** Stands where only the words of a command are asked for. */
const unopened = new Proxy({} as House, {
  get: (_, name) => {
    throw new Error(`The house is not open, and ${String(name)} was asked for`)
  },
})

function readGlobal(argv: string[]) {
  const { tokens } = parseArgs({ args: argv, strict: false, tokens: true, allowPositionals: true })
  const rest: string[] = []
  let home: string | undefined
  let language: Language = 'en'
  const taken = new Set<number>()
  for (const token of tokens) {
    if (token.kind !== 'option' || !['home', 'lang'].includes(token.name)) continue
    const value = token.value ?? argv[token.index + 1]
    taken.add(token.index)
    if (token.value === undefined) taken.add(token.index + 1)
    if (value === undefined)
      throw new WrongUse(`--${token.name} needs a value`, [
        { message: 'Nothing follows it.', remedy: 'See `tp help`.' },
      ])
    if (token.name === 'home') home = value
    else if ((languages as readonly string[]).includes(value)) language = value as Language
    else
      throw new WrongUse(`“${value}” is not a language of this house`, [
        { place: '--lang', message: `It speaks ${languages.join(', ')}.` },
      ])
  }
  argv.forEach((word, index) => {
    if (!taken.has(index)) rest.push(word)
  })
  const [command, ...others] = rest
  return {
    command: command === '--help' || command === '-h' ? 'help' : command,
    rest: others,
    home,
    language,
  }
}

/** A fault in lines for stderr: what is so, where, and what to do. */
export function tellFault(error: unknown, err: (line: string) => void): ExitCode {
  if (error instanceof Error && 'code' in error && error.code === '42501') {
    err('The role of this connection may not do this')
    err(
      '  DATABASE_ADMIN_URL: It takes the owner of the tables. – Set it beside DATABASE_URL, as docs/operations.md says.',
    )
    return 1
  }
  if (!(error instanceof Fault)) {
    err(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return 1
  }
  err(printable(error.message))
  for (const { place, message, remedy } of error.details) {
    // What the first line says already is not said again.
    const what = [message === error.message ? '' : message, remedy ?? ''].filter((part) => part !== '')
    if (place || what.length > 0) err(printable(`  ${place ? `${place}: ` : ''}${what.join(' – ')}`))
  }
  return error.status === 400 ? 2 : 1
}
