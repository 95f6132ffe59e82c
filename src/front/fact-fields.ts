import type { Fact } from '../indicators/schema.ts'

/** The measures of governance that both methods read, in the order they are shown. */
export const governanceShown = ['wgi_rule_of_law', 'wgi_control_of_corruption', 'wgi_voice_accountability']

/** A field of a fact as text; null when it is not stated. */
export function textField(fact: Fact, name: string): string | null {
  const value = fact.fields[name]
  return value === null || value === undefined || value === '' ? null : String(value)
}

/** A field of a fact as a number; null when it is not stated. */
export function numberField(fact: Fact, name: string): number | null {
  const value = fact.fields[name]
  return typeof value === 'number' ? value : null
}
