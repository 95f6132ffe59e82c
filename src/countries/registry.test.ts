import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { languages } from '../ui/language.ts'
import { allCountries, countryName, existsIn, findCountry, numericCode, region } from './registry.ts'

describe('Country names', () => {
  it.each([
    ['TZA', 'Tanzania'],
    ['BOL', 'Bolivia'],
    ['VNM', 'Vietnam'],
    ['LAO', 'Laos'],
    ['MDA', 'Moldova'],
    ['SYR', 'Syria'],
    ['IRN', 'Iran'],
    ['KOR', 'South Korea'],
    ['COD', 'DR Congo'],
    ['CPV', 'Cabo Verde'],
    ['XKX', 'Kosovo'],
  ])('are short and common: %s is %s', (iso3, name) => {
    expect(countryName(iso3, 'en')).toBe(name)
  })

  it('keep the two Congos apart in every language', () => {
    expect(languages.map((language) => countryName('COD', language))).toEqual([
      'DR Congo',
      'RD Congo',
      'RD del Congo',
      'RD do Congo',
    ])
    expect(languages.map((language) => countryName('COG', language))).toEqual([
      'Republic of the Congo',
      'République du Congo',
      'República del Congo',
      'República do Congo',
    ])
  })

  it('exist in four languages for every code, and no two countries share one', () => {
    for (const language of languages) {
      const names = allCountries().map(({ iso3 }) => countryName(iso3, language))
      expect(names.filter((name) => /^[A-Z]{3}$/.test(name))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
    }
  })
})

describe('Finding a country by what a source writes', () => {
  it.each([
    ['Burma', 'MMR'],
    ['Swaziland', 'SWZ'],
    ['Ivory Coast', 'CIV'],
    ['Cote d`Ivoire', 'CIV'],
    ['CÔTE D’IVOIRE', 'CIV'],
    ['Macedonia', 'MKD'],
    ['Turkey', 'TUR'],
    ['Türkiye', 'TUR'],
    ['Korea, South', 'KOR'],
    ['Korea, Republic of', 'KOR'],
    ['Korea, Dem. People’s Rep.', 'PRK'],
    ['Congo (Kinshasa)', 'COD'],
    ['Congo, Democratic Republic of the', 'COD'],
    ['Congo (Brazzaville)', 'COG'],
    ['Zaire', 'COD'],
    ['República Democrática do Congo', 'COD'],
    ['Cape Verde', 'CPV'],
    ['East Timor', 'TLS'],
    ['The Gambia', 'GMB'],
    ['Gambia, The', 'GMB'],
    ['St. Lucia', 'LCA'],
    ['Saint Vincent & the Grenadines', 'VCT'],
    ['Kosovo', 'XKX'],
    ['xkx', 'XKX'],
    ['GH', 'GHA'],
    ['Allemagne', 'DEU'],
    ['Serbia and Montenegro', 'SCG'],
    ['  viet   nam ', 'VNM'],
  ])('reads “%s” as %s', (text, iso3) => {
    expect(findCountry(text)).toEqual({ iso3 })
  })

  it.each([
    'Naimbia',
    'Gana Republic',
    'Nigerr',
    'Ghnaa',
  ])('never guesses: “%s” is answered with suggestions', (text) => {
    const found = findCountry(text)
    expect(found).toHaveProperty('suggestions')
    expect('suggestions' in found && found.suggestions.length).toBeGreaterThan(0)
  })

  it('puts the nearest name first', () => {
    const found = findCountry('Naimbia')
    expect('suggestions' in found && found.suggestions[0]).toBe('Namibia')
  })

  it.each(['Guiana', 'Virgin Islands', 'Korea'])('leaves “%s” open: several go by it', (text) => {
    expect(findCountry(text)).not.toHaveProperty('iso3')
  })

  it('has nothing to suggest for what is no country', () => {
    expect(findCountry('zzzzqqqq')).toEqual({ suggestions: [] })
    expect(findCountry('')).toEqual({ suggestions: [] })
    expect(findCountry('World')).not.toHaveProperty('iso3')
    expect(findCountry('Sub-Saharan Africa')).not.toHaveProperty('iso3')
  })

  const list = sharedData('reference/countries.csv')
  it.skipIf(list === null)('knows every code, name and alias of the reference list', () => {
    type Row = { iso3: string; name: string; aliases: string }
    const rows = Papa.parse<Row>(readFileSync(list!, 'utf8'), { header: true, skipEmptyLines: true }).data
    const missed: string[] = []
    for (const { iso3, name, aliases } of rows) {
      if (!('iso3' in findCountry(iso3))) missed.push(iso3)
      for (const text of [name, ...aliases.split('|').filter(Boolean)]) {
        const found = findCountry(text)
        // What the list's own-language aliases add beyond our four languages is not required.
        if ('iso3' in found ? found.iso3 !== iso3 : text === name) missed.push(`${iso3} ${text}`)
      }
    }
    expect(rows.length).toBe(252)
    expect(missed).toEqual([])
  })
})

describe('Existence over time', () => {
  it('has South Sudan since 2011 only', () => {
    expect(existsIn('SSD', 2010)).toBe(false)
    expect(existsIn('SSD', 2011)).toBe(true)
  })
  it('has Serbia and Montenegro until 2006', () => {
    expect(existsIn('SCG', 2006)).toBe(true)
    expect(existsIn('SCG', 2007)).toBe(false)
    expect(existsIn('MNE', 2007)).toBe(true)
  })
  it('does not know a made-up code', () => {
    expect(existsIn('QQQ', 2013)).toBe(false)
  })
})

describe('Regions and map numbers', () => {
  it('follow UN M49', () => {
    expect(region('GHA')).toMatchObject({ name: 'Africa', subregionName: 'Western Africa' })
    expect(region('CYP')).toMatchObject({ name: 'Asia', subregionName: 'Western Asia' })
    expect(region('MEX', 'es')).toMatchObject({ name: 'Américas', subregionName: 'América Central' })
  })
  it('place every country but Antarctica, each once', () => {
    expect(
      allCountries()
        .filter(({ iso3 }) => region(iso3) === null)
        .map(({ iso3 }) => iso3),
    ).toEqual(['ATA'])
  })
  it('give the number of world-atlas, and none for Kosovo', () => {
    expect(numericCode('GHA')).toBe('288')
    expect(numericCode('AFG')).toBe('004')
    expect(numericCode('XKX')).toBeNull()
  })
})
