import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { casesOf, type OverlapTable, readOverlapTable } from '../lists/overlap-table.ts'
import { finish } from '../numeric/run.ts'
import { decomposableGraphEstimate } from './decomposable.ts'

type Golden = {
  maxMissing: number
  mean: number
  mode: number
  quantiles: Record<string, number>
  tailMassAtMax: number
  topModels: { prob: number; graph: string }[]
  topModelMeans: number[]
}
const path = sharedData('prevalence/golden.json')
const golden: Record<string, { dga?: Golden }> = path ? JSON.parse(readFileSync(path, 'utf8')).mse : {}

function tableOf(name: string): OverlapTable {
  const [heading = [], ...rows] = readFileSync(sharedData(`prevalence/${name}.csv`) as string, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replaceAll('"', '').split(','))
  return readOverlapTable(heading, rows).table
}

/** The reference counts lists from the last; here they are counted from the first. */
function nameOf(masks: string[][], table: OverlapTable): string {
  const number = (list: string) => table.lists.length - table.lists.indexOf(list)
  return masks
    .map((lists) => lists.map(number).sort().join(''))
    .sort()
    .join()
}
const sorted = (text: string) => text.split(',').sort().join()

const relative = (ours: number, theirs: number) => Math.abs(ours / theirs - 1)

describe.skipIf(path === null)('Averaging over decomposable graphs, beside the reference package', () => {
  const tables = Object.entries(golden).flatMap(([name, { dga }]) => (dga ? [[name, dga] as const] : []))

  it('is compared on seven tables', () => expect(tables).toHaveLength(7))

  it.each(tables)('agrees on %s to 1e-6', (name, expected) => {
    const table = tableOf(name)
    const answer = finish(decomposableGraphEstimate(table, { maxMissing: expected.maxMissing }))
    if (answer.status !== 'ok') return expect.unreachable(JSON.stringify(answer))
    expect(answer.cases).toBe(casesOf(table))
    expect(answer.estimate).toBe(expected.quantiles['0.5'])
    expect(answer.diagnostics.quantiles.map(({ share, value }) => [String(share), value])).toEqual(
      Object.entries(expected.quantiles),
    )
    expect(answer.intervals.map(({ low, high }) => [low, high])).toEqual([
      [expected.quantiles['0.1'], expected.quantiles['0.9']],
      [expected.quantiles['0.025'], expected.quantiles['0.975']],
    ])
    expect(answer.diagnostics.graphs).toBe({ 3: 8, 4: 61, 5: 822 }[table.lists.length])
    const { mean, mode, tailMass, topModels } = answer.diagnostics
    expect(relative(mean, expected.mean)).toBeLessThan(1e-6)
    expect(mode).toBe(expected.mode)
    expect(relative(tailMass, expected.tailMassAtMax)).toBeLessThan(1e-6)
    expect(topModels).toHaveLength(expected.topModels.length)
    topModels.forEach((model, i) => {
      const { prob, graph } = expected.topModels[i] as Golden['topModels'][number]
      const [, cliques = '', separators = ''] = /^C:(.*) S:(.*)$/.exec(graph) ?? []
      expect(nameOf(model.cliques, table), graph).toBe(sorted(cliques))
      expect(nameOf(model.separators, table), graph).toBe(sorted(separators))
      expect(relative(model.probability, prob), graph).toBeLessThan(1e-6)
      expect(relative(model.mean, expected.topModelMeans[i] as number), graph).toBeLessThan(1e-6)
    })
  })

  it('says of the five Dutch lists that the reference cut the second story off, and tells both', () => {
    const table = tableOf('Ned_5')
    const cut = finish(decomposableGraphEstimate(table, { maxMissing: 150_000 }))
    expect(cut.warnings).toContainEqual({ code: 'posterior-cut-off', maxMissing: 150_000, beyond: null })
    const whole = finish(decomposableGraphEstimate(table, { maxMissing: 250_000 }))
    const peaks = whole.warnings.find((finding) => finding.code === 'several-peaks')
    expect(peaks?.at).toHaveLength(2)
    expect(whole.intervals.at(-1)?.high).toBeGreaterThan(1.2 * (cut.intervals.at(-1)?.high as number))
  })
})
