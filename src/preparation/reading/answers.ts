import { WrongData } from '../../estimators/estimate.ts'
import { cellsOf, columnNamed, numbersOf, type TextTable } from '../text-table.ts'
import { answerIn, isUnsaid } from './choices.ts'
import { assertAmong } from './sample.ts'

/** Which column holds the answers, and how they are coded where they are not 1 and 0, or yes and no. */
export type AnswersAsked = {
  outcome: string
  /** The answer that counts; every other is a no. */
  yes?: string
  /** Answers that say that somebody did not say. */
  unsaid?: readonly string[]
  /** Numbers of any kind, such as days, whose mean is asked for. Words for yes and no are read even so. */
  mean?: boolean
  /** Whether a mean is told unasked where the answers are plainly measured, such as scores or days, and no codes. */
  measured?: boolean
}

/** Codes for answers are few; what has more different values than these was measured. */
const MOST_CODES = 12

/**
 * The answers of one column: 1, 0, or null where somebody did not say; numbers where a mean is asked for.
 *
 * Answers of yes or no are 1 and 0, or words for them in four languages. Anything else is refused until somebody says
 * which answer counts: 1 and 2, or 9 for a refusal, would otherwise pass for a share.
 *
 * @throws WrongData naming the row, or the answers there are where nobody gave the one asked for
 */
export function answersIn(table: TextTable, asked: AnswersAsked): (number | null)[] {
  const column = columnNamed(table, asked.outcome)
  const cells = cellsOf(table, column)
  const { yes, unsaid = [], mean = false } = asked
  for (const each of [...(yes === undefined ? [] : [yes]), ...unsaid]) assertAmong(cells, each)
  const empty = (cell: string) => isUnsaid(cell) || unsaid.includes(cell)
  if (yes !== undefined) return cells.map((cell) => (cell === yes ? 1 : empty(cell) ? null : 0))
  const answers = cells.map((cell) => (empty(cell) ? null : answerIn(cell)))
  const other = answers.indexOf(undefined)
  if (other < 0) return answers as (number | null)[]
  if (!mean && !(asked.measured && new Set(cells.filter((cell) => !empty(cell))).size > MOST_CODES))
    throw new WrongData({
      code: 'not-yes-or-no',
      row: other + 1,
      column: table.columns[column] as string,
      text: cells[other] as string,
    })
  const rows = table.rows.map((row) =>
    unsaid.includes((row[column] as string).trim()) ? row.with(column, '') : row,
  )
  return numbersOf({ ...table, rows }, column)
}
