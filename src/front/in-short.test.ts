import { describe, expect, it } from 'vitest'
import type { Fact, Observation } from '../indicators/schema.ts'
import { grantsByYear } from './grants.ts'
import { tierRecord } from './in-short.ts'

const rated = (year: number, code: string): Observation => ({
  id: String(year),
  iso3: 'GHA',
  year,
  indicator: 'tip_tier',
  value: null,
  code,
  missing: null,
  standardError: null,
  published: null,
  revised: null,
  source: 'us-tip-report',
  basis: null,
  note: null,
  run: '1',
})

const grant = (year: number, amountUsd: number | null): Fact => ({
  id: `${year} ${amountUsd}`,
  dataset: 'us_tip_grant',
  iso3: 'GHA',
  key: `${year} ${amountUsd}`,
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  when: String(year),
  fields: { year, amountUsd },
  source: 'us-tip-grants',
  evidence: null,
  note: null,
  run: '1',
})

describe('The record of tiers', () => {
  const reports = { first: 2001, last: 2006, lastDay: null }

  it('counts reports by tier, the best tier first, and names the newest', () => {
    const record = tierRecord({ reports, tiers: [rated(2004, '2'), rated(2006, '2WL'), rated(2005, '2')] })
    expect(record.counts).toEqual([
      { code: '2', reports: 2 },
      { code: '2WL', reports: 1 },
    ])
    expect(record.newest?.year).toBe(2006)
  })

  it('misses reports only from the first rating on', () => {
    expect(tierRecord({ reports, tiers: [rated(2003, '2'), rated(2005, '2')] }).missing).toEqual([2004, 2006])
  })

  it('is empty for a country never rated, and nothing is missing then', () => {
    const record = tierRecord({ reports, tiers: [] })
    expect(record.newest).toBeNull()
    expect(record.rated).toBe(0)
  })
})

describe('Grants by year', () => {
  it('are not known where no amount is stated, none where there was no grant, and the sum else', () => {
    const years = grantsByYear(
      [grant(2002, null), grant(2003, 5), grant(2003, null), grant(2003, 7)],
      2002,
      2004,
    )
    expect(years.map(({ usd, unstated }) => [usd, unstated])).toEqual([
      [null, 1],
      [12, 1],
      [0, 0],
    ])
  })
})
