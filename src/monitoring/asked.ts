import type { Kysely } from 'kysely'
import type { Agreement, Indicator } from '../compacts/agreement.ts'
import type { Trx } from '../compacts/change.ts'
import { agreementInForce, lockCompact } from '../compacts/store.ts'
import type { Tables } from '../house/database.ts'
import { MonitoringFault } from './faults.ts'
import {
  addDays,
  beginOf,
  type Due,
  dayOverSomewhere,
  type Ending,
  everythingDue,
  type Round,
  roundsOf,
} from './periods.ts'
import {
  type ReadingContext,
  type ReadingFault,
  type ReadValue,
  readPart,
  type TypedPart,
} from './reading.ts'
import { endingOf, type LastPayment, termsOf, termsOn } from './terms.ts'

export const emptyPart: TypedPart = { cells: {} }

/** What a report is about under one version of the agreement. */
export type Asked = { round: Round; indicators: Map<string, { sheet: Indicator; due: Due }> }

/** States of a compact in which something is reported, verified and recorded. Once it is over there are corrections alone. */
const reported = ['in force', 'suspended', 'extended', 'closing']

/** Whether a compact is in one of these, which is held to the end of the transaction: what rests on it cannot be taken away. */
export async function isReported(trx: Trx, compact: string): Promise<boolean> {
  return reported.includes((await lockCompact(trx, compact)).state)
}

/** The same. Throws Conflict. */
export async function assertReported(trx: Trx, compact: string): Promise<void> {
  if (!(await isReported(trx, compact))) throw new MonitoringFault('not in force')
}

/** What an agreement asks of a party for a day, as the last day of a compact that ended early cuts it; null when nothing. */
export function askedOf(
  agreement: Agreement,
  party: string,
  ends: string,
  ending: Ending | null = null,
): Asked | null {
  const due = everythingDue(agreement, ending)
  const round = roundsOf(due).find((each) => each.party === party && each.ends === ends)
  if (round === undefined) return null
  const indicators = new Map(
    round.items.flatMap((due) => {
      const sheet = agreement.indicators.find(({ key }) => key === due.indicator)
      return sheet === undefined ? [] : [[due.indicator, { sheet, due }] as const]
    }),
  )
  return { round, indicators }
}

type Key = { compact: string; party: string; ends: string }

/** What is asked of a party for a day as the compact stands now; null when nothing. */
export async function askedNow(
  db: Kysely<Tables>,
  { compact, party, ends }: Key,
  agreement: Agreement,
  paid?: LastPayment,
): Promise<Asked | null> {
  return askedOf(agreement, party, ends, await endingOf(db, compact, { paid }))
}

/**
 * What a report that was sent is about: also where the closing for whose last day it was sent was taken back since, or the payment
 * for whose sake a short period was asked for.
 */
export async function askedOfSent(db: Kysely<Tables>, key: Key, agreement: Agreement): Promise<Asked | null> {
  return (
    (await askedNow(db, key, agreement)) ??
    askedOf(agreement, key.party, key.ends, { day: key.ends, paid: key.ends })
  )
}

/**
 * What a report that has not been sent is about. Throws where nothing is due, where its period has begun nowhere yet, and where
 * it ends after the last day of a compact that is closed down early.
 */
export async function assertAsked(
  db: Kysely<Tables>,
  { compact, party, ends }: Key,
  agreement: Agreement,
  at: Date,
  paid?: LastPayment,
): Promise<Asked> {
  const ending = await endingOf(db, compact, { paid })
  const asked = askedOf(agreement, party, ends, ending)
  if (asked === null && ending !== null && askedOf(agreement, party, ends) !== null)
    throw new MonitoringFault('after the last day', { last: ending.day })
  if (asked === null) throw new MonitoringFault('nothing due', { ends })
  const begins = beginOf(asked.round.items)
  if (begins > addDays(dayOverSomewhere(at), 1)) throw new MonitoringFault('not begun', { begins })
  return asked
}

/**
 * The text a report goes by that has not been sent: that in force; where that asks the party for nothing on that day, the one
 * that was in force on it, for what was owed before an amendment is owed still. Null before entry into force.
 */
export async function textFor(
  db: Kysely<Tables>,
  { compact, party, ends }: Key,
  paid?: LastPayment,
): Promise<{ version: number; agreement: Agreement } | null> {
  const present = await agreementInForce(db, compact)
  const ending = await endingOf(db, compact, { paid })
  if (present === null || askedOf(present.agreement, party, ends, ending) !== null) return present
  const then = termsOn(await termsOf(db, compact), ends)
  return then !== null && askedOf(then.agreement, party, ends, ending) !== null
    ? { version: then.version, agreement: then.agreement }
    : present
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
