import type { Fact } from '../indicators/schema.ts'
import { numberField } from './fact-fields.ts'

/** Grants of each year of the source: the sum where amounts are stated, null where none is, 0 where there is no grant. */
export function grantsByYear(facts: Fact[], first: number, last: number) {
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const year = first + place
    const grants = facts.filter((fact) => numberField(fact, 'year') === year)
    const stated = grants.map((fact) => numberField(fact, 'amountUsd')).filter((usd) => usd !== null)
    const sum = stated.reduce((total, usd) => total + usd, 0)
    return {
      year,
      grants: grants.length,
      unstated: grants.length - stated.length,
      usd: grants.length === 0 ? 0 : stated.length === 0 ? null : sum,
    }
  })
}
