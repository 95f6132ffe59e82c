import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Action,
  actions,
  type CompactSubject,
  type HeldRole,
  organisationRoles,
  roles,
  type SignedIn,
  type Subject,
} from './actions.ts'
import { allow, rules, standsFor } from './policy.ts'

const person = (over: Partial<SignedIn> = {}): SignedIn => ({
  id: 'p1',
  roles: [],
  secondFactor: true,
  hasSecondFactor: true,
  ...over,
})
const role = (name: HeldRole['role'], over: Partial<HeldRole> = {}): HeldRole => ({
  role: name,
  organisation: null,
  scope: null,
  ...over,
})

const aCompact = (over: Partial<CompactSubject> = {}): CompactSubject => ({
  kind: 'compact',
  id: 'c1',
  country: 'GHA',
  public: false,
  parties: [
    { organisation: 'embassy', side: 'donor', part: 'government' },
    { organisation: 'ministry', side: 'partner', part: 'ministry' },
    { organisation: 'advisers', side: null, part: 'survivors' },
  ],
  ...over,
})

describe('The policy about a compact', () => {
  const holding = (name: HeldRole['role'], organisation: string, scope: HeldRole['scope'] = null) =>
    person({ roles: [role(name, { organisation, scope })] })

  it('opens it to its parties, and to everybody once it is public', () => {
    expect(allow(holding('member', 'ministry'), 'read a compact', aCompact()).allowed).toBe(true)
    expect(allow(holding('member', 'stranger'), 'read a compact', aCompact()).allowed).toBe(false)
    expect(allow(null, 'read a compact', aCompact()).because).toEqual({ why: 'not signed in' })
    expect(allow(null, 'read a compact', aCompact({ public: true })).because).toEqual({ why: 'public' })
    expect(allow(null, 'read a draft', aCompact({ public: true })).allowed).toBe(false)
  })

  it('counts a role in a party for this compact, its country, or all, and for no other', () => {
    const may = (scope: HeldRole['scope']) =>
      allow(holding('compact manager', 'ministry', scope), 'draft a compact', aCompact()).allowed
    expect(may(null)).toBe(true)
    expect(may({ kind: 'compact', id: 'c1' })).toBe(true)
    expect(may({ kind: 'country', id: 'GHA' })).toBe(true)
    expect(may({ kind: 'compact', id: 'c2' })).toBe(false)
    expect(may({ kind: 'country', id: 'NGA' })).toBe(false)
  })

  it('lets the donor’s side alone release money and waive conditions', () => {
    for (const [name, action] of [
      ['finance approver', 'release money'],
      ['signatory', 'waive conditions'],
    ] as const) {
      expect(allow(holding(name, 'embassy'), action, aCompact()).allowed).toBe(true)
      expect(allow(holding(name, 'ministry'), action, aCompact()).allowed).toBe(false)
    }
  })

  it('takes a survivors’ review from advisers of a survivors’ group that is a party, and from nobody else', () => {
    const review = (organisation: string) =>
      allow(holding('survivor adviser', organisation), 'review a compact', aCompact()).allowed
    expect(review('advisers')).toBe(true)
    expect(review('ministry')).toBe(false)
  })

  it('opens no money, no signature and no determination to a password alone, nor to whoever runs the machine', () => {
    for (const [name, action] of [
      ['signatory', 'sign a compact'],
      ['finance approver', 'approve money'],
      ['finance approver', 'release money'],
      ['verifier', 'decide on conditions'],
      ['verifier', 'verify results'],
      ['signatory', 'waive conditions'],
    ] as const) {
      const asker = holding(name, 'embassy')
      expect(allow(asker, action, aCompact()).allowed).toBe(true)
      expect(allow({ ...asker, secondFactor: false }, action, aCompact()).allowed).toBe(false)
      expect(allow('operator', action, aCompact()).allowed).toBe(false)
    }
  })

  it('names the organisations somebody stands for', () => {
    const both = person({
      roles: [
        role('reporter', { organisation: 'ministry' }),
        role('reporter', { organisation: 'stranger' }),
        role('reporter', { organisation: 'embassy', scope: { kind: 'compact', id: 'c2' } }),
        role('member', { organisation: 'advisers' }),
      ],
    })
    expect(standsFor(both, 'reporter', aCompact())).toEqual(['ministry'])
    expect(standsFor('operator', 'reporter', aCompact())).toEqual([])
  })
})

