import { useEffect, useRef, useState } from 'react'
import type { Methodology } from '../../schema.ts'
import type { PackedInputs } from '../packed.ts'
import type { AskRanges, RangesOf, ToldRanges } from '../ranges-messages.ts'

type State = 'working' | 'done' | 'stopped' | 'none' | 'failed'

/** What has stood still so long is worth drawing for. */
const settledMs = 350

/**
 * Sensitivity ranges of what is moved, from a worker that is begun with the first of them. What was asked before and is
 * no longer wanted is given up with its worker: a new question never waits for an old answer.
 */
export function useRanges({
  methodology,
  inputs,
  seed,
  runs,
  alive,
}: {
  /** Null while nothing can be computed. */
  methodology: Methodology | null
  inputs: PackedInputs
  seed: number
  runs: number
  alive: boolean
}): { state: State; done: number; ranges: RangesOf | null; stop: () => void; start: () => void } {
  const [state, setState] = useState<State>('working')
  const [done, setDone] = useState(0)
  const [ranges, setRanges] = useState<RangesOf | null>(null)
  const [wanted, setWanted] = useState(0)
  const worker = useRef<Worker | null>(null)

  useEffect(() => {
    if (!alive || methodology === null) return
    if (runs === 0) return setState('none')
    setState('working')
    setDone(0)
    setRanges(null)
    const timer = setTimeout(() => {
      const id = wanted
      const begun = new Worker(new URL('../ranges-worker.ts', import.meta.url), { type: 'module' })
      worker.current = begun
      begun.addEventListener('message', ({ data }: MessageEvent<ToldRanges>) => {
        if (data.id !== id) return
        if (data.tell === 'progress') {
          setDone(data.done)
          if (data.ranges) setRanges(data.ranges)
          return
        }
        if (data.tell === 'done') setRanges(data.ranges)
        setState(data.tell)
        begun.terminate()
      })
      // It could not be fetched, or ran out of memory.
      begun.addEventListener('error', () => setState('failed'))
      begun.postMessage({ id, methodology, inputs, seed, runs } satisfies AskRanges)
    }, settledMs)
    return () => {
      clearTimeout(timer)
      worker.current?.terminate()
      worker.current = null
    }
  }, [alive, methodology, inputs, seed, runs, wanted])

  return {
    state,
    done,
    ranges,
    stop() {
      worker.current?.terminate()
      worker.current = null
      setState('stopped')
    },
    start: () => setWanted((before) => before + 1),
  }
}
