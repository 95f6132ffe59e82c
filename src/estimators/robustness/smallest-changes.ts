import { transform } from '../aggregate.ts'
import { checkModel } from './check.ts'
import { openDoubts, outcomeAtItsWord } from './doubts.ts'
import { openEngine } from './engine.ts'
import { hundredfold } from './evaluate.ts'
import type { GateOutcome, Leaf, LeafValue, Node, RobustnessModel } from './model.ts'
import { openPlaces } from './places.ts'
import { looksAtOthers } from './reversals.ts'

/** What alone is changed. */
export type ChangedThing =
  /** Share of a node among its siblings; the others keep their proportions. */
  | { kind: 'weight'; node: string; group: string }
  /** Bound of a gate, for all that have no bound of their own. */
  | { kind: 'threshold'; gate: string; bound: 'atLeast' | 'atMost' }
  /** Raw value of this unit in one criterion, and in the other criteria and the gates that rest on the same estimate. */
  | { kind: 'value'; leaf: string; alsoLeaves: string[]; alsoGates: string[] }
  /** The figure of this unit that a gate looks at and no criterion does. */
  | { kind: 'gate value'; gate: string }

export type SmallestChange =
  | (ChangedThing & {
      flips: true
      from: number
      /** Where the decision turns. */
      at: number
      /** A figure at which it has turned: put there, the unit is in or out. Within `tolerance` of `at`. */
      to: number
      /** `exact`: by formula or by halving down to neighbouring numbers. `searched`: on a grid, so a smaller change between two of its points could have been missed. */
      how: 'exact' | 'searched'
      tolerance: number
      /** For values: the size of the change in published standard errors, where there is one. */
      inErrors: number | null
    })
  /** No change of this alone flips it. */
  | (ChangedThing & {
      flips: false
      from: number | null
      why: 'none does' | 'not known' | 'nothing beside it'
    })
  /** A gate without a figure: whether the other outcome would flip it. */
  | { kind: 'outcome'; gate: string; from: GateOutcome; to: 'passed'; flips: boolean }

export type SmallestChanges = {
  unit: string
  /** Whether it is on the shortlist now; every change is towards the opposite. */
  shortlisted: boolean
  changes: SmallestChange[]
}

const gridSteps = 200

/**
 * The smallest change of one weight, one threshold or one value that would flip whether a unit is on the shortlist, each
 * alone, everything else at the word of the model.
 *
 * Weights: where every group from the node to the top has the same kind of mean, bent scores are ratios of straight lines
 * in the share, so the places where two units cross come from a quadratic. Elsewhere membership is looked at on a grid of
 * shares and halved in. Thresholds: only figures of units can turn anything, and all are tried. Values: between the knots
 * of a value function desirability only rises or falls, so halving finds the turn; where scales are drawn from the data, or
 * several criteria read the one figure, a grid is searched. A figure that a gate and a criterion read is one figure: it is moved
 * in both, and not offered for the gate alone. Every answer is applied before it is given.
 *
 * @throws RangeError for a unit that is not in the model, and for models that cannot be.
 */
