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
