import { WrongData } from '../../estimators/estimate.ts'
import { steer } from '../../estimators/numeric/run.ts'
import type { TextTable } from '../text-table.ts'
import { computations } from './computations.ts'
import type { Asked, Told } from './messages.ts'
import { NotATable, readGiven } from './read-given.ts'
import { lookOver } from './sheet.ts'

/**
 * What the worker does with what it is asked. It keeps the tables, without their identifying columns, and tells
 * nothing but sheets, progress and results.
 */
export function attendant(tell: (told: Told) => void): (asked: Asked) => Promise<void> {
  const tables = new Map<string, TextTable>()
  const running = new Map<number, AbortController>()

  async function answer(asked: Exclude<Asked, { ask: 'stop' }>): Promise<Told> {
    const { id } = asked
    if (asked.ask === 'forget') {
      tables.delete(asked.slot)
      return { tell: 'sheet', id, sheet: null }
    }
    if (asked.ask === 'read') {
      tables.delete(asked.slot)
      const { table, ...about } = await readGiven(asked.given)
      const looked = lookOver(table, { ...about, keep: asked.keep })
      tables.set(asked.slot, looked.table)
      return { tell: 'sheet', id, sheet: looked.sheet }
    }
    const computation = computations[asked.path]
    if (computation === undefined) throw new RangeError(`there is no path called ${asked.path}`)
    const stop = new AbortController()
    running.set(id, stop)
    const began = performance.now()
    try {
      const run = computation.compute(Object.fromEntries(tables), asked.settings)
      const result = await steer(run, {
        signal: stop.signal,
        onProgress: (progress) => tell({ tell: 'progress', id, progress }),
      })
      return { tell: 'result', id, result, milliseconds: performance.now() - began }
    } catch (error) {
      if (stop.signal.aborted) return { tell: 'stopped', id }
      throw error
    } finally {
      running.delete(id)
    }
  }

  return async (asked) => {
    if (asked.ask === 'stop') return running.get(asked.id)?.abort()
    try {
      tell(await answer(asked))
    } catch (error) {
      const { id } = asked
      if (error instanceof WrongData) tell({ tell: 'wrong', id, finding: error.finding })
      else if (error instanceof NotATable) tell({ tell: 'strange-file', id, why: error.why })
      else tell({ tell: 'broken', id, message: error instanceof Error ? error.message : String(error) })
    }
  }
}
