import type { Run } from '../../../../estimators/numeric/run.ts'
import type { SampleColumns } from '../../../reading/sample.ts'
import { estimateSurveyed } from '../../../reading/surveyed.ts'
import { cellsOf, columnNamed, type TextTable } from '../../../text-table.ts'
import type { Computation } from '../../path.ts'
import { limits, numberTyped } from '../typed.ts'
import type { SurveyResult, SurveySettings } from './settings.ts'

/** More parts than this are told by nobody. */
export const mostParts = 20

/** The worker’s half: the digits of `tp prevalence survey`. */
export const surveyComputation: Computation<SurveySettings, SurveyResult> = {
  *compute({ sample }, settings): Run<SurveyResult> {
    const table = sample as TextTable
    const asked = { ...sampleColumnsOf(settings), outcome: settings.outcome, mean: true }
    const options = { onLonely: settings.lonely, missingWeights: settings.missingWeights }
    const population = numberTyped(settings.population, limits.people)
    const all = estimateSurveyed(table, asked, options)
    const total = population === undefined ? null : estimateSurveyed(table, { ...asked, population }, options)
    const values = settings.domain === '' ? [] : valuesIn(table, settings.domain)
    const parts: SurveyResult['parts'] = []
    for (const value of values.slice(0, mostParts)) {
      yield { done: parts.length, total: Math.min(values.length, mostParts) }
      const domain = { column: settings.domain, value }
      parts.push({ value, estimate: estimateSurveyed(table, { ...asked, domain }, options) })
    }
    return { all, total, parts, partsLeftOut: values.length - parts.length }
  },
}

export function sampleColumnsOf({
  weight,
  strata,
  cluster,
  fpc,
}: Pick<SurveySettings, 'weight' | 'strata' | 'cluster' | 'fpc'>): SampleColumns {
  return {
    ...(weight === '' ? {} : { weight }),
    ...(strata === '' ? {} : { strata }),
    ...(cluster === '' ? {} : { cluster }),
    ...(fpc === '' ? {} : { fpc }),
  }
}

/** The values of a column, by size where all are numbers. */
function valuesIn(table: TextTable, column: string): string[] {
  const values = [...new Set(cellsOf(table, columnNamed(table, column)))].filter((value) => value !== '')
  return values.every((value) => Number.isFinite(Number(value)))
    ? values.sort((a, b) => Number(a) - Number(b))
    : values.sort((a, b) => (a < b ? -1 : 1))
}
