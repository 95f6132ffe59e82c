import { WrongUse } from '../../house/errors.ts'

/** How many runs may be asked for: here of a page, which many share, and by command, which is one’s own machine. */
export const runLimits = { page: { least: 100, most: 10_000 }, command: { least: 100, most: 1_000_000 } }

const mostSeed = Number.MAX_SAFE_INTEGER

/**
 * The number of runs somebody asked for.
 *
 * @throws WrongUse naming the place and what is allowed
 */
export function replicationsOf(
  text: string | undefined,
  usual: number,
  { least, most }: { least: number; most: number },
  place: string,
): number {
  if (text === undefined || text.trim() === '') return Math.min(most, Math.max(least, usual))
  const value = /^\d{1,16}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  if (value >= least && value <= most) return value
  throw new WrongUse(`“${text.slice(0, 40)}” will not do for the number of runs`, [
    {
      place,
      message: `A whole number from ${least} to ${most} is needed: fewer say nothing of a range, more say nothing new.`,
      remedy: `Leave it out for ${usual}, or ask for example for 5000.`,
    },
  ])
}

/**
 * The seed somebody asked for.
 *
 * @throws WrongUse naming the place and what is allowed
 */
export function seedOf(text: string | undefined, usual: number, place: string): number {
  if (text === undefined || text.trim() === '') return usual
  const value = /^\d{1,16}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  if (value <= mostSeed) return value
  throw new WrongUse(`“${text.slice(0, 40)}” will not do for the seed`, [
    {
      place,
      message: `A whole number from 0 to ${mostSeed} is needed.`,
      remedy: `Leave it out for ${usual}.`,
    },
  ])
}
