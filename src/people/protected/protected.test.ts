import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { erasePerson } from '../../house/history/personal-values.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { verifyHistory } from '../../house/history/verify.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../organisations/change.ts'
import { endMembership, membersOf } from '../organisations/memberships.ts'
import { anOrganisation, aPerson, asPerson, give, join } from '../organisations/organisations.test-data.ts'
import { namesOf } from '../organisations/people.ts'
import { rolesOf } from '../organisations/roles.ts'
import type { SignedIn } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { type Contact, keepContact, lookAtContact, looksAt, ownContact, removeContact } from './contact.ts'
import {
  candidatesFor,
  contactSubject,
  dismissGuardian,
  guardiansOf,
  listGuardians,
  nameGuardian,
  whoNamed,
} from './guardians.ts'
import { ownNames, showAnotherName, showOwnName } from './names.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const change = (person: string) => changeBy(house, asPerson(person))
const contact: Contact = {
  reach: '+233 20 555 0188, only Signal',
  messenger: '',
  hours: 'Tuesdays after four',
  never: 'Never say where you call from',
  call: 'My cousin Efua, +233 20 555 0199',
}

async function signedIn(id: string, secondFactor = true): Promise<SignedIn> {
  return { id, roles: await rolesOf(house.db, id, house.now()), secondFactor }
}

/** Somebody with contact data and a guardian, in one organisation. */
async function someone({ name = 'Adwoa Boateng' } = {}) {
  const organisation = await anOrganisation(house, { kind: 'survivors-group' })
  const person = (await aPerson(house, { name })).id
  const guardian = (await aPerson(house, { name: 'Esi Owusu' })).id
  await join(house, person, organisation)
  await join(house, guardian, organisation)
  await transact(house.db, async (trx) => {
    await keepContact(trx, change(person), person, contact)
    await nameGuardian(trx, change(person), person, { guardian, organisation })
  })
  return { organisation, person, guardian }
}

const look = async (
  who: string,
  person: string,
  reason = 'The shelter moves tonight',
  secondFactor = true,
) => {
  const asker = await signedIn(who, secondFactor)
  return transact(house.db, (trx) => lookAtContact(trx, change(who), asker, person, reason))
}

describe('Going by another name', () => {
  it('shows it to everybody, at once and everywhere people are named', async () => {
    const { organisation, person } = await someone()
    await transact(house.db, (trx) => showAnotherName(trx, change(person), person, 'Blue Heron'))
    expect((await namesOf(house.db, [person])).get(person)).toBe('Blue Heron')
    expect((await membersOf(house.db, organisation)).map(({ name }) => name)).toContain('Blue Heron')
  })

  it('lets the person alone see both', async () => {
    const { person } = await someone()
    await transact(house.db, (trx) => showAnotherName(trx, change(person), person, 'Blue Heron'))
    expect(await ownNames(house.db, house.keys, person)).toEqual({
      shown: 'Blue Heron',
      own: 'Adwoa Boateng',
    })
  })

  it('leaves the own name in clear in no column of the database', async () => {
    const { person } = await someone({ name: 'Quite Unmistakable' })
    await transact(house.db, (trx) => showAnotherName(trx, change(person), person, 'Blue Heron'))
    expect(await tablesThatHold('Quite Unmistakable')).toEqual([])
  })

  it('keeps the first name under a second alias, and gives it back', async () => {
    const { person } = await someone()
    for (const alias of ['Blue Heron', 'Grey Heron'])
      await transact(house.db, (trx) => showAnotherName(trx, change(person), person, alias))
    expect(await ownNames(house.db, house.keys, person)).toEqual({
      shown: 'Grey Heron',
      own: 'Adwoa Boateng',
    })
    await transact(house.db, (trx) => showOwnName(trx, change(person), person))
    expect(await ownNames(house.db, house.keys, person)).toEqual({ shown: 'Adwoa Boateng', own: null })
  })

  it('stands in the history without either name', async () => {
    const { person } = await someone()
    await transact(house.db, (trx) => showAnotherName(trx, change(person), person, 'Blue Heron'))
    const events = await historyOf(house.db, { kind: 'contact', id: person })
    expect(events[0]?.action).toBe('chose the name others see')
    expect(JSON.stringify(events)).not.toMatch(/Heron|Adwoa/)
  })
})

