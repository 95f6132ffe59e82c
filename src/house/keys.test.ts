import { spawn } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { Fault } from './errors.ts'
import { addMasterKey, addSigningKey, idOfPublicKey, openKeys, rememberKeys, temporaryKeys } from './keys.ts'
import { projectRoot } from './settings.ts'

const above = mkdtempSync(path.join(tmpdir(), 'tip-keys-'))
afterAll(() => rmSync(above, { recursive: true, force: true }))
let count = 0
const newFolder = () => path.join(above, `keys${++count}`)
const text = (words: string) => Buffer.from(words, 'utf8')
const faultOf = (work: () => unknown): Fault => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(Fault)
    return error as Fault
  }
  throw new Error('Nothing was thrown')
}

describe('The keys of a house', () => {
  it('are made when the house is opened first, readable by its user alone', () => {
    const folder = newFolder()
    openKeys(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder).sort()).toEqual(['master-1.json', 'signing-1.json'])
    for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600)
  })

  it('are the same when the house is opened again', () => {
    const folder = newFolder()
    const first = openKeys(folder)
    const again = openKeys(folder)
    expect(again.ids()).toEqual(first.ids())
    expect(again.open(first.seal(text('a name'), 'people'), 'people').toString()).toBe('a name')
    expect(again.secret('sessions')).toEqual(first.secret('sessions'))
  })

  it('warn when others on the machine may read them', () => {
    const folder = newFolder()
    openKeys(folder)
    chmodSync(folder, 0o750)
    chmodSync(path.join(folder, 'master-1.json'), 0o644)
    const warnings: unknown[] = []
    openKeys(folder, { warn: (_, fields) => warnings.push(fields?.remedy) })
    expect(warnings).toEqual([`chmod 700 ${folder}`, `chmod 600 ${path.join(folder, 'master-1.json')}`])
  })

  it.each(['master-1.json', 'signing-1.json'])('are refused, naming the file, when %s is damaged', (name) => {
    const folder = newFolder()
    openKeys(folder)
    const file = path.join(folder, name)
    const whole = readFileSync(file, 'utf8')
    const held = JSON.parse(whole) as { key: string }
    // The middle of the key itself, in its own alphabet.
    const middle = held.key.indexOf('\n', 5) > 0 ? held.key.indexOf('\n') + 40 : 20
    const other = held.key[middle] === 'A' ? 'B' : 'A'
    const changed = held.key.slice(0, middle) + other + held.key.slice(middle + 1)
    for (const damaged of [
      '',
      whole.slice(0, 40),
      JSON.stringify({ ...held, key: changed }),
      '{"use":"other"}',
    ]) {
      writeFileSync(file, damaged)
      const fault = faultOf(() => openKeys(folder))
      expect(fault.kind).toBe('key-damaged')
      expect(fault.details[0]?.place).toBe(file)
      expect(JSON.stringify(fault.details)).not.toContain(held.key.slice(0, 20))
    }
  })

  it('are refused when the folder is a file', () => {
    const file = newFolder()
    writeFileSync(file, '')
    expect(faultOf(() => openKeys(file)).kind).toBe('keys-unreadable')
  })
})

describe('What is sealed', () => {
  const keys = temporaryKeys()

  it('can be opened by the same keys for the same purpose, and is another text each time', () => {
    const sealed = keys.seal(text('ana@example.org'), 'invitations.email')
    expect(sealed).toMatch(/^v1\.[0-9a-f]{16}\.[\w-]{16}\.[\w-]+$/)
    expect(sealed).not.toContain('ana@')
    expect(keys.open(sealed, 'invitations.email').toString()).toBe('ana@example.org')
    expect(keys.seal(text('ana@example.org'), 'invitations.email')).not.toBe(sealed)
  })

  it('cannot be opened for another purpose, by other keys, or with one character changed anywhere', () => {
    const sealed = keys.seal(text('ana@example.org'), 'here')
    expect(faultOf(() => keys.open(sealed, 'there')).kind).toBe('sealed')
    expect(faultOf(() => temporaryKeys().open(sealed, 'here')).details[0]?.message).toContain('not here')
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      faultOf(() => keys.open(changed, 'here'))
    }
    faultOf(() => keys.open('', 'here'))
    faultOf(() => keys.open(`${sealed}.`, 'here'))
  })
})

