import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { commentOn } from '../../compacts/comments.ts'
import { aCompact } from '../../compacts/compacts.test-data.ts'
import { operator } from '../../house/actor.ts'
import { erasedPeople, noteErasure } from '../../house/backup/erasures.ts'
import type { Io } from '../../house/command.ts'
import { personalReferences } from '../../house/history/event.ts'
import { readPersonal } from '../../house/history/personal-values.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { verifyHistory } from '../../house/history/verify.ts'
import { once } from '../../house/once.ts'
import { transact } from '../../house/transact.ts'
import { anAnnouncedRound, anAnswer, pointsFor } from '../../selection/consultation/consultation.test-data.ts'
import { recordFact } from '../../selection/record.ts'
import { object } from '../../survivors/store.ts'
import { createAccount } from '../accounts/account.ts'
import { askForNewPassword } from '../accounts/changes.ts'
import { makeToken } from '../accounts/links.ts'
import { aCaller, goodPassword, signInForTest } from '../accounts/sign-in.test-data.ts'
import { signIn } from '../accounts/sign-in.ts'
import { changeBy } from '../organisations/change.ts'
import { invitationsTo, invite } from '../organisations/invitations.ts'
import { leaveOrganisation, membersOf } from '../organisations/memberships.ts'
import { anOrganisation, aPerson, asPerson, give, join } from '../organisations/organisations.test-data.ts'
import { keepContact, lookAtContact } from '../protected/contact.ts'
import { nameGuardian } from '../protected/guardians.ts'
import { showAnotherName } from '../protected/names.ts'
import { erasePersonCommand, exportPersonCommand } from './commands.ts'
import { eraseAgain, eraseForGood, finishErasures, mailsTo } from './erase.ts'
import { gatherOwnData } from './export.ts'
import { heldIn, notExported, ofNobody } from './held.ts'
import { OwnDataDocument, sectionNames } from './schema.ts'

let house: TestHouse
let consultation: string
beforeAll(async () => {
  const keys = mkdtempSync(path.join(tmpdir(), 'tip-erased-'))
  house = await openTestHouse({ settings: { keys } })
  consultation = await anAnnouncedRound(house)
})
afterAll(() => house.close())

const change = (person: string) => changeBy(house, asPerson(person))

/** Somebody of whom everything there is is held. */
async function somebody() {
  const mark = randomUUID().slice(0, 8)
  const name = `Akosua Unmistakable${mark}`
  const email = `akosua.${mark}@example.org`
  const alias = `Heron ${mark}`
  const { id } = await createAccount(house, { email, name, password: goodPassword, emailProven: true })
  await signInForTest(house, { person: id, secondFactor: true })
  const organisation = await anOrganisation(house)
  const guardian = (await aPerson(house)).id
  for (const person of [id, guardian]) await join(house, person, organisation)
  await join(house, (await aPerson(house)).id, organisation, 'representative')
  await give(house, id, 'analyst')
  await transact(house.db, async (trx) => {
    await keepContact(trx, change(id), id, {
      reach: `Signal, number ${mark}`,
      messenger: '',
      hours: 'evenings',
      never: 'nothing aloud',
      call: '',
    })
    await nameGuardian(trx, change(id), id, { guardian, organisation })
    await nameGuardian(trx, change(guardian), guardian, { guardian: id, organisation })
    await lookAtContact(
      trx,
      change(guardian),
      { id: guardian, roles: [], secondFactor: true },
      id,
      `She asked me to, ${mark}`,
    )
    await showAnotherName(trx, change(id), id, alias)
    await makeToken(trx, house, { purpose: 'change-address', person: id, address: `new.${email}`, hours: 2 })
    const at = house.now()
    await once(trx, { key: randomUUID(), who: id, place: 'POST /x', content: {}, at }, async () => ({
      status: 303,
    }))
  })
  // Twice invited: once to what they accepted, once to what still waits.
  await invite(house, { email, organisation: null, role: 'auditor', scope: null, by: operator })
  await askForNewPassword(house, aCaller(), { email })
  // Left elsewhere, and said why.
  const left = await anOrganisation(house)
  await join(house, (await aPerson(house)).id, left, 'representative')
  await join(house, id, left)
  await transact(house.db, (trx) =>
    leaveOrganisation(trx, change(id), { organisation: left, reason: `They know my brother ${mark}` }),
  )
  await recordFact(house.db, aFact(), house.now(), asPerson(id))
  // What they said of a compact as advisers of a group of survivors.
  const compact = await aCompact(house)
  const asGroup = changeBy(house, asPerson(id))
  const speaking = { ...asGroup, standsFor: [compact.survivors] }
  await transact(house.db, async (trx) => {
    await object(trx, speaking, {
      compact: compact.id,
      place: 'title',
      text: 'Not in these words',
      instead: 'In others',
      public: false,
      as: 'alias',
      alias,
    })
    await commentOn(trx, speaking, { compact: compact.id, place: 'title', text: 'By when?', blocking: false })
  })
  const during = new Date('2025-07-10T12:00:00Z')
  const given = pointsFor(40, 30, 20, 10)
  await anAnswer(house, consultation, 'ngo', given, { person: id, at: during, comment: `So says ${mark}` })
  // A letter of theirs that has not left; in it they are named.
  const invited = `efua.${randomUUID()}@example.org`
  await invite(house, { email: invited, organisation, role: 'member', scope: null, by: asPerson(id) })
  return { id, name, email, alias, mark, organisation, left, guardian, invited }
}

