import type { Finding } from '../estimators/findings.ts'
import type { Language } from '../ui/language.ts'

/** A finding in a sentence. */
export function sayFinding(finding: Finding, _language: Language): string {
  const { code, ...values } = finding
  const rest = Object.entries(values).map(([name, value]) => `${name} ${[value].flat().join(', ')}`)
  return rest.length === 0 ? code : `${code} (${rest.join('; ')})`
}