describe('A signature', () => {
  const keys = temporaryKeys()
  const made = keys.sign(text('checkpoint 1'))

  it('holds for exactly these bytes', () => {
    expect(keys.verify(text('checkpoint 1'), made)).toBe(true)
    expect(keys.verify(text('checkpoint 2'), made)).toBe(false)
    expect(temporaryKeys().verify(text('checkpoint 1'), made)).toBe(false)
  })

  it('holds no more with any one character of it changed', () => {
    for (let at = 0; at < made.signature.length; at++)
      for (const other of 'AQgw') {
        const signature = made.signature.slice(0, at) + other + made.signature.slice(at + 1)
        if (signature !== made.signature)
          expect(keys.verify(text('checkpoint 1'), { ...made, signature })).toBe(false)
      }
  })

  it('can be checked with the public key alone, whose id anybody can work out', () => {
    const [{ keyId, publicKey }] = keys.publicKeys() as [{ keyId: string; publicKey: string }]
    expect(verify(null, text('checkpoint 1'), publicKey, Buffer.from(made.signature, 'base64url'))).toBe(true)
    expect(keyId).toBe(made.keyId)
    const key = createPublicKey(publicKey)
    const der = key.export({ type: 'spki', format: 'der' })
    expect(createHash('sha256').update(der).digest('hex').slice(0, 16)).toBe(keyId)
    expect(idOfPublicKey(key)).toBe(keyId)
  })
})

describe('A further key', () => {
  it('is used for what is new, and leaves what is old readable, in processes that run already too', () => {
    const folder = newFolder()
    const running = openKeys(folder)
    const before = running.seal(text('before'), 'c')
    const signed = running.sign(text('before'))
    const secret = running.secret('sessions')

    const master = addMasterKey(folder)
    const signing = addSigningKey(folder)

    const after = openKeys(folder).seal(text('after'), 'c')
    expect(after.split('.')[1]).toBe(master)
    expect(running.open(after, 'c').toString()).toBe('after')
    expect(running.seal(text('later'), 'c').split('.')[1]).toBe(master)
    expect(running.sign(text('later')).keyId).toBe(signing)
    expect(running.open(before, 'c').toString()).toBe('before')
    expect(running.verify(text('before'), signed)).toBe(true)
    expect(running.secret('sessions')).toEqual(secret)
    expect(running.publicKeys().map(({ keyId }) => keyId)).toEqual([signed.keyId, signing])
  })
})

describe('Several programs that open new keys at once', () => {
  const programFolder = path.join(projectRoot(), 'dist', `test-keys-${process.pid}`)
  beforeAll(() =>
    build({
      configFile: false,
      root: projectRoot(),
      logLevel: 'error',
      build: { ssr: 'src/house/keys.ts', outDir: programFolder, emptyOutDir: true, target: 'node20' },
    }),
  )
  afterAll(() => rmSync(programFolder, { recursive: true, force: true }))

  it('all get the same ones', async () => {
    const folder = newFolder()
    const program = `
      const { openKeys } = await import(${JSON.stringify(path.join(programFolder, 'keys.js'))})
      while (Date.now() < Number(process.argv[1])) {}
      const keys = openKeys(process.argv[2])
      console.log(JSON.stringify([keys.ids(), keys.secret('one').toString('hex')]))`
    const start = String(Date.now() + 1500)
    const said = await Promise.all(
      Array.from({ length: 6 }, () => outputOf(['--input-type=module', '-e', program, start, folder])),
    )
    expect(new Set(said).size).toBe(1)
    expect(said[0]).toContain('"master":["')
    expect(readdirSync(folder).sort()).toEqual(['master-1.json', 'signing-1.json'])
  })
})

function outputOf(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (part) => {
      said += part
    })
    child.on('error', reject)
    child.on('close', () => resolve(said))
  })
}

describe('A database', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  it('remembers the keys it was used with, and refuses a folder that lacks one, naming it', async () => {
    const folder = newFolder()
    const keys = openKeys(folder)
    await rememberKeys(house.db, keys)
    await rememberKeys(house.db, openKeys(folder))
    addSigningKey(folder)
    await rememberKeys(house.db, openKeys(folder))

    const fault = await rememberKeys(house.db, openKeys(newFolder())).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(Fault)
    expect((fault as Fault).kind).toBe('keys-missing')
    const told = JSON.stringify((fault as Fault).details)
    for (const id of [...keys.ids().master, ...keys.ids().signing]) expect(told).toContain(id)

    const { rows } = await sql`select key_id from known_keys`.execute(house.db)
    expect(rows).toHaveLength(3)
  })
})