export function smallestChanges(model: RobustnessModel, unit: string): SmallestChanges {
  checkModel(model)
  const u = model.units.indexOf(unit)
  if (u < 0) throw new RangeError(`${unit} is not among the units`)
  const engine = openEngine(model)
  openDoubts(engine).nominal()
  const n = model.units.length
  const places = openPlaces(n)
  const scores = new Float64Array(n)
  const standing = Uint8Array.from(model.units, (_, i) => standingOf(model, i))
  const shares = engine.shares.slice()
  const listed = (who: Uint8Array) => {
    places.rank(scores, who)
    const place = places.places[u] as number
    return place !== 0 && place <= model.shortlist
  }
  const score = () => hundredfold(engine.combine(), scores)
  score()
  const now = listed(standing)
  const flipped = (who: Uint8Array = standing) => listed(who) !== now

  const changes: SmallestChange[] = []
  for (let g = 0; g < engine.groups.length; g++) weightChanges(g)
  engine.shares.set(shares)
  score()
  for (const gate of model.gates) gateChanges(gate)
  for (let j = 0; j < model.leaves.length; j++) valueChange(j)
  return { unit, shortlisted: now, changes }

  /* ── weights ── */

  function weightChanges(g: number): void {
    const { children, firstWeight, id: group } = engine.groups[g]!
    if (children.length < 2) return
    const same = sameBendUp(g)
    for (let c = 0; c < children.length; c++) {
      const node = engine.weightIds[firstWeight + c] as string
      const thing = { kind: 'weight', node, group } as const
      const from = shares[firstWeight + c] as number
      if (from >= 1) {
        changes.push({ ...thing, flips: false, from, why: 'nothing beside it' })
        continue
      }
      const put = (share: number) => {
        engine.shares.set(shares)
        for (let k = 0; k < children.length; k++)
          engine.shares[firstWeight + k] =
            k === c ? share : ((shares[firstWeight + k] as number) * (1 - share)) / (1 - from)
        score()
      }
      const turns = (share: number) => {
        put(share)
        return flipped()
      }
      if (standing[u] !== 1) {
        // A gate keeps it out, and weights open none.
        changes.push({ ...thing, flips: false, from, why: 'none does' })
        continue
      }
      const exact = same ? crossings(g, c, put) : null
      const found =
        exact === null
          ? aLittleFurther(searched(from, 0, 1, turns, gridSteps), from, turns)
          : between([...exact, 0, 1], from, 0, 1, turns)
      changes.push(
        found === null
          ? { ...thing, flips: false, from, why: 'none does' }
          : {
              ...thing,
              ...found,
              flips: true,
              from,
              how: exact === null ? 'searched' : 'exact',
              inErrors: null,
            },
      )
    }
    engine.shares.set(shares)
    score()
  }

  /** Whether every group from this one to the top has the same mean. */
  function sameBendUp(g: number): boolean {
    const bend = engine.bendOf(g)
    const pathTo = (node: Node): Node[] | null => {
      if (node.children === undefined) return null
      if (node.id === engine.groups[g]!.id) return [node]
      for (const child of node.children) {
        const below = pathTo(child)
        if (below !== null) return [node, ...below]
      }
      return null
    }
    return (pathTo(model.tree) ?? []).every(
      ({ id }) => engine.bendOf(engine.groupAt.get(id) as number) === bend,
    )
  }

  /**
   * Shares at which this unit and another that passes have equal scores; null where a score is zero or missing on the
   * way, so that no formula holds.
   */
  function crossings(g: number, c: number, put: (share: number) => void): number[] | null {
    const { children, firstWeight } = engine.groups[g]!
    const bend = engine.bendOf(g)
    const from = shares[firstWeight + c] as number
    const passing = [...standing.keys()].filter((i) => standing[i] === 1)
    // Bent score times the weight present is a straight line in the share: two points give it.
    const bentAt = (share: number) => {
      put(share)
      return passing.map((i) => {
        const bent = transform((scores[i] as number) / 100, bend)
        return bent * presentAt(i, share)
      })
    }
    const presentAt = (i: number, share: number) => {
      let present = 0
      for (let k = 0; k < children.length; k++) {
        if (Number.isNaN(engine.columns[children[k] as number]?.[i])) continue
        present += k === c ? share : ((shares[firstWeight + k] as number) * (1 - share)) / (1 - from)
      }
      // Nothing of this group is known of the unit: its score does not look at the share.
      return present === 0 ? 1 : present
    }
    const low = 0.25
    const high = 0.75
    const first = bentAt(low)
    const second = bentAt(high)
    if (
      passing.some(
        (i, k) => !Number.isNaN(scores[i] as number) && !Number.isFinite((first[k] ?? 0) + (second[k] ?? 0)),
      )
    )
      return null
    const lineOf = (k: number) => {
      const slope = ((second[k] as number) - (first[k] as number)) / (high - low)
      const i = passing[k] as number
      const present = (presentAt(i, high) - presentAt(i, low)) / (high - low)
      return {
        a: (first[k] as number) - slope * low,
        b: slope,
        c: presentAt(i, low) - present * low,
        d: present,
      }
    }
    const own = lineOf(passing.indexOf(u))
    return passing.flatMap((i, k) => {
      if (i === u || Number.isNaN(first[k])) return []
      const other = lineOf(k)
      return rootsOf(
        own.b * other.d - other.b * own.d,
        own.a * other.d + own.b * other.c - other.a * own.d - other.b * own.c,
        own.a * other.c - other.a * own.c,
      )
    })
  }

  /* ── gates ── */

  function gateChanges(gate: RobustnessModel['gates'][number]): void {
    const own = gate.units[u]!
    const who = standing.slice()
    if (typeof own === 'string') {
      if (own !== 'passed' && !now) {
        who[u] = standingOf(model, u, gate.id)
        changes.push({
          kind: 'outcome',
          gate: gate.id,
          from: own,
          to: 'passed',
          flips: flipped(who),
        })
      }
    } else if (!model.leaves.some((leaf) => leaf.raw[u] === own.value && restsOn(gate, leaf))) {
      // Its own figure: only the bounds can turn anything.
      const thing = { kind: 'gate value', gate: gate.id } as const
      const low = own.atLeast ?? gate.atLeast
      const high = own.atMost ?? gate.atMost
      const from = own.value
      const tried = [
        ...(low === undefined ? [] : [low, below(low)]),
        ...(high === undefined ? [] : [high, above(high)]),
      ]
        .filter((to) => (to >= (low ?? -Infinity) && to <= (high ?? Infinity) ? 1 : 0) !== passes(own, gate))
        .sort((a, b) => Math.abs(a - from) - Math.abs(b - from))
      const to = tried.find((figure) => {
        who[u] = standingOf(model, u, gate.id, figure)
        return flipped(who)
      })
      changes.push(
        to === undefined
          ? { ...thing, flips: false, from, why: 'none does' }
          : {
              ...thing,
              flips: true,
              from,
              at:
                to === below(low ?? Number.NaN)
                  ? (low as number)
                  : to === above(high ?? Number.NaN)
                    ? (high as number)
                    : to,
              to,
              how: 'exact',
              tolerance: grain(to),
              inErrors: own.standardError ? Math.abs(to - from) / own.standardError : null,
            },
      )
    }

    for (const bound of ['atLeast', 'atMost'] as const) {
      const from = gate[bound]
      if (from === undefined) continue
      const thing = { kind: 'threshold', gate: gate.id, bound } as const
      const judged = gate.units.flatMap((standing, i) =>
        typeof standing === 'string' || standing[bound] !== undefined ? [] : [{ i, value: standing.value }],
      )
      const turns = (to: number) => {
        const moved = { ...gate, [bound]: to }
        const under = standing.slice()
        for (const { i } of judged)
          if (outcomeAtItsWord(moved, i) !== outcomeAtItsWord(gate, i))
            under[i] = standingOf(model, i, gate.id, undefined, outcomeAtItsWord(moved, i))
        return flipped(under)
      }
      // A value passes at the bound itself, and fails just beyond it.
      const tried = judged
        .flatMap(({ value }) =>
          (bound === 'atLeast' ? value > from : value < from)
            ? [{ at: value, to: bound === 'atLeast' ? above(value) : below(value) }]
            : value === from
              ? [{ at: value, to: bound === 'atLeast' ? above(value) : below(value) }]
              : [{ at: value, to: value }],
        )
        .sort((a, b) => Math.abs(a.to - from) - Math.abs(b.to - from))
      const found = tried.find(({ to }) => turns(to))
      changes.push(
        found === undefined
          ? { ...thing, flips: false, from, why: 'none does' }
          : {
              ...thing,
              ...found,
              flips: true,
              from,
              how: 'exact',
              tolerance: grain(found.to),
              inErrors: null,
            },
      )
    }
  }

  function passes(
    { value, atLeast, atMost }: { value: number; atLeast?: number; atMost?: number },
    gate: { atLeast?: number; atMost?: number },
  ): 0 | 1 {
    const low = atLeast ?? gate.atLeast ?? -Infinity
    const high = atMost ?? gate.atMost ?? Infinity
    return value >= low && value <= high ? 1 : 0
  }

  /* ── values ── */

  function valueChange(j: number): void {
    const leaf = model.leaves[j]!
    const from = leaf.raw[u] ?? null
    const sharing = model.gates.filter((gate) => {
      const own = gate.units[u]!
      return typeof own !== 'string' && own.value === from && restsOn(gate, leaf)
    })
    const twins = model.leaves.flatMap((other, k) =>
      k === j || (from !== null && other.raw[u] === from && estimateOf(other) === estimateOf(leaf))
        ? [k]
        : [],
    )
    // One figure is one change, told at the first criterion that reads it.
    if (twins[0] !== j) return
    const moved = twins.map((k) => model.leaves[k]!)
    const thing = {
      kind: 'value',
      leaf: leaf.id,
      alsoLeaves: moved.slice(1).map(({ id }) => id),
      alsoGates: sharing.map(({ id }) => id),
    } as const
    if (from === null) {
      changes.push({ ...thing, flips: false, from, why: 'not known' })
      return
    }
    if (standing[u] !== 1 && sharing.length === 0) {
      changes.push({ ...thing, flips: false, from, why: 'none does' })
      return
    }
    const columns = twins.map((k) => (engine.base[k] as Float64Array).slice())
    const who = standing.slice()
    const turns = (x: number) => {
      columns.forEach((column, t) => {
        column[u] = x
        engine.scale(twins[t]!, column)
      })
      score()
      who[u] = sharing.length === 0 ? standing[u]! : standingWith(sharing, x)
      return flipped(who)
    }
    // Several criteria may pull different ways between two knots, so that halving could miss a turn and back.
    const onGrid = moved.length > 1 || looksAtOthers({ ...model, leaves: moved })
    const bounds = sharing.flatMap((gate) => {
      const own = gate.units[u] as { atLeast?: number; atMost?: number }
      const low = own.atLeast ?? gate.atLeast
      const high = own.atMost ?? gate.atMost
      return [
        ...(low === undefined ? [] : [low, below(low)]),
        ...(high === undefined ? [] : [high, above(high)]),
      ]
    })
    const domains = moved.map(domainOf)
    const low = Math.min(...domains.map(([each]) => each))
    const high = Math.max(...domains.map(([, each]) => each))
    const knots = [...knotsOf(leaf.value), ...bounds]
    const found = onGrid ? searched(from, low, high, turns, gridSteps) : halved(knots, from, low, high, turns)
    for (const k of twins) engine.scale(k, engine.base[k] as Float64Array)
    score()
    const error = leaf.standardErrors?.[u] ?? null
    changes.push(
      found === null
        ? { ...thing, flips: false, from, why: 'none does' }
        : {
            ...thing,
            ...found,
            flips: true,
            from,
            how: onGrid ? 'searched' : 'exact',
            inErrors: error ? Math.abs(found.to - from) / error : null,
          },
    )
  }

  /** The leaf whose estimate a leaf is read from: its own, unless it shares one. */
  function estimateOf({ id, sameErrorAs = id }: Pick<Leaf, 'id' | 'sameErrorAs'>): string {
    return sameErrorAs
  }

  function restsOn({ sameErrorAs }: RobustnessModel['gates'][number], leaf: Leaf): boolean {
    const read = model.leaves.find(({ id }) => id === sameErrorAs)
    return read !== undefined && estimateOf(read) === estimateOf(leaf)
  }

  /** How the unit stands when the gates that share an estimate see `x`. */
  function standingWith(sharing: readonly RobustnessModel['gates'][number][], x: number): number {
    let worst = 1
    for (const gate of model.gates) {
      const own = gate.units[u]!
      const outcome =
        sharing.includes(gate) && typeof own !== 'string'
          ? passes({ ...own, value: x }, gate)
          : { passed: 1, failed: 0, unknown: 2 }[outcomeAtItsWord(gate, u)]
      if (outcome === 0) return 0
      if (outcome === 2) worst = 2
    }
    return worst
  }
}

