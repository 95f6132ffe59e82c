import type { Estimate } from '../../../../estimators/estimate.ts'
import type { VenueDiagnostics } from '../../../../estimators/network/time-location.ts'

/** What is asked of a file with one row for each person met at a venue. Columns by heading; '' is not said. */
export type VenueSettings = {
  outcome: string
  event: string
  chance: string
  counted: string
  visits: string
  strata: string
  cluster: string
  unsaidVisits: 'leave-out' | 'as-one'
}

export type VenueResult = {
  /** As it was asked for. */
  all: Estimate<VenueDiagnostics>
  /** With the other treatment of those who did not say how often they come; null where everybody said. */
  other: Estimate<VenueDiagnostics> | null
}
