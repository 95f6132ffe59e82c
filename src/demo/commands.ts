import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../house/command.ts'
import { Conflict, WrongUse } from '../house/errors.ts'
import type { House } from '../house/house.ts'
import { speak } from '../ui/language.ts'
import { DemoFault, loadExample, type OpenServer } from './load.ts'
import { type Chapter, chapters } from './walk.ts'
import { words } from './words.ts'

const usage = `tp demo load                the invented example of a compact, from its first draft to its end
  --until CHAPTER   ${chapters.join(', ')}; closed unless told otherwise.
                    in-force is the spring of its fourth year.
  --again           another one beside an example that is here
  --json  --lang en|fr|es|pt

  It is not removed again: what is signed and paid stays in the history. Load it into a house of its own.`

/**
 * `tp demo load`: a compact that never was, by the requests people send. Progress goes to `io.err`; the password
 * of its accounts is printed once and kept nowhere. `openServer` opens the whole house in process.
 */
export async function demoCommand(
  house: House,
  argv: string[],
  io: Io,
  openServer: OpenServer,
): Promise<ExitCode> {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === 'help' || verb === '--help') {
    io.out(usage)
    return verb === undefined ? 2 : 0
  }
  if (verb !== 'load') throw wrong(`“tp demo ${verb.slice(0, 40)}” is not a command`, 'Known is load.')
  const { until, again, json } = read(rest)
  if (!again) await assertNoExample(house)
  const say = speak(words, io.language)
  io.err(say('begun'))
  const loaded = await loadExample(house, openServer, {
    until,
    tell: (chapter) => io.err(say(`chapter.${chapter}`)),
  }).catch((error: unknown) => {
    throw error instanceof DemoFault ? stopped(error) : error
  })
  const path = `/compacts/${loaded.compact}`
  if (json) {
    io.out(JSON.stringify({ ...loaded, path }, null, 2))
    return 0
  }
  io.out(say('loaded', { path }))
  io.out(say('dates'))
  io.out(say('password', { password: loaded.password }))
  for (const { email, roles } of loaded.people) io.out(`  ${email}  ${roles.join(', ')}`)
  io.out(say('second factor'))
  return 0
}

function read(argv: string[]): { until: Chapter; again: boolean; json: boolean } {
  const options = {
    until: { type: 'string', default: 'closed' },
    again: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const
  let values: { until: string; again: boolean; json: boolean }
  try {
    values = parseArgs({ args: argv, options }).values
  } catch (error) {
    throw wrong((error as Error).message, 'The command was put together wrongly.')
  }
  const until = chapters.find((each) => each === values.until)
  if (until === undefined)
    throw wrong(`“${values.until.slice(0, 40)}” is not a chapter`, `Known are ${chapters.join(', ')}.`)
  return { ...values, until }
}

const wrong = (what: string, message: string) =>
  new WrongUse(what, [{ message, remedy: 'See `tp demo help`.' }])

async function assertNoExample({ db }: House): Promise<void> {
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
      message: 'It was loaded or begun before, and stays.',
      remedy: 'Look at that one, or load another beside it with --again.',
    },
  ])
}

/** A step that a room refused, told with what the room said. */
const stopped = (fault: DemoFault) =>
  new Conflict('The example could not be lived through to its end', [
    {
      place: fault.step,
      message: fault.message.slice(0, 1000),
      remedy: 'What was done until then stays; load it again with --again once this is mended.',
    },
  ])
