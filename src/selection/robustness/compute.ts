import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { steer } from '../../estimators/numeric/run.ts'
import { Fault } from '../../house/errors.ts'
import { projectRoot } from '../../house/settings.ts'
import type { Report } from './report.ts'
import { reportRun } from './runs.ts'
import type { RunsTask } from './task.ts'
import type { ThreadAnswer } from './thread.ts'

/** The thread as it was built; sources are not read by threads, so that without a build the runs are made in slices. */
const built = path.join(projectRoot(), 'dist', 'server', 'robustness-thread.js')

type How = { signal: AbortSignal; onShare: (share: number) => void }

/** Makes the runs beside everything else: in a thread of their own where the house was built, else slice by slice. */
export async function computeRuns(task: RunsTask, how: How): Promise<Report> {
  if (import.meta.url.endsWith('.js') && existsSync(built)) return inThread(task, how)
  return steer(reportRun(task), {
    signal: how.signal,
    onProgress: ({ done, total }) => how.onShare(total ? done / total : 0),
  })
}

function inThread(task: RunsTask, { signal, onShare }: How): Promise<Report> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const thread = new Worker(built, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: 768 } })
    const end = () => {
      signal.removeEventListener('abort', stop)
      void thread.terminate()
    }
    const stop = () => {
      end()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
    thread.on('message', (answer: ThreadAnswer) => {
      if ('share' in answer) return onShare(answer.share)
      end()
      resolve(answer.report)
    })
    thread.once('error', (error) => {
      end()
      reject(
        'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new Fault(413, 'too-large', 'These runs need more memory than they are given', [
              {
                place: 'replications',
                message: 'Every run is kept to find its ranges.',
                remedy: 'Ask for fewer runs.',
              },
            ])
          : error,
      )
    })
    thread.once('exit', (code) => reject(new Error(`The thread of the runs ended with ${code}`)))
  })
}
