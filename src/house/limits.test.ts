import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import {
  addressOf,
  clientAddress,
  forgetAttempts,
  forgiveAttempts,
  limits,
  TooMany,
  takeAttempt,
} from './limits.ts'
import { connect } from './open-database.ts'

const keys = { secret: (purpose: string) => createHash('sha256').update(`a test ${purpose}`).digest() }
let house: TestHouse
const limited = () => ({ db: house.db, keys })

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

/** Takes attempts until one is refused; answers how many were let through. */
async function takenBy(who: string, what: 'sign-in' | 'password-reset' = 'password-reset') {
  for (let taken = 0; ; taken++) {
    try {
      await takeAttempt(limited(), { what, who })
    } catch (error) {
      if (error instanceof TooMany) return taken
      throw error
    }
  }
}

describe('A limit', () => {
  it('lets through as many attempts as it says, then refuses with the time to wait', async () => {
    expect(await takenBy('ama@example.org')).toBe(limits['password-reset'].account.times)
    const refusal = await takeAttempt(limited(), { what: 'password-reset', who: 'ama@example.org' }).catch(
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(TooMany)
    expect(refusal).toMatchObject({ status: 429, kind: 'too-many' })
    expect((refusal as TooMany).retryAfter).toBeGreaterThan(0)
    expect((refusal as TooMany).retryAfter).toBeLessThanOrEqual(limits['password-reset'].account.seconds)
    expect((refusal as TooMany).details[0]?.remedy).toMatch(/^Try again in \d+ minutes\.$/)
  })

  it('counts each account, each thing tried, and accounts and addresses apart', async () => {
    await takenBy('one@example.org')
    await takeAttempt(limited(), { what: 'password-reset', who: 'two@example.org' })
    await takeAttempt(limited(), { what: 'sign-in', who: 'one@example.org' })
    await takeAttempt(limited(), { what: 'password-reset', who: 'one@example.org', by: 'address' })
  })

  it('takes spellings of one account for one account', async () => {
    await takenBy('kofi@example.org')
    await expect(
      takeAttempt(limited(), { what: 'password-reset', who: ' Kofi@EXAMPLE.org ' }),
    ).rejects.toThrow(TooMany)
  })

  it('is shared by all processes on the database, and exact when they ask at once', async () => {
    const others = connect(house.connection, house.log, { connections: 4, schema: house.schema })
    try {
      const answers = await Promise.allSettled(
        Array.from({ length: 40 }, (_, turn) =>
          takeAttempt(
            { db: turn % 2 ? others : house.db, keys },
            { what: 'sign-in', who: 'both@example.org' },
          ),
        ),
      )
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(
        limits['sign-in'].account.times,
      )
    } finally {
      await others.destroy()
    }
  })

  it('keeps neither account nor address in clear', async () => {
    await takeAttempt(limited(), { what: 'sign-in', who: 'secret@example.org' })
    await takeAttempt(limited(), { what: 'sign-in', who: '192.0.2.77', by: 'address' })
    const rows = await house.db.selectFrom('attempts').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/secret|example|192\.0/)
  })

  it('is forgiven to whoever has shown that it was them', async () => {
    await takenBy('right@example.org')
    await forgiveAttempts(limited(), { what: 'password-reset', who: 'right@example.org' })
    await takeAttempt(limited(), { what: 'password-reset', who: 'right@example.org' })
  })

  it('begins anew when its time has run out, and the old count can be forgotten', async () => {
    await takenBy('later@example.org')
    await house.db
      .updateTable('attempts')
      .set({ expire: Date.now() - 1 })
      .execute()
    await takeAttempt(limited(), { what: 'password-reset', who: 'later@example.org' })
    const before = await house.db.selectFrom('attempts').select('key').execute()
    expect(await forgetAttempts(house.db)).toBe(before.length - 1)
  })
})

const ask = (remoteAddress: string | undefined, forwarded?: string) => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
})

describe('The address of a client', () => {
  it('is that of the peer, whatever the peer says, when it is no trusted proxy', () => {
    expect(addressOf(ask('203.0.113.9', '198.51.100.1'), [])).toBe('203.0.113.9')
    expect(addressOf(ask('203.0.113.9', '198.51.100.1'), ['10.0.0.0/8'])).toBe('203.0.113.9')
  })

  it('is the one the trusted proxy saw, read from the right', () => {
    expect(addressOf(ask('10.0.0.1', '198.51.100.1'), ['10.0.0.1'])).toBe('198.51.100.1')
    expect(addressOf(ask('10.0.0.1', '1.1.1.1, 2.2.2.2, 198.51.100.1'), ['10.0.0.1'])).toBe('198.51.100.1')
  })

  it('goes through a chain of trusted proxies and stops at the first that is not', () => {
    const chain = ask('10.0.0.1', '6.6.6.6, 198.51.100.1, 10.0.0.7, 10.0.0.2')
    expect(addressOf(chain, ['10.0.0.0/8'])).toBe('198.51.100.1')
  })

  it('is the proxy itself when nothing, or no address, stands in the header', () => {
    expect(addressOf(ask('10.0.0.1'), ['10.0.0.1'])).toBe('10.0.0.1')
    expect(addressOf(ask('10.0.0.1', ''), ['10.0.0.1'])).toBe('10.0.0.1')
    expect(addressOf(ask('10.0.0.1', '198.51.100.1, unknown'), ['10.0.0.1'])).toBe('10.0.0.1')
    expect(addressOf(ask('10.0.0.1', '10.0.0.3'), ['10.0.0.0/8'])).toBe('10.0.0.3')
  })

  it('is read past ports, brackets and zones, and IPv4 inside IPv6 is IPv4', () => {
    expect(clientAddress(ask('::ffff:10.0.0.1', '198.51.100.1:5123'), ['10.0.0.1'])).toBe('198.51.100.1')
    expect(clientAddress(ask('::ffff:a00:1', '[2001:db8::1]:443'), ['10.0.0.1'])).toBe('2001:db8::1')
    expect(clientAddress(ask('fe80::1%eth0'), [])).toBe('fe80::1')
  })

  it('takes a proxy that comes by a Unix socket for 127.0.0.1', () => {
    expect(addressOf(ask(undefined, '198.51.100.1'), ['127.0.0.1'])).toBe('198.51.100.1')
    expect(addressOf(ask(undefined, '198.51.100.1'), [])).toBe('127.0.0.1')
  })

  it('is the /64 of an IPv6 one, however it is written', () => {
    expect(addressOf(ask('2001:db8:1:2:3:4:5:6'), [])).toBe('2001:db8:1:2::/64')
    expect(addressOf(ask('2001:0DB8:1:2::'), [])).toBe('2001:db8:1:2::/64')
    expect(addressOf(ask('2001:db8:1:2::9'), [])).toBe('2001:db8:1:2::/64')
    expect(addressOf(ask('::1'), [])).toBe('0:0:0:0::/64')
  })

  it('is never moved by anything a stranger writes left of the last trusted hop', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (forged, client) => {
        fc.pre(!client.startsWith('10.'))
        const honest = addressOf(ask('10.0.0.1', client), ['10.0.0.0/8'])
        expect(addressOf(ask('10.0.0.1', `${forged}, ${client}`), ['10.0.0.0/8'])).toBe(honest)
        expect(addressOf(ask(client, forged), ['10.0.0.0/8'])).toBe(honest)
      }),
    )
  })

  it('refuses a list of proxies that it cannot read', () => {
    expect(() => addressOf(ask('10.0.0.1'), ['proxy.example.org'])).toThrow(/neither an address nor a range/)
  })
})
