import type { Progress } from '../../estimators/numeric/run.ts'
import type { Asked, Given, Told } from './messages.ts'
import type { PathKey } from './path.ts'

/** How long a computation is given to stop by itself. */
const PATIENCE_MS = 1500

type Question = Asked extends infer One ? (One extends Asked ? Omit<One, 'id'> : never) : never
type Waiting = { done: (told: Told) => void; onProgress: (progress: Progress) => void }

/** The page's side of the worker, which is begun when first asked. */
export class Desk {
  #worker: Worker | null = null
  #next = 1
  readonly #waiting = new Map<number, Waiting>()
  /** What was read, so that a new worker can be given it again. */
  readonly #given = new Map<string, { given: Given; keep: string[] }>()
  #computing: number | null = null

  async read(slot: string, given: Given, keep: string[]): Promise<Told> {
    this.#given.set(slot, { given, keep })
    const told = await this.#ask({ ask: 'read', slot, given, keep })
    if (told.tell !== 'sheet') this.#given.delete(slot)
    return told
  }

  forget(slot: string): Promise<Told> {
    this.#given.delete(slot)
    return this.#ask({ ask: 'forget', slot })
  }

  async compute(path: PathKey, settings: object, onProgress: (progress: Progress) => void): Promise<Told> {
    const told = this.#ask({ ask: 'compute', path, settings }, onProgress)
    this.#computing = this.#next - 1
    const answer = await told
    this.#computing = null
    return answer
  }

  /** Stops the computation between two steps; a step that takes too long is ended with its worker. */
  stop(): void {
    const id = this.#computing
    if (id === null) return
    this.#worker?.postMessage({ ask: 'stop', id } satisfies Asked)
    setTimeout(() => {
      if (!this.#waiting.has(id)) return
      this.close()
      for (const [slot, { given, keep }] of this.#given) void this.#ask({ ask: 'read', slot, given, keep })
    }, PATIENCE_MS)
  }

  /** Ends the worker; whoever waits is told that it was stopped. */
  close(): void {
    this.#worker?.terminate()
    this.#worker = null
    for (const [id, { done }] of this.#waiting) done({ tell: 'stopped', id })
    this.#waiting.clear()
  }

  #ask(question: Question, onProgress: (progress: Progress) => void = () => {}): Promise<Told> {
    const id = this.#next
    this.#next += 1
    return new Promise((done) => {
      this.#waiting.set(id, { done, onProgress })
      this.#begun().postMessage({ ...question, id } as Asked)
    })
  }

  #begun(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      const waiting = this.#waiting.get(data.id)
      if (waiting === undefined) return
      if (data.tell === 'progress') return waiting.onProgress(data.progress)
      this.#waiting.delete(data.id)
      waiting.done(data)
    })
    // It could not be fetched, or ran out of memory.
    worker.addEventListener('error', ({ message }) => {
      const waiting = [...this.#waiting]
      this.#waiting.clear()
      this.#worker?.terminate()
      this.#worker = null
      for (const [id, { done }] of waiting) done({ tell: 'broken', id, message: message ?? '' })
    })
    this.#worker = worker
    return worker
  }
}
