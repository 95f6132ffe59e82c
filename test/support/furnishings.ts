import { loadBills } from '../../src/campaigns/bills/load.ts'
import { loadLegislatures } from '../../src/campaigns/legislatures/load.ts'
import { projectRoot } from '../../src/house/settings.ts'
import { packFolder, reloadPack } from '../../src/indicators/pack.ts'
import { shippedMethodology } from '../../src/selection/catalogue.ts'
import { currentAssessment, historicAssessment } from '../../src/selection/run.ts'
import type { Furnishing } from './house.ts'

/* What stands in a test house from the start, read once a run: the tests of reading it read it themselves. */

/** The reference pack. */
export const withPack: Furnishing = {
  name: 'pack',
  by: (house) => reloadPack(house.db, packFolder(projectRoot())),
}

/** All legislatures that are shipped, with their maps. */
export const withLegislatures: Furnishing = { name: 'legislatures', by: loadLegislatures }

/** What everybody may read: the pack, the legislatures and their bills, and two assessments made from the pack. */
export const forVisitors: Furnishing = {
  name: 'for_visitors',
  by: async (house) => {
    await withPack.by(house)
    await loadLegislatures(house)
    await loadBills(house)
    await currentAssessment(house, shippedMethodology('tipping-point'))
    await historicAssessment(house)
  },
}
