import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { isRunning } from '../../src/house/lock.mjs'
import { stopEmbeddedPostgres } from '../../src/house/postgres.ts'
import { dropTemplates } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Home of the one embedded server of this run; the first test that needs it starts it. */
    testHome: string
  }
}

const MEMORY = '/dev/shm'
const ROOM = 6e9

/**
 * One folder and in it one embedded server for the whole run. Both are ended here, also those of a run that was
 * killed before. Where there is room the folder lies in memory, with every temporary folder of the tests: they
 * make databases in earnest, which wait for the disk at each change.
 */
export default async function oneServer(project: TestProject): Promise<() => Promise<void>> {
  const inMemory = process.env.TMPDIR === undefined && hasRoomInMemory()
  for (const place of new Set([tmpdir(), ...(inMemory ? [MEMORY] : [])])) {
    for (const name of readdirSync(place)) {
      const pid = /^tip-test-(\d+)-/.exec(name)?.[1]
      if (pid !== undefined && !isRunning({ pid: Number(pid), began: null }))
        await remove(path.join(place, name))
    }
  }
  const folder = mkdtempSync(path.join(inMemory ? MEMORY : tmpdir(), `tip-test-${process.pid}-`))
  // The server runs as another user when the tests run as root.
  chmodSync(folder, 0o755)
  mkdirSync(homeIn(folder))
  project.provide('testHome', homeIn(folder))
  // The workers are started after this and take it over.
  if (inMemory) process.env.TMPDIR = folder
  return async () => {
    const { DATABASE_URL } = process.env
    if (DATABASE_URL) await dropTemplates(homeIn(folder), DATABASE_URL)
    await remove(folder)
  }
}

const homeIn = (folder: string) => path.join(folder, 'home')

/** Whether this is Linux with memory to spare for some databases. */
function hasRoomInMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, freemem()) > ROOM
  } catch {
    return false
  }
}

async function remove(folder: string): Promise<void> {
  try {
    await stopEmbeddedPostgres(homeIn(folder))
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    // Another run may be clearing the same remains, or they belong to another user: neither is a failed test.
    console.warn(`The test database in ${folder} could not be removed: ${error}`)
  }
}
