import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { type Checked, checkIati } from './check.ts'
import { readActivities } from './read.ts'
import { Rules } from './rules.ts'
import type { RuleRow } from './tables.ts'

const shared = sharedData('iati')
/** The day after the official verdicts were taken would do as well: no date of the files lies between. */
const now = new Date('2026-11-01T00:00:00Z')

/** `c:0.3.1*2 e:4.1.1*1`, as the verdicts are written. */
function verdictOf({ byId, errors }: Checked): string[] {
  return Object.entries(byId)
    .map(([id, count]) => `${errors.find((each) => each.id === id)?.severity[0]}:${id}*${count}`)
    .sort()
}

/**
 * Whether an organisation’s identifier begins with an agency’s code (1.18.8) is asked of the registry. Our
 * lists give the same answers, but for the file with a broken root, in which the official validator stops.
 */
const isCompared = (file: string) => (finding: string) =>
  !(file.includes('broken-root') && finding.startsWith('w:1.18.8'))

type Verdict = { file: string; version: string; valid: boolean; findings: string[] }

function verdicts(table: string): Verdict[] {
  const [, ...rows] = readFileSync(path.join(shared!, table), 'utf8').trimEnd().split('\n')
  return rows.map((row) => {
    const [file = '', version = '', , valid, findings = ''] = row.split('\t')
    return { file, version, valid: valid === 'true', findings: findings.split(' ').filter(Boolean).sort() }
  })
}

describe.skipIf(!shared)('A file that the official validator has judged', () => {
  const all = shared
    ? [
        ...verdicts('validator-tests.verdicts.tsv').map((each) => ({
          ...each,
          file: `validator-tests/${each.file}`,
        })),
        ...verdicts('real-and-examples.verdicts.tsv'),
      ]
    : []

  it.each(all)('gets the same verdict here: $file', async ({ file, version, valid, findings }) => {
    const checked = await checkIati(readFileSync(path.join(shared!, file)), { now })
    expect(verdictOf(checked).filter(isCompared(file))).toEqual(findings.filter(isCompared(file)))
    expect(checked.valid).toBe(valid)
    if (version !== '') expect(checked.version).toBe(version)
    for (const { line, message, remedy, path: place } of checked.errors) {
      expect(line).toBeGreaterThan(0)
      expect(place).toMatch(/^\/[\w-]+/)
      expect(`${message} ${remedy}`).not.toMatch(/[{}]|undefined|what\.|form\./)
    }
  })
})

describe.skipIf(!shared)('The ruleset project’s own cases', () => {
  const folder = path.join(shared ?? '', 'ruleset')
  const [, ...rows] = shared
    ? readFileSync(path.join(folder, 'meta_tests.expected.tsv'), 'utf8').trim().split('\n')
    : []
  const cases = rows.map((row) => row.split('\t') as [string, string, string])

  it.each(cases)('%s with %s is %s', async (ruleset, file, expected) => {
    const rules = new Rules(
      rowsOf(JSON.parse(readFileSync(path.join(folder, 'meta_tests', ruleset), 'utf8'))),
    )
    let root = ''
    let broken = 0
    const source = readFileSync(path.join(folder, 'meta_tests', file))
    for await (const record of readActivities(source, {
      onRoot: ({ name }) => {
        root = name
      },
    }))
      rules.judge(root, record, now, () => {
        broken += 1
      })
    expect(broken === 0).toBe(expected === 'true')
  })
})

type Published = Record<string, Record<string, { cases: Record<string, unknown>[] }>>

function rowsOf(published: Published): RuleRow[] {
  return Object.entries(published).flatMap(([context, kinds]) =>
    Object.entries(kinds).flatMap(([kind, { cases }]) =>
      cases.map((each) => ({ id: 'x', severity: 'error' as const, category: '', context, kind, ...each })),
    ),
  )
}

/* ── files that mean harm, or are very large ──────────────────────────────── */

const bytes = (text: string) => new TextEncoder().encode(text)
const first = async (source: Parameters<typeof checkIati>[0]) => {
  const checked = await checkIati(source, { now })
  return { ...checked, first: checked.errors[0] }
}

const plainActivity = (identifier: string) => `<iati-activity xml:lang="en" default-currency="USD">
  <iati-identifier>${identifier}</iati-identifier><reporting-org ref="GB-COH-1" type="10"><narrative>A</narrative></reporting-org>
  <title><narrative>T</narrative></title><description><narrative>D</narrative></description>
  <participating-org role="1" ref="GB-COH-1"/><activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
  <recipient-country code="PE"/><sector code="15160"/></iati-activity>`

