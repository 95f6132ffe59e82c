import { createReadStream, readFileSync, type Stats, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import type { ExitCode, Io } from '../house/command.ts'
import { type FaultDetail, WrongUse } from '../house/errors.ts'
import { type Checked, checkIati } from './check.ts'
import { say, type Tongue, words } from './words.ts'

export const iatiValidateUsage = `tp iati validate FILE… [--json] [--keep N]

  Judges IATI files (2.01, 2.02, 2.03) by schema, code lists and the standard ruleset.
  --json     an array of { file, valid, version, errors: [{ id, severity, line, path, message, remedy }] }
  --keep N   findings listed for each file; all are counted (1000)
  --lang en|fr|es|pt
  Exit status: 0 all are valid, 1 one of them is not, 2 wrong use.`

/** `tp iati validate FILE…`: needs no database, and judges each file as a stream. */
export async function iatiValidateCommand(argv: string[], io: Io): Promise<ExitCode> {
  const asked = read(argv)
  if (asked.help) {
    io.out(iatiValidateUsage)
    return 0
  }
  const tongue = asked.tongue ?? io.language
  const sizes = sizesOf(asked.files)
  if (sizes.reduce((sum, size) => sum + size, 0) < LONG_WORK) optimiseLate()

  let allValid = true
  for (const [at, file] of asked.files.entries()) {
    const checked = await checkIati(sourceOf(file, sizes[at] ?? 0), { keep: asked.keep, tongue })
    allValid &&= checked.valid
    if (asked.json)
      // One file at a time, so that many large files are not in memory together.
      io.out(
        `${at === 0 ? '[' : ''}${JSON.stringify(asJson(file, checked))}${at === asked.files.length - 1 ? ']' : ','}`,
      )
    else for (const line of asLines(file, checked, tongue)) io.out(line)
  }
  return allValid ? 0 : 1
}

const flags = {
  json: { type: 'boolean', default: false },
  keep: { type: 'string' },
  lang: { type: 'string' },
  language: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

type Asked = { files: string[]; json: boolean; keep: number; tongue: Tongue | null; help: boolean }

function read(argv: string[]): Asked {
  const { values, positionals } = parsed(argv)
  const files = positionals[0] === 'help' ? [] : positionals
  const help = values.help || positionals[0] === 'help'
  if (files.length === 0 && !help)
    throw new WrongUse('Which file?', [
      { place: 'FILE', message: 'None was named.', remedy: 'For example tp iati validate activities.xml.' },
    ])
  const keep = values.keep ?? '1000'
  if (!/^\d{1,6}$/.test(keep))
    throw new WrongUse(`“${keep.slice(0, 40)}” will not do for --keep`, [
      { place: '--keep', message: 'A whole number up to 999999 is needed.' },
    ])
  const tongue = values.lang ?? values.language ?? null
  if (tongue !== null && !Object.hasOwn(words, tongue))
    throw new WrongUse(`“${tongue.slice(0, 40)}” will not do for --lang`, [
      { place: '--lang', message: 'Known are en, fr, es and pt.' },
    ])
  return { files, json: values.json, keep: Number(keep), tongue: tongue as Tongue | null, help }
}

function parsed(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp iati validate help`.' },
    ])
  }
}

/** A file that is read whole; what is larger is read as a stream. In bytes. */
const WHOLE = 1024 * 1024
/** From so many bytes on it pays to compile what is often run into its quickest form. */
const LONG_WORK = 16 * 1024 * 1024

/** A stream costs some turns of the event loop; for a short file they take longer than to judge it. */
const sourceOf = (file: string, size: number) =>
  size > 0 && size <= WHOLE ? readFileSync(file) : createReadStream(file, { highWaterMark: 64 * 1024 })

/**
 * Lets the engine wait longer before it optimises: at its own setting it spends half the processor time of a few
 * dozen files on code that has hardly run when the command ends. A number in the engine’s own unit, four
 * times what V8 11 begins with; it bears on when code is compiled, never on what it answers.
 */
const optimiseLate = () => setFlagsFromString('--interrupt-budget=600000')

/** Every file is looked for before the first is judged: a slip of the pen is told at once. Answers their sizes in bytes; 0 for what is no file, such as a pipe. */
function sizesOf(files: string[]): number[] {
  const wrong: FaultDetail[] = []
  const sizes = files.map((file) => {
    const found = statOf(file)
    if (found === null)
      wrong.push({
        place: file,
        message: 'There is no such file, or it may not be read.',
        remedy: 'Check its name.',
      })
    else if (found.isDirectory())
      wrong.push({
        place: file,
        message: 'It is a folder.',
        remedy: `Name files, for example ${file}/*.xml.`,
      })
    return found?.isFile() ? found.size : 0
  })
  if (wrong.length > 0) throw new WrongUse('A file to be judged cannot be read', wrong)
  return sizes
}

function statOf(file: string): Stats | null {
  try {
    return statSync(file)
  } catch {
    return null
  }
}

function asJson(file: string, { valid, version, errors, counts, left }: Checked) {
  return {
    file,
    valid,
    version,
    errors: errors.map(({ id, severity, line, path, message, remedy }) => ({
      id,
      severity,
      line,
      path,
      message,
      remedy,
    })),
    counts,
    notListed: left,
  }
}

function asLines(file: string, checked: Checked, tongue: Tongue): string[] {
  const { valid, version, counts, errors, left } = checked
  const numbers = {
    file: printable(file),
    criticals: String(counts.critical),
    errors: String(counts.error),
    warnings: String(counts.warning),
  }
  const shownVersion = printable(version ?? '').slice(0, 20)
  const head = valid
    ? say(tongue, 'report.valid', { ...numbers, version: shownVersion })
    : say(tongue, 'report.invalid', { ...numbers, version: shownVersion === '' ? '' : ` (${shownVersion})` })
  const lines = errors.map(({ id, severity, line, message, remedy }) =>
    say(tongue, 'report.line', {
      line: String(line),
      id,
      severity: say(tongue, `severity.${severity}`),
      message,
      remedy,
    }),
  )
  return [head, ...lines, ...(left > 0 ? [say(tongue, 'report.more', { count: String(left) })] : [])]
}

/** A name without what could steer a terminal. */
const printable = (text: string) => text.replace(/\p{Cc}+/gu, ' ')