const aFact = () => ({
  dataset: 'budgets',
  unit: 'BRA',
  status: 'bilateral_mission',
  from: '2013-10-01',
  to: '2014-09-30',
  evidence: `A budget page, number ${randomUUID()}`,
  saidBy: null,
})

const gather = (id: string, withContact = true) =>
  gatherOwnData(house.db, house.keys, id, { at: house.now(), withContact })

const erase = (id: string) => eraseForGood(house, id, { actor: asPerson(id) })

describe('What is held about a person', () => {
  it('comes as one document of the shape that is promised', async () => {
    const data = await gather((await somebody()).id)
    expect(
      [...Value.Errors(OwnDataDocument, data)].map(({ instancePath, message }) => [instancePath, message]),
    ).toEqual([])
  })

  it('has something in every part, for somebody of whom everything is held', async () => {
    const { id, name, email, alias, mark, left } = await somebody()
    const data = await gather(id)
    const empty = sectionNames.filter((part) => {
      const held = data[part]
      return held === null || (Array.isArray(held) && held.length === 0)
    })
    expect(empty).toEqual([])
    expect(data.account).toMatchObject({ ownName: name, nameOthersSee: alias, email })
    expect(data.contact).toMatchObject({ reach: `Signal, number ${mark}` })
    expect(data.looks).toMatchObject([{ reason: `She asked me to, ${mark}` }])
    const why = `They know my brother ${mark}`
    expect(data.memberships).toContainEqual(
      expect.objectContaining({ organisation: expect.objectContaining({ id: left }), endReason: why }),
    )
    expect(data.saidForGroup).toMatchObject([
      { clause: 'title', text: 'Not in these words', instead: 'In others', shownAs: 'alias', alias },
      { clause: 'title', text: 'By when?', action: 'commented on the draft' },
    ])
    expect(data.consultations).toMatchObject([
      { action: 'joined a consultation', group: 'ngo' },
      { action: 'answered a consultation', comment: expect.stringContaining(mark) },
    ])
    expect(data.personalValues.map(({ value }) => value)).toEqual(
      expect.arrayContaining([name, email, alias, why]),
    )
    expect(data.events).toContainEqual(
      expect.objectContaining({ record: expect.objectContaining({ kind: 'fact' }), byYou: true }),
    )
  })

  it('says that how to reach them is left out, without the second factor', async () => {
    const { id, mark } = await somebody()
    const data = await gather(id, false)
    expect(data.contact).toEqual({ withheld: 'sign in with the second factor' })
    expect(JSON.stringify(data)).not.toContain(`number ${mark}`)
  })

  it('holds no secret by which somebody could sign in', async () => {
    const { id } = await somebody()
    const text = JSON.stringify(await gather(id))
    const rows = await house.db
      .selectFrom('accounts_account')
      .innerJoin('accounts_session', 'accounts_session.user_id', 'accounts_account.user_id')
      .select(['password', 'token'])
      .where('accounts_account.user_id', '=', id)
      .execute()
    expect(rows).not.toEqual([])
    for (const { password, token } of rows)
      for (const secret of [password, token]) expect(text).not.toContain(secret)
  })

  it('misses no table: each that there is is exported, or is on a list of reasons', async () => {
    const known = [...Object.keys(heldIn), ...Object.keys(notExported), ...Object.keys(ofNobody)]
    expect(new Set(known).size).toBe(known.length)
    const tables = [...new Set((await allColumns()).map(({ table }) => table))]
    expect(tables.filter((table) => !known.includes(table))).toEqual([])
    expect(known.filter((table) => !tables.includes(table))).toEqual([])
  })

  it('misses no column that refers to people or is named as if it did', async () => {
    const undeclared = (await columnsThatNamePeople()).filter(
      ({ table, column }) => Object.hasOwn(heldIn, table) && !heldIn[table]!.columns.includes(column),
    )
    expect(undeclared).toEqual([])
  })

  it('misses no place where the id of somebody with everything stands in fact', async () => {
    const { id } = await somebody()
    const missed = (await columnsThatHold(id)).filter(
      ({ table, column }) => !(heldIn[table]?.columns.includes(column) || Object.hasOwn(notExported, table)),
    )
    expect(missed).toEqual([])
  })
})

