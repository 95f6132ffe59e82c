import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../test/support/house.ts'
import { type Actor, operator } from '../house/actor.ts'
import { transact } from '../house/transact.ts'
import { changeBy as organisationChange } from '../people/organisations/change.ts'
import { makeOrganisation } from '../people/organisations/store.ts'
import { type Change, changeBy } from './change.ts'
import { admitParty, startCompact } from './store.ts'

/** Somebody who acts for organisations; the policy was asked before. */
export const asPerson = (person: string): Actor => ({ person, as: 'person', via: 'page', requestId: null })

export async function anOrganisation(
  house: TestHouse,
  kind: 'donor-government' | 'partner-government' | 'ngo' | 'survivors-group' = 'ngo',
  name = `${kind} ${randomUUID()}`,
): Promise<string> {
  return transact(house.db, (trx) =>
    makeOrganisation(trx, organisationChange(house, operator), {
      kind,
      name,
      country: kind === 'donor-government' ? 'USA' : 'GHA',
      website: null,
      listed: true,
    }),
  )
}

/** A compact that was just begun, with both governments, an implementer and a survivors’ group as parties. */
export async function aCompact(house: TestHouse) {
  const donor = await anOrganisation(house, 'donor-government')
  const partner = await anOrganisation(house, 'partner-government')
  const implementer = await anOrganisation(house, 'ngo')
  const survivors = await anOrganisation(house, 'survivors-group')
  const people = { donor: randomUUID(), partner: randomUUID(), implementer: randomUUID() }
  const by = (who: keyof typeof people): Change =>
    changeBy(house, asPerson(people[who]), [{ donor, partner, implementer }[who]])
  const id = await transact(house.db, (trx) =>
    startCompact(trx, by('donor'), {
      country: 'GHA',
      languages: ['en', 'fr'],
      currency: 'USD',
      example: false,
      party: { organisation: donor, side: 'donor', part: 'government' },
    }),
  )
  await transact(house.db, async (trx) => {
    await admitParty(trx, by('donor'), {
      compact: id,
      organisation: partner,
      side: 'partner',
      part: 'government',
    })
    await admitParty(trx, by('donor'), {
      compact: id,
      organisation: implementer,
      side: null,
      part: 'implementer',
    })
    await admitParty(trx, by('donor'), {
      compact: id,
      organisation: survivors,
      side: null,
      part: 'survivors',
    })
  })
  return { id, donor, partner, implementer, survivors, people, by }
}
