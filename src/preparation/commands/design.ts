import { WrongData } from '../../estimators/estimate.ts'
import { type LonelyClusters, type SurveyDesign, surveyDesign } from '../../estimators/survey/design.ts'
import { cellsOf, columnNamed, numbersOf, type TextTable } from '../text-table.ts'
import { wrong } from './asked.ts'

const lonely: readonly LonelyClusters[] = ['refuse', 'centre', 'certainty', 'collapse']

/** Flags that say how a sample was drawn. */
export const designFlags = {
  weight: { type: 'string' },
  strata: { type: 'string' },
  cluster: { type: 'string' },
  fpc: { type: 'string' },
  lonely: { type: 'string', default: 'refuse' },
  'leave-out-missing-weights': { type: 'boolean', default: false },
} as const

export type DesignAsked = {
  weight?: string | undefined
  strata?: string | undefined
  cluster?: string | undefined
  fpc?: string | undefined
  lonely: string
  'leave-out-missing-weights': boolean
}

/** How the sample in a file was drawn. @throws WrongData where its columns do not say so */
export function designOf(table: TextTable, asked: DesignAsked): SurveyDesign {
  const onLonely = lonely.find((known) => known === asked.lonely)
  if (!onLonely)
    throw wrong(`--lonely ${asked.lonely} is not understood`, {
      place: '--lonely',
      message: `Known are ${lonely.join(', ')}.`,
    })
  const key = (name: string) => keysIn(table, name)
  const number = (name: string) => numbersOf(table, columnNamed(table, name))
  return surveyDesign(
    {
      ...(asked.weight === undefined ? {} : { weight: number(asked.weight) }),
      ...(asked.strata === undefined ? {} : { strata: key(asked.strata) }),
      ...(asked.cluster === undefined ? {} : { clusters: key(asked.cluster) }),
      ...(asked.fpc === undefined ? {} : { fpc: number(asked.fpc) }),
    },
    table.rows.length,
    { onLonely, missingWeights: asked['leave-out-missing-weights'] ? 'leave-out' : 'refuse' },
  )
}

/** Names in one column; null where a cell is empty. */
export function keysIn(table: TextTable, name: string): (string | null)[] {
  return cellsOf(table, columnNamed(table, name)).map((cell) => cell || null)
}

/** `COLUMN=VALUE`: the respondents of whom a figure speaks. */
export function domainOf(table: TextTable, text: string): (row: number) => boolean {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw wrong(`--domain ${text} is not understood`, {
      place: '--domain',
      message: 'It names a column and a value.',
      remedy: 'For example --domain sex=female.',
    })
  const cells = cellsOf(table, columnNamed(table, name))
  assertAmong(cells, value.trim())
  return (row) => cells[row] === value.trim()
}

/** A value asked for is one that the column has. @throws WrongData naming those it has */
export function assertAmong(cells: readonly (string | null)[], value: string): void {
  if (cells.includes(value)) return
  const known = [...new Set(cells.filter((cell) => cell !== null && cell !== ''))].sort()
  throw new WrongData({ code: 'group-unknown', group: value, known: (known as string[]).slice(0, 12) })
}
