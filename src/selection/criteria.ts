import type { Criterion, Gate, Methodology, Reading } from './schema.ts'

/* Walks through a methodology: what it reads, what its tree holds. Light, so that the browser can carry it. */

/** Every series and dataset a methodology reads, with where it is named. */
export function seriesNamed(methodology: Methodology): { name: string; place: string }[] {
  const names: { name: string; place: string }[] = []
  if (methodology.universe) names.push({ name: methodology.universe.ratedBy, place: 'universe' })
  for (const gate of methodology.gates) names.push({ name: gateName(gate), place: `gate ${gate.id}` })
  for (const leaf of leavesOf(methodology.criteria))
    if (leaf.read) names.push({ name: readingName(leaf.read), place: `criterion ${leaf.id}` })
  if (methodology.scorecard) {
    names.push({ name: methodology.scorecard.peers.series, place: 'scorecard peers' })
    for (const basket of methodology.scorecard.baskets)
      for (const indicator of basket.indicators)
        names.push({ name: indicator.series, place: `indicator ${indicator.id}` })
  }
  return names
}

export function gateName(gate: Gate): string {
  return 'series' in gate ? gate.series : 'list' in gate ? gate.list : gate.status
}

export function readingName(reading: Reading): string {
  return 'series' in reading ? reading.series : reading.count
}

/** The criteria that read data, in the order of the document. */
export function leavesOf(criterion: Criterion | undefined): Criterion[] {
  if (!criterion) return []
  return criterion.children ? criterion.children.flatMap(leavesOf) : [criterion]
}

/** Every criterion from the top down. */
export function allCriteria(criterion: Criterion | undefined): Criterion[] {
  if (!criterion) return []
  return [criterion, ...(criterion.children ?? []).flatMap(allCriteria)]
}

/** Weights of a group's children as shares that sum to one. */
export function sharesOf(group: Criterion): number[] {
  const children = group.children ?? []
  if (group.weights === 'equal') return children.map(() => 1 / children.length)
  const total = children.reduce((sum, child) => sum + (child.weight ?? 0), 0)
  return children.map((child) => (child.weight ?? 0) / total)
}

/** The series whose values a methodology reads, each once; lists and evidence are not among them. */
export function seriesRead(methodology: Methodology): string[] {
  const names = new Set<string>()
  for (const gate of methodology.gates) if ('series' in gate) names.add(gate.series)
  for (const { read } of leavesOf(methodology.criteria)) if (read && 'series' in read) names.add(read.series)
  if (methodology.scorecard) {
    names.add(methodology.scorecard.peers.series)
    for (const basket of methodology.scorecard.baskets)
      for (const indicator of basket.indicators) names.add(indicator.series)
  }
  return [...names]
}
