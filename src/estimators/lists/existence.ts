import { onlyZero } from './exact-cone.ts'
import { sumOverSupersets } from './overlap-table.ts'

/**
 * Whether a log-linear model has an extended maximum likelihood estimate on a table, and whether its
 * parameters can be told apart; exactly, in whole numbers, before anything is fitted.
 *
 * 0: fine; 1: no estimate exists (the likelihood has no maximum); 2: not identifiable; 3: both.
 *
 * Fienberg and Rinaldo (2012); Chan, Silverman and Vincent (2021), whose codes these are. They solve a
 * linear programme with a numerical solver and compare its optimum with zero; here the same question is
 * put in its dual form, which is small enough to be answered without rounding.
 */
export type ExistenceCode = 0 | 1 | 2 | 3

/*
 * Why this is the same question. Drop the terms nobody bears out (margin 0: their parameter is minus
 * infinity) and the cells that contain one. Let z be any change of the remaining parameters and
 * f(w) = Σ z_θ over the terms θ within w, the change of log mu in cell w.
 *
 * - Identifiable: no z but 0 has f = 0 in every remaining cell.
 * - The estimate exists: no z has f >= 0 in every remaining cell, f = 0 in every cell with persons, and
 *   f > 0 somewhere (Stiemke's alternative to “there is a positive table with the same margins”):
 *   along such a z, turned round, the likelihood would rise for ever.
 *
 * What makes it small: the model is hierarchical, so f in the cells that are themselves terms, and z_∅,
 * fix all the rest (Möbius inversion): f(w) = χ(w) z_∅ + Σ_φ c(w, φ) f(φ), with
 * c(w, φ) = Σ (-1)^(|θ|-|φ|) over the terms θ with φ ⊆ θ ⊆ w, and χ(w) = c(w, ∅). Where the cell φ has
 * persons f(φ) = 0; so the unknowns are z_∅ and the few f(φ) >= 0 of terms whose own cell is empty.
 */

/** Small enough for products to stay in 32 bits. */
const PRIME = 32749

function inverseModulo(value: number): number {
  let inverse = 1
  let base = value
  for (let power = PRIME - 2; power > 0; power >>= 1) {
    if (power & 1) inverse = (inverse * base) % PRIME
    base = (base * base) % PRIME
  }
  return inverse
}

/**
 * @param terms - a hierarchical model
 * @param counts - persons by history; only which are zero matters
 * @param margins - persons on all lists of a set, of the same table
 */
export type ExistenceCheck = (
  terms: ArrayLike<number>,
  counts: ArrayLike<number>,
  margins: ArrayLike<number>,
) => ExistenceCode

