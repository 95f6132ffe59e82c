import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { Unusable } from '../../house/errors.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { shippedMethodology } from '../catalogue.ts'
import { faultWords } from './fault-words.ts'
import { VersionFault } from './faults.ts'
import { versionRoutes } from './routes.ts'
import { type NewVersion, saveVersion, withVersion } from './save.ts'
import type { Stop } from './stops.ts'
import { documentOf, methodologyIds, ownVersions, versionNumbers } from './store.ts'

let house: TestHouse
let http: HttpServer
beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: versionRoutes(house) }],
    personOf: async () => null,
    renderFault: (_request, fault) => `<p>${fault.message}</p>`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const shipped = shippedMethodology('atest-2014')
const base = { methodology: 'atest-2014', version: 1 }
const save = (text: string, over: Partial<NewVersion> = {}) =>
  transact(house.db, (trx) =>
    saveVersion(
      trx,
      { actor: operator, at: house.now() },
      { text, reason: 'Fifteen were too many', base, ...over },
    ),
  )
const withSize = (size: number, text = shipped.text) => text.replace(/size: \d+/, `size: ${size}`)
const faultOf = async (saving: Promise<unknown>) => {
  const error: unknown = await saving.then(
    () => null,
    (error: unknown) => error,
  )
  if (error instanceof VersionFault) return error.fault
  throw error ?? new Error('It was saved')
}

describe('A version of a methodology', () => {
  it('takes the next number, keeps the rest of the text as it was, and says why and from what it was made', async () => {
    expect(await save(withSize(7))).toEqual({ methodology: 'atest-2014', version: 101 })
    const { text, methodology, own } = await documentOf(house.db, 'atest-2014', 101)
    expect(text).toBe(withSize(7).replace('version: 1', 'version: 101'))
    expect(methodology.shortlist.size).toBe(7)
    expect(own).toMatchObject({ base, reason: 'Fifteen were too many', madeBy: null })
    expect(await versionNumbers(house.db, 'atest-2014')).toEqual([1, 101])
    expect((await ownVersions(house.db, 'atest-2014')).map(({ version }) => version)).toEqual([101])
  })

  it('is refused when nothing but its words differs from the newest', async () => {
    expect(await faultOf(save(withSize(7)))).toBe('same rules')
    expect(await faultOf(save(withSize(7).replace(/^# .*$/m, '# Another remark')))).toBe('same rules')
    expect(await versionNumbers(house.db, 'atest-2014')).toEqual([1, 101])
  })

  it('needs a reason, a base that is known, and a text that is a methodology', async () => {
    expect(await faultOf(save(withSize(3), { reason: '  ' }))).toBe('no reason')
    expect(await faultOf(save(withSize(3), { reason: 'x'.repeat(2001) }))).toBe('long reason')
    expect(await faultOf(save(withSize(3), { base: { ...base, version: 9 } }))).toBe('no version')
    await expect(save(withSize(0))).rejects.toBeInstanceOf(Unusable)
  })

  it('begins a methodology of its own under another name, once', async () => {
    const own = withSize(4).replace('methodology: atest-2014', 'methodology: four-countries')
    expect(await save(own)).toEqual({ methodology: 'four-countries', version: 1 })
    expect(await faultOf(save(withSize(5, own)))).toBe('name taken')
    expect(await methodologyIds(house.db)).toContain('four-countries')
    const unchanged = shipped.text.replace('methodology: atest-2014', 'methodology: the-same')
    expect(await faultOf(save(unchanged))).toBe('same rules')
  })

  it('is published only when nothing stands in the way, and says in every language what does', async () => {
    const stop: Stop = {
      message: { en: 'One objection', fr: 'Une objection', es: 'Una objeción', pt: 'Uma objeção' },
      remedy: { en: 'Answer it', fr: 'Répondez', es: 'Responda', pt: 'Responda' },
      path: '/consultations/1',
    }
    const stops = [async (_: unknown, id: string) => (id === 'atest-2014' ? [stop] : [])]
    const published = withSize(8).replace('status: historical', 'status: published')
    const refused = await save(published, { stops }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(VersionFault)
    expect((refused as VersionFault).in('fr').details.at(-1)).toEqual({
      place: '/consultations/1',
      message: 'Une objection',
      remedy: 'Répondez',
    })
    const renamed = published.replace('methodology: atest-2014', 'methodology: under-another-name')
    expect(await faultOf(save(renamed, { stops }))).toBe('stopped')
    const again = renamed.replace('size: 8', 'size: 9')
    const fork = { methodology: 'four-countries', version: 1 }
    expect(await faultOf(save(again, { stops, base: fork }))).toBe('stopped')
    expect(await save(published.replace('published', 'draft'), { stops })).toMatchObject({ version: 102 })
  })

  it('is not what is answered for a methodology while it is a draft', async () => {
    expect((await documentOf(house.db, 'atest-2014')).methodology.version).toBe(101)
    expect((await documentOf(house.db, 'child-protection-compact')).methodology.status).toBe('draft')
  })

  it('two that are saved at once are both kept, each under its own number', async () => {
    const saved = await Promise.all([save(withSize(11)), save(withSize(12))])
    expect(saved.map(({ version }) => version).sort()).toEqual([103, 104])
  })

  it('cannot be changed or removed, and its making stands in the history', async () => {
    for (const statement of [
      'update methodology_documents set text = text',
      'delete from methodology_documents',
    ])
      await expect(sql.raw(statement).execute(house.owner)).rejects.toThrow('written once')
    const events = await house.db
      .selectFrom('events')
      .select(['action', 'reason'])
      .where('record_kind', '=', 'methodology')
      .where('record_id', '=', 'four-countries')
      .execute()
    expect(events).toEqual([{ action: 'saved a version', reason: 'Fifteen were too many' }])
  })

  it('is served as the very text, and a number that is not there names those that are', async () => {
    const kept = await http.inject('/methodologies/atest-2014/versions/101.yaml')
    expect(kept.headers['content-type']).toContain('application/yaml')
    expect(kept.body).toBe((await documentOf(house.db, 'atest-2014', 101)).text)
    expect((await http.inject('/methodologies/atest-2014/versions/1.yaml')).body).toBe(shipped.text)
    const none = await http.inject({
      url: '/methodologies/atest-2014/versions/99.yaml',
      headers: { accept: 'application/json' },
    })
    expect(none.statusCode).toBe(404)
    expect(none.json().details[0].remedy).toBe('Versions there are: 1, 101, 102, 103, 104.')
  })
})

it('The number is found wherever it stands in the document, and not in a text that speaks of versions', () => {
  expect(withVersion('# version: 3\ntitle: { en: "version: 4" }\nversion: 5 # kept\n', 12)).toBe(
    '# version: 3\ntitle: { en: "version: 4" }\nversion: 12 # kept\n',
  )
  expect(() => withVersion('title: x\n', 2)).toThrow('no place for its version')
})

it('Faults of versions are said in four languages', () => {
  expect(checkDictionary(faultWords, [])).toEqual([])
})
