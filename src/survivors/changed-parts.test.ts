import { describe, expect, it } from 'vitest'
import { anAgreement, both } from '../compacts/agreement.test-data.ts'
import { changedParts } from './changed-parts.ts'

const parties = { donor: 'd', partner: 'p', implementer: 'i', survivors: 's' }
const reviewed = anAgreement(parties)
const [objective, ...otherObjectives] = reviewed.objectives
if (objective === undefined) throw new Error('the text of the tests has an objective')
const withObjective = (text: string) => ({
  ...reviewed,
  objectives: [{ ...objective, text: both(text) }, ...otherObjectives],
})

describe('What changed since a text was reviewed', () => {
  it('is nothing when it is the same, in whatever order its names stand', () => {
    expect(changedParts(reviewed, JSON.parse(JSON.stringify(reviewed)), [])).toEqual([])
    expect(changedParts(reviewed, { ...reviewed, scope: { ...reviewed.scope } }, [])).toEqual([])
  })

  it('is named by part', () => {
    const now = { ...withObjective('Other words'), title: both('Another title') }
    expect(changedParts(reviewed, now, [])).toEqual(['title', 'objectives'])
  })

  it('leaves out what answers an objection, by the element it was about', () => {
    const now = withObjective('As the advisers asked')
    expect(changedParts(reviewed, now, [`objectives/${objective.key}/text`])).toEqual([])
    expect(changedParts(reviewed, now, ['objectives/another'])).toEqual(['objectives'])
  })

  it('counts the rest of the same part', () => {
    const now = withObjective('As the advisers asked')
    const more = { ...now, objectives: [...now.objectives, { ...objective, key: 'slipped-in' }] }
    expect(changedParts(reviewed, more, [`objectives/${objective.key}`])).toEqual(['objectives'])
  })

  it('knows contributions of the plan and conditions of a tranche as elements', () => {
    const [contribution] = reviewed.plan.contributions
    const plan = {
      ...reviewed.plan,
      contributions: reviewed.plan.contributions.map((each) =>
        each === contribution ? { ...each, what: both('More for shelters') } : each,
      ),
    }
    const place = `plan/contributions/${contribution?.key}`
    expect(changedParts(reviewed, { ...reviewed, plan }, [place])).toEqual([])
    const moved = { ...plan, oversight: both('Nobody') }
    expect(changedParts(reviewed, { ...reviewed, plan: moved }, [place])).toEqual(['plan'])

    const [tranche] = reviewed.tranches
    const condition = tranche?.conditions[0]
    const tranches = reviewed.tranches.map((each) =>
      each === tranche ? { ...each, conditions: each.conditions.slice(1) } : each,
    )
    const dropped = `tranches/${tranche?.key}/conditions/${condition?.key}`
    expect(changedParts(reviewed, { ...reviewed, tranches }, [dropped])).toEqual([])
    expect(changedParts(reviewed, { ...reviewed, tranches }, [])).toEqual(['tranches'])
  })

  it('notices an element that was taken out or put in where one was objected to', () => {
    const without = { ...reviewed, objectives: otherObjectives }
    expect(changedParts(reviewed, without, [`objectives/${objective.key}`])).toEqual([])
    expect(changedParts(reviewed, without, [])).toEqual(['objectives'])
  })
})
