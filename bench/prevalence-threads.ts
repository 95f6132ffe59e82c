import type { OverlapTable } from '../src/estimators/lists/overlap-table.ts'
import { specificationTable } from '../src/estimators/lists/specification.ts'
import { finish } from '../src/estimators/numeric/run.ts'
import { specificationOnThreads, threadsFor } from '../src/preparation/commands/specification-threads.ts'

/** The table of all methods, one after the other and shared out over threads: seconds on the clock, and whether the digits agree. */
export async function benchThreads(table: OverlapTable, print: (line: string) => void): Promise<void> {
  const threads = threadsFor(null)
  const settings = { resamples: 200, seed: 1 }
  const seconds = async (work: () => unknown) => {
    const start = performance.now()
    const made = await work()
    return { made: JSON.stringify(made), took: (performance.now() - start) / 1000 }
  }
  const alone = await seconds(() => finish(specificationTable(table, settings)))
  const shared = await seconds(() =>
    specificationOnThreads(
      table,
      { ...settings, threads },
      { signal: new AbortController().signal, onProgress: () => {} },
    ),
  )
  print(
    `every method on ${table.lists.length} lists, 200 resamples: ${alone.took.toFixed(1)} s one after the other, ${shared.took.toFixed(1)} s on ${threads} threads; digits ${alone.made === shared.made ? 'the same' : 'NOT the same'}`,
  )
}
