import type { Agreement, Responsibility, Text } from '../compacts/agreement.ts'
import type { PromiseKind } from './tables.ts'

/** Something that was promised beside money and figures. */
export type Promised = {
  key: string
  text: Text
  /** Party whose promise it is; null where both sides promised, or a side as a whole. */
  party: string | null
  /** Whose responsibility it is; null for what is none. */
  side: Responsibility['side'] | null
  /** Day by which it is to be met; null where none was named. */
  by: string | null
}

/** All that was promised beside money and figures, by kind. */
export function promisedIn({
  benchmarks,
  responsibilities,
  sustainability,
}: Pick<Agreement, 'benchmarks' | 'responsibilities' | 'sustainability'>): Record<PromiseKind, Promised[]> {
  return {
    benchmark: benchmarks.map(({ key, text, by }) => ({ key, text, party: null, side: null, by })),
    responsibility: responsibilities.map(({ key, deliverable, party, side, due }) => ({
      key,
      text: deliverable,
      party,
      side,
      by: due,
    })),
    sustainability: sustainability.map(({ key, text, party, by }) => ({ key, text, party, side: null, by })),
  }
}