/* ── turning points ───────────────────────────────────────────────────────── */

type Turn = { at: number; to: number; tolerance: number }

/** The nearest turn, where membership can only change at the points given; beyond each a figure is tried that has turned. */
function between(
  points: readonly number[],
  from: number,
  low: number,
  high: number,
  turns: (x: number) => boolean,
): Turn | null {
  let best: Turn | null = null
  for (const way of [-1, 1]) {
    const ahead = points
      .filter((x) => x >= low && x <= high && way * (x - from) > 0)
      .sort((a, b) => way * (a - b))
    ahead.unshift(from)
    for (let k = 0; k < ahead.length; k++) {
      const at = ahead[k] as number
      if (best !== null && Math.abs(at - from) >= Math.abs(best.to - from)) break
      const next = ahead[k + 1] ?? at
      // Between two points nothing turns: a look at the middle tells of the whole stretch, a look at the point of a tie.
      if (k > 0 && turns(at)) {
        best = { at, to: at, tolerance: 0 }
        break
      }
      if (next === at || !turns(at + (next - at) / 2)) continue
      const turn = justPast(at, next, way, turns)
      if (best === null || Math.abs(turn.to - from) < Math.abs(best.to - from)) best = turn
      break
    }
  }
  return best
}

/** A figure from `at` towards `next`, as near to `at` as rounding and ties allow; halfway it has turned for certain. */
function justPast(at: number, next: number, way: number, turns: (x: number) => boolean): Turn {
  const room = Math.abs(next - at) / 2
  for (let step = 1e-12; step < room; step *= 10) {
    const to = at + way * step
    if (!turns(to)) continue
    // One decade further where there is room, so that the last bits of another reckoning do not turn it back.
    const further = at + way * step * 10
    return step * 10 < room && turns(further)
      ? { at, to: further, tolerance: step * 10 }
      : { at, to, tolerance: step }
  }
  return { at, to: at + way * room, tolerance: room }
}

