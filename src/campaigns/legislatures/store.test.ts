import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { projectRoot } from '../../house/settings.ts'
import { known } from './legislatures.test-data.ts'
import { importLegislature, loadLegislatures } from './load.ts'
import { legislaturesFolder } from './pack-files.ts'
import { allPacks, legislator, legislatorsNamed, lookUpIn, officesOf, packFor, seatOf } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

describe('Packs in the database', () => {
  it('are loaded once, also by two processes at the same time', async () => {
    const [first, second] = await Promise.all([loadLegislatures(house), loadLegislatures(house)])
    expect(first.map(({ name }) => name)).toHaveLength(5)
    for (const [index, { state }] of first.entries())
      expect([state, second[index]?.state].sort()).toEqual(['added', 'current'])
    expect((await loadLegislatures(house)).every(({ state }) => state === 'current')).toBe(true)
    expect((await allPacks(house.db)).map(({ card }) => `${card.legislature.id} ${card.asOf}`)).toEqual([
      'us-congress 2026-06-15',
      'us-congress 2014-08-31',
      'us-fl-legislature 2026-03-24',
    ])
  })

  it('answer a look-up for the day asked about', async () => {
    const { result, pack } = await lookUpIn(house.db, 'us-congress', known.certain, known.day)
    expect(pack?.card.asOf).toBe('2014-08-31')
    expect(result.candidates.map(({ name }) => name)).toEqual([
      'Scott Garrett',
      'Robert Menendez',
      'Cory A. Booker',
    ])
    expect((await packFor(house.db, 'us-congress', '2020-01-01'))?.card.asOf).toBeUndefined()
  })

  it('know the same person in every session', async () => {
    const smith = await legislator(house.db, known.smith)
    expect(smith?.name).toBe('Christopher H. Smith')
    expect(smith?.terms.map(({ session, place }) => [session.id, place])).toEqual([
      ['119', 'New Jersey’s 4th congressional district'],
      ['113', 'New Jersey’s 4th congressional district'],
    ])
    expect(smith?.committees.some(({ asOf, committee }) => asOf === known.day && committee === 'HSFA')).toBe(
      true,
    )
    expect(await legislator(house.db, 'bioguide-X999999')).toBeNull()
    const seat = await seatOf(house.db, known.smith, { legislature: 'us-congress', day: known.day })
    expect(seat?.seat).toBe('us-congress/house/ocd-division/country:us/state:nj/cd:4')
    expect((await legislatorsNamed(house.db, 'smith chris')).map(({ person }) => person)).toContain(
      known.smith,
    )
  })

  it('say that no office of 2014 is known, rather than that there was none', async () => {
    const then = await officesOf(house.db, known.smith, { legislature: 'us-congress', day: known.day })
    expect(then).toEqual({ asOf: '2014-08-31', known: false, offices: [] })
    const now = await officesOf(house.db, known.smith, { legislature: 'us-congress', day: '2026-06-15' })
    expect(now.known).toBe(true)
    expect(now.offices.length).toBeGreaterThan(0)
  })

  it('take the place of those of the same day, with the change in their history, and answer at once', async () => {
    const { result } = await lookUpIn(house.db, 'us-congress', known.certain, known.day)
    expect(result.candidates[0]?.name).toBe('Scott Garrett')
    const folder = mkdtempSync(path.join(tmpdir(), 'pack-'))
    try {
      cpSync(path.join(legislaturesFolder(projectRoot()), 'us-congress-2014-08-31'), folder, {
        recursive: true,
      })
      const file = path.join(folder, 'holders.csv')
      writeFileSync(file, readFileSync(file, 'utf8').replace('Scott Garrett,Scott', 'E. Scott Garrett,Scott'))
      await expect(importLegislature(house, folder, operator)).rejects.toMatchObject({ kind: 'unusable' })
      const card = path.join(folder, 'pack.json')
      const hash = createHash('sha256').update(readFileSync(file)).digest('hex')
      writeFileSync(
        card,
        readFileSync(card, 'utf8').replace(/("holders\.csv": \{\s*"sha256": ")[0-9a-f]{64}/, `$1${hash}`),
      )
      expect((await importLegislature(house, folder, operator)).state).toBe('replaced')
      expect((await importLegislature(house, folder, operator)).state).toBe('current')
    } finally {
      rmSync(folder, { recursive: true })
    }
    const again = await lookUpIn(house.db, 'us-congress', known.certain, known.day)
    expect(again.result.candidates[0]?.name).toBe('E. Scott Garrett')
    const events = await house.db
      .selectFrom('events')
      .select(['action', 'actor_as'])
      .where('record_kind', '=', 'legislature')
      .where('record_id', '=', 'us-congress 2014-08-31')
      .orderBy('seq')
      .execute()
    expect(events.map(({ actor_as }) => actor_as)).toEqual(['system', 'operator'])
    // The next start does not put back what is shipped.
    expect((await loadLegislatures(house)).map(({ state }) => state).sort()).toEqual([
      'current',
      'current',
      'current',
      'current',
      'kept',
    ])
  })
})
