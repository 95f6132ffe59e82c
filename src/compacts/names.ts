import type { CompactNames, NamedCompact } from '../people/organisations/compacts.ts'
import { compactName, titleOf } from './pages/frame.tsx'
import { compactSubject, findCompact, presentText } from './store.ts'

/** What other rooms ask about compacts to give roles for one: names, and whose they are. */
export const compactNames: CompactNames = {
  async of(db, organisation, language) {
    const rows = await db
      .selectFrom('compact_parties')
      .innerJoin('compacts', 'compacts.id', 'compact_parties.compact_id')
      .select('compact_id')
      .distinct()
      .where('organisation_id', '=', organisation)
      .where('compact_parties.ended', 'is', null)
      .where('compacts.kind', '=', 'managed')
      .where('state', 'not in', ['closed', 'terminated'])
      .execute()
    const found = await compactNames.named(
      db,
      rows.map(({ compact_id }) => compact_id),
      language,
    )
    return found.sort((one, other) => one.name.localeCompare(other.name, language))
  },
  async named(db, ids, language) {
    if (ids.length === 0) return []
    const there = await db
      .selectFrom('compacts')
      .select('id')
      .where('id', 'in', [...ids])
      .execute()
    const found: NamedCompact[] = []
    for (const { id } of there) {
      const title = titleOf(await presentText(db, id), language)
      found.push({ id, name: compactName({ compact: await findCompact(db, id), title }, language) })
    }
    return found
  },
  async subject(db, id) {
    const row = await db.selectFrom('compacts').select('id').where('id', '=', id).executeTakeFirst()
    return row === undefined ? null : compactSubject(db, id)
  },
}
