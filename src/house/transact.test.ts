import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { Fault } from './errors.ts'
import { APPLICATION_ROLE, grantTo } from './grants.ts'
import { silentLog } from './log.ts'
import { connect } from './open-database.ts'
import { transact } from './transact.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  // The everyday role makes no tables; the owner does, and the rights follow.
  await sql`create table counters (name text primary key, count integer not null)`.execute(house.owner)
  await grantTo(house.owner, APPLICATION_ROLE)
})
afterAll(() => house.close())

const failure = (code: string) => Object.assign(new Error(`refused with ${code}`), { code })
const counted = async (name: string) =>
  (await sql<{ count: number }>`select count from counters where name = ${name}`.execute(house.db)).rows[0]
    ?.count ?? null
const add = (name: string) => sql`insert into counters values (${name}, 1)`
const noWait = async () => {}

describe('A change', () => {
  it.each(['40001', '40P01', '57P03'])('is tried again as a whole after %s', async (code) => {
    let tries = 0
    await transact(
      house.db,
      async (trx) => {
        await add(`again-${code}`).execute(trx)
        if (++tries < 3) throw failure(code)
      },
      { wait: noWait },
    )
    expect([tries, await counted(`again-${code}`)]).toEqual([3, 1])
  })

  it('waits longer each time, spread by chance, and not for ever', async () => {
    const waits: number[] = []
    const options = { tries: 9, chance: () => 0.5, wait: async (ms: number) => void waits.push(ms) }
    const stubborn = transact(house.db, async () => Promise.reject(failure('40001')), options)
    await expect(stubborn).rejects.toThrow('refused with 40001')
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1000])
  })

  it('is not tried again for a mistake, and leaves nothing', async () => {
    let tries = 0
    const mistake = transact(house.db, async (trx) => {
      tries++
      await add('mistake').execute(trx)
      await add('mistake').execute(trx)
    })
    await expect(mistake).rejects.toMatchObject({ code: '23505' })
    expect([tries, await counted('mistake')]).toEqual([1, null])
  })

  it('that meets another in the other order wins in the end', async () => {
    await sql`insert into counters values ('left', 0), ('right', 0)`.execute(house.db)
    const first = { left: gate(), right: gate() }
    const raise = async (one: 'left' | 'right', two: 'left' | 'right') =>
      transact(house.db, async (trx) => {
        await sql`update counters set count = count + 1 where name = ${one}`.execute(trx)
        first[one].open()
        await first[two].opened
        await sql`update counters set count = count + 1 where name = ${two}`.execute(trx)
      })
    await Promise.all([raise('left', 'right'), raise('right', 'left')])
    expect([await counted('left'), await counted('right')]).toEqual([2, 2])
  })

  it('loses no update when many make it at once', async () => {
    await sql`insert into counters values ('busy', 0)`.execute(house.db)
    const raise = () =>
      transact(
        house.db,
        async (trx) => {
          await sql`set transaction isolation level serializable`.execute(trx)
          const { rows } = await sql<{
            count: number
          }>`select count from counters where name = 'busy'`.execute(trx)
          await sql`update counters set count = ${(rows[0]?.count ?? 0) + 1} where name = 'busy'`.execute(trx)
        },
        { tries: 30 },
      )
    await Promise.all(Array.from({ length: 8 }, raise))
    expect(await counted('busy')).toBe(8)
  })

  it('whose connection is lost in the middle says that nothing was written', async () => {
    const lost = await transact(house.db, async (trx) => {
      await add('lost').execute(trx)
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(house.owner)
      await add('lost too').execute(trx)
    }).catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(Fault)
    expect(lost).toMatchObject({
      status: 503,
      kind: 'connection-lost',
      message: expect.stringContaining('nothing was written'),
    })
    expect(await counted('lost')).toBeNull()
  })

  it('whose connection is lost while it is confirmed says that this is not known', async () => {
    const lost = await transact(house.db, async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(house.owner)
    }).catch((error: unknown) => error)
    expect(lost).toMatchObject({ status: 503, message: expect.stringContaining('being confirmed') })
  })

  it('that finds no database says that nothing was written', async () => {
    const away = connect({ connectionString: 'postgres://tip@127.0.0.1:1/tip' }, silentLog)
    await expect(transact(away, async () => {})).rejects.toThrow('nothing was written')
    await away.destroy()
  })
})

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}
