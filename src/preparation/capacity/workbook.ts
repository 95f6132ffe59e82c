import { roundTripLimits, rowsComeBack, textOf, writeOutgoing } from '../../indicators/round-trip.ts'
import type { Cell, Limits } from '../../indicators/table.ts'
import { type Language, speak } from '../../ui/language.ts'
import { identifyingColumns } from '../identifying.ts'
import { CapacityFault } from './faults.ts'
import {
  type ReadingFault,
  type ReadingField,
  readingFields,
  readReading,
  type TypedReading,
  typedFrom,
} from './reading.ts'
import { functionOf, type Institution, isTask, type Reading, type Round, type Task } from './schema.ts'
import { words } from './words.ts'

/*
 * One workbook for one round. Row 1 says whose it is: a mark, the round, its country. Row 2 holds the heads. From
 * row 3 on there is a row for each task of each institution; the first two columns hold their keys and are hidden.
 */

const MARK = 'TIPping Point capacity 1'
const KEYS = 2
const widths = { texts: [34, 14, 26, 60], values: [12, 60, 40, 10] }
const FIRST_VALUE = KEYS + widths.texts.length

const limits: Limits = {
  ...roundTripLimits,
  // With those of the workbook, A to Z.
  maxColumns: 26,
  maxCellLength: 4_000,
}

/** The workbook of a round, with what is in the draft already. */
export async function writeWorkbook(
  {
    round,
    institutions,
    readings,
  }: { round: Round; institutions: readonly Institution[]; readings: readonly Reading[] },
  language: Language,
): Promise<Buffer> {
  const say = speak(words, language)
  const said = new Map(readings.map((each) => [`${each.institution} ${each.task}`, each]))
  const open = readingFields.map(() => true)
  return writeOutgoing({
    name: round.day,
    keys: KEYS,
    widths,
    about: [MARK, round.id, round.country, say(`side.${round.side}`), round.day],
    heads: [
      'institution',
      'task',
      say('file.institution'),
      say('file.function'),
      say('file.task'),
      say('file.asks'),
      ...readingFields.map((field) => say(`file.${field}`)),
    ],
    rows: institutions.flatMap(({ id, name, place, tasks }) =>
      tasks.map((task) => {
        const typed = typedFrom(said.get(`${id} ${task}`))
        return {
          cells: [
            id,
            task,
            place === null ? name : `${name}, ${place}`,
            say(`function.${functionOf(task)}`),
            say(`task.${task}`),
            say(`about.${task}`),
            // Levels and years as numbers, all else as text.
            ...readingFields.map((field) =>
              /^\d{1,4}$/.test(typed[field]) ? Number(typed[field]) : typed[field],
            ),
          ],
          open,
        }
      }),
    ),
    wrapped: true,
  })
}

export type CellFault = ReadingFault | 'formula' | 'day' | 'long' | 'error' | 'unknown row' | 'twice'
/** A cell that is not taken, by its name in the sheet: `H7`. */
export type Refused = { cell: string; text: string; fault: CellFault }

export type Change = {
  institution: string
  task: Task
  field: ReadingField
  now: string
  file: string
  act: 'add' | 'change'
}

/** What a workbook would change in a draft. A blank cell leaves what is there. */
export type WorkbookDiff = {
  changes: Change[]
  left: number
  refused: Refused[]
  /** Whole readings as they would be written. */
  readings: { institution: string; task: Task; typed: TypedReading }[]
}

/**
 * Reads a workbook that came back and lays it beside the draft. Nothing is written. Throws 422 for what is no
 * workbook, is damaged or swells, and for one of another round; single cells that cannot be taken are listed, and
 * then nothing of their row is taken.
 */
export async function readWorkbook(
  bytes: Buffer,
  {
    round,
    institutions,
    readings,
    thisYear,
  }: {
    round: Round
    institutions: readonly Institution[]
    readings: readonly Reading[]
    thisYear: number
  },
): Promise<WorkbookDiff> {
  const asked = new Map(institutions.map(({ id, tasks }) => [id, tasks]))
  const drafted = new Map(readings.map((each) => [`${each.institution} ${each.task}`, each]))
  const diff: WorkbookDiff = { changes: [], left: 0, refused: [], readings: [] }
  const seen = new Set<string>()
  const own = FIRST_VALUE + readingFields.length
  const beside: { heads: string[]; rows: string[][] } = { heads: [], rows: [] }
  const rows = rowsComeBack(bytes, {
    limits,
    isOurs: ([mark, id]) => mark === MARK && id === round.id,
    fault: (name, values) => new CapacityFault(name, values),
  })
  for await (const { line, cells } of rows) {
    // What somebody put beside the columns of the workbook is not taken; a list of people refuses the file.
    const more = cells.slice(own).map(textOf)
    if (line === 2) beside.heads = more
    else if (more.some((text) => text !== '')) beside.rows.push(more)
    if (line === 2) continue
    const given = readingFields.map((_, at) => cells[FIRST_VALUE + at] ?? '')
    if (given.every((cell) => cell === '')) continue
    const [institution, task] = [textOf(cells[0]), textOf(cells[1])]
    if (!isTask(task) || asked.get(institution)?.includes(task) !== true) {
      diff.refused.push({
        cell: `A${line}`,
        text: `${institution} ${task}`.slice(0, 80),
        fault: 'unknown row',
      })
      continue
    }
    const key = `${institution} ${task}`
    if (seen.has(key)) {
      diff.refused.push({ cell: `A${line}`, text: '', fault: 'twice' })
      continue
    }
    seen.add(key)
    const now = typedFrom(drafted.get(key))
    takeRow(diff, { line, institution, task, given, now, thisYear })
  }
  const columns = Math.max(beside.heads.length, ...beside.rows.map((row) => row.length))
  const heads = Array.from({ length: columns }, (_, at) => beside.heads[at] ?? '')
  const [found] = identifyingColumns(heads, beside.rows).filter(({ may }) => may === 'no')
  if (found !== undefined)
    throw new CapacityFault('file identifies', { column: String.fromCharCode(65 + own + found.column) })
  return diff
}

function takeRow(
  diff: WorkbookDiff,
  {
    line,
    institution,
    task,
    given,
    now,
    thisYear,
  }: {
    line: number
    institution: string
    task: Task
    given: Cell[]
    now: TypedReading
    thisYear: number
  },
): void {
  const cellName = (field: ReadingField) =>
    `${String.fromCharCode(65 + FIRST_VALUE + readingFields.indexOf(field))}${line}`
  const typed: TypedReading = { ...now }
  const refused: Refused[] = []
  readingFields.forEach((field, at) => {
    const cell = given[at] ?? ''
    if (cell === '') return
    if (typeof cell === 'object') {
      refused.push({ cell: cellName(field), text: '', fault: cell.why ?? 'formula' })
      return
    }
    typed[field] = String(cell).normalize('NFC').trim()
  })
  const read = readReading(typed, thisYear)
  if ('faults' in read)
    refused.push(
      ...read.faults.map(({ field, fault }) => ({
        cell: cellName(field),
        text: typed[field].slice(0, 80),
        fault,
      })),
    )
  if (refused.length > 0) {
    diff.refused.push(...refused)
    return
  }
  const before = diff.changes.length
  for (const field of readingFields) {
    if (typed[field] === now[field]) {
      if ((given[readingFields.indexOf(field)] ?? '') !== '') diff.left += 1
      continue
    }
    const act = now[field] === '' ? 'add' : 'change'
    diff.changes.push({ institution, task, field, now: now[field], file: typed[field], act })
  }
  if (diff.changes.length > before) diff.readings.push({ institution, task, typed })
}
