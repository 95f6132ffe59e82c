import type { Criterion, Gate, Methodology } from '../schema.ts'
import {
  type Choices,
  type GateChoice,
  gateAsWritten,
  groupsOf,
  type MovableValue,
  movableGroups,
  movableLeaves,
  nothingChosen,
  offeredMeans,
  withGate,
  withMean,
  withShortlist,
  withValue,
  withWeight,
} from './choices.ts'

/*
 * Choices from outside: a link or a form may come from anybody, and nothing in it is taken on trust. Names are looked
 * for among those of the methodology, never the other way round; numbers are finite and within bounds.
 */

/** What a link may hold of one kind of thing, before it is looked at: plain JSON. */
export type Sent = { w?: unknown; g?: unknown; v?: unknown; m?: unknown; s?: unknown; d?: unknown }

export type ReadChoices =
  /** `dropped`: names that this methodology does not have, or not in this form. */
  { kind: 'read'; choices: Choices; dropped: string[] } | { kind: 'refused' }

const mostNumber = 1e12
const mostShortlist = 300
const mostMonths = 600
const day = /^\d{4}-\d{2}-\d{2}$/

/** The codes that a gate could let pass, by its id: what the page offers. */
export type CodesOfGates = Readonly<Record<string, readonly string[]>>

/** Reads choices strictly. One thing of a wrong type or size refuses all: a link that was tampered with is not half right. */
export function readChoices(sent: unknown, methodology: Methodology, codes: CodesOfGates): ReadChoices {
  if (!isPlain(sent)) return refused
  const { w = {}, g = {}, v = {}, m = {}, s = null, d = null } = sent as Sent
  const names = Object.keys(sent)
  if (names.some((name) => !['w', 'g', 'v', 'm', 's', 'd'].includes(name))) return refused
  if (!isPlain(w) || !isPlain(g) || !isPlain(v) || !isPlain(m)) return refused
  if ([w, g, v, m].some((part) => Object.keys(part).length > 300)) return refused

  let choices = nothingChosen
  const dropped: string[] = []
  const movable = new Set(
    movableGroups(methodology.criteria).flatMap(({ children }) => children!.map(({ id }) => id)),
  )
  for (const [id, points] of Object.entries(w)) {
    if (!isNumber(points) || points < 0 || points > 100) return refused
    if (movable.has(id)) choices = withWeight(methodology, choices, id, points)
    else dropped.push(id)
  }
  for (const [id, asked] of Object.entries(g)) {
    if (!isPlain(asked)) return refused
    const gate = methodology.gates.find((each) => each.id === id)
    const read = readGate(asked, gate, codes)
    if (read === 'refused') return refused
    if (read === null) dropped.push(id)
    else choices = withGate(methodology, choices, id, read)
  }
  const leaves = new Map(movableLeaves(methodology.criteria).map((leaf) => [leaf.id, leaf]))
  for (const [id, numbers] of Object.entries(v)) {
    const read = readValue(numbers, leaves.get(id))
    if (read === 'refused') return refused
    if (read === null) dropped.push(id)
    else choices = withValue(methodology, choices, id, read)
  }
  const groups = new Set(groupsOf(methodology.criteria).map(({ id }) => id))
  for (const [id, mean] of Object.entries(m)) {
    const known = offeredMeans.find((each) => each === mean)
    if (known === undefined) return refused
    if (groups.has(id)) choices = withMean(methodology, choices, id, known)
    else dropped.push(id)
  }
  if (s !== null) {
    if (!isNumber(s) || !Number.isInteger(s) || s < 1 || s > mostShortlist) return refused
    choices = withShortlist(s, choices, methodology.shortlist.size)
  }
  if (d !== null) {
    if (typeof d !== 'string' || !day.test(d)) return refused
    choices = { ...choices, day: d }
  }
  return { kind: 'read', choices, dropped }
}

const refused = { kind: 'refused' } as const

