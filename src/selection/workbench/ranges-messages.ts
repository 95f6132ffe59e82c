import type { Methodology } from '../schema.ts'
import type { PackedInputs } from './packed.ts'

/** What the page asks of the worker. Inputs travel once a day; what is moved comes as the methodology that was made of it. */
export type AskRanges = {
  id: number
  methodology: Methodology
  inputs: PackedInputs
  seed: number
  runs: number
}

export type RangesOf = Record<string, { low: number; high: number; often: number | null }>

export type ToldRanges =
  /** `ranges` with the first picture and at the end; `done` runs of `runs`. */
  | { id: number; tell: 'progress'; done: number; runs: number; ranges: RangesOf | null }
  | { id: number; tell: 'done'; runs: number; ranges: RangesOf }
  /** Nothing is doubted, or the rule has no runs. */
  | { id: number; tell: 'none' }
  | { id: number; tell: 'failed'; message: string }
