import type { House } from './house.ts'

/**
 * Waits for SIGINT or SIGTERM, then stops in order: running requests are finished,
 * then what `stop` closes. A second signal, half a second or more later, ends the process at once.
 * With status null the process is not ended here: it ends by itself once its work is done.
 */
export function stopOnSignal(
  stop: () => Promise<void>,
  { log }: Pick<House, 'log'>,
  status: number | null = 0,
): void {
  let since: number | null = null
  const onSignal = (signal: NodeJS.Signals) => {
    // Ctrl-C under npm arrives twice: from the terminal, and passed on by npm. That is one wish.
    if (since !== null && performance.now() - since < 500) return
    if (since !== null) process.exit(130)
    since = performance.now()
    log.info('Closing: running requests are finished first', { signal })
    stop().then(
      () => {
        if (status !== null) process.exit(status)
      },
      (error: unknown) => {
        log.error('Closing failed', { error })
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
