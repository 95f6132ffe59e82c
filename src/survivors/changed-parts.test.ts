import { describe, expect, it } from 'vitest'
import { anAgreement, both } from '../compacts/agreement.test-data.ts'
import { changedParts } from './changed-parts.ts'

const parties = { donor: 'd', partner: 'p', implementer: 'i', survivors: 's' }
const reviewed = anAgreement(parties)

describe('What changed since a text was reviewed', () => {
  it('is nothing when it is the same, in whatever order its names stand', () => {
    expect(changedParts(reviewed, JSON.parse(JSON.stringify(reviewed)))).toEqual([])
    expect(changedParts(reviewed, { ...reviewed, scope: { ...reviewed.scope } })).toEqual([])
  })

  it('is named by part, whatever changed in it: a word, a condition less, all of it gone', () => {
    const [tranche, ...others] = reviewed.tranches
    if (tranche === undefined) throw new Error('the text of the tests has a tranche')
    const now = {
      ...reviewed,
      title: both('Another title'),
      objectives: [],
      tranches: [{ ...tranche, conditions: tranche.conditions.slice(1) }, ...others],
    }
    expect(changedParts(reviewed, now)).toEqual(['title', 'objectives', 'tranches'])
  })
})