describe('The policy', () => {
  it('says no to whatever it does not know', () => {
    expect(allow(person(), 'launch rockets' as Action, { kind: 'house' })).toMatchObject({ allowed: false })
  })

  it('lets nobody but the operator act without signing in, but for what is open to all', () => {
    const open = actions.filter((action) => allow(null, action, { kind: 'house' }).allowed)
    expect(open).toEqual([
      'read what is public',
      'sign in',
      'accept an invitation',
      'take part in a campaign',
    ])
  })

  it('tells who is not signed in to sign in, and who lacks a role which one', () => {
    expect(allow(null, 'record facts', { kind: 'house' }).because).toEqual({ why: 'not signed in' })
    expect(allow(person(), 'record facts', { kind: 'house' }).because).toEqual({
      why: 'no role',
      roles: [{ role: 'analyst', in: 'house' }],
    })
  })

  it('asks an administrator for the second factor', () => {
    const administrator = { roles: [role('administrator')] }
    expect(allow(person(administrator), 'make organisations', { kind: 'house' }).allowed).toBe(true)
    expect(
      allow(person({ ...administrator, secondFactor: false }), 'make organisations', { kind: 'house' }),
    ).toEqual({
      allowed: false,
      because: { why: 'second factor anew' },
    })
    const without = person({ ...administrator, secondFactor: false, hasSecondFactor: false })
    expect(allow(without, 'make organisations', { kind: 'house' }).because).toEqual({ why: 'second factor' })
  })

  it('lets a representative act in the own organisation and in no other', () => {
    const representative = person({ roles: [role('representative', { organisation: 'a' })] })
    expect(allow(representative, 'invite members', { kind: 'organisation', id: 'a' }).allowed).toBe(true)
    expect(allow(representative, 'invite members', { kind: 'organisation', id: 'b' }).allowed).toBe(false)
    expect(allow(representative, 'invite members', { kind: 'house' }).allowed).toBe(false)
  })

  it('takes no role of an organisation for one of the house', () => {
    const astray = person({ roles: [role('administrator', { organisation: 'a' })] })
    expect(allow(astray, 'make organisations', { kind: 'house' }).allowed).toBe(false)
  })

  it('holds a role for one country to that country', () => {
    const analyst = person({ roles: [role('analyst', { scope: { kind: 'country', id: 'GHA' } })] })
    expect(allow(analyst, 'record facts', { kind: 'country', id: 'GHA' }).allowed).toBe(true)
    expect(allow(analyst, 'record facts', { kind: 'country', id: 'NGA' }).allowed).toBe(false)
    expect(allow(analyst, 'record facts', aCompact({ id: 'GHA', country: 'NGA' })).allowed).toBe(false)
    expect(allow(analyst, 'record facts', { kind: 'house' }).allowed).toBe(false)
  })

  it('shows members and histories of others to roles with the second factor alone, and one’s own without', () => {
    const there: Subject = { kind: 'organisation', id: 'a' }
    const looks = (roles: HeldRole[], secondFactor: boolean) =>
      allow(person({ roles, secondFactor }), 'see members', there).allowed
    for (const name of ['administrator', 'auditor'] as const) {
      expect(looks([role(name)], true)).toBe(true)
      expect(looks([role(name)], false)).toBe(false)
    }
    expect(looks([role('member', { organisation: 'a' })], false)).toBe(true)
    const own: Subject = { kind: 'history', record: { kind: 'person', id: 'p1' }, public: false }
    expect(allow(person({ secondFactor: false }), 'read history', own).allowed).toBe(true)
  })

  it('shows contact data to the person and the guardians they named, not even to administrators', () => {
    const contact: Subject = { kind: 'contact', person: 'p1', guardians: ['p2'] }
    expect(allow(person({ id: 'p1' }), 'see contacts', contact).allowed).toBe(true)
    expect(allow(person({ id: 'p2' }), 'see contacts', contact).allowed).toBe(true)
    const others = roles.map((name) => person({ id: 'p3', roles: [role(name)] }))
    for (const other of [...others, null, 'operator' as const])
      expect(allow(other, 'see contacts', contact).allowed).toBe(false)
  })

  it('shows the history of public records to all, of others to those it concerns', () => {
    const history = (isPublic: boolean): Subject => ({
      kind: 'history',
      record: { kind: 'person', id: 'p1' },
      public: isPublic,
    })
    expect(allow(null, 'read history', history(true)).allowed).toBe(true)
    expect(allow(null, 'read history', history(false)).allowed).toBe(false)
    expect(allow(person({ id: 'p1' }), 'read history', history(false)).allowed).toBe(true)
    expect(allow(person({ id: 'p2' }), 'read history', history(false)).allowed).toBe(false)
    expect(
      allow(person({ id: 'p2', roles: [role('auditor')] }), 'read history', history(false)).allowed,
    ).toBe(true)
  })

  it('shows the history of a study to who may run studies in its country, there and nowhere else', () => {
    const study = (country: string): Subject => ({
      kind: 'history',
      record: { kind: 'study', id: 's1' },
      public: false,
      country,
    })
    const there = person({ id: 'p2', roles: [role('researcher', { scope: { kind: 'country', id: 'GHA' } })] })
    expect(allow(there, 'read history', study('GHA')).allowed).toBe(true)
    expect(allow(there, 'read history', study('NGA')).allowed).toBe(false)
    const person1: Subject = { kind: 'history', record: { kind: 'person', id: 'p1' }, public: false }
    expect(allow(there, 'read history', person1).allowed).toBe(false)
    expect(allow(null, 'read history', study('GHA')).allowed).toBe(false)
  })

  it('shows the history of a campaign to members of the organisation that leads it, and to no other', () => {
    const record = { kind: 'campaign', id: 'c1' }
    const member = (organisation: string): SignedIn => ({
      id: 'p',
      roles: [{ role: 'member', organisation, scope: null }],
      secondFactor: false,
    })
    const subject: Subject = { kind: 'history', record, public: false, organisation: 'coalition' }
    expect(allow(member('coalition'), 'read history', subject).allowed).toBe(true)
    expect(allow(member('another'), 'read history', subject).allowed).toBe(false)
    expect(allow(null, 'read history', subject).allowed).toBe(false)
  })

  it('shows who looked at contact data to nobody but the person concerned', () => {
    const looks: Subject = { kind: 'history', record: { kind: 'contact', id: 'p1' }, public: false }
    expect(allow(person({ id: 'p1' }), 'read history', looks).allowed).toBe(true)
    for (const name of roles)
      expect(allow(person({ id: 'p2', roles: [role(name)] }), 'read history', looks).allowed).toBe(false)
    expect(allow('operator', 'read history', looks).allowed).toBe(false)
  })

  it('has a rule for every action, and roles of organisations only where an organisation is meant', () => {
    expect(Object.keys(rules).sort()).toEqual([...actions].sort())
    for (const { to } of Object.values(rules))
      for (const who of to)
        if (typeof who === 'object') expect(organisationRoles.includes(who.role)).toBe(who.in !== 'house')
  })
})

