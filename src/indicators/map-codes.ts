import { allCountries } from '../countries/registry.ts'

/** ISO 3166-1 numeric, as maps number countries, to the house's codes. One object, so that the drawing is kept. */
export const numericToIso3: Record<string, string> = Object.fromEntries(
  allCountries().flatMap(({ iso3, numeric, until }) =>
    numeric !== null && until === null ? [[numeric, iso3]] : [],
  ),
)