/** The nearest turn, where between two knots the decision turns at most once. */
function halved(
  knots: readonly number[],
  from: number,
  low: number,
  high: number,
  turns: (x: number) => boolean,
): Turn | null {
  let best: Turn | null = null
  for (const way of [-1, 1]) {
    const end = way < 0 ? low : high
    const ahead = [...knots, end]
      .filter((x) => x >= low && x <= high && way * (x - from) > 0)
      .sort((a, b) => way * (a - b))
    let before = from
    for (const knot of ahead) {
      if (best !== null && Math.abs(before - from) >= Math.abs(best.to - from)) break
      if (turns(knot)) {
        const turn = halve(before, knot, turns)
        if (best === null || Math.abs(turn.to - from) < Math.abs(best.to - from)) best = turn
        break
      }
      before = knot
    }
  }
  return best
}

/** The nearest turn on a grid to both sides, halved in. */
function searched(
  from: number,
  low: number,
  high: number,
  turns: (x: number) => boolean,
  steps: number,
): Turn | null {
  const width = (high - low) / steps
  if (!(width > 0)) return null
  for (let k = 1; k <= steps; k++) {
    const found: Turn[] = []
    for (const way of [-1, 1]) {
      const reach = from + way * k * width
      const before = from + way * (k - 1) * width
      if (before <= low && way < 0) continue
      if (before >= high && way > 0) continue
      const x = Math.min(high, Math.max(low, reach))
      if (turns(x)) found.push(halve(before, x, turns))
    }
    found.sort((a, b) => Math.abs(a.to - from) - Math.abs(b.to - from))
    if (found[0]) return found[0]
  }
  return null
}