/** Makes the check for tables of so many lists. It holds its working space, so one serves for thousands of models. */
export function existenceCheck(lists: number): ExistenceCheck {
  const size = 2 ** lists
  const kept = new Uint8Array(size)
  const dead = new Uint8Array(size)
  const parity = new Int8Array(size)
  parity[0] = 1
  for (let mask = 1; mask < size; mask++) parity[mask] = -(parity[mask & (mask - 1)] as number)
  const euler = new Int32Array(size)
  const columns: Int32Array[] = []
  const reduced = new Int32Array((size + 1) * (size + 1))
  const pivots = new Int32Array(size + 1)

  /** Marks the terms that stay, and the cells that fall away because they contain one that does not. */
  function dropUnborne(terms: ArrayLike<number>, margins: ArrayLike<number>): void {
    kept.fill(0)
    dead.fill(0)
    kept[0] = 1
    let dropped = false
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number
      if ((margins[term] as number) > 0) kept[term] = 1
      else {
        dead[term] = 1
        dropped = true
      }
    }
    if (!dropped) return
    for (let bit = 1; bit < size; bit <<= 1)
      for (let mask = 0; mask < size; mask++)
        if (mask & bit) dead[mask] = (dead[mask] as number) | (dead[mask ^ bit] as number)
  }

  /** c(w, from) for every cell w: zero where w does not contain `from`. */
  function alternate(from: number, into: Int32Array): void {
    const sign = parity[from] as number
    for (let mask = 0; mask < size; mask++)
      into[mask] = kept[mask] && (mask & from) === from ? sign * (parity[mask] as number) : 0
    for (let bit = 1; bit < size; bit <<= 1)
      for (let mask = 0; mask < size; mask++)
        if (mask & bit) into[mask] = (into[mask] as number) + (into[mask ^ bit] as number)
  }

  /** Whether the likelihood rises for ever along one unknown by itself, or along z_∅ either way: the commonest case. */
  function risesAlone(column: Int32Array, counts: ArrayLike<number>, eitherWay: boolean): boolean {
    let up = false
    let down = false
    for (let cell = 1; cell < size; cell++) {
      const value = column[cell] as number
      if (value === 0 || dead[cell]) continue
      if ((counts[cell] as number) > 0) return false
      if (value > 0) up = true
      else down = true
      if (down && (up || !eitherWay)) return false
    }
    return up || down
  }

  /**
   * Whether the cells with persons alone leave nothing open: their rows have full rank. Counted modulo a prime,
   * where the rank can be lower than it is, never higher; so a yes is a proof, and a no is looked into.
   */
  function seenFixAll(all: Int32Array[], counts: ArrayLike<number>): boolean {
    const width = all.length
    let rank = 0
    for (let cell = size - 1; cell > 0; cell--) {
      if (dead[cell] || kept[cell] || (counts[cell] as number) === 0) continue
      const at = rank * width
      for (let j = 0; j < width; j++) {
        const value = ((all[j] as Int32Array)[cell] as number) % PRIME
        reduced[at + j] = value < 0 ? value + PRIME : value
      }
      for (let i = 0; i < rank; i++) {
        const pivot = pivots[i] as number
        const factor = reduced[at + pivot] as number
        if (factor === 0) continue
        for (let j = 0; j < width; j++)
          reduced[at + j] =
            ((reduced[at + j] as number) + (PRIME - factor) * (reduced[i * width + j] as number)) % PRIME
      }
      let pivot = 0
      while (pivot < width && reduced[at + pivot] === 0) pivot++
      if (pivot === width) continue
      const inverse = inverseModulo(reduced[at + pivot] as number)
      for (let j = 0; j < width; j++) reduced[at + j] = ((reduced[at + j] as number) * inverse) % PRIME
      pivots[rank++] = pivot
      if (rank === width) return true
    }
    return false
  }

  /** The general case: some terms have persons, though none with exactly their history. */
  function settled(unknowns: number[], counts: ArrayLike<number>, identifiable: boolean): boolean {
    if (identifiable && risesAlone(euler, counts, true)) return false
    const all: Int32Array[] = []
    for (let i = 0; i < unknowns.length; i++) {
      const column = columns[i] ?? new Int32Array(size)
      columns[i] = column
      alternate(unknowns[i] as number, column)
      if (risesAlone(column, counts, false)) return false
      all.push(column)
    }
    if (identifiable) all.push(euler)
    if (seenFixAll(all, counts)) return true

    const equal = new Map<string, number[]>()
    const atLeast = new Map<string, number[]>()
    for (let cell = 1; cell < size; cell++) {
      if (dead[cell] || kept[cell]) continue
      const row = all.map((column) => column[cell] as number)
      if (row.some((value) => value !== 0))
        ((counts[cell] as number) > 0 ? equal : atLeast).set(row.join(), row)
    }
    unknowns.forEach((_, i) => {
      const row = all.map((_, j) => (i === j ? 1 : 0))
      atLeast.set(row.join(), row)
    })
    return onlyZero([...equal.values()], [...atLeast.values()])
  }

  return (terms, counts, margins) => {
    dropUnborne(terms, margins)
    alternate(0, euler)

    let identifiable = false
    let seenFixes = false
    let rising = false
    let falling = false
    for (let cell = 1; cell < size; cell++) {
      const chi = euler[cell] as number
      if (dead[cell] || chi === 0) continue
      identifiable = true
      if ((counts[cell] as number) > 0) seenFixes = true
      else if (chi > 0) rising = true
      else falling = true
    }

    const unknowns: number[] = []
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number
      if (kept[term] && counts[term] === 0) unknowns.push(term)
    }
    const exists =
      unknowns.length > 0
        ? settled(unknowns, counts, identifiable)
        : !identifiable || seenFixes || (rising && falling)
    return ((exists ? 0 : 1) + (identifiable ? 0 : 2)) as ExistenceCode
  }
}

/**
 * Whether a model has no estimate (or cannot be identified) because a smaller one has none: so it is when
 * the term added has persons. No cell falls away then, and the change of parameters that ruined the
 * smaller model, with 0 for the new one, ruins the larger. In other words: to take away an overlapping
 * interaction never destroys existence (Chan, Silverman and Vincent 2021). Saves most checks when all
 * models are gone through from small to large.
 *
 * @param smaller - code of the model without `added`
 */
export function refusedWithSmaller(
  smaller: ExistenceCode,
  added: number,
  margins: ArrayLike<number>,
): boolean {
  return smaller !== 0 && (margins[added] as number) > 0
}

/** One model on one table; {@link existenceCheck} serves for many. */
export function existenceCode(terms: readonly number[], counts: Float64Array): ExistenceCode {
  return existenceCheck(Math.log2(counts.length))(terms, counts, sumOverSupersets(Float64Array.from(counts)))
}
