import type { AnswersAsked } from '../reading/answers.ts'
import { lonelyChoices } from '../reading/choices.ts'
import type { Domain, SampleColumns, SampleOptions } from '../reading/sample.ts'
import { choiceOf, refuseAlone, refuseBeside } from './asked.ts'
import { AskedWrongly } from './said.ts'

/** Flags that say how a sample was drawn. */
export const designFlags = {
  weight: { type: 'string' },
  strata: { type: 'string' },
  cluster: { type: 'string' },
  fpc: { type: 'string' },
  unit: { type: 'string' },
  'unit-fpc': { type: 'string' },
  lonely: { type: 'string', default: 'refuse' },
  'leave-out-missing-weights': { type: 'boolean', default: false },
} as const

export type DesignAsked = {
  weight?: string | undefined
  strata?: string | undefined
  cluster?: string | undefined
  fpc?: string | undefined
  unit?: string | undefined
  'unit-fpc'?: string | undefined
  lonely: string
  'leave-out-missing-weights': boolean
}

/** Which columns say how the sample in a file was drawn, and what to do where they leave it open. */
export function designAsked(
  asked: DesignAsked,
  given: ReadonlySet<string>,
): { columns: SampleColumns; options: SampleOptions } {
  refuseAlone(given, ['leave-out-missing-weights'], 'weight')
  refuseAlone(given, ['unit'], 'unit-fpc')
  refuseAlone(given, ['unit-fpc'], 'unit')
  if (given.has('unit')) for (const needs of ['cluster', 'fpc']) refuseAlone(given, ['unit'], needs)
  const onLonely = choiceOf('--lonely', asked.lonely, lonelyChoices)
  const { weight, strata, cluster, fpc, unit, 'unit-fpc': unitFpc } = asked
  return {
    columns: {
      ...(weight === undefined ? {} : { weight }),
      ...(strata === undefined ? {} : { strata }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(fpc === undefined ? {} : { fpc }),
      ...(unit === undefined || unitFpc === undefined ? {} : { second: { unit, fpc: unitFpc } }),
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

/** Flags that say how answers are coded; `mean` only where a mean of numbers has a meaning. */
export const answerFlags = { yes: { type: 'string' }, unsaid: { type: 'string' } } as const

/** How answers are coded, where they are not 1 and 0 or yes and no. */
export function codingAsked(
  { yes, unsaid, mean = false }: { yes?: string | undefined; unsaid?: string | undefined; mean?: boolean },
  given: ReadonlySet<string>,
): Omit<AnswersAsked, 'outcome'> {
  if (given.has('mean')) refuseBeside(given, ['yes'], '--mean')
  return {
    ...(yes === undefined ? {} : { yes: yes.trim() }),
    ...(unsaid === undefined ? {} : { unsaid: unsaid.split(',').map((each) => each.trim()) }),
    ...(mean ? { mean } : {}),
  }
}
