import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FaultDetail, WrongUse } from './errors.ts'

/** How this house is run: read once at the door, then handed in. */
export type Settings = {
  /** TCP port of the pages; 0 lets the system choose a free one. */
  port: number
  /** Address the pages are served on. */
  host: string
  /** Absolute folder with the embedded database and the files of the house. */
  home: string
  /** Where another PostgreSQL (15 or newer) is, or null for the embedded one. */
  databaseUrl: string | null
  /** Least level that is logged. */
  logLevel: LogLevel
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Flags of the command line that outrank the environment. */
export type SettingFlags = { port?: string; host?: string; home?: string; logLevel?: string }

/**
 * Settings from flags, then the environment (`PORT`, `HOST`, `TIP_HOME`,
 * `DATABASE_URL`, `TIP_LOG`), then the defaults. An empty variable counts as unset.
 *
 * Throws WrongUse naming every setting that cannot be used.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env, flags: SettingFlags = {}): Settings {
  const wrong: FaultDetail[] = []
  const given = (flag: string | undefined, name: string) => flag ?? (env[name]?.trim() || undefined)

  const portText = given(flags.port, 'PORT') ?? '3000'
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN
  if (!(port <= 65535)) {
    wrong.push({
      place: 'PORT',
      message: `“${portText}” is not a port`,
      remedy: 'Give a whole number from 0 to 65535, for example PORT=3000.',
    })
  }

  const host = given(flags.host, 'HOST') ?? '127.0.0.1'
  if (/[\s/]/.test(host)) {
    wrong.push({
      place: 'HOST',
      message: `“${host}” is not an address`,
      remedy: 'Give a host name or address without scheme or path, for example HOST=0.0.0.0.',
    })
  }

  const databaseUrl = given(undefined, 'DATABASE_URL') ?? null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    wrong.push({
      place: 'DATABASE_URL',
      message: 'It does not begin with postgres://',
      remedy:
        'Write it as postgres://user:password@host:5432/database, or unset it for the embedded database.',
    })
  }

  const level = given(flags.logLevel, 'TIP_LOG') ?? 'info'
  if (!isLogLevel(level)) {
    wrong.push({
      place: 'TIP_LOG',
      message: `“${level}” is not a log level`,
      remedy: `Choose one of ${logLevels.join(', ')}.`,
    })
  }

  if (wrong.length > 0) throw new WrongUse('Some settings cannot be used', wrong)
  return {
    port,
    host,
    home: path.resolve(given(flags.home, 'TIP_HOME') ?? path.join(projectRoot(), '.tip')),
    databaseUrl,
    logLevel: isLogLevel(level) ? level : 'info',
  }
}

/** The folder of this project, found from where the code lies (sources or build alike). */
export function projectRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!isProject(folder)) {
    const above = path.dirname(folder)
    if (above === folder) throw new Error('The folder of this project was not found above its own code')
    folder = above
  }
  return folder
}

function isProject(folder: string): boolean {
  const file = path.join(folder, 'package.json')
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'tipping-point'
}

function isLogLevel(level: string): level is LogLevel {
  return (logLevels as readonly string[]).includes(level)
}
