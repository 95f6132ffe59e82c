import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBuilt, isInstalled, isOldNode, root } from './setup.mjs'

const run = promisify(execFile)

/** A small project with the real scripts, the real packages, and little to build. */
let clone: string
beforeAll(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'tip-clone-'))
  for (const name of ['scripts', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']) {
    cpSync(path.join(root, name), path.join(clone, name), { recursive: true })
  }
  mkdirSync(path.join(clone, 'src', 'house'), { recursive: true })
  cpSync(path.join(root, 'src/house/lock.mjs'), path.join(clone, 'src/house/lock.mjs'))
  writeFileSync(path.join(clone, 'src', 'main.ts'), "console.log('served', process.env.NODE_ENV)\n")
  symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'))
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

const script = (name: string, ...args: string[]) =>
  run(process.execPath, [path.join(clone, 'scripts', name), ...args])

describe('Setting up', () => {
  it('needs a Node that is not too old', () => {
    expect(['18.20.4', '20.18.3', '20.19.0', '20.20.2', '22.0.0', '24.1.0'].map(isOldNode)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('builds what a fresh clone lacks and starts it, then skips what is done', async () => {
    const first = await script('start.mjs')
    expect(first.stdout).toBe('served production\n')
    expect(first.stderr).toContain('Building')
    const again = await script('start.mjs')
    expect([again.stdout, again.stderr]).toEqual(['served production\n', ''])
  })

  it('takes no arguments: a port that is given as one is not passed over in silence', async () => {
    const refused = await script('start.mjs', '--port').catch(
      (error: { code: number; stderr: string }) => error,
    )
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('PORT=3001 npm start') })
  })

  it('builds again when a source changed, not when a test did', async () => {
    writeFileSync(path.join(clone, 'src', 'main.test.ts'), 'one\n')
    expect(isBuilt(clone)).toBe(true)
    writeFileSync(path.join(clone, 'src', 'main.ts'), "console.log('changed')\n")
    expect(isBuilt(clone)).toBe(false)
    expect((await script('start.mjs')).stdout).toBe('changed\n')
  })

  it('is safe when two do it at once: one builds, the other waits', async () => {
    writeFileSync(path.join(clone, 'src', 'main.ts'), "console.log('twice')\n")
    const both = await Promise.all([script('start.mjs'), script('start.mjs')])
    expect(both.map(({ stdout }) => stdout)).toEqual(['twice\n', 'twice\n'])
    expect(both.filter(({ stderr }) => stderr.includes('Building'))).toHaveLength(1)
  })

  it('says where a build failed, and does not start the one before', async () => {
    writeFileSync(path.join(clone, 'src', 'main.ts'), 'const = 3\n')
    const failure = await script('start.mjs').catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
    expect(failure).toMatchObject({ code: 1, stdout: '' })
    expect(failure.stderr).toContain('main.ts')
    expect(failure.stderr).toContain('The build failed')
    writeFileSync(path.join(clone, 'src', 'main.ts'), "console.log('well again')\n")
    expect((await script('start.mjs')).stdout).toBe('well again\n')
  })
})

describe('npx tp', () => {
  it('gives its results alone on stdout, also when it sets up first, and ends as the command does', async () => {
    cpSync(path.join(root, 'bin'), path.join(clone, 'bin'), { recursive: true })
    writeFileSync(
      path.join(clone, 'src', 'cli.ts'),
      'console.log(JSON.stringify(process.argv.slice(2)))\nprocess.exitCode = process.argv.length > 3 ? 2 : 0\n',
    )
    const tp = (...args: string[]) =>
      run(process.execPath, [path.join(clone, 'bin', 'tp.mjs'), ...args], { cwd: tmpdir() })
    const first = await tp('data')
    expect([first.stdout, first.stderr.includes('Building')]).toEqual(['["data"]\n', true])
    const wrong = await tp('data', 'check').catch((error: { code: number; stdout: string }) => error)
    expect(wrong).toMatchObject({ code: 2, stdout: '["data","check"]\n' })
  })
})

describe('Packages', () => {
  it('are taken as they are, however they got there', () => {
    expect(isInstalled(root)).toBe(true)
  })

  it('are installed when the lock asks for another version or one is missing', () => {
    const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
    lock.packages['node_modules/kysely'].version = '0.0.1'
    writeFileSync(path.join(clone, 'package-lock.json'), JSON.stringify(lock))
    expect(isInstalled(clone)).toBe(false)

    const empty = mkdtempSync(path.join(tmpdir(), 'tip-clone-'))
    cpSync(path.join(root, 'package-lock.json'), path.join(empty, 'package-lock.json'))
    expect(isInstalled(empty)).toBe(false)
    expect(existsSync(path.join(empty, 'node_modules'))).toBe(false)
    rmSync(empty, { recursive: true })
  })

  it('for other machines are not waited for', () => {
    const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
    lock.packages['node_modules/for-elsewhere'] = { version: '1.0.0', optional: true, os: ['aix'] }
    writeFileSync(path.join(clone, 'package-lock.json'), JSON.stringify(lock))
    expect(isInstalled(clone)).toBe(true)
    lock.packages['node_modules/for-here'] = { version: '1.0.0', optional: true, os: [process.platform] }
    writeFileSync(path.join(clone, 'package-lock.json'), JSON.stringify(lock))
    expect(isInstalled(clone)).toBe(false)
  })
})