describe('Erasing a person', () => {
  it('leaves name, alias, address and contact data in no column of any table', async () => {
    const { id, name, email, alias, mark } = await somebody()
    expect(await columnsThatHold(mark)).not.toEqual([])
    expect(await erase(id)).toBe(true)
    for (const text of [name, email, alias, mark]) expect(await columnsThatHold(text)).toEqual([])
  })

  it('removes what was sealed too: mails, invitations and contact data', async () => {
    const { id, email } = await somebody()
    await erase(id)
    const open = await invitationsTo(house, null)
    expect(open.filter((each) => each.email === email)).toEqual([])
    const { rows } = await sql`select 1 from protected_values where person_id = ${id}::uuid
      union all select 1 from guardianships where ${id}::uuid in (person_id, guardian_id)
      union all select 1 from answered_once where who = ${id}
      union all select 1 from accounts_verification where value like ${`${id}%`}`.execute(house.db)
    expect(rows).toEqual([])
    const mails = await house.db.selectFrom('mails').select(['id', 'sealed']).execute()
    for (const { id: mail, sealed } of mails)
      if (sealed !== null) expect(house.keys.open(sealed, `mail:${mail}`).toString()).not.toContain(email)
  })

  it('removes mails in which they invited others, who read their name there, and no other mails', async () => {
    const { id, invited } = await somebody()
    const other = await somebody()
    expect((await mailsTo(house.db, house.keys, [invited])).map(({ text }) => text).join()).toContain('Heron')
    await erase(id)
    expect(await mailsTo(house.db, house.keys, [invited])).toEqual([])
    expect(await mailsTo(house.db, house.keys, [other.invited])).toHaveLength(1)
  })

  it('leaves the history whole, with their events and without what would name them', async () => {
    const { id } = await somebody()
    const before = await historyOf(house.db, { kind: 'person', id })
    const references = personalReferences(before.map(({ after }) => after))
    expect(await readPersonal(house.db, house.keys, references[0]!)).not.toBeNull()
    await erase(id)
    const after = await historyOf(house.db, { kind: 'person', id })
    expect(after.slice(-before.length)).toEqual(before)
    expect(after[0]?.action).toBe('erased')
    for (const reference of references) expect(await readPersonal(house.db, house.keys, reference)).toBeNull()
    expect((await verifyHistory(house)).faults).toEqual([])
  })

  it('ends every membership and role, and keeps that there was one', async () => {
    const { id, organisation } = await somebody()
    await erase(id)
    expect((await membersOf(house.db, organisation)).map(({ person }) => person)).not.toContain(id)
    const data = await gather(id)
    expect(data.memberships.map(({ ended }) => ended)).toEqual([
      house.now().toISOString(),
      house.now().toISOString(),
    ])
    expect(data.roles).toMatchObject([{ role: 'analyst', ended: house.now().toISOString() }])
    expect(data.person.ended).toBe(house.now().toISOString())
    expect(data.account).toBeNull()
  })

  it('makes their address one that nobody has: signing in answers as for any unknown one', async () => {
    const { id, email } = await somebody()
    expect((await signIn(house, aCaller(), { email, password: goodPassword })).to).toBe('signed in')
    await erase(id)
    const given = { email, password: goodPassword }
    expect(await signIn(house, aCaller(), given)).toEqual(
      await signIn(house, aCaller(), { ...given, email: `nobody.${email}` }),
    )
  })

  it('lets the same address be somebody new', async () => {
    const { id, email } = await somebody()
    await erase(id)
    const again = await createAccount(house, {
      email,
      name: 'New',
      password: goodPassword,
      emailProven: true,
    })
    expect(again.id).not.toBe(id)
  })

  it('is refused to the last representative, with what to do, and then changes and notes nothing', async () => {
    const organisation = await anOrganisation(house)
    const { id } = await aPerson(house)
    await join(house, id, organisation, 'representative')
    await expect(erase(id)).rejects.toMatchObject({ status: 409, details: [{ remedy: expect.any(String) }] })
    expect(erasedPeople(house.settings.keys)).not.toContain(id)
    expect((await gather(id)).account).not.toBeNull()
  })

  it('is refused to the last administrator', async () => {
    const { id } = await aPerson(house)
    await give(house, id, 'administrator')
    await expect(erase(id)).rejects.toMatchObject({ status: 409 })
    const other = (await aPerson(house)).id
    await give(house, other, 'administrator')
    expect(await erase(id)).toBe(true)
  })

  it('is noted beside the keys before it holds, and doing it again does nothing', async () => {
    const { id } = await somebody()
    await erase(id)
    expect(erasedPeople(house.settings.keys)).toContain(id)
    const events = await historyOf(house.db, { kind: 'person', id })
    expect(await erase(id)).toBe(false)
    expect(await historyOf(house.db, { kind: 'person', id })).toEqual(events)
  })

  it('is completed at the next start when it was cut short between the note and the commit', async () => {
    const { id, mark } = await somebody()
    noteErasure(house.settings.keys, id)
    expect(await finishErasures(house)).toBe(1)
    expect(await columnsThatHold(mark)).toEqual([])
    expect(await finishErasures(house)).toBe(0)
  })

  it('is repeated after a restore even for whoever was the last administrator then', async () => {
    const organisation = await anOrganisation(house)
    const { id, email } = await aPerson(house, { name: `Kofi ${randomUUID()}` })
    await join(house, id, organisation, 'representative')
    await transact(house.db, (trx) => eraseAgain(trx, house, id))
    expect(await columnsThatHold(email)).toEqual([])
    expect((await gather(id)).memberships).toMatchObject([{ ended: house.now().toISOString() }])
    expect((await verifyHistory(house)).faults).toEqual([])
  })

  it('tells those who had named them as a guardian, in their history', async () => {
    const { id, guardian } = await somebody()
    await erase(guardian)
    const [event] = await historyOf(house.db, { kind: 'contact', id })
    expect(event).toMatchObject({ action: 'dismissed a guardian', before: { guardian } })
  })

  it('takes with it why they left an organisation, and keeps that they did', async () => {
    const { id, left } = await somebody()
    await erase(id)
    const [event] = await historyOf(house.db, { kind: 'organisation', id: left })
    expect(event).toMatchObject({ action: 'left the organisation', reason: null, actor: { person: id } })
    for (const reference of personalReferences([event!.before, event!.after]))
      expect(await readPersonal(house.db, house.keys, reference)).toBeNull()
    const { memberships } = await gather(id)
    expect(memberships.find(({ organisation }) => organisation?.id === left)).toMatchObject({
      endReason: null,
    })
  })

  it('keeps guardians’ looks at others, without their name', async () => {
    const { id, guardian } = await somebody()
    await erase(guardian)
    expect((await gather(id)).looks).toMatchObject([{ by: null }])
  })
})

