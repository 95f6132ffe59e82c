import { describe, expect, it } from 'vitest'
import { sizeOf } from '../lists/overlap-table.ts'
import { type DecomposableGraph, decomposableGraphs, decompose } from './graphs.ts'

/** The mask of neighbours of each vertex of a graph given by its cliques. */
function neighboursOf({ cliques }: DecomposableGraph, vertices: number): number[] {
  return Array.from({ length: vertices }, (_, v) =>
    cliques.filter((clique) => (clique >> v) & 1).reduce((all, clique) => all | (clique & ~(1 << v)), 0),
  )
}

/** Whether some set of four or more vertices is joined as a ring and no further. */
function hasRingWithoutChord(neighbours: number[]): boolean {
  for (let set = 0; set < 2 ** neighbours.length; set++) {
    if (sizeOf(set) < 4) continue
    const members = neighbours.map((_, v) => v).filter((v) => (set >> v) & 1)
    if (members.some((v) => sizeOf((neighbours[v] as number) & set) !== 2)) continue
    let reached = 1 << (members[0] as number)
    for (const _ of members)
      for (const v of members) if ((reached >> v) & 1) reached |= (neighbours[v] as number) & set
    if (reached === set) return true
  }
  return false
}

function allGraphs(vertices: number): number[][] {
  const edges = Array.from({ length: vertices }, (_, j) => Array.from({ length: j }, (_, i) => [i, j])).flat()
  return Array.from({ length: 2 ** edges.length }, (_, chosen) =>
    Array.from({ length: vertices }, (_, v) =>
      edges.reduce(
        (mask, [i, j], edge) =>
          (chosen >> edge) & 1 && (i === v || j === v) ? mask | (1 << ((i === v ? j : i) as number)) : mask,
        0,
      ),
    ),
  )
}

describe('The decomposable graphs', () => {
  it.each([
    [2, 2],
    [3, 8],
    [4, 61],
    [5, 822],
  ])('on %i lists are %i, each of them once', (lists, many) => {
    const graphs = decomposableGraphs(lists)
    expect(graphs).toHaveLength(many)
    expect(new Set(graphs.map((graph) => neighboursOf(graph, lists).join())).size).toBe(many)
  })

  it('are exactly those without a ring that lacks a chord, among all graphs on up to five lists', () => {
    for (const vertices of [3, 4, 5])
      for (const neighbours of allGraphs(vertices))
        expect(decompose(neighbours) !== null, neighbours.join()).toBe(!hasRingWithoutChord(neighbours))
  })

  it('give back their own joins, and count each list once, above the line less below it', () => {
    for (const neighbours of allGraphs(5)) {
      const graph = decompose(neighbours)
      if (graph === null) continue
      expect(neighboursOf(graph, 5)).toEqual(neighbours)
      for (let v = 0; v < 5; v++) {
        const holding = (masks: number[]) => masks.filter((mask) => (mask >> v) & 1).length
        expect(holding(graph.cliques) - holding(graph.separators)).toBe(1)
      }
    }
  })

  it('name cliques and separators of a chain', () => {
    expect(decompose([0b0010, 0b0101, 0b1010, 0b0100])).toEqual({
      cliques: [0b0011, 0b0110, 0b1100],
      separators: [0b0010, 0b0100],
    })
  })
})
