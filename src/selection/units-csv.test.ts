import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { Unusable } from '../house/errors.ts'
import { projectRoot } from '../house/settings.ts'
import { assess, cardOutcome, defaultOptions } from './assess.ts'
import { methodologyNamed, readTextFile, shippedMethodology } from './catalogue.ts'
import { readUnits } from './units-csv.ts'

const example = path.join(projectRoot(), 'examples')
const { methodology } = methodologyNamed(path.join(example, 'example-method.yaml'))
const table = readFileSync(path.join(example, 'example-units.csv'), 'utf8')
const faultsOf = (text: string) => {
  try {
    readUnits(text, 't.csv', methodology)
  } catch (error) {
    if (error instanceof Unusable) return error.details
    throw error
  }
  return []
}

describe('A table of one’s own', () => {
  it('is judged and ranked by the methodology beside it', () => {
    const inputs = readUnits(table, 't.csv', methodology)
    const result = assess(methodology, inputs, defaultOptions(methodology, null))
    // North: 0.6 · 65 + 0.4 · 100 = 79; South: 0.6 · 71 + 0.4 · 50 = 62.6; West lacks a part and gets no total.
    expect(
      result.units.map(({ unit, standing, rank, score }) => [
        unit,
        standing,
        rank,
        score && Math.round(score * 10) / 10,
      ]),
    ).toEqual([
      ['North', 'in', 1, 79],
      ['South', 'in', 2, 62.6],
      ['East', 'out', null, 94],
      ['West', 'in', null, null],
      ['Islands', 'unknown', null, 70],
    ])
    expect(result.units.find(({ unit }) => unit === 'South')?.scoreRange?.[0]).toBeLessThan(62.6)
  })

  it('takes a mark at the beginning, quoted line breaks and blank lines', () => {
    const inputs = readUnits(`\uFEFF${table}\n\n"New\nTown",2,3,0.5,5\n`, 't.csv', methodology)
    expect(inputs.units).toContain('New\nTown')
  })

  it('keeps an empty field as not known, never as zero', () => {
    const { newest } = readUnits(table, 't.csv', methodology)
    expect(newest.cases_heard_per_100?.West).toMatchObject({ value: null, missing: 'not published' })
  })
})

describe('A fault in a table is told by line and column', () => {
  it.each([
    ['a decimal comma', 'X,2,"1,5",,5', 't.csv:7 cases_heard_per_100', /decimal comma/],
    ['a word for a number', 'X,2,many,,5', 't.csv:7 cases_heard_per_100', /not a number/],
    ['NaN', 'X,2,NaN,,5', 't.csv:7 cases_heard_per_100', /not a number/],
    ['infinity', 'X,2,1e999,,5', 't.csv:7 cases_heard_per_100', /too large/],
    ['a formula', 'X,2,=1+1,,5', 't.csv:7 cases_heard_per_100', /formula/],
    ['a negative error', 'X,2,3,-1,5', 't.csv:7 cases_heard_per_100_se', /cannot be negative/],
    ['a unit twice', 'North,2,3,1,5', 't.csv:7', /stands also in line 2/],
    ['no unit', ',2,3,1,5', 't.csv:7', /is empty/],
    ['too many fields', 'X,2,3,1,5,6', 't.csv:7', /6 fields under 5 columns/],
  ])('%s', (_, row, place, message) => {
    expect(faultsOf(`${table}${row}\n`)).toContainEqual(
      expect.objectContaining({ place, message: expect.stringMatching(message) }),
    )
  })

  it('counts lines in the file, not rows, where a field holds a line break', () => {
    expect(faultsOf(`${table}"New\nTown",2,3,1,5\nX,2,many,,5\n`)[0]?.place).toBe(
      't.csv:9 cases_heard_per_100',
    )
  })

  it('a quotation mark that is never closed', () => {
    expect(faultsOf(`${table}"X,2,3,1,5\n`)).toMatchObject([{ message: 'a quotation mark is not closed' }])
  })

  it('a column that the methodology reads and the table lacks, also when nothing is like it', () => {
    expect(
      faultsOf(table.replace('cases_heard_per_100', 'x').replace('cases_heard_per_100_se', 'y')),
    ).toContainEqual(
      expect.objectContaining({
        place: 't.csv:1',
        message: 'there is no column “cases_heard_per_100”, which the methodology reads',
        remedy: 'add it; a field that is not known may stay empty',
      }),
    )
    expect(faultsOf(table.replace('trained_units', 'units'))[0]?.message).toContain('“trained_units”')
  })

  it('a column that is misspelt, or stands twice', () => {
    expect(faultsOf(table.replace('civic_score', 'civic_scores'))).toContainEqual(
      expect.objectContaining({ place: 't.csv:1', remedy: 'did you mean civic_scores?' }),
    )
    expect(faultsOf(table.replace('civic_score', 'trained_units'))).toContainEqual(
      expect.objectContaining({ message: 'the column “trained_units” stands twice' }),
    )
  })

  it('a table that names no units', () => {
    expect(faultsOf('trained_units,cases_heard_per_100,civic_score\n3,6.5,5\n')).toContainEqual(
      expect.objectContaining({ remedy: 'put a column with the names of the units first' }),
    )
  })

  it('an empty file, a header alone, and a file that is no text', () => {
    expect(faultsOf('')).toMatchObject([{ message: 'the file is empty' }])
    expect(faultsOf(table.split('\n')[0]!)).toMatchObject([{ message: expect.stringContaining('no unit') }])
    expect(faultsOf('PK\u0003\u0004\0\0')).toMatchObject([{ message: 'this is not a text file' }])
  })

  it('a folder, a missing file, and bytes that are no UTF-8', () => {
    expect(() => readTextFile(example)).toThrow('examples is a folder')
    expect(() => readTextFile(path.join(example, 'no such file.csv'))).toThrow('cannot be read')
  })
})

