import type { MseChangeDiagnostics } from '../../../../estimators/change/mse-change.ts'
import type { Estimate } from '../../../../estimators/estimate.ts'
import type { Finding } from '../../../../estimators/findings.ts'
import type { Linked, ListsResult, RowSettings } from '../settings.ts'

/** The two tables, in order of time. */
export const waves = ['first', 'second'] as const
export type Wave = (typeof waves)[number]

/** What is asked of two tables of lists. Numbers as they were typed; '' is not said. */
export type TwoListsSettings = {
  /** What a row is, table by table. */
  first: RowSettings
  second: RowSettings
  /** What each is called: the file it came from. */
  names: { [Each in Wave]: string }
  /** Who is counted, in words: where they differ, the change is one of words too. */
  definitions: { [Each in Wave]: string }
  /** The fall that was promised, in per cent of the first total. */
  target: string
  resamples: string
  seed: string
}

export type TableOfLists = {
  name: string
  table: ListsResult['table']
  linked: Linked | null
  /** What was odd in reading. */
  reading: Finding[]
  /** Null where the lists are others, and nothing was computed. */
  estimate: Estimate | null
}

export type TwoListsResult = {
  change: Estimate<MseChangeDiagnostics>
  first: TableOfLists
  second: TableOfLists
  target: number | null
}

/** Of both tables a seed is made, so that twice of it must still be a whole number that is exact. */
export const limitsOfTwo = {
  resamples: { whole: true, least: 1, most: 1_000_000 },
  seed: { whole: true, least: 0, most: 2 ** 52 - 1 },
} as const
