import type { Language } from '../../ui/language.ts'
import { type Action, type Asker, actions, type Subject } from '../policy/actions.ts'
import { allow, type Decision } from '../policy/policy.ts'
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
const onOneself: readonly Action[] = [
  'manage own account',
  'export or erase own data',
  'name guardians',
  'see contacts',
]

/**
 * Everything that can be done here, as the policy decides it for somebody: on an
 * organisation, a country, a compact or the house. What concerns the own account is asked about the
 * person who asks. The answers are those of the doors: each is asked what its door asks.
 */
export function whatSomebodyMay(asker: Asker, subject: Subject, language: Language): Told[] {
  const id = asker !== null && asker !== 'operator' ? asker.id : null
  const self: Subject = id === null ? { kind: 'house' } : { kind: 'person', id }
  return actions.map((action) => {
    const decision =
      action === 'read history'
        ? nearest(historiesAt(subject, id).map((history) => allow(asker, action, history)))
        : allow(asker, action, onOneself.includes(action) ? self : subject)
    return { action, allowed: decision.allowed, ...explain(action, decision, language) }
  })
}

/**
 * Histories are kept of records, not of the house or of a country. Asked about those, it is
 * told whether somebody reads any record’s, else their own, else what is public: the first yes holds.
 */
function historiesAt(subject: Subject, own: string | null): Subject[] {
  const of = (kind: string, id: string, open = false) => ({
    kind: 'history' as const,
    record: { kind, id },
    public: open,
  })
  if (subject.kind === 'organisation') return [of('organisation', subject.id)]
  if (subject.kind === 'compact') return [{ ...of('compact', subject.id, subject.public), compact: subject }]
  return [of('none', ''), ...(own === null ? [] : [of('person', own)]), of('none', '', true)]
}

function nearest(decisions: Decision[]): Decision {
  return decisions.find(({ allowed }) => allowed) ?? decisions[0]!
}
