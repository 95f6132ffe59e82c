import type { Agreement, Indicator } from '../compacts/agreement.ts'
import { type Due, everythingDue, type Round, roundsOf } from './periods.ts'
import {
  type ReadingContext,
  type ReadingFault,
  type ReadValue,
  readPart,
  type TypedPart,
} from './reading.ts'

export const emptyPart: TypedPart = { cells: {} }

/** What a report is about under one version of the agreement. */
export type Asked = { round: Round; indicators: Map<string, { sheet: Indicator; due: Due }> }

/** What an agreement asks of a party for a day; null when nothing. */
export function askedOf(agreement: Agreement, party: string, ends: string): Asked | null {
  const round = roundsOf(everythingDue(agreement)).find((each) => each.party === party && each.ends === ends)
  if (round === undefined) return null
  const indicators = new Map(
    round.items.flatMap((due) => {
      const sheet = agreement.indicators.find(({ key }) => key === due.indicator)
      return sheet === undefined ? [] : [[due.indicator, { sheet, due }] as const]
    }),
  )
  return { round, indicators }
}

/** All parts of a report read again, with what is wrong at each. */
export function readParts(
  asked: Asked,
  typed: ReadonlyMap<string, TypedPart>,
  before: ReadonlyMap<string, ReadingContext['before']>,
): Map<string, { values: ReadValue[]; faults: ReadingFault[] }> {
  return new Map(
    [...asked.indicators].map(([key, { sheet }]) => [
      key,
      readPart(sheet, typed.get(key) ?? emptyPart, { before: before.get(key) ?? new Map() }),
    ]),
  )
}
