import type { Action, Asker, CompactSubject, HeldRole, Role, SignedIn, Subject } from './actions.ts'

/** To whom an action is open. Whoever is named by none of a rule's entries may not. */
export type Who =
  | 'anyone'
  | 'signed in'
  /** The person the subject is about. */
  | 'self'
  /** Whom the person concerned named. */
  | 'guardian'
  /** Whoever has the shell of the machine. */
  | 'operator'
  /** Anybody, where the record is public. */
  | 'anyone where public'
  /** Whoever proves it in another way than by signing in. */
  | 'proof'
  /** Whoever may run studies in the country that the record is of. */
  | 'runs studies there'
  /** Whoever holds a role that must sign the decision. */
  | 'signs the decision'
  /** A role held in the house, for the scope of the subject if it has one. */
  | { role: Role; in: 'house'; secondFactor?: true }
  /** A role held in the organisation that the subject is. */
  | { role: Role; in: 'organisation'; secondFactor?: true }
  /** A role held in an organisation that is a party of the compact: on one side, or as what it is there, if said. */
  | RoleInParty
  /** A role held in an organisation that is the government of the country. */
  | { role: Role; in: 'government'; secondFactor?: true }

export type RoleInParty = {
  role: Role
  in: 'party'
  side?: 'donor' | 'partner'
  part?: string
  secondFactor?: true
}

export type Rule = {
  to: readonly Who[]
  /** All people need a sign-in that passed the second factor; a role may need it by itself. */
  secondFactor?: true
}

const house = (role: Role) => ({ role, in: 'house' }) as const
const own = (role: Role) => ({ role, in: 'organisation' }) as const
const party = (role: Role) => ({ role, in: 'party' }) as const
const government = (role: Role) => ({ role, in: 'government' }) as const
const donor = (role: Role) => ({ role, in: 'party', side: 'donor' }) as const

/** Who sees what is not their own by a role: not with a password alone. */
const careful = <Of extends object>(who: Of) => ({ ...who, secondFactor: true }) as const

