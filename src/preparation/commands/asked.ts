import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { WrongData } from '../../estimators/estimate.ts'
import type { Io } from '../../house/command.ts'
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
    const { values, positionals, tokens } = parseArgs({
      args: argv,
      options,
      allowPositionals: true,
      allowNegative: false,
      tokens: true,
    })
    const flags = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
    const twice = flags.find((name, i) => flags.indexOf(name) !== i)
    if (twice !== undefined) throw new AskedWrongly('flag-twice', { flag: `--${twice}` }, `--${twice}`)
    return { values, positionals, given: new Set(flags) }
  } catch (error) {
    if (error instanceof AskedWrongly) throw error
    const { code, message } = error as Error & { code?: string }
    const flag = /'(?:-\w, )?(-[^' ]+)/.exec(message)?.[1] ?? '--'
    throw new AskedWrongly(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? 'flag-unknown' : 'flag-value',
      { flag },
      flag,
    )
  }
}

/** Refuses flags that were given beside what makes them do nothing. `known` is what they are for. */
export function refuseUnused(
  given: ReadonlySet<string>,
  flags: readonly string[],
  { beside, known }: { beside: string; known: string },
): void {
  for (const name of flags)
    if (given.has(name)) throw new AskedWrongly('unused', { flag: `--${name}`, beside, known }, `--${name}`)
}

/** Refuses flags of which only one can be followed. */
export function refuseBeside(given: ReadonlySet<string>, flags: readonly string[], beside: string): void {
  for (const name of flags)
    if (given.has(name))
      throw new AskedWrongly('unused.beside', { flag: `--${name}`, beside: beside }, `--${name}`)
}

/** Refuses flags that say something of another one that was not given. */
export function refuseAlone(given: ReadonlySet<string>, flags: readonly string[], needs: string): void {
  if (given.has(needs)) return
  for (const name of flags)
    if (given.has(name))
      throw new AskedWrongly('unused.alone', { flag: `--${name}`, needs: `--${needs}` }, `--${name}`)
}

/**
 * Says on stderr that chance has no part in what was asked, where a seed or a number of resamples was given all the
 * same. The answer is the right one and stands: scripts give every command the same seed.
 *
 * @param draws - whether the answer draws resamples, draws in another way, or has nothing of chance
 * @param what - the part of the question that makes it so, as it is typed
 */
export function warnOfChance(
  given: ReadonlySet<string>,
  {
    draws,
    what,
    resamples = null,
  }: { draws: 'resamples' | 'otherwise' | 'nothing'; what: string; resamples?: number | null },
  { err, language }: Io,
): void {
  const say = speak(commandWords, language)
  // Without resamples it is as asked.
  if (draws !== 'resamples' && given.has('boot') && resamples !== 0) err(say('unused.boot', { what }))
  if (!given.has('seed')) return
  if (draws === 'nothing') err(say('unused.seed', { what }))
  else if (draws === 'resamples' && resamples === 0)
    err(say('unused.seed', { what: given.has('boot') ? '--boot 0' : what }))
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
    {
      place,
      message: sayFinding(error.finding, language),
      ...(error.finding.code === 'not-yes-or-no'
        ? { remedy: speak(commandWords, language)('answer.coding') }
        : {}),
    },
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

/** A number of people given by a flag: whole, so that 1.300 meant as thousands is not taken for one. */
export function peopleOf(flag: string, text: string, least: number, most = Infinity): number {
  const value = /^\d+$|^\d(\.\d+)?e\+?\d+$/i.test(text.trim()) ? Number(text) : Number.NaN
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw notNumber(flag, text, true, least, most)
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
