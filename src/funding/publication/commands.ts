import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { observedCompacts } from '../../compacts/observed/store.ts'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { Fault, NotFound, WrongUse } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import { type House, today } from '../../house/house.ts'
import { compareActivities, type Difference } from '../../iati/compare-activities.ts'
import { activityFrom, type ImportNote } from '../../iati/import-activities.ts'
import type { Activity } from '../../iati/model.ts'
import { type Element, readActivities, UnreadableXml } from '../../iati/read.ts'
import { isVersion } from '../../iati/tables.ts'
import { writeActivities, writeOrganisations } from '../../iati/write.ts'
import { type Say, speak } from '../../ui/language.ts'
import { originOf, type PublishingSettings } from './data-routes.ts'
import { activitiesOf, gathered } from './iati/activities.ts'
import { organisationOf } from './iati/organisation-file.ts'
import { activityIdentifier } from './iati/published.ts'
import { publisherFrom } from './iati/publisher.ts'
import { keepStatements, statementsIn } from './observed-import.ts'
import { momentFrom, readSnapshot } from './read.ts'
import type { Snapshot } from './snapshot.ts'
import { type Word, words } from './words/words.ts'

export const iatiExportUsage = `tp iati export --compact ID [--compact ID …] [--publisher XX-REG-123] [--organisation] [--as-of DAY] [--out FILE]
  one IATI 2.03 file out of one snapshot of each compact; --organisation writes the organisation file instead.
  --publisher is the IATI identifier of who publishes; an example has one that is plainly nobody’s.`

export const iatiImportUsage = `tp iati import FILE [--compact ID] [--yes] [--json]
  says what differs between a file and what is held here. ID is that of a compact here, or of one of the public record
  (tp compact observed). Nothing is written without --yes, and then only statements of an observed compact, with their source.
  Exit status 1: something differs, or could not be read.`

/* ── export ───────────────────────────────────────────────────────────────── */

/** `tp iati export …`; `argv` begins after `export`. */
export async function iatiExportCommand(
  house: House,
  argv: string[],
  io: Io,
  settings: PublishingSettings = {},
): Promise<ExitCode> {
  const { values, positionals } = read(iatiExportUsage, () =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        compact: { type: 'string', multiple: true },
        publisher: { type: 'string' },
        organisation: { type: 'boolean' },
        'as-of': { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }),
  )
  if (values.help === true) {
    io.out(iatiExportUsage)
    return 0
  }
  const asked = values.compact ?? []
  if (asked.length === 0 || positionals.length > 0)
    throw new WrongUse('Export which compact?', [{ place: '--compact', message: iatiExportUsage }])
  const asOf = momentFrom(values['as-of'], today(house))
  const snapshots: Snapshot[] = []
  for (const id of asked)
    snapshots.push(await readSnapshot(house.db, compactId(id), asOf, house.settings.fewestShown))
  const [first] = snapshots as [Snapshot, ...Snapshot[]]
  // One file has one publisher: what is real may not go out under the name of nobody.
  const ofWhom = snapshots.find(({ compact }) => !compact.example) ?? first
  const publisher = publisherFrom(values.publisher ?? settings.publisher ?? null, ofWhom)
  const addresses = { origin: originOf(house) }
  const generated = new Date(`${asOf}T00:00:00Z`)
  const pieces =
    values.organisation === true
      ? writeOrganisations([organisationOf(snapshots, publisher, addresses)], { generated })
      : writeActivities(
          snapshots.flatMap((snapshot) => activitiesOf(snapshot, publisher, addresses)),
          { generated },
        )
  const say = speak(words, io.language)
  if (values.out === undefined) {
    for await (const line of linesOf(pieces)) io.out(line)
    return 0
  }
  const bytes = await writeFile(values.out, pieces)
  const told = {
    file: values.out,
    bytes,
    publisher: publisher.ref,
    snapshots: snapshots.map(({ hash }) => hash),
  }
  if (values.json === true) io.out(JSON.stringify(told))
  else io.err(say('cli.written', { file: values.out, count: bytes, publisher: publisher.ref }))
  return 0
}

