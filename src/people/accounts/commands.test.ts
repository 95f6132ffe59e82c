import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { Io } from '../../house/command.ts'
import { outboxCommand } from '../../house/mail/commands.ts'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { rolesOf } from '../organisations/roles.ts'
import { commandWords } from './command-words.ts'
import { createAdminCommand } from './commands.ts'
import { signInForTest } from './sign-in.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-06-15T12:00:00Z') })
})
afterAll(() => house.close())

const run = async (command: typeof createAdminCommand, argv: string[], language: Io['language'] = 'en') => {
  const out: string[] = []
  const code = await command(house, argv, { out: (line) => out.push(line), err: () => {}, language })
  return { code, out: out.join('\n') }
}
const linkIn = (text: string) => /https?:\S+\/invitations\/[\w-]{20,}/.exec(text)?.[0]

describe('tp admin create-admin', () => {
  it('prints the link, how long it is valid, and that a second factor is needed; and mails it', async () => {
    const { code, out } = await run(createAdminCommand, ['Ama@example.org', '--name', 'Ama Mensah'])

    expect(code).toBe(0)
    expect(linkIn(out)).toBeDefined()
    expect(out).toContain('valid for 24 hours, until 2026-06-16 12:00 UTC')
    expect(out).toContain('second factor')
    const mail = await run(outboxCommand, [])
    expect(mail.out).toContain('To: ama@example.org')
    expect(linkIn(mail.out)).toBe(linkIn(out))
  })

  it('makes a new link when it is run again, as JSON if asked', async () => {
    const first = JSON.parse((await run(createAdminCommand, ['kofi@example.org', '--json'])).out)
    const second = JSON.parse((await run(createAdminCommand, ['kofi@example.org', '--json'])).out)

    expect(second.link).not.toBe(first.link)
    expect(second.expires).toBe('2026-06-16T12:00:00.000Z')
  })

  it('gives the role to who has an account, and says so', async () => {
    const { person, email } = await signInForTest(house)

    const first = await run(createAdminCommand, [email])
    const second = await run(createAdminCommand, [email])

    expect(first.out).toContain('is an administrator from now on')
    expect(second.out).toContain('already')
    expect(await rolesOf(house.db, person, house.now())).toMatchObject([{ role: 'administrator' }])
  })

  it('refuses what is no address, more than one, and none', async () => {
    for (const argv of [
      ['nobody'],
      ['a@b'],
      ['ama@example.org', 'kofi@example.org'],
      [],
      ['ä@example.org'],
      ['--x'],
    ])
      await expect(run(createAdminCommand, argv), argv.join(' ')).rejects.toMatchObject({ status: 400 })
  })

  it('speaks four languages', async () => {
    expect(checkDictionary(commandWords)).toEqual([])
    expect((await run(createAdminCommand, ['help'], 'fr')).out).toContain('Invite le premier administrateur')
  })
})
