import { describe, expect, it } from 'vitest'
import { RunsDesk } from './desk.ts'
import type { Report } from './report.ts'

/** A desk whose runs end when the test says so; what was begun and stopped is written down. */
function aDesk() {
  const begun: string[] = []
  const stopped: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  let now = 0
  const desk = new RunsDesk<string>(
    (task, { signal, onShare }) =>
      new Promise<Report>((resolve, reject) => {
        begun.push(task)
        onShare(0.5)
        signal.addEventListener('abort', () => {
          stopped.push(task)
          reject(signal.reason)
        })
        ends.set(task, (error) => (error ? reject(error) : resolve({ seed: task } as Report)))
      }),
    () => now,
  )
  const end = async (task: string, error?: Error) => {
    ends.get(task)!(error)
    await settled()
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { desk, begun, stopped, end, pass }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('The desk of the runs', () => {
  it('makes the runs of one question once, whoever asks, and keeps what came out', async () => {
    const { desk, begun, end } = aDesk()
    const first = await desk.ask('a', 'a', 0)
    expect(await desk.ask('a', 'a', 0)).toEqual(first)
    expect(await desk.ask('a', 'a', 0)).toMatchObject({ job: { share: 0.5, queued: false } })
    await end('a')
    expect(await desk.ask('a', 'a', 0)).toEqual({ report: { seed: 'a' } })
    expect(begun).toEqual(['a'])
  })

  it('works on one question after the other, and tells the next that it waits', async () => {
    const { desk, begun, end } = aDesk()
    await desk.ask('a', 'a', 0)
    expect(await desk.ask('b', 'b', 0)).toMatchObject({ job: { queued: true } })
    expect(begun).toEqual(['a'])
    await end('a')
    expect(begun).toEqual(['a', 'b'])
  })

  it('turns away the seventh question instead of promising what takes for ever', async () => {
    const { desk } = aDesk()
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await desk.ask(key, key, 0)
    await expect(desk.ask('g', 'g', 0)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 60 })
  })

  it('stops for who holds the ticket and nobody else, and begins anew for who asks again', async () => {
    const { desk, begun, stopped } = aDesk()
    const answer = await desk.ask('a', 'a', 0)
    await settled()
    expect(desk.stop('another ticket')).toBe(false)
    if (!('job' in answer)) throw new Error('it is not there yet')
    expect(desk.stop(answer.job.ticket)).toBe(true)
    await settled()
    expect(stopped).toEqual(['a'])
    await desk.ask('a', 'a', 0)
    await settled()
    expect(begun).toEqual(['a', 'a'])
  })

  it('gives up what nobody has looked at for a minute', async () => {
    const { desk, begun, stopped, pass } = aDesk()
    await desk.ask('a', 'a', 0)
    await settled()
    pass(61_000)
    await desk.ask('b', 'b', 0)
    await settled()
    expect(stopped).toEqual(['a'])
    expect(begun).toEqual(['a', 'b'])
  })

  it('tells who waits what went wrong, and keeps nothing of it', async () => {
    const { desk, begun, end } = aDesk()
    const told = expect(desk.ask('a', 'a', 1000)).rejects.toThrow('no memory')
    await settled()
    await end('a', new Error('no memory'))
    await told
    await desk.ask('a', 'a', 0)
    await settled()
    expect(begun).toEqual(['a', 'a'])
  })
})
