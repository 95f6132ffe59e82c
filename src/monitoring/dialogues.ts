import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { type Change, dayOf, type Trx, tell } from '../compacts/change.ts'
import { agreementInForce } from '../compacts/store.ts'
import type { Tables } from '../house/database.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { sha256 } from '../house/history/event.ts'
import { assertReported } from './asked.ts'
import { MonitoringFault } from './faults.ts'
import { isDay } from './periods.ts'
import { type Results, resultsOf } from './results.ts'
import type { LastPayment } from './terms.ts'
import './tables.ts'

type Db = Kysely<Tables>

/*
 * The yearly dialogue of the parties, as GAO-23-105390 asks for it: its indicators are named
 * beforehand, all speak of the same frozen figures, and what was decided is followed up.
 */

export type Dialogue = {
  id: string
  compact: string
  heldOn: string
  /** Null while they are not fixed. */
  indicators: string[] | null
  fixedAt: string | null
  /** SHA-256 of the frozen data; null while it is not frozen. */
  packHash: string | null
  frozenAt: string | null
  /** When its record was closed. */
  heldAt: string | null
}

export type DialoguePoint = {
  id: string
  indicator: string | null
  said: string
  decision: string | null
  at: string
}
export type DialogueAction = {
  id: string
  text: string
  party: string
  due: string
  doneOn: string | null
  doneNote: string | null
}

/** What was on the table: figures as everybody may see them, of the indicators that were named. */
export type DataPack = { dialogue: string; heldOn: string; results: Results }

function dialogueFrom(row: Tables['dialogues']): Dialogue {
  return {
    id: row.id,
    compact: row.compact_id,
    heldOn: row.held_on,
    indicators: row.indicators === null ? null : (JSON.parse(row.indicators) as string[]),
    fixedAt: row.fixed_at?.toISOString() ?? null,
    packHash: row.pack_hash,
    frozenAt: row.frozen_at?.toISOString() ?? null,
    heldAt: row.held_at?.toISOString() ?? null,
  }
}

export async function dialoguesOf(db: Db, compact: string): Promise<Dialogue[]> {
  const rows = await db
    .selectFrom('dialogues')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('held_on')
    .orderBy('id')
    .execute()
  return rows.map(dialogueFrom)
}

/** One dialogue of a compact with its points and actions. Throws NotFound. */
export async function findDialogue(
  db: Db,
  compact: string,
  id: string,
): Promise<Dialogue & { points: DialoguePoint[]; actions: DialogueAction[]; pack: DataPack | null }> {
  const row = await db
    .selectFrom('dialogues')
    .selectAll()
    .where('id', '=', id)
    .where('compact_id', '=', compact)
    .executeTakeFirst()
  if (row === undefined) throw new MonitoringFault('no dialogue')
  const points = await db
    .selectFrom('dialogue_points')
    .selectAll()
    .where('dialogue_id', '=', id)
    .orderBy('id')
    .execute()
  const actions = await db
    .selectFrom('dialogue_actions')
    .selectAll()
    .where('dialogue_id', '=', id)
    .orderBy('due')
    .orderBy('id')
    .execute()
  return {
    ...dialogueFrom(row),
    pack: row.pack === null ? null : (JSON.parse(row.pack) as DataPack),
    points: points.map(({ id: point, indicator, said, decision, at }) => ({
      id: point,
      indicator,
      said,
      decision,
      at: at.toISOString(),
    })),
    actions: actions.map((action) => ({
      id: action.id,
      text: action.text,
      party: action.party,
      due: action.due,
      doneOn: action.done_on,
      doneNote: action.done_note,
    })),
  }
}

/** Indicators of which the record of a dialogue says what was said. */
export async function discussedIn(db: Db, compact: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('dialogue_points')
    .innerJoin('dialogues', 'dialogues.id', 'dialogue_points.dialogue_id')
    .select(['dialogue_id', 'indicator'])
    .where('dialogues.compact_id', '=', compact)
    .execute()
  const found = new Map<string, string[]>()
  for (const { dialogue_id, indicator } of rows)
    if (indicator !== null) found.set(dialogue_id, [...(found.get(dialogue_id) ?? []), indicator])
  return found
}

