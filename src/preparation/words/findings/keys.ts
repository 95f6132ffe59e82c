import type { Findings } from '../../../estimators/findings.ts'

export type FindingCode = keyof Findings

/** Values that are one of a few known words; a new one without words is an error of types. */
export type FindingPart =
  | `what.${Findings['too-few' | 'too-many']['what']}`
  | `why.${Findings['rows-left-out']['why']}`
  | `difference.${Findings['not-comparable']['what']}`
  | `design.${Findings['missing-design']['column']}`
  | `lonely.${Findings['lonely-clusters-settled']['how']}`
  | `list.${Findings['not-a-whole-count']['what']}`
  | `factor.${'frameRatio' | 'degreeRatio' | 'transmission' | 'precision'}`
  | `size.${'population' | 'frame'}`
  | `bootstrap.${'tree' | 'population' | 'chain'}`
  | `arm.${'treated' | 'compared'}`
  | `column.${'weight' | 'degree' | 'eventProbability' | 'counted' | 'visits' | 'fpc'}`
  | `setting.${Setting}`
  | `quantity.${Quantity}`
  | `said.${'stock' | 'flow' | 'none'}`
  | `empty.${'cell' | 'name' | 'list' | 'number'}`
  | 'more'
  // Said in place of the general sentence, with what can be done about it.
  | 'too-few.lists'
  | 'too-many.lists'
  | 'too-many.models'

type Setting =
  | 'order'
  | 'chains'
  | 'draws'
  | 'threshold'
  | 'priorVariance'
  | 'iterations'
  | 'burnIn'
  | 'classes'
  | 'maxMissing'
  | 'resamples'
  | 'level'

type Quantity =
  | 'share'
  | 'first'
  | 'second'
  | 'change'
  | 'combinations'
  | 'power'
  | 'target'
  | 'fall'
  | 'start'
  | 'divisor'
  | 'population'
  | 'fay'
  | 'factor'
  | 'design effect'
  | 'cluster size'
  | 'correlation within'
  | 'weight loss'
  | 'half width'
  | 'relative half width'
  | 'respondents'
  | 'level'
  | 'response rate'
  | 'correlation'
  | 'hidden'
  | 'mean degree'
  | 'transmission'
  | 'resamples'
  | 'odds ratio'
  | 'list of the dependence'
  | 'lists'
  | 'coverage'

/** Every finding in one or two sentences, and the words that may stand within one. */
export type FindingWord = FindingCode | FindingPart
