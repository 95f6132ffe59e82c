import { parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { type FaultDetail, WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { projectRoot } from '../../house/settings.ts'
import { printable } from '../../indicators/wording.ts'
import { answered, answerOf } from './answer.ts'
import { importLegislature } from './load.ts'
import { makePacks } from './make-packs.ts'
import { isMap, legislaturesFolder, packFolders, readForDay, readMap, readPack } from './pack-files.ts'
import { allPacks, mapCards } from './store.ts'

export const legislatureUsage = `tp campaign lookup CODE             who represents a ZIP code of the United States
   --as-of DATE                     on this day (today)
   --legislature ID                 us-congress unless told otherwise
tp campaign legislature check DIR   check a pack or a map, or all of a folder; 1 on faults
tp campaign legislature import DIR  check it, and write it in place of that of the same day
tp campaign legislature list        packs and maps there are
tp campaign legislature make DIR    write the shipped packs from a folder of collected tables
   --to FOLDER                      where to (data/legislatures)`

/** `tp campaign lookup CODE`: from the shipped files, without a house. */
export async function lookUpCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv, {
    'as-of': { type: 'string' },
    legislature: { type: 'string', default: 'us-congress' },
    json: { type: 'boolean', default: false },
  })
  if (positionals.length === 0)
    throw new WrongUse('Which code is not said', [
      {
        place: 'CODE',
        message: 'One code is looked up at a time.',
        remedy: 'tp campaign lookup 07601 --as-of 2014-08-31',
      },
    ])
  // A code of several words is one code: “07601 1234”, “SW1A 1AA”.
  const code = positionals.join(' ')
  const asOf = values['as-of'] ?? new Date().toISOString().slice(0, 10)
  const known = readForDay(legislaturesFolder(projectRoot()), values.legislature, asOf)
  const answer = answerOf(answered(known, values.legislature, code, asOf), io.language)
  if (values.json) io.out(JSON.stringify(answer, null, 2))
  else {
    if (answer.error) {
      io.err(printable(answer.error.message))
      io.err(`  ${printable(answer.error.remedy)}`)
    } else {
      io.out(`${printable(answer.repaired ?? answer.code)} · ${answer.asOf} · ${answer.certainty}`)
      for (const each of answer.candidates)
        io.out(
          `  ${each.title}, ${each.place}: ${each.name === null ? each.holder : `${each.name} (${each.party})`}${each.voting ? '' : ' *'}`,
        )
      io.out(answer.why)
      if (answer.decidedBy) io.out(answer.decidedBy)
      if (answer.mapFacts) {
        const { name, from, through, faults } = answer.mapFacts
        io.out(`${name} (${answer.map}), ${from} – ${through}`)
        for (const { says } of faults) io.out(`  ${says}`)
      }
    }
  }
  return answer.certainty === 'unknown' ? 1 : 0
}

/** `tp campaign legislature check DIR`: every fault with its place; nothing is written. */
export async function checkLegislature(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv, { json: { type: 'boolean', default: false } })
  const folder = positionals[0]
  if (folder === undefined)
    throw new WrongUse('Which folder is not said', [
      { place: 'DIR', message: 'A folder with pack.json or map.json, or one that holds such folders.' },
    ])
  const { faults, checked } = checkFolder(folder)
  if (values.json) io.out(JSON.stringify({ folder, faults, checked }, null, 2))
  else {
    for (const line of checked) io.out(`  ${printable(line)}`)
    for (const { place, message, remedy } of faults)
      io.err(`${printable(place ?? folder)}: ${printable(message)}${remedy ? ` – ${printable(remedy)}` : ''}`)
    io.out(faults.length === 0 ? 'No fault was found.' : `${faults.length} faults were found.`)
  }
  return faults.length === 0 ? 0 : 1
}

