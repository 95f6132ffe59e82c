// Plain JavaScript with Node built-ins only: the set-up scripts use it before anything is installed or built.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const BREAKING_TAKES_AT_MOST_MS = 10_000

export async function withFileLock(file, options, work) {
  const release = await takeFileLock(file, options)
  try {
    return await work()
  } finally {
    release()
  }
}

export async function takeFileLock(file, { deadlineMs = 300_000, onWait = () => {} } = {}) {
  const began = Date.now()
  let waiting = false
  while (!tryToTake(file)) {
    const holder = holderOf(file)
    if (holder === null || !isRunning(holder)) {
      breakLock(file)
      continue
    }
    if (Date.now() - began > deadlineMs) {
      throw new Error(
        `${file} is held by process ${holder.pid}, which did not finish within ${deadlineMs / 1000} s`,
      )
    }
    if (!waiting && Date.now() - began > 1000) {
      waiting = true
      onWait(holder.pid)
    }
    await sleep(50)
  }
  return () => rmSync(file, { force: true })
}

export function thisProcess() {
  return { pid: process.pid, began: beginningOf(process.pid) }
}

/** Whether that very process still runs; another one that was given its number later does not count. */
export function isRunning({ pid, began }) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
  }
  const now = beginningOf(pid)
  return now !== 'ended' && (began === null || now === null || began === now)
}

// Field 22 of /proc/PID/stat is the start in clock ticks since boot; the command before it may contain spaces
// and brackets. Without /proc (macOS) a number that was given away again cannot be told apart.
function beginningOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // A zombie holds nothing any more.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null)
  } catch {
    return null
  }
}

function tryToTake(file) {
  try {
    writeFileSync(file, JSON.stringify(thisProcess()), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

// null when there is none, or when its holder died between making and writing it.
function holderOf(file) {
  try {
    const { pid, began } = JSON.parse(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) ? { pid, began } : null
  } catch {
    try {
      // A lock that is being written this moment is empty for a moment.
      if (Date.now() - statSync(file).mtimeMs < 1000) return thisProcess()
    } catch {
      // It was removed in between: there is no holder.
    }
    return null
  }
}

// Only who holds the breaking lock removes somebody else's, and looks again before: otherwise two processes that
// both saw a dead holder could remove each other's fresh lock.
function breakLock(file) {
  const breaking = `${file}.breaking`
  try {
    writeFileSync(breaking, '', { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    try {
      if (Date.now() - statSync(breaking).mtimeMs > BREAKING_TAKES_AT_MOST_MS)
        rmSync(breaking, { force: true })
    } catch {
      // Whoever was breaking it is done; the next turn of the caller looks again.
    }
    return
  }
  const holder = holderOf(file)
  if (holder === null || !isRunning(holder)) rmSync(file, { force: true })
  rmSync(breaking, { force: true })
}
