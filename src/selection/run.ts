import { type Actor, system } from '../house/actor.ts'
import { type House, today } from '../house/house.ts'
import { assess, defaultOptions, type RunOptions } from './assess.ts'
import { type Document, shippedMethodology } from './catalogue.ts'
import { gatherInputs } from './inputs.ts'
import {
  type Assessment,
  findAssessment,
  inputsDigest,
  keepAssessment,
  listAssessments,
  rulesDigest,
  usedRules,
} from './store.ts'

export type Asked = Partial<RunOptions> & {
  /** The day asked about, `YYYY-MM-DD`; today unless told otherwise. */
  asOf?: string
}

/** Runs a methodology on what the house knows as of a day, and keeps the assessment. */
export async function makeAssessment(
  house: Pick<House, 'db' | 'now'>,
  { methodology, text, file }: Document,
  asked: Asked = {},
  actor: Actor = system,
): Promise<Assessment> {
  const asOf = asked.asOf ?? today(house)
  const inputs = await gatherInputs(house.db, methodology, asOf)
  const defaults = defaultOptions(methodology, asOf)
  const result = assess(methodology, inputs, {
    seed: asked.seed ?? defaults.seed,
    replicates: asked.replicates ?? defaults.replicates,
    shortlistSize: asked.shortlistSize ?? defaults.shortlistSize,
  })
  return keepAssessment(house.db, { methodology, text, file, inputs, result, now: house.now(), actor })
}

/**
 * The assessment of a shipped methodology on what is known today. Where nothing it
 * looks at has changed since it was last made, that one is answered, with its own day:
 * a day that passes without news is not a new assessment.
 */
export async function currentAssessment(
  house: Pick<House, 'db' | 'now'>,
  document: Document,
): Promise<Assessment> {
  const { methodology, text } = document
  const day = today(house)
  const inputs = await gatherInputs(house.db, methodology, day)
  const defaults = defaultOptions(methodology, day)
  // Evidence of a status is counted in months from the day, so there every day is another question.
  const used = await usedRules(house.db, methodology.methodology, methodology.version)
  const lasting = used === rulesDigest(methodology) && !methodology.gates.some((gate) => 'status' in gate)
  const kept = lasting ? (await listAssessments(house.db, methodology.methodology)).slice(0, 10) : []
  for (const card of kept) {
    // Ages of values are counted in calendar years, so a new year is news.
    if (card.version !== methodology.version || card.asOf.slice(0, 4) !== day.slice(0, 4)) continue
    const usual = defaultOptions(methodology, card.asOf)
    if (card.seed !== usual.seed || card.shortlistSize !== usual.shortlistSize) continue
    if (card.replicates !== usual.replicates) continue
    const last = await findAssessment(house.db, card.id)
    if (inputsDigest({ ...last.inputs, asOf: null }) === inputsDigest({ ...inputs, asOf: null })) return last
  }
  const result = assess(methodology, inputs, defaults)
  return keepAssessment(house.db, { methodology, text, inputs, result, now: house.now(), actor: system })
}

/** The coalition's paper of 2014 run on the day it was written for: shown as history. */
export const historicDay = '2014-02-28'

/** The kept assessment of `atest-2014` as of the last day of February 2014; made when it is not there yet. */
export async function historicAssessment(house: Pick<House, 'db' | 'now'>): Promise<Assessment> {
  return makeAssessment(house, shippedMethodology('atest-2014'), { asOf: historicDay })
}
