import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { originOf } from '../funding/publication/data-routes.ts'
import { leaveOrigin, originLeft } from './origin.ts'
import { readSettings } from './settings.ts'

let home: string
const told: string[] = []
const log = { warn: (message: string) => void told.push(message) }
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'tip-origin-'))
})
afterAll(() => rmSync(home, { recursive: true }))

const settings = (env: NodeJS.ProcessEnv = {}) => readSettings({ TIP_HOME: home, ...env })

it('A command writes the links of the server of its home, which it has no variables of', () => {
  expect(originLeft({ home })).toBeNull()
  expect(originOf({ settings: settings() })).toBe('http://127.0.0.1:3000')
  // Served on a free port, without a public address.
  leaveOrigin(settings(), 'http://127.0.0.1:41234', log)
  expect(originOf({ settings: settings() })).toBe('http://127.0.0.1:41234')
  leaveOrigin(settings({ TIP_ORIGIN: 'https://tip.example.org' }), 'http://127.0.0.1:41234', log)
  expect(originOf({ settings: settings() })).toBe('https://tip.example.org')
  // What the command is told itself comes first.
  expect(originOf({ settings: settings({ TIP_ORIGIN: 'https://other.example.org' }) })).toBe(
    'https://other.example.org',
  )
})

it('What stands there and is no address counts for nothing, and a home that cannot be written is told of', () => {
  for (const left of ['', 'tip.example.org', 'javascript:alert(1)', 'https://tip.example.org/path']) {
    writeFileSync(path.join(home, 'origin'), left)
    expect(originLeft({ home })).toBeNull()
  }
  leaveOrigin({ home: path.join(home, 'nowhere'), origin: null }, 'http://127.0.0.1:3000', log)
  expect(told).toEqual(['Commands will not know where the pages are'])
})
