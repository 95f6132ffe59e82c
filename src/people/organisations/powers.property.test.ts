import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import {
  actions,
  type CompactSubject,
  type HeldRole,
  organisationRoles,
  type Role,
  roles,
  type SignedIn,
  type Subject,
} from '../policy/actions.ts'
import { allow, type Decision } from '../policy/policy.ts'
import { changeBy } from './change.ts'
import { giveRole, membersOf } from './memberships.ts'
import {
  aCompact,
  anOrganisation,
  asking,
  asPerson,
  give,
  join,
  type KnownCompact,
  openDoor,
  subjectOf,
} from './organisations.test-data.ts'
import { assertMayGive, mayGive, powersOf } from './powers.ts'
import { isOrganisationRole, mayBeForOne, rolesOf } from './roles.ts'

/*
 * Whatever people do to one another, through the doors and on the real database: nobody
 * gains by leaving, nobody promotes themselves, and what ends gives nothing.
 */

const scopes = [
  null,
  { kind: 'country', id: 'GHA' } as const,
  { kind: 'compact', id: '018f0000-0000-7000-8000-000000000000' } as const,
]

describe('Giving roles, whatever roles somebody holds', () => {
  const organisation = fc.constantFrom('a', 'b')
  const scope = fc.constantFrom(...scopes)
  const held = fc.oneof(
    fc.record({
      role: fc.constantFrom(...roles.filter(isOrganisationRole)),
      organisation,
      // Rows that should not be, such as a representative for one country, give no power over others either.
      scope,
    }),
    fc.record({
      role: fc.constantFrom(...roles.filter((role) => !isOrganisationRole(role))),
      organisation: fc.constant(null),
      scope,
    }),
  )
  const somebody = fc.record({ roles: fc.array(held, { maxLength: 5 }), secondFactor: fc.boolean() })

  it('is open in the house to administrators alone, and in an organisation to its representatives besides', () => {
    fc.assert(
      fc.property(somebody, held, ({ roles: own, secondFactor }, post) => {
        const asker: SignedIn = { id: 'p', roles: own, secondFactor, hasSecondFactor: secondFactor }
        if (!mayGive(asker, post)) return
        expect(secondFactor).toBe(true)
        const administers = own.some(
          (each) => each.role === 'administrator' && each.scope === null && each.organisation === null,
        )
        const represents = own.some(
          (each) =>
            each.role === 'representative' && each.scope === null && each.organisation === post.organisation,
        )
        expect(
          administers || (represents && post.organisation !== null && isOrganisationRole(post.role)),
        ).toBe(true)
      }),
    )
  })

  it('is never opened by taking a role away', () => {
    fc.assert(
      fc.property(somebody, held, fc.nat(), ({ roles: own, secondFactor }, post, at) => {
        const fewer = own.filter((_, place) => place !== at % Math.max(1, own.length))
        if (!mayGive({ id: 'p', roles: own, secondFactor, hasSecondFactor: secondFactor }, post))
          expect(mayGive({ id: 'p', roles: fewer, secondFactor, hasSecondFactor: secondFactor }, post)).toBe(
            false,
          )
      }),
    )
  })
})

describe('What a role in an organisation lets somebody do', () => {
  it('is told as the policy decides it: every power of the role, and none besides', () => {
    for (const role of organisationRoles)
      for (const action of actions) {
        const told = powersOf(role).find((power) => power.action === action)
        const may = (side: 'donor' | 'partner', part: string, scope: HeldRole['scope']) => {
          const compact: CompactSubject = {
            kind: 'compact',
            id: scopes[2]!.id,
            country: 'GHA',
            public: false,
            parties: [{ organisation: 'a', side, part }],
          }
          const asker = { id: 'p', roles: [{ role, organisation: 'a', scope }], secondFactor: true }
          const over: Subject[] = [
            compact,
            { kind: 'organisation', id: 'a' },
            // Where the organisation is a government of the country.
            { kind: 'country', id: 'GHA', governments: ['a'] },
          ]
          return over.some((subject) => by(allow(asker, action, subject)))
        }
        // What is open to everybody, or to whoever is signed in, is not by the role.
        const by = ({ allowed, because }: Decision) => allowed && because.why === 'role'
        expect(told !== undefined, `${role}: ${action}`).toBe(
          may('donor', 'survivors', null) || may('partner', 'survivors', null),
        )
        if (told === undefined || !mayBeForOne(role)) continue
        expect(may('partner', told.part ?? 'government', null)).toBe(told.side !== 'donor')
        expect(may(told.side ?? 'donor', 'government', null)).toBe(told.part === null)
        expect(may(told.side ?? 'donor', told.part ?? 'government', scopes[2]!)).toBe(!told.onlyForAll)
      }
  })
})

