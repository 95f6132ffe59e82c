import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { today } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { printable } from '../../indicators/wording.ts'
import { changeBy } from '../change.ts'
import { allPacks } from '../legislatures/store.ts'
import { readPublic } from './read-public.ts'
import type { EntryContent } from './schema.ts'
import { cosponsorsOn, dayOf, standingOn } from './standing.ts'
import { billOrNull, listBills, machineFor } from './store.ts'
import { type BillDiff, diffOf, writeRead } from './write.ts'

export const billUsage = `tp campaign bill import FILE         what a file of a bill would change; nothing is written
   --write                          write it (our own JSON, BILLSTATUS XML, Congress.gov JSON)
tp campaign bill list                bills there are, and what became of each`

/** `tp campaign bill import FILE [--write]`: the difference first; written only when that is said. */
export async function importBill(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv, {
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new WrongUse('One file is read at a time', [
      { place: 'FILE', message: 'A bill in our own JSON, BILLSTATUS XML or Congress.gov JSON.' },
    ])
  const packs = await allPacks(house.db)
  const { format, ...found } = readPublic(
    bytesOf(file),
    file,
    (legislature) => packs.find(({ card }) => card.legislature.id === legislature)?.card.billStates ?? null,
  )
  const diff =
    values.write === true
      ? await transact(house.db, (trx) =>
          writeRead(trx, changeBy(house, operator), found, {
            origin: 'import',
            why: `A file reads so: ${found.entries[0]?.source.name ?? format}`,
          }),
        )
      : diffOf(await billOrNull(house.db, found.id), found)
  if (values.json === true)
    io.out(JSON.stringify({ format, written: values.write === true, ...diff }, null, 2))
  else tell(diff, values.write === true, io)
  return 0
}

function tell(diff: BillDiff, written: boolean, io: Io): void {
  io.out(`${diff.id}${diff.fresh ? ' (not here yet)' : ''}`)
  for (const { name, before, after } of diff.head)
    io.out(`  ${name}: ${printable(JSON.stringify(before))} → ${printable(JSON.stringify(after))}`)
  for (const entry of diff.entries) {
    if (entry.change === 'added') io.out(`  + ${lineOf(entry.after)}`)
    else if (entry.change === 'changed') io.out(`  ~ ${lineOf(entry.before)}\n    → ${lineOf(entry.after)}`)
    else
      io.out(`  = kept as it was corrected here: ${lineOf(entry.before)} (the file: ${lineOf(entry.after)})`)
  }
  io.out(`${diff.same} the same, ${diff.onlyHere} only here; they stay`)
  const some = diff.fresh || diff.head.length + diff.entries.length > 0
  io.out(
    written
      ? 'Written; what was replaced stays readable in the history.'
      : some
        ? 'Nothing was written. With --write it is.'
        : 'There is nothing to write.',
  )
}

/** An entry in one line. */
function lineOf(content: EntryContent): string {
  switch (content.kind) {
    case 'action':
      return printable(
        `${dayOf(content) || '?'} ${content.chamber}: ${content.text.slice(0, 120)}${content.status === null ? '' : ` [${content.status}]`}`,
      )
    case 'cosponsor':
      return printable(
        `cosponsor ${content.who.name}, joined ${content.joined ?? '?'}${content.withdrawn === null ? '' : `, withdrew ${content.withdrawn}`}`,
      )
    case 'sponsor':
      return printable(`sponsor ${content.who.name}`)
    case 'cosponsors printed':
      return `${content.total} cosponsors, not named`
    case 'vote':
      return printable(`${content.on} vote in the ${content.chamber}: ${content.question.slice(0, 120)}`)
    case 'related':
      return `${content.relation} ${content.bill}`
    case 'position':
      return printable(`${content.on} ${content.who.name}: ${content.stands}`)
    case 'unknown':
      return `not known: ${content.about}`
    case 'dispute':
      return printable(`disputed: ${content.of}: ${content.text.slice(0, 120)}`)
  }
}

/** `tp campaign bill list`. */
export async function listBillsCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv, { json: { type: 'boolean', default: false } })
  const day = today(house)
  const rows = await Promise.all(
    (await listBills(house.db)).map(async (bill) => {
      const { state, end } = standingOn(
        bill,
        await machineFor(house.db, bill.legislature, bill.session.id),
        day,
      )
      const { count, printed, unknown } = cosponsorsOn(bill, day)
      return {
        id: bill.id,
        printed: bill.printed,
        title: bill.title,
        session: bill.session.id,
        state,
        end,
        cosponsors: unknown ? null : count,
        cosponsorsPrinted: printed?.content.total ?? null,
      }
    }),
  )
  if (values.json === true) io.out(JSON.stringify(rows, null, 2))
  else if (rows.length === 0) io.out('There is no bill.')
  else
    for (const { id, printed, title, state, end } of rows)
      io.out(
        `${id}  ${printable(`${printed} ${title}`)}  ${end === 'dead' ? `dead, was ${state}` : (state ?? '?')}`,
      )
  return 0
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch {
    throw new WrongUse('The file cannot be read', [{ place: 'FILE', message: printable(file) }])
  }
}

function read<Options extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  argv: string[],
  options: Options,
) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: options! })
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}
