import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPack } from '../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { shippedMethodology } from './catalogue.ts'
import { explanation } from './explanation.ts'
import { excluded, proposalsIn, ranking, unjudged } from './groups.ts'
import { currentAssessment, historicAssessment, makeAssessment } from './run.ts'
import type { Result, UnitResult } from './schema.ts'
import { lackingSentence, revisedSentences, summary } from './sentences.ts'
import type { Assessment } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z'), furnished: withPack })
})
afterAll(() => house.close())

const unitIn = (result: Result, unit: string): UnitResult => result.units.find((each) => each.unit === unit)!

describe('ATEST 2014 as of 28 February 2014', () => {
  const { methodology } = shippedMethodology('atest-2014')
  let made: Assessment
  beforeAll(async () => {
    made = await historicAssessment(house)
  })
  const tell = (unit: string) => explanation('en', methodology, made.inputs, made.result, unit)

  it('uses the report of 19 June 2013, the newest that was out, and leaves the donor aside', () => {
    expect(made.inputs.universeIssue).toMatchObject({
      year: 2013,
      published: '2013-06-19',
      excepted: [{ unit: 'USA' }],
    })
    expect(made.result.units.every(({ unit }) => unit !== 'USA')).toBe(true)
  })

  it('knows 182 ratings: 132 pass the tier gate, 129 the child-soldier gate, and the mission gate splits them', () => {
    expect(made.result.funnel).toEqual([
      { gate: 'tier', passed: 132, failed: 50, unknown: 0 },
      { gate: 'child-soldiers', passed: 129, failed: 3, unknown: 0 },
      // 51 missions; 8 closed, 29 on no list (21 + 8 bracketed), 1 programme; 32 open, 6 of another kind, 2 bracketed only
      { gate: 'usaid-mission', passed: 51, failed: 38, unknown: 40 },
    ])
    expect(made.result.counts).toEqual({ in: 51, out: 91, unknown: 40, of: 182 })
    expect(summary('en', made.result)).toBe(
      'Of 182 countries, 51 are in, 91 are out, and 40 cannot be judged.',
    )
  })

  it('says that the child-soldier list of 2013 is probably, not certainly, complete', () => {
    const gate = tell('GHA').gates.find(({ gate }) => gate === 'child-soldiers')!
    expect(gate).toMatchObject({ outcome: 'passed', weakness: 'probably complete', year: 2013 })
    expect(gate.sentence).toBe('Not on the list of 2013, which is probably but not certainly complete.')
    expect(gate.evidence).toMatch(/waiver memo/)
  })

  it('counts who would come in among those it would be ranked with', () => {
    expect(tell('TKM').headline).toContain('it would rank 51 among the 52 that would then pass')
  })

  it('groups who is out by the first gate and what was found', () => {
    expect(excluded(made.result).map(({ gate, found, units }) => [gate, found, units.length])).toEqual([
      ['tier', '1', 29],
      ['tier', '3', 21],
      ['child-soldiers', 'listed', 3],
      ['usaid-mission', 'not_listed', 29],
      ['usaid-mission', 'closed', 8],
      ['usaid-mission', 'program_without_mission', 1],
    ])
  })

  it('keeps a regional mission or a country office as an answer of its own', () => {
    const undecided = unjudged(made.result).filter(({ reason }) => reason === 'status undecided')
    expect(
      Object.fromEntries(undecided.map(({ found, units }) => [found, units.map(({ unit }) => unit)])),
    ).toEqual({
      country_office: ['KGZ', 'LAO', 'MDA', 'TJK'],
      regional_mission: ['KAZ', 'THA'],
    })
  })

  it('does not let evidence of 2009 and 2018 stand for 2014', () => {
    for (const unit of ['HND', 'BRB'])
      expect(unitIn(made.result, unit)).toMatchObject({ standing: 'unknown' })
  })

  it('tells where each proposed country stands, those that fail included', () => {
    const standing = Object.fromEntries(
      proposalsIn(methodology, made.inputs, made.result).map(({ unit, result }) => [unit, result?.standing]),
    )
    expect(standing).toEqual({
      DOM: 'in',
      GHA: 'in',
      MOZ: 'in',
      PER: 'in',
      PHL: 'in',
      UGA: 'in',
      VNM: 'in',
      THA: 'unknown',
      ARM: 'out',
      LSO: 'out',
    })
    expect(tell('ARM').headline).toBe(
      'Armenia is out: it does not pass “Tier 2 or Tier 2 Watch List”. Tier 1 (2013); the method asks for Tier 2 or Tier 2 Watch List.',
    )
    expect(tell('LSO').headline).toMatch(/^Lesotho is out: it does not pass “USAID mission in the country”\./)
  })

  it('gives every exclusion its gate, value, threshold, year and source', () => {
    for (const unit of made.result.units.filter(({ standing }) => standing === 'out')) {
      const failed = unit.gates.find(({ outcome }) => outcome === 'failed')!
      expect(failed.found, unit.unit).not.toBeNull()
      expect(failed.asked).not.toBe('')
      expect(failed.source).toMatch(/^us/)
      expect(failed.year ?? failed.when, unit.unit).not.toBeNull()
    }
  })

  it('names the places that were rated in another report and have no rating of 2013 here', () => {
    expect(made.inputs.lacking.map(({ unit }) => unit)).toEqual(['ABW', 'CUW', 'SOM', 'SSD', 'SXM', 'VUT'])
    expect(lackingSentence('en', made.inputs, 'tip_tier')).toContain('South Sudan (Tier 2 Watch List after)')
  })

  it('says that governance and migration are shown as revised later, not as then known', () => {
    const notes = revisedSentences('en', made.inputs, (series) => series)
    expect(notes.join(' ')).toMatch(
      /Values as revised in 2024, not as known on 28 February 2014: .*wgi_rule_of_law/,
    )
    for (const cell of Object.values(made.inputs.newest.wgi_rule_of_law!))
      expect(cell.year ?? 0).toBeLessThanOrEqual(2012)
  })

  it('shows nothing released after the day', () => {
    for (const cells of Object.values(made.inputs.newest))
      for (const cell of Object.values(cells))
        if (cell.published) expect(cell.published <= '2014-02-28').toBe(true)
  })

  it('has points that add up to the score', () => {
    for (const unit of ranking(made.result)) {
      if (unit.score === null) continue
      const parts = unit.criteria.filter(({ id }) =>
        ['rule-of-law', 'control-of-corruption', 'civil-society', 'migration'].includes(id),
      )
      expect(parts.reduce((sum, { points }) => sum + points!, 0)).toBeCloseTo(unit.score, 9)
    }
  })

  it('is the same assessment when it is made again', async () => {
    expect((await historicAssessment(house)).id).toBe(made.id)
  })
})

