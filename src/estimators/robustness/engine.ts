import { exponentOf, restore } from '../aggregate.ts'
import { normaliseColumn } from '../normalise.ts'
import { treatColumn } from '../outliers.ts'
import { log, power } from '../portable-math.ts'
import { desirability } from '../value-functions.ts'
import type { Choice, Leaf, LeafValue, Node, RobustnessModel } from './model.ts'

/** A node with children, as the engine sees it. */
export type Group = {
  id: string
  /** Columns of the children: leaves first, then groups, as in `Engine.columns`. */
  children: Int32Array
  /** Where the weights of its children stand in `Engine.shares`. */
  firstWeight: number
}

/** A model laid out in columns, ready to be put together many times without making anything new. */
export type Engine = ReturnType<typeof openEngine>

/**
 * Lays a checked model out in columns of one number per unit: leaves first, then groups from the bottom up. NaN is “not
 * known” inside. What the method decides (means, missing rules, weights, value functions) can be changed by `choose`
 * between two runs.
 */
export function openEngine(model: RobustnessModel) {
  const n = model.units.length
  const { leaves } = model
  const leafAt = new Map(leaves.map(({ id }, j) => [id, j]))
  const groups: Group[] = []
  const nodes: Node[] = []
  const weightIds: string[] = []
  const weightNodes: Node[] = []

  const top = place(model.tree)
  const columns = Array.from({ length: leaves.length + groups.length }, () => new Float64Array(n))
  /** Whether a column may hold NaN. */
  const holes = new Uint8Array(columns.length)
  const base = leaves.map((leaf) => Float64Array.from(leaf.raw, (value) => value ?? Number.NaN))
  const hasGap = base.map((column) => column.some(Number.isNaN))
  const mayBeNegative = leaves.some(({ value }) => value.kind === 'given')

  /* What the method decides, at the moment. */
  const values: LeafValue[] = []
  const outliers: Leaf['outliers'][] = []
  const bends = new Float64Array(groups.length)
  const needsAll = new Uint8Array(groups.length)
  const weights = new Float64Array(weightIds.length)
  /** Share of each node among its siblings, by `weightIds`; all zero in a group without weight. */
  const shares = new Float64Array(weightIds.length)
  const groupAt = new Map(groups.map(({ id }, g) => [id, g]))
  const weightAt = new Map(weightIds.map((id, m) => [id, m]))

  const sum = new Float64Array(n)
  const present = new Float64Array(n)
  asWritten()
  for (let j = 0; j < leaves.length; j++) scale(j, base[j] as Float64Array)

  function place(node: Node): number {
    if (node.children === undefined) return leafAt.get(node.id) as number
    const children = Int32Array.from(node.children, place)
    groups.push({ id: node.id, children, firstWeight: weightIds.length })
    nodes.push(node)
    for (const child of node.children) {
      weightIds.push(child.id)
      weightNodes.push(child)
    }
    return leaves.length + groups.length - 1
  }

  /** The method as the model has it. */
  function asWritten(): void {
    leaves.forEach((leaf, j) => {
      values[j] = leaf.value
      outliers[j] = leaf.outliers
    })
    nodes.forEach((node, g) => {
      bends[g] = exponentOf(node.aggregation ?? 'arithmetic')
      needsAll[g] = node.missing === 'no total' ? 1 : 0
    })
    weightNodes.forEach((node, m) => {
      weights[m] = node.weight
    })
    share()
  }

  /** Puts a choice on top of what is. Leaf columns have to be scaled again by the caller. */
  function choose(choice: Choice): void {
    each(choice.aggregation, groupAt, (g, rule) => {
      bends[g] = exponentOf(rule)
    })
    each(choice.missing, groupAt, (g, rule) => {
      needsAll[g] = rule === 'no total' ? 1 : 0
    })
    each(choice.value, leafAt, (j, value) => {
      values[j] = value
    })
    each(choice.outliers, leafAt, (j, treatment) => {
      outliers[j] = treatment
    })
    each(choice.weights, weightAt, (m, weight) => {
      weights[m] = weight
    })
    if (choice.weights) share()
  }

  /** Weights brought to shares, group by group; huge ones are brought down before they are summed. */
  function share(): void {
    for (const { children, firstWeight } of groups) {
      const own = weights.subarray(firstWeight, firstWeight + children.length)
      let total = own.reduce((sum, weight) => sum + weight, 0)
      const scale = total === Infinity ? own.reduce((most, weight) => Math.max(most, weight), 0) : 1
      if (scale !== 1) total = own.reduce((sum, weight) => sum + weight / scale, 0)
      for (let c = 0; c < own.length; c++)
        shares[firstWeight + c] = total === 0 ? 0 : (own[c] as number) / scale / total
    }
  }

  /** Column of a leaf from raw values, which are not touched; `full` where nothing is missing among them. */
  function scale(j: number, raw: Float64Array, full = !hasGap[j]): void {
    const into = columns[j] as Float64Array
    const treatment = outliers[j]
    const column = treatment ? treatColumn(raw, treatment).column : raw
    const value = values[j] as LeafValue
    holes[j] = full ? 0 : 1
    if (value.kind === 'given') {
      into.set(column)
      return
    }
    const direction = value.direction ?? 1
    if (value.kind !== 'function') {
      const { problem } = normaliseColumn(column, direction, { method: value.kind }, [], into)
      if (problem !== null) holes[j] = 1
      return
    }
    const fn = value.function
    if (fn.kind === 'goalposts') {
      const { low, high } = fn
      const width = high - low
      if (width !== Infinity) {
        for (let i = 0; i < n; i++) {
          const x = column[i] as number
          // A gap stays one: NaN is neither below nor above.
          const way = x <= low ? 0 : x >= high ? 1 : (x - low) / width
          into[i] = direction === 1 ? way : 1 - way
        }
        return
      }
    }
    for (let i = 0; i < n; i++) {
      const x = column[i] as number
      into[i] = Number.isNaN(x) ? x : desirability(fn, x, direction)
    }
  }

  /** Puts the tree together from the leaf columns and the shares. */
  function combine(): Float64Array {
    for (let g = 0; g < groups.length; g++) combineGroup(g)
    return columns[top] as Float64Array
  }

  function combineGroup(g: number): void {
    const { children, firstWeight } = groups[g] as Group
    const out = columns[leaves.length + g] as Float64Array
    const p = bends[g] as number
    let gaps = false
    let weight = 0
    for (let c = 0; c < children.length; c++) {
      weight += shares[firstWeight + c] as number
      if (holes[children[c] as number] === 1) gaps = true
    }
    holes[leaves.length + g] = gaps || weight === 0 || (p !== 1 && mayBeNegative) ? 1 : 0
    if (weight === 0) {
      out.fill(Number.NaN)
      return
    }
    if (gaps) combineWithGaps(g)
    else {
      out.fill(0)
      for (let c = 0; c < children.length; c++) {
        const share = shares[firstWeight + c] as number
        if (share === 0) continue
        const child = columns[children[c] as number] as Float64Array
        if (p === 1) for (let i = 0; i < n; i++) out[i] = (out[i] as number) + share * (child[i] as number)
        else if (p === 0)
          for (let i = 0; i < n; i++) out[i] = (out[i] as number) + share * log(child[i] as number)
        else for (let i = 0; i < n; i++) out[i] = (out[i] as number) + share * bend(child[i] as number, p)
      }
      if (p !== 1) for (let i = 0; i < n; i++) out[i] = unbend(out[i] as number, p)
    }
  }

  function combineWithGaps(g: number): void {
    const { children, firstWeight } = groups[g] as Group
    const out = columns[leaves.length + g] as Float64Array
    const p = bends[g] as number
    const whole = needsAll[g] === 1
    sum.fill(0)
    present.fill(0)
    for (let c = 0; c < children.length; c++) {
      const share = shares[firstWeight + c] as number
      const child = columns[children[c] as number] as Float64Array
      for (let i = 0; i < n; i++) {
        const x = child[i] as number
        if (Number.isNaN(x)) {
          if (whole) present[i] = Number.NaN
          continue
        }
        if (share === 0) continue
        present[i] = (present[i] as number) + share
        sum[i] = (sum[i] as number) + share * (p === 1 ? x : p === 0 ? log(x) : bend(x, p))
      }
    }
    for (let i = 0; i < n; i++) {
      const weight = present[i] as number
      // Nothing present, or NaN because all were needed.
      if (!(weight > 0)) out[i] = Number.NaN
      else out[i] = p === 1 ? (sum[i] as number) / weight : unbend((sum[i] as number) / weight, p)
    }
  }

  return {
    model,
    size: n,
    leafCount: leaves.length,
    groups,
    columns,
    base,
    hasGap,
    holes,
    top,
    weightIds,
    shares,
    asWritten,
    choose,
    scale,
    combine,
    /** The value function and outlier treatment a leaf has at the moment. */
    methodOf: (j: number) => ({ value: values[j] as LeafValue, outliers: outliers[j] ?? null }),
    /** The bend of a group's mean at the moment: 1 arithmetic, 0 geometric, -1 harmonic. */
    bendOf: (g: number) => bends[g] as number,
    groupAt,
    leafAt,
    weightAt,
  }
}

/** Onto the scale of a power mean; a zero is carried as a zero or as an infinity, and comes back as the limit. */
function bend(x: number, p: number): number {
  return x > 0 ? power(x, p) : x === 0 ? (p > 0 ? 0 : Infinity) : Number.NaN
}

function unbend(sum: number, p: number): number {
  if (sum === Infinity) return p < 0 ? 0 : Number.NaN
  return restore(sum, p)
}

/** Goes through overrides by id; the id `*` stands for every one and comes first, so that a named one has its own. */
function each<T>(
  overrides: Readonly<Record<string, T>> | undefined,
  places: ReadonlyMap<string, number>,
  apply: (place: number, value: T) => void,
): void {
  if (overrides === undefined) return
  const all = overrides['*']
  if (all !== undefined) for (const place of places.values()) apply(place, all)
  for (const [id, value] of Object.entries(overrides)) {
    const place = places.get(id)
    if (id !== '*' && place !== undefined) apply(place, value)
  }
}
