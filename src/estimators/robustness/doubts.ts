import { drawsFrom } from '../bayes/draws.ts'
import { exp } from '../portable-math.ts'
import { type Chance, openChance } from './chance.ts'
import type { Engine, Group } from './engine.ts'
import type { GateOutcome, RobustnessNote } from './model.ts'

/** Where the chance of each source comes from: one stream each, so that switching one off leaves the others as they were. */
export const sources = { measurement: 1, imputation: 2, weights: 3, alternatives: 4, trial: 5 } as const

/** Errors that are drawn together. */
export type ErrorPart = { leaves: number[]; common: Float64Array | null; gates: boolean }

/** What a model doubts, ready to be drawn source by source. */
export type Doubts = ReturnType<typeof openDoubts>

/**
 * Lays out what the model doubts.
 *
 * A draw fills in errors, donors, shares and choices; `settle` then brings the columns of the engine up to date. Until
 * something is drawn everything stands as published and as written.
 */
export function openDoubts(engine: Engine) {
  const { model, size: n } = engine
  const { doubt, leaves, gates } = model
  const notes: RobustnessNote[] = []

  /* Measurement. */
  const groupsOfErrors = new Map<string, Float64Array>()
  const plans = leaves.map((leaf, j) => {
    const cells = doubt.measurement
      ? Int32Array.from(
          leaf.raw.flatMap((value, i) => (value !== null && (leaf.standardErrors?.[i] ?? 0) > 0 ? [i] : [])),
        )
      : new Int32Array(0)
    const { acrossUnits = 0, acrossLeaves = 0, group } = leaf.errors ?? {}
    if (group !== undefined && acrossLeaves > 0 && cells.length > 0 && !groupsOfErrors.has(group))
      groupsOfErrors.set(group, new Float64Array(n))
    const gaps = Int32Array.from(leaf.raw.flatMap((value, i) => (value === null ? [i] : [])))
    const donors = [...gaps].map((i) => {
      const given = doubt.imputation ? leaf.imputations?.[i] : null
      return given && given.length > 0 ? Float64Array.from(given) : null
    })
    const first = leaf.sameErrorAs === undefined ? -1 : leaves.findIndex(({ id }) => id === leaf.sameErrorAs)
    return {
      cells,
      /** The leaf whose draws it takes over, or -1. */
      first,
      /** For each of its cells that of the first with the same unit, or -1. */
      taken: new Int32Array(0),
      errors: Float64Array.from(cells, (i) => leaf.standardErrors?.[i] as number),
      /** Standardised errors as drawn, by cell. */
      z: new Float64Array(cells.length),
      acrossUnits: Math.sqrt(acrossUnits),
      acrossLeaves: Math.sqrt(acrossLeaves),
      own: Math.sqrt(Math.max(0, 1 - acrossUnits - acrossLeaves)),
      shared: group === undefined ? undefined : groupsOfErrors.get(group),
      gaps,
      donors,
      /** Whether every gap has donors, so that none is left once they are drawn. */
      filled: donors.every((given) => given !== null),
      /** Which donor stands in each gap; -1 where none does. */
      picks: new Int32Array(gaps.length).fill(-1),
      raw: (engine.base[j] as Float64Array).slice(),
      stale: true,
    }
  })
  for (const plan of plans)
    if (plan.first >= 0) {
      const at = new Map([...plans[plan.first]!.cells].map((unit, c) => [unit, c]))
      plan.taken = plan.cells.map((unit) => at.get(unit) ?? -1)
    }
  const drawnLeaves = plans.flatMap((plan, j) => (plan.cells.length > 0 ? [j] : []))
  const imputedLeaves = plans.flatMap((plan, j) => (plan.donors.some((donors) => donors !== null) ? [j] : []))

  /* Gates: 1 passed, 0 failed, 2 unknown, 3 drawn. */
  const standings = new Uint8Array(gates.length * n)
  const drawnGates: {
    gate: number
    unit: number
    value: number
    error: number
    low: number
    high: number
    /** The leaf cell it shares its error with, or -1. */
    leaf: number
    cell: number
  }[] = []
  gates.forEach((gate, g) => {
    const leaf = gate.sameErrorAs === undefined ? -1 : (engine.leafAt.get(gate.sameErrorAs) as number)
    gate.units.forEach((standing, i) => {
      if (typeof standing === 'string') {
        standings[g * n + i] = standing === 'passed' ? 1 : standing === 'failed' ? 0 : 2
        return
      }
      const low = standing.atLeast ?? gate.atLeast ?? -Infinity
      const high = standing.atMost ?? gate.atMost ?? Infinity
      const error = standing.standardError ?? 0
      if (!doubt.measurement || error === 0) {
        standings[g * n + i] = standing.value >= low && standing.value <= high ? 1 : 0
        return
      }
      standings[g * n + i] = 3
      const cell = leaf < 0 ? -1 : (plans[leaf]?.cells.indexOf(i) ?? -1)
      drawnGates.push({ gate: g, unit: i, value: standing.value, error, low, high, leaf, cell })
    })
  })
  const gateErrors = new Float64Array(drawnGates.length)

  const errorParts: ErrorPart[] = []
  // Those that take over what is drawn for another come after it, in its part.
  const firstOnes = drawnLeaves.filter((j) => plans[j]!.first < 0)
  for (const j of [...firstOnes, ...drawnLeaves.filter((k) => plans[k]!.first >= 0)]) {
    const { shared, first } = plans[j]!
    const of = first < 0 ? undefined : errorParts.find(({ leaves: drawn }) => drawn.includes(first))
    if (of) {
      of.leaves.push(j)
      continue
    }
    const together = shared === undefined ? undefined : errorParts.find(({ common }) => common === shared)
    if (together) together.leaves.push(j)
    else errorParts.push({ leaves: [j], common: shared ?? null, gates: false })
  }
  if (drawnGates.some(({ cell }) => cell < 0)) errorParts.push({ leaves: [], common: null, gates: true })

  /* Weights. */
  const drawnGroups: { group: Group; draw: (chance: Chance) => void }[] = []
  const spread = doubt.weights
  for (const group of engine.groups) {
    const count = group.children.length
    if (count < 2 || spread.kind === 'fixed') continue
    const own = engine.weightIds.slice(group.firstWeight, group.firstWeight + count)
    if (spread.kind === 'dirichlet')
      drawnGroups.push({ group, draw: aroundShares(engine, group, spread.concentration) })
    else if (spread.kind === 'free') drawnGroups.push({ group, draw: anyShares(engine, group) })
    else if (spread.kind === 'order') {
      const order = spread.orders[group.id]
      if (order !== undefined)
        drawnGroups.push({
          group,
          draw: orderedShares(
            engine,
            group,
            order.map((id) => own.indexOf(id)),
          ),
        })
    } else if (own.some((id) => spread.bounds[id] !== undefined)) {
      const bounds = own.map((id) => spread.bounds[id] ?? ([0, 1] as const))
      const { draw, walked } = sharesWithin(engine, group, bounds)
      drawnGroups.push({ group, draw })
      if (walked) notes.push({ kind: 'weights walked', group: group.id })
    }
  }
  const givenShares = engine.shares.slice()

  /* Alternatives. */
  const { alternatives } = doubt
  const chances = alternatives.map(({ choices }) => {
    const total = choices.reduce((sum, { chance = 1 }) => sum + chance, 0)
    let sum = 0
    return choices.map(({ chance = 1 }) => {
      sum += chance / total
      return sum
    })
  })
  const chosen = new Int32Array(alternatives.length).fill(-1)
  let methodChanged = false

  if (doubt.measurement && drawnLeaves.length + drawnGates.length === 0)
    notes.push({ kind: 'nothing to draw', source: 'measurement' })
  if (doubt.imputation && imputedLeaves.length === 0)
    notes.push({ kind: 'nothing to draw', source: 'imputation' })
  if (spread.kind !== 'fixed' && drawnGroups.length === 0)
    notes.push({ kind: 'nothing to draw', source: 'weights' })
  if (alternatives.length > 0 && alternatives.every(({ choices }) => choices.length < 2))
    notes.push({ kind: 'nothing to draw', source: 'alternatives' })

  /** Errors of one part: leaves that share errors, or one leaf, or the figures of gates that rest on no leaf. */
  function drawPart({ leaves, common, gates }: ErrorPart, chance: Chance): void {
    if (common !== null) chance.fillNormal(common, n)
    for (const j of leaves) {
      const plan = plans[j]!
      const { z, cells, acrossUnits, acrossLeaves, own } = plan
      chance.fillNormal(z, cells.length)
      plan.stale = true
      if (plan.first >= 0) {
        const given = plans[plan.first]!.z
        for (let c = 0; c < cells.length; c++)
          if (plan.taken[c]! >= 0) z[c] = given[plan.taken[c] as number] as number
        continue
      }
      if (acrossUnits === 0 && plan.shared === undefined) continue
      const all = acrossUnits === 0 ? 0 : acrossUnits * chance.normal()
      for (let c = 0; c < cells.length; c++)
        z[c] =
          all +
          (plan.shared === undefined ? 0 : acrossLeaves * (plan.shared[cells[c] as number] as number)) +
          own * (z[c] as number)
    }
    if (gates) chance.fillNormal(gateErrors, gateErrors.length)
    for (let d = 0; d < drawnGates.length; d++) {
      const { leaf, cell } = drawnGates[d]!
      if (cell >= 0) gateErrors[d] = plans[leaf]!.z[cell] as number
    }
  }

  function drawMeasurement(chance: Chance): void {
    for (const part of errorParts) drawPart(part, chance)
  }

  function drawImputation(chance: Chance): void {
    for (const j of imputedLeaves) {
      const plan = plans[j]!
      for (let c = 0; c < plan.gaps.length; c++) {
        const donors = plan.donors[c]
        if (donors) plan.picks[c] = chance.below(donors.length)
      }
      plan.stale = true
    }
  }

  /** Weights of one group alone, by its place among those drawn. */
  function drawGroup(d: number, chance: Chance): void {
    drawnGroups[d]?.draw(chance)
  }

  /** After the choice of method, which may bring weights of its own to spread around. */
  function drawWeights(chance: Chance): void {
    for (const { draw } of drawnGroups) draw(chance)
  }

  /** One uniform number decides each alternative, so that a low-discrepancy sequence can do it too. */
  function choose(a: number, uniform: number): void {
    const bounds = chances[a]!
    let k = 0
    while (k < bounds.length - 1 && uniform >= bounds[k]!) k++
    if (chosen[a] === k) return
    chosen[a] = k
    methodChanged = true
  }

  /** Puts the shares back to what the method says, before weights are drawn around them. */
  function settleMethod(): void {
    if (methodChanged) {
      methodChanged = false
      engine.asWritten()
      for (let a = 0; a < alternatives.length; a++) {
        const choice = alternatives[a]?.choices[chosen[a] as number]
        if (choice) engine.choose(choice)
      }
      givenShares.set(engine.shares)
      for (const plan of plans) plan.stale = true
    } else engine.shares.set(givenShares)
  }

  /** Brings the leaf columns up to date with errors, donors and method. */
  function settleLeaves(): void {
    for (let j = 0; j < plans.length; j++) {
      const plan = plans[j]!
      if (!plan.stale) continue
      plan.stale = false
      const { raw, cells, z, errors, gaps, donors, picks, filled } = plan
      const base = engine.base[j] as Float64Array
      for (let c = 0; c < cells.length; c++) {
        const i = cells[c] as number
        raw[i] = (base[i] as number) + (errors[c] as number) * (z[c] as number)
      }
      for (let c = 0; c < gaps.length; c++)
        if ((picks[c] as number) >= 0)
          raw[gaps[c] as number] = (donors[c] as Float64Array)[picks[c] as number] as number
      engine.scale(j, raw, gaps.length === 0 || (filled && (picks[0] as number) >= 0))
    }
  }

  /** Writes who passes every gate (1), fails one (0), or has one unknown and none failed (2); counts passes per gate. */
  function settleGates(who: Uint8Array, passes: Uint32Array | null): void {
    who.set(certain)
    for (let d = 0; d < drawnGates.length; d++) {
      const { gate, unit, value, error, low, high } = drawnGates[d]!
      const x = value + error * (gateErrors[d] as number)
      if (x >= low && x <= high) {
        if (passes !== null) passes[gate * n + unit] = (passes[gate * n + unit] as number) + 1
      } else who[unit] = 0
    }
  }

  /** The same without the gates that are drawn. */
  const certain = new Uint8Array(n).fill(1)
  for (let g = 0; g < gates.length; g++)
    for (let i = 0; i < n; i++) {
      const standing = standings[g * n + i]
      if (standing === 0) certain[i] = 0
      else if (standing === 2 && certain[i] === 1) certain[i] = 2
    }

  /** Everything as published and as written. */
  function nominal(): void {
    plans.forEach((plan, j) => {
      plan.z.fill(0)
      plan.picks.fill(-1)
      plan.raw.set(engine.base[j] as Float64Array)
      plan.stale = true
    })
    gateErrors.fill(0)
    chosen.fill(-1)
    methodChanged = true
    settleMethod()
    settleLeaves()
  }

  return {
    notes,
    drawMeasurement,
    drawPart,
    errorParts,
    drawGroup,
    drawImputation,
    drawWeights,
    choose,
    settleMethod,
    settleLeaves,
    settleGates,
    nominal,
    certain,
    standings,
    alternatives: alternatives.length,
    drawnLeaves,
    imputedLeaves,
    drawnGateIndices: [...new Set(drawnGates.map(({ gate }) => gate))].sort((a, b) => a - b),
    drawnGroups: drawnGroups.map(({ group }) => group.id),
    hasMeasurement: drawnLeaves.length + drawnGates.length > 0,
    hasImputation: imputedLeaves.length > 0,
    hasWeights: drawnGroups.length > 0,
    /** Cells that stay missing in every run, by leaf. */
    stillMissing: plans.map(({ donors }) => donors.filter((given) => given === null).length),
  }
}