/** Under another name first, so that a file that is there is a whole one. Refuses to write over one. */
async function writeFile(file: string, pieces: AsyncIterable<string>): Promise<number> {
  const refuse = (message: string, remedy: string) =>
    new WrongUse(`${file} cannot be written`, [{ place: '--out', message, remedy }])
  if (await stat(file).catch(() => null))
    throw refuse('It is there already.', 'Choose another name, or take it away.')
  const part = `${path.join(path.dirname(file), `.${path.basename(file)}`)}.part`
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(part, 'w')
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error), 'Choose a folder you may write in.')
  }
  let bytes = 0
  try {
    for await (const piece of pieces) bytes += (await handle.write(piece)).bytesWritten
    await handle.close()
    await rename(part, file)
    return bytes
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function compactId(id: string): string {
  const asked = id.slice(0, 80)
  if (isUuid(id)) return id
  throw new NotFound(`There is no compact “${asked}” here`, [
    {
      place: '--compact',
      message: 'The id of a compact here is a UUID.',
      remedy: 'It stands in the address of its page.',
    },
  ])
}

/* ── import ───────────────────────────────────────────────────────────────── */

/** What was found of one activity of a file. */
type Compared = {
  identifier: string
  /** Compact here that it is of; null for one that is not held. */
  compact: string | null
  differences: Difference[]
  notes: ImportNote[]
}

/** `tp iati import FILE …`; `argv` begins after `import`. */
export async function iatiImportCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(iatiImportUsage, () =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        compact: { type: 'string' },
        yes: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }),
  )
  if (values.help === true) {
    io.out(iatiImportUsage)
    return 0
  }
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new WrongUse('Import which file?', [{ message: iatiImportUsage }])
  if (!(await stat(file).catch(() => null))?.isFile())
    throw new WrongUse(`${file} cannot be read`, [
      { place: 'FILE', message: 'There is no such file.', remedy: 'Give the path of an IATI file.' },
    ])
  const { compact } = values
  if (compact !== undefined && !isUuid(compact))
    return importObserved(house, io, { file, compact, yes: values.yes === true, json: values.json === true })

  const held = new Holdings(house, compact ?? null)
  const compared: Compared[] = []
  for await (const { activity, notes, alone } of activitiesIn(file)) {
    const found = await held.of(activity, alone)
    const here = originOf(house)
    compared.push({
      identifier: activity.identifier,
      compact: found?.compact ?? null,
      differences:
        found === null ? [] : compareActivities(found.activity, atHome(activity, found.activity, here)),
      notes,
    })
  }
  const say = speak(words, io.language)
  if (values.json === true) io.out(JSON.stringify({ file, activities: compared, written: 0 }))
  else tell(compared, io, say)
  if (values.yes === true) io.err(say('cli.managed'))
  const clean = compared.every(
    ({ compact: known, differences, notes }) =>
      known !== null && differences.length === 0 && notes.length === 0,
  )
  return clean && compared.length > 0 ? 0 : 1
}

/**
 * A file with the pages of this house at the address it has now. Where a house was reached when a file was written
 * is no part of what the file says: the same page under another host or port is no difference.
 */
function atHome(activity: Activity, own: Activity, origin: string): Activity {
  const pages = new Set(
    [...JSON.stringify(own).matchAll(/"(https?:[^"\\]+)"/g)].flatMap(([, url = '']) =>
      url.startsWith(`${origin}/`) ? [url.slice(origin.length)] : [],
    ),
  )
  return JSON.parse(JSON.stringify(activity), (_, value: unknown) => {
    const [, page] = typeof value === 'string' ? (/^https?:\/\/[^/]+(\/.*)$/.exec(value) ?? []) : []
    return page !== undefined && pages.has(page) ? origin + page : value
  }) as Activity
}

function tell(compared: readonly Compared[], io: Io, say: Say<Word>): void {
  if (compared.length === 0) io.out(say('cli.no activity'))
  for (const { identifier, compact, differences, notes } of compared) {
    io.out(
      compact === null
        ? say('cli.not held', { identifier })
        : say('cli.differences', { identifier, count: differences.length }),
    )
    const sign = { added: '+', changed: '~', withdrawn: '-' } as const
    for (const { path: place, kind, before, after } of differences)
      io.out(
        `  ${sign[kind]} ${place}${before === undefined ? '' : ` ${short(before)}`}${kind === 'changed' ? ' →' : ''}${after === undefined ? '' : ` ${short(after)}`}`,
      )
    for (const { line, path: place, message } of notes) io.err(`${line}: ${place} ${message}`)
  }
}

const short = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}

/** The activities of a file one by one; `alone` where the file has no other. Throws WrongUse for what is no IATI. */
async function* activitiesIn(
  file: string,
): AsyncGenerator<{ activity: Activity; notes: ImportNote[]; alone: boolean }> {
  const refuse = (line: number, message: string, remedy: string) =>
    new WrongUse(`${file} is not an IATI file that can be read`, [
      { place: `${file}:${line}`, message, remedy },
    ])
  const onRoot = ({ name, attributes: { version }, line }: Element) => {
    if (name !== 'iati-activities')
      throw refuse(
        line,
        `Its outermost element is “${name.slice(0, 40)}”, not “iati-activities”.`,
        'Give a file of activities.',
      )
    if (!isVersion(version))
      throw refuse(
        line,
        version === undefined
          ? 'It does not say its version of the standard.'
          : `Version ${version.slice(0, 20)} of the standard is not read here.`,
        'Give a file of version 2.01, 2.02 or 2.03.',
      )
  }
  try {
    let last: { activity: Activity; notes: ImportNote[] } | null = null
    let count = 0
    for await (const element of readActivities(createReadStream(file), { onRoot })) {
      if (element.name !== 'iati-activity') continue
      if (last !== null) yield { ...last, alone: false }
      last = activityFrom(element)
      count += 1
    }
    if (last !== null) yield { ...last, alone: count === 1 }
  } catch (error) {
    if (!(error instanceof UnreadableXml)) throw error
    throw refuse(error.line, error.message, 'tp iati validate says more.')
  }
}

