import { describe, expect, it } from 'vitest'
import { benchCoverage, coverageTables } from '../bench/coverage.ts'

const printed = (argv: string[]) => {
  const lines: string[] = []
  benchCoverage(argv, (line) => lines.push(line))
  return lines
}

/** A row of each table that is quick. */
const quick: Record<string, [row: string, ...settings: string[]]> = {
  stepwise: ['Korea', '--studies', '3', '--resamples', '40'],
  'stepwise-all-pairs': ['HIV', '--studies', '2', '--resamples', '40'],
  bic: ['Korea', '--studies', '2', '--resamples', '40'],
  bayes: ['independent lists', '--studies', '1'],
  rds: ['2,000 people, 200 interviewed, 6 seeds', '--studies', '2', '--resamples', '40'],
  nsum: ['no barriers', '--studies', '3', '--resamples', '40'],
  survey: ['8 × 25, 20 %', '--studies', '20'],
  'two-lists': ['600, 0.3 0.2', '--studies', '20'],
  fit: ['100, 0.3 0.2 0.25', '--studies', '20'],
}

describe('npm run bench -- coverage', () => {
  it.each(Object.keys(coverageTables))('prints %s as docs/methods has it', (name) => {
    const [row = '', ...settings] = quick[name] ?? []
    const [, , heading = '', line = '', ...rows] = printed([name, row, ...settings]).flatMap((each) =>
      each.split('\n').filter((one, at, all) => one !== '' || all.length === 1 || at === 0),
    )
    const cells = heading.split('|').length
    expect(cells).toBeGreaterThan(4)
    expect(line.split('|')).toHaveLength(cells)
    expect(rows.length).toBeGreaterThanOrEqual(1)
    for (const each of rows.filter((one) => !one.includes('SKIPPED'))) {
      expect(each.split('|'), each).toHaveLength(cells)
      expect(each).not.toMatch(/NaN|undefined|Infinity/)
    }
  })

  it('is the same for the same seed', () => {
    const asked = ['survey', '8 × 25, 20 %', '--studies', '20', '--seed', '5']
    expect(printed(asked)).toEqual(printed(asked))
  })

  it('names the tables and rows there are where there is none of that name', () => {
    expect(() => printed(['stepwize'])).toThrow(/stepwise, stepwise-all-pairs, bic/)
    expect(() => printed(['nsum', 'no barier'])).toThrow(/no barriers; barriers 1/)
    expect(() => printed(['nsum', '--studies', '0'])).toThrow('--studies 0')
  })
})
