import { sizeOf } from '../lists/overlap-table.ts'

/**
 * A graph on lists in which every ring of four or more lists has a chord, so that the probability
 * of a history is a product over cliques divided by a product over separators. Both as bit masks
 * (bit i is list i). A separator stands as often as it separates; empty ones are left out.
 */
export type DecomposableGraph = { cliques: number[]; separators: number[] }

/** All decomposable graphs on so many labelled lists: 2, 8, 61, 822 for two to five. */
export function decomposableGraphs(lists: number): DecomposableGraph[] {
  const pairs = Array.from({ length: lists }, (_, j) => Array.from({ length: j }, (_, i) => [i, j] as const))
  const edges = pairs.flat()
  const graphs: DecomposableGraph[] = []
  for (let chosen = 0; chosen < 2 ** edges.length; chosen++) {
    const neighbours = new Array<number>(lists).fill(0)
    edges.forEach(([i, j], edge) => {
      if (((chosen >> edge) & 1) === 0) return
      neighbours[i] = (neighbours[i] as number) | (1 << j)
      neighbours[j] = (neighbours[j] as number) | (1 << i)
    })
    const graph = decompose(neighbours)
    if (graph) graphs.push(graph)
  }
  return graphs
}

/**
 * Cliques and separators of a graph, or null when it is not decomposable.
 *
 * Vertices are visited by maximum cardinality search; the graph is chordal exactly when the visited
 * neighbours of each vertex are all joined (Tarjan and Yannakakis 1984, SIAM J. Comput. 13:566). The
 * density is then the product, over vertices, of that of a vertex with its visited neighbours divided
 * by that of the neighbours; what stands above and below the line cancels, and what is left are
 * cliques and separators.
 *
 * @param neighbours - for each vertex the mask of those it is joined to
 */
export function decompose(neighbours: readonly number[]): DecomposableGraph | null {
  const above: number[] = []
  const below: number[] = []
  let visited = 0
  for (let step = 0; step < neighbours.length; step++) {
    let next = -1
    let most = -1
    neighbours.forEach((mask, vertex) => {
      const known = (visited >> vertex) & 1 ? -1 : sizeOf(mask & visited)
      if (known > most) {
        most = known
        next = vertex
      }
    })
    const before = (neighbours[next] as number) & visited
    if (neighbours.some((mask, vertex) => (before >> vertex) & 1 && (before & ~mask) !== 1 << vertex))
      return null
    visited |= 1 << next
    above.push(before | (1 << next))
    if (before !== 0) below.push(before)
  }
  const separators: number[] = []
  for (const mask of below) {
    const same = above.indexOf(mask)
    if (same >= 0) above.splice(same, 1)
    else separators.push(mask)
  }
  return { cliques: above, separators }
}