/** A share found by halving, moved on by a billionth, so that the last bits of another reckoning do not turn it back. */
function aLittleFurther(turn: Turn | null, from: number, turns: (x: number) => boolean): Turn | null {
  if (turn === null) return null
  const to = Math.min(1, Math.max(0, turn.at + (turn.at < from ? -1e-9 : 1e-9)))
  return turns(to) ? { at: turn.at, to, tolerance: 1e-9 } : turn
}

/** Halves a stretch whose far end has turned and whose near end has not, down to neighbouring numbers. */
function halve(near: number, far: number, turns: (x: number) => boolean): Turn {
  let before = near
  let after = far
  for (let k = 0; k < 200; k++) {
    const middle = before + (after - before) / 2
    if (middle === before || middle === after) break
    if (turns(middle)) after = middle
    else before = middle
  }
  return { at: after, to: after, tolerance: Math.abs(after - before) }
}

/** Real roots of a x² + b x + c, without losing digits where b is large. */
function rootsOf(a: number, b: number, c: number): number[] {
  const size = Math.max(Math.abs(a), Math.abs(b), Math.abs(c))
  if (size === 0) return []
  if (Math.abs(a) <= 1e-14 * size) return Math.abs(b) <= 1e-14 * size ? [] : [-c / b]
  const inside = b * b - 4 * a * c
  if (inside < 0) return []
  const q = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(inside))
  return q === 0 ? [0] : [q / a, c / q]
}

/* ── small questions ──────────────────────────────────────────────────────── */

