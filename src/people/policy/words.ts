import { type Dictionary, formatList, type Language, speak } from '../../ui/language.ts'
import type { Action, Role } from './actions.ts'
import type { Decision, Reason } from './policy.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export type PolicyKey = keyof typeof en

/** What the policy says, in the four languages. */
export const policyWords: Dictionary<PolicyKey> = { en, fr, es, pt }

/** A decision in words: what may or may not be done, why, and what to do about a no. */
export type Explained = { sentence: string; because: string; remedy: string | null }

/** A decision in the words of a language: the same on page, API and command. */
export function explain(action: Action, { allowed, because }: Decision, language: Language): Explained {
  const say = speak(policyWords, language)
  return {
    sentence: say(allowed ? 'may' : 'mayNot', { action: say(`action.${action}`) }),
    because: reason(because, language),
    remedy: allowed ? null : remedy(because, language),
  }
}

/** The name of a role in a sentence. */
export function roleName(role: Role, language: Language): string {
  return speak(policyWords, language)(`role.${role}`)
}

function reason(because: Reason, language: Language): string {
  const say = speak(policyWords, language)
  if (because.why === 'role') return say('because.role', { role: roleName(because.role, language) })
  if (because.why === 'no role') {
    if (because.roles.length === 0) return say('because.nobody')
    const names = [...new Set(because.roles.map(({ role }) => roleName(role, language)))]
    return say('because.no role', { roles: formatList(language, names) })
  }
  return say(`because.${because.why}`)
}

function remedy(because: Reason, language: Language): string | null {
  const say = speak(policyWords, language)
  switch (because.why) {
    case 'no role':
      if (because.roles.length === 0) return null
      if (because.roles.some((each) => each.in === 'organisation')) return say('remedy.no role.organisation')
      return say(
        because.roles.some((each) => each.in === 'party') ? 'remedy.no role.party' : 'remedy.no role.house',
      )
    case 'not signed in':
    case 'second factor':
    case 'second factor anew':
    case 'only oneself':
    case 'only guardians':
    case 'only the operator':
    case 'no proof':
      return say(`remedy.${because.why}`)
    default:
      return null
  }
}
