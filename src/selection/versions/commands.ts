import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../../house/command.ts'
import { WrongUse } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import { listDatasets, listSeries } from '../../indicators/store.ts'
import { formatDay, formatNumber } from '../../ui/language.ts'
import { type Document, methodologyNamed } from '../catalogue.ts'
import { dayOf } from '../day-asked.ts'
import { unitName } from '../sentences.ts'
import { comparisonJson } from './diff-json.ts'
import { joinedAndLeft } from './diff-moves.ts'
import { sayChange, sayNames, sayPlace, sayWhy, verdict, versionName } from './diff-say.ts'
import { sayDiff } from './diff-words.ts'
import { type Comparison, compareDocuments, mostYears, usualYears } from './diff-years.ts'
import { documentOf, newestDocument } from './store.ts'

export const diffUsage = `tp select diff     --methodology M --from N --to N|FILE.yaml   two versions of one methodology
tp select diff     --methodology M --with M2 [--from N] [--to N]   two methodologies
   [--as-of DATE] [--years ${usualYears}] [--json]`

const flags = {
  methodology: { type: 'string', short: 'm' },
  with: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'as-of': { type: 'string' },
  years: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `tp select diff …`: what a new version changes, in words and in who moves. */
export async function diffCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readFlags(argv)
  if (positionals.length > 0)
    throw new WrongUse(`“${positionals[0]!.slice(0, 80)}” has no place here`, [
      { message: '`tp select diff` takes options only.', remedy: diffUsage },
    ])
  const [from, to] = await documentsAsked(house, values)
  const asOf = dayOf(values['as-of'] ?? today(house), house)
  const comparison = await compareDocuments(house.db, from, to, asOf, yearsAsked(values.years))
  const [series, datasets] = [await listSeries(house.db), await listDatasets(house.db)]
  const titles = new Map([...series, ...datasets].map(({ id, title }) => [id, title]))
  if (values.json) io.out(JSON.stringify(comparisonJson(io.language, comparison, titles), null, 2))
  else print(comparison, titles, io)
  return 0
}

function readFlags(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'The command was put together wrongly.', remedy: diffUsage },
    ])
  }
}

type Flags = ReturnType<typeof readFlags>['values']

async function documentsAsked({ db }: House, values: Flags): Promise<[Document, Document]> {
  const { methodology: id, with: other, from, to } = values
  if (id === undefined)
    throw new WrongUse('Which methodology?', [
      { place: '--methodology', message: 'It was not said.', remedy: diffUsage },
    ])
  if (other !== undefined)
    return [
      from === undefined ? await named(id) : await documentOf(db, id, numberOf('--from', from)),
      to === undefined ? await named(other) : await documentOf(db, other, numberOf('--to', to)),
    ]
  if (to === undefined)
    throw new WrongUse('Compared with what?', [
      {
        place: '--to',
        message: 'Neither a version nor another methodology was named.',
        remedy: 'Add --to with a number or a YAML file, or --with and another methodology.',
      },
    ])
  const first = from === undefined ? await named(id) : await documentOf(db, id, numberOf('--from', from))
  return [first, isFile(to) ? methodologyNamed(to) : await documentOf(db, id, numberOf('--to', to))]

  async function named(name: string): Promise<Document> {
    return isFile(name) ? methodologyNamed(name) : newestDocument(db, name)
  }
}

function isFile(name: string): boolean {
  return /\.ya?ml$/i.test(name) || name.includes('/') || name.includes('\\')
}

function numberOf(flag: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new WrongUse(`“${text.slice(0, 40)}” is not a version`, [
    {
      place: flag,
      message: 'A version is a whole number from 1.',
      remedy: `For example ${flag} 1${flag === '--to' ? ', or a file that ends in .yaml' : ''}.`,
    },
  ])
}

function yearsAsked(text: string | undefined): number {
  if (text === undefined) return usualYears
  const years = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (years >= 0 && years <= mostYears) return years
  throw new WrongUse(`“${text.slice(0, 40)}” is not a number of years`, [
    { place: '--years', message: `A whole number from 0 to ${mostYears} is needed.` },
  ])
}

function print(comparison: Comparison, titles: Parameters<typeof sayChange>[3], io: Io): void {
  const { language } = io
  const say = sayDiff(language)
  const { changes, years, text } = comparison
  const both = { from: comparison.from.methodology, to: comparison.to.methodology }
  const newest = years[0]!
  io.out(
    say('cli.title', {
      from: versionName(language, both.from),
      to: versionName(language, both.to),
      day: formatDay(language, newest.asOf),
    }),
  )
  io.out('')
  io.out(verdict(language, comparison))

  heading(say('section.rules'))
  if (changes.rules.length === 0) io.out(`  ${say('rules.none')}`)
  for (const change of changes.rules) io.out(`  ${sayChange(language, change, both, titles)}`)
  if (changes.aside.length > 0) io.out(`  ${say('rules.aside')}`)
  for (const change of changes.aside) io.out(`    ${sayChange(language, change, both, titles)}`)
  io.out(`  ${say('rules.texts', { n: changes.texts })}`)

  heading(say('section.moves'))
  if (newest.moves.length === 0) io.out(`  ${say('moves.none')}`)
  for (const move of newest.moves)
    io.out(
      `  ${unitName(language, move.unit)}: ${sayPlace(language, move.from)} → ${sayPlace(language, move.to)} (${sayWhy(language, move, both)})`,
    )

  heading(say('section.years'))
  for (const year of years) {
    if (year.from.cannotJudge || year.to.cannotJudge) {
      io.out(`  ${year.asOf}  ${say('years.cannot')}`)
      continue
    }
    const list = say('years.both value', {
      both: String(year.onBoth),
      before: String(year.from.shortlist.length),
      after: String(year.to.shortlist.length),
    })
    const tau =
      year.tau === null
        ? '–'
        : formatNumber(language, year.tau, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    io.out(
      `  ${year.asOf}  ${say('years.both')}: ${list}; ${say('years.tau')}: ${tau}; ${say('years.moved')}: ${year.moves.length}`,
    )
    const { joined, left } = joinedAndLeft(year)
    if (joined.length > 0) io.out(`      ${say('years.joined')}: ${sayNames(language, joined)}`)
    if (left.length > 0) io.out(`      ${say('years.left')}: ${sayNames(language, left)}`)
  }
  io.out(`  ${say('years.tau note')}`)
  io.out(`  ${say('years.note')}`)

  heading(say('section.text'))
  if (text.pieces.length === 0) io.out(`  ${say('text.same')}`)
  for (const { skipped, lines } of text.pieces) {
    if (skipped > 0) io.out(`  @@ ${say('text.skipped', { n: skipped })} @@`)
    for (const line of lines) io.out(`  ${{ same: ' ', removed: '-', added: '+' }[line.change]} ${line.text}`)
  }

  function heading(title: string) {
    io.out('')
    io.out(title)
  }
}