/** What is held here, as the publisher of a file would have to write it: read once for each compact. */
class Holdings {
  readonly #house: House
  readonly #asked: string | null
  readonly #known = new Map<string, Snapshot | null>()

  constructor(house: House, asked: string | null) {
    this.#house = house
    this.#asked = asked
  }

  async of(activity: Activity, alone: boolean): Promise<{ compact: string; activity: Activity } | null> {
    const id =
      this.#asked ??
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(activity.identifier)?.[0] ??
      null
    if (id === null) return null
    const snapshot = await this.#snapshot(id)
    if (snapshot === null || snapshot.agreement === null) return null
    const publisher = {
      ref: activity.reportingOrg.ref,
      name: activity.reportingOrg.narratives[0]?.text ?? activity.reportingOrg.ref,
      type: activity.reportingOrg.type,
    }
    const own = activitiesOf(snapshot, publisher, { origin: originOf(this.#house) })
    const same =
      own.find(({ identifier }) => identifier === activity.identifier) ??
      // A lone activity under another identifier, of a compact that was named, is of the compact as a whole.
      (this.#asked !== null && alone
        ? own.find(({ identifier }) => identifier === activityIdentifier(publisher, id, null))
        : undefined)
    return same === undefined ? null : { compact: id, activity: gathered(same) }
  }

  async #snapshot(id: string): Promise<Snapshot | null> {
    let known = this.#known.get(id)
    if (known !== undefined) return known
    try {
      const { db, settings } = this.#house
      known = await readSnapshot(db, id, today(this.#house), settings.fewestShown)
    } catch (error) {
      // A compact that was named has to be here; one that a file names need not.
      if (!(error instanceof Fault && error.status === 404) || this.#asked !== null) throw error
      known = null
    }
    this.#known.set(id, known)
    return known
  }
}

/** A file about a compact of the public record: what it states beside what is kept already. */
async function importObserved(
  house: House,
  io: Io,
  asked: { file: string; compact: string; yes: boolean; json: boolean },
): Promise<ExitCode> {
  const say = speak(words, io.language)
  const all = await observedCompacts(house.db)
  const compact = all.find(({ id }) => id === asked.compact)
  if (compact === undefined)
    throw new NotFound(`There is no compact “${asked.compact.slice(0, 80)}” in the public record`, [
      {
        place: '--compact',
        message: `Known are ${all.map(({ id }) => id).join(', ') || 'none: the reference pack is not loaded'}.`,
      },
    ])
  const statements: { identifier: string; said: ReturnType<typeof statementsIn>; fresh: number }[] = []
  let noted = 0
  let written = 0
  for await (const { activity, notes } of activitiesIn(asked.file)) {
    const said = statementsIn(activity)
    const fresh = said.filter(
      (each) =>
        !compact.statements.some(
          ({ topic, part, amount, value, source }) =>
            topic === each.topic &&
            part === each.part &&
            (each.amount === null
              ? value === each.value
              : amount?.minor === each.amount.minor && amount.currency === each.amount.currency) &&
            source.includes(activity.identifier),
        ),
    )
    noted += notes.length
    statements.push({ identifier: activity.identifier, said, fresh: fresh.length })
    if (!asked.json) {
      io.out(say('cli.states', { identifier: activity.identifier, count: said.length, fresh: fresh.length }))
      for (const { topic, value, stage } of said)
        io.out(
          `  ${fresh.some((each) => each.topic === topic && each.value === value) ? '+' : '='} ${topic}${stage === null ? '' : ` (${stage})`}: ${short(value)}`,
        )
      for (const { line, path: place, message } of notes) io.err(`${line}: ${place} ${message}`)
    }
    if (asked.yes)
      written += await keepStatements(
        house.db,
        house.now(),
        operator,
        {
          compact: compact.id,
          country: compact.country,
          file: path.basename(asked.file),
          identifier: activity.identifier,
          publisher: activity.reportingOrg.narratives[0]?.text ?? activity.reportingOrg.ref,
        },
        said,
      )
  }
  if (asked.json) io.out(JSON.stringify({ file: asked.file, compact: compact.id, statements, written }))
  else if (asked.yes) io.err(say('cli.kept', { count: written }))
  else io.err(say('cli.not kept'))
  const differs = statements.some(({ fresh }) => fresh > 0)
  return noted > 0 || (differs && !asked.yes) || statements.length === 0 ? 1 : 0
}

function read<Parsed>(usage: string, parse: () => Parsed): Parsed {
  try {
    return parse()
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), [{ message: usage }])
  }
}
