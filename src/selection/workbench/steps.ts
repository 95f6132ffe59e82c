import { alike, type Choices, nothingChosen } from './choices.ts'

/* Undo and redo: what was chosen before, what is chosen now, what was undone. */

export type Steps = {
  past: Choices[]
  now: Choices
  future: Choices[]
  /** What was moved last and when (milliseconds): the many small moves of one drag are one step. */
  last: { field: string; at: number } | null
}

export type Step =
  | { do: 'choose'; field: string; choices: Choices; at: number }
  | { do: 'undo' | 'redo' | 'clear' }
  /** What a link says takes the place of everything. */
  | { do: 'open'; choices: Choices }

/** Moves of one thing closer together than this are one step. */
export const together = 700
const mostSteps = 200

export const noSteps = (now: Choices = nothingChosen): Steps => ({ past: [], now, future: [], last: null })

export function takeStep(steps: Steps, step: Step): Steps {
  const { past, now, future, last } = steps
  switch (step.do) {
    case 'choose': {
      if (alike(step.choices, now)) return steps
      const going =
        last !== null && last.field === step.field && step.at - last.at < together && past.length > 0
      return {
        past: going ? past : [...past, now].slice(-mostSteps),
        now: step.choices,
        future: [],
        last: { field: step.field, at: step.at },
      }
    }
    case 'undo': {
      const before = past.at(-1)
      if (before === undefined) return steps
      return { past: past.slice(0, -1), now: before, future: [now, ...future], last: null }
    }
    case 'redo': {
      const [after, ...rest] = future
      if (after === undefined) return steps
      return { past: [...past, now], now: after, future: rest, last: null }
    }
    case 'clear':
      return alike(now, nothingChosen)
        ? steps
        : { past: [...past, now].slice(-mostSteps), now: nothingChosen, future: [], last: null }
    case 'open':
      return alike(now, step.choices)
        ? steps
        : { past: [...past, now].slice(-mostSteps), now: step.choices, future: [], last: null }
  }
}
