import type { ReleaseRule } from './schema.ts'

/**
 * The day (`YYYY-MM-DD`) on which a year's figure first became known, by the table or
 * the rule of its series; null when the table does not have the year.
 */
export function releaseDay(rule: ReleaseRule, year: number): string | null {
  if (rule.kind === 'table') return rule.days[String(year)]?.day ?? null
  // Days are compared as text, so every one has a year of four digits.
  return `${String(year + rule.years).padStart(4, '0')}-${rule.monthDay}`
}

/**
 * Whether the figure is taken from an edition later than the day asked about: then it
 * is a value "as revised in …", not what a reader of that day had before him. An
 * edition known only by its year counts as later from the year after that of the day.
 */
export function isLaterRevision({ revised }: { revised: string | null }, asOf: string): boolean {
  return revised !== null && revised > asOf.slice(0, revised.length)
}
