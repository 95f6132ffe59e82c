import codes from 'i18n-iso-countries/codes.json' with { type: 'json' }
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import portuguese from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }
import { type Language, languages } from '../ui/language.ts'
import { forms, otherNames, sharedNames, shortNames } from './names.ts'
import { type RegionCode, regionNames, subregions } from './regions.ts'

/**
 * A country or territory as the sources of this house meet it. `iso3` is its ISO
 * 3166-1 alpha-3 code; Kosovo, which ISO has not coded, is `XKX` (user-assigned,
 * as the World Bank writes it); withdrawn codes are kept for entities that ended.
 */
export type Country = {
  iso3: string
  iso2: string | null
  /** ISO numeric code, three digits, the id of world-atlas maps; null where there is none (Kosovo). */
  numeric: string | null
  /** First and last calendar year of existence under this name and border; null = no limit in these data. */
  since: number | null
  until: number | null
}

export type Region = {
  region: RegionCode
  name: string
  subregion: string
  subregionName: string
}

/**
 * Entities whose life begins or ends within the years of the data (2000 on).
 * Years are inclusive and generous: in a year of change both old and new exist,
 * since a report of that year may speak of either.
 */
const lifetimes: Record<string, { since: number | null; until: number | null }> = {
  ANT: { since: null, until: 2010 },
  BES: { since: 2010, until: null },
  CUW: { since: 2010, until: null },
  SXM: { since: 2010, until: null },
  SCG: { since: 1992, until: 2006 },
  SRB: { since: 2006, until: null },
  MNE: { since: 2006, until: null },
  SSD: { since: 2011, until: null },
  TLS: { since: 2002, until: null },
  XKX: { since: 2008, until: null },
}

const withdrawn: Record<string, { iso2: string; numeric: string }> = {
  ANT: { iso2: 'AN', numeric: '530' },
  SCG: { iso2: 'CS', numeric: '891' },
}

const packageNames: Record<Language, Record<string, string | string[]>> = {
  en: english.countries,
  fr: french.countries,
  es: spanish.countries,
  pt: portuguese.countries,
}

const countries: Country[] = buildCountries()
const byIso3 = new Map(countries.map((country) => [country.iso3, country]))
const regionByIso3 = new Map(
  subregions.flatMap((part) => part.members.split(' ').map((iso3) => [iso3, part] as const)),
)

function buildCountries(): Country[] {
  const found: Country[] = (codes as string[][]).map(([iso2, iso3, numeric]) =>
    // The package gives Kosovo the code XKK and number 983; neither is ISO's, and maps do not use them.
    iso2 === 'XK' ? entry('XKX', 'XK', null) : entry(iso3!, iso2!, numeric!),
  )
  for (const [iso3, { iso2, numeric }] of Object.entries(withdrawn)) found.push(entry(iso3, iso2, numeric))
  return found.sort((a, b) => (a.iso3 < b.iso3 ? -1 : 1))
}

function entry(iso3: string, iso2: string, numeric: string | null): Country {
  return { iso3, iso2, numeric, ...(lifetimes[iso3] ?? { since: null, until: null }) }
}

/** Every country and territory of the registry, withdrawn ones included, by ISO alpha-3 code. */
export function allCountries(): readonly Country[] {
  return countries
}

/** The registry's entry for a code, or undefined. Codes are upper case. */
export function country(iso3: string): Country | undefined {
  return byIso3.get(iso3)
}

/**
 * The country of worked examples, which does not exist. ISO 3166-1 leaves ZZA to ZZZ to
 * its users, so no country will ever have this code; it is in no list of countries.
 */
export const EXAMPLE_COUNTRY = 'ZZE'
const exampleNames: Record<Language, string> = {
  en: 'Exampleland',
  fr: 'Exemplie',
  es: 'Ejemplolandia',
  pt: 'Exemplolândia',
}

/** The short common name in a language ("Tanzania", "DR Congo"); a code the registry lacks comes back as it is. */
export function countryName(iso3: string, language: Language): string {
  if (iso3 === EXAMPLE_COUNTRY) return exampleNames[language]
  const own = shortNames[iso3]?.[language]
  if (own) return own
  const iso2 = byIso3.get(iso3)?.iso2
  const names = iso2 ? packageNames[language][iso2] : undefined
  return (Array.isArray(names) ? names[0] : names) ?? iso3
}

/** Region and sub-region after UN M49, named in a language; null for Antarctica and unknown codes. */
export function region(iso3: string, language: Language = 'en'): Region | null {
  const part = regionByIso3.get(iso3)
  if (!part) return null
  return {
    region: part.region,
    name: regionNames[part.region][language],
    subregion: part.code,
    subregionName: part.name[language],
  }
}