function readGate(
  asked: Record<string, unknown>,
  gate: Gate | undefined,
  codes: CodesOfGates,
): GateChoice | null | 'refused' {
  const { c, l, h, m, b } = asked
  if (Object.keys(asked).some((name) => !['c', 'l', 'h', 'm', 'b'].includes(name))) return 'refused'
  if (c !== undefined && !(Array.isArray(c) && c.length <= 60 && c.every((code) => typeof code === 'string')))
    return 'refused'
  for (const number of [l, h]) if (number !== undefined && !isNumber(number)) return 'refused'
  if (m !== undefined && !(isNumber(m) && Number.isInteger(m) && m >= 0 && m <= mostMonths)) return 'refused'
  if (b !== undefined && b !== 'be absent' && b !== 'be listed') return 'refused'
  if (!gate) return null
  const written = gateAsWritten(gate)
  const offered = Object.hasOwn(codes, gate.id) ? codes[gate.id]! : (written.codes ?? [])
  const wanted: GateChoice = {}
  // A code this gate does not know is no part of it; the others still are.
  if (c !== undefined && written.codes)
    wanted.codes = offered.filter((code) => (c as string[]).includes(code))
  if (l !== undefined && written.atLeast !== undefined) wanted.atLeast = l as number
  if (h !== undefined && written.atMost !== undefined) wanted.atMost = h as number
  if (m !== undefined && written.withinMonths !== undefined) wanted.withinMonths = m as number
  if (b !== undefined && written.must !== undefined) wanted.must = b as 'be absent' | 'be listed'
  return Object.keys(wanted).length === 0 ? null : wanted
}

/** A value function as its bare numbers; of the kind the leaf has, or it does not fit. */
function readValue(
  sent: unknown,
  leaf: (Criterion & { value: MovableValue }) | undefined,
): MovableValue | null | 'refused' {
  if (isNumber(sent)) return leaf && 'threshold' in leaf.value ? { ...leaf.value, threshold: sent } : null
  if (Array.isArray(sent)) {
    if (sent.length < 2 || sent.length > 40) return 'refused'
    if (sent.every(isNumber)) {
      if (!leaf) return null
      if ('goalposts' in leaf.value) return sent.length === 2 ? { goalposts: [...sent] } : null
      if ('trapezoid' in leaf.value) return sent.length === 4 ? { trapezoid: [...sent] } : null
      return null
    }
    const pairs = sent.every(
      (pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isNumber) && isShare(pair[1]),
    )
    if (!pairs) return 'refused'
    if (!leaf || !('points' in leaf.value)) return null
    return { points: (sent as number[][]).map(([x, y]) => [x!, y!]) }
  }
  if (!isPlain(sent)) return 'refused'
  const entries = Object.entries(sent)
  if (entries.length > 60 || !entries.every(([, value]) => isShare(value))) return 'refused'
  if (!leaf || !('codes' in leaf.value)) return null
  const written = leaf.value.codes
  return {
    codes: Object.fromEntries(
      Object.entries(written).map(([code, value]) => [
        code,
        Object.hasOwn(sent, code) ? (sent[code] as number) : value,
      ]),
    ),
  }
}

/** Choices as a link holds them; what `readChoices` reads back to the same. */
export function written(choices: Choices): Sent {
  const { weights, gates, values, means, shortlist, day } = choices
  const some = (record: object) => Object.keys(record).length > 0
  return {
    ...(some(weights) ? { w: weights } : {}),
    ...(some(gates)
      ? {
          g: Object.fromEntries(
            Object.entries(gates).map(([id, { codes, atLeast, atMost, withinMonths, must }]) => [
              id,
              {
                ...(codes ? { c: codes } : {}),
                ...(atLeast === undefined ? {} : { l: atLeast }),
                ...(atMost === undefined ? {} : { h: atMost }),
                ...(withinMonths === undefined ? {} : { m: withinMonths }),
                ...(must === undefined ? {} : { b: must }),
              },
            ]),
          ),
        }
      : {}),
    ...(some(values)
      ? { v: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, numbersOf(value)])) }
      : {}),
    ...(some(means) ? { m: means } : {}),
    ...(shortlist === null ? {} : { s: shortlist }),
    ...(day === null ? {} : { d: day }),
  }
}

function numbersOf(value: MovableValue): unknown {
  if ('goalposts' in value) return value.goalposts
  if ('trapezoid' in value) return value.trapezoid
  if ('threshold' in value) return value.threshold
  return 'points' in value ? value.points : value.codes
}

/* ── the plain form ───────────────────────────────────────────────────────── */

export type FormFault = { field: string; why: 'number' | 'share' | 'points' | 'whole' }

/** Names of the fields of the plain form. */
export const fieldOf = {
  weight: (id: string) => `w.${id}`,
  codes: (id: string) => `g.${id}.codes`,
  atLeast: (id: string) => `g.${id}.at-least`,
  atMost: (id: string) => `g.${id}.at-most`,
  months: (id: string) => `g.${id}.months`,
  must: (id: string) => `g.${id}.must`,
  /** Number `at` of a value function, along its axis. */
  x: (id: string, at: number) => `v.${id}.x${at}`,
  y: (id: string, at: number) => `v.${id}.y${at}`,
  code: (id: string, code: string) => `v.${id}.code.${code}`,
  mean: (id: string) => `m.${id}`,
  shortlist: 'size',
  day: 'day',
  /** Stands in every sent form, so that boxes without a tick are told from a page that was opened. */
  sent: 'tried',
}

