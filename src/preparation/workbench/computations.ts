import { listsComputation } from './lists/compute.ts'
import type { Computation, PathKey } from './path.ts'

// biome-ignore lint/suspicious/noExplicitAny: each path has types of its own
export type AnyComputation = Computation<any, unknown>

/** What the worker can compute. One line for each path. */
export const computations: { [Key in PathKey]?: AnyComputation } = {
  lists: listsComputation,
}
