import type { Run } from '../../../../estimators/numeric/run.ts'
import { estimateAtVenues } from '../../../reading/venues.ts'
import type { TextTable } from '../../../text-table.ts'
import type { Computation } from '../../path.ts'
import type { VenueResult, VenueSettings } from './settings.ts'

/** The worker’s half: the digits of `tp prevalence time-location`. */
export const venueComputation: Computation<VenueSettings, VenueResult> = {
  *compute({ sample }, { unsaidVisits, strata, cluster, ...columns }): Run<VenueResult> {
    const asked = {
      ...columns,
      ...(strata === '' ? {} : { strata }),
      ...(cluster === '' ? {} : { cluster }),
    }
    const by = (how: VenueSettings['unsaidVisits']) =>
      estimateAtVenues(sample as TextTable, asked, { unsaidVisits: how })
    const all = by(unsaidVisits)
    const unsaid = all.warnings.some(
      ({ code, ...values }) =>
        code === 'frequency-taken-as-one' ||
        (code === 'rows-left-out' && Reflect.get(values, 'why') === 'frequency-missing'),
    )
    return { all, other: unsaid ? by(unsaidVisits === 'as-one' ? 'leave-out' : 'as-one') : null }
  },
}
