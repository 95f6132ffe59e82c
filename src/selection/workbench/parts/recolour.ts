import type { Tried } from '../compute.ts'
import type { Standing } from '../moved.ts'

const fills = ['in', 'out', 'unknown', 'none'] as const
/** What the server wrote, to be put back when nothing is moved any more. */
const asSaved = new WeakMap<Element, string>()

/**
 * Gives the map that the server drew (`WorldMap`, each country under `m-GHA`) the fills and titles of another result.
 * Its labels name the saved ranks, so they are hidden while anything is moved.
 */
export function recolour(
  page: Document,
  { units }: Pick<Tried, 'units'>,
  { moved, says, counts }: { moved: boolean; says: (unit: Standing) => string; counts: string },
): void {
  for (const unit of units) {
    const shape = page.getElementById(`m-${unit.unit}`)
    if (!shape) continue
    for (const fill of fills) shape.classList.toggle(`land-${fill}`, fill === unit.standing)
    const title = shape.parentElement?.querySelector(':scope > title')
    if (title) retell(title, moved ? says(unit) : null)
  }
  for (const map of page.querySelectorAll('.map')) {
    map.classList.toggle('bench-map-moved', moved)
    const described = map.querySelector('.map-world > .hidden')
    if (described) retell(described, moved ? counts : null)
  }
}

function retell(place: Element, text: string | null): void {
  if (!asSaved.has(place)) asSaved.set(place, place.textContent ?? '')
  place.textContent = text ?? asSaved.get(place) ?? ''
}