describe('How to reach somebody', () => {
  it('is in clear in no column of the database', async () => {
    await someone()
    for (const text of ['555 0188', 'Efua', 'where you call']) expect(await tablesThatHold(text)).toEqual([])
  })

  it('is read by the person', async () => {
    const { person } = await someone()
    expect(await ownContact(house.db, house.keys, person)).toEqual(contact)
  })

  it('is seen by a guardian who gives a reason, and the look is recorded', async () => {
    const { person, guardian } = await someone()
    expect(await look(guardian, person)).toEqual(contact)
    expect(await looksAt(house.db, house.keys, person)).toMatchObject([
      {
        at: house.now().toISOString(),
        person: guardian,
        name: 'Esi Owusu',
        reason: 'The shelter moves tonight',
      },
    ])
  })

  it('keeps the reason of a look from everybody but the person', async () => {
    const { person, guardian } = await someone()
    await look(guardian, person, 'A reason of few words')
    expect(await tablesThatHold('few words')).toEqual([])
  })

  it('is not handed out when the look cannot be recorded', async () => {
    const { person, guardian } = await someone()
    await transact(house.db, (trx) => erasePerson(trx, person, house.now()))
    await expect(look(guardian, person)).rejects.toThrow('This person was erased')
  })

  it('is refused to a guardian without the second factor, to other members, and to administrators', async () => {
    const { organisation, person, guardian } = await someone()
    const other = (await aPerson(house)).id
    await join(house, other, organisation, 'representative')
    const administrator = (await aPerson(house)).id
    await give(house, administrator, 'administrator')
    await expect(look(guardian, person, 'why', false)).rejects.toMatchObject({ status: 403 })
    for (const who of [other, administrator])
      await expect(look(who, person)).rejects.toMatchObject({ status: 403 })
    expect(allow('operator', 'see contacts', await contactSubject(house.db, person)).allowed).toBe(false)
    expect(await looksAt(house.db, house.keys, person)).toEqual([])
  })

  it('is gone when the person removes it', async () => {
    const { person, guardian } = await someone()
    await transact(house.db, (trx) => removeContact(trx, change(person), person))
    expect(await ownContact(house.db, house.keys, person)).toBeNull()
    expect(await look(guardian, person)).toBeNull()
  })

  it('does not open in the row of somebody else', async () => {
    const { person } = await someone()
    const other = (await aPerson(house)).id
    await sql`insert into protected_values select ${other}::uuid, kind, key_value, sealed, changed
      from protected_values where person_id = ${person}::uuid and kind = 'contact'`.execute(house.db)
    await expect(ownContact(house.db, house.keys, other)).rejects.toThrow()
  })

  it('cannot be read once the person’s key is destroyed, were the row still there', async () => {
    const { person } = await someone()
    await transact(house.db, (trx) => erasePerson(trx, person, house.now()))
    expect(await ownContact(house.db, house.keys, person)).toBeNull()
  })
})

describe('Guardians', () => {
  it('are named out of the organisations both belong to', async () => {
    const { person, guardian, organisation } = await someone()
    const third = (await aPerson(house, { name: 'Yaw Asante' })).id
    await join(house, third, organisation)
    const stranger = (await aPerson(house)).id
    const elsewhere = await anOrganisation(house)
    await join(house, stranger, elsewhere)
    expect((await candidatesFor(house.db, person)).map((each) => each.person)).toEqual([third])
    const named = await transact(house.db, (trx) =>
      nameGuardian(trx, change(person), person, { guardian: stranger, organisation: elsewhere }),
    )
    expect(named).toBe(false)
    expect(await guardiansOf(house.db, person)).toEqual([guardian])
  })

  it('see nothing from the moment they are dismissed', async () => {
    const { person, guardian } = await someone()
    const [named] = await listGuardians(house.db, person)
    await transact(house.db, (trx) => dismissGuardian(trx, change(person), person, named!.id))
    await expect(look(guardian, person)).rejects.toMatchObject({ status: 403 })
    expect(await whoNamed(house.db, guardian)).toEqual([])
  })

  it('do not look after their dismissal, even when the two meet', async () => {
    for (let round = 0; round < 8; round++) {
      const { person, guardian } = await someone()
      const [named] = await listGuardians(house.db, person)
      await Promise.allSettled([
        look(guardian, person),
        transact(house.db, (trx) => dismissGuardian(trx, change(person), person, named!.id)),
      ])
      const events = await historyOf(house.db, { kind: 'contact', id: person })
      expect(events[0]?.action).toBe('dismissed a guardian')
    }
  })

  it('are dismissed by nobody but the person', async () => {
    const { person, guardian } = await someone()
    const [named] = await listGuardians(house.db, person)
    await transact(house.db, (trx) => dismissGuardian(trx, change(guardian), guardian, named!.id))
    expect(await guardiansOf(house.db, person)).toEqual([guardian])
  })

  it('see nothing from the moment their membership ends, and the person is told so', async () => {
    const { person, guardian, organisation } = await someone()
    const member = (await membersOf(house.db, organisation)).find((each) => each.person === guardian)
    await transact(house.db, (trx) =>
      endMembership(trx, changeBy(house, operator), { organisation, membership: member!.id, reason: 'left' }),
    )
    await expect(look(guardian, person)).rejects.toMatchObject({ status: 403 })
    expect(await listGuardians(house.db, person)).toMatchObject([{ person: guardian, sees: false }])
  })

  it('stay when the person’s own membership ends: whom to trust is theirs to say', async () => {
    const { person, guardian, organisation } = await someone()
    const member = (await membersOf(house.db, organisation)).find((each) => each.person === person)
    await transact(house.db, (trx) =>
      endMembership(trx, changeBy(house, operator), { organisation, membership: member!.id, reason: 'left' }),
    )
    expect(await look(guardian, person)).toEqual(contact)
  })

  it('are named once, however often it is asked', async () => {
    const { person, guardian, organisation } = await someone()
    const again = await transact(house.db, (trx) =>
      nameGuardian(trx, change(person), person, { guardian, organisation }),
    )
    expect(again).toBe(true)
    expect(await listGuardians(house.db, person)).toHaveLength(1)
  })
})

it('The history of all this proves itself', async () => {
  expect((await verifyHistory(house)).faults).toEqual([])
})

/** Tables with a column in which this text stands in clear. */
async function tablesThatHold(text: string): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`select table_name from information_schema.tables
    where table_schema = current_schema()`.execute(house.owner)
  const found: string[] = []
  for (const { table_name } of rows) {
    const held = await sql`select 1 from ${sql.table(table_name)} as row
      where row::text like ${`%${text}%`} limit 1`.execute(house.owner)
    if (held.rows.length > 0) found.push(table_name)
  }
  return found
}
