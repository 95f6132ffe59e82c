import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import type { Agreement, Side, Text } from './agreement.ts'
import { type Change, dayOf, type Trx, tell } from './change.ts'
import { faultsOfText } from './check.ts'
import { beginClosing, resume, wrongStep } from './closing.ts'
import { addDays, addYears, isDay } from './day.ts'
import type { CompactWiring } from './effects.ts'
import { elementsOf } from './elements.ts'
import { gapsOf } from './facts.ts'
import { CompactFault, GapsRemain } from './faults.ts'
import { draftTookEffect, dropDraft, endVersion, lockFrozen } from './signing.ts'
import { closingDayIn, isOver, passageTo, proposerIn } from './steps.ts'
import {
  agreementInForce,
  assertGovernment,
  assertOwnSide,
  assertReason,
  type CompactRow,
  lockCompact,
  lockManaged,
  partiesOf,
  sideOf,
  sidesOf,
  stepsOf,
  writeStep,
} from './store.ts'
import type { CompactState, Ground } from './tables.ts'

type Db = Kysely<Tables>

/**
 * Takes a compact to another state, and writes down by whom and why.
 *
 * States reached in another way have a function of their own: signed by the last signature,
 * in force and extended by `takeEffect`, suspended by `suspend` and back by `reinstate`.
 *
 * A compact is closed down early only when both sides want it: the first asks, and the compact stays
 * where it is (`beginClosing`). What one side proposed, the other begins to negotiate.
 *
 * Throws Conflict where no such step leads, GapsRemain for what is lacking, Unusable without a
 * reason where one is needed.
 */
export async function takeStep(
  trx: Trx,
  change: Change,
  wiring: CompactWiring,
  asked: {
    compact: string
    to: CompactState
    reason?: string | null
    /** Of a compact that is to be closed down: its last day. */
    lastDay?: string | null
  },
): Promise<CompactRow> {
  const { compact, to, reason = null, lastDay = null } = asked
  const row = await lockManaged(trx, compact)
  const parties = await partiesOf(trx, compact)
  assertGovernment(change, parties)
  const passage = passageTo(row.state, to)
  if (passage?.way === 'resumption') return resume(trx, change, { row, reason })
  if (passage?.way !== 'step') throw wrongStep(row.state, to)
  if (passage.reason) assertReason(reason)
  if (to === 'closing') return beginClosing(trx, change, wiring, { row, reason, lastDay })
  const steps = await stepsOf(trx, compact)
  const proposer = to === 'negotiating' ? proposerIn(steps) : null
  if (proposer !== null) assertOwnSide(change, parties, proposer === 'donor' ? 'partner' : 'donor')
  const last = to === 'closed' ? closingDayIn(steps) : null
  if (last !== null && last > dayOf(change)) throw new CompactFault('last day to come', { day: last })
  const own = sidesOf(change.standsFor, parties)
  const details = to === 'proposed' && own.length === 1 ? { side: own[0] } : {}
  if (to !== 'concept') {
    const step = to as 'proposed' | 'negotiating' | 'closed' | 'terminated'
    const gaps = await gapsOf(trx, wiring, { compact, step, today: dayOf(change) })
    if (gaps.length > 0) throw new GapsRemain(gaps)
  }
  if (isOver(to)) await dropDraft(trx, change, compact, reason)
  await trx.updateTable('compacts').set({ state: to }).where('id', '=', compact).execute()
  await writeStep(trx, change, { compact, from: row.state, to, reason, details })
  await tell(trx, change, {
    compact,
    action: 'took a step',
    before: { state: row.state },
    after: { state: to, ...(Object.keys(details).length === 0 ? {} : { details }) },
    reason,
  })
  return { ...row, state: to }
}

/**
 * Brings the signed text into effect on a day: the first text into force, an amendment in place
 * of what was. Other rooms follow in the same transaction (`wiring.effects`).
 *
 * An amendment that moves the end of the term makes the compact extended. Entry into force starts
 * the clock: on that day, or on the later one that the text names; never on a day after it, for then
 * less would be left of the term than both have signed.
 *
 * Throws Conflict before all have signed, Unusable for a day before the signatures, to come, or
 * after the term has begun.
 */
