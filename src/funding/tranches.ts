import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Condition, Money, Tranche } from '../compacts/agreement.ts'
import { groupsOf, speaksAsGroup, tellFor } from '../compacts/as-group.ts'
import { type Change, type Trx, tell } from '../compacts/change.ts'
import { NotFound } from '../house/errors.ts'
import { refusing } from './faults.ts'
import { type Db, personBehind } from './ledger.ts'
import { type ConditionAct, isNamed, type TrancheAct } from './tables.ts'
import { stoppedBy } from './tranche-stops.ts'

export type ConditionActValues = {
  tranche: string
  condition: string
  act: ConditionAct
  /** Needed for all but evidence and “satisfied”; public. */
  reason: string | null
  /** Until when a deferral lasts. */
  until: string | null
  /** What shows it: a kept document by its SHA-256, or an address. */
  document: string | null
  url: string | null
  /** As what a condition is waived or said not to apply: “Ambassador”. */
  capacity: string | null
}

const said: Record<ConditionAct, string> = {
  evidence: 'brought evidence',
  satisfied: 'found a condition satisfied',
  'not satisfied': 'found a condition not satisfied',
  'not applicable': 'said that a condition does not apply',
  deferred: 'deferred a condition',
  waived: 'waived a condition',
}

/**
 * Writes evidence, a finding, a deferral or a waiver about a condition. Nothing written before
 * is changed; the last word counts. Throws MoneyFault.
 */
export async function actOnCondition(
  trx: Trx,
  change: Change,
  compact: string,
  values: ConditionActValues,
): Promise<string> {
  const id = uuid()
  const person = personBehind(change)
  const { tranche, condition, act, ...details } = values
  await refusing(() =>
    sql`select condition_act(${id}, ${compact}, ${tranche}, ${condition}, ${act}, ${person.by}, ${person.for}, ${change.at},
      ${JSON.stringify(details)}::jsonb)`.execute(trx),
  )
  // What a survivors’ group brings is the group’s; who of it brought it is for those who audit.
  const group = act === 'evidence' && (await speaksAsGroup(trx, change, compact, person.for))
  await tellFor(trx, change, {
    compact,
    action: said[act],
    before: null,
    after: { id, tranche, condition, ...details, ...(group ? { organisation: person.for } : {}) },
    reason: values.reason,
    group,
    own: id,
  })
  return id
}

/**
 * Cancels what of a tranche is not released, or puts it off until a day: on the word of a signatory of the donor’s
 * side, with a reason, both public. What is cancelled is paid in no other way. Throws MoneyFault.
 */
export async function decideOnTranche(
  trx: Trx,
  change: Change,
  compact: string,
  values: {
    tranche: string
    act: TrancheAct
    until: string | null
    reason: string | null
    capacity: string | null
  },
): Promise<string> {
  const id = uuid()
  const person = personBehind(change)
  const { tranche, act, ...details } = values
  await refusing(() =>
    sql`select tranche_act(${id}, ${compact}, ${tranche}, ${act}, ${person.by}, ${person.for}, ${change.at},
      ${JSON.stringify(details)}::jsonb)`.execute(trx),
  )
  await tell(trx, change, {
    compact,
    action: act === 'cancelled' ? 'cancelled a tranche' : 'deferred a tranche',
    before: null,
    after: { id, tranche, ...details },
    reason: values.reason,
  })
  return id
}

/** Asks for money of a tranche to be let go. Answers the id of the request. Throws MoneyFault. */
export async function askForRelease(
  trx: Trx,
  change: Change,
  compact: string,
  asked: { tranche: string; minor: number; note: string; exception: string | null },
): Promise<string> {
  const id = uuid()
  const person = personBehind(change)
  const { tranche, minor, note, exception } = asked
  await refusing(() =>
    sql`select tranche_ask(${id}, ${compact}, ${tranche}, ${minor}, ${note}, ${exception}, ${person.by}, ${person.for},
      ${change.at})`.execute(trx),
  )
  await tell(trx, change, { compact, action: 'asked for a release', before: null, after: { id, ...asked } })
  return id
}

/**
 * Lets money go, or refuses to. The same for page, API and command: the database asks for a second
 * person of the donor’s side and for every condition, whoever calls. Throws MoneyFault.
 */
export async function decideOnRelease(
  trx: Trx,
  change: Change,
  compact: string,
  request: string,
  verdict: 'released' | 'refused',
  reason: string | null,
): Promise<{ release: string | null }> {
  const { tranche, minor } = await requestOf(trx, compact, request)
  const release = verdict === 'released' ? uuid() : null
  const person = personBehind(change)
  await refusing(() =>
    sql`select tranche_decide(${request}, ${release}, ${verdict}, ${person.by}, ${person.for}, ${reason}, ${change.at})`.execute(
      trx,
    ),
  )
  await tell(trx, change, {
    compact,
    action: verdict === 'released' ? 'released money' : 'refused a release',
    before: { request, tranche, minor },
    after: { request, tranche, minor, release },
    reason,
  })
  return { release }
}

