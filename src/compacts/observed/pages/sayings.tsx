import type { ReactNode } from 'react'
import { AsWritten } from '../../../indicators/pages/as-written.tsx'
import { formatDay, formatList, formatNumber, type Language, speak } from '../../../ui/language.ts'
import type { Statement } from '../statements.ts'
import { words } from '../words.ts'

/** Whole minor units as a reader writes money: $9.8 million, PEN 8 million, $784,000. */
export function moneyIn(
  language: Language,
  { minor, currency }: { minor: number; currency: string },
): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  const amount = minor / 10 ** (digits.maximumFractionDigits ?? 2)
  const large = Math.abs(amount) >= 1_000_000
  return formatNumber(language, amount, {
    style: 'currency',
    currency,
    ...(large
      ? { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 }
      : { maximumFractionDigits: 0 }),
  })
}

/** What a statement says, in the reader's language where it is a day or a sum, else as it was written. */
export function said(language: Language, { topic, value, amount, bound }: Statement): ReactNode {
  const say = speak(words, language)
  if (amount !== null) return say(`bound.${bound ?? 'exactly'}`, { amount: moneyIn(language, amount) })
  if ((topic === 'signed' || topic === 'ended') && /^\d{4}(-\d{2}){0,2}$/.test(value))
    return formatDay(language, value)
  return <AsWritten>{value}</AsWritten>
}

/** All that is said of the whole of a topic, as one line: one day or the other, one of four sums. */
export function allSaid(language: Language, statements: readonly Statement[]): string {
  const say = speak(words, language)
  const each = statements.flatMap(({ value, amount, bound, topic }) => {
    if (amount !== null) return say(`bound.${bound ?? 'exactly'}`, { amount: moneyIn(language, amount) })
    return topic === 'signed' ? formatDay(language, value) : []
  })
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(new Set(each))
}

export function topicsIn(language: Language, topics: readonly Statement['topic'][]): string {
  const say = speak(words, language)
  const names = topics.map((topic) => {
    const name = say(`topic.${topic}`)
    return name.charAt(0).toLocaleLowerCase(language) + name.slice(1)
  })
  return formatList(language, names)
}