const anId = fc.constantFrom('a', 'b', 'p1', 'p2', 'GHA')
const aRole = fc.record({
  role: fc.constantFrom(...roles),
  organisation: fc.option(anId, { nil: null }),
  scope: fc.option(fc.record({ kind: fc.constantFrom('country', 'compact'), id: anId }), { nil: null }),
}) as fc.Arbitrary<HeldRole>
const aPerson = fc.record({
  id: anId,
  roles: fc.array(aRole, { maxLength: 5 }),
  secondFactor: fc.boolean(),
  hasSecondFactor: fc.boolean(),
})
const aSubject = fc.oneof(
  fc.constant({ kind: 'house' }),
  fc.record({ kind: fc.constantFrom('person', 'organisation', 'country'), id: anId }),
  fc.record({
    kind: fc.constant('compact'),
    id: anId,
    country: anId,
    public: fc.boolean(),
    parties: fc.array(
      fc.record({
        organisation: anId,
        side: fc.constantFrom('donor', 'partner', null),
        part: fc.constantFrom('government', 'survivors'),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant('history'),
    record: fc.record({ kind: fc.constantFrom('person', 'organisation', 'assessment'), id: anId }),
    public: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('contact'), person: anId, guardians: fc.array(anId) }),
) as fc.Arbitrary<Subject>
const anAction = fc.constantFrom(...actions)

describe('Whatever the roles', () => {
  it('nobody gains by leaving a group or losing a role', () => {
    fc.assert(
      fc.property(aPerson, anAction, aSubject, fc.nat(), (someone, action, subject, which) => {
        if (someone.roles.length === 0) return
        const fewer = someone.roles.filter((_, index) => index !== which % someone.roles.length)
        const before = allow(someone, action, subject).allowed
        const after = allow({ ...someone, roles: fewer }, action, subject).allowed
        expect(after && !before).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  it('nobody gains by signing out, or by a sign-in without the second factor', () => {
    fc.assert(
      fc.property(aPerson, anAction, aSubject, (someone, action, subject) => {
        const full = allow({ ...someone, secondFactor: true }, action, subject).allowed
        expect(allow({ ...someone, secondFactor: false }, action, subject).allowed && !full).toBe(false)
        expect(allow(null, action, subject).allowed && !full).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('a role in one organisation gives nothing in another', () => {
    fc.assert(
      fc.property(aPerson, anAction, (someone, action) => {
        const elsewhere = {
          ...someone,
          roles: someone.roles
            .filter((held) => organisationRoles.includes(held.role))
            .map((held) => ({ ...held, organisation: 'a' })),
        }
        const there: Subject = { kind: 'organisation', id: 'b' }
        const withThem = allow(elsewhere, action, there).allowed
        expect(withThem).toBe(allow({ ...elsewhere, roles: [] }, action, there).allowed)
      }),
      { numRuns: 1000 },
    )
  })
})
