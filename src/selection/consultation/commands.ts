import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../../house/command.ts'
import { WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { formatList, formatNumber, type Language, speak } from '../../ui/language.ts'
import { textIn } from '../sentences.ts'
import { askedAbout, pointsWritten } from './asked.ts'
import { ConsultationFault } from './faults.ts'
import { resultsCsv, resultsJson, roundJson } from './out.ts'
import { resultsOf } from './outcome.ts'
import {
  aboutText,
  groupName,
  momentIn,
  nameOfGroup,
  pointsText,
  pulledText,
  spreadText,
} from './pages/frame.tsx'
import { joinedBy, type Points, type Round, stateOf } from './schema.ts'
import { allRounds, methodologyOf, objectionsAfter, roundOf } from './store.ts'
import { words } from './words/words.ts'

export const consultationUsage = `tp select consultation list                  every consultation, plans too
tp select consultation show     CONSULTATION  who is asked, with which share, until when
tp select consultation results  CONSULTATION  what came of it, once it is over
tp select consultation export   CONSULTATION --format csv|json [--out FILE]

  Answers are read by nobody before the close, and of a group with too few of them nothing is told; here neither.
  --json  --lang en|fr|es|pt`

const flags = {
  format: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `tp select consultation …`: reads consultations. Planning and answering need a person, so they are done on pages. */
export async function consultationCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === 'help' || verb === '--help') {
    io.out(consultationUsage)
    return verb === undefined ? 2 : 0
  }
  const verbs = { show, results, export: exported }
  if (verb !== 'list' && !Object.hasOwn(verbs, verb))
    throw new WrongUse(`“tp select consultation ${verb.slice(0, 40)}” is not a command`, [
      {
        message: 'Known are list, show, results and export.',
        remedy: 'See `tp select consultation help`.',
      },
    ])
  const { values, positionals } = read(rest)
  if (verb === 'list') return list(house, values, positionals, io)
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0)
    throw new WrongUse('Which consultation?', [
      { message: 'One id is needed.', remedy: '`tp select consultation list` names them.' },
    ])
  try {
    return await verbs[verb as keyof typeof verbs](house, await roundOf(house.db, id), values, io)
  } catch (error) {
    throw error instanceof ConsultationFault ? error.in(io.language) : error
  }
}

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      {
        message: 'The command was put together wrongly.',
        remedy: 'See `tp select consultation help`.',
      },
    ])
  }
}
type Flags = ReturnType<typeof read>['values']

async function list(house: House, values: Flags, positionals: string[], io: Io): Promise<ExitCode> {
  if (positionals.length > 0)
    throw new WrongUse(`“${positionals[0]}” has no place here`, [
      { message: '`tp select consultation list` takes options only.', remedy: 'Leave it out.' },
    ])
  const rounds = await allRounds(house.db)
  if (values.json) {
    io.out(JSON.stringify({ consultations: rounds.map((round) => roundJson(round, house.now())) }, null, 2))
    return 0
  }
  const say = speak(words, io.language)
  if (rounds.length === 0) io.out(say('list.none'))
  for (const round of rounds)
    io.out(
      say('cli.row', {
        id: round.id,
        state: say(`state.${stateOf(round, house.now())}`),
        opens: momentIn(io.language, round.opens),
        closes: momentIn(io.language, round.closes),
        about: aboutText(io.language, methodologyOf(round), round.version, say),
        question: round.question,
      }),
    )
  return 0
}

async function show(house: House, round: Round, values: Flags, io: Io): Promise<ExitCode> {
  if (values.json) {
    io.out(JSON.stringify(roundJson(round, house.now()), null, 2))
    return 0
  }
  const { language } = io
  const say = speak(words, language)
  const methodology = methodologyOf(round)
  const written = pointsWritten(methodology, round.level)
  io.out(round.question)
  io.out(aboutText(language, methodology, round.version, say))
  io.out(
    `${say(`state.${stateOf(round, house.now())}`)}: ${momentIn(language, round.opens)} – ${momentIn(language, round.closes)}`,
  )
  io.out('')
  io.out(say('groups.title'))
  for (const group of round.groups)
    io.out(`  ${say('percent', { share: String(group.share) })}  ${groupName(group, say)}`)
  io.out(say('groups.fewest', { fewest: formatNumber(language, round.fewest) }))
  io.out('')
  io.out(say('asked.written'))
  for (const { id, title } of askedAbout(methodology, round.level))
    io.out(`  ${pointsText(language, written[id] ?? 0).padStart(5)}  ${textIn(language, title)}`)
  io.out(
    say('asked.ways', {
      ways: formatList(
        language,
        round.ways.map((way) => say(`way.${way}`)),
      ),
    }),
  )
  return 0
}

