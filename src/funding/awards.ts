import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Money } from '../compacts/agreement.ts'
import { type Change, type Trx, tell } from '../compacts/change.ts'
import { lockCompact } from '../compacts/store.ts'
import type { Tables } from '../house/database.ts'
import { NotFound } from '../house/errors.ts'
import { type FaultFacts, MoneyFault, refusing } from './faults.ts'
import { type Db, exact, personBehind, plus } from './ledger.ts'
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
  /** Who receives it, where that is a party with an organisation here: it gives sub-awards itself. */
  organisation: string | null
  /** One of `instruments`; anything else is refused. */
  instrument: string
  minor: number
  currency: string
  begins: string
  ends: string
}

/**
 * Enters an award or sub-award for who gives it: who contributes, or who received the award above. Once somebody else
 * agreed, it is public and can be named as receiver and provider of money. Awards of one contribution never come to more
 * than it, nor sub-awards to more than their award, in whose time they lie. Throws MoneyFault.
 */
export async function enterAward(
  trx: Trx,
  change: Change,
  compact: string,
  values: AwardValues,
): Promise<string> {
  // Held while it is looked whether there is room: two sub-awards at once do not both take the rest.
  await lockCompact(trx, compact)
  const [first, ...more] = wrongIn(values)
  if (first !== undefined) throw new MoneyFault('wrong award', 422, { ...first, more })
  if ((await rowOf(trx, compact, values.key)) !== undefined)
    throw new MoneyFault('wrong award', 409, { place: 'key', why: 'taken' })
  const id = uuid()
  const person = personBehind(change)
  const { organisation, ...rest } = values
  const award = JSON.stringify({ ...rest, organisation_id: organisation })
  await refusing(() =>
    sql`select award_enter(${id}, ${compact}, ${award}::jsonb, ${person.by}, ${person.for}, ${change.at})`.execute(
      trx,
    ),
  )
  await tell(trx, change, { compact, action: 'recorded an award', before: null, after: { id, ...values } })
  return id
}

/** Agrees to an award that somebody else entered, or refuses it with a reason; who entered it may withdraw it. Throws MoneyFault, NotFound. */
export async function answerAward(
  trx: Trx,
  change: Change,
  compact: string,
  key: string,
  verdict: 'agreed' | 'refused',
  reason: string | null,
): Promise<void> {
  const { id } = await knownAward(trx, compact, key)
  const person = personBehind(change)
  await refusing(() =>
    sql`select award_decide(${id}, ${verdict}, ${person.by}, ${person.for}, ${reason}, ${change.at})`.execute(
      trx,
    ),
  )
  await tell(trx, change, {
    compact,
    action: verdict === 'agreed' ? 'agreed to an award' : 'refused an award',
    before: { id, key },
    after: { id, key, verdict },
    reason,
  })
}

/** Ends an award with a day and a reason: nothing is committed or paid to it after that day. Throws MoneyFault, NotFound. */
export async function endAward(
  trx: Trx,
  change: Change,
  compact: string,
  key: string,
  day: string,
  reason: string,
): Promise<void> {
  const { id } = await knownAward(trx, compact, key)
  const person = personBehind(change)
  await refusing(() =>
    sql`select award_end(${id}, ${day}, ${person.by}, ${person.for}, ${reason}, ${change.at})`.execute(trx),
  )
  await tell(trx, change, {
    compact,
    action: 'ended an award',
    before: { id, key },
    after: { id, key, ended: day },
    reason,
  })
}

const rowOf = (db: Db, compact: string, key: string) =>
  db
    .selectFrom('awards')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('key', '=', key)
    .executeTakeFirst()

/** Organisations that give an award out of a contribution, or out of the award above: of both where there is one. */
export async function giversOf(
  db: Db,
  compact: string,
  { contribution, parent }: Pick<Award, 'contribution' | 'parent'>,
): Promise<string[]> {
  const { rows } = await sql<{ of: string }>`
    select s.of from fund_contributions k, fund_standing(k.compact_id, k.party) s (of)
      where k.compact_id = ${compact} and k.key = ${contribution}
    union select organisation_id from awards where compact_id = ${compact} and key = ${parent}
      and organisation_id is not null
    order by 1`.execute(db)
  return rows.map(({ of }) => of)
}

/** An award of this compact, also one that waits or was refused. Throws NotFound. */
export async function knownAward(db: Db, compact: string, key: string): Promise<Award> {
  const row = await rowOf(db, compact, key)
  if (row === undefined) throw new NotFound('This compact has no such award')
  return row
}

/** What of an award no database looks at, each with its field: how its key and its words are written. */
function wrongIn(values: AwardValues): FaultFacts[] {
  const wrong: FaultFacts[] = []
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(values.key)) wrong.push({ place: 'key', why: 'key' })
  for (const place of ['number', 'title', 'recipient'] as const)
    if (values[place].trim().length < 1 || values[place].length > 300) wrong.push({ place, why: 'text' })
  if (!Number.isSafeInteger(values.minor)) wrong.push({ place: 'amount', why: 'amount' })
  return wrong
}

export type AwardMoney = Award & {
  /** Entries that name the award, or give to it or out of it. */
  received: number
  passedOn: number
  spent: number
  subAwards: AwardMoney[]
}

/** Awards that waited for agreement, or were refused; for the parties. */
export function awardsNotAgreed(db: Db, compact: string): Promise<Award[]> {
  return db
    .selectFrom('awards')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('state', '<>', 'agreed')
    .orderBy('at', 'desc')
    .orderBy('key')
    .limit(500)
    .execute()
}

/** Awards that were agreed to, with their sub-awards under them, and what each received, passed on and spent. */
export async function awardsOf(db: Db, compact: string): Promise<AwardMoney[]> {
  const rows = await db
    .selectFrom('awards')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('state', '=', 'agreed')
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
            .reduce((total, { minor }) => plus(total, exact(minor)), 0)
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

/** An award as the API gives it: money as whole minor units, and nobody by name. */
export type AwardAnswer = ReturnType<typeof awardTerms> & {
  /** What it received less what it gave back, passed on, and spent. */
  received: Money
  passedOn: Money
  spent: Money
  subAwards: AwardAnswer[]
}

export function awardAnswer(award: AwardMoney): AwardAnswer {
  const money = (minor: number): Money => ({ minor, currency: award.currency })
  return {
    ...awardTerms(award),
    received: money(award.received),
    passedOn: money(award.passedOn),
    spent: money(award.spent),
    subAwards: award.subAwards.map(awardAnswer),
  }
}

/** What an award says, and how it stands between the two who enter and agree to it. */
export function awardTerms(award: Award) {
  const { key, number, title, parent, contribution, initiative, recipient, instrument, begins, ends } = award
  return {
    ...{ key, number, title, parent, contribution, initiative, recipient, instrument, begins, ends },
    organisation: award.organisation_id,
    value: { minor: award.minor, currency: award.currency },
    state: award.state,
    /** Why it was refused, where it was. */
    reason: award.state === 'refused' ? award.answer_reason : null,
    ended: award.ended_on === null ? null : { on: award.ended_on, reason: award.end_reason },
  }
}