describe('A hostile file', () => {
  const body = '<iati-activities version="2.03"><iati-activity>&a;</iati-activity></iati-activities>'

  it.each([
    ['an entity bomb', `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a "aaaa">]>\n${body}`],
    [
      'an external entity',
      `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n${body}`,
    ],
    [
      'a type declared elsewhere',
      `<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://example.org/a.dtd">\n${body}`,
    ],
  ])('with %s is refused with its line and a remedy, unopened', async (_, text) => {
    const checked = await first(bytes(text))
    expect(checked.valid).toBe(false)
    expect(checked.byId).toEqual({ '0.1.1': 1 })
    expect(checked.first).toMatchObject({ severity: 'critical', line: 2, kind: 'xml.doctype' })
    expect(checked.first!.remedy).toContain('DOCTYPE')
    expect(JSON.stringify(checked)).not.toContain('root:')
  })

  it.each([
    ['nothing in it', ''],
    ['a NUL byte', '<iati-activities version="2.03">\0</iati-activities>'],
    ['100,000 elements within one another', `<iati-activities version="2.03">${'<a>'.repeat(100_000)}`],
    ['an attribute of 50 MB', `<iati-activities version="2.03" a="${'a'.repeat(50_000_000)}"/>`],
    ['its end cut off', `<iati-activities version="2.03">${plainActivity('GB-COH-1-1')}<iati-activity>`],
    ['no XML', 'a,b,c\n1,2,3\n'],
  ])('with %s gets one critical finding', async (_, text) => {
    const checked = await first(bytes(text))
    expect(checked).toMatchObject({ valid: false, byId: { '0.1.1': 1 }, counts: { critical: 1, error: 0 } })
    expect(checked.errors).toHaveLength(1)
  })

  it('with names that programs use inside gets findings like any other', async () => {
    const parts = ['constructor', '__proto__', 'toString', 'hasOwnProperty']
    const text = `<iati-activities version="2.03" __proto__="1">${parts.map((name) => `<iati-activity ${name}="1"><${name} constructor="2"/></iati-activity>`).join('')}</iati-activities>`
    const checked = await first(bytes(text))
    expect(checked.valid).toBe(false)
    expect(checked.records).toBe(4)
    expect((await first(bytes('<constructor version="2.03"/>'))).first).toMatchObject({ id: '0.2.1' })
    expect((await first(bytes('<iati-activities version="constructor"/>'))).first).toMatchObject({
      id: '0.6.1',
    })
  })

  it('with vocabularies without end does not take time without end', async () => {
    const sectors = Array.from({ length: 20_000 }, (_, i) => `<sector vocabulary="v'${i}" code="1"/>`).join(
      '',
    )
    const checked = await first(
      bytes(
        `<iati-activities version="2.03">${plainActivity('GB-COH-1-1').replace(/<sector.*?>/, sectors)}</iati-activities>`,
      ),
    )
    expect(checked.byId['9.78.1']).toBe(20_000)
  })

  it('with very many findings has them counted, and the first listed', async () => {
    async function* many() {
      yield bytes('<iati-activities version="2.03">\n')
      for (let i = 0; i < 3000; i += 1) yield bytes('<iati-activity><wrong/></iati-activity>\n')
      yield bytes('</iati-activities>')
    }
    const checked = await checkIati(many(), { now, keep: 10 })
    expect(checked.errors).toHaveLength(10)
    expect(checked.counts.critical).toBe(3000)
    const all = Object.values(checked.counts).reduce((sum, count) => sum + count, 0)
    expect(checked.left).toBe(all - 10)
  })
})

describe('A large file', () => {
  it('is judged as it comes in, and every activity in it', async () => {
    let given = 0
    async function* large() {
      yield bytes('<iati-activities version="2.03">')
      for (; given < 2000; given += 1) yield bytes(plainActivity(`GB-COH-1-${given}`))
      yield bytes(`${plainActivity('GB-COH-1-7')}</iati-activities>`)
    }
    const checked = await checkIati(large(), { now })
    expect(checked).toMatchObject({ valid: true, records: 2001 })
    // The one identifier that comes twice, in whatever parts of the file.
    expect(checked.byId['1.1.2']).toBe(1)
  })

  it('of a version that is not read is given up at its first line', async () => {
    let given = 0
    async function* endless() {
      yield bytes('<iati-activities version="1.05">')
      for (;;) {
        given += 1
        yield bytes(plainActivity('x'))
      }
    }
    expect((await checkIati(endless(), { now })).errors[0]).toMatchObject({
      id: '0.6.1',
      path: '/iati-activities/@version',
    })
    expect(given).toBeLessThan(5)
  })
})

describe('A file in another encoding or with other line ends', () => {
  it.each([
    ['UTF-16', (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    [
      'ISO-8859-1',
      (text: string) => Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, 'latin1'),
    ],
    ['CR', (text: string) => bytes(text.replaceAll('\n', '\r'))],
    ['CR LF', (text: string) => bytes(text.replaceAll('\n', '\r\n'))],
  ])('%s is judged alike', async (_, encode) => {
    const text = `<iati-activities version="2.03">\n${plainActivity('GB-COH-1-ñ').replace('code="PE"', 'code="XX"')}\n</iati-activities>`
    const checked = await first(encode(text))
    expect(checked.valid).toBe(true)
    expect(checked.byId).toEqual({ '9.50.1': 1 })
    expect(checked.first).toMatchObject({
      line: 6,
      path: '/iati-activities/iati-activity[1]/recipient-country/@code',
    })
  })
})
