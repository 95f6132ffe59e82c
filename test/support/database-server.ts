import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { isRunning } from '../../src/house/lock.mjs'
import { stopEmbeddedPostgres } from '../../src/house/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Home of the one embedded server of this run; the first test that needs it starts it. */
    testHome: string
  }
}

/** One embedded server for the whole run. It is ended here, also that of a run that was killed before. */
export default async function oneServer(project: TestProject): Promise<() => Promise<void>> {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^tip-test-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !isRunning({ pid: Number(pid), began: null }))
      await remove(path.join(tmpdir(), name))
  }
  const home = mkdtempSync(path.join(tmpdir(), `tip-test-${process.pid}-`))
  project.provide('testHome', home)
  return () => remove(home)
}

async function remove(home: string): Promise<void> {
  try {
    await stopEmbeddedPostgres(home)
    rmSync(home, { recursive: true, force: true })
  } catch (error) {
    // Another run may be clearing the same remains, or they belong to another user: neither is a failed test.
    console.warn(`The test database in ${home} could not be removed: ${error}`)
  }
}
