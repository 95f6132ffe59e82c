export type Ended = { code: number | null; signal: NodeJS.Signals | null; at: number }

/** The application as a process of its own. */
export type App = {
  address: string
  pid: number
  /** Milliseconds from its start until it was ready. */
  startMs: number
  /** The end of what it said on stderr. */
  said(): string
  ended(): Ended | null
  kill(): void
  signal(name: NodeJS.Signals): void
  end: Promise<Ended>
}

export function startApp(options: {
  /** Arguments to Node that serve the application. */
  program: string[]
  home: string
  env?: Record<string, string>
  deadlineMs?: number
}): Promise<App>
/** What the database of a home says about itself, or null when none runs. */
export function databaseOf(home: string): { pid: number; port: number; host: string } | null
/** Kills the database of a home with all its processes; answers how many. */
export function killDatabase(home: string): number
/** Asks a database as its owner: that of a home, or of an address. */
export function ask<Row>(where: string, query: string, values?: unknown[]): Promise<Row[]>