export async function takeEffect(
  trx: Trx,
  change: Change,
  wiring: CompactWiring,
  asked: { compact: string; on: string },
): Promise<{ version: number; state: CompactState }> {
  const { compact, on } = asked
  const { row, frozen, before } = await lockFrozen(trx, compact)
  assertGovernment(change, await partiesOf(trx, compact))
  const first = before === null
  if (
    isOver(row.state) ||
    (first ? row.state !== 'signed' && row.state !== 'negotiating' : row.state === 'closing')
  )
    throw wrongStep(row.state, first ? 'in force' : 'takes effect')
  const step = first ? 'in force' : 'takes effect'
  const today = dayOf(change)
  // What is no day is told below; the rules ask whether the text fits the day.
  const matter = { compact, today, ...(isDay(on) ? { on } : {}) }
  const gaps = [
    ...(await gapsOf(trx, wiring, { ...matter, step: 'takes effect' })),
    ...(first ? await gapsOf(trx, wiring, { ...matter, step }) : []),
  ]
  if (gaps.length > 0) throw new GapsRemain(gaps)
  const signed = await lastSignature(trx, compact, frozen.number)
  if (!isDay(on) || on > today || on < signed)
    throw new CompactFault('day unusable', { day: on.slice(0, 20), from: signed, to: today })

  const { agreement } = frozen
  if (first && agreement.term.begins !== null && on > agreement.term.begins)
    throw new CompactFault('entry late', { begins: agreement.term.begins, day: on })
  const { begins, ends } = termOf(agreement, row, on)
  const extended = !first && row.ends !== null && ends !== null && ends > row.ends
  const state = first ? 'in force' : extended && row.state !== 'suspended' ? 'extended' : row.state
  // First: the database lets a compact follow only what took effect, signed by all.
  await endVersion(trx, change, {
    compact,
    number: frozen.number,
    what: 'took effect',
    day: on,
    reason: null,
  })
  await trx
    .updateTable('compacts')
    .set({
      state,
      in_force_version: frozen.number,
      began_on: begins,
      ends_on: ends,
      // What two governments have agreed is for everybody to read.
      public_from: row.publicFrom === null ? change.at : new Date(row.publicFrom),
    })
    .where('id', '=', compact)
    .execute()
  // Pages kept in memory name and count compacts.
  await bumpDataVersion(trx)
  await draftTookEffect(trx, compact, frozen.amendment)
  await writeStep(trx, change, {
    compact,
    from: row.state,
    to: state,
    reason: null,
    details: { version: frozen.number, amendment: frozen.amendment, on, begins, ends, extended },
  })
  await tell(trx, change, {
    compact,
    action: 'brought a version into effect',
    before: { state: row.state, version: row.inForceVersion, ends: row.ends },
    after: { state, version: frozen.number, hash: frozen.hash, on, begins, ends },
  })
  for (const effect of wiring.effects)
    await effect(trx, {
      compact,
      version: frozen.number,
      agreement,
      before,
      on,
      at: change.at,
      actor: change.actor,
    })
  return { version: frozen.number, state }
}

/** Since when each of these compacts is in force: the day its first text took effect. The term may begin later. */
export async function inForceSince(db: Db, compacts: readonly string[]): Promise<Map<string, string>> {
  if (compacts.length === 0) return new Map()
  const rows = await db
    .selectFrom('compact_version_ends')
    .select((select) => ['compact_id', select.fn.min('on_day').as('day')])
    .where('compact_id', 'in', [...compacts])
    .where('what', '=', 'took effect')
    .groupBy('compact_id')
    .execute()
  return new Map(rows.flatMap(({ compact_id, day }) => (day === null ? [] : [[compact_id, day]])))
}

async function lastSignature(trx: Trx, compact: string, version: number): Promise<string> {
  const { at } = await trx
    .selectFrom('compact_signatures')
    .select((select) => select.fn.max('at').as('at'))
    .where('compact_id', '=', compact)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return at === null ? '' : new Date(at).toISOString().slice(0, 10)
}

/** From the text where it says so, else counted from the day of entry into force. */
function termOf({ term }: Agreement, row: CompactRow, on: string): { begins: string; ends: string | null } {
  const begins = row.begins ?? term.begins ?? on
  if (term.ends !== null) return { begins, ends: term.ends }
  return { begins, ends: term.years === null ? row.ends : addDays(addYears(begins, term.years), -1) }
}

/** Makes a compact readable for everybody before it is in force: while it is negotiated, say. */
export async function makePublic(
  trx: Trx,
  change: Change,
  asked: { compact: string; reason?: string | null },
): Promise<void> {
  const row = await lockCompact(trx, asked.compact)
  assertGovernment(change, await partiesOf(trx, asked.compact))
  if (row.publicFrom !== null) return
  await trx.updateTable('compacts').set({ public_from: change.at }).where('id', '=', asked.compact).execute()
  await bumpDataVersion(trx)
  await tell(trx, change, {
    compact: asked.compact,
    action: 'made the compact public',
    before: { public: false },
    after: { public: true },
    reason: asked.reason ?? null,
  })
}

