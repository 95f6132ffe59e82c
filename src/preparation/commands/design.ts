import { type Domain, lonelyChoices, type SampleColumns, type SampleOptions } from '../reading/sample.ts'
import { wrong } from './asked.ts'

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
  const onLonely = lonelyChoices.find((known) => known === asked.lonely)
  if (!onLonely)
    throw wrong(`--lonely ${asked.lonely} is not understood`, {
      place: '--lonely',
      message: `Known are ${lonelyChoices.join(', ')}.`,
    })
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
  if (column === undefined || value === undefined)
    throw wrong(`--domain ${text} is not understood`, {
      place: '--domain',
      message: 'It names a column and a value.',
      remedy: 'For example --domain sex=female.',
    })
  return { column, value: value.trim() }
}
