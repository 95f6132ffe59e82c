import { type Kysely, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Money } from '../compacts/agreement.ts'
import { type Change, type Trx, tell } from '../compacts/change.ts'
import type { Tables } from '../house/database.ts'
import { NotFound } from '../house/errors.ts'
import { refusing } from './faults.ts'
import type { EntryKind } from './tables.ts'
import './tables.ts'

export type Db = Kysely<Tables>

/** What an entry says, before anybody approved it. */
export type EntryValues = {
  kind: EntryKind
  /** The day the money moved or was promised, `YYYY-MM-DD`. */
  date: string
  /** Negative only to lower a pledge or commitment; a refund is given as what came back. */
  amount: Money
  /** Keys in the agreement in force; `award` is that of an award here. */
  contribution: string
  line: string | null
  tranche: string | null
  award: string | null
  /** Key of a party, or `award:` and the key of an award. */
  provider: string
  receiver: string
  /** SHA-256 of a kept document, or an address. */
  document: string | null
  url: string | null
  note: string | null
  /** Entry that a reversal takes back whole; the other fields are then taken from it. */
  reverses: string | null
  /** Why a limit may be passed; public, and for another person to agree to. */
  exception: string | null
}

/** The person and the organisation a change is made for; the operator and the program have neither. */
export function personBehind({ actor, standsFor }: Change): { by: string | null; for: string | null } {
  return { by: actor.person, for: actor.person === null ? null : (standsFor[0] ?? null) }
}

/**
 * Puts down what somebody wants to have written. It is no money until somebody else approves it, and somebody of who gives
 * the money stands behind it. `file` is the SHA-256 of the kept file it was read from. Answers the id of the draft.
 * Throws MoneyFault.
 */
export async function enterMoney(
  trx: Trx,
  change: Change,
  compact: string,
  values: EntryValues,
  file: string | null = null,
): Promise<string> {
  const id = await placeDraft(trx, change, compact, values, file)
  const { amount, ...rest } = values
  await tell(trx, change, {
    compact,
    action: 'entered money',
    before: null,
    after: { draft: id, ...rest, minor: amount.minor, currency: amount.currency },
  })
  return id
}

/** Puts the draft down without telling the history of it: for `enterMoney`, and for what is taken back again. */
export async function placeDraft(
  trx: Trx,
  change: Change,
  compact: string,
  { amount, ...rest }: EntryValues,
  file: string | null = null,
): Promise<string> {
  const id = uuid()
  const person = personBehind(change)
  const entry = JSON.stringify({ ...rest, minor: amount.minor, currency: amount.currency, import: file })
  await refusing(() =>
    sql`select money_enter(${id}, ${compact}, ${entry}::jsonb, ${person.by}, ${person.for}, ${change.at})`.execute(
      trx,
    ),
  )
  return id
}

/**
 * Approves a draft: it becomes an entry with its postings, or is refused whole. Answers the
 * entry’s id and its number in the compact. Throws MoneyFault.
 */
export async function approveMoney(
  trx: Trx,
  change: Change,
  compact: string,
  draft: string,
  reason: string | null,
): Promise<{ entry: string; number: number }> {
  await draftOf(trx, compact, draft)
  const entry = uuid()
  const number = await decide(trx, change, draft, entry, 'approved', reason)
  const exceptions = await trx
    .selectFrom('ledger_exceptions')
    .select(['rule', 'over_minor', 'currency', 'reason'])
    .where('entry_id', '=', entry)
    .orderBy('rule')
    .execute()
  await tell(trx, change, {
    compact,
    action: 'approved money',
    before: { draft },
    after: { draft, entry, number, exceptions },
    reason,
  })
  return { entry, number: number ?? 0 }
}

/** Refuses a draft, with a reason; whoever entered it may withdraw it in the same way. Throws MoneyFault. */
export async function refuseMoney(
  trx: Trx,
  change: Change,
  compact: string,
  draft: string,
  reason: string,
): Promise<void> {
  await draftOf(trx, compact, draft)
  await decide(trx, change, draft, null, 'refused', reason)
  await tell(trx, change, { compact, action: 'refused money', before: { draft }, after: { draft }, reason })
}

async function decide(
  trx: Trx,
  change: Change,
  draft: string,
  entry: string | null,
  verdict: 'approved' | 'refused',
  reason: string | null,
): Promise<number | null> {
  const person = personBehind(change)
  const { rows } = await refusing(() =>
    sql<{
      number: number | null
    }>`select money_decide(${draft}, ${entry}, ${verdict}, ${person.by}, ${person.for},
      ${reason}, ${change.at}) as number`.execute(trx),
  )
  return rows[0]?.number ?? null
}

