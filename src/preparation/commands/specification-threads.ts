import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Estimate, WrongData } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { OverlapTable } from '../../estimators/lists/overlap-table.ts'
import {
  type BesideRows,
  SPECIFICATIONS,
  type Specification,
  type SpecificationLabel,
  specificationRow,
  specificationTable,
  withRows,
} from '../../estimators/lists/specification.ts'
import type { Progress, Run } from '../../estimators/numeric/run.ts'

/*
 * The table of all methods on several threads. Each row has chance of its own from the seed, so that it has the same
 * digits wherever it is computed; the threads only share out the rows.
 */

/** One row, or what stands beside the rows. */
type Task = SpecificationLabel | 'beside'
type Ask = { task: Task; table: OverlapTable; resamples: number; seed: number }
type Answer =
  | { kind: 'progress'; task: Task; share: number }
  | { kind: 'row'; task: SpecificationLabel; estimate: Estimate }
  | { kind: 'beside'; task: 'beside'; beside: BesideRows }
  | { kind: 'wrong'; task: Task; finding: Finding }

/** The longest first, so that no thread begins one when the others are done. */
const longestFirst: readonly Task[] = [
  'latent-class',
  'dga',
  'bic-2',
  'threshold',
  'averaged',
  'beside',
  'bic-3',
  'stepwise-0.01',
  'stepwise-0.02',
  'stepwise-0.05',
  'independence',
  'chao',
]
const ROLE = 'tp prevalence specification: a row'

/** Threads this program can have: only what was built is read by them, and none on a machine of one core. */
export function threadsFor(asked: number | null): number {
  if (!import.meta.url.endsWith('.js')) return 1
  return Math.min(asked ?? availableParallelism(), longestFirst.length)
}

/**
 * The same table as `specificationTable`, on so many threads.
 *
 * @throws WrongData as it does, the reason of `signal` once it is aborted; then all threads are ended
 */
export async function specificationOnThreads(
  table: OverlapTable,
  { resamples, seed, threads }: { resamples: number; seed: number; threads: number },
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void },
): Promise<Specification> {
  const left = [...longestFirst]
  const shares = new Map<Task, number>()
  const estimates = new Map<Task, Estimate>()
  const besides: BesideRows[] = []
  const workers: Worker[] = []
  const tell = (task: Task, share: number) => {
    shares.set(task, share)
    const done = [...shares.values()].reduce((sum, each) => sum + each, 0)
    onProgress({ done, total: longestFirst.length })
  }

  /** One thread takes task after task until none is left. */
  const serve = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker("import(require('node:worker_threads').workerData.module)", {
        eval: true,
        workerData: { role: ROLE, module: import.meta.url },
      })
      workers.push(worker)
      const next = () => {
        const task = left.shift()
        if (task === undefined) return resolve()
        worker.postMessage({ task, table, resamples, seed } satisfies Ask)
      }
      worker.on('message', (answer: Answer) => {
        if (answer.kind === 'progress') return tell(answer.task, answer.share)
        if (answer.kind === 'wrong') return reject(new WrongData(answer.finding))
        if (answer.kind === 'row') estimates.set(answer.task, answer.estimate)
        else besides.push(answer.beside)
        tell(answer.task, 1)
        next()
      })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`A thread ended with ${code}`)))
      next()
    })

  let onAbort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    await Promise.race([Promise.all(Array.from({ length: threads }, serve)), aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  const rows = SPECIFICATIONS.map((label) => ({ label, estimate: done(estimates.get(label), label) }))
  return withRows(table, rows, done(besides[0], 'beside'))
}

/** Every thread has ended well by now, so that no task is without its answer. */
function done<T>(answer: T | undefined, task: Task): T {
  if (answer === undefined) throw new RangeError(`no thread answered ${task}`)
  return answer
}

/** What a thread does with each task it is given. */
function work({ task, table, resamples, seed }: Ask): Answer {
  const toEnd = <T>(run: Run<T>): T => {
    let told = performance.now()
    for (;;) {
      const step = run.next()
      if (step.done) return step.value
      if (performance.now() - told < 250) continue
      told = performance.now()
      const { done, total } = step.value
      parentPort?.postMessage({ kind: 'progress', task, share: total ? Math.min(1, done / total) : 0 })
    }
  }
  try {
    return task === 'beside'
      ? { kind: 'beside', task, beside: toEnd(specificationTable(table, { resamples, seed, only: [] })) }
      : { kind: 'row', task, estimate: toEnd(specificationRow(task, table, resamples, seed)) }
  } catch (error) {
    if (error instanceof WrongData) return { kind: 'wrong', task, finding: error.finding }
    throw error
  }
}

// A thread begins with this module and waits for tasks; whoever else imports it is no such thread.
if (!isMainThread && (workerData as { role?: string } | null)?.role === ROLE)
  parentPort?.on('message', (ask: Ask) => parentPort?.postMessage(work(ask)))
