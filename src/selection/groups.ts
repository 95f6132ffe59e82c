import type { GateReason, Inputs, Methodology, Result, UnitResult } from './schema.ts'

/*
 * Results in the order people ask for them: the ranking, who is out and by which gate,
 * who cannot be judged and for want of what, and what became of proposals.
 */

/** Those that pass, best first; those without a total last. */
export function ranking(result: Result): UnitResult[] {
  return result.units
    .filter(({ standing }) => standing === 'in')
    .sort(
      (a, b) =>
        (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) ||
        inOrder(a.unit, b.unit),
    )
}

/** The first so many by rank; equal ranks at the edge all belong. */
export function shortlist(result: Result, size = result.shortlistSize): UnitResult[] {
  return ranking(result).filter(({ rank }) => rank !== null && rank <= size)
}

export type Group = { gate: string; reason: GateReason; found: string | number | null; units: UnitResult[] }

/** Who is out, by the first gate that was not passed and by what was found there. */
export function excluded(result: Result): Group[] {
  return grouped(result, 'out', 'failed')
}

/** Who cannot be judged, by the first gate that is not known and by why not. */
export function unjudged(result: Result): Group[] {
  return grouped(result, 'unknown', 'unknown')
}

function grouped(result: Result, standing: UnitResult['standing'], outcome: 'failed' | 'unknown'): Group[] {
  const groups = new Map<string, Group>()
  for (const unit of result.units) {
    if (unit.standing !== standing) continue
    const deciding = unit.gates.find((gate) => gate.outcome === outcome)
    if (!deciding) continue
    const { gate, reason, found } = deciding
    const key = JSON.stringify([gate, reason, found])
    const group = groups.get(key) ?? { gate, reason, found, units: [] }
    groups.set(key, group)
    group.units.push(unit)
  }
  const order = result.funnel.map(({ gate }) => gate)
  return [...groups.values()].sort(
    (a, b) => order.indexOf(a.gate) - order.indexOf(b.gate) || b.units.length - a.units.length,
  )
}

export type ProposalStanding = { unit: string; proposals: string[]; result: UnitResult | null }

/** Where each proposed country stands, those proposed by name first. */
export function proposalsIn(methodology: Methodology, inputs: Inputs, result: Result): ProposalStanding[] {
  if (!methodology.proposals) return []
  const byUnit = new Map<string, string[]>()
  for (const { unit, proposal } of inputs.proposals) byUnit.set(unit, [...(byUnit.get(unit) ?? []), proposal])
  const found = new Map(result.units.map((unit) => [unit.unit, unit]))
  return [...byUnit]
    .map(([unit, proposals]) => ({ unit, proposals, result: found.get(unit) ?? null }))
    .sort((a, b) => place(a) - place(b) || inOrder(a.unit, b.unit))

  function place({ result: unit }: ProposalStanding): number {
    if (unit === null) return 4000
    const standing = { in: 0, unknown: 1000, out: 2000 }[unit.standing]
    return standing + (unit.rank ?? unit.wouldRank ?? 999)
  }
}

/** Sources that a result rests on, by how often a figure is taken from each. */
export function sourcesOf(inputs: Inputs): string[] {
  const counts = new Map<string, number>()
  const add = (source: string | null) => source !== null && counts.set(source, (counts.get(source) ?? 0) + 1)
  for (const cells of [...Object.values(inputs.newest), ...Object.values(inputs.counts)])
    for (const cell of Object.values(cells)) add(cell.source)
  for (const units of Object.values(inputs.statuses))
    for (const statements of Object.values(units)) for (const { source } of statements) add(source)
  for (const list of Object.values(inputs.lists)) add(list?.source ?? null)
  return [...counts].sort((a, b) => b[1] - a[1] || inOrder(a[0], b[0])).map(([source]) => source)
}

/** By code unit: the same on every machine, whatever its language. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
