import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import { WrongUse } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import type { Language } from '../../ui/language.ts'
import { printable } from '../wording.ts'
import { type Asked, type Connector, compareFetched, confirmFetched, type Report } from './connector.ts'
import { connectors } from './connectors.ts'
import { type DoorOptions, openDoor } from './door.ts'
import { ConnectorFault } from './faults.ts'
import { answerSentences, changeSentences, sayDifference, sayOf } from './say.ts'

export const connectUsage = `tp data connect world-bank --indicator CODE …   ask the World Bank; --confirm writes it
tp data connect wgi [--indicator VA|PV|GE|RQ|RL|CC …]   governance with its standard errors; all six unless told
   --from YEAR --to YEAR  (2000 to this year)
   --confirm             write what the comparison shows
   --skip-rejected       write the good rows although others were rejected`

const flags = {
  indicator: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  confirm: { type: 'boolean' },
  'skip-rejected': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

type Io = { out: (line: string) => void; err: (line: string) => void; language?: Language }

/**
 * `tp data connect …`: asks the publisher, shows what its answer would change, and writes it when told so.
 * Answers 1 when rows were rejected and nothing was written. @throws Fault
 */
export async function connectCommand(
  house: House,
  argv: string[],
  io: Io,
  door: DoorOptions = {},
): Promise<0 | 1> {
  try {
    return await connect(house, argv, io, door)
  } catch (error) {
    throw error instanceof ConnectorFault ? error.in(io.language ?? 'en') : error
  }
}

async function connect(house: House, argv: string[], io: Io, door: DoorOptions): Promise<0 | 1> {
  const { values, positionals } = read(argv)
  const language = io.language ?? 'en'
  const say = sayOf(language)
  const connector = connectorNamed(positionals)
  const thisYear = Number(today(house).slice(0, 4))
  const asked: Asked = {
    items: values.indicator ?? (connector.id === 'wgi' ? connector.offers.map(({ item }) => item) : []),
    from: yearOf(values.from, 2000),
    to: yearOf(values.to, thisYear),
  }
  connector.check(asked, thisYear)
  const way = openDoor({
    ...door,
    onAnswer: (n) => io.err(say('cli.answers', { n, host: way.host })),
  })
  const fetched = await connector.fetch(asked, way)
  const { report } = await compareFetched(house.db, connector, fetched)
  const refused = report.rejected.length > 0 && values['skip-rejected'] !== true
  const done =
    values.confirm === true && !refused
      ? await confirmFetched(house.db, connector, fetched, {
          who: whoAsks(),
          actor: operator,
          now: house.now,
          skipRejected: values['skip-rejected'] === true,
        })
      : null
  if (values.json)
    io.out(JSON.stringify({ state: done?.state ?? (refused ? 'refused' : 'compared'), ...report }))
  else {
    for (const line of lines(language, report)) io.out(printable(line))
    io.out(
      done === null
        ? say(refused ? 'cli.skip' : 'cli.confirm')
        : say(done.state === 'written' ? 'done.written' : 'done.nothing'),
    )
  }
  for (const { place, reason } of report.rejected.slice(0, 20)) io.err(printable(`${place}: ${reason}`))
  return refused ? 1 : 0
}

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : 'The command is not understood', [
      { message: connectUsage },
    ])
  }
}

function connectorNamed(words: string[]): Connector {
  const found = connectors.find(({ id }) => id === words[0])
  if (found && words.length === 1) return found
  throw new WrongUse(
    words.length === 0
      ? 'Which publisher?'
      : `tp data connect does not know “${words.join(' ').slice(0, 80)}”`,
    [{ message: connectUsage }],
  )
}

/** A year as written; what is none becomes NaN, which the connector refuses with the span there is. */
function yearOf(text: string | undefined, usual: number): number {
  if (text === undefined) return usual
  return /^\d{4}$/.test(text) ? Number(text) : Number.NaN
}

function lines(language: Language, report: Report): string[] {
  const say = sayOf(language)
  return [
    ...answerSentences(language, report),
    ...changeSentences(language, report),
    ...report.sample.map((each) => {
      const { change, series, country, year, before, after } = sayDifference(language, each)
      return `  ${change}: ${series} ${country} ${year}  ${before} → ${after}`
    }),
    ...(report.rejected.length > 0
      ? [say('answer.rejected', { n: report.rejected.length }), say('answer.rejected rule')]
      : []),
    say('page.terms'),
  ]
}

function whoAsks(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? '?'}`
  }
}
