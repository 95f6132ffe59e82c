import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { WrongData } from '../../estimators/estimate.ts'
import { Unusable } from '../../house/errors.ts'
import { type Language, speak } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import { readTextTable, type TextTable } from '../text-table.ts'
import { AskedWrongly, commandWords, unusable } from './said.ts'
import type { sentences } from './sentences.ts'

/** What was asked for on the command line, by flag and by place. */
export function readAsked<Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: string[],
  options: Options,
) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, allowNegative: false })
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    const flag = /'(?:-\w, )?(-[^' ]+)/.exec(message)?.[1] ?? '--'
    throw new AskedWrongly(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? 'flag-unknown' : 'flag-value',
      { flag },
      flag,
    )
  }
}

/** A word that a flag takes is none of those it knows. */
export function choiceOf<const Known extends string>(
  flag: string,
  text: string,
  known: readonly Known[],
): Known {
  const found = known.find((each) => each === text)
  if (found === undefined) throw new AskedWrongly('choice', { flag, text, known: known.join(', ') }, flag)
  return found
}

/** The one file a command reads. */
export function fileOf(positionals: readonly string[], name = 'TABLE.csv'): string {
  const [file, ...more] = positionals
  if (file === undefined) throw new AskedWrongly('file.none', { name }, name)
  if (more.length > 0) throw new AskedWrongly('file.more', { file }, more.join(' '))
  return file
}

/** The table in a file: text, or the first sheet with rows of a workbook. @throws Unusable where it is no table */
export async function tableIn(file: string, language: Language): Promise<TextTable> {
  const bytes = bytesOf(file, language)
  if (isWorkbook(bytes)) return workbookTable(bytes, file, language)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unusable('file.encoding', language, file)
  }
  return within(file, language, () => readTextTable(text))
}

function bytesOf(file: string, language: Language): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw code === 'ENOENT'
      ? unusable('file.absent', language, file)
      : unusable('file.closed', language, file, { code })
  }
}

/** By its first bytes, whatever the file is called: a ZIP file, or the form of workbooks before 2007. */
const isWorkbook = (bytes: Buffer) => ['504b0304', 'd0cf11e0'].includes(bytes.subarray(0, 4).toString('hex'))

/** Read as the workbench in the browser reads it, so that both have the same table. */
async function workbookTable(bytes: Buffer, file: string, language: Language): Promise<TextTable> {
  const { NotATable, readGiven } = await import('../workbench/read-given.ts')
  try {
    return (await readGiven({ file: new File([new Uint8Array(bytes)], path.basename(file)) })).table
  } catch (error) {
    if (error instanceof NotATable) throw unusable(`file.${error.why}`, language, file)
    throw asUnusable(error, file, language)
  }
}

/** Turns what is wrong with data into a fault that names the file. */
export function within<T>(place: string, language: Language, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw asUnusable(error, place, language)
  }
}

/** What is wrong with data, as a fault that names the file; anything else as it is. */
export function asUnusable(error: unknown, place: string, language: Language): unknown {
  if (!(error instanceof WrongData)) return error
  return new Unusable(speak(commandWords, language)('data'), [
    { place, message: sayFinding(error.finding, language) },
  ])
}

/** A whole number given by a flag. */
export function wholeOf(flag: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw notNumber(flag, text, true, least, most === Number.MAX_SAFE_INTEGER ? Infinity : most)
}

/** A number given by a flag, within limits that belong to it. */
export function numberOf(flag: string, text: string, least: number, most: number): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw notNumber(flag, text, false, least, most)
}

function notNumber(flag: string, text: string, whole: boolean, least: number, most: number): AskedWrongly {
  const values = {
    flag,
    text,
    whole: whole ? 'yes' : 'no',
    // As text: a flag takes its digits without anything between thousands.
    least: String(least),
    most: Number.isFinite(most) ? String(most) : 'none',
  }
  return new AskedWrongly('number', values, flag)
}

/** What every command of this room takes. */
export const common = {
  json: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const

type Needed = keyof typeof sentences extends infer Word
  ? Word extends `needed.${infer Name} remedy`
    ? Name
    : never
  : never

/** What a flag says. @throws AskedWrongly where it says nothing, with what it would say */
export function needed(flag: string, value: string | undefined, what: Needed): string {
  if (value === undefined) throw new AskedWrongly('missing', { flag }, flag, `needed.${what} remedy`)
  return value
}