async function lockDialogue(trx: Trx, compact: string, id: string): Promise<Dialogue> {
  await assertReported(trx, compact)
  const row = await trx
    .selectFrom('dialogues')
    .selectAll()
    .where('id', '=', id)
    .where('compact_id', '=', compact)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new MonitoringFault('no dialogue')
  return dialogueFrom(row)
}

async function inForce(trx: Trx, compact: string) {
  await assertReported(trx, compact)
  const found = await agreementInForce(trx, compact)
  if (found === null) throw new MonitoringFault('not in force')
  return found.agreement
}

/** Plans a dialogue for a day that is still to come. */
export async function planDialogue(
  trx: Trx,
  change: Change,
  { compact, heldOn }: { compact: string; heldOn: string },
): Promise<string> {
  await inForce(trx, compact)
  if (!isDay(heldOn)) throw new MonitoringFault('day impossible', { typed: heldOn })
  if (heldOn <= dayOf(change)) throw new MonitoringFault('fixed too late', { day: heldOn })
  const id = v7()
  await trx
    .insertInto('dialogues')
    .values({
      id,
      compact_id: compact,
      held_on: heldOn,
      made: change.at,
      made_by: change.actor.person,
      indicators: null,
      fixed_at: null,
      fixed_by: null,
      pack: null,
      pack_hash: null,
      frozen_at: null,
      frozen_by: null,
      held_at: null,
      held_by: null,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'planned a dialogue',
    before: null,
    after: { dialogue: id, heldOn },
  })
  return id
}

/** Names the indicators it will be about. Throws Conflict on the day itself and after: then it would be too late. */
export async function fixIndicators(
  trx: Trx,
  change: Change,
  { compact, dialogue, indicators }: { compact: string; dialogue: string; indicators: readonly string[] },
): Promise<void> {
  const { fixedAt, heldOn } = await lockDialogue(trx, compact, dialogue)
  if (fixedAt !== null) throw new MonitoringFault('fixed already')
  if (dayOf(change) >= heldOn) throw new MonitoringFault('fixed too late', { day: heldOn })
  const known = new Set((await inForce(trx, compact)).indicators.map(({ key }) => key))
  const chosen = [...new Set(indicators)].sort()
  const strange = chosen.find((key) => !known.has(key))
  if (strange !== undefined) throw new MonitoringFault('indicator unknown', { indicator: strange })
  if (chosen.length === 0) throw new MonitoringFault('nothing chosen')
  await trx
    .updateTable('dialogues')
    .set({ indicators: JSON.stringify(chosen), fixed_at: change.at, fixed_by: change.actor.person })
    .where('id', '=', dialogue)
    .execute()
  await tell(trx, change, {
    compact,
    action: 'fixed the indicators of a dialogue',
    before: { dialogue, indicators: null },
    after: { dialogue, indicators: chosen },
  })
}

/** Freezes the figures all will speak of; answers the hash they are cited by. What is verified later does not change them. */
export async function freezeData(
  trx: Trx,
  change: Change,
  {
    compact,
    dialogue,
    threshold,
    paid,
  }: { compact: string; dialogue: string; threshold: number; paid?: LastPayment | undefined },
): Promise<{ hash: string }> {
  const { indicators, frozenAt, heldOn } = await lockDialogue(trx, compact, dialogue)
  if (indicators === null) throw new MonitoringFault('not fixed')
  if (frozenAt !== null) throw new MonitoringFault('frozen already')
  const results = await resultsOf(trx, compact, change.at, { threshold, paid })
  const pack: DataPack = {
    dialogue,
    heldOn,
    results: {
      ...results,
      indicators: results.indicators.filter(({ sheet }) => indicators.includes(sheet.key)),
    },
  }
  const text = canonicalJson(JSON.parse(JSON.stringify(pack)))
  const hash = sha256(text)
  await trx
    .updateTable('dialogues')
    .set({ pack: text, pack_hash: hash, frozen_at: change.at, frozen_by: change.actor.person })
    .where('id', '=', dialogue)
    .execute()
  await tell(trx, change, {
    compact,
    action: 'froze the data of a dialogue',
    before: { dialogue, pack: null },
    after: { dialogue, pack: hash },
  })
  return { hash }
}