/** How one gate comes out for one unit at its word. */
export function outcomeAtItsWord(
  gate: Engine['model']['gates'][number],
  i: number,
  bounds: { atLeast?: number; atMost?: number } = gate,
): GateOutcome {
  const standing = gate.units[i]!
  if (typeof standing === 'string') return standing
  const low = standing.atLeast ?? bounds.atLeast ?? -Infinity
  const high = standing.atMost ?? bounds.atMost ?? Infinity
  return standing.value >= low && standing.value <= high ? 'passed' : 'failed'
}

/* ── weights ──────────────────────────────────────────────────────────────── */

/** Dirichlet around the shares of the moment: gamma draws brought to a sum of one, through logarithms so that tiny shapes do not vanish together. */
function aroundShares({ shares }: Engine, { children, firstWeight }: Group, concentration: number) {
  const logs = new Float64Array(children.length)
  return (chance: Chance) => {
    const { logGamma } = gammasOf(chance)
    let largest = -Infinity
    for (let c = 0; c < logs.length; c++) {
      const shape = concentration * (shares[firstWeight + c] as number)
      const drawn = shape > 0 ? logGamma(shape) : -Infinity
      logs[c] = drawn
      if (drawn > largest) largest = drawn
    }
    if (largest === -Infinity) return
    let total = 0
    for (let c = 0; c < logs.length; c++) {
      const part = exp((logs[c] as number) - largest)
      shares[firstWeight + c] = part
      total += part
    }
    for (let c = 0; c < logs.length; c++)
      shares[firstWeight + c] = (shares[firstWeight + c] as number) / total
  }
}

