import { assess } from '../assess.ts'
import type { Inputs, Methodology } from '../schema.ts'
import { applyChoices, type Choices } from './choices.ts'
import type { Standing } from './moved.ts'

/** What came of the choices, as far as the workbench shows it. */
export type Tried = {
  units: Standing[]
  counts: { in: number; out: number; unknown: number }
  shortlist: number
}

/** Runs a methodology with what was moved in it, without sensitivity runs: the same function that makes assessments. */
export function tryOut(methodology: Methodology, inputs: Inputs, choices: Choices, seed: number): Tried {
  const applied = applyChoices(methodology, choices)
  const shortlist = applied.shortlist.size
  const { units, counts } = assess(applied, inputs, { seed, replicates: 0, shortlistSize: shortlist })
  return {
    units: units.map(({ unit, standing, rank, score }) => ({ unit, standing, rank, score })),
    counts,
    shortlist,
  }
}
