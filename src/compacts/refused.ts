import type { Values } from '../ui/language.ts'
import { CompactFault } from './faults.ts'

type Facts = Record<string, unknown>
const textIn = (facts: Facts, name: string) => (typeof facts[name] === 'string' ? facts[name] : '')

/** SQLSTATEs of the triggers that look at signatures, steps and suspensions, each as the fault it is here. */
const faults: Record<string, (facts: Facts) => CompactFault> = {
  TPF03: (facts) => new CompactFault('not a signing party', { party: textIn(facts, 'party') || '–' }),
  TPF06: () => new CompactFault('not signed', { why: 'day', party: '' }),
  TPF08: ({ key }) => new CompactFault('no version', { version: String(key ?? '–') }),
  TPF27: () => new CompactFault('not now'),
  TPF29: (facts) => new CompactFault('not signed', saidOf(facts)),
  TPF30: () => new CompactFault('no role'),
}
const saidOf = (facts: Facts): Values => ({
  why: textIn(facts, 'why') || 'other',
  party: textIn(facts, 'party'),
})

/** What the database refused of a compact, as a fault with its remedy; anything else as it came. */
export function compactFault(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const fault = faults[String(error.code)]
  return fault === undefined ? error : fault(factsIn(error))
}

function factsIn(error: Error): Facts {
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : '{}'
  try {
    const facts: unknown = JSON.parse(detail)
    return typeof facts === 'object' && facts !== null ? { ...facts } : {}
  } catch {
    return {}
  }
}

/** Runs a change of a compact, and says what the database refuses of it as a fault. */
export async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw compactFault(error)
  }
}
