import type { LogLevel } from './settings.ts'
import { veil } from './veil.ts'

export type LogFields = Record<string, unknown>

/**
 * Structured log: one JSON object a line, with `time` (ISO 8601), `level`,
 * `message`, the bound fields and the ones given. An `error` field becomes its
 * name, message, code and stack.
 */
export type Log = {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A log that adds these fields to every line, e.g. the request id. */
  with(fields: LogFields): Log
}

export type LogSink = (line: string) => void

const weights: Record<LogLevel, number> = { debug: 20, info: 30, warn: 40, error: 50, silent: 60 }

/** A log from `level` upwards. It writes to stderr unless told otherwise: stdout belongs to results. */
export function openLog(
  level: LogLevel = 'info',
  write: LogSink = (line) => process.stderr.write(line),
  now: () => Date = () => new Date(),
): Log {
  return logWith(level, write, now, {})
}

/** A log that says nothing. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  with: () => silentLog,
}

function logWith(level: LogLevel, write: LogSink, now: () => Date, bound: LogFields): Log {
  const at = (name: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: LogFields) => {
    if (weights[name] < weights[level]) return
    const line = { time: now().toISOString(), level: name, message, ...bound, ...fields }
    write(`${lineOf(line)}\n`)
  }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => logWith(level, write, now, { ...bound, ...fields }),
  }
}

// A log line must never be what breaks the work it speaks of.
function lineOf(line: LogFields): string {
  try {
    return JSON.stringify(line, plain)
  } catch (error) {
    const { time, level, message } = line
    return JSON.stringify({ time, level, message, unreadable: String(error) })
  }
}

// Errors and bigints have no JSON of their own; without this they would vanish or throw.
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Error) {
    const code = 'code' in value ? value.code : undefined
    return { name: value.name, message: value.message, code, stack: value.stack, cause: value.cause }
  }
  if (typeof value === 'string') return veil(value)
  return typeof value === 'bigint' ? value.toString() : value
}
