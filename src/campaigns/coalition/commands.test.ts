import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { campaignCommand } from '../commands.ts'
import { aCampaign, anEndorser } from './coalition.test-data.ts'
import { stepsOf } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

async function run(...argv: string[]) {
  const out: string[] = []
  const say = (line: string) => void out.push(line)
  const code = await campaignCommand(house, argv, { out: say, err: say, language: 'en' })
  return { code, said: out.join('\n') }
}

describe('tp campaign', () => {
  it('lists campaigns and shows one, as words and as JSON', async () => {
    const { slug, id } = await aCampaign(house)
    const draft = await aCampaign(house, { state: 'draft', asks: [] })
    await anEndorser(house, id)
    expect((await run('list')).said).toContain(`${slug}  live`)
    expect(JSON.parse((await run('list', '--json')).said).map((each: { slug: string }) => each.slug)).toEqual(
      expect.arrayContaining([slug, draft.slug]),
    )
    const shown = (await run('show', slug)).said
    expect(shown).toContain('ask cosponsor-hr2283 (bill)')
    expect(shown).toContain('Bakers for Freedom: endorsed on 2014-08-01')
    expect((await run('show', draft.slug)).said).toContain('missing: no ask')
    expect(JSON.parse((await run('show', slug, '--json')).said)).toMatchObject({ slug, open: true })
  })

  it('moves one on with the reason, where nobody of the organisation is left to', async () => {
    const { slug, id } = await aCampaign(house)
    await expect(run('move', slug, 'won')).rejects.toMatchObject({ status: 400 })
    await expect(run('move', slug, 'over', '--why', 'x')).rejects.toMatchObject({ status: 400 })
    await expect(run('move', slug, 'won', '--why', 'x', '--on', '2999-01-01')).rejects.toMatchObject({
      status: 400,
    })
    await expect(run('move', slug, 'draft', '--why', 'x')).rejects.toMatchObject({ status: 409 })
    await expect(run('move', 'none-such', 'won', '--why', 'x')).rejects.toMatchObject({ status: 404 })
    expect((await run('move', slug, 'lost', '--why', 'The session ended.', '--on', '2015-01-02')).code).toBe(
      0,
    )
    expect((await stepsOf(house.db, id)).at(-1)).toMatchObject({ after: 'lost', on: '2015-01-02' })
  })
})
