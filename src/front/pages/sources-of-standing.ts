import { type Placed, unitIn } from '../standings.ts'

/** What a standing rests on for this country: the sources of its gates and of the values it was scored by. */
export function sourcesOfStanding(placed: Placed, iso3: string): string[] {
  const unit = unitIn(placed, iso3)
  const found = new Set<string>()
  for (const gate of unit?.gates ?? []) if (gate.source !== null) found.add(gate.source)
  for (const { cell } of unit?.criteria ?? []) if (cell && cell.source !== null) found.add(cell.source)
  return found.size > 0 ? [...found] : ['us-tip-report']
}

/** The sources of the gates alone; what the score was made from stands on the page of the country. */
export function sourcesOfGates(placed: Placed, iso3: string): string[] {
  const found = (unitIn(placed, iso3)?.gates ?? []).map(({ source }) => source).filter((id) => id !== null)
  return found.length > 0 ? [...new Set(found)] : ['us-tip-report']
}
