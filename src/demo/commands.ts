import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { ExitCode, Io } from '../house/command.ts'
import { Conflict, WrongUse } from '../house/errors.ts'
import { isUuid } from '../house/form-fields.ts'
import type { House } from '../house/house.ts'
import type { Log } from '../house/log.ts'
import { speak } from '../ui/language.ts'
import { DemoFault, type Loaded, loadExample, type OpenServer } from './load.ts'
import { reachedByOthers } from './own-machine.ts'
import { removeExampleCompact, removeExamples } from './remove.ts'
import { examplesHere } from './tables.ts'
import { type Chapter, chapters } from './walk.ts'
import { words } from './words.ts'

const usage = `tp demo load                the invented example of a compact, from its first draft to its end
  --until CHAPTER   ${chapters.join(', ')}; closed unless told otherwise.
                    in-force is the spring of its fourth year.
  --again           another one beside an example that is here
  --anew            in place of what is here, whole or cut short
  --for-others      although the house is reached from other machines: its accounts may sign,
                    approve and release, and their password stands on this screen

tp demo remove              takes every example away that was loaded, whole or cut short: the compact with
                    its versions, money, results and files, its organisations and accounts.
                    Stops and names what somebody began by hand with its accounts, if anything.
  --all             that too
  --compact ID      one compact that is marked as an example, whoever began it; nobody is erased

  --json  --lang en|fr|es|pt

  All of it goes or nothing. What stays: the history, since a chain without its links could not be told from one
  that was tampered with; it names no person any more and ends with who took the example away, and when. Copies of
  the example in backups, until those are deleted.`

/**
 * `tp demo load` and `tp demo remove`: a compact that never was, by the requests people send, and its end. Progress goes
 * to `io.err`; password and keys of its accounts are printed once and kept nowhere. `openServer` opens the whole
 * house in process.
 */
export async function demoCommand(
  house: House,
  argv: string[],
  io: Io,
  openServer: OpenServer,
): Promise<ExitCode> {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === 'help' || verb === '--help' || rest.includes('--help')) {
    io.out(usage)
    return verb === undefined ? 2 : 0
  }
  if (verb === 'load') return load(house, rest, io, openServer)
  if (verb === 'remove') return remove(house, rest, io)
  throw wrong(`“tp demo ${verb.slice(0, 40)}” is not a command`, 'Known are load and remove.')
}

/* ---- loading */

