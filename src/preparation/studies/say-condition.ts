import { formatList, formatNumber, type Language, speak } from '../../ui/language.ts'
import type { Condition } from './codebook.ts'
import { words } from './words/codebooks.ts'

/** A condition of a codebook in words. What a draft holds that is no condition is shown as it was written. */
export function sayCondition(condition: Condition, language: Language): string {
  const say = speak(words, language)
  // What is joined itself stands in brackets, so that nobody has to guess what belongs to what.
  const part = (inner: Condition) => {
    const said = sayCondition(inner, language)
    const joined = typeof inner === 'object' && inner !== null && ('all' in inner || 'any' in inner)
    return joined ? `(${said})` : said
  }
  if (typeof condition !== 'object' || condition === null) return JSON.stringify(condition) ?? ''
  if ('indicator' in condition) return say('say.indicator', { code: String(condition.indicator) })
  if ('not' in condition) return say('say.not', { part: part(condition.not) })
  if ('all' in condition && Array.isArray(condition.all))
    return say('say.all', { parts: condition.all.map(part).join('; ') })
  if ('any' in condition && Array.isArray(condition.any))
    return say('say.any', { parts: condition.any.map(part).join('; ') })
  if ('atLeast' in condition && typeof condition.atLeast === 'number') {
    const { atLeast, of } = condition
    const count = formatNumber(language, atLeast)
    if (Array.isArray(of)) return say('say.codes', { count, codes: formatList(language, of.map(String)) })
    if (of === 'act' || of === 'means' || of === 'purpose' || of === 'other')
      return say('say.domain', { count, domain: say(`domain.${of}`) })
  }
  return JSON.stringify(condition)
}
