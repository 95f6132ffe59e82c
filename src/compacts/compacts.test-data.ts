import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { type Actor, operator } from '../house/actor.ts'
import { transact } from '../house/transact.ts'
import { changeBy as organisationChange } from '../people/organisations/change.ts'
import { makeOrganisation } from '../people/organisations/store.ts'
import { anAgreement } from './agreement.test-data.ts'
import { type Agreement, agreementParts } from './agreement.ts'
import { type Change, changeBy } from './change.ts'
import { alone, type CompactWiring } from './effects.ts'
import { takeEffect, takeStep } from './life.ts'
import { freezeDraft, signVersion } from './signing.ts'
import { admitParty, draftOf, saveDraftPart, startCompact } from './store.ts'

/** Somebody who acts for organisations; the policy was asked before. */
export const asPerson = (person: string): Actor => ({ person, as: 'person', via: 'page', requestId: null })

export async function anOrganisation(
  house: TestHouse,
  kind: 'donor-government' | 'partner-government' | 'ngo' | 'survivors-group' = 'ngo',
  name = `${kind} ${randomUUID()}`,
  country: string | null = kind === 'donor-government' ? 'USA' : 'GHA',
): Promise<string> {
  return transact(house.db, (trx) =>
    makeOrganisation(trx, organisationChange(house, operator), {
      kind,
      name,
      country,
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
  const people = {
    donor: await aMember(house, donor),
    partner: await aMember(house, partner),
    implementer: await aMember(house, implementer),
  }
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

/** Takes a compact to negotiation and writes a whole text into its draft; answers the revision. */
export async function negotiated(
  house: TestHouse,
  started: Awaited<ReturnType<typeof aCompact>>,
  over: Partial<Agreement> = {},
): Promise<number> {
  const { id, by } = started
  const agreement = anAgreement(started, over)
  return transact(house.db, async (trx) => {
    let revision = 0
    for (const part of agreementParts)
      revision = (
        await saveDraftPart(trx, by('donor'), { compact: id, part, base: revision, value: agreement[part] })
      ).revision
    await takeStep(trx, by('donor'), alone, { compact: id, to: 'proposed' })
    await takeStep(trx, by('partner'), alone, { compact: id, to: 'negotiating' })
    return revision
  })
}

/** Freezes what is drafted, and lets both governments sign it. */
export async function frozenAndSigned(
  house: TestHouse,
  { id, by }: Awaited<ReturnType<typeof aCompact>>,
): Promise<{ number: number; hash: string }> {
  const draft = await draftOf(house.db, id)
  const frozen = await transact(house.db, (trx) =>
    freezeDraft(trx, by('donor'), alone, { compact: id, revision: draft?.revision ?? -1 }),
  )
  for (const [who, party] of [
    ['donor', 'usa'],
    ['partner', 'ghana'],
  ] as const)
    await transact(house.db, (trx) =>
      signVersion(trx, by(who), alone, { compact: id, party, hash: frozen.hash }),
    )
  return frozen
}

/** The first day of the term of the text of the tests. */
const TERM_BEGINS = '2026-01-01'

/** A compact in force since today, or since its term began when that is past, with the whole text of the tests. */
export async function aCompactInForce(
  house: TestHouse,
  over: Partial<Agreement> = {},
  wiring: CompactWiring = alone,
) {
  const today = house.now()
  const first = new Date(`${TERM_BEGINS}T09:00:00Z`)
  const day = today < first ? today : first
  const then = { ...house, now: () => day }
  const started = await aCompact(then)
  await negotiated(then, started, over)
  await frozenAndSigned(then, started)
  await transact(house.db, (trx) =>
    takeEffect(trx, started.by('donor'), wiring, {
      compact: started.id,
      on: day.toISOString().slice(0, 10),
    }),
  )
  const by: typeof started.by = (who) => ({ ...started.by(who), at: house.now() })
  return { ...started, by }
}
