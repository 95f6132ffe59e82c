import { createHash, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { CompactSubject, SignedIn } from '../../people/policy/actions.ts'
import { languages } from '../../ui/language.ts'
import { operator } from '../actor.ts'
import type { Io } from '../command.ts'
import { NotFound, WrongUse } from '../errors.ts'
import { historyOf } from '../history/record-event.ts'
import { buildServer, type HttpServer } from '../http.ts'
import { transact } from '../transact.ts'
import { removeDocumentCommand } from './commands.ts'
import { documentRoutes } from './routes.tsx'
import {
  documentsOf,
  endDocumentUse,
  keepDocument,
  publishDocument,
  removeDocument,
  useDocument,
} from './store.ts'
import { documentKind, plainName } from './types.ts'
import { formWith, zipOf } from './zip.test-data.ts'

const pdf = (text = '') => Buffer.from(`%PDF-1.7\n${text}\n%%EOF`)
const xlsx = (more: Record<string, string | Buffer> = {}) =>
  zipOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>', ...more })
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('Telling what a file is', () => {
  it('goes by the bytes and the ending, which must agree', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1])
    const docx = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' })
    expect(await documentKind(pdf(), 'plan.PDF')).toBe('pdf')
    expect(await documentKind(png, 'a.png')).toBe('png')
    expect(await documentKind(jpeg, 'a.jpg')).toBe('jpeg')
    expect(await documentKind(xlsx(), 'a.xlsx')).toBe('xlsx')
    expect(await documentKind(docx, 'a.docx')).toBe('docx')
    expect(await documentKind(Buffer.from('année;coût\n2027;1'), 'a.csv')).toBe('csv')
    expect(await documentKind(Buffer.from('Minutes'), 'a.txt')).toBe('text')
    expect(await documentKind(pdf(), 'a.xlsx')).toBeNull()
    expect(await documentKind(xlsx(), 'a.docx')).toBeNull()
    expect(await documentKind(Buffer.from('MZ\u0090\u0000'), 'a.pdf')).toBeNull()
  })

  it('keeps no page, script or drawing that a browser would run, and no workbook with programs', async () => {
    for (const name of ['a.html', 'a.svg', 'a.js', 'a'])
      expect(await documentKind(Buffer.from('<svg/>'), name)).toBeNull()
    expect(await documentKind(xlsx({ 'xl/vbaProject.bin': 'x' }), 'a.xlsx')).toBeNull()
    expect(await documentKind(zipOf({ 'readme.txt': 'x' }), 'a.xlsx')).toBeNull()
    expect(await documentKind(Buffer.from('PK\u0003\u0004 and no more'), 'a.xlsx')).toBeNull()
    expect(await documentKind(Buffer.from([0xff, 0xfe, 0x61]), 'a.txt')).toBeNull()
  })

  it('unpacks nothing: what would become a hundred megabytes is told by the list of its parts', async () => {
    const bomb = xlsx({ 'xl/worksheets/sheet1.xml': Buffer.alloc(100_000_000) })
    expect(bomb.length).toBeLessThan(200_000)
    const before = process.memoryUsage().arrayBuffers
    expect(await documentKind(bomb, 'bomb.xlsx')).toBe('xlsx')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000)
  })

  it('keeps of a name the last part, on one line, without what hides or turns it', () => {
    expect(plainName('C:\\Users\\ama\\Évaluation 1.pdf')).toBe('Évaluation 1.pdf')
    expect(plainName('../../etc/passwd')).toBe('passwd')
    expect(plainName('re\u0000po\nrt\u202Efdp.exe')).toBe('report' + 'fdp.exe')
    expect(plainName('..')).toBe('document')
    expect(plainName('')).toBe('document')
    expect(plainName(`${'a'.repeat(300)}.pdf`)).toBe(`${'a'.repeat(116)}.pdf`)
    expect(plainName('a"b<c>.pdf')).toBe('a_b_c_.pdf')
  })
})

