import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLog } from './log.ts'
import { veil } from './veil.ts'

describe('What is veiled', () => {
  it('is every e-mail address, in clear and in an address of the web', () => {
    expect(veil('550 <ama.serwaa+tip@example.org> unknown')).toBe('550 <…@…> unknown')
    expect(veil('/account?email=ama%40example.org&next=/')).toBe('/account?email=…@…&next=/')
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(veil(`mail to ${address} was refused`)).not.toContain(address)
      }),
    )
  })

  it('is a password in the address of a database or a mail server', () => {
    expect(veil('postgres://tip:hunter2@db.example.org/tip')).not.toContain('hunter2')
  })

  it('is what a database repeats of what it was given', () => {
    expect(veil('invalid input syntax for type uuid: "Ama Serwaa"')).toBe(
      'invalid input syntax for type uuid: "…"',
    )
    expect(veil('Key (name)=(Ama Serwaa) already exists.')).toBe('Key (name)=(…) already exists.')
  })

  it('is whatever looks like a token; ids stay', () => {
    const id = randomUUID()
    const token = `1${randomBytes(32).toString('base64url')}`
    expect(veil(`/invitations/${token} of ${id}`)).toBe(`/invitations/… of ${id}`)
  })

  it('is so in every field of the log, in errors and in their causes', () => {
    const lines: string[] = []
    const log = openLog('debug', (line) => lines.push(line))
    const cause = new Error('Key (email)=(kofi@example.org) already exists')
    log.with({ who: 'ama@example.org' }).error('Refused ama@example.org', {
      error: new Error('no: kofi@example.org', { cause }),
      list: ['esi@example.org'],
    })
    expect(lines.join('')).not.toMatch(/example\.org/)
    expect(lines.join('')).toContain('veil.test.ts')
  })
})
