import { sql } from 'kysely'
import type { Db } from '../house/database.ts'
import { WrongUse } from '../house/errors.ts'
import type { Observation } from './schema.ts'
import { toObservation } from './store.ts'

export type SliceQuery = {
  indicator?: string
  iso3?: string
  from?: number
  to?: number
  /** Where the slice before ended. */
  cursor?: string
  /** At most so many. */
  limit: number
}

export type Slice = {
  observations: Observation[]
  /** Hand it back to go on; null when this was the last slice. */
  next: string | null
}

/**
 * Current figures a slice at a time, by indicator, country and year. The cursor
 * names the last figure given, so a slice is found by the index however far in it is,
 * and figures added meanwhile neither repeat nor hide others.
 *
 * @throws WrongUse for a cursor that was not given out here
 */
export async function observationSlice(db: Db, asked: SliceQuery): Promise<Slice> {
  let query = db.selectFrom('observations').selectAll().where('superseded_by', 'is', null)
  if (asked.indicator !== undefined) query = query.where('indicator', '=', asked.indicator)
  if (asked.iso3 !== undefined) query = query.where('iso3', '=', asked.iso3)
  if (asked.from !== undefined) query = query.where('year', '>=', asked.from)
  if (asked.to !== undefined) query = query.where('year', '<=', asked.to)
  if (asked.cursor !== undefined) {
    const [indicator, iso3, year] = readCursor(asked.cursor)
    query = query.where(sql<boolean>`(indicator, iso3, year) > (${indicator}, ${iso3}, ${year})`)
  }
  const rows = await query
    .orderBy('indicator')
    .orderBy('iso3')
    .orderBy('year')
    .limit(asked.limit + 1)
    .execute()
  const observations = rows.slice(0, asked.limit).map(toObservation)
  const last = rows.length > asked.limit ? observations.at(-1) : undefined
  return { observations, next: last ? writeCursor(last) : null }
}

function writeCursor({ indicator, iso3, year }: Observation): string {
  return Buffer.from(JSON.stringify([indicator, iso3, year])).toString('base64url')
}

function readCursor(cursor: string): [string, string, number] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(read) &&
      read.length === 3 &&
      typeof read[0] === 'string' &&
      typeof read[1] === 'string' &&
      Number.isInteger(read[2]) &&
      Math.abs(read[2]) < 100_000 &&
      !read[0].includes('\0') &&
      !read[1].includes('\0')
    )
      return [read[0], read[1], read[2]]
  } catch {
    // Falls through to the one fault there is for it.
  }
  throw new WrongUse('The cursor cannot be read', [
    {
      place: 'cursor',
      message: 'It was not given out here.',
      remedy: 'Leave it out to begin at the beginning.',
    },
  ])
}
