import { guardedCsvLine } from '../../indicators/csv-text.ts'
import { candidate, heldBy } from './look-up.ts'
import type { Pack } from './schema.ts'

/** Every seat of a pack with its holder, for a spreadsheet; `holder` says known, vacant or not known. */
export function seatsCsv(pack: Pack): string {
  const lines = [
    guardedCsvLine([
      'seat',
      'chamber',
      'division',
      'place',
      'title',
      'voting',
      'holder',
      'person',
      'name',
      'party',
      'from',
      'to',
      'as_of',
    ]),
  ]
  for (const seat of pack.seats) {
    const { place, person, name, party, vacant } = candidate(pack, seat, pack.card.asOf)
    const term = heldBy(pack, seat)
    lines.push(
      guardedCsvLine([
        seat.seat,
        seat.chamber,
        seat.division,
        place,
        seat.title,
        seat.voting ? 'yes' : 'no',
        vacant ? 'vacant' : name === null ? 'not known' : 'known',
        person,
        name,
        party,
        term?.from ?? null,
        term?.to ?? null,
        pack.card.asOf,
      ]),
    )
  }
  return lines.join('')
}