describe('tp admin export-person and erase-person', () => {
  it('write everything to a file that nobody else can read, and say so in the history', async () => {
    const { id, email, name } = await somebody()
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'tip-export-')), 'her-data.json')
    const { io, out } = listening()
    expect(await exportPersonCommand(house, [email, file, '--reason', 'letter of 3 June'], io)).toBe(0)
    expect(out.join()).toContain(id)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const data: unknown = JSON.parse(readFileSync(file, 'utf8'))
    expect(Value.Check(OwnDataDocument, data)).toBe(true)
    expect(JSON.stringify(data)).toContain(name)
    expect((await gather(id)).looks[0]).toMatchObject({ by: null, reason: 'letter of 3 June' })
    await expect(exportPersonCommand(house, [id, file, '--reason', 'again'], io)).rejects.toMatchObject({
      status: 409,
    })
  })

  it('need a reason, and a yes before anything is erased', async () => {
    const { id, mark } = await somebody()
    const { io, out } = listening()
    await expect(erasePersonCommand(house, [id], io)).rejects.toMatchObject({ status: 400 })
    expect(await erasePersonCommand(house, [id, '--reason', 'letter of 3 June'], io)).toBe(1)
    expect(out.join()).toContain('--yes')
    expect(await columnsThatHold(mark)).not.toEqual([])
    expect(await erasePersonCommand(house, [id, '--reason', 'letter of 3 June', '--yes', '--json'], io)).toBe(
      0,
    )
    expect(JSON.parse(out.at(-1)!)).toEqual({ person: id, erased: true, before: false })
    expect(await columnsThatHold(mark)).toEqual([])
  })

  it('find nobody who is not there', async () => {
    const { io } = listening()
    const file = path.join(house.settings.keys, 'none.json')
    const args = ['nobody@example.org', file, '--reason', 'letter']
    await expect(exportPersonCommand(house, args, io)).rejects.toMatchObject({ status: 404 })
    expect(existsSync(file)).toBe(false)
  })
})

