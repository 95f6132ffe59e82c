/** One process on this machine: its number and, where the system tells, when it began. */
export type ProcessMark = { pid: number; began: string | null }

export type LockOptions = {
  /** How long to wait for the holder before an Error, in milliseconds. */
  deadlineMs?: number
  /** Told once, after a second of waiting, which process is waited for. */
  onWait?: (pid: number) => void
}

/** Does the work while this process alone holds the lock file; a holder that died is passed over. */
export function withFileLock<T>(file: string, options: LockOptions, work: () => Promise<T> | T): Promise<T>

/** Takes the lock file; the answer gives it back. */
export function takeFileLock(file: string, options?: LockOptions): Promise<() => void>

export function thisProcess(): ProcessMark
export function isRunning(mark: ProcessMark): boolean
