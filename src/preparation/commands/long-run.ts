import { type Progress, type Run, steer } from '../../estimators/numeric/run.ts'
import type { Io } from '../../house/command.ts'
import { Fault } from '../../house/errors.ts'
import { formatNumber, type Language, speak } from '../../ui/language.ts'
import { asUnusable } from './asked.ts'
import { commandWords, told } from './said.ts'

/** Where somebody who waits sees how far it is; null where nobody looks, as in a pipe. */
export type Terminal = { write(text: string): void }

/** Shown only from here on: what is quick needs no telling. */
const QUIET_MS = 1000

const ownTerminal = (): Terminal | null =>
  process.stderr.isTTY ? { write: (text) => void process.stderr.write(text) } : null

/**
 * Carries out long work of a command: tells on a terminal how far it is, and stops at Ctrl-C between two steps,
 * saying what is dropped. A second Ctrl-C ends the program as ever.
 *
 * @throws Unusable naming the place where the data cannot be used, Fault where it was stopped
 */
export async function attended<T>(
  place: string,
  { language }: Io,
  work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>,
  terminal = ownTerminal(),
): Promise<T> {
  const stop = new AbortController()
  let share = 0
  let shown = false
  const since = performance.now()
  const onProgress = ({ done, total }: Progress) => {
    // A part that begins anew, as with another number of models, does not take back what was said.
    share = Math.max(share, total ? Math.min(1, done / total) : 0)
    if (terminal === null || performance.now() - since < QUIET_MS) return
    shown = true
    const said = speak(commandWords, language)('working', { share: inPercent(share, language) })
    terminal.write(`\r${said}\u001b[K`)
  }
  const onInterrupt = () => stop.abort(stopped(share, language))
  process.once('SIGINT', onInterrupt)
  try {
    return await work(stop.signal, onProgress)
  } catch (error) {
    throw asUnusable(error, place, language)
  } finally {
    process.off('SIGINT', onInterrupt)
    if (shown) terminal?.write('\r\u001b[K')
  }
}

/** The same for work that is one run. */
export const carryOut = <T>(
  place: string,
  io: Io,
  start: () => Run<T>,
  terminal?: Terminal | null,
): Promise<T> =>
  attended(
    place,
    io,
    async (signal, onProgress) => steer(start(), { signal, onProgress, slice: 200 }),
    ...(terminal === undefined ? [] : [terminal]),
  )

const inPercent = (share: number, language: Language) =>
  formatNumber(language, Math.floor(share * 100) / 100, { style: 'percent' })

function stopped(share: number, language: Language): Fault {
  const [title, details] = told(
    { word: 'stopped', values: { share: inPercent(share, language) }, place: undefined, remedy: undefined },
    language,
  )
  return new Fault(499, 'stopped', title, details)
}
