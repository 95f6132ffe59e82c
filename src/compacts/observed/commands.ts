import { parseArgs } from 'node:util'
import { countryName, findCountry } from '../../countries/registry.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { NotFound, WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { formatDay, speak } from '../../ui/language.ts'
import { allSaid, moneyIn, topicsIn } from './pages/sayings.tsx'
import { observedAnswer } from './routes.tsx'
import type { ObservedCompact, Statement } from './statements.ts'
import { observedCompacts } from './store.ts'
import { words } from './words.ts'

export const observedUsage = `tp compact observed [COUNTRY]   real compacts of the public record, and where sources differ
  COUNTRY is a name or a code. --json   --lang en|fr|es|pt`

/** `tp compact observed [COUNTRY] [--json]`; `argv` begins after `observed`. */
export async function observedCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv)
  if (positionals.length > 1)
    throw new WrongUse(`tp compact observed takes one country, not ${positionals.length}`, [
      { message: observedUsage },
    ])
  const [asked] = positionals
  const iso3 = asked === undefined ? undefined : countryNamed(asked)
  const compacts = await observedCompacts(house.db, iso3)
  if (values.json === true) {
    io.out(JSON.stringify({ compacts: compacts.map(observedAnswer) }))
    return 0
  }
  const say = speak(words, io.language)
  for (const compact of compacts) for (const line of linesOf(compact, io, iso3 !== undefined)) io.out(line)
  if (iso3 === undefined) io.out(say('limits', { count: compacts.length }))
  else if (compacts.length === 0) io.out(say('limits', { count: (await observedCompacts(house.db)).length }))
  return 0
}

function linesOf(compact: ObservedCompact, { language }: Io, whole: boolean): string[] {
  const say = speak(words, language)
  const signed = compact.statements.filter(({ topic }) => topic === 'signed')
  const head = `${countryName(compact.country, language)} (${compact.id}): ${say('topic.signed')} ${allSaid(language, signed)}`
  const differ =
    compact.differences.length === 0
      ? say('differ.count', { count: 0 })
      : topicsIn(language, [...new Set(compact.differences.map(({ topic }) => topic))])
  const lines = [head, `  ${say('differ')}: ${differ}`]
  if (!whole) return lines
  const spoken = compact.statements.map(
    (statement) =>
      `  ${say(`topic.${statement.topic}`)}: ${plainly(statement)} (${statement.asOf === null ? say('record.noDay') : formatDay(language, statement.asOf)}; ${statement.source})`,
  )
  const unknown =
    compact.unknown.length === 0
      ? []
      : [`  ${say('unknown.text', { list: topicsIn(language, compact.unknown) })}`]
  return [...lines, ...spoken, ...unknown]

  function plainly({ amount, bound, value, stage, topic }: Statement): string {
    if (amount === null) return topic === 'signed' || topic === 'ended' ? formatDay(language, value) : value
    const sum = say(`bound.${bound ?? 'exactly'}`, { amount: moneyIn(language, amount) })
    return `${sum}, ${say(stage === null ? 'stage.none' : `stage.${stage}`)}`
  }
}

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { json: { type: 'boolean' } } })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), [{ message: observedUsage }])
  }
}

function countryNamed(asked: string): string {
  const found = findCountry(asked)
  if ('iso3' in found) return found.iso3
  throw new NotFound(`“${asked.slice(0, 80)}” is no country we know`, [
    {
      message: 'A name in any of the four languages or an ISO code is understood.',
      ...(found.suggestions.length > 0 ? { remedy: `Near it: ${found.suggestions.join(', ')}.` } : {}),
    },
  ])
}