const gammas = new WeakMap<Chance, ReturnType<typeof drawsFrom>>()
function gammasOf(chance: Chance) {
  let draws = gammas.get(chance)
  if (draws === undefined) {
    draws = drawsFrom(openAsRandom(chance))
    gammas.set(chance, draws)
  }
  return draws
}
function openAsRandom(chance: Chance) {
  return {
    uniform: chance.uniform,
    normal: (mean = 0, deviation = 1) => mean + deviation * chance.normal(),
  }
}

/** Uniform over all weights that sum to one: gaps between sorted uniform draws. */
function anyShares({ shares }: Engine, { children, firstWeight }: Group) {
  const cuts = new Float64Array(children.length - 1)
  return (chance: Chance) => simplex(cuts, chance, (c, share) => (shares[firstWeight + c] = share))
}

/** Uniform over the weights that keep an order: a uniform draw, sorted. */
function orderedShares(
  { shares }: Engine,
  { children, firstWeight }: Group,
  /** Position among the children, most important first. */
  order: readonly number[],
) {
  const cuts = new Float64Array(children.length - 1)
  const drawn = new Float64Array(children.length)
  return (chance: Chance) => {
    simplex(cuts, chance, (c, share) => (drawn[c] = share))
    drawn.sort()
    for (let k = 0; k < order.length; k++)
      shares[firstWeight + (order[k] as number)] = drawn[order.length - 1 - k] as number
  }
}