export type DraftRow = Tables['money_drafts']

/** A draft of this compact. Throws NotFound. */
export async function draftOf(db: Db, compact: string, id: string) {
  const row = await db
    .selectFrom('money_drafts')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('There is no such entry waiting for approval')
  return row
}

/** Drafts of a compact, the newest first. */
export function draftsOf(db: Db, compact: string, state: 'entered' | 'refused' = 'entered', limit = 500) {
  return db
    .selectFrom('money_drafts')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('state', '=', state)
    .orderBy('entered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/**
 * Organisations of which one has to approve each draft, because nobody of them entered it; drafts of which one has are
 * not in the answer.
 */
export async function approversOf(
  db: Db,
  compact: string,
  drafts: readonly { id: string }[],
): Promise<ReadonlyMap<string, string[]>> {
  if (drafts.length === 0) return new Map()
  const { rows } = await sql<{ id: string; of: string[] }>`
    select d.id, array_agg(x.organisation order by x.organisation) as of
    from money_drafts d left join ledger_entries e on e.id = d.reverses,
      fund_behind(d.compact_id, coalesce(e.counts_as, d.kind), d.provider, d.receiver) x (organisation)
    where d.compact_id = ${compact} and d.id = any (${drafts.map(({ id }) => id)})
    group by d.id, d.entered_for having not d.entered_for = any (array_agg(x.organisation))`.execute(db)
  return new Map(rows.map(({ id, of }) => [id, of]))
}

/** Which entries are looked for; what is left out is not asked about. */
export type EntryFilter = {
  kind?: EntryKind | undefined
  /** A column of the money page: the very entries it is the sum of. */
  column?: LedgerColumn | undefined
  /** Counted as this kind: entries of it and their reversals. */
  counts?: Exclude<EntryKind, 'reversal'> | undefined
  contribution?: string | undefined
  line?: string | undefined
  component?: string | undefined
  year?: string | undefined
  tranche?: string | undefined
  award?: string | undefined
  party?: string | undefined
  from?: string | undefined
  to?: string | undefined
  onward?: boolean | undefined
}

/** Columns that the ledger fills on the money page. */
export const ledgerColumns = ['pledged', 'committed', 'disbursed', 'spent'] as const
export type LedgerColumn = (typeof ledgerColumns)[number]

const countedIn: Record<LedgerColumn, Exclude<EntryKind, 'reversal'>[]> = {
  pledged: ['pledge'],
  committed: ['commitment'],
  disbursed: ['disbursement', 'expenditure', 'refund'],
  spent: ['expenditure'],
}

/** Place in the order of the ledger: day, then number. */
export type EntryCursor = { date: string; number: number }

export type Entry = Awaited<ReturnType<typeof entriesOf>>[number]

/** Entries in the order of their days, the oldest first. */
export async function entriesOf(
  db: Db,
  compact: string,
  filter: EntryFilter = {},
  { after, limit }: { after?: EntryCursor | null; limit?: number } = {},
) {
  let query = filtered(db, compact, filter)
    .selectAll('ledger_entries')
    .select('fund_lines.component')
    .select('fund_lines.year')
    // Limits that it passed with a reason.
    .select(
      sql<string | null>`(select string_agg(x.rule, '; ' order by x.rule) from ledger_exceptions x
        where x.entry_id = ledger_entries.id)`.as('passed'),
    )
    .orderBy('ledger_entries.date')
    .orderBy('ledger_entries.number')
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('ledger_entries.date', 'ledger_entries.number'), '>', tuple(after.date, after.number)),
    )
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}

/** How much entries come to, by currency, up to and with a place in their order: the running balance there. */
export async function sumOf(
  db: Db,
  compact: string,
  filter: EntryFilter = {},
  until: EntryCursor | null = null,
): Promise<{ currency: string; minor: number; entries: number }[]> {
  let query = filtered(db, compact, filter)
    .select('ledger_entries.currency')
    .select(({ fn }) => fn.sum<string>('ledger_entries.minor').as('minor'))
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .groupBy('ledger_entries.currency')
    .orderBy('ledger_entries.currency')
  if (until !== null)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('ledger_entries.date', 'ledger_entries.number'), '<=', tuple(until.date, until.number)),
    )
  return (await query.execute()).map(({ minor, ...row }) => ({ ...row, minor: exact(minor) }))
}