/** The whole policy. An action that is not here is open to nobody. */
export const rules: Record<Action, Rule> = {
  'read what is public': { to: ['anyone', 'operator'] },
  'sign in': { to: ['anyone'] },
  'accept an invitation': { to: ['anyone'] },
  'manage own account': { to: ['self'] },
  'export or erase own data': { to: ['self'] },
  'record facts': { to: [house('analyst'), 'operator'] },
  'run assessments': { to: [house('analyst'), 'operator'] },
  'save methodologies': { to: [house('analyst'), careful(house('administrator')), 'operator'] },
  'compose decisions': { to: [house('analyst')] },
  // Until it is published: who works on it, who must sign it, and who looks over the house.
  'read a decision': {
    to: [
      house('analyst'),
      house('researcher'),
      'signs the decision',
      careful(house('auditor')),
      careful(house('administrator')),
      'operator',
    ],
  },
  'take part in a decision': {
    to: [
      house('analyst'),
      house('researcher'),
      'signs the decision',
      careful(house('auditor')),
      careful(house('administrator')),
    ],
  },
  'sign a decision': { to: ['signs the decision'], secondFactor: true },
  'publish decisions': { to: [house('analyst'), house('administrator')], secondFactor: true },
  'import figures': { to: [house('analyst'), 'operator'] },
  'read history': {
    to: [
      'anyone where public',
      'self',
      own('member'),
      careful(own('representative')),
      party('member'),
      'runs studies there',
      careful(house('auditor')),
      careful(house('administrator')),
      'operator',
    ],
  },
  'see organisations': { to: ['signed in', 'operator'] },
  'see members': {
    to: [
      own('member'),
      careful(own('representative')),
      careful(house('auditor')),
      careful(house('administrator')),
      'operator',
    ],
  },
  'make organisations': { to: [house('administrator'), 'operator'], secondFactor: true },
  'change an organisation': {
    to: [own('representative'), house('administrator'), 'operator'],
    secondFactor: true,
  },
  'invite members': { to: [own('representative'), house('administrator'), 'operator'], secondFactor: true },
  'end memberships': { to: [own('representative'), house('administrator'), 'operator'], secondFactor: true },
  'leave an organisation': { to: [own('representative'), own('member')] },
  'give roles': { to: [house('administrator'), 'operator'], secondFactor: true },
  'give roles in an organisation': {
    to: [own('representative'), house('administrator'), 'operator'],
    secondFactor: true,
  },
  'see people': { to: [house('administrator'), house('auditor'), 'operator'], secondFactor: true },
  'name guardians': { to: ['self'] },
  'see contacts': { to: ['self', 'guardian'], secondFactor: true },
  'read the outbox': { to: ['proof', house('administrator'), 'operator'], secondFactor: true },
  'watch the house': { to: [house('administrator'), house('auditor'), 'operator'], secondFactor: true },
  'read metrics': { to: ['proof', 'operator'] },
  'run the house': { to: ['operator'] },
  'record observed compacts': { to: [house('analyst'), 'operator'] },
  'start a compact': { to: [own('compact manager'), house('administrator')], secondFactor: true },
  'read a compact': {
    to: [
      'anyone where public',
      party('member'),
      careful(house('auditor')),
      careful(house('administrator')),
      'operator',
    ],
  },
  'read a draft': {
    to: [party('member'), careful(house('auditor')), careful(house('administrator')), 'operator'],
  },
  'draft a compact': { to: [party('compact manager')] },
  'comment on a compact': { to: [party('member')] },
  'manage a compact': { to: [party('compact manager')], secondFactor: true },
  'sign a compact': { to: [party('signatory')], secondFactor: true },
  'review a compact': { to: [{ ...party('survivor adviser'), part: 'survivors' }] },
  'answer objections': { to: [party('compact manager')] },
  'keep documents': { to: [party('member')] },
  'report results': { to: [party('reporter')] },
  'verify results': { to: [party('verifier')], secondFactor: true },
  'enter money': { to: [party('finance officer')] },
  'approve money': { to: [party('finance approver')], secondFactor: true },
  // It is the donor's money that is let go.
  'release money': { to: [donor('finance approver')], secondFactor: true },
  'decide on conditions': { to: [party('verifier')], secondFactor: true },
  'waive conditions': { to: [donor('signatory')], secondFactor: true },
  // Of a country: who holds the role for that country alone may there.
  'run studies': { to: [house('analyst'), house('researcher'), 'operator'] },
  // Never who entered the estimate: the store asks that, under a lock.
  'publish studies': { to: [house('analyst'), house('researcher')], secondFactor: true },
  // A government says of itself what it can do; others say it from outside, and the two are kept apart.
  'assess capacity': {
    to: [house('analyst'), house('researcher'), government('representative'), 'operator'],
  },
  // In the house, or in the name of an organisation that campaigns.
  'record budget figures': { to: [house('analyst'), own('campaigner'), 'operator'] },
  'take part in a campaign': { to: ['anyone', 'operator'] },
  // Of the organisation that leads the coalition, as are the four below.
  'run campaigns': { to: [own('campaigner'), own('representative'), 'operator'] },
  // Of the organisation that entered the fact; of what the house brings, and of everybody's, the house itself.
  'correct bills': {
    to: [
      own('campaigner'),
      own('representative'),
      careful(house('analyst')),
      careful(house('administrator')),
      'operator',
    ],
  },
  // Names and addresses of people who never made an account here: not with a password alone, and not by command.
  'see supporters': { to: [own('campaigner')], secondFactor: true },
  'check cards': { to: [own('campaigner'), own('member'), 'operator'] },
  'record meetings': { to: [own('campaigner'), own('member'), 'operator'] },
  'read campaign notes': { to: [own('campaigner')] },
  'hold consultations': { to: [house('analyst'), careful(house('administrator')), 'operator'] },
  'take part in a consultation': { to: ['signed in'] },
}