async function load(house: House, argv: string[], io: Io, openServer: OpenServer): Promise<ExitCode> {
  const { values } = read(argv, {
    until: { type: 'string', default: 'closed' },
    again: { type: 'boolean', default: false },
    anew: { type: 'boolean', default: false },
    'for-others': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  const until = chapters.find((each) => each === values.until)
  if (until === undefined)
    throw wrong(
      `“${String(values.until).slice(0, 40)}” is not a chapter`,
      `Known are ${chapters.join(', ')}.`,
    )
  if (values.again === true && values.anew === true)
    throw wrong('--again and --anew contradict each other', 'One keeps what is here, the other removes it.')
  if (values['for-others'] !== true) assertOwnMachine(house)
  const say = speak(words, io.language)
  if (values.anew === true && (await examplesHere(house.db)).length > 0) {
    await removeExamples(house)
    io.err(say('removed first'))
  }
  if (values.again !== true) await assertNoExample(house)
  io.err(say('begun'))
  let shown = -1
  // Whoever stops it is told what to do; that the database went away under a request is no news then.
  let stoppedByHand = false
  const onSignal = () => {
    stoppedByHand = true
    io.err(say('stopped'))
  }
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  const { log } = house
  const quiet = { ...log, error: (...told: Parameters<Log['error']>) => stoppedByHand || log.error(...told) }
  const loaded = await loadExample({ ...house, log: { ...quiet, with: () => quiet } }, openServer, {
    until,
    tell: (chapter) => io.err(say(`chapter.${chapter}`)),
    progress: (day, requests) => {
      // By twentieths: a line for each of hundreds of requests would hide the chapters.
      const share = Math.min(99, Math.floor((20 * requests) / REQUESTS[until]) * 5)
      if (share === shown) return
      shown = share
      io.err(say('progress', { share, day, requests }))
    },
  })
    .catch((error: unknown) => {
      throw error instanceof DemoFault ? stopped(error) : error
    })
    .finally(() => process.off('SIGINT', onSignal).off('SIGTERM', onSignal))
  const path = `/compacts/${loaded.compact}`
  if (values.json === true) io.out(JSON.stringify({ ...loaded, path }, null, 2))
  else for (const line of told(loaded, path, io)) io.out(line)
  return 0
}

/** How many requests a load sends until the end of a chapter: what its progress is measured by, no more. */
export const REQUESTS: Record<Chapter, number> = { draft: 26, signed: 37, 'in-force': 282, closed: 374 }

function told({ password, people }: Loaded, path: string, io: Io): string[] {
  const say = speak(words, io.language)
  const widest = Math.max(...people.map(({ email }) => email.length))
  return [
    say('loaded', { path }),
    say('dates'),
    '',
    say('password', { password }),
    say('second factor'),
    ...people.flatMap(({ email, roles, key }) => [
      `  ${email.padEnd(widest)}  ${roles.join(', ')}`,
      ...(key === null ? [] : [`  ${' '.repeat(widest)}  ${key}`]),
    ]),
    '',
    say('demo machine'),
    say('how to remove'),
  ]
}

function assertOwnMachine({ settings }: House): void {
  const because = reachedByOthers(settings)
  if (because.length === 0) return
  throw new Conflict('The example is loaded on a machine of one’s own', [
    {
      place: because.join(', '),
      message: 'Others reach this house, and the accounts of the example may sign, approve and release.',
      remedy: 'Load it into a house of its own, or say --for-others if this one is there to be shown.',
    },
  ])
}

async function assertNoExample({ db }: House): Promise<void> {
  const [here] = await examplesHere(db)
  if (here !== undefined) {
    const [compact] = here.compacts
    throw new Conflict('There is an example here already', [
      {
        place: compact === undefined ? 'tp demo load' : `/compacts/${compact.id}`,
        message:
          compact === undefined ? 'It was cut short before its compact began.' : `It is ${compact.state}.`,
        remedy:
          'Look at it, remove it with `tp demo remove`, begin anew in its place with --anew, or load another beside it with --again.',
      },
    ])
  }
  const known = await db
    .selectFrom('compacts')
    .select('id')
    .where('example', '=', true)
    .where('kind', '=', 'managed')
    .orderBy('id')
    .executeTakeFirst()
  if (known === undefined) return
  throw new Conflict('There is an example here already', [
    {
      place: `/compacts/${known.id}`,
      message: 'Somebody began it by hand.',
      remedy: 'Load another beside it with --again, or remove it with `tp demo remove --compact ID`.',
    },
  ])
}

/** A step that a room refused, told with what the room said. */
const stopped = (fault: DemoFault) =>
  new Conflict('The example could not be lived through to its end', [
    {
      place: fault.step,
      message: fault.message.slice(0, 1000),
      remedy: 'What was done until then stays whole. Once this is mended, load it with --anew.',
    },
  ])

/* ---- removing */

async function remove(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv, {
    compact: { type: 'string' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  const say = speak(words, io.language)
  if (values.compact !== undefined && values.all === true)
    throw wrong(
      '--compact and --all contradict each other',
      'One takes one compact away, the other everything.',
    )
  if (values.compact !== undefined) {
    const id = String(values.compact)
    const isId: boolean = isUuid(id)
    if (!isId)
      throw wrong(`“${id.slice(0, 60)}” is not the id of a compact`, 'It stands in the address of its page.')
    await removeExampleCompact(house, id)
    if (values.json === true) io.out(JSON.stringify({ compacts: [id] }))
    else io.out(say('removed one', { id }))
    return 0
  }
  const { compacts, organisations, people, kept } = await removeExamples(house, { all: values.all === true })
  if (values.json === true) {
    io.out(JSON.stringify({ compacts, organisations, people, kept }, null, 2))
    return 0
  }
  io.out(say('removed', { compacts: compacts.length, organisations, people }))
  for (const { id, name } of kept) io.out(say('kept', { id, name }))
  io.out(say('stays'))
  return 0
}

function read(argv: string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args: argv, options })
  } catch (error) {
    throw wrong((error as Error).message, 'The command was put together wrongly.')
  }
}

const wrong = (what: string, message: string) =>
  new WrongUse(what, [{ message, remedy: 'See `tp demo help`.' }])
