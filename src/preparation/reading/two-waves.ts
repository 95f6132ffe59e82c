import { type ChangeDiagnostics, changeOfTwoWaves } from '../../estimators/change/change.ts'
import type { Estimate } from '../../estimators/estimate.ts'
import { columnNamed, numbersOf, type TextTable } from '../text-table.ts'
import {
  assertAmong,
  type Domain,
  domainIn,
  keysIn,
  type SampleColumns,
  type SampleOptions,
  sampleIn,
} from './sample.ts'

export type TwoWavesAsked = SampleColumns & {
  outcome: string
  /** The column that says which wave, and what it says for the first and the second. */
  wave: string
  from: string
  to: string
  domain?: Domain
  /** The fall that was promised, as a share of the first figure. */
  target?: number
  /** Falls whose probability is told. */
  falls?: readonly number[]
}

/** What changed between two waves in one file. @throws WrongData naming the row, or the waves there are */
export function estimateTwoWaves(
  table: TextTable,
  asked: TwoWavesAsked,
  options: SampleOptions = {},
): Estimate<ChangeDiagnostics> {
  const answers = numbersOf(table, columnNamed(table, asked.outcome))
  const wave = keysIn(table, asked.wave)
  for (const name of [asked.from, asked.to]) assertAmong(wave, name)
  const design = sampleIn(table, asked, options)
  return changeOfTwoWaves(design, answers, {
    wave,
    from: asked.from,
    to: asked.to,
    ...(asked.domain === undefined ? {} : { domain: domainIn(table, asked.domain) }),
    ...(asked.target === undefined ? {} : { target: asked.target }),
    ...(asked.falls === undefined ? {} : { falls: asked.falls }),
  })
}
