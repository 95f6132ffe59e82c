import { type Language, type Say, speak } from '../../ui/language.ts'
import { writeNumber } from '../../ui/voice.tsx'
import type { Fact, Value } from '../schema.ts'
import { type Word, words } from '../words/words.ts'

const MILLION = 100_000_000
const BILLION = 1000 * MILLION

/** Cents as people say them: billions, millions, or dollars below a hundred thousand. Three digits behind the point at most. */
export function sayMoney(language: Language, minor: number): string {
  const say = speak(words, language)
  const size = Math.abs(minor)
  const [unit, per] =
    size >= BILLION
      ? (['billions', BILLION] as const)
      : size >= MILLION / 10
        ? (['millions', MILLION] as const)
        : (['dollars', 100] as const)
  return say(`money.${unit}`, { amount: inDollars(language, minor / per) })
}

/** A bare number of dollars, with the sign where the language sets it before. */
const inDollars = (language: Language, amount: number) =>
  language === 'en'
    ? `${amount < 0 ? '−' : ''}US$${writeNumber(language, Math.abs(amount))}`
    : writeNumber(language, amount)

/** What stands in a cell, in words. */
export function sayValue(language: Language, value: Value): string {
  return value.is === 'amount' ? sayMoney(language, value.minor) : speak(words, language)(`value.${value.is}`)
}

/** Millions for a column whose head says so. */
export const millionsIn = (language: Language, minor: number): string =>
  writeNumber(language, minor / MILLION)

/** A fact in a cell, as short as it may be: how sure it is, where it is not simply printed, stands behind it. */
export function factIn(language: Language, fact: Fact, written: string): string {
  return fact.sure === 'printed' ? written : `${written} (${speak(words, language)(`sure.${fact.sure}`)})`
}

/** A sum that was converted or is a share of an estimate: more than three digits would be known of nobody. */
export const roughly = (minor: number): number => Number(minor.toPrecision(3))

/** All that is to be said beside a figure: how sure, for which years, who said it when, what it replaced. */
export function remarksOn(
  say: Say<Word>,
  language: Language,
  fact: Fact,
  day: (moment: string) => string,
  sourceName: (source: string) => string,
): string[] {
  return [
    ...(fact.sure === 'printed' ? [] : [say(`sure.${fact.sure}`)]),
    ...(fact.through > fact.fiscalYear
      ? [say('line.holds', { from: String(fact.fiscalYear), through: String(fact.through) })]
      : []),
    ...(fact.entered === null ? [] : [say('line.entered', { day: day(fact.entered.slice(0, 10)) })]),
    ...fact.earlier.map((before) =>
      say('line.earlier', { value: sayValue(language, before.value), source: sourceName(before.source) }),
    ),
  ]
}
