import type { Language } from '../../ui/language.ts'
import { type Action, type Asker, actions, type Role, type Subject } from '../policy/actions.ts'
import { assertAllowed } from '../policy/guard.ts'
import { allow, type RoleInParty, rules } from '../policy/policy.ts'
import { isOrganisationRole, mayBeForOne, type Scope } from './roles.ts'

/** A role as it would be held. */
export type Post = { role: Role; organisation: string | null; scope: Scope | null }

/** What somebody must be allowed to do, to give a role or take it away. */
export function actionToGive({ role, organisation }: Post): { action: Action; subject: Subject } {
  return organisation !== null && isOrganisationRole(role)
    ? { action: 'give roles in an organisation', subject: { kind: 'organisation', id: organisation } }
    : { action: 'give roles', subject: { kind: 'house' } }
}

/** Whether somebody may give a role to another. */
export function mayGive(asker: Asker, post: Post): boolean {
  const { action, subject } = actionToGive(post)
  return allow(asker, action, subject).allowed
}

/** Whether somebody may ask another in, as whatever it is. */
export function mayInvite(asker: Asker, post: Post): boolean {
  const { organisation } = post
  if (organisation === null) return mayGive(asker, post)
  return allow(asker, 'invite members', { kind: 'organisation', id: organisation }).allowed
}

/** Throws Refused when somebody may not give this role. */
export function assertMayGive(asker: Asker, post: Post, language?: Language): void {
  const { action, subject } = actionToGive(post)
  assertAllowed(asker, action, subject, language)
}

/** One thing that a role held in an organisation lets somebody do, and where alone. */
export type Power = {
  action: Action
  /** On which side of a compact, and as what the organisation takes part in it, if that matters. */
  side: RoleInParty['side'] | null
  part: string | null
  /** Whether a role for one compact or country does not reach so far. */
  onlyForAll: boolean
}

/** What a role lets somebody do in their organisation and its compacts, read from the policy itself. */
export function powersOf(role: Role): Power[] {
  return actions.flatMap((action) => {
    const who = rules[action].to.find(
      (each) => typeof each !== 'string' && each.in !== 'house' && each.role === role,
    )
    if (who === undefined || typeof who === 'string') return []
    return [
      {
        action,
        side: who.in === 'party' ? (who.side ?? null) : null,
        part: who.in === 'party' ? (who.part ?? null) : null,
        onlyForAll: who.in === 'organisation' && mayBeForOne(role),
      },
    ]
  })
}
