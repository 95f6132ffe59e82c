import { lonelyChoices } from '../reading/choices.ts'
import type { Domain, SampleColumns, SampleOptions } from '../reading/sample.ts'
import { choiceOf } from './asked.ts'
import { AskedWrongly } from './said.ts'

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

/** Which columns say how the sample in a file was drawn, and what to do where they leave it open. */
export function designAsked(asked: DesignAsked): { columns: SampleColumns; options: SampleOptions } {
  const onLonely = choiceOf('--lonely', asked.lonely, lonelyChoices)
  const { weight, strata, cluster, fpc } = asked
  return {
    columns: {
      ...(weight === undefined ? {} : { weight }),
      ...(strata === undefined ? {} : { strata }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(fpc === undefined ? {} : { fpc }),
    },
    options: { onLonely, missingWeights: asked['leave-out-missing-weights'] ? 'leave-out' : 'refuse' },
  }
}

/** `COLUMN=VALUE`: the respondents of whom a figure speaks. */
export function domainAsked(text: string): Domain {
  const [, column, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (column === undefined || value === undefined) throw new AskedWrongly('domain', { text }, '--domain')
  return { column, value: value.trim() }
}
