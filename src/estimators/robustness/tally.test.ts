import { describe, expect, it } from 'vitest'
import { rankScores } from '../ranks.ts'
import { openPlaces } from './places.ts'
import { openTally } from './tally.ts'

describe('Places made many times', () => {
  it('are those of the ranking, ties and gaps included', () => {
    const scores = Float64Array.from({ length: 400 }, (_, i) =>
      i % 17 === 0 ? Number.NaN : Math.round(((i * 7919) % 101) / 3) + (i % 5) * 4e-11,
    )
    const places = openPlaces(400)
    for (const who of [new Uint8Array(400).fill(1), Uint8Array.from({ length: 400 }, (_, i) => i % 3)]) {
      places.rank(scores, who)
      const expected = rankScores([...scores].map((x, i) => (who[i] === 1 && !Number.isNaN(x) ? x : null)))
      expect([...places.places]).toEqual(expected.map((rank) => rank ?? 0))
    }
  })

  it('tell the place a score would take, as the ranking would with it in', () => {
    const scores = Float64Array.from([5, 3, 3 + 5e-11, 9, 1])
    const places = openPlaces(5)
    places.rank(scores, new Uint8Array(5).fill(1))
    for (const score of [10, 9, 6, 5, 3, 3 + 9e-11, 2, 1, 0])
      expect(places.placeOf(score, scores), String(score)).toBe(rankScores([...scores, score]).at(-1))
  })
})

describe('A tally', () => {
  it('shares a place among equals, and counts neither as better', () => {
    const tally = openTally(3, 1, 1, 1)
    const places = openPlaces(3)
    const scores = Float64Array.from([4, 7, 7])
    const count = places.rank(scores, new Uint8Array(3).fill(1))
    tally.add(scores, places.order, places.setEnds, count, Float64Array.from([1]))
    expect([...tally.acceptability(0)]).toEqual([0, 0, 1])
    expect([...tally.acceptability(1)]).toEqual([1, 0, 0])
    expect([...tally.pairwise()]).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0])
    expect([tally.pShortlist(0), tally.pShortlist(1), tally.pShortlist(2)]).toEqual([0, 1, 1])
    expect(tally.entropyOfFirst()).toBe(1)
  })

  it('keeps every other score when all would take too much room, and every place', () => {
    const runs = 3_000_000
    const tally = openTally(2, 1, 0, runs)
    const order = Int32Array.from([0, 1])
    const ends = Int32Array.from([1, 2])
    for (let run = 0; run < 1000; run++)
      tally.add(Float64Array.from([run, -run]), order, ends, 2, new Float64Array(0))
    expect(tally.scoreRuns()).toBe(500)
    expect(tally.ranked[0]).toBe(1000)
    expect(tally.scoreRange(0)).toEqual([48, 948])
  })
})
