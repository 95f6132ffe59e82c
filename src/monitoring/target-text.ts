import { writeDecimal } from '../compacts/forms/amounts.ts'
import { formatDay, formatList, type Language, speak } from '../ui/language.ts'
import type { EarlierTarget, ResultTarget } from './results.ts'
import { words } from './words/pages.ts'

/** What was promised before, oldest first. */
export function earlierText(earlier: readonly EarlierTarget[], language: Language): string {
  const say = speak(words, language)
  return formatList(
    language,
    earlier.map(({ value }) => (value === null ? say('target.none') : writeDecimal(value, language))),
  )
}

/** How a target was revised while its year ran, and what was made of it afterwards; empty for one that stands as it was set. */
export function revisionText(
  { from, earlier, after = [] }: Pick<ResultTarget, 'from' | 'earlier' | 'after'>,
  language: Language,
): string {
  const say = speak(words, language)
  return [
    ...(earlier.length === 0
      ? []
      : [
          say('target.before', {
            day: formatDay(language, from),
            earlier: earlierText(earlier, language),
          }),
        ]),
    ...after.map((later) =>
      say('target.after', {
        day: formatDay(language, later.from),
        later: earlierText([later], language),
      }),
    ),
  ].join('; ')
}

/** The same in brackets, behind the target. */
export const inBrackets = (text: string) => (text === '' ? '' : ` (${text})`)
