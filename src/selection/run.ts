import { type House, today } from '../house/house.ts'
import { assess, defaultOptions, type RunOptions } from './assess.ts'
import type { Document } from './catalogue.ts'
import { gatherInputs } from './inputs.ts'
import { type Assessment, keepAssessment } from './store.ts'

export type Asked = Partial<RunOptions> & {
  /** The day asked about, `YYYY-MM-DD`; today unless told otherwise. */
  asOf?: string
}

/** Runs a methodology on what the house knows as of a day, and keeps the assessment. */
export async function makeAssessment(
  house: Pick<House, 'db' | 'now'>,
  { methodology, text }: Document,
  asked: Asked = {},
): Promise<Assessment> {
  const asOf = asked.asOf ?? today(house)
  const inputs = await gatherInputs(house.db, methodology, asOf)
  const defaults = defaultOptions(methodology, asOf)
  const result = assess(methodology, inputs, {
    seed: asked.seed ?? defaults.seed,
    replicates: asked.replicates ?? defaults.replicates,
    shortlistSize: asked.shortlistSize ?? defaults.shortlistSize,
  })
  return keepAssessment(house.db, { methodology, text, inputs, result, now: house.now() })
}