function filtered(db: Db, compact: string, filter: EntryFilter) {
  let query = db
    .selectFrom('ledger_entries')
    .leftJoin('fund_lines', (join) =>
      join
        .onRef('fund_lines.compact_id', '=', 'ledger_entries.compact_id')
        .onRef('fund_lines.key', '=', 'ledger_entries.line'),
    )
    .where('ledger_entries.compact_id', '=', compact)
  const { kind, counts, contribution, line, component, year, tranche, award, party, from, to, onward } =
    filter
  if (filter.column !== undefined) {
    query = query.where('ledger_entries.counts_as', 'in', countedIn[filter.column])
    if (filter.column === 'disbursed') query = query.where('ledger_entries.onward', '=', false)
  }
  if (kind !== undefined) query = query.where('ledger_entries.kind', '=', kind)
  if (counts !== undefined) query = query.where('ledger_entries.counts_as', '=', counts)
  if (contribution !== undefined) query = query.where('ledger_entries.contribution', '=', contribution)
  // “none” is what no line was named for.
  if (line === 'none') query = query.where('ledger_entries.line', 'is', null)
  else if (line !== undefined) query = query.where('ledger_entries.line', '=', line)
  if (component === 'none') query = query.where('fund_lines.component', 'is', null)
  else if (component !== undefined) query = query.where(sql`fund_lines.component`, '=', component)
  if (year !== undefined) query = query.where('fund_lines.year', '=', year)
  if (tranche !== undefined) query = query.where('ledger_entries.tranche', '=', tranche)
  if (award !== undefined)
    query = query.where(({ eb, or }) =>
      or([
        eb('ledger_entries.award', '=', award),
        eb('ledger_entries.provider', '=', `award:${award}`),
        eb('ledger_entries.receiver', '=', `award:${award}`),
      ]),
    )
  if (party !== undefined)
    query = query.where(({ eb, or }) =>
      or([eb('ledger_entries.provider', '=', party), eb('ledger_entries.receiver', '=', party)]),
    )
  if (from !== undefined) query = query.where('ledger_entries.date', '>=', from)
  if (to !== undefined) query = query.where('ledger_entries.date', '<=', to)
  if (onward !== undefined) query = query.where('ledger_entries.onward', '=', onward)
  return query
}

/** What an entry does to what is committed and not yet paid. */
export function openEffect({
  counts_as,
  onward,
  minor,
}: Pick<Tables['ledger_entries'], 'counts_as' | 'onward' | 'minor'>): number {
  if (counts_as === 'commitment') return minor
  return countedIn.disbursed.includes(counts_as) && !onward ? -minor : 0
}

/** What entries leave committed and not yet paid, by currency, up to and with a place in their order. */
export async function openSumOf(
  db: Db,
  compact: string,
  filter: EntryFilter = {},
  until: EntryCursor | null = null,
) {
  const committed = await sumOf(db, compact, { ...filter, column: 'committed' }, until)
  const disbursed = await sumOf(db, compact, { ...filter, column: 'disbursed' }, until)
  const currencies = [...new Set([...committed, ...disbursed].map(({ currency }) => currency))].sort()
  const of = (sums: typeof committed, code: string) => sums.find(({ currency }) => currency === code)
  return {
    committed,
    disbursed,
    open: currencies.map((currency) => ({
      currency,
      minor: plus(of(committed, currency)?.minor ?? 0, -(of(disbursed, currency)?.minor ?? 0)),
      entries: Number(of(committed, currency)?.entries ?? 0) + Number(of(disbursed, currency)?.entries ?? 0),
    })),
  }
}

/** An entry with its postings, what it reverses and what reverses it, and the kept file it was read from. Throws NotFound. */
export async function findEntry(db: Db, compact: string, id: string) {
  const row = await db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('There is no such entry in this ledger')
  const [postings, reversedBy, exceptions, draft] = await Promise.all([
    db.selectFrom('ledger_postings').selectAll().where('entry_id', '=', id).orderBy('position').execute(),
    db.selectFrom('ledger_entries').select(['id', 'number']).where('reverses', '=', id).executeTakeFirst(),
    db.selectFrom('ledger_exceptions').selectAll().where('entry_id', '=', id).orderBy('rule').execute(),
    db.selectFrom('money_drafts').select('import').where('id', '=', row.draft_id).executeTakeFirst(),
  ])
  return { ...row, postings, reversedBy: reversedBy ?? null, exceptions, file: draft?.import ?? null }
}

export type Balance = {
  contribution: string
  stage: Tables['ledger_days']['stage']
  holder: string
  minor: number
}

/** What every account holds at the end of a day. */
export async function balancesOn(db: Db, compact: string, day: string): Promise<Balance[]> {
  const rows = await db
    .selectFrom('ledger_days')
    .select(['contribution', 'stage', 'holder'])
    .select(({ fn }) => fn.sum<string>('minor').as('minor'))
    .where('compact_id', '=', compact)
    .where('date', '<=', day)
    .groupBy(['contribution', 'stage', 'holder'])
    .orderBy('contribution')
    .orderBy('stage')
    .orderBy('holder')
    .execute()
  return rows.map(({ minor, ...row }) => ({ ...row, minor: exact(minor) }))
}

