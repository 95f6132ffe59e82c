import type { Language } from '../../ui/language.ts'
import { type Action, type Asker, actions, type Subject } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { explain } from '../policy/words.ts'

/** One action, and whether somebody may: as data and in words. */
export type Told = {
  action: Action
  allowed: boolean
  sentence: string
  because: string
  /** What to do about a no; null for a yes, and where nothing can be done. */
  remedy: string | null
}

/** Actions on oneself are asked about oneself, whatever else is asked about. */
const onOneself: readonly Action[] = ['manage own account', 'export or erase own data', 'name guardians']

/**
 * Everything that can be done here, as the policy decides it for somebody: on an
 * organisation, a country or the house. What concerns the own account is asked about the
 * person who asks.
 */
export function whatSomebodyMay(asker: Asker, subject: Subject, language: Language): Told[] {
  const self: Subject =
    asker !== null && asker !== 'operator' ? { kind: 'person', id: asker.id } : { kind: 'house' }
  return actions.map((action) => {
    const about = onOneself.includes(action) ? self : historyOf(action, subject)
    const decision = allow(asker, action, about)
    return { action, allowed: decision.allowed, ...explain(action, decision, language) }
  })
}

function historyOf(action: Action, subject: Subject): Subject {
  if (action !== 'read history' || subject.kind !== 'organisation') return subject
  return { kind: 'history', record: { kind: 'organisation', id: subject.id }, public: false }
}