describe('Before anything was released', () => {
  it('nobody is judged, and nothing falls over', async () => {
    const made = await makeAssessment(house, shippedMethodology('atest-2014'), { asOf: '1999-12-31' })
    expect(made.result.counts).toEqual({ in: 0, out: 0, unknown: 0, of: 0 })
  })

  it('one day before the report of 2013 the report of 2012 is the newest', async () => {
    const made = await makeAssessment(house, shippedMethodology('atest-2014'), {
      asOf: '2013-06-18',
      replicates: 0,
    })
    expect(made.inputs.universeIssue).toMatchObject({ year: 2012, published: '2012-06-30' })
  })
})

describe('Tipping point today', () => {
  let made: Assessment
  beforeAll(async () => {
    made = await currentAssessment(house, shippedMethodology('tipping-point'))
  })

  it('uses the report of 2025 and passes who is on Tier 2 or its Watch List', () => {
    expect(made.inputs.universeIssue).toMatchObject({ year: 2025, published: '2025-09-29' })
    // 106 on Tier 2 and 25 on the Watch List (SOURCES.md); 32 on Tier 1 without the USA, 20 on Tier 3, 4 special cases
    expect(made.result.counts).toEqual({ in: 131, out: 56, unknown: 0, of: 187 })
  })

  it('flags every rating that rests on one transcription', () => {
    const weak = made.result.units.filter(({ gates }) => gates[0]?.weakness === 'one transcription')
    expect(weak.length).toBeGreaterThan(100)
    for (const unit of weak) expect(['1', '2']).toContain(unit.gates[0]?.found)
  })

  it('gives no total where a factor is wholly missing', () => {
    for (const unit of made.result.units) {
      const factors = unit.criteria.filter(({ id }) => ['will', 'gap', 'burden', 'leverage'].includes(id))
      expect(factors).toHaveLength(4)
      if (factors.some(({ value }) => value === null)) expect(unit.score).toBeNull()
      else expect(unit.score).not.toBeNull()
    }
    expect(unitIn(made.result, 'CUW')).toMatchObject({ score: null, noScore: 'missing: leverage' })
  })

  it('shows the plain mean beside the product, never below it', () => {
    for (const { score, beside } of made.result.units)
      if (score !== null) expect(beside! - score).toBeGreaterThanOrEqual(-1e-9)
  })

  it('is the usual run, not one that somebody made with another seed, length or number of runs', async () => {
    const document = shippedMethodology('tipping-point')
    for (const asked of [{ seed: 7 }, { shortlistSize: 4 }, { replicates: 100 }]) {
      await makeAssessment(house, document, asked)
      expect((await currentAssessment(house, document)).id).toBe(made.id)
    }
  })

  it('is refused, not answered with an older result, when the document changed under its version', async () => {
    const document = shippedMethodology('tipping-point')
    const changed = {
      ...document,
      methodology: { ...document.methodology, gates: [] },
      text: `${document.text}\n# changed`,
    }
    await expect(currentAssessment(house, changed)).rejects.toThrow('was used before with other rules')
  })

  it('is not made anew when a day passes without news', async () => {
    const tomorrow = { ...house, now: () => new Date('2026-11-22T12:00:00Z') }
    expect((await currentAssessment(tomorrow, shippedMethodology('tipping-point'))).id).toBe(made.id)
  })
})