/**
 * Everything in which a ledger disagrees with itself, one line each; none in a sound one. Asked by
 * tests, after a restore, and by whoever wonders.
 */
export async function ledgerFaults(db: Db, compact: string): Promise<string[]> {
  const faults: string[] = []
  const { rows: unbalanced } = await sql<{ number: number; minor: string }>`
    select e.number, sum(p.minor)::text as minor from ledger_entries e join ledger_postings p on p.entry_id = e.id
    where e.compact_id = ${compact} group by e.number having sum(p.minor) <> 0`.execute(db)
  for (const { number, minor } of unbalanced) faults.push(`entry ${number} is off by ${minor}`)
  const { rows: bare } = await sql<{ number: number }>`
    select e.number from ledger_entries e where e.compact_id = ${compact}
      and (select count(*) from ledger_postings p where p.entry_id = e.id and p.currency = e.currency) < 2`.execute(
    db,
  )
  for (const { number } of bare) faults.push(`entry ${number} has fewer than two postings in its currency`)
  const { rows: days } = await sql<{ account: string; date: string }>`
    select coalesce(a.account, b.account) as account, coalesce(a.date, b.date) as date from (
      select concat_ws('/', p.contribution, p.stage, nullif(p.holder, '')) as account, e.date, sum(p.minor) as minor
      from ledger_postings p join ledger_entries e on e.id = p.entry_id where e.compact_id = ${compact} group by 1, 2) a
    full join (select concat_ws('/', contribution, stage, nullif(holder, '')) as account, date, minor::numeric
      from ledger_days where compact_id = ${compact}) b on b.account = a.account and b.date = a.date
    where a.minor is distinct from b.minor`.execute(db)
  for (const { account, date } of days) faults.push(`${account} on ${date} is not the sum of its postings`)
  return faults
}

/**
 * Every entry, release, award and decision about a condition of which the history of the compact knows nothing, or
 * another amount, one line each. The functions write money, and the program its history, in one transaction:
 * what stands in one alone was written past the program.
 */
export async function untold(db: Db, compact: string): Promise<string[]> {
  const { rows } = await sql<{ what: string; which: string }>`
    with told as materialized (select action, after::jsonb as said from events
      where record_kind = 'compact' and record_id = ${compact} and after is not null)
    select 'entry' as what, e.number::text as which from ledger_entries e where e.compact_id = ${compact}
      and e.id::text not in (select said->>'entry' from told where action = 'approved money' and said ? 'entry')
    union all select 'release', r.number::text from tranche_releases r where r.compact_id = ${compact}
      and r.id::text || '/' || r.minor not in (select concat_ws('/', said->>'release', said->>'minor') from told
        where action = 'released money')
    union all select 'decision about a condition', d.number::text from condition_determinations d where d.compact_id = ${compact}
      and d.id::text || '/' || d.condition not in (select concat_ws('/', said->>'id', said->>'condition') from told)
    union all select 'decision about a tranche', d.number::text from tranche_decisions d where d.compact_id = ${compact}
      and d.id::text || '/' || d.tranche not in (select concat_ws('/', said->>'id', said->>'tranche') from told
        where action in ('cancelled a tranche', 'deferred a tranche'))
    union all select 'award', a.key from awards a where a.compact_id = ${compact}
      and (a.id::text || '/' || a.minor not in (select concat_ws('/', said->>'id', said->>'minor') from told
          where action = 'recorded an award')
        or (a.state = 'agreed' and a.id::text not in (select said->>'id' from told where action = 'agreed to an award' and said ? 'id')))
    order by what, which`.execute(db)
  return rows.map(({ what, which }) => `${what} ${which} is not in the history of the compact`)
}

/** The same for every compact that has money, for `tp admin verify-history`. */
export async function untoldMoney(db: Db): Promise<{ record: string; what: string }[]> {
  const compacts = await db.selectFrom('fund_compacts').select('compact_id').orderBy('compact_id').execute()
  const found = []
  for (const { compact_id: id } of compacts)
    for (const what of await untold(db, id)) found.push({ record: `compact ${id}`, what })
  return found
}

/**
 * A sum of whole minor units as the database gives it. Exact up to 2^53, which no ledger comes to that was
 * written through its functions; what was written in another way is rounded beyond, so that every page of it can
 * still be read.
 */
export const exact = (sum: string | number | bigint): number => Number(sum)

/** Two amounts in whole minor units together, as exact as `exact` says. */
export const plus = (a: number, b: number): number => exact(BigInt(a) + BigInt(b))