type Golden = Record<
  'case_a' | 'edge',
  {
    countries: { code: string; group: string; values: Record<string, number | null> }[]
    results: Record<
      string,
      { passed: number; scorecard: boolean; control_of_corruption: boolean; democratic_rights: boolean }
    >
  }
>

/** The shipped card's names for the reference's indicators. */
const seriesOf: Record<string, string> = {
  political_rights: 'fh_political_rights_score',
  civil_liberties: 'fh_civil_liberties_score',
  control_of_corruption: 'wgi_control_of_corruption',
  government_effectiveness: 'wgi_government_effectiveness',
  rule_of_law: 'wgi_rule_of_law',
  regulatory_quality: 'wgi_regulatory_quality',
  immunization: 'mcc_immunization_rate',
}

describe('The shipped scorecard on a table of one’s own', () => {
  const file = sharedData('selection/mcc-scorecard-golden.json')

  it.runIf(file !== null).each(['case_a', 'edge'] as const)(
    'agrees with the reference results (%s)',
    (name) => {
      const golden = (JSON.parse(readFileSync(file!, 'utf8')) as Golden)[name]
      const { methodology: card } = shippedMethodology('mcc-scorecard')
      const indicators = Object.keys(golden.countries[0]!.values)
      const columns = indicators.map((id) => seriesOf[id] ?? `mcc_${id}`)
      const rows = golden.countries.map(({ code, group, values }) =>
        [code, group === 'LIC' ? 1000 : 3000, ...indicators.map((id) => values[id] ?? '')].join(','),
      )
      const inputs = readUnits(
        `unit,gni_per_capita_usd,${columns.join(',')}\n${rows.join('\n')}\n`,
        'golden.csv',
        card,
      )
      const result = assess(card, inputs, defaultOptions(card, null))
      expect(result.cannotJudge).toBeNull()
      for (const { unit, scorecard, standing } of result.units) {
        const expected = golden.results[unit]!
        expect({
          unit,
          passed: scorecard!.passed,
          standing,
          pass: cardOutcome(scorecard!, 10) === 'passed',
        }).toEqual({
          unit,
          passed: expected.passed,
          standing: expected.scorecard ? 'in' : 'out',
          pass: expected.scorecard,
        })
        expect(scorecard!.hurdles.map(({ outcome }) => outcome === 'passed')).toEqual([
          expected.control_of_corruption,
          expected.democratic_rights,
        ])
      }
    },
  )
})
