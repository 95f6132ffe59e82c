import type { Side } from './agreement.ts'
import type { Step } from './gap-codes.ts'
import type { CompactState } from './tables.ts'

/*
 * The life of a compact, as a table: where it can go from where, and how it gets there.
 */

/** How a compact gets from one state to another. */
export type Way =
  /** Somebody takes the step. */
  | 'step'
  /** The last party that must has signed. */
  | 'signatures'
  /** The signed text takes effect on its day. */
  | 'entry'
  /** An amendment that moves the end of the term takes effect. */
  | 'amendment'
  | 'suspension'
  | 'reinstatement'
  /** The signed text is opened again; what was signed no longer counts. */
  | 'reopening'
  /** Somebody takes back that it is being closed down; it stands where it stood before. */
  | 'resumption'

export type Passage = { from: CompactState; to: CompactState; way: Way; reason: boolean }

const passage = (from: CompactState, to: CompactState, way: Way = 'step', reason = false): Passage => ({
  from,
  to,
  way,
  reason,
})
const unfinished = [
  'concept',
  'proposed',
  'negotiating',
  'signed',
  'in force',
  'suspended',
  'extended',
  'closing',
] as const

/** Every passage there is. Terminated from any state, never out of it. */
export const passages: readonly Passage[] = [
  passage('concept', 'proposed'),
  passage('proposed', 'concept', 'step', true),
  passage('proposed', 'negotiating'),
  passage('negotiating', 'signed', 'signatures'),
  passage('signed', 'negotiating', 'reopening', true),
  passage('signed', 'in force', 'entry'),
  passage('in force', 'suspended', 'suspension', true),
  passage('extended', 'suspended', 'suspension', true),
  passage('suspended', 'in force', 'reinstatement', true),
  passage('suspended', 'extended', 'reinstatement', true),
  passage('in force', 'extended', 'amendment'),
  passage('in force', 'closing'),
  passage('extended', 'closing'),
  passage('suspended', 'closing', 'step', true),
  passage('closing', 'closed'),
  passage('closing', 'in force', 'resumption', true),
  passage('closing', 'extended', 'resumption', true),
  passage('closing', 'suspended', 'resumption', true),
  ...unfinished.map((from) => passage(from, 'terminated', 'step', true)),
]

/** The passage between two states; undefined where there is none. */
export const passageTo = (from: CompactState, to: CompactState): Passage | undefined =>
  passages.find((each) => each.from === from && each.to === to)

/** Where a compact can go from a state. */
export const nextStates = (from: CompactState): Passage[] => passages.filter((each) => each.from === from)

/** States in which an agreement binds, so that it changes by amendment only. */
export const bindingStates: readonly CompactState[] = ['in force', 'suspended', 'extended']

/** States nothing follows. */
export const isOver = (state: CompactState): boolean => state === 'closed' || state === 'terminated'

type Stepped = {
  from: CompactState | null
  to: CompactState
  details: Record<string, unknown>
}

/**
 * The last day of a compact that is closing, or closed, from its steps, oldest first; null while it is
 * neither. What falls after that day is asked of nobody.
 */
export function closingDayIn(steps: readonly Stepped[]): string | null {
  const now = steps.at(-1)?.to
  if (now !== 'closing' && now !== 'closed') return null
  const begun = steps.findLast(({ from, to }) => to === 'closing' && from !== 'closing')
  return typeof begun?.details.lastDay === 'string' ? begun.details.lastDay : null
}

/** The side that proposed a compact, so that the other answers; null where none is on record. */
export const proposerIn = (steps: readonly Stepped[]): Side | null => {
  const side = steps.findLast(({ from, to }) => to === 'proposed' && from !== to)?.details.side
  return side === 'donor' || side === 'partner' ? side : null
}

/** The step a compact may take next that asks most of its text; null when its life is over. */
export function nextStepOf(state: CompactState, draft: { state: string } | null): Step | null {
  if (isOver(state)) return null
  if (draft?.state === 'frozen') return 'signed'
  switch (state) {
    case 'concept':
      return 'proposed'
    case 'proposed':
      return 'negotiating'
    case 'negotiating':
      return 'frozen'
    case 'signed':
      return 'in force'
    case 'closing':
      return 'closed'
    default:
      return draft === null ? 'closing' : 'frozen'
  }
}
