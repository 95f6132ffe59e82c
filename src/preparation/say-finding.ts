import type { Finding } from '../estimators/findings.ts'
import { capital, type Language, speak, type Values } from '../ui/language.ts'
import { writtenValues } from './say-finding-values.ts'
import type { FindingWord } from './words/findings/keys.ts'
import { findingWords } from './words.ts'

/** A finding in one or two sentences on one line, safe to print: what comes from a file is quoted, cut and made harmless. */
export function sayFinding(finding: Finding, language: Language): string {
  const { code, ...values } = finding
  const write = writtenValues[code] as Record<string, (value: unknown, language: Language) => string | number>
  const written: Values = {}
  for (const [name, value] of Object.entries(values)) {
    const said = write[name]?.(value, language)
    if (said !== undefined) written[name] = said
  }
  // A sentence of its own for one kind of thing, where there is one; else the general one.
  const own = 'what' in finding ? `${code}.${finding.what}` : code
  const word = Object.hasOwn(findingWords.en, own) ? (own as FindingWord) : code
  return capital(language, speak(findingWords, language)(word, written))
}
