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
  /** Rejects when it ends before it answers. */
  ready: Promise<void>
}

export type Start = {
  /** Arguments to Node that serve the application. */
  program: string[]
  home: string
  env?: Record<string, string>
  deadlineMs?: number
}

/** Starts the application on a home and waits until it answers. */
export function startApp(start: Start): Promise<App>
/** Starts it and does not wait; it has an address once it is `ready`. */
export function spawnApp(start: Start): App
/** The database that runs in a home, or null. */
export function databaseOf(home: string): { pid: number; port: number; host: string } | null
/** Kills the database of a home with all its processes; answers how many. */
export function killDatabase(home: string): number
/** Asks a database as its owner: that of a home, or of an address. */
export function ask<Row>(where: string, query: string, values?: unknown[]): Promise<Row[]>
