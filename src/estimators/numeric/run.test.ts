import { describe, expect, it } from 'vitest'
import { finish, type Run, steer, stream } from './run.ts'

function* counting(to: number, seen: number[] = []): Run<number> {
  for (let done = 0; done < to; done++) {
    seen.push(done)
    yield { done, total: to }
  }
  return to
}

describe('A long run', () => {
  it('gives the same result at one go and in slices', async () => {
    expect(finish(counting(5))).toBe(5)
    const heard: number[] = []
    await expect(steer(counting(5), { slice: 0, onProgress: ({ done }) => heard.push(done) })).resolves.toBe(
      5,
    )
    expect(heard).toEqual([0, 1, 2, 3, 4])
  })

  it('stops between two steps when it is cancelled', async () => {
    const control = new AbortController()
    const seen: number[] = []
    const run = steer(counting(1000, seen), {
      slice: 0,
      signal: control.signal,
      onProgress: ({ done }) => {
        if (done === 3) control.abort(new Error('enough'))
      },
    })
    await expect(run).rejects.toThrow('enough')
    expect(seen).toEqual([0, 1, 2, 3])
  })
})

describe('The streams of chance of its parts', () => {
  it('depend on seed and part alone', () => {
    const draws = (seed: number, part: number) => {
      const chance = stream(seed, part)
      return Array.from({ length: 4 }, () => chance.uint32())
    }
    expect(draws(7, 3)).toEqual(draws(7, 3))
    const all = [0, 1, 2, 3].flatMap((part) => [draws(7, part).join(), draws(8, part).join()])
    expect(new Set(all).size).toBe(8)
  })

  it('do not overlap by a few steps between neighbours', () => {
    const first = Array.from({ length: 200 }, (_, part) => {
      const chance = stream(20140228, part)
      return Array.from({ length: 20 }, () => chance.uint32())
    })
    expect(new Set(first.flat()).size).toBeGreaterThan(200 * 20 - 10)
  })
})
