import { v7 as uuid } from 'uuid'
import { type Change, type Trx, tell } from '../compacts/change.ts'
import { isDay } from '../compacts/forms/field.ts'
import { lockCompact } from '../compacts/store.ts'
import type { Tables } from '../house/database.ts'
import { Conflict, type FaultDetail, NotFound, Unusable } from '../house/errors.ts'
import { type Db, exact } from './ledger.ts'
import './tables.ts'

export type Award = Tables['awards']

/** What is given to somebody out of a contribution, or by who received one: then `parent` names that award. */
export type AwardValues = {
  key: string
  /** Its number, as the giver writes it. */
  number: string
  title: string
  parent: string | null
  contribution: string
  initiative: string | null
  recipient: string
  organisation: string | null
  instrument: Award['instrument']
  minor: number
  currency: string
  begins: string
  ends: string
}

/**
 * Records an award or sub-award; it can be named as receiver and provider of money from then on.
 * Awards of one contribution never come to more than it, nor sub-awards to more than their award,
 * in whose time they lie. Throws Unusable, Conflict.
 */
export async function recordAward(
  trx: Trx,
  change: Change,
  compact: string,
  values: AwardValues,
): Promise<string> {
  const wrong: FaultDetail[] = []
  const fault = (place: string, message: string, remedy: string) => wrong.push({ place, message, remedy })
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(values.key))
    fault('key', 'A key is of small letters, digits and hyphens.', 'Write it like award-1.')
  for (const place of ['number', 'title', 'recipient'] as const)
    if (values[place].trim().length < 1 || values[place].length > 300)
      fault(place, 'It has 1 to 300 characters.', 'Write it as the award itself says it.')
  if (!isDay(values.begins)) fault('begins', 'There is no such day.', 'Give it as YYYY-MM-DD.')
  if (!isDay(values.ends) || values.ends < values.begins)
    fault('ends', 'The last day is a day, and not before the first.', 'Give it as YYYY-MM-DD.')
  if (!Number.isSafeInteger(values.minor) || values.minor <= 0)
    fault('amount', 'An amount is more than nothing.', 'Give it in the currency of the contribution.')
  const contribution = await trx
    .selectFrom('fund_contributions')
    .select(['currency', 'minor'])
    .where('compact_id', '=', compact)
    .where('key', '=', values.contribution)
    .where('ended_version', 'is', null)
    .executeTakeFirst()
  if (contribution === undefined)
    fault('contribution', 'The plan in force has no such contribution.', 'Choose one of the plan.')
  else if (contribution.currency !== values.currency)
    fault(
      'amount',
      `This contribution is counted in ${contribution.currency}.`,
      'Give the amount in that currency.',
    )
  // Held while it is looked whether there is room: two sub-awards at once do not both take the rest.
  await lockCompact(trx, compact)
  if (values.parent !== null) {
    const parent = await trx
      .selectFrom('awards')
      .selectAll()
      .where('compact_id', '=', compact)
      .where('key', '=', values.parent)
      .executeTakeFirst()
    if (parent === undefined || parent.contribution !== values.contribution)
      fault('parent', 'This contribution has no such award.', 'Choose an award of the same contribution.')
    else {
      if ((await givenUnder(trx, compact, values)) + values.minor > parent.minor)
        fault(
          'amount',
          'The sub-awards would come to more than the award.',
          'Give less, or raise the award by an award of its own.',
        )
      if (values.begins < parent.begins || values.ends > parent.ends)
        fault(
          'begins',
          `The award it is given out of runs from ${parent.begins} to ${parent.ends}.`,
          'Choose days within it.',
        )
    }
  } else if (
    contribution !== undefined &&
    (await givenUnder(trx, compact, values)) + values.minor > contribution.minor
  )
    fault(
      'amount',
      'The awards would come to more than the contribution.',
      'Give less; what the contribution comes to is changed by amendment.',
    )
  if (wrong.length > 0) throw new Unusable('This award cannot be recorded', wrong)
  const taken = await trx
    .selectFrom('awards')
    .select('id')
    .where('compact_id', '=', compact)
    .where('key', '=', values.key)
    .executeTakeFirst()
  if (taken !== undefined)
    throw new Conflict('An award of this key is there', [
      { place: 'key', message: 'Keys are given once.', remedy: 'Choose another key.' },
    ])
  const id = uuid()
  const { organisation, ...rest } = values
  await trx
    .insertInto('awards')
    .values({
      id,
      compact_id: compact,
      ...rest,
      organisation_id: organisation,
      by: change.actor.person,
      at: change.at,
    })
    .execute()
  await tell(trx, change, { compact, action: 'recorded an award', before: null, after: { id, ...values } })
  return id
}

/** What was awarded out of the same contribution, or the same award. */
async function givenUnder(
  trx: Trx,
  compact: string,
  { contribution, parent }: Pick<AwardValues, 'contribution' | 'parent'>,
): Promise<number> {
  const { given } = await trx
    .selectFrom('awards')
    .select(({ fn }) => fn.sum<string | null>('minor').as('given'))
    .where('compact_id', '=', compact)
    .where('contribution', '=', contribution)
    .where('parent', parent === null ? 'is' : '=', parent)
    .executeTakeFirstOrThrow()
  return exact(given ?? 0)
}

export type AwardMoney = Award & {
  /** Entries that name the award, or give to it or out of it. */
  received: number
  passedOn: number
  spent: number
  subAwards: AwardMoney[]
}

/** Awards with their sub-awards under them, and what each received, passed on and spent. */
export async function awardsOf(db: Db, compact: string): Promise<AwardMoney[]> {
  const rows = await db
    .selectFrom('awards')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('key')
    .execute()
  const sums = await db
    .selectFrom('ledger_entries')
    .select(['provider', 'receiver', 'counts_as', 'currency'])
    .select(({ fn }) => fn.sum<string>('minor').as('minor'))
    .where('compact_id', '=', compact)
    .where(({ eb, or }) => or([eb('provider', 'like', 'award:%'), eb('receiver', 'like', 'award:%')]))
    .groupBy(['provider', 'receiver', 'counts_as', 'currency'])
    .execute()
  const under = (parent: string | null): AwardMoney[] =>
    rows
      .filter((row) => row.parent === parent)
      .map((row) => {
        const me = `award:${row.key}`
        const add = (own: (sum: (typeof sums)[number]) => boolean) =>
          sums
            .filter((sum) => sum.currency === row.currency && own(sum))
            .reduce((total, { minor }) => total + exact(minor), 0)
        const moved = (kind: string) => kind === 'disbursement' || kind === 'refund'
        return {
          ...row,
          received: add(
            ({ counts_as, receiver, provider }) =>
              (counts_as === 'disbursement' && receiver === me) ||
              (counts_as === 'refund' && provider === me),
          ),
          passedOn: add(
            ({ counts_as, provider, receiver }) =>
              moved(counts_as) && (counts_as === 'refund' ? receiver === me : provider === me),
          ),
          spent: add(({ counts_as, provider }) => counts_as === 'expenditure' && provider === me),
          subAwards: under(row.key),
        }
      })
  return under(null)
}

/** One award with what is under it. Throws NotFound. */
export async function awardOf(db: Db, compact: string, key: string): Promise<AwardMoney> {
  const search = (among: AwardMoney[]): AwardMoney | undefined => {
    for (const each of among) {
      const found = each.key === key ? each : search(each.subAwards)
      if (found !== undefined) return found
    }
    return undefined
  }
  const found = search(await awardsOf(db, compact))
  if (found === undefined) throw new NotFound('This compact has no such award')
  return found
}
