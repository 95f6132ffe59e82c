import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { faultsOf, textOf } from '../../../test/support/page-checks.ts'
import type { SignedIn } from '../../people/policy/actions.ts'
import { languages } from '../../ui/language.ts'
import { type Actor, operator, system } from '../actor.ts'
import { buildServer, type HttpServer } from '../http.ts'
import { transact } from '../transact.ts'
import { type Checkpoint, makeCheckpoint } from './checkpoints.ts'
import type { HistoryEvent, RecordName } from './event.ts'
import { leafOf, rootFromProof } from './head-tree.ts'
import { erasePerson, personalValue } from './personal-values.ts'
import { recordEvent } from './record-event.ts'
import { historyRoutes } from './routes.tsx'

const [ana, ben] = [randomUUID(), randomUUID()]
const assessment: RecordName = { kind: 'assessment', id: 'a1' }
const account: RecordName = { kind: 'person', id: ana }
const by = (person: string): Actor => ({ person, as: 'person', via: 'page', requestId: 'r-77' })

let house: TestHouse
let http: HttpServer
let signedIn: SignedIn | null = null
const hashes: string[] = []
let ofAccount: string

beforeAll(async () => {
  house = await openTestHouse()
  const write = async (
    record: RecordName,
    actor: Actor,
    action: string,
    before: unknown,
    after: unknown,
    reason?: string,
  ) =>
    (
      await transact(house.db, (trx) =>
        recordEvent(trx, { record, action, before, after, reason: reason ?? null, actor, at: house.now() }),
      )
    ).hash
  hashes.push(await write(assessment, system, 'made', null, { shortlist: ['GHA', 'ARM'], size: 2 }))
  hashes.push(
    await write(
      assessment,
      by(ana),
      'changed the shortlist',
      { shortlist: ['GHA', 'ARM'], size: 2 },
      { shortlist: ['GHA', 'PHL'], size: 2 },
      'Armenia <asked> to wait',
    ),
  )
  await makeCheckpoint(house)
  hashes.push(await write(assessment, by(ben), 'changed the shortlist', { size: 2 }, { size: 3 }))
  const name = await transact(house.db, (trx) => personalValue(trx, house.keys, ana, 'Ana Lucía'))
  ofAccount = await write(account, operator, 'made the account', null, { name })
  await transact(house.db, (trx) => erasePerson(trx, ben))
  for (let n = 0; n < 45; n++) await write({ kind: 'fact', id: 'busy/one' }, system, 'recorded', n, n + 1)

  http = await buildServer(house, {
    doors: [
      {
        at: '/',
        routes: historyRoutes(
          house,
          { css: [], js: [] },
          async (_db, ids) => new Map(ids.filter((id) => id === ana).map((id) => [id, 'Alba'])),
        ),
      },
    ],
    languages,
    clientFolder: null,
    personOf: async () => signedIn,
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.status}</h1>`,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const page = async (url: string) => {
  const { statusCode, body, headers } = await http.inject({ url, headers: { accept: 'text/html' } })
  return { status: statusCode, body, text: textOf(body), headers }
}
const json = async <Answer>(url: string) => {
  const { statusCode, body } = await http.inject({ url })
  return { status: statusCode, answer: JSON.parse(body) as Answer }
}

describe('The page of a record’s history', () => {
  it('tells newest first who did what, when and why, and what it was before and after', async () => {
    const { status, body, text } = await page('/history/assessment/a1')
    expect(status).toBe(200)
    expect(faultsOf(body)).toEqual([])
    expect(text).toContain('History: Assessment a1')
    expect(text).toMatch(/3\. changed the shortlist.*2\. changed the shortlist.*1\. made/)
    expect(text).toContain('1 July 2025, 12:00:00 UTC')
    expect(text).toContain('Armenia <asked> to wait')
    expect(text).toMatch(/shortlist\[2\] ARM PHL/)
    expect(text).not.toMatch(/shortlist\[1\] GHA GHA/)
  })

  it('names nobody to passers-by', async () => {
    const { text } = await page('/history/assessment/a1')
    expect(text).not.toContain('Alba')
    expect(text).toContain(ana.slice(0, 8))
  })

  it('names people by the names they go by, unless they were erased', async () => {
    signedIn = { id: v7(), roles: [], secondFactor: false }
    const { text } = await page('/history/assessment/a1')
    signedIn = null
    expect(text).toContain('Alba, on a page')
    expect(text).toContain('a person who was erased, on a page')
    expect(text).toContain('the program, as a task of the program')
    expect(text).not.toContain(ben.slice(0, 8))
  })

  it.each(languages.slice(1))('is whole in %s', async (language) => {
    for (const path of ['/history', '/history/assessment/a1', `/history/event/${hashes[1]}`])
      expect(faultsOf((await page(`/${language}${path}`)).body)).toEqual([])
  })

  it('is read page by page', async () => {
    const first = await page('/history/fact/busy%2Fone')
    expect(faultsOf(first.body)).toEqual([])
    expect(first.text).toContain('45. recorded')
    expect(first.text).not.toContain(' 25. recorded')
    const second = await page('/history/fact/busy%2Fone?before=26')
    expect(first.body).toContain('?before=26"')
    expect(second.text).toContain(' 25. recorded')
    expect(second.text).toContain('Newest events')
    const last = await page('/history/fact/busy%2Fone?before=6')
    expect(last.text).toContain(' 1. recorded')
    expect(last.text).not.toContain('Older events')
  })

  it('is not there for what has none, and says so without breaking for any address', async () => {
    expect((await page('/history/assessment/none')).status).toBe(404)
    for (const query of ['before=x', 'before=-1', 'before=99999999999', 'before=1&before=2'])
      expect((await page(`/history/assessment/a1?${query}`)).status).toBe(400)
    expect((await page('/history/assessment/%F0%9F%98%80')).status).toBe(404)
    expect((await page('/history/constructor/x')).status).toBe(303)
  })
})

describe('The history of what is not public', () => {
  it('is for those it concerns: others are asked to sign in, or refused', async () => {
    const paths = [`/history/person/${ana}`, `/history/event/${ofAccount}`]
    for (const path of paths) {
      expect((await page(path)).headers.location).toContain('/account/sign-in?next=')
      expect((await json(`/api/v1${path.replace('event/', 'events/')}`)).status).toBe(401)
    }
    signedIn = { id: ben, roles: [], secondFactor: true }
    for (const path of paths) expect((await page(path)).status).toBe(403)
    signedIn = { id: ana, roles: [], secondFactor: false }
    for (const path of paths) {
      const { status, text } = await page(path)
      expect(status).toBe(200)
      expect(text).toContain('personal, kept apart')
      expect(text).not.toContain('Ana Lucía')
    }
    signedIn = null
  })

  it('says of a person the same, known or not', async () => {
    const [known, unknown] = [
      await page(`/history/person/${ana}`),
      await page(`/history/person/${randomUUID()}`),
    ]
    expect(known.status).toBe(unknown.status)
  })
})

describe('The permanent link of an event', () => {
  it('gives the hash, the text it is made of, and whether a checkpoint covers it', async () => {
    const { status, body, text } = await page(`/history/event/${hashes[1]}`)
    expect(status).toBe(200)
    expect(faultsOf(body)).toEqual([])
    expect(text).toContain('Event 2, Assessment a1')
    expect(text).toContain(`/history/event/${hashes[1]}`)
    expect(text).toContain('r-77')
    expect(text).toContain('by checkpoint 1 of 1 July 2025, 12:00:00 UTC')
    expect((await page(`/history/event/${hashes[2]}`)).text).toContain(
      'not yet; the next checkpoint will cover it',
    )
  })

  it('is not there for another hash, or for what is none', async () => {
    for (const hash of ['0'.repeat(64), 'x', hashes[1]!.toUpperCase(), `${hashes[1]}0`]) {
      expect((await page(`/history/event/${hash}`)).status).toBe(404)
      expect((await json(`/api/v1/history/events/${hash}`)).status).toBe(404)
    }
  })

  it('can be checked by an outsider with the downloads and the public key alone', async () => {
    type Anchor = {
      checkpoint: Checkpoint
      head: { seq: number; hash: string }
      proof: { index: number; size: number; hashes: string[] }
    }
    const { answer } = await json<{ event: HistoryEvent; text: string; anchor: Anchor }>(
      `/api/v1/history/events/${hashes[0]}`,
    )
    const { answer: history } = await json<{ events: HistoryEvent[] }>('/api/v1/history/assessment/a1')
    const { answer: keys } = await json<{ keys: { keyId: string; publicKey: string }[] }>(
      '/api/v1/history/keys',
    )
    const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

    // The event is what the text says, and its hash that of the text.
    expect(sha256(answer.text)).toBe(hashes[0])
    const { previous, seq, after } = JSON.parse(answer.text)
    expect({ previous, seq, after }).toEqual({ previous: null, seq: 1, after: answer.event.after })
    // From it the chain leads to the head that the checkpoint covers.
    const { head, proof, checkpoint } = answer.anchor
    const chain = history.events.filter((event) => event.seq <= head.seq).reverse()
    expect(chain.map((event) => event.previous)).toEqual([
      null,
      ...chain.slice(0, -1).map(({ hash }) => hash),
    ])
    expect(chain.at(-1)?.hash).toBe(head.hash)
    // The head leads to the root, the root stands in the checkpoint, and the checkpoint is signed.
    const leaf = leafOf({ record_kind: 'assessment', record_id: 'a1', ...head })
    expect(rootFromProof(leaf, proof.index, proof.size, proof.hashes)).toBe(checkpoint.heads)
    const { hash, signature, ...rest } = checkpoint
    const signedText = `{${Object.entries(rest)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `"${name}":${JSON.stringify(value)}`)
      .join(',')}}`
    expect(sha256(signedText)).toBe(hash)
    const key = createPublicKey(keys.keys.find(({ keyId }) => keyId === checkpoint.key)!.publicKey)
    expect(verify(null, Buffer.from(signedText), key, Buffer.from(signature, 'base64url'))).toBe(true)
  })
})

describe('The checkpoints', () => {
  it('are public, and read on from where one stopped', async () => {
    for (let n = 0; n < 3; n++) {
      await transact(house.db, (trx) =>
        recordEvent(trx, {
          record: { kind: 'fact', id: `later ${n}` },
          action: 'recorded',
          before: null,
          after: n,
          actor: system,
          at: house.now(),
        }),
      )
      await makeCheckpoint(house)
    }
    type Answer = { checkpoints: Checkpoint[]; next: number | null }
    const first = await json<Answer>('/api/v1/history/checkpoints?limit=3')
    const rest = await json<Answer>(`/api/v1/history/checkpoints?limit=3&after=${first.answer.next}`)
    expect(first.answer.checkpoints.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(rest.answer.checkpoints.map(({ number }) => number)).toEqual([4])
    expect(rest.answer.next).toBeNull()
    expect((await json('/api/v1/history/checkpoints?after=x')).status).toBe(400)
    expect((await json('/api/v1/history/checkpoints?from=1')).status).toBe(400)
  })

  it('stand on the page that says what the history is', async () => {
    const { status, body, text } = await page('/history')
    expect(status).toBe(200)
    expect(faultsOf(body)).toEqual([])
    expect(text).toContain('number 4, 1 July 2025, 12:00:00 UTC')
    expect(text).toContain('no event')
  })
})
