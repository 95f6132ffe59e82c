import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { peopleCommand } from './commands.ts'
import {
  aCompact,
  anOrganisation,
  answersAbout,
  aPerson,
  join,
  type KnownCompact,
  linkTo,
  mailsOf,
} from './organisations.test-data.ts'
import { rolesOf } from './roles.ts'

let house: TestHouse
let person: { id: string; email: string }
let organisation: string
let compact: KnownCompact
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
  person = await aPerson(house, { name: 'Ama Mensah', email: 'ama@example.org' })
  organisation = await anOrganisation(house, { name: 'Free Hands' })
  await join(house, person.id, organisation)
  compact = aCompact('Ghana 2026 to 2031', [organisation])
})
afterAll(() => house.close())

async function run(...argv: string[]) {
  const out: string[] = []
  const io = { out: (line: string) => out.push(line), err: () => {}, language: 'en' } as const
  const code = await peopleCommand(house, argv, io, answersAbout([compact]))
  return { code, text: out.join('\n') }
}
const because = ['--reason', 'named by the board']

describe('tp admin', () => {
  it('lists organisations and people, as lines and as JSON', async () => {
    expect((await run('organisations')).text).toContain(
      'Free Hands  Non-governmental organisation  Ghana  1 person',
    )
    expect(JSON.parse((await run('organisations', '--json')).text)).toMatchObject([{ id: organisation }])
    expect((await run('people')).text).toBe(
      'ama@example.org  Ama Mensah  member of the organisation (Free Hands)',
    )
    expect(JSON.parse((await run('people', '--json')).text)).toMatchObject([{ email: 'ama@example.org' }])
  })

  it('grants and revokes a role, with the reason in the history', async () => {
    const granted = await run('grant', ' AMA@example.org', 'analyst', '--country', 'ghana', ...because)
    expect(granted).toMatchObject({ code: 0, text: 'ama@example.org is now: analyst, for Ghana.' })
    const scope = { kind: 'country', id: 'GHA' }
    expect(await rolesOf(house.db, person.id, house.now())).toContainEqual({
      role: 'analyst',
      organisation: null,
      scope,
    })
    await run('revoke', 'ama@example.org', 'analyst', '--country', 'GHA', ...because)
    expect(await rolesOf(house.db, person.id, house.now())).toHaveLength(1)
    const told = await historyOf(house.db, { kind: 'person', id: person.id })
    expect(told.slice(0, 2)).toMatchObject([
      { action: 'ended a role', reason: 'named by the board', actor: { as: 'operator', via: 'command' } },
      { action: 'gave a role', reason: 'named by the board' },
    ])
  })

  it('names the representative of an organisation by its name', async () => {
    await run('grant', 'ama@example.org', 'representative', '--organisation', 'free hands', ...because)
    expect(await rolesOf(house.db, person.id, house.now())).toContainEqual({
      role: 'representative',
      organisation,
      scope: null,
    })
  })

  it('gives a role for a time', async () => {
    await run('grant', 'ama@example.org', 'auditor', '--until', '2026-12-01', ...because)
    expect(await rolesOf(house.db, person.id, new Date('2026-12-01T20:00:00Z'))).toHaveLength(3)
    expect(await rolesOf(house.db, person.id, new Date('2026-12-02T00:00:00Z'))).toHaveLength(2)
  })

  it('invites by mail, and shows the link to nobody else', async () => {
    const { text } = await run('invite', 'New@example.org', 'auditor')
    expect(text).toBe(
      'An invitation is on its way to new@example.org. Its link works until 2026-11-28T12:00:00.000Z.',
    )
    expect(await linkTo(house, 'new@example.org')).toMatch(/^\/invitations\/[\w-]{43}$/)
  })

  it.each([
    [['invite', 'not an address', 'auditor'], 422],
    [['invite', 'new@example.org', 'representative'], 422],
    [['grant', 'ama@example.org', 'king', ...because], 400],
    [['grant', 'nobody@example.org', 'analyst', ...because], 404],
    [['grant', 'ama@example.org', 'analyst'], 422],
    [['grant', 'ama@example.org', 'analyst', '--country', 'Atlantis', ...because], 400],
    [['grant', 'ama@example.org', 'analyst', '--until', '2020-01-01', ...because], 400],
    [['grant', 'ama@example.org', 'representative', ...because], 422],
    [
      [
        'grant',
        'ama@example.org',
        'representative',
        '--organisation',
        'Free Hands',
        '--country',
        'GHA',
        ...because,
      ],
      422,
    ],
    [['grant', 'ama@example.org', 'administrator', '--country', 'GHA', ...because], 422],
    [['grant', 'ama@example.org', 'member', '--organisation', 'Nobody’s', ...because], 404],
    [['revoke', 'ama@example.org', 'representative', '--organisation', 'Free Hands', ...because], 409],
    [['people', '--until', '2026-12-01'], 400],
    [['conquer'], 400],
  ])('refuses %j', async (argv, status) => {
    await expect(run(...argv)).rejects.toMatchObject({ status })
  })

  it('gives and takes a role for one compact alone, under its name', async () => {
    const post = ['verifier', '--organisation', 'Free Hands', '--compact']
    const granted = await run('grant', 'ama@example.org', ...post, compact.id.toUpperCase(), ...because)
    expect(granted.text).toBe('ama@example.org is now: verifier, for Ghana 2026 to 2031.')
    expect((await run('people')).text).toContain('verifier, for Ghana 2026 to 2031 (Free Hands)')
    expect(await rolesOf(house.db, person.id, house.now())).toContainEqual({
      role: 'verifier',
      organisation,
      scope: { kind: 'compact', id: compact.id },
    })
    await run('revoke', 'ama@example.org', ...post, compact.id, ...because)
    expect((await run('people')).text).not.toContain('verifier')

    await run('invite', 'verifier@example.org', ...post, compact.id)
    expect((await mailsOf(house)).at(-1)?.text).toContain('as verifier, for Ghana 2026 to 2031.')
  })

  it.each([
    [['--organisation', 'Free Hands', '--compact', '018f0000-0000-7000-8000-000000000000'], 422],
    [['--organisation', 'Free Hands', '--compact', 'Ghana'], 400],
  ])('refuses a verifier with %j', async (post, status) => {
    await expect(run('grant', 'ama@example.org', 'verifier', ...post, ...because)).rejects.toMatchObject({
      status,
    })
    await expect(run('invite', 'x@example.org', 'verifier', ...post)).rejects.toMatchObject({ status })
  })

  it('refuses a role for a compact and a country at once, and one in the house for a compact there is not', async () => {
    const both = ['--compact', compact.id, '--country', 'GHA']
    await expect(
      run('grant', 'ama@example.org', 'verifier', '--organisation', 'Free Hands', ...both, ...because),
    ).rejects.toMatchObject({ status: 400 })
    const nowhere = ['--compact', '018f0000-0000-7000-8000-000000000000']
    await expect(run('grant', 'ama@example.org', 'analyst', ...nowhere, ...because)).rejects.toMatchObject({
      status: 422,
      message: 'There is no such compact here',
    })
  })

  it('says how it is used', async () => {
    expect(await run('help')).toMatchObject({ code: 0 })
    expect(await run()).toMatchObject({ code: 2 })
  })
})