/** Why somebody may or may not, as data; `words.ts` says it in the reader's language. */
export type Reason =
  | { why: 'anyone' | 'signed in' | 'self' | 'guardian' | 'operator' | 'public' | 'proof' }
  | { why: 'role'; role: Role }
  | {
      why:
        | 'not signed in'
        | 'second factor'
        | 'second factor anew'
        | 'only oneself'
        | 'only guardians'
        | 'only the operator'
        | 'no proof'
    }
  | { why: 'no role'; roles: { role: Role; in: 'house' | 'organisation' | 'party' | 'government' }[] }

export type Decision = { allowed: boolean; because: Reason }

/**
 * Whether somebody may do something, and why. Pure, and no by default: the same on
 * page, API, command and job. A refusal names what is nearest to a yes, so that it
 * can be told what to do about it.
 */
export function allow(asker: Asker, action: Action, subject: Subject): Decision {
  const rule: Rule | undefined = rules[action]
  if (rule === undefined) return { allowed: false, because: { why: 'no role', roles: [] } }
  let lacksFactor = false
  for (const who of rule.to) {
    const because = reasonFor(who, asker, subject)
    if (because === null) continue
    const asksFactor = rule.secondFactor === true || (typeof who === 'object' && who.secondFactor === true)
    if (!asksFactor || !needsPerson(because) || (isPerson(asker) && asker.secondFactor))
      return { allowed: true, because }
    lacksFactor = true
  }
  if (!lacksFactor) return { allowed: false, because: refusal(rule, asker, subject) }
  const anew = isPerson(asker) && asker.hasSecondFactor === true
  return { allowed: false, because: { why: anew ? 'second factor anew' : 'second factor' } }
}

function reasonFor(who: Who, asker: Asker, subject: Subject): Reason | null {
  // Who looked at how somebody is reached is that person's own to know: not even that they keep such data shows.
  if (subject.kind === 'history' && subject.record.kind === 'contact')
    return isPerson(asker) && asker.id === subject.record.id ? { why: 'self' } : null
  switch (who) {
    case 'anyone':
      return { why: 'anyone' }
    case 'anyone where public':
      return (subject.kind === 'history' || subject.kind === 'compact') && subject.public
        ? { why: 'public' }
        : null
    case 'operator':
      return asker === 'operator' ? { why: 'operator' } : null
    case 'proof':
      return subject.kind === 'proof' && subject.given ? { why: 'proof' } : null
    case 'signed in':
      return isPerson(asker) ? { why: 'signed in' } : null
    case 'self':
      return isPerson(asker) && personOf(subject) === asker.id ? { why: 'self' } : null
    case 'runs studies there': {
      if (!isPerson(asker) || subject.kind !== 'history' || subject.country === undefined) return null
      const decision = allow(asker, 'run studies', { kind: 'country', id: subject.country })
      return decision.allowed ? decision.because : null
    }
    case 'signs the decision': {
      if (!isPerson(asker) || subject.kind !== 'decision') return null
      const signs = asker.roles.find(({ role, organisation, scope }) =>
        subject.signers.some(
          (each) => scope === null && each.role === role && each.organisation === organisation,
        ),
      )
      return signs === undefined ? null : { why: 'role', role: signs.role }
    }
    case 'guardian':
      return isPerson(asker) && subject.kind === 'contact' && subject.guardians.includes(asker.id)
        ? { why: 'guardian' }
        : null
    default:
      return isPerson(asker) && asker.roles.some((held) => holds(held, who, subject))
        ? { why: 'role', role: who.role }
        : null
  }
}

