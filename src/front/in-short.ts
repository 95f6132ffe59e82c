import type { Observation } from '../indicators/schema.ts'
import { printable } from '../indicators/wording.ts'
import { isLowerBound } from '../preparation/estimates/figure-kinds.ts'
import { estimateFigure } from '../preparation/estimates/pages/lists.tsx'
import { figureOf, sayFigure, sayMethod, sayPeriod } from '../preparation/estimates/say.ts'
import type { EstimateCard } from '../preparation/estimates/store.ts'
import { codeName, headline, sayIn, textIn } from '../selection/sentences.ts'
import { formatDay, formatList, type Language, speak } from '../ui/language.ts'
import type { CountryFacts } from './country-facts.ts'
import { type Placed, unitIn } from './standings.ts'
import { frontWords } from './words.ts'

/** The tiers a country had, how often each, and for which reports none is held. */
export type TierRecord = {
  newest: Observation | null
  /** Reports with a rating, and the number of reports since the first one held. */
  rated: number
  since: number
  counts: { code: string; reports: number }[]
  missing: number[]
}

/** Counts the reports of each tier, the best tier first. A country is not expected in reports before its first rating. */
export function tierRecord({ tiers, reports }: Pick<CountryFacts, 'tiers' | 'reports'>): TierRecord {
  const held = tiers.filter(({ code }) => code !== null).sort((a, b) => a.year - b.year)
  const newest = held.at(-1) ?? null
  const since = held[0]?.year ?? reports.last
  const years = new Set(held.map(({ year }) => year))
  const missing: number[] = []
  for (let year = since; year <= reports.last; year++) if (!years.has(year)) missing.push(year)
  const counts = ['1', '2', '2WL', '3', 'SC']
    .map((code) => ({ code, reports: held.filter((one) => one.code === code).length }))
    .filter(({ reports }) => reports > 0)
  return { newest, rated: held.length, since, counts, missing }
}

/** The first sentence: the newest tier, the record since the first one, and what is missing or weak. */
export function tierSentence(language: Language, facts: CountryFacts): string {
  const say = speak(frontWords, language)
  const record = tierRecord(facts)
  const { newest } = record
  if (newest === null) return say('short.noTier', { country: facts.name, year: String(facts.reports.last) })
  const tier = codeName(language, 'tip_tier', newest.code ?? '')
  const parts = [
    newest.year === facts.reports.last
      ? say('short.tier', { country: facts.name, tier, year: String(newest.year) })
      : say('short.oldTier', {
          country: facts.name,
          tier,
          year: String(newest.year),
          last: String(facts.reports.last),
        }),
  ]
  const all = record.counts.map(({ code, reports }) =>
    say('short.count', { tier: codeName(language, 'tip_tier', code), count: reports }),
  )
  if (record.rated > 1)
    parts.push(
      say('short.record', {
        since: String(record.since),
        counts: formatList(language, all),
        kinds: all.length,
      }),
    )
  if (record.missing.length > 0) parts.push(say('short.gaps', { count: record.missing.length }))
  if (newest.basis !== null) parts.push(say(`short.weak.${newest.basis}`))
  return parts.join(' ')
}

/** Where a method puts a country, as the method’s own sentence; or that it is not among those judged. */
export function standingSentence(
  language: Language,
  placed: Placed,
  iso3: string,
  name: string,
  /** Leaves the name of the method out, where it stands beside the sentence. */
  methodNamed = false,
): string {
  const say = speak(frontWords, language)
  const unit = unitIn(placed, iso3)
  const { methodology, assessment } = placed
  const title = textIn(language, methodology.title)
  if (unit !== null) {
    const sentence = headline(language, methodology, assessment.result, unit)
    return methodNamed ? sentence : say('short.by', { method: title, sentence })
  }
  const excepted = assessment.inputs.universeIssue?.excepted.find((each) => each.unit === iso3)
  const why = excepted
    ? textIn(language, excepted.reason).replace(/\.$/, '')
    : sayIn(language)('universe.no rating', { year: String(assessment.inputs.universeIssue?.year ?? '') })
  return say('short.notJudged', {
    country: name,
    method: title,
    why,
    day: formatDay(language, assessment.asOf),
  })
}

/** The first of the current measured figures with its interval, method, period and definition, and how many there are. */
export function measuredSentence(language: Language, current: readonly EstimateCard[]): string | null {
  const [card] = current
  if (card === undefined) return null
  const { head } = card
  const definition = printable(head.definition).trim()
  const said = speak(frontWords, language)('short.measured', {
    figure: estimateFigure(card, language),
    method:
      head.figure.method === null
        ? printable(head.publication?.method ?? '')
        : sayMethod(head.figure.method, language),
    period: sayPeriod(head, language),
    definition: /[.!?…]$/.test(definition) ? definition : `${definition}.`,
  })
  return [said, severalSentence(language, current)].filter((each) => each !== null).join(' ')
}

/** That there are several current figures, and how far apart they are; null for one alone. */
export function severalSentence(language: Language, current: readonly EstimateCard[]): string | null {
  const say = speak(frontWords, language)
  const [first] = current
  if (first === undefined || current.length < 2) return null
  const { quantity } = first.head
  const figures = current
    .filter(({ head }) => head.quantity === quantity && !isLowerBound(head))
    .flatMap(({ head }) => figureOf(head) ?? [])
    .sort((a, b) => a.value - b.value)
  const [low, high] = [figures[0], figures.at(-1)]
  if (low === undefined || high === undefined || low.value === high.value)
    return say('short.several', { count: current.length })
  return say('short.severalApart', {
    count: current.length,
    low: sayFigure(low.value, low.step, first.head, language),
    high: sayFigure(high.value, high.step, first.head, language),
  })
}
