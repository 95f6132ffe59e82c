import { fromWords, type Random, splitmix64 } from '../random.ts'

/** How far a long computation is. `total` is null where it cannot be known beforehand. */
export type Progress = { done: number; total: number | null }

/**
 * A computation that may take long: it yields how far it is, often enough to be
 * stopped between two steps, and returns its result. The same one serves the
 * command, the server and a worker in the browser.
 */
export type Run<T> = Generator<Progress, T, void>

/** Runs to the end without a pause. */
export function finish<T>(run: Run<T>): T {
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
  }
}

/**
 * Runs in slices, so that other work and a cancel come through between them.
 *
 * @param slice - milliseconds of work between two pauses
 * @throws the reason of `signal`, once it is aborted; what was computed is dropped
 */
export async function steer<T>(
  run: Run<T>,
  {
    signal,
    onProgress,
    slice = 40,
  }: { signal?: AbortSignal; onProgress?: (progress: Progress) => void; slice?: number } = {},
): Promise<T> {
  let since = performance.now()
  for (;;) {
    signal?.throwIfAborted()
    const step = run.next()
    if (step.done) return step.value
    if (performance.now() - since < slice) continue
    onProgress?.(step.value)
    await new Promise((resume) => setTimeout(resume, 0))
    since = performance.now()
  }
}

/**
 * The stream of chance of one part of a larger run, such as one resample: it
 * depends on the seed and the number of the part alone, so that the result is
 * the same in whatever order, and on however many workers, the parts are run.
 *
 * @param seed - whole number from 0 to 2^64 - 1
 * @param part - whole number from 0
 */
export function stream(seed: number | bigint, part: number): Random {
  const mask = (1n << 64n) - 1n
  const [mixed = 0n] = splitmix64(BigInt(seed) & mask, 1)
  // Hashed twice: neighbouring parts would otherwise begin one step apart in the sequence that fills the state.
  const [start = 0n] = splitmix64((mixed + BigInt(part)) & mask, 1)
  return fromWords(splitmix64(start, 4), `${seed}/${part}`)
}
