import { twoListsComputation } from './lists/change/compute.ts'
import { listsComputation } from './lists/compute.ts'
import { nsumComputation } from './network/nsum/compute.ts'
import { rdsComputation } from './network/rds/compute.ts'
import { surveyComputation } from './network/survey/compute.ts'
import { venueComputation } from './network/time-location/compute.ts'
import { twoWavesComputation } from './network/two-waves/compute.ts'
import type { Computation, PathKey } from './path.ts'

// biome-ignore lint/suspicious/noExplicitAny: each path has types of its own
export type AnyComputation = Computation<any, unknown>

/** What the worker can compute. One line for each path. */
export const computations: { [Key in PathKey]?: AnyComputation } = {
  lists: listsComputation,
  rds: rdsComputation,
  nsum: nsumComputation,
  survey: surveyComputation,
  'time-location': venueComputation,
  'two-waves': twoWavesComputation,
  'two-lists': twoListsComputation,
}
