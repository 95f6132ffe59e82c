import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { WrongUse } from './errors.ts'
import { projectRoot, readSettings } from './settings.ts'

describe('Settings', () => {
  it('have defaults that ask for nothing', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      home: path.join(projectRoot(), '.tip'),
      databaseUrl: null,
      adminDatabaseUrl: null,
      keys: path.join(projectRoot(), '.tip', 'keys'),
      origin: null,
      smtp: null,
      publisher: null,
      fewestShown: 10,
      mailFrom: 'TIPping Point <no-reply@localhost>',
      trustedProxies: [],
      metricsToken: null,
      jobs: 'here',
      logLevel: 'info',
    })
    expect(existsSync(path.join(projectRoot(), 'package.json'))).toBe(true)
  })

  it('come from the environment, and from flags before that', () => {
    const env = {
      PORT: '8080',
      HOST: '0.0.0.0',
      TIP_HOME: '/srv/tip',
      DATABASE_URL: 'postgres://db/tip',
      TIP_LOG: 'warn',
    }
    expect(readSettings(env)).toEqual({
      port: 8080,
      host: '0.0.0.0',
      home: '/srv/tip',
      databaseUrl: 'postgres://db/tip',
      adminDatabaseUrl: null,
      keys: '/srv/tip/keys',
      origin: null,
      smtp: null,
      publisher: null,
      fewestShown: 10,
      mailFrom: 'TIPping Point <no-reply@localhost>',
      trustedProxies: [],
      metricsToken: null,
      jobs: 'here',
      logLevel: 'warn',
    })
    expect(readSettings(env, { home: 'here', port: '0' })).toMatchObject({
      home: path.resolve('here'),
      port: 0,
    })
  })

  it('let small counts of people be kept back further up, never further down', () => {
    expect(readSettings({ TIP_FEWEST_SHOWN: '20' }).fewestShown).toBe(20)
    for (const wrong of ['9', '0', '-20', '10.5', 'few'])
      expect(() => readSettings({ TIP_FEWEST_SHOWN: wrong }), wrong).toThrow(WrongUse)
  })

  it('of secrets may come from files', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tip-secrets-'))
    const file = path.join(folder, 'url')
    writeFileSync(file, 'postgres://db/tip\n')
    expect(readSettings({ DATABASE_URL_FILE: file })).toMatchObject({ databaseUrl: 'postgres://db/tip' })
    expect(() => readSettings({ TIP_SMTP_FILE: path.join(folder, 'none') })).toThrow('Some settings')
    rmSync(folder, { recursive: true })
  })

  it.each([
    ['TIP_ORIGIN', 'https://tip.example.org/path'],
    ['TIP_ORIGIN', 'tip.example.org'],
    ['TIP_SMTP', 'http://mail'],
    ['TIP_TRUSTED_PROXIES', '10.0.0.0/64'],
    ['TIP_TRUSTED_PROXIES', 'proxy.local'],
    ['TIP_METRICS_TOKEN', 'short'],
    ['TIP_JOBS', 'nowhere'],
    ['DATABASE_ADMIN_URL', 'postgres://db/tip'],
  ])('%s=%s is refused by name', (name, value) => {
    const fault = (() => {
      try {
        return readSettings({ [name]: value })
      } catch (error) {
        return error
      }
    })()
    expect(fault).toMatchObject({ details: [{ place: name }] })
  })

  it('that hold a password never repeat it in a refusal', () => {
    expect(() => readSettings({ TIP_SMTP: 'ftp://me:secret@mail' })).toThrow(
      expect.not.stringContaining('secret'),
    )
  })

  it('that are empty count as not given', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null })
  })

  it('that are wrong are all named at once, with what to do', () => {
    const env = { PORT: '80 80', HOST: 'http://here', DATABASE_URL: 'mysql://db', TIP_LOG: 'loud' }
    const fault = (() => {
      try {
        return readSettings(env)
      } catch (error) {
        return error
      }
    })()
    expect(fault).toBeInstanceOf(WrongUse)
    const { details } = fault as WrongUse
    expect(details.map(({ place }) => place)).toEqual(['PORT', 'HOST', 'DATABASE_URL', 'TIP_LOG'])
    expect(details.every(({ remedy }) => remedy !== undefined)).toBe(true)
    expect(JSON.stringify(details)).not.toContain('mysql')
  })

  it.each(['65536', '-1', '3000.5', '0x50', '1e3'])('refuse %s as a port', (port) => {
    expect(() => readSettings({ PORT: port })).toThrow(WrongUse)
  })
})
