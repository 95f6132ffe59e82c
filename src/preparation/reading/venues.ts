import type { Estimate } from '../../estimators/estimate.ts'
import {
  estimateTimeLocation,
  type VenueDiagnostics,
  type VenueSample,
} from '../../estimators/network/time-location.ts'
import { cellsOf, columnNamed, numbersOf, type TextTable } from '../text-table.ts'
import { type AnswersAsked, answersIn } from './answers.ts'
import { type Domain, domainIn } from './sample.ts'

/** Headings of a file with one row for each person met at a venue. */
export type VenueColumns = Omit<AnswersAsked, 'mean'> & {
  /** Which event – venue, day, time – the person was met at. */
  event: string
  /** Chance of the event to be drawn. */
  chance: string
  /** People counted at the event. */
  counted: string
  /** How often the person comes in the period, this time included. */
  visits: string
  strata?: string
  cluster?: string
}

/** The share of those who come to venues. @throws WrongData naming the row */
export function estimateAtVenues(
  table: TextTable,
  columns: VenueColumns,
  { unsaidVisits, domain }: { unsaidVisits?: 'leave-out' | 'as-one'; domain?: Domain } = {},
): Estimate<VenueDiagnostics> {
  const text = (name: string) => cellsOf(table, columnNamed(table, name))
  const numbers = (name: string) => numbersOf(table, columnNamed(table, name))
  const sample: VenueSample = {
    event: text(columns.event),
    eventProbability: numbers(columns.chance),
    counted: numbers(columns.counted),
    visits: numbers(columns.visits),
    ...(columns.strata === undefined ? {} : { strata: text(columns.strata) }),
    ...(columns.cluster === undefined ? {} : { clusters: text(columns.cluster) }),
  }
  return estimateTimeLocation(sample, answersIn(table, columns), {
    ...(unsaidVisits === undefined ? {} : { unsaidVisits }),
    ...(domain === undefined ? {} : { domain: domainIn(table, domain) }),
  })
}
