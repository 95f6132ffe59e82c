import { join } from 'node:path'
import { operator } from '../../house/actor.ts'
import type { House } from '../../house/house.ts'
import { projectRoot } from '../../house/settings.ts'
import { importLegislature } from '../legislatures/load.ts'
import { legislaturesFolder } from '../legislatures/pack-files.ts'
import { loadBills } from './load.ts'

/** The Congress of 2014 and the shipped bills in a test house; no map, for none is asked. */
export async function shippedBills(house: Pick<House, 'db' | 'now'>): Promise<void> {
  await importLegislature(house, join(legislaturesFolder(projectRoot()), 'us-congress-2014-08-31'), operator)
  await loadBills(house)
}
