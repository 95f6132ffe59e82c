import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'

/*
 * Where the pages of this house are, left in its home by whoever serves them: a command that runs beside the server, in
 * another shell and without its variables, writes the same links into what it publishes.
 */

const fileIn = (home: string) => path.join(home, 'origin')

/** Leaves the public address of the pages, or the one they are served on where there is none. A home that cannot be written is told of in the log. */
export function leaveOrigin(
  { home, origin }: Pick<Settings, 'home' | 'origin'>,
  address: string,
  log: Pick<Log, 'warn'>,
): void {
  try {
    const half = `${fileIn(home)}.${process.pid}`
    writeFileSync(half, `${origin ?? new URL(address).origin}\n`)
    renameSync(half, fileIn(home))
  } catch (error) {
    log.warn('Commands will not know where the pages are', {
      problem: error instanceof Error ? error.message : String(error),
      remedy: 'Set TIP_ORIGIN for commands too.',
    })
  }
}

/** What was left last; null where nothing was, or where it is no address. */
export function originLeft({ home }: Pick<Settings, 'home'>): string | null {
  try {
    const left = readFileSync(fileIn(home), 'utf8').trim()
    return URL.canParse(left) && /^https?:$/.test(new URL(left).protocol) && new URL(left).origin === left
      ? left
      : null
  } catch {
    return null
  }
}
