import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { leaveOrigin } from '../../house/origin.ts'
import { readSettings } from '../../house/settings.ts'
import { publicAddress } from './links.ts'

const home = mkdtempSync(path.join(tmpdir(), 'tip-links-'))
afterAll(() => rmSync(home, { recursive: true }))
const linkWith = (variables: Record<string, string> = {}) =>
  publicAddress({ settings: readSettings({ TIP_HOME: home, ...variables }) }, 'fr', '/account')

describe('A link in a mail or on paper', () => {
  it('begins with the public address; else with where the house was served last; else with this machine', () => {
    expect(linkWith()).toBe('http://127.0.0.1:3000/fr/account')
    // The server was told another port than the command that writes the link.
    leaveOrigin({ home, origin: null }, 'http://127.0.0.1:4801/', { warn: () => {} })
    expect(linkWith()).toBe('http://127.0.0.1:4801/fr/account')
    expect(linkWith({ TIP_ORIGIN: 'https://tip.example.org' })).toBe('https://tip.example.org/fr/account')
  })
})
