import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { checkIati } from '../../iati/check.ts'
import { recordRun, writeFacts } from '../../indicators/ingest.ts'
import { aCompactInForce, type Scene, written } from '../funding.test-data.ts'
import { iatiExportCommand, iatiImportCommand } from './commands.ts'

let house: TestHouse
let scene: Scene
let folder: string

beforeAll(async () => {
  house = await openTestHouse()
  folder = mkdtempSync(path.join(tmpdir(), 'tip-iati-'))
  scene = await aCompactInForce(house)
  await written(house, scene, { line: 'p1' })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await house.close()
})

const file = (name: string) => path.join(folder, name)
async function run(command: typeof iatiExportCommand, ...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    language: 'en' as const,
  }
  const code = await command(house, argv, io)
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const exported = (...argv: string[]) =>
  run(iatiExportCommand, '--compact', scene.compact, '--publisher', 'XX-REG-123', ...argv)

describe('tp iati export', () => {
  it('writes a file that is whole, and none over another', async () => {
    const told = await exported('--out', file('a.xml'), '--json')
    expect(told.code).toBe(0)
    expect(JSON.parse(told.out)).toMatchObject({ publisher: 'XX-REG-123' })
    const checked = await checkIati(readFileSync(file('a.xml')), { now: house.now() })
    expect(checked.byId).toEqual({ '1.14.8': 3 })
    await expect(exported('--out', file('a.xml'))).rejects.toThrow(/cannot be written/)
    await expect(exported('--out', file('none/a.xml'))).rejects.toThrow(/cannot be written/)
  })

  it('prints the organisation file too', async () => {
    const { out } = await exported('--organisation')
    expect(out).toContain('<recipient-country-budget')
    expect((await checkIati(Buffer.from(out), { now: house.now() })).byId).toEqual({ '1.18.8': 1 })
  })

  it('says how it is used, and that there is nothing yet rather than that it was asked wrongly', async () => {
    expect(await run(iatiExportCommand, '--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('tp iati export'),
    })
    expect(await run(iatiImportCommand, '--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('tp iati import'),
    })
    await expect(exported('--as-of', '2023-12-31')).rejects.toMatchObject({ status: 404 })
  })

  it('asks for what it needs', async () => {
    await expect(run(iatiExportCommand)).rejects.toThrow(/which compact/)
    await expect(run(iatiExportCommand, '--compact', 'x')).rejects.toThrow(/no compact/)
    await expect(run(iatiExportCommand, '--compact', scene.compact)).rejects.toThrow(/who publishes/)
    await expect(run(iatiExportCommand, '--fast')).rejects.toThrow(/fast/)
  })
})

