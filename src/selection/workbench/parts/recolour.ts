import type { Tried } from '../compute.ts'

const fills = ['in', 'out', 'unknown', 'none'] as const

/**
 * Gives the map that the server drew (`WorldMap`, each country under `m-GHA`) the fills of another result. Its labels
 * name the saved ranks, so they are hidden while anything is moved.
 */
export function recolour(page: Document, { units }: Pick<Tried, 'units'>, moved: boolean): void {
  for (const { unit, standing } of units) {
    const shape = page.getElementById(`m-${unit}`)
    if (!shape) continue
    for (const fill of fills) shape.classList.toggle(`land-${fill}`, fill === standing)
  }
  for (const map of page.querySelectorAll('.map')) map.classList.toggle('bench-map-moved', moved)
}
