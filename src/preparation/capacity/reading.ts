import { hasControls, oneLine } from '../../house/form-fields.ts'
import { type Pointer, pointerIn } from '../identifying-text.ts'
import { isTask, type Level, levels, type ReadingValues, type Task } from './schema.ts'

/* What was typed of one task, in a form or a file, and what can be wrong with it. */

export const readingFields = ['level', 'evidence', 'address', 'year'] as const
export type ReadingField = (typeof readingFields)[number]
export type TypedReading = Record<ReadingField, string>

export const nothingTyped: TypedReading = { level: '', evidence: '', address: '', year: '' }

/** The level as it is typed where something was looked for and is not known. */
export const NOT_KNOWN = '?'

export const LONGEST_EVIDENCE = 2000
const LONGEST_ADDRESS = 500
const FIRST_YEAR = 1990

export type ReadingFault =
  | 'level missing'
  | 'level'
  | 'evidence missing'
  | 'reason missing'
  | 'evidence long'
  | 'evidence unreadable'
  | Pointer
  | 'address'
  | 'year missing'
  | 'year'
  | 'year day'

export type ReadReading =
  | { values: ReadingValues | null }
  | { faults: { field: ReadingField; fault: ReadingFault }[] }

/** Reads what was typed; `values: null` when nothing was. `thisYear` is the last that evidence can be from. */
export function readReading(typed: TypedReading, thisYear: number): ReadReading {
  const [level, year, address] = [typed.level.trim(), typed.year.trim(), typed.address.trim()]
  const evidence = typed.evidence.normalize('NFC').trim()
  if (level === '' && evidence === '' && address === '' && year === '') return { values: null }
  const faults: { field: ReadingField; fault: ReadingFault }[] = []
  const wrong = (field: ReadingField, fault: ReadingFault) => faults.push({ field, fault })
  const read = levelOf(level)
  if (read === undefined) wrong('level', level === '' ? 'level missing' : 'level')
  if (evidence.length < 3) wrong('evidence', read === null ? 'reason missing' : 'evidence missing')
  else if (evidence.length > LONGEST_EVIDENCE) wrong('evidence', 'evidence long')
  else if (hasControls(evidence.replace(/\s/g, ' '))) wrong('evidence', 'evidence unreadable')
  else {
    // Evidence is about institutions.
    const pointer = pointerIn(evidence)
    if (pointer !== null) wrong('evidence', pointer)
  }
  if (address !== '' && !isAddress(address)) wrong('address', 'address')
  const number = /^\d{4}$/.test(year) ? Number(year) : null
  if (year === '') {
    if (typeof read === 'number') wrong('year', 'year missing')
  } else if (/^\d{5}$/.test(year)) {
    // Days since 1900, as a spreadsheet counts them where the format of the cell was lost.
    wrong('year', 'year day')
  } else if (number === null || number < FIRST_YEAR || number > thisYear) wrong('year', 'year')
  if (faults.length > 0 || read === undefined) return { faults }
  return { values: { level: read, evidence, address: address || null, year: number } }
}

function levelOf(text: string): Level | null | undefined {
  if (text === NOT_KNOWN) return null
  return levels.find((level) => String(level) === text)
}

function isAddress(text: string): boolean {
  if (text.length > LONGEST_ADDRESS || hasControls(text) || /\s/.test(text) || !URL.canParse(text))
    return false
  const { protocol, username, password, hostname } = new URL(text)
  return (
    ['https:', 'http:'].includes(protocol) && username === '' && password === '' && hostname.includes('.')
  )
}

/** A reading as a form or a file holds it. */
export function typedFrom(values: ReadingValues | null | undefined): TypedReading {
  if (values === null || values === undefined) return nothingTyped
  return {
    level: values.level === null ? NOT_KNOWN : String(values.level),
    evidence: values.evidence,
    address: values.address ?? '',
    year: values.year === null ? '' : String(values.year),
  }
}

/** The name of a field of a task in a form: `year.investigation`. */
export const fieldName = (field: ReadingField, task: Task) => `${field}.${task}`

/** What a form says of each of these tasks. */
export function typedTasks(sent: Record<string, string>, asked: readonly Task[]): Map<Task, TypedReading> {
  return new Map(
    asked.map((task) => [
      task,
      {
        level: sent[fieldName('level', task)] ?? '',
        evidence: sent[fieldName('evidence', task)] ?? '',
        address: sent[fieldName('address', task)] ?? '',
        year: sent[fieldName('year', task)] ?? '',
      },
    ]),
  )
}

/** What was sent back with “take”: readings by institution and task. Null for what is not that. */
export function parsedReadings(
  text: string,
): { institution: string; task: Task; typed: TypedReading }[] | null {
  try {
    const sent: unknown = JSON.parse(text)
    if (!Array.isArray(sent) || sent.length > 5000) return null
    const found = sent.map((each: unknown) => {
      if (typeof each !== 'object' || each === null) return null
      const of = (name: string) => {
        const value: unknown = Reflect.get(each, name)
        return typeof value === 'string' ? value : ''
      }
      const task = of('task')
      if (!isTask(task)) return null
      const { level, evidence, address, year } = Object.fromEntries(
        readingFields.map((field) => [field, of(field)]),
      ) as TypedReading
      return { institution: oneLine(of('institution')), task, typed: { level, evidence, address, year } }
    })
    const whole = found.filter((each) => each !== null)
    return whole.length === found.length ? whole : null
  } catch {
    return null
  }
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}
