import { describe, expect, it } from 'vitest'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import { SPECIFICATIONS, specificationRow, specificationTable } from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import { readKept } from './check.ts'
import { counts, fromLists } from './estimates.test-data.ts'
import type { KeptResult } from './kept.ts'
import { viewOf } from './view.ts'
import { isEnoughTogether, withoutCounts } from './without-counts.ts'

/** Four lists whose counts are found again wherever they went. */
const marked = {
  lists: ['Police', 'Shelters', 'Hotline', 'Clinic'],
  counts: [
    0, 11_003, 12_007, 2_113, 13_009, 2_213, 2_311, 503, 14_009, 2_503, 2_609, 607, 2_707, 701, 809, 907,
  ],
}

const result = (() => {
  const table = overlapTable(marked.lists, marked.counts)
  const only = SPECIFICATIONS.filter((label) => label !== 'latent-class' && label !== 'threshold')
  const specification = finish(specificationTable(table, { resamples: 40, seed: 3, only }))
  return JSON.parse(
    JSON.stringify({ design: 'lists', specification, chosen: 'stepwise-0.02', why: 'It is usual.' }),
  ) as Extract<KeptResult, { design: 'lists' }>
})()

/** Every number in it, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

/** Every count of the table that is no total: its cells, and the people on each list or on several. */
const told = marked.counts.flatMap((count, mask) => {
  const on = marked.counts.reduce((sum, each, other) => ((other & mask) === mask ? sum + each : sum), 0)
  return mask === 0 ? [] : [count, on]
})