/** A request of this compact. Throws NotFound. */
export async function requestOf(db: Db, compact: string, id: string) {
  const row = await db
    .selectFrom('tranche_requests')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('There is no such request for a release')
  return row
}

/** What was last found about a condition, as far as it counts now; `none` when nothing was. */
export type ConditionState = Exclude<ConditionAct, 'evidence'> | 'none'

export type BoardCondition = {
  /** Tranche it stands in: an ongoing one of an earlier tranche goes on holding the later ones. */
  tranche: string
  key: string
  content: Condition
  state: ConditionState
  /** Whether it keeps money back now. */
  open: boolean
  /** What it keeps back while it is open; null for the whole tranche. */
  holds: Money | null
  /** Day by which something is due: that of the deferral, else that of the agreement; null for none. */
  due: string | null
  /** Days from today until then; negative when it is past. Null without a day, or when nothing is open. */
  daysLeft: number | null
  /** Who acts next: the party that brings evidence, or the one that judges. Null when nothing is to do. */
  next: { party: string; what: 'bring evidence' | 'judge' } | null
  acts: BoardAct[]
}

export type BoardAct = {
  id: string
  number: number
  act: ConditionAct
  reason: string | null
  until: string | null
  document: string | null
  url: string | null
  capacity: string | null
  /** Null for what a survivors’ group brought: that is the group’s. */
  by: string | null
  organisation: string
  at: string
  /** Whether it was written in the present round and about the present words. */
  counts: boolean
  /** Of evidence: whether the condition can be found satisfied on it, by who brought it. */
  shows: boolean
}

/** Who let a condition go or put it off answers for it by name. */
export const namedInPublic = (acts: readonly BoardAct[]) =>
  acts.flatMap(({ act, by }) => (by !== null && isNamed(act) ? [by] : []))

export type BoardTranche = {
  key: string
  content: Tranche
  contribution: string
  amount: Money
  planned: string
  conditions: BoardCondition[]
  released: Money
  paid: Money
  /** Released and not yet paid out. */
  unpaid: Money
  /** What could be released now. */
  releasable: Money
  state: 'released' | 'partly released' | 'can be released' | 'waits' | 'cancelled' | 'deferred'
  /** What a signatory of the donor’s side decided about it, oldest first. */
  decisions: TrancheDecision[]
  request: {
    id: string
    minor: number
    note: string
    exception: string | null
    by: string
    organisation: string
    at: string
  } | null
  releases: {
    id: string
    number: number
    minor: number
    by: string
    organisation: string
    askedBy: string
    at: string
    reason: string | null
  }[]
}

export type TrancheDecision = {
  id: string
  act: TrancheAct
  until: string | null
  /** What was not released when it was cancelled; null for a deferral. */
  freed: Money | null
  reason: string
  capacity: string | null
  by: string
  organisation: string
  at: string
}

