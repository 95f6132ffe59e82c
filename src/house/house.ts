import type { Db } from './database.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'

/**
 * What every room is handed when the house opens. Database, keys, clock and log are
 * given, never imported, so that every rule can be repeated and every test can
 * open a house of its own.
 */
export type House = {
  db: Db
  settings: Settings
  log: Log
  /** What seals, signs and proves; kept outside the database. */
  keys: Keys
  /** The moment it is, as the house sees it; a test hands in its own. */
  now: () => Date
}

/** The calendar day it is, as `YYYY-MM-DD` in UTC. */
export function today(house: Pick<House, 'now'>): string {
  return house.now().toISOString().slice(0, 10)
}