/** The five regions of M49 by their names in a language, in the order of its alphabet. */
export function regionNamesIn(language: Language): { code: RegionCode; name: string }[] {
  return (Object.entries(regionNames) as [RegionCode, Record<Language, string>][])
    .map(([code, names]) => ({ code, name: names[language] }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
}

/** The three-digit ISO number that world-atlas uses as id; null where there is none (Kosovo). */
export function numericCode(iso3: string): string | null {
  return byIso3.get(iso3)?.numeric ?? null
}

/**
 * Whether the entity existed at some time of the year: South Sudan from 2011, the
 * Netherlands Antilles to 2010. False for a code the registry lacks.
 */
export function existsIn(iso3: string, year: number): boolean {
  const found = byIso3.get(iso3)
  if (!found) return false
  return (found.since === null || year >= found.since) && (found.until === null || year <= found.until)
}

export type Found = { iso3: string } | { suggestions: string[] }

/**
 * Which country a text means: an alpha-3 or alpha-2 code, or a name in English,
 * French, Spanish or Portuguese, present or former. Case, accents, punctuation,
 * a leading "The", "&", "St." and inverted forms ("Korea, South") do not matter.
 *
 * A text that is not such a name is never guessed at: the answer then holds up to
 * five names that come near, nearest first (none when nothing does).
 */
export function findCountry(text: string): Found {
  const iso3 = codeOf(text)
  return iso3 === null ? { suggestions: nearest(text, names()) } : { iso3 }
}

/** The code that `findCountry` would find, or null; without the work of looking for near names. */
export function codeOf(text: string): string | null {
  const code = text.trim().toUpperCase()
  if (byIso3.has(code)) return code
  for (const key of readings(text)) {
    const iso3 = names().get(key)
    if (iso3) return iso3
  }
  if (!/^[A-Z]{2}$/.test(text.trim())) return null
  return countries.find((known) => known.iso2 === code)?.iso3 ?? null
}

function names(): Map<string, string> {
  nameIndex ??= buildIndex()
  return nameIndex
}

let nameIndex: Map<string, string> | null = null

/** Names the registry knows a country by, for search boxes and tests. */
export function knownNames(iso3: string): string[] {
  const iso2 = byIso3.get(iso3)?.iso2
  const names = languages.flatMap((language) => {
    // The Portuguese names of the two Congos are exchanged in the package.
    const wrong = language === 'pt' && (iso3 === 'COD' || iso3 === 'COG')
    const own = countryName(iso3, language)
    return iso2 && !wrong ? [own, ...[packageNames[language][iso2] ?? []].flat()] : [own]
  })
  return [...new Set([...names, ...(otherNames[iso3] ?? [])])]
}

function buildIndex(): Map<string, string> {
  const index = new Map<string, string>()
  const claimed = new Map<string, Set<string>>()
  // Our own names first, so that "Congo" means what the sources mean by it.
  for (const { iso3 } of countries) {
    for (const name of [countryName(iso3, 'en'), ...(otherNames[iso3] ?? [])]) index.set(plain(name), iso3)
  }
  for (const { iso3 } of countries) {
    for (const name of knownNames(iso3)) {
      const key = plain(name)
      if (index.has(key)) continue
      const claims = claimed.get(key) ?? new Set()
      claimed.set(key, claims.add(iso3))
    }
  }
  // A name that two countries share in different languages identifies neither.
  for (const [key, claims] of claimed) if (claims.size === 1) index.set(key, [...claims][0]!)
  for (const key of sharedNames) index.delete(key)
  return index
}

/** The text as it may be looked up: as it is, turned around its comma, and without a form of address. */
function readings(text: string): string[] {
  const found = [plain(text)]
  const [head, ...rest] = text.split(',')
  if (rest.length === 1) found.push(plain(`${rest[0]} ${head}`))
  for (const key of [...found]) {
    for (const form of forms) if (key.startsWith(`${form} `)) found.push(key.slice(form.length + 1))
  }
  // "Congo, Republic of the" without its form would be the other Congo's short name too.
  return found.filter((key, place) => place === 0 || key !== 'congo')
}

/** Letters and digits only: no accents, case, punctuation, leading article; "and" and "saint" in full. */
export function plain(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .replace(/&/g, ' and ')
    .replace(/(\b[a-z])\.(?=[a-z]\b)/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return bare
    .replace(/^the /, '')
    .replace(/ the$/, '')
    .replace(/\b(st|ste)\b/g, 'saint')
    .replace(/\brep\b/g, 'republic')
    .replace(/\bdem\b/g, 'democratic')
    .replace(/\bis\b/g, 'islands')
}

function nearest(text: string, index: Map<string, string>): string[] {
  const wanted = plain(text).slice(0, 80)
  if (wanted.length < 2) return []
  const best = new Map<string, number>()
  for (const [key, iso3] of index) {
    const score = likeness(wanted, key)
    if (score > (best.get(iso3) ?? 0)) best.set(iso3, score)
  }
  return [...best]
    .filter(([, score]) => score >= 0.45)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 5)
    .map(([iso3]) => countryName(iso3, 'en'))
}

/** 0..1: the better of edit closeness and the share of the shorter text's words found in the other. */
function likeness(a: string, b: string): number {
  const edits = 1 - distance(a, b) / Math.max(a.length, b.length)
  const words = a.split(' ').filter((word) => word.length > 3)
  const other = new Set(b.split(' '))
  const shared = words.filter((word) => other.has(word)).length
  return Math.max(edits, words.length > 0 ? (0.8 * shared) / words.length : 0)
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours between two texts. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(replaced, row[j]! + 1, next[j - 1]! + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, before[j - 2]! + 1)
      }
      next.push(least)
    }
    before = row
    row = next
  }
  return row[b.length]!
}