describe('tp iati import', () => {
  it('finds nothing to say of what was just exported', async () => {
    const { code, out } = await run(iatiImportCommand, file('a.xml'))
    expect(out.split('\n').every((line) => line.endsWith('as held here'))).toBe(true)
    expect(code).toBe(0)
  })

  it('finds no difference in where the house was reached when the file was written', async () => {
    const text = readFileSync(file('a.xml'), 'utf8')
    const elsewhere = text.replaceAll(/https?:\/\/[^/"<]+\/compacts\//g, 'http://127.0.0.1:3951/compacts/')
    expect(elsewhere).not.toBe(text)
    writeFileSync(file('elsewhere.xml'), elsewhere)
    const { code, out } = await run(iatiImportCommand, file('elsewhere.xml'))
    expect(out.split('\n').every((line) => line.endsWith('as held here'))).toBe(true)
    expect(code).toBe(0)
  })

  it('says what differs, by place, and writes nothing of a managed compact', async () => {
    const text = readFileSync(file('a.xml'), 'utf8')
    writeFileSync(file('b.xml'), text.replace('>500000.00<', '>500000.01<'))
    const { code, out, err } = await run(iatiImportCommand, file('b.xml'), '--yes')
    expect(code).toBe(1)
    expect(out).toContain('500000.00 → 500000.01')
    expect(err).toContain('changes by amendment only')
    const json = await run(iatiImportCommand, file('b.xml'), '--json')
    const { activities, written: count } = JSON.parse(json.out)
    expect(count).toBe(0)
    expect(activities.flatMap(({ differences }: { differences: unknown[] }) => differences)).toHaveLength(1)
  })

  it('names what is not held here, and refuses what is no IATI', async () => {
    const text = readFileSync(file('a.xml'), 'utf8').replaceAll(
      scene.compact,
      '01234567-89ab-7cde-8f01-23456789abcd',
    )
    writeFileSync(file('c.xml'), text)
    const { code, out } = await run(iatiImportCommand, file('c.xml'))
    expect([code, out]).toEqual([1, expect.stringContaining('not held here')])
    writeFileSync(file('d.xml'), 'no xml')
    await expect(run(iatiImportCommand, file('d.xml'))).rejects.toThrow(/not an IATI file/)
    const own = readFileSync(file('a.xml'), 'utf8')
    const bad = (text: string) => {
      writeFileSync(file('bad.xml'), text)
      return run(iatiImportCommand, file('bad.xml'))
    }
    for (const [text, message] of [
      [own.replace('version="2.03"', 'version="1.05"'), 'Version 1.05 of the standard'],
      [own.replace(' version="2.03"', ''), 'does not say its version'],
      ['<iati-activities version="1.05"/>', 'Version 1.05 of the standard'],
      ['<html><body/></html>', 'outermost element is “html”'],
      ['<iati-organisations version="2.03"/>', 'outermost element is “iati-organisations”'],
    ] as const)
      await expect(bad(text), message).rejects.toMatchObject({
        status: 400,
        details: [{ message: expect.stringContaining(message) }],
      })
    expect((await bad('<iati-activities version="2.03"/>')).code).toBe(1)
    await expect(run(iatiImportCommand, file('e.xml'))).rejects.toThrow(/cannot be read/)
    await expect(run(iatiImportCommand, file('a.xml'), '--compact', 'atlantis')).rejects.toThrow(
      /public record/,
    )
  })

  it('keeps what a file says of an observed compact as statements with their source, once, and only when told to', async () => {
    const pack = '01234567-89ab-7cde-8f01-23456789abcd'
    const none = { added: 0, changed: 0, withdrawn: 0, unchanged: 0, keptOwn: 0 }
    await house.db.transaction().execute(async (trx) => {
      await recordRun(
        trx,
        {
          id: pack,
          kind: 'file',
          fileName: 'test',
          sha256: 'a'.repeat(64),
          bytes: 1,
          who: 'test',
          started: house.now(),
          finished: house.now(),
          counts: { ...none, factsAdded: 1, factsChanged: 0, factsWithdrawn: 0 },
        },
        true,
        operator,
      )
      await writeFacts(trx, pack, {
        added: [
          {
            dataset: 'compact',
            iso3: 'GHA',
            key: 'GHA-2015',
            from: '2015-06-23',
            to: '2015-06-23',
            when: '2015',
            fields: { order: 1 },
            source: 'test',
            evidence: null,
            note: null,
          },
        ],
        changed: [],
        withdrawn: [],
      })
    })
    const argv = [file('a.xml'), '--compact', 'GHA-2015']
    const statements = async () =>
      (await house.db.selectFrom('facts').selectAll().where('dataset', '=', 'compact_statement').execute())
        .length
    const first = await run(iatiImportCommand, ...argv)
    expect([first.code, await statements()]).toEqual([1, 0])
    const second = await run(iatiImportCommand, ...argv, '--yes')
    expect(second.code).toBe(0)
    const kept = await statements()
    expect(kept).toBeGreaterThan(2)
    const third = await run(iatiImportCommand, ...argv, '--yes')
    expect([third.code, await statements()]).toEqual([0, kept])
    expect(third.err).toContain('Nothing new')
  })
})
