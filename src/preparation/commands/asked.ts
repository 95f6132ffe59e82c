import { readFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { WrongData } from '../../estimators/estimate.ts'
import { type FaultDetail, Unusable, WrongUse } from '../../house/errors.ts'
import type { Language } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import { readTextTable, type TextTable } from '../text-table.ts'

/** What was asked for on the command line, by flag and by place. */
export function readAsked<Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: string[],
  options: Options,
) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, allowNegative: false })
  } catch (error) {
    throw wrong((error as Error).message, {
      message: 'The command was put together wrongly.',
      remedy: 'See `tp prevalence help`.',
    })
  }
}

export function wrong(message: string, detail: FaultDetail): WrongUse {
  return new WrongUse(message, [detail])
}

/** The one file a command reads. */
export function fileOf(positionals: readonly string[], name = 'TABLE.csv'): string {
  const [file, ...more] = positionals
  if (file === undefined)
    throw wrong('Which file?', { place: name, message: 'None was named.', remedy: `Name one: ${name}.` })
  if (more.length > 0)
    throw wrong('One file at a time', { place: more.join(' '), message: `After ${file} comes more.` })
  return file
}

/** The table in a file. @throws Unusable where the file cannot be read, or is no table */
export function tableIn(file: string, language: Language): TextTable {
  const text = textOf(file)
  return within(file, language, () => readTextTable(text))
}

function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new Unusable('The file is not in UTF-8', [
        {
          place: file,
          message: 'Some of its bytes are in another encoding.',
          remedy: 'Save it as CSV in UTF-8.',
        },
      ])
    throw new Unusable('The file could not be read', [
      {
        place: file,
        message: code === 'ENOENT' ? 'There is no such file.' : `The system says ${code ?? String(error)}.`,
      },
    ])
  }
}

/** Turns what is wrong with data into a fault that names the file. */
export function within<T>(place: string, language: Language, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof WrongData)) throw error
    throw new Unusable('These data cannot be used as they are', [
      { place, message: sayFinding(error.finding, language) },
    ])
  }
}

/** A whole number given by a flag. */
export function wholeOf(flag: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most))
    throw wrong(`${flag} ${text} is not understood`, {
      place: flag,
      message: 'It takes a whole number in digits.',
      remedy: most === Number.MAX_SAFE_INTEGER ? `From ${least}.` : `From ${least} to ${most}.`,
    })
  return value
}

/** A number given by a flag, within limits that belong to it. */
export function numberOf(flag: string, text: string, least: number, most: number): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most))
    throw wrong(`${flag} ${text} is not understood`, {
      place: flag,
      message: 'It takes a number with a decimal point.',
      remedy: Number.isFinite(most) ? `From ${least} to ${most}.` : `From ${least}.`,
    })
  return value
}

/** What every command of this room takes. */
export const common = {
  json: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const

export function needed(flag: string, value: string | undefined, what: string): string {
  if (value === undefined)
    throw wrong(`${flag} is missing`, { place: flag, message: 'It was not said.', remedy: what })
  return value
}