function holds(held: HeldRole, who: Exclude<Who, string>, subject: Subject): boolean {
  if (held.role !== who.role) return false
  if (who.in === 'party') return holdsInParty(held, who, subject)
  if (who.in === 'government')
    return (
      subject.kind === 'country' &&
      held.organisation !== null &&
      held.scope === null &&
      (subject.governments ?? []).includes(held.organisation)
    )
  const organisation = organisationOf(subject)
  if (who.in === 'organisation')
    return held.organisation !== null && held.organisation === organisation && held.scope === null
  // What somebody is in an organisation they are not in the house.
  if (held.organisation !== null) return false
  // A role for one country or compact holds there and nowhere else, least of all in the house as a whole.
  if (subject.kind === 'compact') return reaches(held.scope, subject)
  return held.scope === null || (held.scope.kind === subject.kind && held.scope.id === subject.id)
}

function holdsInParty(held: HeldRole, who: RoleInParty, subject: Subject): boolean {
  const compact = compactOf(subject)
  if (compact === null || held.organisation === null || !reaches(held.scope, compact)) return false
  return compact.parties.some(
    ({ organisation, side, part }) =>
      organisation === held.organisation &&
      (who.side === undefined || who.side === side) &&
      (who.part === undefined || who.part === part),
  )
}

/** Whether a role for one country or one compact holds for this compact; one without a scope holds for all. */
function reaches(scope: HeldRole['scope'], compact: CompactSubject): boolean {
  if (scope === null) return true
  return scope.kind === 'compact' ? scope.id === compact.id : scope.id === compact.country
}

/**
 * The organisations in which somebody holds a role for a compact: those they stand for when
 * they sign, report or approve. Empty for who holds it in none.
 */
export function standsFor(asker: Asker, role: Role, compact: CompactSubject): string[] {
  if (!isPerson(asker)) return []
  return [
    ...new Set(
      asker.roles
        .filter((held) => held.role === role && holdsInParty(held, { role, in: 'party' }, compact))
        .flatMap(({ organisation }) => (organisation === null ? [] : [organisation])),
    ),
  ]
}

function compactOf(subject: Subject): CompactSubject | null {
  if (subject.kind === 'compact') return subject
  return subject.kind === 'history' ? (subject.compact ?? null) : null
}

function personOf(subject: Subject): string | null {
  if (subject.kind === 'person') return subject.id
  if (subject.kind === 'contact') return subject.person
  return subject.kind === 'history' && subject.record.kind === 'person' ? subject.record.id : null
}

function organisationOf(subject: Subject): string | null {
  if (subject.kind === 'organisation') return subject.id
  if (subject.kind !== 'history') return null
  return subject.record.kind === 'organisation' ? subject.record.id : (subject.organisation ?? null)
}

function refusal(rule: Rule, asker: Asker, subject: Subject): Reason {
  const named = rule.to.filter((who) => typeof who === 'object')
  const forPeople =
    named.length > 0 ||
    rule.to.some((who) => ['signed in', 'self', 'guardian', 'signs the decision'].includes(String(who)))
  if (asker === null && forPeople) return { why: 'not signed in' }
  const signers = rule.to.includes('signs the decision') && subject.kind === 'decision' ? subject.signers : []
  const lacking = [
    ...named.map((who) => ({ role: who.role, in: who.in })),
    ...signers.map(({ role, organisation }) => ({
      role,
      in: organisation === null ? ('house' as const) : ('organisation' as const),
    })),
  ]
  if (lacking.length > 0) return { why: 'no role', roles: lacking }
  if (rule.to.includes('guardian')) return { why: 'only guardians' }
  if (rule.to.includes('self')) return { why: 'only oneself' }
  if (rule.to.includes('proof')) return { why: 'no proof' }
  return { why: 'only the operator' }
}

// Proof, the operator's shell and what is public to all stand for themselves; only a person has a second factor.
function needsPerson(because: Reason): boolean {
  return ['role', 'signed in', 'self', 'guardian'].includes(because.why)
}

function isPerson(asker: Asker): asker is SignedIn {
  return asker !== null && asker !== 'operator'
}
