import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { prevalenceCommand } from '../commands.ts'
import { estimateJson } from '../estimate-json.ts'
import { readKept } from './check.ts'
import { fromLists, fromSurvey } from './estimates.test-data.ts'
import { chosenEstimate, type KeptComputed } from './kept.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'printed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function printed(...argv: string[]): Promise<unknown> {
  const lines: string[] = []
  await prevalenceCommand(argv, { out: (line) => lines.push(line), err: () => {}, language: 'en' })
  return JSON.parse(lines.join('\n'))
}
const faults = (sent: unknown) => {
  const read = readKept(sent)
  return 'faults' in read ? read.faults.map(({ place, code }) => `${place}: ${code}`) : []
}
const table = path.join(folder, 'table.csv')
writeFileSync(table, 'A,B,count\n1,0,97\n0,1,61\n1,1,14\n')

describe('What a command prints', () => {
  it('of one estimate is kept as it is, with its doubts, also where there is no estimate', () => {
    const kept = fromSurvey()
    const estimate = chosenEstimate(kept.result)!
    const none = {
      ...estimate,
      status: 'no-estimate' as const,
      intervals: [],
      reason: { code: 'lower-bound' as const },
    }
    for (const one of [estimate, none]) {
      const sent = {
        ...kept,
        result: { ...kept.result, estimates: [estimateJson(one as typeof estimate, 'fr', 'everybody')] },
      }
      const read = readKept(JSON.parse(JSON.stringify(sent)))
      expect('faults' in read ? read.faults : []).toEqual([])
      if (!('kept' in read) || read.kept.source !== 'computed') throw new Error('it is kept')
      expect(chosenEstimate(read.kept.result)).toMatchObject({
        status: one.status,
        warnings: estimate.warnings,
      })
    }
  })

  it('of a table is kept with --keep once somebody says which figure and why, with and without the table', async () => {
    const { source: _source, result: _, overlapTable: _table, provenance: _made, ...meaning } = fromLists()
    for (const flags of [[], ['--with-table']]) {
      const out = (await printed('specification', table, '--boot', '0', '--keep', ...flags)) as KeptComputed
      expect('overlapTable' in out).toBe(flags.length > 0)
      const sent = { ...meaning, ...out, source: 'computed' }
      expect(faults(sent)).toContain('result/chosen: shape')
      const said = { ...sent, result: { ...out.result, chosen: 'bic-3', why: 'It fits.' } }
      expect(faults(said)).toEqual([])
    }
  })

  it('for reading in the place of a table is told apart, with what to send', () => {
    const list = [estimateJson(chosenEstimate(fromLists().result)!, 'en', 'bic-3')]
    const sent = {
      ...fromLists(),
      result: { design: 'lists', specification: list, chosen: 'bic-3', why: 'x' },
    }
    expect(faults(sent)).toEqual(['result/specification: printed list'])
  })
})

it('A fault is told of the design that was named', () => {
  const kept = fromSurvey()
  const { chosen: _, ...result } = { ...kept.result }
  const read = readKept({ ...kept, result })
  expect('faults' in read && read.faults).toEqual([
    { place: 'result/chosen', code: 'shape', told: { word: 'missing' } },
  ])
})
