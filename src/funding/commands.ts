import { parseArgs } from 'node:util'
import { inLanguage } from '../compacts/agreement.ts'
import { changeBy } from '../compacts/change.ts'
import { showMoney } from '../compacts/forms/amounts.ts'
import { isDay } from '../compacts/forms/field.ts'
import { agreementInForce, findCompact } from '../compacts/store.ts'
import { operator } from '../house/actor.ts'
import type { ExitCode, Io } from '../house/command.ts'
import { Conflict, NotFound, WrongUse } from '../house/errors.ts'
import { isUuid } from '../house/form-fields.ts'
import { type House, today } from '../house/house.ts'
import { transact } from '../house/transact.ts'
import { formatDay, speak } from '../ui/language.ts'
import { ledgerCsv, ledgerJson } from './csv.ts'
import { MoneyFault } from './faults.ts'
import { ledgerFaults, untold } from './ledger.ts'
import { boardOf, decideOnRelease, trancheOf } from './tranches.ts'
import { words } from './words/words.ts'

export const moneyUsage = `tp compact ledger  COMPACT [--from DAY] [--to DAY] [--json]   entries as CSV or JSON
tp compact ledger  COMPACT --check                            whether the ledger agrees with itself and its history
tp compact board   COMPACT [--json]                           tranches, conditions, what can be released
tp compact release COMPACT TRANCHE                            tries the open request, and says what stands in the way

  Money is let go by two people of the parties, signed in, on the pages or by the API: one asks, another of
  the donor’s side decides. From the shell of the machine it is never let go.`

/** `tp compact ledger | board | release`. Answers null for a verb that is not of this room. */
export async function moneyCommand(house: House, argv: string[], io: Io): Promise<ExitCode | null> {
  const [verb, ...rest] = argv
  if (verb === 'ledger') return ledger(house, rest, io)
  if (verb === 'board') return board(house, rest, io)
  if (verb === 'release') return release(house, rest, io)
  return null
}

function parsed(argv: string[], places: number) {
  const wrong = (message: string) =>
    new WrongUse('The command was put together wrongly', [{ message, remedy: moneyUsage }])
  try {
    const read = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        from: { type: 'string' },
        to: { type: 'string' },
      },
    })
    const [id = '', ...others] = read.positionals
    if (read.positionals.length !== places) throw wrong(`It takes ${places} names.`)
    if (!isUuid(id)) throw wrong(`“${String(id).slice(0, 60)}” is not the id of a compact.`)
    for (const day of [read.values.from, read.values.to])
      if (day !== undefined && !isDay(day)) throw wrong(`“${day.slice(0, 20)}” is no day like 2025-03-31.`)
    return { id, others, values: read.values }
  } catch (error) {
    throw error instanceof WrongUse ? error : wrong((error as Error).message)
  }
}

async function ledger(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { id, values } = parsed(argv, 1)
  await findCompact(house.db, id)
  if (values.check) {
    const faults = [...(await ledgerFaults(house.db, id)), ...(await untold(house.db, id))]
    for (const fault of faults) io.err(fault)
    if (faults.length === 0)
      io.out(
        'Every entry sums to nothing, every balance is the sum of its entries, and the history has all of it.',
      )
    return faults.length === 0 ? 0 : 1
  }
  const write = values.json ? ledgerJson : ledgerCsv
  for await (const part of write(house.db, id, { from: values.from, to: values.to }))
    io.out(part.replace(/\n$/, ''))
  return 0
}

async function board(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { id, values } = parsed(argv, 1)
  await findCompact(house.db, id)
  const found = await boardOf(house.db, id, today(house))
  if (values.json) {
    io.out(JSON.stringify(found))
    return 0
  }
  const say = speak(words, io.language)
  const languages = (await agreementInForce(house.db, id))?.agreement.languages ?? []
  if (found.length === 0) io.out(say('board.none'))
  for (const tranche of found) {
    io.out(
      `${tranche.key}  ${say('board.tranche', {
        amount: showMoney(tranche.amount, io.language),
        day: formatDay(io.language, tranche.planned),
        state: say(`tranche.${tranche.state}`),
      })}`,
    )
    io.out(
      `    ${say('tranche.sentence', {
        released: showMoney(tranche.released, io.language),
        paid: showMoney(tranche.paid, io.language),
        releasable: showMoney(tranche.releasable, io.language),
      })}`,
    )
    for (const { tranche: home, key, content, state, open, holds } of tranche.conditions)
      io.out(
        `    ${home}/${key}  ${say(`condition.${state}`)}  ${inLanguage(content.text, io.language, languages) ?? key}  ${
          open
            ? holds === null
              ? say('holds all')
              : say('holds part', { amount: showMoney(holds, io.language) })
            : say('holds nothing')
        }`,
      )
  }
  return 0
}

async function release(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { id, others } = parsed(argv, 2)
  const key = others[0] ?? ''
  const tranche = await trancheOf(house.db, id, key, today(house))
  const { request } = tranche
  const open = tranche.conditions.filter((condition) => condition.open)
  if (request === null) {
    if (open.length > 0)
      throw new MoneyFault('conditions open', 409, {
        place: `tranches/${key}`,
        ...tranche.releasable,
        conditions: open.map((each) => `${each.tranche}/${each.key}`),
      }).in(io.language)
    throw new Conflict('Nobody asked for a release of this tranche', [
      {
        place: `tranches/${key}`,
        message: 'A release is asked for by one person and decided by another.',
        remedy: moneyUsage,
      },
    ])
  }
  try {
    // The very function of page and API. Without a person behind it, it is never let go.
    await transact(house.db, (trx) =>
      decideOnRelease(trx, changeBy(house, operator), id, request.id, 'released', null),
    )
  } catch (error) {
    throw error instanceof MoneyFault ? error.in(io.language) : error
  }
  throw new NotFound('Money was let go without a person behind it, which cannot be')
}
