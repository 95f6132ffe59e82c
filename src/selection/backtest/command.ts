import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../../house/command.ts'
import { WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { listDatasets, listSeries, listSources } from '../../indicators/store.ts'
import { formatNumber } from '../../ui/language.ts'
import type { Document } from '../catalogue.ts'
import { replicationsOf, seedOf } from '../robustness/asked.ts'
import { textIn } from '../sentences.ts'
import { documentNamed } from '../versions/store.ts'
import { trackAnswer } from './answer.ts'
import { TrackFault } from './faults.ts'
import {
  checkAsked,
  horizonOf,
  makeTrackRecord,
  outcomeAsked,
  resampleLimits,
  type TrackAsked,
  type Tracked,
  usualReplicates,
  usualSeed,
} from './run.ts'
import {
  censoredOf,
  comparisonRows,
  countryOf,
  knownSentences,
  leftOutOf,
  measuredInWords,
  noForecast,
  percentage,
  placeInWords,
  sayTrack,
  stepInWords,
  verdictSentences,
  whyNotAll,
} from './sentences.ts'

export const backtestUsage = `tp select backtest --methodology M [--outcome O] [--from Y] [--to Y] [--horizon N] [--weak-rows]
                    its lists of earlier years against what became of those countries; --weak-rows reads rows
                    that rest on single copies or elimination as they stand
                    [--replicates N] [--seed N] [--json]`

const options = {
  methodology: { type: 'string', short: 'm' },
  outcome: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  horizon: { type: 'string' },
  seed: { type: 'string' },
  replicates: { type: 'string' },
  'weak-rows': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, options }).values
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp select help`.' },
    ])
  }
}

type Flags = ReturnType<typeof read>

/** `tp select backtest`: what could be tested, then whether the method beats simple rules. */
export async function backtestCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const flags = read(argv)
  if (flags.methodology === undefined)
    throw new WrongUse('Which methodology?', [
      {
        place: '--methodology',
        message: 'It was not said.',
        remedy: 'Add for example --methodology atest-2014; `tp select list` names all.',
      },
    ])
  const document = await documentNamed(house.db, flags.methodology)
  const { language } = io
  const say = sayTrack(language)
  const outcome = outcomeAsked(document, flags.outcome)
  const asked = asUsage(() => {
    const read = readFlags(flags)
    if (outcome !== null) checkAsked(read, outcome)
    return read
  })
  if (outcome === null) {
    io.out(
      flags.json ? JSON.stringify(trackAnswer(language, document, null), null, 2) : say('verdict.no outcome'),
    )
    return 0
  }
  let told = ''
  const tracked = await makeTrackRecord(house, document, outcome, asked, {
    onStep: (step) => {
      const { what, done, total } = step
      const line = stepInWords(language, step, false).sentence
      // One line for each year, and one for every tenth of the resamples.
      const tenth = what === 'years' ? line : `${Math.floor((10 * done) / (total || 1))}`
      if (tenth !== told) io.err(line)
      told = tenth
    },
  })
  if (flags.json) io.out(JSON.stringify(trackAnswer(language, document, tracked), null, 2))
  else await print(house, document, tracked, io)
  return 0
}

/** What cannot be asked at all is a wrong use of the command. */
function asUsage<Answer>(work: () => Answer): Answer {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof TrackFault)) throw error
    throw new WrongUse(
      error.message,
      error.details.map((detail) => ({ ...detail, place: `--${detail.place}` })),
    )
  }
}

function readFlags(flags: Flags): TrackAsked {
  const asked: TrackAsked = {}
  for (const name of ['from', 'to'] as const) {
    const text = flags[name]
    if (text === undefined) continue
    if (!/^\d{4}$/.test(text))
      throw new WrongUse(`“${text.slice(0, 40)}” is not a year`, [
        { place: `--${name}`, message: 'A year has four digits.', remedy: `For example --${name} 2008.` },
      ])
    asked[name] = Number(text)
  }
  if (flags.horizon !== undefined) asked.horizon = horizonOf(flags.horizon)
  asked.seed = seedOf(flags.seed, usualSeed, '--seed')
  asked.replicates = replicationsOf(flags.replicates, usualReplicates, resampleLimits.command, '--replicates')
  if (flags['weak-rows']) asked.takeWeak = true
  return asked
}

async function print(house: House, document: Document, tracked: Tracked, io: Io): Promise<void> {
  const { language } = io
  const { methodology } = document
  const { outcome, record, seed, replicates } = tracked
  const say = sayTrack(language)
  const n = (value: number) => formatNumber(language, value)
  const titles = new Map(
    [...(await listSeries(house.db)), ...(await listDatasets(house.db))].map(({ id, title }) => [id, title]),
  )

  io.out(
    say('cli.byline', {
      method: textIn(language, methodology.title),
      version: methodology.version,
      outcome: textIn(language, outcome.title),
      years: say('years', { n: record.horizon }),
      seed: String(seed),
    }),
  )
  io.out('')
  io.out(say('section.known'))
  for (const sentence of knownSentences(language, methodology, record, titles)) io.out(`  ${sentence}`)
  io.out('')
  table(
    io,
    [
      say('col.year'),
      say('col.judged'),
      say('col.out'),
      say('col.unknown'),
      say('col.no score'),
      say('col.listed'),
      say('col.excluded'),
      say('col.censored'),
      say('col.usable'),
      say('col.happened'),
      say('col.why'),
    ],
    record.years.map((count) => [
      String(count.year),
      n(count.judged),
      n(count.out),
      n(count.unknown),
      n(count.noScore),
      n(count.listed),
      n(leftOutOf(count).excluded),
      n(censoredOf(count)),
      n(count.usable),
      n(count.happened),
      whyNotAll(language, count),
    ]),
    10,
  )

  const cards = new Map((await listSources(house.db)).map((source) => [source.id, source]))
  const cited = [...new Set([...record.sources.outcome, ...record.sources.lists])]
  io.out('')
  io.out(
    say('known.sources', {
      sources: cited
        .map((id) => `${cards.get(id)?.publisher ?? id}, ${cards.get(id)?.title ?? id}`)
        .join('; '),
    }),
  )
  io.out('')
  for (const sentence of verdictSentences(language, record)) io.out(sentence)

  const { result } = record
  if (result === null) {
    if (record.events.length > 0 && record.tested) {
      io.out('')
      io.out(say('section.events'))
      table(
        io,
        [say('col.country'), say('col.when'), say('col.list'), say('col.place')],
        record.events.map((event) => [
          countryOf(language, event),
          String(event.happened),
          event.list === null ? '–' : String(event.list),
          placeInWords(language, methodology, event),
        ]),
        0,
      )
    }
    return
  }

  io.out('')
  io.out(
    say('measures.sub', {
      n: n(replicates),
      seed: String(seed),
      k: record.k,
      level: percentage(language, result.level),
    }),
  )
  table(
    io,
    [
      say('col.beside'),
      say('col.measure'),
      say('col.cases'),
      say('col.method'),
      say('col.naive'),
      say('col.difference'),
      say('col.finding'),
    ],
    comparisonRows(language, result.compared, record.k).map((row) => [
      row.beside,
      row.measure,
      row.cases,
      row.method,
      row.naive,
      row.difference,
      row.finding,
    ]),
    0,
  )
  io.out('')
  io.out(say('section.years'))
  const named = ['method', 'random', 'tier', 'income'] as const
  table(
    io,
    [say('col.year'), say('col.places'), ...named.map((name) => say(`ranking.${name}`))],
    result.years.map(({ year, places, hits }) => [
      String(year),
      n(places),
      ...named.map((name) => {
        const own = hits[name]
        return own == null ? '–' : formatNumber(language, own, { maximumFractionDigits: 1 })
      }),
    ]),
    6,
  )
  io.out('')
  io.out(say('section.calibration'))
  if (result.calibration.length === 0) io.out(`  ${noForecast(language)}`)
  else
    table(
      io,
      [say('col.band'), say('col.cases'), say('col.forecast'), say('col.observed')],
      result.calibration.map(({ band, cases, forecast, observed }) => [
        say('calibration.band', { n: 5 - band }),
        n(cases),
        percentage(language, forecast),
        measuredInWords(language, observed),
      ]),
      0,
    )
}

/** Columns padded to their widest entry; the first `numbers` are set right. */
function table(io: Io, head: string[], rows: string[][], numbers: number): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)))
  for (const cells of [head, ...rows])
    io.out(
      `  ${cells
        .map((cell, i) => (i < numbers ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd()}`,
    )
}