/* ---- suspension */

export type Correction = {
  id: string
  text: string
  /** Evidence as it was brought last, when and by whom; the side that suspended has still to confirm it. */
  evidence: string | null
  brought: string | null
  broughtBy: string | null
  /** When the side that suspended confirmed it. */
  corrected: string | null
  correctedBy: string | null
}
export type Suspension = {
  id: string
  whole: boolean
  /** Keys of objectives and initiatives; empty when the whole is suspended. */
  elements: string[]
  ground: Ground
  reason: string
  /** Which side suspended: it confirms what is corrected, and reinstates. */
  side: Side | null
  began: string
  by: string | null
  ended: string | null
  endReason: string | null
  /** Conditions each of which must be corrected before it ends. */
  conditions: Correction[]
}

/** Every suspension there was, oldest first. */
export async function suspensionsOf(db: Db, compact: string): Promise<Suspension[]> {
  const rows = await db
    .selectFrom('compact_suspensions')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('began')
    .orderBy('id')
    .execute()
  const corrections =
    rows.length === 0
      ? []
      : await db
          .selectFrom('compact_corrections')
          .selectAll()
          .where(
            'suspension_id',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('position')
          .execute()
  return rows.map((row) => ({
    id: row.id,
    whole: row.whole,
    elements: row.elements,
    ground: row.ground,
    reason: row.reason,
    side: row.side,
    began: row.began.toISOString(),
    by: row.began_by,
    ended: row.ended?.toISOString() ?? null,
    endReason: row.end_reason,
    conditions: corrections
      .filter(({ suspension_id }) => suspension_id === row.id)
      .map((each) => ({
        id: each.id,
        text: each.text,
        evidence: each.evidence,
        brought: each.brought?.toISOString() ?? null,
        broughtBy: each.brought_by,
        corrected: each.corrected?.toISOString() ?? null,
        correctedBy: each.corrected_by,
      })),
  }))
}

/**
 * What is suspended now: all, or these keys of objectives and initiatives; an empty list for
 * nothing. For rooms that do not let money go, or ask for no report, meanwhile.
 */
export async function suspendedNow(db: Db, compact: string): Promise<'all' | string[]> {
  const rows = await db
    .selectFrom('compact_suspensions')
    .select(['whole', 'elements'])
    .where('compact_id', '=', compact)
    .where('ended', 'is', null)
    .execute()
  if (rows.some(({ whole }) => whole)) return 'all'
  return [...new Set(rows.flatMap(({ elements }) => elements))].sort()
}

/**
 * Suspends a compact, or some of its objectives and initiatives (22 U.S.C. 7103a(d): in whole or in
 * part). `conditions` are what must be corrected, each by itself, before it is reinstated by the side
 * that suspended.
 */
export async function suspend(
  trx: Trx,
  change: Change,
  asked: {
    compact: string
    elements: 'all' | readonly string[]
    ground: Ground
    reason: string
    conditions: readonly string[]
  },
): Promise<{ id: string }> {
  const { compact, elements, ground, reason, conditions } = asked
  assertReason(reason)
  for (const condition of conditions) assertReason(condition)
  const row = await lockManaged(trx, compact)
  const side = sideOf(change, await partiesOf(trx, compact))
  if (row.state !== 'in force' && row.state !== 'extended') {
    if (row.state === 'suspended') throw new CompactFault('already suspended')
    throw wrongStep(row.state, 'suspended')
  }
  if (conditions.length === 0)
    throw new CompactFault('reason needed', {}, 'en', [
      {
        place: 'conditions',
        message: 'A suspension names what must be corrected; without that nobody knows how it ends.',
        remedy: 'Name at least one condition.',
      },
    ])
  const whole = elements === 'all'
  const keys = whole ? [] : [...new Set(elements)].sort()
  if (!whole) await assertElements(trx, compact, keys)
  const id = v7()
  await trx
    .insertInto('compact_suspensions')
    .values({
      id,
      compact_id: compact,
      whole,
      elements: JSON.stringify(keys),
      ground,
      reason,
      side,
      began: change.at,
      began_by: change.actor.person,
      ended: null,
      ended_by: null,
      end_reason: null,
    })
    .execute()
  await trx
    .insertInto('compact_corrections')
    .values(
      conditions.map((text, index) => ({
        id: v7(),
        suspension_id: id,
        position: index + 1,
        text,
        brought: null,
        brought_by: null,
        evidence: null,
        corrected: null,
        corrected_by: null,
      })),
    )
    .execute()
  if (whole) await moveTo(trx, change, row, 'suspended', reason, { suspension: id })
  await tell(trx, change, {
    compact,
    action: whole ? 'suspended in whole' : 'suspended in part',
    before: { state: row.state },
    after: {
      state: whole ? 'suspended' : row.state,
      suspension: id,
      elements: keys,
      ground,
      side,
      conditions,
    },
    reason,
  })
  return { id }
}

async function assertElements(trx: Trx, compact: string, keys: readonly string[]): Promise<void> {
  const inForce = await agreementInForce(trx, compact)
  const known = new Set(
    [...elementsOf(inForce?.agreement as Agreement)]
      .filter(({ collection }) => collection === 'objectives' || collection === 'initiatives')
      .map(({ key }) => key),
  )
  const unknown = keys.find((key) => !known.has(key))
  if (unknown !== undefined || keys.length === 0)
    throw new CompactFault('no element', { place: unknown?.slice(0, 40) ?? '' })
  const open = (await suspensionsOf(trx, compact)).filter(({ ended }) => ended === null)
  if (keys.some((key) => open.some(({ elements }) => elements.includes(key))))
    throw new CompactFault('already suspended')
}

async function moveTo(
  trx: Trx,
  change: Change,
  row: CompactRow,
  to: CompactState,
  reason: string | null,
  details: Record<string, unknown>,
): Promise<void> {
  await trx.updateTable('compacts').set({ state: to }).where('id', '=', row.id).execute()
  await writeStep(trx, change, { compact: row.id, from: row.state, to, reason, details })
}

/**
 * Brings evidence that one condition of a suspension is corrected. Either government may; what is
 * brought later takes its place until it is confirmed.
 */
export async function bringCorrection(
  trx: Trx,
  change: Change,
  asked: { compact: string; suspension: string; condition: string; evidence: string },
): Promise<void> {
  const { compact, suspension, condition, evidence } = asked
  assertReason(evidence)
  await lockManaged(trx, compact)
  assertGovernment(change, await partiesOf(trx, compact))
  const { open } = await openCondition(trx, asked)
  await trx
    .updateTable('compact_corrections')
    .set({ brought: change.at, brought_by: change.actor.person, evidence })
    .where('id', '=', condition)
    .execute()
  await tell(trx, change, {
    compact,
    action: 'brought evidence of a correction',
    before: { suspension, condition, text: open.text, evidence: open.evidence },
    after: { suspension, condition, evidence },
  })
}

/**
 * Confirms, for the side that suspended, that a condition is corrected. `brought` is the moment of the
 * evidence that was read; somebody else has brought it. Throws Fault 403 for the other side and for who brought it
 * themselves, Conflict while nothing, or something else, is brought.
 */
export async function confirmCorrection(
  trx: Trx,
  change: Change,
  asked: { compact: string; suspension: string; condition: string; brought: string },
): Promise<void> {
  const { compact, suspension, condition, brought } = asked
  await lockManaged(trx, compact)
  const parties = await partiesOf(trx, compact)
  assertGovernment(change, parties)
  const { found, open } = await openCondition(trx, asked)
  assertSuspended(change, parties, found)
  if (open.brought === null || open.brought !== brought) throw new CompactFault('evidence moved')
  if (change.actor.as === 'person' && open.broughtBy === change.actor.person)
    throw new CompactFault('own evidence')
  await trx
    .updateTable('compact_corrections')
    .set({ corrected: change.at, corrected_by: change.actor.person })
    .where('id', '=', condition)
    .execute()
  await tell(trx, change, {
    compact,
    action: 'corrected a condition',
    before: { suspension, condition, text: open.text },
    after: { suspension, condition, evidence: open.evidence },
  })
}

async function openCondition(
  db: Db,
  { compact, suspension, condition }: { compact: string; suspension: string; condition: string },
): Promise<{ found: Suspension; open: Correction }> {
  const found = await openSuspension(db, compact, suspension)
  const open = found.conditions.find(({ id, corrected }) => id === condition && corrected === null)
  if (open === undefined) throw new CompactFault('no suspension')
  return { found, open }
}

/** Who was suspended does not say that all is well again: that is for the side that suspended. */
function assertSuspended(
  change: Change,
  parties: Awaited<ReturnType<typeof partiesOf>>,
  { side }: Suspension,
): void {
  if (side !== null) assertOwnSide(change, parties, side)
}

async function openSuspension(db: Db, compact: string, id: string): Promise<Suspension> {
  const found = (await suspensionsOf(db, compact)).find((each) => each.id === id && each.ended === null)
  if (found === undefined) throw new CompactFault('no suspension')
  return found
}

/**
 * Ends a suspension, for the side that suspended, once every condition of it is corrected; the compact
 * stands where it stood before. Throws Fault 403 for the other side.
 */
export async function reinstate(
  trx: Trx,
  change: Change,
  wiring: CompactWiring,
  asked: { compact: string; suspension: string; reason: string },
): Promise<{ state: CompactState }> {
  const { compact, suspension, reason } = asked
  assertReason(reason)
  const row = await lockManaged(trx, compact)
  const parties = await partiesOf(trx, compact)
  assertGovernment(change, parties)
  const found = await openSuspension(trx, compact, suspension)
  assertSuspended(change, parties, found)
  if (isOver(row.state)) throw wrongStep(row.state, 'in force')
  const left = found.conditions.filter(({ corrected }) => corrected === null).length
  const gaps = (await gapsOf(trx, wiring, { compact, step: 'reinstated', today: dayOf(change) })).filter(
    ({ code }) => code !== 'correction-open',
  )
  // Others may be suspended for other reasons; this one is judged by its own conditions.
  if (left > 0)
    gaps.push({ place: 'suspensions', section: null, code: 'correction-open', values: { count: left } })
  if (gaps.length > 0) throw new GapsRemain(gaps)
  await trx
    .updateTable('compact_suspensions')
    .set({ ended: change.at, ended_by: change.actor.person, end_reason: reason })
    .where('id', '=', suspension)
    .execute()
  let state = row.state
  if (found.whole && row.state === 'suspended') {
    state = await stateBefore(trx, row)
    await moveTo(trx, change, row, state, reason, { suspension })
  }
  await tell(trx, change, {
    compact,
    action: 'ended a suspension',
    before: { state: row.state, suspension },
    after: { state },
    reason,
  })
  return { state }
}

/** Where it stood when it was suspended; extended, if its term was moved since. */
async function stateBefore(trx: Trx, row: CompactRow): Promise<CompactState> {
  const steps = await stepsOf(trx, row.id)
  const suspended = steps.findLast(({ from, to }) => to === 'suspended' && from !== 'suspended')
  const moved = steps.some(
    ({ seq, from, to, details }) =>
      seq > (suspended?.seq ?? 0) && from === 'suspended' && to === 'suspended' && details.extended === true,
  )
  return moved || suspended?.from === 'extended' ? 'extended' : 'in force'
}

/* ---- closing */

export type Lesson = { id: string; about: string | null; text: Text; at: string; by: string | null }

/** What was learned, for those who do the next one. */
export async function lessonsOf(db: Db, compact: string): Promise<Lesson[]> {
  const rows = await db
    .selectFrom('compact_lessons')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, about, text, at, by }) => ({ id, about, text, at: at.toISOString(), by }))
}

/** Records a lesson; `about` is the key of an objective or initiative, or null for the compact as a whole. */
export async function recordLesson(
  trx: Trx,
  change: Change,
  asked: { compact: string; about: string | null; text: Text },
): Promise<{ id: string }> {
  const { compact, about, text } = asked
  const faults = faultsOfText(text)
  if (faults.length > 0) throw new CompactFault('part unusable', {}, 'en', faults)
  assertReason(Object.values(text).join(' '))
  const row = await lockManaged(trx, compact)
  assertGovernment(change, await partiesOf(trx, compact))
  if (row.inForceVersion === null || row.state === 'closed') throw wrongStep(row.state, 'lessons')
  const inForce = await agreementInForce(trx, compact)
  if (about !== null && ![...elementsOf(inForce?.agreement as Agreement)].some(({ key }) => key === about))
    throw new CompactFault('no element', { place: about.slice(0, 40) })
  const id = v7()
  await trx
    .insertInto('compact_lessons')
    .values({
      id,
      compact_id: compact,
      about,
      text: JSON.stringify(text),
      at: change.at,
      by: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'recorded a lesson',
    before: null,
    after: { lesson: id, about, text },
  })
  return { id }
}
