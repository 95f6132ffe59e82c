import type { Estimate } from '../../estimators/estimate.ts'
import { type SurveyDiagnostics, surveyMean, surveyTotal } from '../../estimators/survey/survey.ts'
import { columnNamed, numbersOf, type TextTable } from '../text-table.ts'
import { type Domain, domainIn, type SampleColumns, type SampleOptions, sampleIn } from './sample.ts'

export type SurveyAsked = SampleColumns & {
  outcome: string
  domain?: Domain
  /** People, not a share of them. */
  total?: boolean
  /** Size of the population where it is known from elsewhere: the share is multiplied by it. */
  population?: number
}

/** A share (or mean), or the people it stands for, from a survey file. @throws WrongData naming the row */
export function estimateSurveyed(
  table: TextTable,
  asked: SurveyAsked,
  options: SampleOptions = {},
): Estimate<SurveyDiagnostics> {
  const { population } = asked
  const answers = numbersOf(table, columnNamed(table, asked.outcome))
  const design = sampleIn(table, asked, options)
  const part = asked.domain === undefined ? {} : { domain: domainIn(table, asked.domain) }
  if (asked.total || population !== undefined)
    return surveyTotal(design, answers, { ...part, ...(population === undefined ? {} : { population }) })
  return surveyMean(design, answers, part)
}
