import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { transact } from '../../house/transact.ts'
import { aCompactInForce } from '../compacts.test-data.ts'
import { alone } from '../effects.ts'
import { freezeDraft, openAmendment, signingOf, signVersion } from '../signing.ts'
import { draftOf, frozenVersionOf, saveDraftPart, versionOf } from '../store.ts'
import { printed } from './document.ts'
import { signersOf } from './signers.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
})
afterAll(() => house.close())

describe('Who signs on paper', () => {
  it('is who must sign in the house: also whom an amendment no longer lets sign', async () => {
    const started = await aCompactInForce(house)
    const { id, by, donor, partner } = started
    await transact(house.db, (trx) => openAmendment(trx, by('donor'), { compact: id, reason: 'Parties' }))
    const draft = await draftOf(house.db, id)
    const parties = draft?.agreement.parties ?? []
    // One more is to sign the amended text.
    const changed = parties.map((each) =>
      each.organisation === started.implementer ? { ...each, signs: true } : each,
    )
    const { revision } = await transact(house.db, (trx) =>
      saveDraftPart(trx, by('donor'), { compact: id, part: 'parties', base: 0, value: changed }),
    )
    await transact(house.db, (trx) => freezeDraft(trx, by('donor'), alone, { compact: id, revision }))
    const frozen = await frozenVersionOf(house.db, id)
    if (frozen === null) throw new Error('nothing is frozen')
    const signers = await signersOf(house.db, id, frozen)
    const must = await signingOf(house.db, id)
    expect(signers.map(({ organisation }) => organisation)).toEqual(
      must.map(({ organisation }) => organisation),
    )
    expect(signers.map(({ organisation }) => organisation).sort()).toEqual(
      [donor, partner, started.implementer].sort(),
    )
    expect(signers.every(({ leftOut }) => !leftOut)).toBe(true)

    await transact(house.db, (trx) =>
      signVersion(trx, by('donor'), alone, { compact: id, party: 'usa', hash: frozen.hash }),
    )
    // Version 1 has taken effect: those who signed it, and nobody else.
    expect(
      (await signersOf(house.db, id, await versionOf(house.db, id, 1)))
        .map(({ organisation }) => organisation)
        .sort(),
    ).toEqual([donor, partner].sort())

    // A text that takes the right to sign from one of them still has a line for it.
    const without = {
      ...frozen,
      agreement: {
        ...frozen.agreement,
        parties: frozen.agreement.parties.filter(({ organisation }) => organisation !== partner),
      },
    }
    const left = await signersOf(house.db, id, without)
    expect(left.find(({ organisation }) => organisation === partner)).toMatchObject({
      leftOut: true,
      side: 'partner',
      name: parties.find(({ organisation }) => organisation === partner)?.name,
    })
    const rows = printed(without, [], 'en', { signers: left }).blocks.find(
      (block) => block.is === 'signatures',
    )
    expect(rows?.rows).toHaveLength(3)
    expect(rows?.rows.map(({ side }) => side).join()).toContain('takes it out of them')
  })
})
