import { describe, expect, it } from 'vitest'
import { WrongData } from '../estimate.ts'
import { stream } from '../numeric/run.ts'
import { estimateTimeLocation, type VenueSample, venueWeights } from './time-location.ts'

/** Two events: two of ten interviewed at the first (drawn 1 in 4), three of six at the second (1 in 10). */
const sample: VenueSample = {
  event: ['bar', 'bar', 'market', 'market', 'market'],
  eventProbability: [0.25, 0.25, 0.1, 0.1, 0.1],
  counted: [10, 10, 6, 6, 6],
  visits: [1, 5, 2, 2, 10],
}
const complaint = (change: Partial<VenueSample>) => {
  try {
    venueWeights({ ...sample, ...change })
  } catch (error) {
    if (error instanceof WrongData) return error.finding
    throw error
  }
  return null
}

describe('Weights of people met at venues', () => {
  it('are 1 over chance of the event, chance of the interview, and visits', () => {
    expect(venueWeights(sample).weights).toEqual([20, 4, 10, 10, 2])
    expect(venueWeights(sample).events).toBe(2)
  })

  it('leave out, and count, who did not say how often, or take it as once where asked', () => {
    const unsaid = { ...sample, visits: [1, null, 2, 0, 10] }
    expect(venueWeights(unsaid)).toMatchObject({
      weights: [20, null, 10, null, 2],
      findings: [{ code: 'rows-left-out', why: 'frequency-missing', count: 2, of: 5 }],
    })
    expect(venueWeights(unsaid, { unsaidVisits: 'as-one' })).toMatchObject({
      weights: [20, 20, 10, 20, 2],
      findings: [{ code: 'frequency-taken-as-one', count: 2, of: 5 }],
    })
  })

  it('refuse what cannot be, naming row and column', () => {
    for (const chance of [0, -0.1, 1.1, Number.NaN, null])
      expect(complaint({ eventProbability: [chance, 0.25, 0.1, 0.1, 0.1] })).toMatchObject({
        code: 'probability-out-of-range',
        row: 1,
      })
    expect(complaint({ counted: [10, 10, 6, 7, 6] })).toEqual({
      code: 'event-contradicted',
      event: 'market',
      column: 'counted',
      row: 4,
    })
    expect(complaint({ counted: [10, 10, 2, 2, 2] })).toEqual({
      code: 'more-interviewed-than-counted',
      event: 'market',
      interviewed: 3,
      counted: 2,
    })
    expect(complaint({ visits: [1, 0.5, 2, 2, 10] })).toMatchObject({
      code: 'not-a-number-from',
      row: 2,
      least: 1,
    })
    expect(complaint({ counted: [null, 10, 6, 6, 6] })).toMatchObject({ column: 'counted', text: '' })
  })

  it('say when few respondents carry most of them', () => {
    const { findings } = venueWeights({ ...sample, visits: [1, 100, 100, 100, 100] })
    expect(findings).toEqual([{ code: 'weights-uneven', effective: expect.closeTo(1.1, 1), of: 5 }])
  })
})

describe('A share of people who come to venues', () => {
  it('weighs rare visitors up, with the spread between events', () => {
    const answer = estimateTimeLocation(sample, [1, 0, 1, 0, 0])
    if (answer.status !== 'ok') throw new Error(answer.reason.code)
    expect(answer.estimate).toBeCloseTo(30 / 46, 12)
    expect(answer.method).toBe('time-location')
    expect(answer.diagnostics).toMatchObject({ clusters: 2, events: 2, visitors: 46 })
    // Residuals by event: bar (20 · 16 - 4 · 30) / 46², market (10 · 16 - 12 · 30) / 46².
    expect(answer.standardError).toBeCloseTo(Math.sqrt(2 * (200 ** 2 + 200 ** 2)) / 46 ** 2, 12)
  })

  it('is refused from one event, and where nobody said how often they come', () => {
    const one = { event: ['a', 'a'], eventProbability: [1, 1], counted: [4, 4], visits: [1, 2] }
    expect(estimateTimeLocation(one, [1, 0])).toMatchObject({ status: 'no-estimate' })
    const unsaid = { ...sample, visits: [null, null, null, null, null] }
    expect(estimateTimeLocation(unsaid, [1, 0, 1, 0, 0])).toMatchObject({ status: 'no-estimate', cases: 0 })
  })

  it('covers the truth where regulars differ from those who come rarely', () => {
    // 2,000 people, 120 events; regulars come to 24 of them and 60 % are affected, the rest to 3 and 20 %.
    const chance = stream(3, 0)
    const people = Array.from({ length: 2000 }, (_, i) => {
      const regular = i % 4 === 0
      const visits = regular ? 24 : 3
      const at = new Set<number>()
      while (at.size < visits) at.add(chance.below(120))
      return { at, affected: (i >> 2) % 5 < (regular ? 3 : 1) ? 1 : 0, visits }
    })
    const truth = people.reduce((sum, { affected }) => sum + affected, 0) / people.length
    const there = Array.from({ length: 120 }, (_, event) => people.filter(({ at }) => at.has(event)))
    let covered = 0
    let plain = 0
    let mean = 0
    const studies = 200
    for (let study = 0; study < studies; study++) {
      const drawn = new Set<number>()
      while (drawn.size < 30) drawn.add(chance.below(120))
      const met = [...drawn].flatMap((event) => {
        const crowd = there[event]!.slice()
        const taken = Array.from({ length: Math.min(12, crowd.length) }, () =>
          crowd.splice(chance.below(crowd.length), 1),
        ).flat()
        return taken.map((person) => ({ event: `${event}`, person, counted: there[event]!.length }))
      })
      const answer = estimateTimeLocation(
        {
          event: met.map(({ event }) => event),
          eventProbability: met.map(() => 0.25),
          counted: met.map(({ counted }) => counted),
          visits: met.map(({ person }) => person.visits),
        },
        met.map(({ person }) => person.affected),
      )
      if (answer.status !== 'ok') throw new Error(answer.reason.code)
      const logit = answer.intervals.find(({ level, kind }) => level === 0.95 && kind === 'logit')!
      if (logit.low <= truth && truth <= logit.high!) covered++
      plain += met.reduce((sum, { person }) => sum + person.affected, 0) / met.length / studies
      mean += answer.estimate / studies
    }
    expect(Math.abs(mean - truth)).toBeLessThan(0.01)
    expect(plain - truth).toBeGreaterThan(0.1)
    expect(covered / studies).toBeGreaterThan(0.91)
  })
})
