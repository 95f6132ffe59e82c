import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { rolesOf } from './roles.ts'

let house: TestHouse
const at = new Date('2026-11-21T12:00:00Z')
beforeAll(async () => {
  house = await openTestHouse({ now: at })
})
afterAll(() => house.close())

async function anOrganisation(values: { ended?: Date } = {}): Promise<string> {
  const id = v7()
  await house.db
    .insertInto('organisations')
    .values({
      id,
      kind: 'ngo',
      name: `Free Hands ${id}`,
      country: 'GHA',
      website: null,
      listed: true,
      version: 1,
      made: at,
      ended: values.ended ?? null,
    })
    .execute()
  return id
}

async function join(person: string, organisation: string): Promise<void> {
  await house.db
    .insertInto('memberships')
    .values({ id: v7(), organisation_id: organisation, person_id: person, began: at })
    .execute()
}

async function give(
  person: string,
  role: string,
  {
    organisation = null,
    country = null,
    until = null,
  }: { organisation?: string | null; country?: string | null; until?: Date | null } = {},
): Promise<void> {
  await house.db
    .insertInto('role_grants')
    .values({
      id: v7(),
      person_id: person,
      role,
      organisation_id: organisation,
      scope_kind: country === null ? null : 'country',
      scope_id: country,
      granted_at: at,
      until,
    })
    .execute()
}

describe('What a person holds', () => {
  it('is nothing without a row', async () => {
    expect(await rolesOf(house.db, v7(), at)).toEqual([])
  })

  it('is member wherever they belong, and what they were given there and in the house', async () => {
    const person = v7()
    const organisation = await anOrganisation()
    await join(person, organisation)
    await give(person, 'representative', { organisation, country: 'GHA' })
    await give(person, 'analyst')
    expect(await rolesOf(house.db, person, at)).toEqual([
      { role: 'member', organisation, scope: null },
      { role: 'representative', organisation, scope: { kind: 'country', id: 'GHA' } },
      { role: 'analyst', organisation: null, scope: null },
    ])
  })

  it('is nothing in an organisation they do not belong to, whatever roles stand there', async () => {
    const person = v7()
    await give(person, 'representative', { organisation: await anOrganisation() })
    expect(await rolesOf(house.db, person, at)).toEqual([])
  })

  it('is nothing in an organisation that ended', async () => {
    const person = v7()
    const organisation = await anOrganisation({ ended: at })
    await join(person, organisation)
    await give(person, 'representative', { organisation })
    expect(await rolesOf(house.db, person, at)).toEqual([])
  })

  it('ends with the row at once, even where the end is still to come by the clock of this machine', async () => {
    const person = v7()
    const organisation = await anOrganisation()
    await join(person, organisation)
    await give(person, 'administrator')
    const soon = new Date(at.getTime() + 60_000)
    await house.db.updateTable('memberships').set({ ended: soon }).where('person_id', '=', person).execute()
    await house.db
      .updateTable('role_grants')
      .set({ ended_at: soon })
      .where('person_id', '=', person)
      .execute()
    expect(await rolesOf(house.db, person, at)).toEqual([])
  })

  it('ends by itself where it was given for a time', async () => {
    const person = v7()
    await give(person, 'auditor', { until: new Date('2026-12-01T00:00:00Z') })
    expect(await rolesOf(house.db, person, at)).toHaveLength(1)
    expect(await rolesOf(house.db, person, new Date('2026-12-01T00:00:00Z'))).toEqual([])
  })

  it('is nothing by a role that is not one of ours, or stands where it cannot', async () => {
    const person = v7()
    const organisation = await anOrganisation()
    await join(person, organisation)
    await give(person, 'king')
    await give(person, 'representative')
    await give(person, 'administrator', { organisation })
    expect(await rolesOf(house.db, person, at)).toEqual([{ role: 'member', organisation, scope: null }])
  })
})

describe('The tables of organisations', () => {
  it('give up no row, and rewrite none that has ended', async () => {
    const person = v7()
    const organisation = await anOrganisation()
    await join(person, organisation)
    await expect(
      house.db.deleteFrom('memberships').where('person_id', '=', person).execute(),
    ).rejects.toThrow(/cannot be changed/)
    await expect(
      house.db.updateTable('memberships').set({ person_id: v7() }).where('person_id', '=', person).execute(),
    ).rejects.toThrow(/cannot be changed/)
    await house.db.updateTable('memberships').set({ ended: at }).where('person_id', '=', person).execute()
    await expect(
      house.db.updateTable('memberships').set({ ended: null }).where('person_id', '=', person).execute(),
    ).rejects.toThrow(/cannot be changed/)
  })
})
