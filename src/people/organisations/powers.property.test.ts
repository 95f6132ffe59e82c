import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { actions, type Role, roles, type SignedIn, type Subject } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { changeBy } from './change.ts'
import { giveRole, membersOf } from './memberships.ts'
import { anOrganisation, asking, asPerson, give, join, openDoor } from './organisations.test-data.ts'
import { assertMayGive, mayGive } from './powers.ts'
import { isOrganisationRole, rolesOf } from './roles.ts'

/*
 * Whatever people do to one another, through the doors and on the real database: nobody
 * gains by leaving, nobody promotes themselves, and what ends gives nothing.
 */

const scopes = [null, { kind: 'country', id: 'GHA' } as const]

describe('Giving roles, whatever roles somebody holds', () => {
  const organisation = fc.constantFrom('a', 'b')
  const scope = fc.constantFrom(...scopes)
  const held = fc.oneof(
    fc.record({
      role: fc.constantFrom(...roles.filter(isOrganisationRole)),
      organisation,
      scope: fc.constant(null),
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

describe('People acting on one another through the doors', () => {
  let house: TestHouse
  let http: HttpServer
  beforeAll(async () => {
    house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
    http = await openDoor(house)
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
      role: fc.constantFrom<Role>('representative', 'member'),
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

  type World = { people: string[]; organisations: string[] }

  async function aWorld(begun: { person: number; place: number; role: Role }[]) {
    const people = Array.from({ length: PEOPLE }, () => v7())
    const organisations = [await anOrganisation(house), await anOrganisation(house)]
    // The same role twice is refused, and makes no difference here.
    for (const { person, place: at, role } of begun)
      await join(house, people[person]!, organisations[at]!, role).catch(() => null)
    if (begun.length % 2 === 0) await give(house, people[0]!, 'administrator')
    return { people, organisations }
  }

  const asSignedIn = async (id: string): Promise<SignedIn> => ({
    id,
    roles: await rolesOf(house.db, id, house.now()),
    secondFactor: true,
    hasSecondFactor: true,
  })

  async function powersOf({ people, organisations }: World): Promise<Set<string>[]> {
    const subjects: Subject[] = [
      { kind: 'house' },
      { kind: 'country', id: 'GHA' },
      { kind: 'country', id: 'TGO' },
      ...organisations.map((id) => ({ kind: 'organisation' as const, id })),
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
        return (await as.api('POST', `${at}/memberships/${membership}/roles`, { role })).statusCode
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
          const before = await powersOf(world)
          const status = await take(world, each)
          const after = await powersOf(world)
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
