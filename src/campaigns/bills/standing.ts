import type { Outlives, PackCard } from '../legislatures/schema.ts'
import { type Bill, type BillEntry, type EntryContent, entriesOf, type Who } from './schema.ts'

/*
 * What follows from the entries of a bill: its state on a day, who stands behind it, where legislators stand. Pure.
 */

type Machine = PackCard['billStates']
export type Action = BillEntry<Extract<EntryContent, { kind: 'action' }>>

/** The day of an action, or the day by which it had happened; empty where nothing is known. */
export const dayOf = ({ on, by }: { on: string | null; by: string | null }): string => on ?? by ?? ''

/** Actions up to a day, in the order they happened: one whose day is not known stands before those of the day it is known by. */
export function actionsUntil(bill: Pick<Bill, 'entries'>, day: string): Action[] {
  return entriesOf(bill, 'action')
    .filter(({ content }) => dayOf(content) <= day)
    .sort(
      (a, b) =>
        compare(dayOf(a.content), dayOf(b.content)) ||
        Number(a.content.on !== null) - Number(b.content.on !== null),
    )
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export type Standing = {
  /** A state of the legislature’s own machine; null where no action that says it is known. */
  state: string | null
  /** The action it follows from. */
  from: Action | null
  /** `law`, `failed`, `dead` with its session; null while it lives, or nothing is known. */
  end: 'law' | 'failed' | 'dead' | null
  /** When it ended; for a dead one the last day of the session. */
  endedOn: string | null
  /** By what rule it may still be decided on though its session is over; null where none is asked. */
  awaits: Awaits | null
  /** Bills that took it up, where it is dead. */
  successors: string[]
  /** Steps between two known states that must have been, and are not known here. */
  gaps: { before: string | null; after: string; on: string }[]
  /** Actions whose state cannot follow from the one before: a fault of the entries, told and not passed over. */
  faults: { before: string; after: string; entry: string }[]
}

export type Awaits = Outlives & {
  /**
   * The last of its days, counted from the last day of the session: the day a bill was presented is not told here. Null
   * where the rule sets no end.
   */
  until: string | null
  /** Whether those days are over, and nothing is known of what came of it. */
  over: boolean
}

/**
 * The state of a bill on a day. It follows from actions alone; a bill that no action has ended dies with its session, but
 * for states that outlive it by a rule of the legislature: then what came of it is told, or not known.
 */
export function standingOn(
  bill: Pick<Bill, 'entries' | 'session'>,
  machine: Machine | null,
  day: string,
): Standing {
  const steps = actionsUntil(bill, day).filter(({ content }) => content.status !== null)
  const gaps: Standing['gaps'] = []
  const faults: Standing['faults'] = []
  let before: string | null = null
  for (const { id, content } of steps) {
    const after = content.status!
    if (machine !== null) {
      const next: string[] = before === null ? [machine.first] : (machine.states[before]?.next ?? [])
      if (after !== before && !next.includes(after)) {
        if (before === null || reaches(machine, before, after))
          gaps.push({ before, after, on: dayOf(content) })
        else faults.push({ before, after, entry: id })
      }
    }
    before = after
  }
  const from = steps.at(-1) ?? null
  const ended = before === null ? null : (machine?.states[before]?.end ?? null)
  const over = ended === null && day > bill.session.lastDay
  const rule = over && before !== null ? machine?.states[before]?.outlives : undefined
  const until = rule === undefined ? null : lastOf(bill.session.lastDay, rule)
  const dead = over && rule === undefined
  return {
    state: before,
    from,
    end: dead ? 'dead' : ended,
    endedOn: dead ? bill.session.lastDay : ended === null ? null : (from?.content.on ?? null),
    awaits: rule === undefined ? null : { ...rule, until, over: until !== null && day > until },
    successors: dead
      ? entriesOf(bill, 'related')
          .filter(({ content }) => content.relation === 'reintroduced')
          .map(({ content }) => content.bill)
      : [],
    gaps,
    faults,
  }
}

/** The last of the days that a rule gives after a day. */
function lastOf(from: string, { days, sundays }: Outlives): string | null {
  if (days === null) return null
  let at = from
  for (let left = days; left > 0; ) {
    at = new Date(Date.parse(`${at}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    if (sundays || new Date(`${at}T00:00:00Z`).getUTCDay() !== 0) left -= 1
  }
  return at
}

/** Whether one state can be come to from another, over whatever steps. */
export function reaches(machine: Machine, from: string, to: string): boolean {
  const seen = new Set([from])
  const open = [from]
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of machine.states[at]?.next ?? []) {
      if (next === to) return true
      if (!seen.has(next)) {
        seen.add(next)
        open.push(next)
      }
    }
  return false
}

export type Cosponsor = BillEntry<Extract<EntryContent, { kind: 'cosponsor' }>>
export type Cosponsors = {
  /** Known by name on that day, withdrawn ones left out. */
  named: Cosponsor[]
  /** Known by name, and no longer cosponsors on that day. */
  withdrawn: Cosponsor[]
  /** Known by name; how many, and how many with those who withdrew. Of known names alone. */
  count: number
  countIncludingWithdrawn: number
  /** What a source prints, beside the names and never added to them. */
  printed: BillEntry<Extract<EntryContent, { kind: 'cosponsors printed' }>> | null
  /**
   * How many of the printed number have no name here, on the day that number is of where it has one; below zero where more
   * names are known than were printed.
   */
  difference: number | null
  /** Nothing was printed and nobody is named: not known, which is not none. */
  unknown: boolean
}

/** Who had joined a bill by a day. Somebody whose day of joining is not known is counted from the first day. */
export function cosponsorsOn(bill: Pick<Bill, 'entries'>, day: string): Cosponsors {
  const { people, named, withdrawn } = namesOn(bill, day)
  const printed =
    entriesOf(bill, 'cosponsors printed')
      .filter(({ content }) => content.on === null || content.on <= day)
      .sort((a, b) => compare(a.content.on ?? '', b.content.on ?? ''))
      .at(-1) ?? null
  // Who joined or left after the number was printed is no difference to it.
  const then = printed?.content.on ?? null
  const comparable = then === null ? named : namesOn(bill, then).named
  return {
    named,
    withdrawn,
    count: named.length,
    countIncludingWithdrawn: people.length,
    printed,
    difference: printed === null ? null : printed.content.total - comparable.length,
    unknown: printed === null && people.length === 0,
  }
}

function namesOn(bill: Pick<Bill, 'entries'>, day: string) {
  const joined = entriesOf(bill, 'cosponsor')
    .filter(({ content }) => content.joined === null || content.joined <= day)
    .sort((a, b) => compare(a.content.joined ?? '', b.content.joined ?? ''))
  const gone = ({ content }: Cosponsor) => content.withdrawn !== null && content.withdrawn <= day
  // Somebody who withdrew and came back is one cosponsor: the last time counts.
  const people = [...new Map(joined.map((each) => [whoseName(each), each])).values()]
  const named = people.filter((each) => !gone(each)).sort(byName)
  const withdrawn = people.filter(gone).sort(byName)
  return { people, named, withdrawn }
}
/** Two whom no pack knows are one where name and seat are the same: a name alone may be of two people. */
const whoseName = ({ content: { who } }: Cosponsor) =>
  who.person ?? [who.name, who.state, who.district].join('\n')
const byName = (a: Cosponsor, b: Cosponsor) => a.content.who.name.localeCompare(b.content.who.name, 'en')

/** Whether an entry speaks of somebody. */
export const isOf = (who: Who, person: string): boolean => who.person === person
