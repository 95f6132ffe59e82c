import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import type { PersonalReference } from '../../house/history/event.ts'
import { erasePerson, readPersonal } from '../../house/history/personal-values.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { transact } from '../../house/transact.ts'
import type { Role } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { type Change, changeBy, type Trx } from './change.ts'
import { invite } from './invitations.ts'
import {
  endEverythingOf,
  endMembership,
  endRole,
  giveRole,
  leaveOrganisation,
  membersOf,
} from './memberships.ts'
import {
  aCompact,
  anOrganisation,
  answersAbout,
  aPerson,
  asPerson,
  give,
  join,
  subjectOf,
} from './organisations.test-data.ts'
import { rolesOf } from './roles.ts'
import { endOrganisation, findOrganisation } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
})
afterAll(() => house.close())

const change = <Result>(work: (trx: Trx, change: Change) => Promise<Result>, actor = operator) =>
  transact(house.db, (trx) => work(trx, changeBy(house, actor)))
const membershipOf = async (person: string, organisation: string) =>
  (await membersOf(house.db, organisation)).find((member) => member.person === person)!.id
const end = async (person: string, organisation: string, actor = operator) => {
  const membership = await membershipOf(person, organisation)
  return change((trx, by) => endMembership(trx, by, { organisation, membership, reason: 'moved on' }), actor)
}

