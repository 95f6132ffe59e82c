import type { TrancheAct } from './tables.ts'

/** The decision that keeps a tranche back on a day: its cancellation, or the deferral said last, until its day has come. */
export function stoppedBy<Decision extends { act: TrancheAct; until: string | null }>(
  decisions: readonly Decision[],
  on: string,
): Decision | null {
  const last = decisions.find(({ act }) => act === 'cancelled') ?? decisions.at(-1) ?? null
  return last === null || (last.until !== null && last.until <= on) ? null : last
}
