import { system } from '../../house/actor.ts'
import type { House } from '../../house/house.ts'
import { projectRoot } from '../../house/settings.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../change.ts'
import { allPacks } from '../legislatures/store.ts'
import { billsFolder, readShipped } from './files.ts'
import { writeRead } from './write.ts'

/**
 * Brings the shipped bills into the database: a file that is there by its hash is left alone, what somebody corrected
 * here stays as they did. Load the legislatures first, so that states are held against them. Throws Unusable where a
 * shipped file has a fault.
 */
export async function loadBills(
  house: Pick<House, 'db' | 'now'>,
  folder: string = billsFolder(projectRoot()),
): Promise<{ id: string; state: 'current' | 'added' | 'changed' }[]> {
  const packs = await allPacks(house.db)
  const shipped = readShipped(
    folder,
    (legislature) => packs.find(({ card }) => card.legislature.id === legislature)?.card.billStates ?? null,
  )
  const known = new Map(
    (await house.db.selectFrom('bills').select(['id', 'sha256']).execute()).map(({ id, sha256 }) => [
      id,
      sha256,
    ]),
  )
  const loaded: { id: string; state: 'current' | 'added' | 'changed' }[] = []
  for (const { sha256, ...read } of shipped) {
    if (known.get(read.id) === sha256) {
      loaded.push({ id: read.id, state: 'current' })
      continue
    }
    const diff = await transact(house.db, (trx) =>
      writeRead(trx, changeBy(house, system), read, {
        origin: 'shipped',
        why: 'The shipped file reads so.',
        sha256,
      }),
    )
    loaded.push({ id: read.id, state: diff.fresh ? 'added' : 'changed' })
  }
  return loaded
}
