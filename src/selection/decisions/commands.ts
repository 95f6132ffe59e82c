import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../../house/command.ts'
import { Conflict, WrongUse } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { formatDay } from '../../ui/language.ts'
import { writeNumber } from '../../ui/voice.tsx'
import { unitName } from '../sentences.ts'
import { DecisionFault } from './faults.ts'
import { cardOf, memoJson } from './json.ts'
import { decisionPath, type Memo, signingOf } from './memo.ts'
import { memoPdf } from './paper.ts'
import { memoOf } from './read-memo.ts'
import {
  assessedSentence,
  colon,
  declaredWords,
  departureHead,
  dissentHead,
  marksOf,
  methodWords,
  nameOr,
  rangeText,
  rankText,
  saidWhen,
  sayOf,
  shortSentences,
  signerName,
  sourceLines,
  stateWords,
} from './say.ts'
import { decisionOf, listDecisions } from './store.ts'
import { countriesCsv, memoWorkbook } from './tables-out.ts'

const formats = ['csv', 'json', 'text', 'xlsx', 'pdf'] as const

export const decisionUsage = `tp select decision list                  every decision, published or not
tp select decision show    DECISION      the memo: what was chosen, why, departures, dissent, who signed
tp select decision export  DECISION --format ${formats.join('|')} [--out FILE]

  \`text\` is what was signed, byte for byte: its SHA-256 is the digest of the memo.
  --json  --lang en|fr|es|pt`

