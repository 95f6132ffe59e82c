import { country } from '../../countries/registry.ts'

/** The country a code names; null for none, or for one that names no country. */
export const countryOf = (code: string | undefined): string | null =>
  code === undefined ? null : (country(code)?.iso3 ?? null)