async function outcome(house: House, round: Round) {
  const { kept: _, ...results } = await resultsOf(house.db, house.keys, round, house.now())
  return { results, written: pointsWritten(methodologyOf(round), round.level) }
}

async function results(house: House, round: Round, values: Flags, io: Io): Promise<ExitCode> {
  const { results: found, written } = await outcome(house, round)
  if (values.json) {
    io.out(JSON.stringify(resultsJson(round, house.now(), written, found), null, 2))
    return 0
  }
  const { language } = io
  const say = speak(words, language)
  const titles = new Map(
    askedAbout(methodologyOf(round), round.level).map(({ id, title }) => [id, textIn(language, title)]),
  )
  const hidden = found.groups.filter(({ shown }) => !shown)
  io.out(round.question)
  if (found.readings.length === 0) io.out(say('results.none'))
  else if (hidden.length > 0) {
    const groups = formatList(
      language,
      hidden.map(({ key }) => nameOfGroup(round, key, say)),
    )
    io.out(`${say('results.incomplete', { groups })} ${say('results.incomplete next')}`)
  }
  for (const group of found.groups) {
    io.out('')
    const answers = group.shown ? formatNumber(language, group.answers) : say('results.fewer')
    const paper = !group.shown
      ? ''
      : ` (${say('column.paper')}: ${group.onPaper === null ? say('results.few paper') : formatNumber(language, group.onPaper)})`
    io.out(
      `${nameOfGroup(round, group.key, say)}, ${say('percent', { share: String(group.share) })}, ${say(`joined.${joinedBy(round, group.key)}`)}. ${say('column.answers')}: ${answers}${paper}`,
    )
    if (!group.shown) continue
    for (const [id, title] of titles) {
      const spread = group.spread[id]
      if (spread !== undefined) io.out(`  ${title}: ${spreadText(language, spread, say)}`)
    }
  }
  const weighed = [...titles].map(([id, name]) => ({ id, name }))
  const pulled = pulledText(language, round, found.groups, weighed, say)
  if (pulled !== null) {
    io.out('')
    io.out(pulled)
  }
  for (const { kind, points } of found.readings) {
    io.out('')
    io.out(say(`reading.${kind}`))
    writePoints(io, language, titles, points)
  }
  const waiting = (await objectionsAfter(house.db, house.keys, round.id, house.now())).filter(
    ({ answers }) => answers.length === 0,
  ).length
  io.out('')
  io.out(`${say('objection.title')}: ${formatNumber(language, waiting)}`)
  if (waiting > 0) io.out(say('objection.waits'))
  return 0
}

function writePoints(io: Io, language: Language, titles: ReadonlyMap<string, string>, points: Points): void {
  for (const [id, title] of titles) io.out(`  ${pointsText(language, points[id] ?? 0).padStart(5)}  ${title}`)
}

async function exported(house: House, round: Round, values: Flags, io: Io): Promise<ExitCode> {
  const { format } = values
  if (format !== 'csv' && format !== 'json')
    throw new WrongUse('In which form?', [
      { place: '--format', message: 'It is csv or json.', remedy: 'Add --format csv.' },
    ])
  const { results: found, written } = await outcome(house, round)
  const text =
    format === 'csv'
      ? resultsCsv(round, written, found)
      : `${JSON.stringify(resultsJson(round, house.now(), written, found), null, 2)}\n`
  if (values.out === undefined) {
    io.out(text.trimEnd())
    return 0
  }
  try {
    writeFileSync(values.out, text, { flag: 'wx' })
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new WrongUse(`${values.out} cannot be written`, [
      {
        place: '--out',
        message: (error as Error).message,
        remedy: taken ? 'It is there already: choose another name.' : 'Choose a folder you may write in.',
      },
    ])
  }
  io.err(values.out)
  return 0
}
