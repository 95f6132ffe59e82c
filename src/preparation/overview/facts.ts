import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { mappedCountries } from '../capacity/store.ts'
import { publishedEstimates } from '../estimates/store.ts'
import { listCodebooks, listStudies } from '../studies/store.ts'

/** What everybody may know that there is. */
export type OverviewFacts = {
  studies: number
  codebooks: number
  estimates: number
  mapped: number
  countries: {
    /** ISO 3166-1 alpha-3. */
    iso3: string
    studies: number
    estimates: number
    /** Day of the newest published round of the capacity map, of either side; null where there is none. */
    round: string | null
  }[]
}

/** Counts what is on record in the room; a confidential study counts once it is published. */
export async function overviewFacts(db: Kysely<Tables>): Promise<OverviewFacts> {
  const [all, versions, estimates, mapped] = await Promise.all([
    listStudies(db),
    listCodebooks(db, { drafts: false }),
    publishedEstimates(db),
    mappedCountries(db),
  ])
  const studies = all.filter(({ state, confidential }) => state === 'published' || !confidential)
  const rounds = new Map(
    mapped.map(({ country, outside, self }) => [country, [outside ?? '', self ?? ''].sort().at(-1) || null]),
  )
  const countries = [
    ...new Set([
      ...studies.map(({ country }) => country),
      ...estimates.map(({ country }) => country),
      ...[...rounds].flatMap(([country, round]) => (round === null ? [] : [country])),
    ]),
  ]
  return {
    studies: studies.length,
    codebooks: new Set(versions.map(({ codebook }) => codebook)).size,
    estimates: estimates.length,
    mapped: [...rounds.values()].filter((round) => round !== null).length,
    countries: countries.map((iso3) => ({
      iso3,
      studies: studies.filter(({ country }) => country === iso3).length,
      estimates: estimates.filter(({ country }) => country === iso3).length,
      round: rounds.get(iso3) ?? null,
    })),
  }
}