const flags = {
  format: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `tp select decision …`: reads decisions. Writing, signing and publishing need a person, so they are done on pages. */
export async function decisionCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === 'help' || verb === '--help') {
    io.out(decisionUsage)
    return verb === undefined ? 2 : 0
  }
  if (verb !== 'list' && verb !== 'show' && verb !== 'export')
    throw new WrongUse(`“tp select decision ${verb}” is not a command`, [
      { message: 'Known are list, show and export.', remedy: 'See `tp select decision help`.' },
    ])
  const { values, positionals } = read(rest)
  if (verb === 'list') {
    if (positionals.length > 0)
      throw new WrongUse(`“${positionals[0]}” has no place here`, [
        {
          message: '`tp select decision list` takes options only.',
          remedy: 'See `tp select decision help`.',
        },
      ])
    return list(house, values.json, io)
  }
  const memo = await memoAsked(house, positionals)
  if (verb === 'show') {
    if (values.json) io.out(JSON.stringify(memoJson(memo), null, 2))
    else print(memo, io)
    return 0
  }
  return exportAs(memo, values, io)
}

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp select decision help`.' },
    ])
  }
}

async function memoAsked(house: House, positionals: string[]): Promise<Memo> {
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0)
    throw new WrongUse('Which decision?', [
      { message: 'One id is needed.', remedy: '`tp select decision list` names them.' },
    ])
  if (!isUuid(id)) throw new DecisionFault('no decision')
  return memoOf(house, await decisionOf(house.db, id))
}

async function list(house: House, json: boolean, io: Io): Promise<ExitCode> {
  const { decisions: all } = await listDecisions(house.db, { all: true })
  const say = sayOf(io.language)
  if (json) io.out(JSON.stringify({ decisions: all.map((decision) => cardOf({ decision })) }, null, 2))
  else if (all.length === 0) io.out(say('cli.none'))
  else
    for (const { id, version, state, content } of all)
      io.out(
        `${id}  v${version}  ${say(`state.${state}`)}  ${content.title}  ${content.chosen.map(({ unit }) => unit).join(' ')}`,
      )
  return 0
}

function print(memo: Memo, io: Io): void {
  const { language } = io
  const say = sayOf(language)
  const { decision, assessment } = memo
  io.out(decision.content.title)
  io.out(
    `${say('memo.version')} ${decision.version} · ${stateWords(language, memo)} · ${methodWords(language, memo)} · ${formatDay(language, assessment.asOf)} · ${assessment.id}`,
  )
  for (const { word, sentence } of marksOf(memo, language, () => true))
    io.out(`${colon(language, word)} ${sentence.replace(/<\/?a>/g, '')}`)
  io.out('')
  if (decision.content.summary !== '') io.out(decision.content.summary)
  for (const each of shortSentences(language, memo)) io.out(each)
  io.out('')
  io.out(say('memo.list'))
  for (const row of memo.rows.filter(({ chosen }) => chosen)) {
    const score = row.score === null ? '–' : writeNumber(language, row.score, { digits: 1 })
    io.out(
      `  ${unitName(language, row.unit)}  ${rankText(language, row)}  ${rangeText(language, row.rankRange, 0)}  ${score}`,
    )
    io.out(`    ${row.reason === '' ? say('memo.unreasoned') : row.reason}`)
  }
  const departing = memo.rows.filter(({ departure }) => departure !== null)
  io.out('')
  io.out(say('memo.departures'))
  if (departing.length === 0) io.out(`  ${say('memo.departures none', { size: decision.content.size })}`)
  for (const row of departing) {
    io.out(`  ${departureHead(language, row)}`)
    const assessed = assessedSentence(language, memo, row)
    if (assessed !== '') io.out(`    ${assessed}`)
    io.out(`    ${row.justification === '' ? say('memo.unjustified') : row.justification}`)
  }
  io.out('')
  io.out(say('memo.dissent'))
  if (memo.dissents.length === 0) io.out(`  ${say('memo.dissent none')}`)
  for (const each of memo.dissents)
    io.out(`  ${colon(language, dissentHead(language, memo, each))} ${each.text}`)
  io.out('')
  io.out(say('memo.signed'))
  for (const { signer, signature } of signingOf(memo))
    io.out(
      signature === null
        ? `  ${colon(language, signerName(language, memo, signer))} ${say('memo.not signed')}`
        : `  ${colon(language, signerName(language, memo, signer))} ${nameOr(language, signature.name)}, ${saidWhen(language, memo, signature)}; ${colon(language, say('label.conflict'))} ${declaredWords(language, signature.declared)}`,
    )
  io.out('')
  io.out(say('memo.conflicts'))
  if (memo.declarations.length === 0) io.out(`  ${say('memo.conflicts none')}`)
  for (const each of memo.declarations)
    io.out(
      `  ${nameOr(language, each.name)}, ${say(each.author ? 'memo.author' : 'memo.took part')}, ${colon(language, saidWhen(language, memo, each))} ${declaredWords(language, each.declared)}`,
    )
  io.out(`\n${say('label.sources')}`)
  for (const line of sourceLines(memo)) io.out(`  ${line}`)
  if (decision.hash !== null) io.out(`\nSHA-256 ${decision.hash}`)
}

async function exportAs(
  memo: Memo,
  { format, out }: ReturnType<typeof read>['values'],
  io: Io,
): Promise<ExitCode> {
  const asked = formats.find((each) => each === format)
  if (asked === undefined)
    throw new WrongUse('Export it as what?', [
      {
        place: '--format',
        message: `It is one of ${formats.join(', ')}.`,
        remedy: 'For example --format csv.',
      },
    ])
  const binary = asked === 'xlsx' || asked === 'pdf'
  if (binary && out === undefined)
    throw new WrongUse(`A ${asked} file is not for the screen`, [
      {
        place: '--out',
        message: 'It was not said where to write it.',
        remedy: `Add --out decision.${asked}.`,
      },
    ])
  const made = await madeAs(memo, asked, io)
  if (out === undefined) {
    io.out(made.toString().replace(/\n$/, ''))
    return 0
  }
  try {
    writeFileSync(out, made, { flag: 'wx' })
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new WrongUse(`${out} cannot be written`, [
      {
        place: '--out',
        message: (error as Error).message,
        remedy: taken ? 'It is there already: choose another name.' : 'Choose a folder you may write in.',
      },
    ])
  }
  io.err(out)
  return 0
}

async function madeAs(memo: Memo, format: (typeof formats)[number], io: Io): Promise<string | Buffer> {
  switch (format) {
    case 'csv':
      return countriesCsv(memo)
    case 'json':
      return `${JSON.stringify(memoJson(memo), null, 2)}\n`
    case 'xlsx':
      return memoWorkbook(memo)
    case 'pdf': {
      const instead = decisionPath(memo.decision.id)
      return (
        await memoPdf(memo, { language: io.language, instead, marks: marksOf(memo, io.language, () => true) })
      ).pdf
    }
    case 'text':
      if (memo.decision.text === null)
        throw new Conflict('There is no text that is signed', [
          {
            place: memo.decision.id,
            message: 'It is a draft: its text is fixed when it goes under review.',
            remedy: 'Put it under review first.',
          },
        ])
      return memo.decision.text
  }
}