describe('An estimate from lists that is sent without the table', () => {
  it('tells no cell of the table, no size of a list and no overlap', () => {
    expect(numbersIn(result).filter((each) => told.includes(each)).length).toBeGreaterThan(20)
    const sent = withoutCounts(result, true)
    expect(numbersIn(sent).filter((each) => told.includes(each))).toEqual([])
    expect(JSON.stringify(sent)).not.toMatch(
      /"(fitted|overlaps|observed|frequencies|coefficients|totals|byTop)"/,
    )
    // Who computed it still has what the methods say.
    expect(sent.specification.rows.map(({ estimate }) => estimate.status)).toEqual(
      result.specification.rows.map(({ estimate }) => estimate.status),
    )
    // Figures to two digits, limits outwards, and no other number that was reckoned from the cells.
    const isShort = (value: number) => Number(value.toPrecision(2)) === value
    const { cases } = result.specification
    for (const [at, { estimate }] of sent.specification.rows.entries()) {
      const before = result.specification.rows[at]?.estimate
      if (estimate.status !== 'ok' || before?.status !== 'ok') continue
      expect(estimate.standardError ?? null).toBeNull()
      expect(estimate.estimate).toBeGreaterThanOrEqual(cases)
      for (const { level, low, high, kind } of estimate.intervals) {
        const whole = before.intervals.find((each) => each.level === level && each.kind === kind)
        expect(low).toBeLessThanOrEqual(whole?.low ?? 0)
        if (high !== null) expect(high).toBeGreaterThanOrEqual(whole?.high ?? Infinity)
      }
      const { estimate: value, intervals, warnings, diagnostics } = estimate
      const numbers = numbersIn([value, intervals, warnings, diagnostics])
      expect(
        numbers.filter((each) => each !== cases && !isShort(each)),
        before.method,
      ).toEqual([])
    }
    expect(numbersIn([sent.specification.range, sent.specification.onePerson]).every(isShort)).toBe(true)
    expect(sent.enoughTogether).toBe(true)
    expect(withoutCounts(sent, true)).toEqual(sent)
  })

  it('leaves several numbers for every cell to whoever counts out the tables that give all its figures', () => {
    const labels = ['independence', 'stepwise-0.02', 'bic-2', 'bic-3', 'chao'] as const
    const cells = [0, 197, 161, 40, 142, 23, 33, 17]
    const lists = ['A', 'B', 'C']
    const sentOf = (counts: number[]) => {
      const only = [...labels]
      const specification = finish(specificationTable(overlapTable(lists, counts), { resamples: 0, only }))
      const whole = JSON.parse(JSON.stringify({ design: 'lists', specification, chosen: 'bic-3', why: 'x' }))
      const { rows } = withoutCounts(whole, true).specification
      return JSON.stringify(rows)
    }
    const quick = (counts: number[]) => {
      const rows = labels.slice(0, 1).map((label) => ({
        label,
        estimate: finish(specificationRow(label, overlapTable(lists, counts), 0, 7)),
      }))
      const whole = { ...result, specification: { ...result.specification, rows } }
      return JSON.stringify(withoutCounts(JSON.parse(JSON.stringify(whole)), true).specification.rows)
    }
    const [told, first] = [sentOf(cells), quick(cells)]
    const found = cells.map(() => new Set<number>())
    const cases = cells.reduce((sum, count) => sum + count, 0)
    let state = 11
    const chance = (most: number) => {
      state = (state * 48271) % 2147483647
      return state % most
    }
    for (let tries = 0; tries < 30_000 && found.slice(1).some(({ size }) => size < 3); tries++) {
      const reach = [2, 5, 10, 20][tries % 4] as number
      const other = cells.map((count, mask) =>
        mask === 0 ? 0 : Math.max(0, count - reach + chance(2 * reach + 1)),
      )
      other[1] = (other[1] ?? 0) + cases - other.reduce((sum, count) => sum + count, 0)
      if ((other[1] ?? 0) < 0 || quick(other) !== first || sentOf(other) !== told) continue
      for (const [mask, count] of other.entries()) found[mask]?.add(count)
    }
    expect(Math.min(...found.slice(1).map(({ size }) => size))).toBeGreaterThanOrEqual(3)
  }, 30_000)

  it('says of small tables only whether ten people are on two lists', () => {
    expect(isEnoughTogether({ counts: [0, 5, 5, 9] })).toBe(false)
    expect(isEnoughTogether({ counts: [0, 5, 5, 10] })).toBe(true)
    expect(isEnoughTogether({ counts })).toBe(true)
  })

  it('has its figure told to everybody only where ten people are on two lists', () => {
    const { overlapTable: _, ...kept } = fromLists()
    if (kept.result.design !== 'lists') throw new Error('lists are wanted')
    const told = (enough: boolean | undefined) =>
      viewOf({ ...kept, result: withoutCounts(kept.result as typeof result, enough) }, { whole: false }).told
    expect([told(true), told(false), told(undefined)]).toEqual(['figure', 'none', 'none'])
  })

  it('is refused by the house where it tells counts all the same, each with its place', () => {
    const { overlapTable: _, ...kept } = fromLists()
    if (kept.result.design !== 'lists') throw new Error('lists are wanted')
    const bare = withoutCounts(kept.result, true)
    expect(readKept({ ...kept, result: bare })).toHaveProperty('kept')
    const { specification } = kept.result
    const faults = (part: object) => {
      const read = readKept({
        ...kept,
        result: { ...bare, specification: { ...bare.specification, ...part } },
      })
      return 'faults' in read ? read.faults.filter(({ code }) => code === 'counts') : []
    }
    const at = 'result/specification'
    expect(faults({})).toEqual([])
    for (const name of ['leftOut', 'merged', 'consistency', 'dependence'] as const)
      expect(faults({ [name]: specification[name] }), name).toEqual([
        { place: `${at}/${name}`, code: 'counts' },
      ])
    expect(faults({ onePerson: specification.onePerson })).toHaveLength(1)
    expect(faults({ rows: specification.rows }).length).toBeGreaterThan(2)
    const doubt = { code: 'overlap-small', first: 'Police', second: 'Shelters', overlap: 4, least: 7 }
    expect(faults({ findings: [doubt] })).toEqual([{ place: `${at}/findings`, code: 'counts' }])
    const [row, ...others] = bare.specification.rows
    const rows = [{ ...row, estimate: { ...row?.estimate, warnings: [doubt] } }, ...others]
    expect(faults({ rows })).toEqual([{ place: `${at}/rows/0`, code: 'counts' }])
  })
})
