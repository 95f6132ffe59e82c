import { describe, expect, it } from 'vitest'
import { readReading } from './reading.ts'
import type { CapacityMap, Institution, Level, Reading, Round, Side, Task } from './schema.ts'
import { cellsOf, countsOf, gapsOf } from './standing.ts'

const police: Institution = {
  id: 'police',
  country: 'GHA',
  name: 'Police',
  kind: 'police',
  level: 'national',
  place: null,
  tasks: ['investigation', 'identification'],
  version: 1,
  ended: null,
  endReason: null,
  former: [],
}

const aRound = (id: string, side: Side, day: string, closed = `${day}T09:00:00Z`): Round => ({
  id,
  country: 'GHA',
  side,
  day,
  organisation: null,
  saidBy: 'a mission',
  note: null,
  state: 'published',
  revision: 1,
  closed,
  reason: null,
})
const aReading = (round: string, task: Task, level: Level | null): Reading => ({
  round,
  institution: 'police',
  task,
  level,
  evidence: 'report',
  address: null,
  year: 2024,
})
const aMap = (rounds: Round[], readings: Reading[]): CapacityMap => ({
  country: 'GHA',
  on: null,
  institutions: [police],
  rounds,
  readings,
})

describe('What holds of a task', () => {
  it('is the newest word of each side, also where it says that something is not known', () => {
    const [investigation] = cellsOf(
      aMap(
        [
          aRound('new', 'outside', '2025-01-01'),
          aRound('old', 'outside', '2022-01-01'),
          aRound('own', 'self', '2021-01-01'),
        ],
        [
          aReading('old', 'investigation', 3),
          aReading('new', 'investigation', null),
          aReading('own', 'investigation', 4),
        ],
      ),
    )
    expect(investigation).toMatchObject({ outside: { level: null }, self: { level: 4 }, apart: null })
  })

  it('is, of two rounds of one day, the one published last', () => {
    const [cell] = cellsOf(
      aMap(
        [
          aRound('first', 'self', '2025-01-01', '2025-02-01T00:00:00Z'),
          aRound('second', 'self', '2025-01-01', '2025-03-01T00:00:00Z'),
        ],
        [aReading('second', 'investigation', 1), aReading('first', 'investigation', 2)],
      ),
    )
    expect(cell?.self?.level).toBe(1)
  })

  it('is no gap and no 0 where the institution does not have the task', () => {
    const cells = cellsOf(aMap([], []))
    expect(cells.map(({ task }) => task)).toEqual(['investigation', 'identification'])
    expect(countsOf(cells)).toMatchObject({ tasks: 2, outside: 0, self: 0, low: 0, unknown: 2 })
  })
})

describe('A gap', () => {
  it.each([
    [1, null, ['low']],
    [2, 2, []],
    [2, 4, ['apart']],
    [4, 1, ['low', 'apart']],
    [null, null, ['unknown']],
    [null, 0, ['low']],
  ] as const)('of level %s from outside and %s by itself is %j', (outside, self, why) => {
    const map = aMap(
      [aRound('out', 'outside', '2025-01-01'), aRound('own', 'self', '2025-01-01')],
      [
        aReading('out', 'investigation', outside),
        aReading('own', 'investigation', self),
        aReading('out', 'identification', 4),
      ],
    )
    const found = gapsOf(map).filter(({ institution }) => institution !== null)
    expect(found.map((gap) => gap.why)).toEqual(why.length === 0 ? [] : [why])
  })

  it('is also a task that no institution has, unless there is no map at all', () => {
    expect(gapsOf(aMap([], [])).filter(({ why }) => why.includes('nobody'))).toHaveLength(16)
    expect(gapsOf({ ...aMap([], []), institutions: [] })).toEqual([])
  })
})

describe('What is typed of a task', () => {
  const typed = { level: '2', evidence: 'Annual report', address: '', year: '2024' }

  it.each([
    [{}, { level: 2, evidence: 'Annual report', address: null, year: 2024 }],
    [
      { level: '?', year: '' },
      { level: null, evidence: 'Annual report', address: null, year: null },
    ],
    [{ level: '0' }, { level: 0, evidence: 'Annual report', address: null, year: 2024 }],
    [{ level: '', evidence: '', year: '' }, null],
  ])('is read: %j', (over, values) => {
    expect(readReading({ ...typed, ...over }, 2026)).toEqual({ values })
  })

  it.each([
    [{ level: '' }, 'level missing'],
    [{ level: '5' }, 'level'],
    [{ level: '2.5' }, 'level'],
    [{ evidence: '' }, 'evidence missing'],
    [{ level: '?', evidence: '' }, 'reason missing'],
    [{ evidence: 'x'.repeat(2001) }, 'evidence long'],
    [{ evidence: 'call +233 20 123 4567' }, 'phone'],
    [{ address: 'javascript:alert(1)' }, 'address'],
    [{ year: '' }, 'year missing'],
    [{ year: '2027' }, 'year'],
    [{ year: '24' }, 'year'],
  ])('is refused: %j is “%s”', (over, fault) => {
    expect(readReading({ ...typed, ...over }, 2026)).toMatchObject({ faults: [{ fault }] })
  })
})
