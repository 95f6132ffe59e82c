import { existsSync } from 'node:fs'
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
      logLevel: 'warn',
    })
    expect(readSettings(env, { home: 'here', port: '0' })).toMatchObject({
      home: path.resolve('here'),
      port: 0,
    })
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
