import type { Estimate } from '../../estimators/estimate.ts'
import {
  type SurveyDiagnostics,
  surveyMean,
  surveyRatio,
  surveyTotal,
} from '../../estimators/survey/survey.ts'
import { columnNamed, numbersOf, type TextTable } from '../text-table.ts'
import { type AnswersAsked, answersIn } from './answers.ts'
import { type Domain, domainIn, type SampleColumns, type SampleOptions, sampleIn } from './sample.ts'

export type SurveyAsked = SampleColumns &
  AnswersAsked & {
    domain?: Domain
    /** People, not a share of them. */
    total?: boolean
    /** The column by whose sum that of the answers is divided, such as days worked: a ratio. */
    over?: string
    /** Design effect to take where the sample shows no spread, from an earlier survey of the kind. */
    assumedDesignEffect?: number
    /** Size of the population where it is known from elsewhere: the share is multiplied by it. */
    population?: number
  }

/** A share (or mean), or the people it stands for, from a survey file. @throws WrongData naming the row */
export function estimateSurveyed(
  table: TextTable,
  asked: SurveyAsked,
  options: SampleOptions = {},
): Estimate<SurveyDiagnostics> {
  const { population, over, assumedDesignEffect } = asked
  const answers = answersIn(table, asked)
  const design = sampleIn(table, asked, options)
  const part = asked.domain === undefined ? {} : { domain: domainIn(table, asked.domain) }
  const settings = { ...part, ...(assumedDesignEffect === undefined ? {} : { assumedDesignEffect }) }
  if (over !== undefined)
    return surveyRatio(design, answers, numbersOf(table, columnNamed(table, over)), settings)
  if (asked.total || population !== undefined)
    return surveyTotal(design, answers, { ...settings, ...(population === undefined ? {} : { population }) })
  return surveyMean(design, answers, settings)
}