function simplex(cuts: Float64Array, chance: Chance, put: (c: number, share: number) => void): void {
  for (let k = 0; k < cuts.length; k++) cuts[k] = chance.uniform()
  cuts.sort()
  let before = 0
  for (let k = 0; k < cuts.length; k++) {
    put(k, (cuts[k] as number) - before)
    before = cuts[k] as number
  }
  put(cuts.length, 1 - before)
}

/**
 * Uniform over the weights within bounds. Above the lows what is left is shared out uniformly, and draws that break a high
 * are thrown away. Where fewer than one in twenty would stay, a walk is taken instead: two weights at a time are redrawn
 * within their bounds (a Gibbs sampler, whose long-run distribution is the same uniform one), so many steps between two
 * runs that these are all but independent.
 */
function sharesWithin(
  { shares }: Engine,
  { children, firstWeight }: Group,
  bounds: readonly (readonly [number, number])[],
) {
  const count = children.length
  const lows = Float64Array.from(bounds, ([low]) => low)
  const highs = Float64Array.from(bounds, ([, high]) => high)
  const left = 1 - lows.reduce((sum, low) => sum + low, 0)
  const cuts = new Float64Array(count - 1)
  const drawn = new Float64Array(count)
  const attempt = (chance: Chance) => {
    simplex(cuts, chance, (c, share) => (drawn[c] = (lows[c] as number) + left * share))
    for (let c = 0; c < count; c++) if ((drawn[c] as number) > (highs[c] as number)) return false
    return true
  }

  const trial = openChance(0, sources.trial)
  let kept = 0
  for (let k = 0; k < 400; k++) if (attempt(trial)) kept++
  if (kept >= 20)
    return {
      walked: false,
      draw(chance: Chance) {
        while (!attempt(chance));
        shares.set(drawn, firstWeight)
      },
    }

  // Starts at the point the same share of the way between low and high for all.
  const room = highs.reduce((sum, high, c) => sum + high - (lows[c] as number), 0)
  const start = Float64Array.from(lows, (low, c) =>
    room > 0 ? low + (left / room) * ((highs[c] as number) - low) : low,
  )
  const at = start.slice()
  const walk = (chance: Chance, steps: number) => {
    for (let step = 0; step < steps; step++) {
      const a = chance.below(count)
      const b = (a + 1 + chance.below(count - 1)) % count
      const both = (at[a] as number) + (at[b] as number)
      const low = Math.max(lows[a] as number, both - (highs[b] as number))
      const high = Math.min(highs[a] as number, both - (lows[b] as number))
      if (!(high > low)) continue
      const share = low + (high - low) * chance.uniform()
      at[a] = share
      at[b] = both - share
    }
  }
  let warm: Chance | null = null
  return {
    walked: true,
    draw(chance: Chance) {
      if (warm !== chance) {
        // Another stream begins at the same point, so that a draw depends on its stream alone.
        warm = chance
        at.set(start)
        walk(chance, 100 * count)
      }
      walk(chance, 4 * count)
      shares.set(at, firstWeight)
    },
  }
}