/** 1 passes every gate, 0 fails one, 2 has one unknown and fails none; with one gate seen otherwise, or passed when nothing is said. */
function standingOf(
  model: RobustnessModel,
  i: number,
  otherwise?: string,
  figure?: number,
  outcome: GateOutcome = 'passed',
): number {
  let standing = 1
  for (const gate of model.gates) {
    let each = outcomeAtItsWord(gate, i)
    if (gate.id === otherwise) {
      const own = gate.units[i]!
      each =
        figure !== undefined && typeof own !== 'string'
          ? outcomeAtItsWord({ ...gate, units: [{ ...own, value: figure }] }, 0)
          : outcome
    }
    if (each === 'failed') return 0
    if (each === 'unknown') standing = 2
  }
  return standing
}

function knotsOf(value: LeafValue): number[] {
  if (value.kind !== 'function') return []
  const fn = value.function
  switch (fn.kind) {
    case 'goalposts':
      return [fn.low, fn.high]
    case 'threshold':
      return [below(fn.at), fn.at, above(fn.at)]
    case 'trapezoid':
      return [...fn.points]
    case 'points':
      return fn.points.map(([x]) => x)
  }
}

/** How far a value is moved at most: past every knot of a function; for scales of the data and given ones, a range beyond what is seen. */
function domainOf(leaf: Leaf): [low: number, high: number] {
  const known = leaf.raw.filter((x) => x !== null)
  const seen: [number, number] = [Math.min(...known), Math.max(...known)]
  const range = seen[1] - seen[0] || Math.abs(seen[1]) || 1
  if (leaf.value.kind === 'given')
    return seen[0] >= 0 && seen[1] <= 1 ? [0, 1] : [seen[0] - range, seen[1] + range]
  if (leaf.value.kind !== 'function') return [seen[0] - range, seen[1] + range]
  const knots = knotsOf(leaf.value)
  const low = Math.min(seen[0], ...knots)
  const high = Math.max(seen[1], ...knots)
  return [low - (high - low), high + (high - low)]
}

const view = new DataView(new ArrayBuffer(8))
/** The next number up. */
function above(x: number): number {
  if (!Number.isFinite(x)) return x
  if (x === 0) return Number.MIN_VALUE
  view.setFloat64(0, x)
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? 1n : -1n))
  return view.getFloat64(0)
}
function below(x: number): number {
  return -above(-x)
}
function grain(x: number): number {
  return Math.abs(above(x) - x)
}

/** The model with one change put in: what `smallestChanges` promises to flip the unit. */
export function applyChange(
  model: RobustnessModel,
  unit: string,
  change: SmallestChange & { flips: true },
): RobustnessModel {
  const u = model.units.indexOf(unit)
  if (change.kind === 'weight') {
    const put = (node: Node): Node => {
      if (node.children === undefined) return node
      if (node.id !== change.group) return { ...node, children: node.children.map(put) }
      const total = node.children.reduce((sum, { weight }) => sum + weight, 0)
      const rest = 1 - change.from
      return {
        ...node,
        children: node.children.map((child) => ({
          ...child,
          weight: child.id === change.node ? change.to : ((child.weight / total) * (1 - change.to)) / rest,
        })),
      }
    }
    return { ...model, tree: put(model.tree) }
  }
  const gates = model.gates.map((gate) => {
    if (change.kind === 'threshold' && gate.id === change.gate) return { ...gate, [change.bound]: change.to }
    const sees =
      (change.kind === 'gate value' && gate.id === change.gate) ||
      (change.kind === 'value' && change.alsoGates.includes(gate.id))
    const set = change.kind === 'outcome' && gate.id === change.gate
    if (!sees && !set) return gate
    return {
      ...gate,
      units: gate.units.map((standing, i) => {
        if (i !== u) return standing
        if (set) return 'passed'
        return typeof standing === 'string' ? standing : { ...standing, value: change.to as number }
      }),
    }
  })
  if (change.kind !== 'value') return { ...model, gates }
  return {
    ...model,
    gates,
    leaves: model.leaves.map((leaf) =>
      leaf.id === change.leaf || change.alsoLeaves.includes(leaf.id)
        ? { ...leaf, raw: leaf.raw.map((x, i) => (i === u ? change.to : x)) }
        : leaf,
    ),
  }
}