/** Tranches in the order they are planned, with what must hold before money moves. */
export async function boardOf(db: Db, compact: string, today: string): Promise<BoardTranche[]> {
  const tranches = await db
    .selectFrom('fund_tranches')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('ended_version', 'is', null)
    .orderBy('planned')
    .orderBy('key')
    .execute()
  if (tranches.length === 0) return []
  const { rows: states } = await sql<{
    of: string
    tranche: string
    condition: string
    state: ConditionState
    open: boolean
    holds: number | null
    begins: number
  }>`select t.key as of, c.*, fund_round_begins(t.compact_id, c.tranche, c.condition) as begins
    from fund_tranches t, fund_conditions_of(t.compact_id, t.key) c
    where t.compact_id = ${compact} and t.ended_version is null`.execute(db)
  const { rows: sums } = await sql<{ key: string; releasable: number; paid: number }>`
    select key, fund_releasable(compact_id, key) as releasable, fund_paid(compact_id, key) as paid
    from fund_tranches where compact_id = ${compact} and ended_version is null`.execute(db)
  const [decided, conditions, acts, releases, requests] = await Promise.all([
    db
      .selectFrom('tranche_decisions')
      .selectAll()
      .where('compact_id', '=', compact)
      .orderBy('number')
      .execute(),
    db.selectFrom('fund_conditions').selectAll().where('compact_id', '=', compact).execute(),
    db
      .selectFrom('condition_determinations')
      .selectAll()
      .where('compact_id', '=', compact)
      .orderBy('number')
      .execute(),
    db
      .selectFrom('tranche_releases')
      .selectAll()
      .where('compact_id', '=', compact)
      .orderBy('number')
      .execute(),
    db
      .selectFrom('tranche_requests')
      .selectAll()
      .where('compact_id', '=', compact)
      .where('state', '=', 'open')
      .execute(),
  ])
  const groups = await groupsOf(db, compact)
  const { rows: evidence } = await sql<{ id: string }>`
    select d.id from condition_determinations d join fund_conditions c
      on c.compact_id = d.compact_id and c.tranche = d.tranche and c.key = d.condition
    where d.compact_id = ${compact} and d.act = 'evidence'
      and fund_is_evidence(c.compact_id, c.content->>'from', c.verifier, d.by_for)`.execute(db)
  const showing = new Set(evidence.map(({ id }) => id))

  return tranches.map((tranche) => {
    const { key, currency } = tranche
    const own = releases.filter((release) => release.tranche === key)
    const released = own.reduce((sum, { minor }) => sum + minor, 0)
    const { releasable = 0, paid = 0 } = sums.find((sum) => sum.key === key) ?? {}
    const request = requests.find((each) => each.tranche === key)
    const money = (minor: number): Money => ({ minor, currency })
    const decisions = decided
      .filter((each) => each.tranche === key)
      .map(
        ({ id, act, until, freed_minor, reason, capacity, by, by_for, at }): TrancheDecision => ({
          id,
          act,
          until,
          freed: freed_minor === null ? null : money(freed_minor),
          reason,
          capacity,
          by,
          organisation: by_for,
          at: at.toISOString(),
        }),
      )
    // What was cancelled stays so, also once a text lowers it to what was released.
    const stopped =
      released >= tranche.minor && !decisions.some(({ act }) => act === 'cancelled')
        ? null
        : stoppedBy(decisions, today)
    return {
      key,
      content: tranche.content,
      contribution: tranche.contribution,
      amount: money(tranche.minor),
      planned: tranche.planned,
      conditions: states
        .filter(({ of }) => of === key)
        .flatMap((row) => {
          const found = conditions.find((each) => each.tranche === row.tranche && each.key === row.condition)
          if (found === undefined) return []
          const theirs = acts
            .filter((act) => act.tranche === row.tranche && act.condition === row.condition)
            .map((act) => ({
              id: act.id,
              number: act.number,
              act: act.act,
              reason: act.reason,
              until: act.until,
              document: act.document,
              url: act.url,
              capacity: act.capacity,
              by: act.act === 'evidence' && groups.has(act.by_for) ? null : act.by,
              organisation: act.by_for,
              at: act.at.toISOString(),
              counts: act.number > row.begins,
              shows: act.act !== 'evidence' || showing.has(act.id),
            }))
          const condition = conditionOnBoard(found.content, row, theirs, money, today)
          // Nobody brings or judges anything for a tranche that is cancelled.
          return [stopped?.act === 'cancelled' ? { ...condition, daysLeft: null, next: null } : condition]
        }),
      released: money(released),
      paid: money(paid),
      unpaid: money(Math.max(0, released - paid)),
      releasable: money(stopped === null ? releasable : 0),
      decisions,
      state:
        stopped !== null
          ? stopped.act
          : released >= tranche.minor
            ? ('released' as const)
            : released > 0
              ? ('partly released' as const)
              : releasable > 0
                ? ('can be released' as const)
                : ('waits' as const),
      request:
        request === undefined
          ? null
          : {
              id: request.id,
              minor: request.minor,
              note: request.note,
              exception: request.exception,
              by: request.asked_by,
              organisation: request.asked_for,
              at: request.asked_at.toISOString(),
            },
      releases: own.map((release) => ({
        id: release.id,
        number: release.number,
        minor: release.minor,
        by: release.released_by,
        organisation: release.released_for,
        askedBy: release.asked_by,
        at: release.at.toISOString(),
        reason: release.reason,
      })),
    }
  })
}

function conditionOnBoard(
  content: Condition,
  row: { tranche: string; condition: string; state: ConditionState; open: boolean; holds: number | null },
  acts: BoardAct[],
  money: (minor: number) => Money,
  today: string,
): BoardCondition {
  const deferral = acts.findLast(({ act, counts }) => counts && act === 'deferred')
  const due = row.state === 'deferred' ? (deferral?.until ?? content.due) : content.due
  const brought =
    acts.findLast(({ act, counts, shows }) => counts && shows && act !== 'deferred')?.act === 'evidence'
  return {
    tranche: row.tranche,
    key: row.condition,
    content,
    state: row.state,
    open: row.open,
    holds: row.holds === null ? null : money(row.holds),
    due,
    daysLeft: row.open && due !== null ? daysBetween(today, due) : null,
    next: !row.open
      ? null
      : brought
        ? { party: content.verifier, what: 'judge' }
        : { party: content.from, what: 'bring evidence' },
    acts,
  }
}

/** Days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** One tranche of the board. Throws NotFound. */
export async function trancheOf(db: Db, compact: string, key: string, today: string): Promise<BoardTranche> {
  const found = (await boardOf(db, compact, today)).find((tranche) => tranche.key === key)
  if (found === undefined) throw new NotFound('This compact has no such tranche')
  return found
}
