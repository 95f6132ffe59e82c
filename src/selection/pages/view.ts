import { allCountries } from '../../countries/registry.ts'
import type { Text } from '../../indicators/schema.ts'
import type { PageContext } from '../../ui/page-context.ts'
import type { Methodology } from '../schema.ts'
import { textIn } from '../sentences.ts'
import type { Assessment } from '../store.ts'

/** All that the pages of one assessment are drawn from. */
export type AssessmentView = {
  context: PageContext
  assessment: Assessment
  methodology: Methodology
  /** Titles of the series it reads. */
  titles: ReadonlyMap<string, Text>
}

export function seriesTitle({ titles, context }: AssessmentView, series: string): string {
  const title = titles.get(series)
  return title ? textIn(context.language, title) : series
}

/** Numeric codes of the world map to the house's; one object, so that the drawing of the world is kept. */
export const numericToIso3: Record<string, string> = Object.fromEntries(
  allCountries().flatMap(({ numeric, iso3 }) => (numeric === null ? [] : [[numeric, iso3]])),
)

export function assessmentPath(id: string): string {
  return `/assessments/${id}`
}
