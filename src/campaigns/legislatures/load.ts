import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import { type Actor, system } from '../../house/actor.ts'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Tables } from '../../house/database.ts'
import { type FaultDetail, Unusable } from '../../house/errors.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { House } from '../../house/house.ts'
import { projectRoot } from '../../house/settings.ts'
import { transact } from '../../house/transact.ts'
import { cardHash, isMap, legislaturesFolder, packFolders, readMap, readPack } from './pack-files.ts'
import type { Pack, PostalMap } from './schema.ts'
import { allPacks, packsChanged } from './store.ts'
import './tables.ts'

type Trx = Transaction<Tables>
export type Loaded = { folder: string; name: string; state: 'current' | 'added' | 'replaced' | 'kept' }
type Who = { actor: Actor; at: Date; shipped: boolean }

/**
 * Brings the shipped packs and maps into the database: what is there by its hash is left alone, and so is
 * what an operator imported in its place (`kept`). Two processes at once end with one of each. Throws Unusable where a shipped file does not pass its check.
 */
export async function loadLegislatures(
  house: Pick<House, 'db' | 'now'>,
  folder: string = legislaturesFolder(projectRoot()),
): Promise<Loaded[]> {
  const { packs, maps } = packFolders(folder)
  const known = new Set([
    ...(await house.db.selectFrom('legislature_packs').select('sha256').execute()).map(
      ({ sha256 }) => sha256,
    ),
    ...(await house.db.selectFrom('postal_maps').select('sha256').execute()).map(({ sha256 }) => sha256),
  ])
  const loaded: Loaded[] = []
  for (const at of [...packs, ...maps])
    if (known.has(cardHash(at))) loaded.push({ folder: at, name: at, state: 'current' })
    else loaded.push(await bring(house, at, { actor: system, at: house.now(), shipped: true }))
  return loaded
}

/**
 * Writes one pack or one map, in place of what there was of the same legislature and day, or of the
 * same map. Throws Unusable with every fault when it does not pass its check; nothing is written then.
 */
export async function importLegislature(
  house: Pick<House, 'db' | 'now'>,
  folder: string,
  actor: Actor,
): Promise<Loaded> {
  return bring(house, folder, { actor, at: house.now(), shipped: false })
}

async function bring(house: Pick<House, 'db'>, folder: string, who: Who): Promise<Loaded> {
  if (isMap(folder)) {
    const legislature = readMap(folder, null).map.card.legislature
    const divisions = new Set(
      (await allPacks(house.db, legislature)).flatMap(({ seats }) => seats.map(({ division }) => division)),
    )
    const { map, faults } = readMap(folder, divisions)
    refuse(faults)
    const state = await transact(house.db, (trx) => writeMap(trx, map, who))
    packsChanged()
    return { folder, name: map.card.id, state }
  }
  const { pack, faults } = readPack(folder)
  refuse(faults)
  const state = await transact(house.db, (trx) => writePack(trx, pack, who))
  packsChanged()
  return { folder, name: `${pack.card.legislature.id} ${pack.card.asOf}`, state }
}

function refuse(faults: FaultDetail[]): void {
  if (faults.length > 0)
    throw new Unusable('The pack does not pass its check, and nothing was written', faults.slice(0, 20))
}

async function writePack(trx: Trx, pack: Pack, { actor, at, shipped }: Who): Promise<Loaded['state']> {
  const { card, sha256, ...contents } = pack
  const row = {
    first_day: card.session.firstDay,
    last_day: card.session.lastDay,
    sha256,
    shipped,
    card: JSON.stringify(card),
    contents: JSON.stringify(contents),
    loaded: at,
  }
  const before = await trx
    .selectFrom('legislature_packs')
    .select(['id', 'sha256', 'shipped'])
    .where('legislature', '=', card.legislature.id)
    .where('as_of', '=', card.asOf)
    .forUpdate()
    .executeTakeFirst()
  if (before?.sha256 === sha256) return 'current'
  if (before && shipped && !before.shipped) return 'kept'
  if (before) await trx.updateTable('legislature_packs').set(row).where('id', '=', before.id).execute()
  else {
    // Another process may have been first: then its pack is the one.
    const { numInsertedOrUpdatedRows: inserted } = await trx
      .insertInto('legislature_packs')
      .values({
        ...row,
        id: v7({ msecs: at.getTime() }),
        legislature: card.legislature.id,
        as_of: card.asOf,
      })
      .onConflict((each) => each.columns(['legislature', 'as_of']).doNothing())
      .executeTakeFirstOrThrow()
    if (inserted === 0n) return 'current'
  }
  await recordEvent(trx, {
    record: { kind: 'legislature', id: `${card.legislature.id} ${card.asOf}` },
    action: 'imported',
    before: before ? { sha256: before.sha256 } : null,
    after: { sha256, seats: pack.seats.length, holders: pack.holders.length },
    actor,
    at,
  })
  await bumpDataVersion(trx)
  return before ? 'replaced' : 'added'
}

async function writeMap(
  trx: Trx,
  { card, sha256, areas }: PostalMap,
  { actor, at, shipped }: Who,
): Promise<Loaded['state']> {
  const lists = new Map<string, number>()
  const codes: Record<string, number> = {}
  for (const [code, divisions] of areas) {
    const list = JSON.stringify(divisions)
    const place = lists.get(list) ?? lists.size
    lists.set(list, place)
    codes[code] = place
  }
  const row = {
    legislature: card.legislature,
    first_day: card.from,
    last_day: card.through,
    sha256,
    shipped,
    card: JSON.stringify(card),
    divisions: `[${[...lists.keys()].join(',')}]`,
    codes: JSON.stringify(codes),
    loaded: at,
  }
  const before = await trx
    .selectFrom('postal_maps')
    .select(['id', 'sha256', 'shipped'])
    .where('name', '=', card.id)
    .forUpdate()
    .executeTakeFirst()
  if (before?.sha256 === sha256) return 'current'
  if (before && shipped && !before.shipped) return 'kept'
  if (before) await trx.updateTable('postal_maps').set(row).where('id', '=', before.id).execute()
  else {
    const { numInsertedOrUpdatedRows: inserted } = await trx
      .insertInto('postal_maps')
      .values({ ...row, id: v7({ msecs: at.getTime() }), name: card.id })
      .onConflict((each) => each.column('name').doNothing())
      .executeTakeFirstOrThrow()
    if (inserted === 0n) return 'current'
  }
  await recordEvent(trx, {
    record: { kind: 'legislature', id: `${card.legislature} ${card.id}` },
    action: 'imported',
    before: before ? { sha256: before.sha256 } : null,
    after: { sha256, areas: areas.size },
    actor,
    at,
  })
  await bumpDataVersion(trx)
  return before ? 'replaced' : 'added'
}
