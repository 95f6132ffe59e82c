import { inLanguage, type Indicator as Sheet, type Text } from '../../../compacts/agreement.ts'
import { writeDecimal } from '../../../compacts/forms/amounts.ts'
import {
  type Indicator,
  indicatorMeasure,
  type Measured,
  type Narrative,
  type Period,
  type Result,
  resultType,
} from '../../../iati/model.ts'
import { revisionText } from '../../../monitoring/target-text.ts'
import { words as ofResults } from '../../../monitoring/words/pages.ts'
import { formatDay, formatList, type Language, languages, speak } from '../../../ui/language.ts'
import type { PublicActual, PublicTarget } from '../snapshot.ts'
import { targetsOf } from '../story.ts'
import { words } from '../words/words.ts'
import { linkTo } from './documents.ts'
import type { Published } from './published.ts'
import { clean, narrativesOf, wordsOrKey } from './texts.ts'

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
  const definition = narrativesOf(of, sheet.definition).map(({ text, language }) => ({
    text: `${text} ${inLanguage(sheet.unit, language ?? 'en', of.agreement.languages) ?? ''}`.trim(),
    language,
  }))
  const stopped = definition.map(({ text, language }) => ({
    text: text.replace(/[^.!?]$/u, '$&.'),
    language,
  }))
  const description = sheet.retired === undefined ? definition : joined(stopped, retirement(of, sheet))
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
                measure === indicatorMeasure.qualitative ? baseline.value : null,
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

/** The languages of a compact that the house speaks too; English where it speaks none of them. */
function spokenIn(of: Published): Language[] {
  const own = of.agreement.languages.map(baseOf)
  const known = languages.filter((language) => own.includes(language))
  return known.length > 0 ? known : ['en']
}

const baseOf = (language: string) => language.split('-')[0] ?? language

/**
 * What has no place of its own, in each language of the compact, always in the same words: the answer
 * to a question, interval and level, and behind them the method.
 */
function commentOf(
  of: Published,
  answer: string | null,
  { low, high, level }: { low: string | null; high: string | null; level: number | null },
  method: Text | null,
): Narrative[] {
  const tail = new Map(
    (method === null ? [] : narrativesOf(of, method)).map(({ text, language }) => [language ?? 'en', text]),
  )
  const spoken = spokenIn(of)
  const heads = spoken.map((language) => {
    const say = speak(words, language)
    const interval =
      low === null || high === null
        ? say('iati.full count')
        : say('iati.interval', {
            low: writeDecimal(low, language),
            high: writeDecimal(high, language),
            level: level === null ? '?' : writeDecimal(String(level), language),
          })
    const texts = [answer === null ? null : yesOrNo(answer, language), interval, tail.get(language)]
    return { text: texts.filter(Boolean).join(' '), language }
  })
  const others = [...tail]
    .filter(([language]) => !spoken.some((each) => each === language))
    .map(([language, text]) => ({ text, language }))
  return [...heads, ...others]
}

function periodsOf(of: Published, sheet: Sheet, measure: string): Period[] {
  const periods = new Map<string, Period>()
  const period = (start: string, end: string) => {
    const key = `${start} ${end}`
    const known = periods.get(key) ?? { start, end, targets: [], actuals: [] }
    periods.set(key, known)
    return known
  }
  for (const target of targetsOf(of.snapshot, sheet)) {
    const comment = joined(
      joined(
        measure === indicatorMeasure.qualitative
          ? spokenIn(of).map((language) => ({ text: yesOrNo(target.value, language), language }))
          : [],
        narrativesOf(of, target.rationale),
      ),
      revisionOf(of, target),
    )
    period(target.begins, target.ends).targets?.push({
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
  if (actual.shown !== 'shown' || actual.value === null) {
    const beside = period.targets?.find(
      (target) => (target.dimensions?.length ?? 0) === Object.keys(actual.cell).length,
    )
    if (beside !== undefined && Object.keys(actual.cell).length === 0)
      beside.comment = joined(
        beside.comment ?? [],
        spokenIn(of).map((language) => ({
          text: speak(words, language)('iati.result', { why: whyNot(actual, language) }),
          language,
        })),
      )
    return
  }
  period.actuals?.push({
    ...measuredAs(of, measure, actual.value, actual.cell, sheet),
    comment: joined(
      commentOf(of, measure === indicatorMeasure.qualitative ? actual.value : null, actual, null),
      verifiedWithin(of, actual),
    ),
  })
}

const yesOrNo = (value: string, language: Language) =>
  speak(words, language)(Number(value) === 0 ? 'iati.no' : 'iati.yes')

/** How a target was revised while its year ran, and what later texts made of it, in brackets as on every page. */
const revisionOf = (of: Published, target: PublicTarget): Narrative[] =>
  spokenIn(of).flatMap((language) => {
    const text = revisionText(target, language)
    return text === '' ? [] : [{ text: `(${text})`, language }]
  })

/** From when it is asked for no more, and why. */
function retirement(of: Published, { retired }: Sheet): Narrative[] {
  if (retired === undefined) return []
  return spokenIn(of).map((language) => ({
    text: speak(ofResults, language)('results.retired', {
      day: formatDay(language, retired.from),
      reason: clean(inLanguage(retired.reason, language, of.agreement.languages) ?? ''),
    }),
    language,
  }))
}

/** That nobody verified a figure but the organisation that reported it, as every outlet says beside it. */
function verifiedWithin(of: Published, { within }: PublicActual): Narrative[] {
  if (within.length === 0) return []
  return spokenIn(of).map((language) => {
    const names = within.map((key) => {
      const name = of.parties.get(key)?.name ?? {}
      return clean(inLanguage(name, language, of.agreement.languages) ?? '') || key
    })
    const text = speak(words, language)('changed.within', { names: formatList(language, names) })
    return { text, language }
  })
}

/** Why there is no number, in words. */
function whyNot({ shown, below, missing }: PublicActual, language: Language): string {
  const say = speak(words, language)
  if (shown === 'small') return say('iati.small', { count: below ?? 10 })
  if (shown === 'hidden') return say('iati.hidden')
  const key = Object.keys(ofResults.en).find((each) => each === `missing.${missing}`)
  return key === undefined
    ? say('iati.not known')
    : speak(ofResults, language)(key as keyof typeof ofResults.en)
}

/** Two texts in several languages, the second behind the first where both have the language. */
function joined(one: readonly Narrative[], other: readonly Narrative[]): Narrative[] {
  const texts = new Map<string, string>()
  for (const { text, language = 'en' } of [...one, ...other])
    texts.set(language, [texts.get(language), text].filter(Boolean).join(' '))
  return [...texts].map(([language, text]) => ({ text, language }))
}

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