describe('Documents of a compact', () => {
  const compact = randomUUID()
  const other = randomUUID()
  const ministry = randomUUID()
  const stranger = randomUUID()
  const publicCompacts = new Set<string>()
  let house: TestHouse
  let http: HttpServer

  const subjectOf = async (_db: unknown, id: string): Promise<CompactSubject> => {
    if (id !== compact && id !== other) throw new NotFound('There is no such compact')
    const organisation = id === compact ? ministry : stranger
    return {
      kind: 'compact',
      id,
      country: 'GHA',
      public: publicCompacts.has(id),
      parties: [{ organisation, side: 'partner', part: 'ministry' }],
    }
  }
  const memberOf = (organisation: string): SignedIn => ({
    id:
      organisation === ministry
        ? '00000000-0000-4000-8000-000000000001'
        : '00000000-0000-4000-8000-000000000002',
    roles: [{ role: 'member', organisation, scope: null }],
    secondFactor: false,
  })

  beforeAll(async () => {
    house = await openTestHouse()
    http = await buildServer(house, {
      languages,
      doors: [{ at: '/', routes: documentRoutes(house, { css: [], js: [] }, { subjectOf }) }],
      personOf: async ({ headers }) => {
        const who = headers['x-member-of']
        return typeof who === 'string' ? memberOf(who) : null
      },
      renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
      clientFolder: null,
    })
  })
  afterAll(async () => {
    await http.close()
    await house.close()
  })

  const change = () => ({ actor: operator, at: house.now() })
  const keep = (name: string, bytes: Buffer, use: { compact: string; public?: boolean }) =>
    transact(house.db, (trx) => keepDocument(trx, change(), { name, bytes }, { place: 'documents', ...use }))
  const get = (url: string, organisation?: string) =>
    http.inject({ url, headers: organisation ? { 'x-member-of': organisation } : {} })
  const send = (
    name: string,
    bytes: Buffer,
    {
      who = ministry,
      fields = {},
      headers = {},
      api = false,
    }: {
      who?: string | null
      fields?: Record<string, string>
      headers?: Record<string, string>
      api?: boolean
    } = {},
  ) => {
    const form = formWith(api ? fields : { once: randomUUID(), ...fields }, [{ name, bytes }])
    return http.inject({
      method: 'POST',
      url: `${api ? '/api/v1' : ''}/compacts/${compact}/documents`,
      headers: { ...form.headers, ...(who === null ? {} : { 'x-member-of': who }), ...headers },
      payload: form.payload,
    })
  }

  it('keeps the same bytes once, and each use with its own name', async () => {
    const bytes = pdf('once')
    const first = await keep('first.pdf', bytes, { compact })
    const second = await keep('second.pdf', bytes, { compact: other })
    await keep('first again.pdf', bytes, { compact })
    expect(first).toEqual({ hash: hashOf(bytes) })
    expect(second).toEqual(first)
    const names = async (id: string) =>
      (await documentsOf(house.db, id)).filter(({ hash }) => hash === first.hash).map(({ name }) => name)
    expect(await names(compact)).toEqual(['first.pdf'])
    expect(await names(other)).toEqual(['second.pdf'])
  })

  it('writes into the history of the compact that it was kept, without its name', async () => {
    const { hash } = await keep('Report by Ama Mensah.pdf', pdf('history'), { compact })
    const events = await house.db
      .selectFrom('events')
      .selectAll()
      .where('record_id', '=', compact)
      .where('action', '=', 'kept a document')
      .execute()
    const mine = events.find(({ after }) => after?.includes(hash))
    expect(mine?.after).not.toContain('Ama')
  })

  it('refuses what is empty, too large or of another kind, whatever the door did', async () => {
    await expect(keep('a.pdf', Buffer.alloc(0), { compact })).rejects.toMatchObject({ status: 422 })
    await expect(keep('a.exe', Buffer.from('MZ'), { compact })).rejects.toMatchObject({ status: 422 })
    const large = Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024)])
    await expect(keep('a.pdf', large, { compact })).rejects.toMatchObject({ status: 422 })
  })

  it('is changed by nobody, not even by the owner of the tables', async () => {
    const { hash } = await keep('kept.pdf', pdf('kept'), { compact })
    for (const db of [house.db, house.owner]) {
      await expect(
        db
          .updateTable('documents')
          .set({ bytes: Buffer.from('x') })
          .where('hash', '=', hash)
          .execute(),
      ).rejects.toThrow()
      await expect(db.deleteFrom('documents').where('hash', '=', hash).execute()).rejects.toThrow()
      await expect(
        db.updateTable('document_uses').set({ name: 'x' }).where('hash', '=', hash).execute(),
      ).rejects.toThrow()
    }
  })

  it('gives nobody a file for knowing its hash: it must stand in that compact already', async () => {
    const { hash } = await keep('theirs.pdf', pdf('theirs'), { compact: other })
    await expect(
      transact(house.db, (trx) => useDocument(trx, change(), hash, { compact, place: 'results/q1' })),
    ).rejects.toMatchObject({ status: 404 })
    await transact(house.db, (trx) =>
      useDocument(trx, change(), hash, { compact: other, place: 'results/q1' }),
    )
    expect(await documentsOf(house.db, other, 'results/q1')).toHaveLength(1)
  })

  it('is sent to members of a party as an attachment that nothing guesses at', async () => {
    const bytes = pdf('sent')
    const { hash } = await keep('Évaluation "1".pdf', bytes, { compact })
    const answer = await get(`/documents/${hash}`, ministry)
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(bytes)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="Evaluation _1_.pdf"; filename*=UTF-8''%C3%89valuation%20_1_.pdf`,
    })
    expect(answer.headers['content-security-policy']).toContain('sandbox')
  })

  it('is not there for members of other compacts, and asks anybody else to sign in', async () => {
    const { hash } = await keep('ours.pdf', pdf('ours'), { compact })
    const nowhere = hashOf(Buffer.from('nowhere'))
    expect((await get(`/documents/${hash}`, stranger)).statusCode).toBe(404)
    expect((await get(`/documents/${nowhere}`, stranger)).statusCode).toBe(404)
    const [there, notThere] = [await get(`/documents/${hash}`), await get(`/documents/${nowhere}`)]
    expect([there.statusCode, notThere.statusCode]).toEqual([303, 303])
  })

  it('is read by everybody where its use and the compact are public, and only then', async () => {
    const { hash } = await keep('public.pdf', pdf('public'), { compact, public: true })
    const { hash: inner } = await keep('inner.pdf', pdf('inner'), { compact })
    expect((await get(`/documents/${hash}`)).statusCode).toBe(303)
    publicCompacts.add(compact)
    expect((await get(`/documents/${hash}`)).statusCode).toBe(200)
    expect((await get(`/documents/${inner}`)).statusCode).toBe(303)
    const use = (await documentsOf(house.db, compact)).find((each) => each.hash === inner)
    await transact(house.db, (trx) => publishDocument(trx, change(), compact, use?.id ?? ''))
    expect((await get(`/documents/${inner}`)).statusCode).toBe(200)
    publicCompacts.delete(compact)
  })

  it('goes where its use has ended', async () => {
    const { hash } = await keep('ended.pdf', pdf('ended'), { compact })
    const use = (await documentsOf(house.db, compact)).find((each) => each.hash === hash)
    await transact(house.db, (trx) => endDocumentUse(trx, change(), compact, use?.id ?? ''))
    expect((await get(`/documents/${hash}`, ministry)).statusCode).toBe(404)
  })

  it('can be taken out for good, and does not come back', async () => {
    const bytes = pdf('a name that must not stay')
    const { hash } = await keep('list.pdf', bytes, { compact })
    await transact(house.db, (trx) => removeDocument(trx, change(), hash, 'It named a person'))
    expect((await get(`/documents/${hash}`, ministry)).statusCode).toBe(410)
    await expect(keep('list.pdf', bytes, { compact })).rejects.toMatchObject({ status: 409 })
    expect((await send('list.pdf', bytes)).statusCode).toBe(409)
    expect((await get(`/compacts/${compact}/documents`, ministry)).body).toContain('It named a person')
  })

  it('is taken out by command, with a reason, or not at all', async () => {
    const { hash } = await keep('by command.pdf', pdf('another name'), { compact })
    const lines: string[] = []
    const io: Io = { out: (line) => lines.push(line), err: (line) => lines.push(line), language: 'en' }
    for (const argv of [
      [hash],
      [hash, '--reason', ' '],
      ['abc', '--reason', 'why'],
      [hash, hash, '--reason', 'why'],
    ])
      await expect(removeDocumentCommand(house, argv, io)).rejects.toThrow(WrongUse)
    await expect(removeDocumentCommand(house, ['0'.repeat(64), '--reason', 'why'], io)).rejects.toMatchObject(
      { status: 404 },
    )
    expect((await get(`/documents/${hash}`, ministry)).statusCode).toBe(200)
    expect(await removeDocumentCommand(house, [hash.toUpperCase(), '--reason', 'It named a child'], io)).toBe(
      0,
    )
    expect((await get(`/documents/${hash}`, ministry)).statusCode).toBe(410)
    const told = await historyOf(house.db, { kind: 'compact', id: compact })
    expect(told[0]).toMatchObject({ action: 'removed a document', reason: 'It named a child' })
  })

  it('comes by a form, is listed with its size, and sent twice is kept once', async () => {
    const bytes = pdf('by form')
    const fields = { once: randomUUID(), public: 'no' }
    const first = await send('by form.pdf', bytes, { fields })
    const again = await send('by form.pdf', bytes, { fields })
    expect([first.statusCode, again.statusCode]).toEqual([303, 303])
    const other = await send('by form.pdf', pdf('another'), { fields })
    expect(other.statusCode).toBe(422)
    const page = await get(`/compacts/${compact}/documents`, ministry)
    expect(page.statusCode).toBe(200)
    expect(page.body.split(hashOf(bytes))).toHaveLength(2)
  })

  it('comes by the API, which answers the hash, once for its key', async () => {
    const bytes = pdf('by API')
    const headers = { 'idempotency-key': randomUUID() }
    const first = await send('api.pdf', bytes, { api: true, headers })
    const again = await send('api.pdf', bytes, { api: true, headers })
    expect(first.statusCode).toBe(201)
    expect(first.json()).toEqual({ hash: hashOf(bytes) })
    expect(again.headers['idempotent-replayed']).toBe('true')
    const listed = await get(`/api/v1/compacts/${compact}/documents`, ministry)
    expect(listed.json().documents.map(({ hash }: { hash: string }) => hash)).toContain(hashOf(bytes))
  })

  it('keeps no bytes with the answers to forms', async () => {
    const key = randomUUID()
    await send('secret.pdf', pdf('only in the file'), { fields: { once: key } })
    const row = await house.db
      .selectFrom('answered_once')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirst()
    expect(JSON.stringify(row)).not.toContain('only in the file')
  })

  it('says on the form what is wrong with a file: none, empty, of another kind, too large', async () => {
    const said = async (name: string, bytes: Buffer) => {
      const answer = await send(name, bytes)
      expect(answer.statusCode).toBe(422)
      return answer.body
    }
    expect(await said('', Buffer.alloc(0))).toContain('Choose a file.')
    expect(await said('empty.pdf', Buffer.alloc(0))).toContain('The file has no content')
    expect(await said('page.html', Buffer.from('<script>'))).toContain('none of the kinds')
    const large = Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024)])
    expect(await said('large.pdf', large)).toContain('more than 10 MB')
  })

  it('keeps a hostile name as a plain one', async () => {
    const bytes = pdf('hostile')
    expect((await send('../../..\\Évil\u202Efdp\u0007.pdf', bytes)).statusCode).toBe(303)
    const kept = (await documentsOf(house.db, compact)).find(({ hash }) => hash === hashOf(bytes))
    expect(kept?.name).toBe('Évilfdp.pdf')
  })

  it('refuses a form from another site, one with unknown fields, and one without its key', async () => {
    const foreign = await send('a.pdf', pdf('x'), { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(foreign.statusCode).toBe(403)
    expect((await send('a.pdf', pdf('x'), { fields: { approve: 'yes' } })).statusCode).toBe(422)
    expect((await send('a.pdf', pdf('x'), { fields: { once: '' } })).statusCode).toBe(400)
    expect((await documentsOf(house.db, compact)).some(({ hash }) => hash === hashOf(pdf('x')))).toBe(false)
  })

  it('answers a form that is no form with what to do, never with a fault of its own', async () => {
    const post = (payload: Buffer | string, type: string) =>
      http.inject({
        method: 'POST',
        url: `/compacts/${compact}/documents`,
        headers: { 'content-type': type, 'x-member-of': ministry },
        payload,
      })
    const boundary = 'multipart/form-data; boundary=b'
    expect((await post('', boundary)).statusCode).toBe(422)
    expect(
      (await post('--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nunfin', boundary)).statusCode,
    ).toBe(400)
    expect((await post('x', 'multipart/form-data')).statusCode).toBe(400)
    const many = formWith(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}`, 'x'])), [])
    expect((await post(many.payload, many.headers['content-type'] ?? '')).statusCode).toBe(413)
    const proto = formWith({ __proto__x: 'x', constructor: 'x' }, [])
    expect((await post(proto.payload, proto.headers['content-type'] ?? '')).statusCode).toBe(400)
    const two = formWith({ once: randomUUID() }, [
      { name: 'a.pdf', bytes: pdf('a') },
      { name: 'b.pdf', bytes: pdf('b') },
    ])
    expect((await post(two.payload, two.headers['content-type'] ?? '')).statusCode).toBe(413)
  })

  it('answers whoever may not send it before the file has come', async () => {
    await http.listen({ port: 0, host: '127.0.0.1' })
    const { port } = http.server.address() as AddressInfo
    const answerTo = (headers: string, length: number) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1')
        // The head and the beginning of the file, then nothing: whoever waits for the rest waits for ever.
        socket.write(
          `POST /compacts/${compact}/documents HTTP/1.1\r\nhost: house\r\n${headers}content-type: multipart/form-data; boundary=b\r\ncontent-length: ${length}\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-`,
        )
        socket.once('data', (data) => {
          socket.destroy()
          resolve(data.toString().split('\r\n')[0] ?? '')
        })
        socket.once('error', reject)
      })
    expect(await answerTo('', 9_000_000)).toContain(' 401 ')
    expect(await answerTo(`x-member-of: ${stranger}\r\n`, 9_000_000)).toContain(' 403 ')
    expect(await answerTo(`x-member-of: ${ministry}\r\n`, 50_000_000)).toContain(' 413 ')
  })
})