describe('People acting on one another through the doors', () => {
  let house: TestHouse
  let http: HttpServer
  /** One compact of each organisation, and one of both, in each world. */
  const known: KnownCompact[] = []
  beforeAll(async () => {
    house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
    http = await openDoor(house, { known })
  })
  afterAll(async () => {
    await http.close()
    await house.close()
  })

  const PEOPLE = 5
  const someone = fc.nat({ max: PEOPLE - 1 })
  const place = fc.nat({ max: 1 })
  const step = fc.oneof(
    fc.record({ do: fc.constant('end' as const), actor: someone, target: someone, place }),
    fc.record({ do: fc.constant('leave' as const), actor: someone, target: fc.constant(0), place }),
    fc.record({
      do: fc.constant('give' as const),
      actor: someone,
      target: someone,
      place,
      role: fc.constantFrom<Role>(
        'representative',
        'member',
        'compact manager',
        'finance approver',
        'verifier',
      ),
      for: fc.constantFrom('all', 'Ghana', 'the first', 'the second'),
    }),
    fc.record({ do: fc.constant('take' as const), actor: someone, target: someone, place }),
    fc.record({
      do: fc.constant('give in the house' as const),
      actor: someone,
      target: someone,
      place,
      role: fc.constantFrom<Role>('administrator', 'analyst', 'auditor'),
    }),
  )
  type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never
  const start = fc.array(
    fc.record({
      person: someone,
      place,
      role: fc.constantFrom<Role>('member', 'member', 'representative'),
    }),
    { minLength: 2, maxLength: 8 },
  )

  type World = { people: string[]; organisations: string[]; compacts: KnownCompact[] }

  async function aWorld(begun: { person: number; place: number; role: Role }[]) {
    const people = Array.from({ length: PEOPLE }, () => v7())
    const organisations = [await anOrganisation(house), await anOrganisation(house)]
    const compacts = [
      aCompact('The first', [organisations[0]!]),
      aCompact('The second', [organisations[1]!], 'TGO'),
      aCompact('Of both', organisations),
    ]
    known.splice(0, known.length, ...compacts)
    // The same role twice is refused, and makes no difference here.
    for (const { person, place: at, role } of begun)
      await join(house, people[person]!, organisations[at]!, role).catch(() => null)
    if (begun.length % 2 === 0) await give(house, people[0]!, 'administrator')
    return { people, organisations, compacts }
  }

  const asSignedIn = async (id: string): Promise<SignedIn> => ({
    id,
    roles: await rolesOf(house.db, id, house.now()),
    secondFactor: true,
    hasSecondFactor: true,
  })

  async function powersIn({ people, organisations, compacts }: World): Promise<Set<string>[]> {
    const subjects: Subject[] = [
      { kind: 'house' },
      { kind: 'country', id: 'GHA' },
      { kind: 'country', id: 'TGO' },
      ...organisations.map((id) => ({ kind: 'organisation' as const, id })),
      ...compacts.map(subjectOf),
    ]
    return Promise.all(
      people.map(async (id) => {
        const asker = await asSignedIn(id)
        return new Set(
          actions.flatMap((action) =>
            subjects.flatMap((subject) =>
              allow(asker, action, subject).allowed ? [`${action} on ${JSON.stringify(subject)}`] : [],
            ),
          ),
        )
      }),
    )
  }

  const scopeOf = ({ compacts: [first, second] }: World, what: string) =>
    what === 'all'
      ? null
      : what === 'Ghana'
        ? { kind: 'country', id: 'GHA' }
        : { kind: 'compact', id: (what === 'the first' ? first : second)!.id }

  /** Does it through the API, as the actor; answers the status. */
  async function take(world: World, { actor, ...done }: Step): Promise<number> {
    const organisation = world.organisations[done.place]!
    const as = asking(http, world.people[actor]!)
    const at = `/api/v1/organisations/${organisation}`
    const person = world.people[done.target]!
    const found = (await membersOf(house.db, organisation)).find((each) => each.person === person)
    const membership = found?.id ?? v7()
    const reason = 'as things go'
    switch (done.do) {
      case 'end':
        return (await as.api('POST', `${at}/memberships/${membership}/end`, { reason })).statusCode
      case 'leave':
        return (await as.api('POST', `${at}/leave`, { reason })).statusCode
      case 'give': {
        const { role } = done
        const scope = scopeOf(world, done.for)
        return (await as.api('POST', `${at}/memberships/${membership}/roles`, { role, scope })).statusCode
      }
      case 'take': {
        const grant = found?.roles[0]?.id ?? v7()
        return (await as.api('POST', `${at}/memberships/${membership}/roles/${grant}/end`, { reason }))
          .statusCode
      }
      case 'give in the house':
        try {
          const post = { role: done.role, organisation: null, scope: null }
          assertMayGive(await asSignedIn(world.people[actor]!), post)
          await transact(house.db, (trx) =>
            giveRole(trx, changeBy(house, asPerson(world.people[actor]!)), { person, ...post }),
          )
          return 204
        } catch (error) {
          return (error as { status?: number }).status ?? 500
        }
    }
  }

  it('gain nothing by their own act, and nothing by what is taken from them', async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.array(step, { minLength: 3, maxLength: 8 }), async (begun, steps) => {
        const world = await aWorld(begun)
        for (const each of steps) {
          const before = await powersIn(world)
          const status = await take(world, each)
          const after = await powersIn(world)
          expect(status).toBeLessThan(500)

          const target = each.do === 'leave' ? each.actor : each.target
          const giving = each.do === 'give' || each.do === 'give in the house'
          for (const [who, powers] of after.entries()) {
            const gained = [...powers].filter((power) => !before[who]!.has(power))
            if (status >= 300 || who !== target || who === each.actor || !giving)
              expect(gained, `${who} after ${JSON.stringify(each)}`).toEqual([])
            if (status >= 300 || who !== target) expect(powers.size).toBe(before[who]!.size)
          }

          if (status >= 300) continue
          // A role for less than all gives nothing beyond what it is for, and is given only where that is its own.
          if (each.do === 'give' && each.for !== 'all') {
            const reached = world.compacts.filter(({ id, country, parties }) =>
              each.for === 'Ghana'
                ? country === 'GHA' &&
                  parties.some(({ organisation: of }) => of === world.organisations[each.place])
                : id === scopeOf(world, each.for)?.id,
            )
            const gained = [...after[target]!].filter((power) => !before[target]!.has(power))
            for (const power of gained)
              expect(
                reached.some(({ id }) => power.includes(id)),
                power,
              ).toBe(true)
            if (each.for !== 'Ghana') expect(each.place).toBe(each.for === 'the first' ? 0 : 1)
          }
          const organisation = world.organisations[each.place]!
          if (each.do === 'end' || each.do === 'leave') {
            const left = await rolesOf(house.db, world.people[target]!, house.now())
            expect(left.filter((held) => held.organisation === organisation)).toEqual([])
          }
          // Whoever acted on somebody else was allowed to by a role there, or in the house.
          if (each.do !== 'leave') {
            const action =
              each.do === 'give in the house'
                ? 'give roles'
                : each.do === 'give'
                  ? 'give roles in an organisation'
                  : 'end memberships'
            const on: Subject =
              each.do === 'give in the house' ? { kind: 'house' } : { kind: 'organisation', id: organisation }
            expect(before[each.actor]).toContain(`${action} on ${JSON.stringify(on)}`)
          }
        }
        for (const organisation of world.organisations) await hasSomebodyInCharge(organisation, begun, world)
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  /** An organisation that had a representative has one still. */
  async function hasSomebodyInCharge(
    organisation: string,
    begun: { place: number; role: Role }[],
    { organisations }: World,
  ) {
    const had = begun.some(
      ({ place: at, role }) => organisations[at] === organisation && role === 'representative',
    )
    if (!had) return
    const members = await membersOf(house.db, organisation)
    expect(members.some(({ roles: held }) => held.some(({ role }) => role === 'representative'))).toBe(true)
  }
})