describe('Ending a membership', () => {
  it('leaves nothing at the very next question, and the row with its end and its reason', async () => {
    const organisation = await anOrganisation(house)
    const [first, second] = [await aPerson(house), await aPerson(house)]
    await join(house, first.id, organisation, 'representative')
    await join(house, second.id, organisation, 'representative')
    expect(await rolesOf(house.db, second.id, house.now())).toHaveLength(2)

    await end(second.id, organisation, asPerson(first.id))

    expect(await rolesOf(house.db, second.id, house.now())).toEqual([])
    expect(
      await house.db.selectFrom('memberships').selectAll().where('person_id', '=', second.id).execute(),
    ).toMatchObject([{ ended: house.now(), ended_by: first.id, end_reason: 'moved on' }])
  })

  it('waits for a successor of the last representative', async () => {
    const organisation = await anOrganisation(house, { name: 'Lone Voice' })
    const [first, second] = [await aPerson(house), await aPerson(house)]
    await join(house, first.id, organisation, 'representative')
    await join(house, second.id, organisation)
    await expect(end(first.id, organisation)).rejects.toMatchObject({
      status: 409,
      message: 'Lone Voice would be left without a representative',
    })
    await change((trx, by) =>
      giveRole(trx, by, { person: second.id, role: 'representative', organisation, scope: null }),
    )
    await end(first.id, organisation)
    expect((await membersOf(house.db, organisation)).map(({ person }) => person)).toEqual([second.id])
  })

  it('keeps one when two representatives leave at the same moment', async () => {
    const organisation = await anOrganisation(house)
    const [first, second] = [await aPerson(house), await aPerson(house)]
    await join(house, first.id, organisation, 'representative')
    await join(house, second.id, organisation, 'representative')
    const outcomes = await Promise.allSettled([end(first.id, organisation), end(second.id, organisation)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await membersOf(house.db, organisation)).toHaveLength(1)
  })

  it('is in the history with who did it and why, and without a name in clear', async () => {
    const organisation = await anOrganisation(house)
    const [first, second] = [await aPerson(house), await aPerson(house, { name: 'Kwesi Nyarko' })]
    await join(house, first.id, organisation, 'representative')
    await join(house, second.id, organisation)
    await end(second.id, organisation, asPerson(first.id))
    const [last] = await historyOf(house.db, { kind: 'organisation', id: organisation })
    expect(last).toMatchObject({
      action: 'ended a membership',
      reason: 'moved on',
      actor: { person: first.id },
    })
    expect(JSON.stringify(last)).not.toContain('Nyarko')
    expect(last?.before).toMatchObject({ person: { id: second.id, name: { personal: expect.any(String) } } })
  })
})

describe('Roles', () => {
  it('are given to nobody by themselves', async () => {
    const person = await aPerson(house)
    await give(house, person.id, 'administrator')
    await expect(
      change(
        (trx, by) =>
          giveRole(trx, by, { person: person.id, role: 'auditor', organisation: null, scope: null }),
        asPerson(person.id),
      ),
    ).rejects.toMatchObject({ status: 409, message: 'Nobody gives a role to themselves' })
  })

  it.each<[Role]>([
    ['representative'],
    ['member'],
  ])('of who acts for an organisation or belongs to it are not given for one country: %s', async (role) => {
    const organisation = await anOrganisation(house)
    const person = await aPerson(house)
    await join(house, person.id, organisation)
    const scope = { kind: 'country', id: 'GHA' } as const
    await expect(
      change((trx, by) => giveRole(trx, by, { person: person.id, role, organisation, scope })),
    ).rejects.toMatchObject({
      status: 422,
      message: 'This role is not held for one compact or country alone',
    })
  })

  it('of an organisation are not asked for with one country either', async () => {
    const organisation = await anOrganisation(house)
    const asking = {
      email: 'one-country@example.org',
      role: 'member',
      organisation,
      scope: { kind: 'country', id: 'GHA' },
      by: operator,
    } as const
    await expect(invite(house, asking)).rejects.toMatchObject({ status: 422 })
  })

  it('for one compact are given where the organisation takes part in it, and nowhere else', async () => {
    const organisation = await anOrganisation(house)
    const person = await aPerson(house)
    await join(house, person.id, organisation)
    const [own, other] = [aCompact('Ours', [organisation]), aCompact('Theirs', [])]
    const given = (compact: string) =>
      change((trx, by) =>
        giveRole(
          trx,
          by,
          { person: person.id, role: 'verifier', organisation, scope: { kind: 'compact', id: compact } },
          { compacts: answersAbout([own, other]) },
        ),
      )
    for (const elsewhere of [other.id, '018f0000-0000-7000-8000-000000000000'])
      await expect(given(elsewhere)).rejects.toMatchObject({
        status: 422,
        message: 'The organisation takes no part in this compact',
        details: [{ place: 'scope' }],
      })
    await given(own.id)
    const held = await rolesOf(house.db, person.id, house.now())
    expect(held).toContainEqual({
      role: 'verifier',
      organisation,
      scope: { kind: 'compact', id: own.id },
    })
    const asker = { id: person.id, roles: held, secondFactor: true, hasSecondFactor: true }
    expect(allow(asker, 'verify results', subjectOf(own)).allowed).toBe(true)
    const another = aCompact('Ours too', [organisation])
    expect(allow(asker, 'verify results', subjectOf(another)).allowed).toBe(false)
  })

  it('for one compact are given to nobody where nothing is known of compacts', async () => {
    const organisation = await anOrganisation(house)
    const person = await aPerson(house)
    await join(house, person.id, organisation)
    const scope = { kind: 'compact', id: aCompact('Ours', [organisation]).id } as const
    const gift = { person: person.id, role: 'signatory', organisation, scope } as const
    await expect(change((trx, by) => giveRole(trx, by, gift))).rejects.toMatchObject({ status: 422 })
  })

  it('for one compact or country end with the membership', async () => {
    const organisation = await anOrganisation(house)
    const person = await aPerson(house)
    await join(house, person.id, organisation)
    const own = aCompact('Ours', [organisation])
    for (const scope of [
      { kind: 'compact', id: own.id },
      { kind: 'country', id: 'GHA' },
    ] as const)
      await change((trx, by) =>
        giveRole(
          trx,
          by,
          { person: person.id, role: 'finance approver', organisation, scope },
          { compacts: answersAbout([own]) },
        ),
      )
    expect(await rolesOf(house.db, person.id, house.now())).toHaveLength(3)
    await end(person.id, organisation)
    expect(await rolesOf(house.db, person.id, house.now())).toEqual([])
    await join(house, person.id, organisation)
    expect(await rolesOf(house.db, person.id, house.now())).toHaveLength(1)
  })

  it('are given once', async () => {
    const person = await aPerson(house)
    await give(house, person.id, 'analyst')
    await expect(give(house, person.id, 'analyst')).rejects.toMatchObject({ status: 409 })
  })

  it('are given again when they had run out by themselves', async () => {
    const person = await aPerson(house)
    const until = new Date('2026-11-01T00:00:00Z')
    await change((trx, by) =>
      giveRole(trx, by, { person: person.id, role: 'auditor', organisation: null, scope: null, until }),
    )
    expect(await rolesOf(house.db, person.id, house.now())).toEqual([])
    await give(house, person.id, 'auditor')
    expect(await rolesOf(house.db, person.id, house.now())).toHaveLength(1)
  })

  it('of an organisation are given only to who belongs to it', async () => {
    const organisation = await anOrganisation(house)
    const stranger = await aPerson(house)
    await expect(
      change((trx, by) =>
        giveRole(trx, by, { person: stranger.id, role: 'representative', organisation, scope: null }),
      ),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('leave the house its last administrator, also when two go at once', async () => {
    const own = await openTestHouse()
    const [first, second] = [await aPerson(own), await aPerson(own)]
    await give(own, first.id, 'administrator')
    await give(own, second.id, 'administrator')
    const revoke = (person: string) =>
      transact(own.db, (trx) =>
        endRole(
          trx,
          changeBy(own, operator),
          { person, role: 'administrator', organisation: null, scope: null },
          'no longer needed',
        ),
      )
    const outcomes = await Promise.allSettled([revoke(first.id), revoke(second.id)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(refused.reason).toMatchObject({ status: 409, message: 'This is the last administrator' })
    await own.close()
  })

  it('all end with an account, unless somebody would be left without', async () => {
    const organisation = await anOrganisation(house)
    const [first, second] = [await aPerson(house), await aPerson(house)]
    await join(house, first.id, organisation, 'representative')
    await join(house, second.id, organisation)
    await give(house, second.id, 'analyst')
    await change((trx, by) => endEverythingOf(trx, by, second.id, 'the account was closed'))
    expect(await rolesOf(house.db, second.id, house.now())).toEqual([])
    await expect(
      change((trx, by) => endEverythingOf(trx, by, first.id, 'the account was closed')),
    ).rejects.toMatchObject({ status: 409 })
  })
})

describe('What somebody says of their own going', () => {
  const told = 'I can no longer be seen there'
  const rowsOf = async (person: string) => ({
    memberships: await house.db
      .selectFrom('memberships')
      .select('end_reason')
      .where('person_id', '=', person)
      .execute(),
    grants: await house.db
      .selectFrom('role_grants')
      .select('end_reason')
      .where('person_id', '=', person)
      .execute(),
  })
  const twoRepresentatives = async () => {
    const organisation = await anOrganisation(house)
    const [going, staying] = [await aPerson(house), await aPerson(house)]
    await join(house, going.id, organisation, 'representative')
    await join(house, staying.id, organisation, 'representative')
    return { organisation, going: going.id }
  }

  it.each([
    'leaves',
    'ends the own membership',
    'gives up a role',
  ])('stands under their own key when somebody %s, and is gone when they are erased', async (how) => {
    const { organisation, going } = await twoRepresentatives()
    const membership = await membershipOf(going, organisation)
    await change(async (trx, by) => {
      if (how === 'leaves') await leaveOrganisation(trx, by, { organisation, reason: told })
      else if (how === 'gives up a role')
        await endRole(trx, by, { person: going, role: 'representative', organisation, scope: null }, told)
      else await endMembership(trx, by, { organisation, membership, reason: told })
    }, asPerson(going))

    const [last] = await historyOf(house.db, { kind: 'organisation', id: organisation })
    expect(last?.reason).toBeNull()
    expect(JSON.stringify([last, await rowsOf(going)])).not.toContain(told)
    const { reason } = last?.after as { reason: PersonalReference }
    expect(await readPersonal(house.db, house.keys, reason)).toBe(told)

    await transact(house.db, (trx) => erasePerson(trx, going))
    expect(await readPersonal(house.db, house.keys, reason)).toBeNull()
  })

  it('may be nothing', async () => {
    const { organisation, going } = await twoRepresentatives()
    await change((trx, by) => leaveOrganisation(trx, by, { organisation, reason: null }), asPerson(going))
    expect(await rowsOf(going)).toEqual({
      memberships: [{ end_reason: null }],
      grants: [{ end_reason: null }],
    })
    const [last] = await historyOf(house.db, { kind: 'organisation', id: organisation })
    expect(last).toMatchObject({ action: 'left the organisation', reason: null, after: null })
  })
})

describe('Ending an organisation', () => {
  it('takes everything from everybody in it, the last representative too', async () => {
    const organisation = await anOrganisation(house)
    const [first, second] = [await aPerson(house), await aPerson(house)]
    await join(house, first.id, organisation, 'representative')
    await join(house, second.id, organisation)
    await change((trx, by) => endOrganisation(trx, by, organisation, 1, 'merged'))
    for (const { id } of [first, second]) expect(await rolesOf(house.db, id, house.now())).toEqual([])
    expect(await findOrganisation(house.db, organisation)).toMatchObject({ members: 0, endReason: 'merged' })
    await expect(join(house, first.id, organisation, 'representative')).rejects.toMatchObject({ status: 409 })
  })
})