/** Reads what the plain form sent: names are asked for one by one, and what is not understood is named by its field. */
export function readForm(
  query: Readonly<Record<string, unknown>>,
  methodology: Methodology,
  codes: CodesOfGates,
): { choices: Choices; faults: FormFault[] } {
  let choices = nothingChosen
  const faults: FormFault[] = []
  const text = (name: string): string | null => {
    const value = Object.hasOwn(query, name) ? query[name] : undefined
    const last = Array.isArray(value) ? value.at(-1) : value
    return typeof last === 'string' && last.trim() !== '' ? last.trim() : null
  }
  const number = (name: string, why: FormFault['why'], fits: (value: number) => boolean): number | null => {
    const typed = text(name)
    if (typed === null) return null
    const value = Number(typed.replace(',', '.').replace('−', '-'))
    if (/^[-−+]?[\d.,]+(e[-+]?\d+)?$/i.test(typed) && isNumber(value) && fits(value)) return value
    faults.push({ field: name, why })
    return null
  }
  const any = () => true
  if (text(fieldOf.sent) === null) return { choices, faults }

  for (const group of movableGroups(methodology.criteria))
    for (const { id } of group.children!) {
      const points = number(fieldOf.weight(id), 'points', (value) => value >= 0 && value <= 100)
      if (points !== null) choices = withWeight(methodology, choices, id, points)
    }
  for (const gate of methodology.gates) {
    const { id } = gate
    const asWritten = gateAsWritten(gate)
    const wanted: GateChoice = {}
    if (asWritten.codes) {
      const sent = Object.hasOwn(query, fieldOf.codes(id)) ? query[fieldOf.codes(id)] : []
      const ticked = Array.isArray(sent) ? sent : [sent]
      wanted.codes = (codes[id] ?? asWritten.codes).filter((code) => ticked.includes(code))
    }
    const low = asWritten.atLeast === undefined ? null : number(fieldOf.atLeast(id), 'number', any)
    if (low !== null) wanted.atLeast = low
    const high = asWritten.atMost === undefined ? null : number(fieldOf.atMost(id), 'number', any)
    if (high !== null) wanted.atMost = high
    const whole = (value: number) => Number.isInteger(value) && value >= 0 && value <= mostMonths
    const months = asWritten.withinMonths === undefined ? null : number(fieldOf.months(id), 'whole', whole)
    if (months !== null) wanted.withinMonths = months
    const must = text(fieldOf.must(id))
    if (asWritten.must && (must === 'be absent' || must === 'be listed')) wanted.must = must
    choices = withGate(methodology, choices, id, wanted)
  }
  for (const { id, value } of movableLeaves(methodology.criteria)) {
    const x = (at: number, base: number) => number(fieldOf.x(id, at), 'number', any) ?? base
    const y = (at: number, base: number) => number(fieldOf.y(id, at), 'share', isShare) ?? base
    const wanted: MovableValue =
      'goalposts' in value
        ? { goalposts: value.goalposts.map((base, at) => x(at, base)) }
        : 'trapezoid' in value
          ? { trapezoid: value.trapezoid.map((base, at) => x(at, base)) }
          : 'threshold' in value
            ? { ...value, threshold: x(0, value.threshold) }
            : 'points' in value
              ? { points: value.points.map(([px, py], at) => [x(at, px!), y(at, py!)]) }
              : {
                  codes: Object.fromEntries(
                    Object.entries(value.codes).map(([code, base]) => [
                      code,
                      number(fieldOf.code(id, code), 'share', isShare) ?? base,
                    ]),
                  ),
                }
    choices = withValue(methodology, choices, id, wanted)
  }
  for (const { id } of groupsOf(methodology.criteria)) {
    const mean = offeredMeans.find((each) => each === text(fieldOf.mean(id)))
    if (mean !== undefined) choices = withMean(methodology, choices, id, mean)
  }
  const fitsSize = (value: number) => Number.isInteger(value) && value >= 1 && value <= mostShortlist
  const size = number(fieldOf.shortlist, 'whole', fitsSize)
  if (size !== null) choices = withShortlist(size, choices, methodology.shortlist.size)
  const asked = text(fieldOf.day)
  if (asked !== null && day.test(asked)) choices = { ...choices, day: asked }
  return { choices, faults }
}

/* ── kinds of things ──────────────────────────────────────────────────────── */

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= mostNumber
}

function isShare(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= 1
}
