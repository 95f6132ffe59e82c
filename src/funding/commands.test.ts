import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { ExitCode, Io } from '../house/command.ts'
import { Conflict, WrongUse } from '../house/errors.ts'
import { grantTo, roleOf } from '../house/grants.ts'
import { verifyHistoryCommand } from '../house/history/commands.ts'
import { transact } from '../house/transact.ts'
import { moneyCommand } from './commands.ts'
import { aCompactInForce, anAward, awarded, changeOf, type Scene, written } from './funding.test-data.ts'
import { untoldMoney } from './ledger.ts'
import { actOnCondition, askForRelease, boardOf } from './tranches.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

async function run(...argv: string[]): Promise<{ code: ExitCode | null; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] }
  const io: Io = { out: (line) => lines.out.push(line), err: (line) => lines.err.push(line), language: 'en' }
  const code = await moneyCommand(house, argv, io)
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}
const aScene = async () => {
  const scene = await aCompactInForce(house)
  await written(house, scene, { amount: { minor: 100_000_000, currency: 'USD' } })
  return scene
}
const waive = (scene: Scene, condition: string) =>
  transact(house.db, (trx) =>
    actOnCondition(trx, changeOf(house, scene.verifier, scene.donor), scene.compact, {
      tranche: 't1',
      condition,
      act: 'waived',
      reason: 'Floods',
      until: null,
      document: null,
      url: null,
      capacity: 'Ambassador',
    }),
  )

describe('tp compact release', () => {
  it('is refused while conditions are open, and then because nobody stands behind it', async () => {
    const scene = await aScene()
    await expect(run('release', scene.compact, 't1')).rejects.toMatchObject({
      fault: 'conditions open',
      details: [{ place: 'tranches/t1' }],
    })
    const asked = { tranche: 't1', minor: 1_000, note: 'As planned', exception: null }
    await transact(house.db, (trx) =>
      askForRelease(trx, changeOf(house, scene.officer, scene.donor), scene.compact, asked),
    )
    await expect(run('release', scene.compact, 't1')).rejects.toMatchObject({ fault: 'conditions open' })
    for (const condition of ['law', 'audit']) await waive(scene, condition)
    await expect(run('release', scene.compact, 't1')).rejects.toMatchObject({ fault: 'nobody' })
    expect((await boardOf(house.db, scene.compact, '2025-07-01'))[0]?.releases).toEqual([])
  })

  it('says when nobody asked for one', async () => {
    const scene = await aScene()
    for (const condition of ['law', 'audit']) await waive(scene, condition)
    await expect(run('release', scene.compact, 't1')).rejects.toBeInstanceOf(Conflict)
  })
})

describe('tp compact board and ledger', () => {
  it('say where every tranche stands, for people and as JSON', async () => {
    const scene = await aScene()
    const { out, code } = await run('board', scene.compact)
    expect(code).toBe(0)
    expect(out).toContain('t1/law  Not yet judged  law  Holds the whole.')
    expect(JSON.parse((await run('board', scene.compact, '--json')).out)).toHaveLength(2)
  })

  it('write the entries, and find what does not agree', async () => {
    const scene = await aScene()
    const csv = (await run('ledger', scene.compact, '--from', '2024-01-01')).out.split('\n')
    expect(csv).toHaveLength(2)
    expect(JSON.parse((await run('ledger', scene.compact, '--json')).out).entries).toHaveLength(1)
    expect(await run('ledger', scene.compact, '--check')).toMatchObject({ code: 0 })
    // Only the owner can do this, past its own triggers.
    await house.owner.transaction().execute(async (trx) => {
      await sql`alter table ledger_days disable trigger user`.execute(trx)
      await sql`update ledger_days set minor = minor + 1 where compact_id = ${scene.compact} and stage = 'plan'`.execute(
        trx,
      )
      await sql`alter table ledger_days enable trigger user`.execute(trx)
    })
    const found = await run('ledger', scene.compact, '--check')
    expect(found).toMatchObject({ code: 1, err: 'grant/plan on 2024-02-01 is not the sum of its postings' })
  })

  it('find what was written past the program, of which the history knows nothing', async () => {
    const scene = await aScene()
    for (const condition of ['law', 'audit']) await waive(scene, condition)
    await awarded(house, scene)
    expect(await run('ledger', scene.compact, '--check')).toMatchObject({ code: 0, err: '' })
    const { compact, donor, officer, approver, verifier } = scene
    const at = house.now()
    const [draft, entry, request, release] = [uuid(), uuid(), uuid(), uuid()]
    await sql`select money_enter(${draft}, ${compact}, (select to_jsonb(d) - 'exception' - 'reverses' - 'import' from money_drafts d
      where compact_id = ${compact}) || '{"kind": "pledge"}', ${officer}, ${donor}, ${at})`.execute(house.db)
    await sql`select money_decide(${draft}, ${entry}, 'approved', ${approver}, ${donor}, null, ${at})`.execute(
      house.db,
    )
    await sql`select tranche_ask(${request}, ${compact}, 't1', 5, 'As planned', null, ${officer}, ${donor}, ${at})`.execute(
      house.db,
    )
    await sql`select tranche_decide(${request}, ${release}, 'released', ${approver}, ${donor}, null, ${at})`.execute(
      house.db,
    )
    await sql`select condition_act(${uuid()}, ${compact}, 't2', 'inspectors', 'waived', ${verifier}, ${donor}, ${at},
      '{"reason": "Floods"}')`.execute(house.db)
    const award = uuid()
    const { organisation: _, ...values } = anAward({ key: 'award-2' })
    await sql`select award_enter(${award}, ${compact}, ${JSON.stringify(values)}::jsonb, ${officer}, ${donor}, ${at})`.execute(
      house.db,
    )
    expect(await run('ledger', compact, '--check')).toMatchObject({
      code: 1,
      err: [
        'award award-2 is not in the history of the compact',
        'decision about a condition 4 is not in the history of the compact',
        'entry 2 is not in the history of the compact',
        'release 3 is not in the history of the compact',
      ].join('\n'),
    })
    // The check of the whole history says so too, for every compact at once.
    const lines: string[] = []
    const io: Io = { out: (line) => lines.push(line), err: (line) => lines.push(line), language: 'en' }
    expect(await verifyHistoryCommand(house, [], io, [untoldMoney])).toBe(1)
    expect(lines).toContain(`  compact ${compact}: release 3 is not in the history of the compact`)
  })

  it('are put together rightly or say how', async () => {
    await expect(run('ledger', 'nonsense')).rejects.toBeInstanceOf(WrongUse)
    await expect(run('board')).rejects.toBeInstanceOf(WrongUse)
    expect((await run('other')).code).toBeNull()
  })
})

it('A house with one role for everything keeps to the functions, and triggers keep what is written', async () => {
  // As with DATABASE_URL alone: the role that works owns the tables.
  await grantTo(house.owner, await roleOf(house.owner))
  const alone = { ...house, db: house.owner }
  const scene = await aCompactInForce(alone)
  await written(alone, scene)
  await expect(sql`update ledger_entries set minor = 1`.execute(alone.db)).rejects.toThrow()
  await expect(
    sql`delete from tranche_releases; delete from ledger_entries`.execute(alone.db),
  ).rejects.toThrow()
})
