import { parentPort, workerData } from 'node:worker_threads'
import type { Report } from './report.ts'
import { reportRun } from './runs.ts'
import type { RunsTask } from './task.ts'

/* What a thread of the runs does: the task it was begun with, telling how far it is a few times a second. */

export type ThreadAnswer = { share: number } | { report: Report }

const run = reportRun(workerData as RunsTask)
let told = performance.now()
for (;;) {
  const step = run.next()
  if (step.done) {
    parentPort?.postMessage({ report: step.value } satisfies ThreadAnswer)
    break
  }
  if (performance.now() - told < 200) continue
  told = performance.now()
  const { done, total } = step.value
  parentPort?.postMessage({ share: total ? Math.min(1, done / total) : 0 } satisfies ThreadAnswer)
}