/** Records what was said of an indicator, or of another point, and what was decided. */
export async function recordPoint(
  trx: Trx,
  change: Change,
  {
    compact,
    dialogue,
    indicator,
    said,
    decision,
  }: { compact: string; dialogue: string; indicator: string | null; said: string; decision: string },
): Promise<void> {
  const open = await lockDialogue(trx, compact, dialogue)
  assertOpen(open, change)
  if (indicator !== null && !(open.indicators ?? []).includes(indicator))
    throw new MonitoringFault('indicator unknown', { indicator })
  if (said.trim() === '') throw new MonitoringFault('text needed')
  const id = v7()
  await trx
    .insertInto('dialogue_points')
    .values({
      id,
      dialogue_id: dialogue,
      indicator,
      said: said.trim(),
      decision: decision.trim() === '' ? null : decision.trim(),
      at: change.at,
      by_person: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'recorded a point of a dialogue',
    before: null,
    after: { dialogue, point: id, indicator },
  })
}

function assertOpen({ frozenAt, heldAt, heldOn }: Dialogue, change: Change): void {
  if (frozenAt === null) throw new MonitoringFault('not frozen')
  if (heldAt !== null) throw new MonitoringFault('held already')
  if (dayOf(change) < heldOn) throw new MonitoringFault('not held yet', { day: heldOn })
}

/** Adds what somebody will do until when. */
export async function addAction(
  trx: Trx,
  change: Change,
  {
    compact,
    dialogue,
    text,
    party,
    due,
  }: { compact: string; dialogue: string; text: string; party: string; due: string },
): Promise<string> {
  const open = await lockDialogue(trx, compact, dialogue)
  assertOpen(open, change)
  if (text.trim() === '') throw new MonitoringFault('text needed')
  if (!isDay(due) || due < open.heldOn) throw new MonitoringFault('day impossible', { typed: due })
  const { parties } = await inForce(trx, compact)
  if (!parties.some(({ key }) => key === party)) throw new MonitoringFault('promise unknown')
  const id = v7()
  await trx
    .insertInto('dialogue_actions')
    .values({
      id,
      dialogue_id: dialogue,
      text: text.trim(),
      party,
      due,
      at: change.at,
      by_person: change.actor.person,
      done_on: null,
      done_at: null,
      done_by: null,
      done_note: null,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'added an action',
    before: null,
    after: { dialogue, action: id, party, due },
  })
  return id
}

/** Says that an action is done, since when, and what shows it. Also after the record was closed: that is the point of it. */
export async function finishAction(
  trx: Trx,
  change: Change,
  {
    compact,
    dialogue,
    action,
    doneOn,
    note,
  }: { compact: string; dialogue: string; action: string; doneOn: string; note: string },
): Promise<void> {
  const { heldOn } = await lockDialogue(trx, compact, dialogue)
  const row = await trx
    .selectFrom('dialogue_actions')
    .selectAll()
    .where('id', '=', action)
    .where('dialogue_id', '=', dialogue)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new MonitoringFault('no action')
  if (row.done_at !== null) throw new MonitoringFault('done already')
  if (!isDay(doneOn) || doneOn < heldOn || doneOn > dayOf(change))
    throw new MonitoringFault('day impossible', { typed: doneOn })
  await trx
    .updateTable('dialogue_actions')
    .set({
      done_on: doneOn,
      done_at: change.at,
      done_by: change.actor.person,
      done_note: note.trim() === '' ? null : note.trim(),
    })
    .where('id', '=', action)
    .execute()
  await tell(trx, change, {
    compact,
    action: 'finished an action',
    before: { action, doneOn: null },
    after: { dialogue, action, doneOn },
  })
}

/** Closes the record: from now on only its actions are followed up. */
export async function closeDialogue(
  trx: Trx,
  change: Change,
  { compact, dialogue }: { compact: string; dialogue: string },
): Promise<void> {
  assertOpen(await lockDialogue(trx, compact, dialogue), change)
  await trx
    .updateTable('dialogues')
    .set({ held_at: change.at, held_by: change.actor.person })
    .where('id', '=', dialogue)
    .execute()
  await tell(trx, change, {
    compact,
    action: 'closed the record of a dialogue',
    before: { dialogue, closed: false },
    after: { dialogue, closed: true },
  })
}
