import { inLanguage, type Indicator as Sheet, type Text } from '../../../compacts/agreement.ts'
import {
  type Indicator,
  indicatorMeasure,
  type Measured,
  type Narrative,
  type Period,
  type Result,
  resultType,
} from '../../../iati/model.ts'
import { valueText } from '../sheets.ts'
import type { PublicActual } from '../snapshot.ts'
import { linkTo } from './documents.ts'
import type { Published } from './published.ts'
import { narrativesOf, wordsOrKey } from './texts.ts'

export function resultsOf(of: Published): Result[] {
  const { objectives, indicators } = of.agreement
  return objectives.flatMap((objective) => {
    const byType = new Map<string, Sheet[]>()
    for (const indicator of indicators.filter((each) => each.objective === objective.key)) {
      const type = typeOfLevel[indicator.level]
      byType.set(type, [...(byType.get(type) ?? []), indicator])
    }
    return [...byType].map(
      ([type, sheets]): Result => ({
        type,
        title: wordsOrKey(of, objective.text, objective.key),
        ...(narrativesOf(of, objective.theoryOfChange).length === 0
          ? {}
          : { description: narrativesOf(of, objective.theoryOfChange) }),
        indicators: sheets.map((sheet) => indicatorOf(of, sheet)),
      }),
    )
  })
}

function indicatorOf(of: Published, sheet: Sheet): Indicator {
  const measure = measureOf[sheet.measure]
  const reference =
    sheet.code === null
      ? { code: sheet.key, vocabulary: '99', indicatorUri: `${of.at}/results#${sheet.key}` }
      : {
          code: sheet.code.code,
          vocabulary: /F indicator|Foreign Assistance/i.test(sheet.code.vocabulary) ? '3' : '99',
          indicatorUri: `${of.at}/results#${sheet.key}`,
        }
  const description = narrativesOf(of, sheet.definition).map(({ text, language }) => ({
    text: `${text} ${inLanguage(sheet.unit, language ?? 'en', of.agreement.languages) ?? ''}`.trim(),
    language,
  }))
  const { baseline } = sheet
  return {
    measure,
    ascending: sheet.direction === 'up',
    aggregationStatus: false,
    title: wordsOrKey(of, sheet.title, sheet.key),
    ...(description.length === 0 ? {} : { description }),
    references: [reference],
    ...(baseline !== null && 'value' in baseline
      ? {
          baselines: [
            {
              year: Number(baseline.date.slice(0, 4)),
              date: baseline.date,
              ...measuredAs(of, measure, baseline.value, {}, sheet),
              ...(baseline.url === null || !URL.canParse(baseline.url)
                ? {}
                : {
                    documents: [
                      linkTo(
                        baseline.url,
                        wordsOrKey(of, baseline.source, sheet.key),
                        RESULTS,
                        baseline.date,
                      ),
                    ],
                  }),
              comment: commentOf(
                of,
                measure === indicatorMeasure.qualitative ? yesOrNo(baseline.value) : null,
                baseline,
                baseline.method,
              ),
            },
          ],
        }
      : {}),
    periods: periodsOf(of, sheet, measure),
  }
}

function measuredAs(
  of: Published,
  measure: string,
  value: string,
  cell: Record<string, string>,
  sheet: Sheet,
): Measured {
  const dimensions = Object.entries(cell).map(([name, category]) => {
    const disaggregation = sheet.disaggregations.find(({ key }) => key === name)
    const said = disaggregation?.categories.find(({ key }) => key === category)?.name
    return {
      name,
      value: (said === undefined ? null : inLanguage(said, 'en', of.agreement.languages)) ?? category,
    }
  })
  return {
    ...(measure === indicatorMeasure.qualitative ? {} : { value }),
    ...(dimensions.length === 0 ? {} : { dimensions }),
  }
}

/** Interval, level and method have no place of their own: they are said, always in the same words. */
function commentOf(
  of: Published,
  before: string | null,
  { low, high, level }: { low: string | null; high: string | null; level: number | null },
  method: Text | null,
): Narrative[] {
  const interval =
    low === null || high === null
      ? 'Interval: none, a full count.'
      : `Interval: ${low} to ${high} (${level ?? '?'}%).`
  const head = [before, interval].filter((each) => each !== null).join(' ')
  const tail = method === null ? [] : narrativesOf(of, method)
  return tail.length === 0
    ? [{ text: head, language: 'en' }]
    : tail.map(({ text, language }) => ({ text: `${head} ${text}`, language }))
}

function periodsOf(of: Published, sheet: Sheet, measure: string): Period[] {
  const periods = new Map<string, Period>()
  const period = (start: string, end: string) => {
    const key = `${start} ${end}`
    const known = periods.get(key) ?? { start, end, targets: [], actuals: [] }
    periods.set(key, known)
    return known
  }
  for (const target of sheet.targets) {
    const year = of.agreement.plan.years.find(({ key }) => key === target.year)
    if (year === undefined) continue
    const comment = [
      ...(measure === indicatorMeasure.qualitative ? [{ text: yesOrNo(target.value), language: 'en' }] : []),
      ...narrativesOf(of, target.rationale),
    ]
    period(year.begins, year.ends).targets?.push({
      ...measuredAs(of, measure, target.value, target.cell, sheet),
      ...(comment.length === 0 ? {} : { comment }),
    })
  }
  for (const actual of of.snapshot.results.actuals.filter(({ indicator }) => indicator === sheet.key))
    addActual(of, period(actual.begins, actual.ends), actual, sheet, measure)
  return [...periods.values()]
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
    .filter(({ targets, actuals }) => (targets?.length ?? 0) + (actuals?.length ?? 0) > 0)
}

/** What is not there, or kept back, has no element: the standard demands a number in it. A target says why. */
function addActual(of: Published, period: Period, actual: PublicActual, sheet: Sheet, measure: string): void {
  const why = valueText(actual)
  if (why !== null || actual.value === null) {
    const beside = period.targets?.find(
      (target) => (target.dimensions?.length ?? 0) === Object.keys(actual.cell).length,
    )
    if (beside !== undefined && Object.keys(actual.cell).length === 0)
      beside.comment = [...(beside.comment ?? []), { text: `Result: ${why ?? 'not known'}.`, language: 'en' }]
    return
  }
  period.actuals?.push({
    ...measuredAs(of, measure, actual.value, actual.cell, sheet),
    comment: commentOf(
      of,
      measure === indicatorMeasure.qualitative ? yesOrNo(actual.value) : null,
      actual,
      null,
    ),
  })
}

const yesOrNo = (value: string) => (Number(value) === 0 ? 'No.' : 'Yes.')

const measureOf: Record<Sheet['measure'], string> = {
  number: indicatorMeasure.unit,
  ratio: indicatorMeasure.unit,
  percentage: indicatorMeasure.percentage,
  'yes-no': indicatorMeasure.qualitative,
}

const typeOfLevel: Record<Sheet['level'], string> = {
  process: resultType.other,
  output: resultType.output,
  outcome: resultType.outcome,
  impact: resultType.impact,
}

/** DocumentCategory: results, outcomes and outputs. */
const RESULTS = 'A08'