describe('What came out after the day', () => {
  it('is not looked at, also where a change is taken from an earlier year', async () => {
    const late = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z'), furnished: withPack })
    // The tier of 2008 as it would stand if it had first become known in 2015.
    await late.db
      .updateTable('observations')
      .set({ published: '2015-06-01' })
      .where('indicator', '=', 'tip_tier')
      .where('iso3', '=', 'GHA')
      .where('year', '=', 2008)
      .execute()
    const made = await makeAssessment(late, shippedMethodology('tipping-point'), {
      asOf: '2014-02-28',
      replicates: 0,
    })
    const change = unitIn(made.result, 'GHA').criteria.find(({ id }) => id === 'tier-change')
    expect(change).toMatchObject({ value: null, why: 'no earlier value' })
    expect(unitIn(made.result, 'SEN').criteria.find(({ id }) => id === 'tier-change')?.value).not.toBeNull()
    await late.close()
  })

  it('a list that a later one has replaced decides nothing', async () => {
    const made = await makeAssessment(house, shippedMethodology('atest-2014'), {
      asOf: '2026-01-15',
      replicates: 0,
    })
    const gate = unitIn(made.result, 'GHA').gates.find(({ gate }) => gate === 'child-soldiers')
    expect(gate).toMatchObject({ outcome: 'unknown', reason: 'list superseded', year: 2024 })
  })
})

describe('A methodology whose series the pack does not carry', () => {
  it('is answered with what is missing, by name', async () => {
    const card = await makeAssessment(house, shippedMethodology('mcc-scorecard'))
    expect(card.result.cannotJudge).toMatchObject({ of: 21 })
    expect(card.result.cannotJudge?.missing).toContain('gni_per_capita_usd')
    expect(card.result.cannotJudge?.missing).not.toContain('wgi_rule_of_law')
    expect(summary('en', card.result)).toBe('This cannot be judged: 17 of 21 series are missing.')

    const compact = await makeAssessment(house, shippedMethodology('child-protection-compact'))
    expect(summary('en', compact.result)).toBe('This cannot be judged: 4 of 5 series are missing.')
    expect(compact.result.counts.in).toBe(0)
  })
})
