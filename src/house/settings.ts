import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
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
  /** The owner of its tables there (migrations, backup, restore), or null when it is the one of `databaseUrl`. */
  adminDatabaseUrl: string | null
  /** Absolute folder of the keys, which are never in the database. */
  keys: string
  /** The public address, such as `https://tip.example.org`, without a slash at its end; null on one's own machine. */
  origin: string | null
  /** Where mail is handed over (`smtp://user:password@host:587`), or null for the outbox of the house. */
  smtp: string | null
  /** Sender of mail. */
  mailFrom: string
  /** The IATI identifier under which compacts are published, such as `XX-REG-123`; null where none is given. */
  publisher: string | null
  /** Counts of people below this are not shown anywhere; 10, or more. */
  fewestShown: number
  /** Addresses and ranges (CIDR) of reverse proxies whose word on the client's address is taken. */
  trustedProxies: string[]
  /** What a scraper must present to read `/metrics`; null leaves them to this machine alone. */
  metricsToken: string | null
  /** Whether jobs run in the process that serves, or only in `tp worker` processes. */
  jobs: 'here' | 'elsewhere'
  /** Least level that is logged. */
  logLevel: LogLevel
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Flags of the command line that outrank the environment. */
export type SettingFlags = { port?: string; host?: string; home?: string; logLevel?: string }

/**
 * Settings from flags, then the environment (`PORT`, `HOST`, `TIP_HOME`, `DATABASE_URL`,
 * `DATABASE_ADMIN_URL`, `TIP_KEYS`, `TIP_ORIGIN`, `TIP_SMTP`, `TIP_MAIL_FROM`, `TIP_PUBLISHER`, `TIP_FEWEST_SHOWN`,
 * `TIP_TRUSTED_PROXIES`, `TIP_METRICS_TOKEN`, `TIP_JOBS`, `TIP_LOG`), then the defaults. An empty variable counts as unset.
 * Each secret may come as a file instead: `DATABASE_URL_FILE` names the file that holds `DATABASE_URL`.
 *
 * Throws WrongUse naming every setting that cannot be used.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env, flags: SettingFlags = {}): Settings {
  const wrong: FaultDetail[] = []
  const given = (flag: string | undefined, name: string) => flag ?? (env[name]?.trim() || undefined)
  const secret = (name: string) =>
    given(undefined, name) ?? fromFile(env[`${name}_FILE`]?.trim(), name, wrong)

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

  const databaseUrl = secret('DATABASE_URL') ?? null
  const adminDatabaseUrl = secret('DATABASE_ADMIN_URL') ?? null
  for (const [name, url] of Object.entries({
    DATABASE_URL: databaseUrl,
    DATABASE_ADMIN_URL: adminDatabaseUrl,
  })) {
    if (url !== null && !/^postgres(ql)?:\/\//.test(url))
      wrong.push({
        place: name,
        message: 'It does not begin with postgres://',
        remedy:
          'Write it as postgres://user:password@host:5432/database, or unset it for the embedded database.',
      })
  }
  if (adminDatabaseUrl !== null && databaseUrl === null) {
    wrong.push({
      place: 'DATABASE_ADMIN_URL',
      message: 'It is given without DATABASE_URL',
      remedy: 'Give both, or neither for the embedded database.',
    })
  }

  const origin = given(undefined, 'TIP_ORIGIN')?.replace(/\/+$/, '') ?? null
  if (
    origin !== null &&
    !(URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).origin === origin)
  ) {
    wrong.push({
      place: 'TIP_ORIGIN',
      message: `“${origin}” is not a public address`,
      remedy: 'Give scheme and host alone, for example TIP_ORIGIN=https://tip.example.org.',
    })
  }

  const smtp = secret('TIP_SMTP') ?? null
  if (smtp !== null && !(URL.canParse(smtp) && /^smtps?:$/.test(new URL(smtp).protocol))) {
    wrong.push({
      place: 'TIP_SMTP',
      // The address may hold a password: it is not repeated here.
      message: 'It is not the address of a mail server',
      remedy: 'Write it as smtp://user:password@host:587 or smtps://user:password@host:465.',
    })
  }

  const fewestText = given(undefined, 'TIP_FEWEST_SHOWN') ?? '10'
  const fewestShown = /^\d{1,6}$/.test(fewestText) ? Number(fewestText) : Number.NaN
  if (!(fewestShown >= 10))
    wrong.push({
      place: 'TIP_FEWEST_SHOWN',
      message: `“${fewestText}” is not a whole number from 10 on`,
      remedy: 'Small counts of people are always kept back: raise it, or leave it out.',
    })

  const trustedProxies = (given(undefined, 'TIP_TRUSTED_PROXIES') ?? '')
    .split(/[,\s]+/)
    .filter((each) => each !== '')
  for (const each of trustedProxies) {
    const [address = '', bits, ...more] = each.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    if (
      isIP(address) !== 0 &&
      more.length === 0 &&
      (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
    )
      continue
    wrong.push({
      place: 'TIP_TRUSTED_PROXIES',
      message: `“${each}” is not an address or a range`,
      remedy: 'Give addresses or ranges with commas between, for example 10.0.0.5,192.168.0.0/24.',
    })
  }

  const metricsToken = secret('TIP_METRICS_TOKEN') ?? null
  if (metricsToken !== null && metricsToken.length < 16) {
    wrong.push({
      place: 'TIP_METRICS_TOKEN',
      message: 'It is shorter than 16 characters',
      remedy: 'Take a long random one, for example from `openssl rand -hex 24`.',
    })
  }

  const jobs = given(undefined, 'TIP_JOBS') ?? 'here'
  if (jobs !== 'here' && jobs !== 'elsewhere') {
    wrong.push({
      place: 'TIP_JOBS',
      message: `“${jobs}” is not known`,
      remedy: 'Choose here (this process runs them) or elsewhere (`tp worker` does).',
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
  const home = path.resolve(given(flags.home, 'TIP_HOME') ?? path.join(projectRoot(), '.tip'))
  return {
    port,
    host,
    home,
    databaseUrl,
    adminDatabaseUrl,
    keys: path.resolve(given(undefined, 'TIP_KEYS') ?? path.join(home, 'keys')),
    origin,
    smtp,
    publisher: given(undefined, 'TIP_PUBLISHER') ?? null,
    fewestShown,
    mailFrom: given(undefined, 'TIP_MAIL_FROM') ?? 'TIPping Point <no-reply@localhost>',
    trustedProxies,
    metricsToken,
    jobs: jobs === 'elsewhere' ? 'elsewhere' : 'here',
    logLevel: isLogLevel(level) ? level : 'info',
  }
}

function fromFile(file: string | undefined, name: string, wrong: FaultDetail[]): string | undefined {
  if (file === undefined || file === '') return undefined
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    wrong.push({
      place: `${name}_FILE`,
      message: `${file} cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`,
      remedy: 'Name a file that the user of this program may read.',
    })
    return undefined
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
