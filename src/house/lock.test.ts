import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { isRunning, takeFileLock, thisProcess, withFileLock } from './lock.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'tip-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))
const lock = fileURLToPath(new URL('./lock.mjs', import.meta.url))

describe('A lock file', () => {
  it('lets one work at a time, also among processes', async () => {
    const file = path.join(folder, 'many.lock')
    const sum = path.join(folder, 'sum')
    writeFileSync(sum, '0')
    // Reading, waiting and writing would lose counts if two did it at once.
    const program = `
      import { withFileLock } from ${JSON.stringify(lock)}
      import { readFileSync, writeFileSync } from 'node:fs'
      for (let round = 0; round < 5; round++) await withFileLock(${JSON.stringify(file)}, {}, async () => {
        const count = Number(readFileSync(${JSON.stringify(sum)}, 'utf8'))
        await new Promise((done) => setTimeout(done, 5))
        writeFileSync(${JSON.stringify(sum)}, String(count + 1))
      })`
    const run = promisify(execFile)
    await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, ['--input-type=module', '-e', program])))
    expect(readFileSync(sum, 'utf8')).toBe('20')
    expect(existsSync(file)).toBe(false)
  })

  it('of a process that was killed is passed over', async () => {
    const file = path.join(folder, 'killed.lock')
    const program = `import { takeFileLock } from ${JSON.stringify(lock)}; await takeFileLock(${JSON.stringify(file)}); console.log('taken'); setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    holder.kill('SIGKILL')
    await once(holder, 'close')
    expect(existsSync(file)).toBe(true)
    expect(await withFileLock(file, {}, () => 'mine')).toBe('mine')
  })

  it('of a number that another program has by now is passed over', async () => {
    const file = path.join(folder, 'reused.lock')
    writeFileSync(file, JSON.stringify({ pid: process.ppid, began: 'long ago' }))
    expect(await withFileLock(file, {}, () => 'mine')).toBe('mine')
  })

  it('that was left empty by a sudden end is passed over', async () => {
    const file = path.join(folder, 'empty.lock')
    writeFileSync(file, '')
    const before = new Date(Date.now() - 60_000)
    utimesSync(file, before, before)
    expect(await withFileLock(file, {}, () => 'mine')).toBe('mine')
  })

  it('is given back when the work fails', async () => {
    const file = path.join(folder, 'failed.lock')
    await expect(withFileLock(file, {}, async () => Promise.reject(new Error('failed')))).rejects.toThrow(
      'failed',
    )
    expect(existsSync(file)).toBe(false)
  })

  it('that is never given back is named with its holder', async () => {
    const file = path.join(folder, 'stuck.lock')
    const release = await takeFileLock(file)
    await expect(takeFileLock(file, { deadlineMs: 100 })).rejects.toThrow(
      `stuck.lock is held by process ${process.pid}`,
    )
    release()
  })
})

describe('A process', () => {
  it('runs until it ends, and nobody else is it', () => {
    expect(isRunning(thisProcess())).toBe(true)
    expect(isRunning({ pid: process.pid, began: 'another time' })).toBe(!existsSync('/proc'))
    expect(isRunning({ pid: 2 ** 22 + 1, began: null })).toBe(false)
  })
})
