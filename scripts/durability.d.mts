import type { App } from './app-process.d.mts'

/** Who writes what, and where it must be found afterwards. */
export type Door = {
  /** Where records are sent to, by POST; answered with 201 and an `id`. */
  path: string
  headers: Record<string, string>
  body(name: string): unknown
  /** SQL: `id` and `name` of every record. */
  records: string
  /** SQL: one row for each thing that is there without what belongs to it. */
  halfDone: string
}

export type Round = {
  round: number
  order: string
  /** Whether the next start was killed as well, before it was done. */
  interrupted: boolean
  acknowledged: number
  unanswered: number
  refused: number
  lost: number
  recordedUnanswered: number
  halfDone: number
  twice: number
  repeatedWrongly: number
  missingAfterRetry: number
  history: string | null
  recoveryMs: number
  details: string[]
}

export type Summary = {
  rounds: number
  acknowledged: number
  /** Sent, and never answered: they may be there or not. */
  unanswered: number
  refused: number
  /** Of those, how many were there all the same. */
  recordedUnanswered: number
  lost: number
  halfDone: number
  twice: number
  repeatedWrongly: number
  brokenHistories: number
  recoveryMs: { median: number; most: number }
  good: boolean
  results: Round[]
}

export function drill(options: {
  program: string[]
  openDoor: (app: App, home: string) => Promise<Door>
  rounds: number
  writers: number
  chance: () => number
  /** Milliseconds of writing before the kill, from and to. */
  between?: [number, number]
  /** The share of rounds in which the next start is killed as well. */
  interrupt?: number
  verify: (home: string) => Promise<string | null>
  tell?: (round: Round) => void
  keep?: boolean
}): Promise<Summary>

/** What came of sending one record: its id, what refused it, or neither when there was no answer. */
export type Outcome = { id?: string; repeated?: boolean; refused?: string }

export function post(
  app: Pick<App, 'address'>,
  door: Pick<Door, 'path' | 'headers' | 'body'>,
  record: { key: string; name: string },
): Promise<Outcome>
export function chanceFrom(seed: number): () => number
/** Removes the folder of a database that was killed, whose last processes may be on their way out. */
export function removeFolder(folder: string): Promise<void>