function listening(): { io: Io; out: string[] } {
  const out: string[] = []
  return { io: { out: (line) => out.push(line), err: () => {}, language: 'en' }, out }
}

type Place = { table: string; column: string }

async function allColumns(): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select c.table_name as "table", c.column_name as "column"
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
    order by 1, 2`.execute(house.owner)
  return rows
}

/** Columns that refer to people by a foreign key, or whose name says that somebody stands in them. */
async function columnsThatNamePeople(): Promise<Place[]> {
  const { rows: references } = await sql<Place>`
    select k.table_name as "table", k.column_name as "column"
    from information_schema.referential_constraints r
    join information_schema.key_column_usage k
      on k.constraint_name = r.constraint_name and k.constraint_schema = r.constraint_schema
    join information_schema.table_constraints t
      on t.constraint_name = r.unique_constraint_name and t.constraint_schema = r.unique_constraint_schema
    where k.table_schema = current_schema() and t.table_name in ('people', 'accounts_user')`.execute(
    house.owner,
  )
  const named = (await allColumns()).filter(({ column }) =>
    /(^|_)(person|people|user|guardian|member|owner|author|who|actor)(_id|_person)?$|_by$/.test(column),
  )
  const all = [...references, ...named].map(({ table, column }) => `${table} ${column}`)
  return [...new Set(all)].sort().map((each) => {
    const [table = '', column = ''] = each.split(' ')
    return { table, column }
  })
}

/** Every column of every table in which a text stands in clear. */
async function columnsThatHold(text: string): Promise<Place[]> {
  const found: Place[] = []
  for (const { table, column } of await allColumns()) {
    const { rows } = await sql`select 1 from ${sql.table(table)}
      where position(lower(${text}) in lower(${sql.ref(column)}::text)) > 0 limit 1`.execute(house.owner)
    if (rows.length > 0) found.push({ table, column })
  }
  return found
}