/** Checks a pack, a map, or all of a folder of them; a map against the packs of its legislature where they are known. */
export function checkFolder(folder: string): { faults: FaultDetail[]; checked: string[] } {
  const faults: FaultDetail[] = []
  const checked: string[] = []
  const { packs, maps } = packFolders(folder)
  const shipped = legislaturesFolder(projectRoot())
  if (packs.length + maps.length === 0) {
    if (isMap(folder)) maps.push(folder)
    else packs.push(folder)
  }
  const divisions = new Map<string, Set<string>>()
  const learn = (at: string) => {
    const reading = readPack(at)
    const legislature = reading.pack.card.legislature?.id
    const known = divisions.get(legislature) ?? new Set()
    for (const { division } of reading.pack.seats) known.add(division)
    divisions.set(legislature, known)
    return reading
  }
  for (const at of packs) {
    const reading = learn(at)
    faults.push(...reading.faults)
    checked.push(`${at}:`, ...reading.checked.map((line) => `  ${line}`))
  }
  if (maps.length > 0 && packs.length === 0) for (const at of packFolders(shipped).packs) learn(at)
  for (const at of maps) {
    const legislature = readMap(at, null).map.card.legislature
    const reading = readMap(at, divisions.get(legislature) ?? null)
    faults.push(...reading.faults)
    checked.push(`${at}:`, ...reading.checked.map((line) => `  ${line}`))
  }
  return { faults, checked }
}

/** `tp campaign legislature make DIR`: the shipped packs again, byte for byte, from the collected tables. */
export async function makeLegislatures(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv, {
    to: { type: 'string' },
    json: { type: 'boolean', default: false },
  })
  if (positionals[0] === undefined)
    throw new WrongUse('Which folder is not said', [
      { place: 'DIR', message: 'The folder that holds us-legislators-2014-08-31.csv and the other tables.' },
    ])
  const made = makePacks(positionals[0], values.to ?? legislaturesFolder(projectRoot()))
  if (values.json) io.out(JSON.stringify(made, null, 2))
  else for (const { folder, rows } of made) io.out(`  ${printable(folder)}: ${rows} rows`)
  return 0
}

/** `tp campaign legislature import DIR`: one pack or one map; nothing is written where it has a fault. */
export async function importLegislatureCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv, { json: { type: 'boolean', default: false } })
  if (positionals[0] === undefined)
    throw new WrongUse('Which folder is not said', [
      { place: 'DIR', message: 'A folder with pack.json or map.json.' },
    ])
  const loaded = await importLegislature(house, positionals[0], operator)
  if (values.json) io.out(JSON.stringify(loaded, null, 2))
  else io.out(`${printable(loaded.name)}: ${loaded.state}`)
  return 0
}

/** `tp campaign legislature list`: packs and maps of this house, with the days they speak of. */
export async function listLegislatures(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv, { json: { type: 'boolean', default: false } })
  const packs = (await allPacks(house.db)).map(({ card, sha256, seats, holders }) => ({
    legislature: card.legislature.id,
    asOf: card.asOf,
    session: card.session,
    seats: seats.length,
    held: holders.filter(({ standing }) => standing === 'held').length,
    sha256,
  }))
  const maps = (await mapCards(house.db)).map(({ id, legislature, from, through }) => ({
    id,
    legislature,
    from,
    through,
  }))
  if (values.json) io.out(JSON.stringify({ packs, maps }, null, 2))
  else {
    for (const { legislature, asOf, session, seats, held } of packs)
      io.out(
        `  ${printable(legislature)} ${asOf}: ${session.firstDay} – ${session.lastDay}, ${held} of ${seats} seats with a holder`,
      )
    for (const { id, legislature, from, through } of maps)
      io.out(`  ${printable(id)}: ${printable(legislature)}, ${from} – ${through}`)
  }
  return 0
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

function read<const Asked extends Options>(argv: string[], options: Asked) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'An option is not known, or lacks its value.', remedy: 'See `tp campaign help`.' },
    ])
  }
}
