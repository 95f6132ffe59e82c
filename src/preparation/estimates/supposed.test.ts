import { describe, expect, it } from 'vitest'
import { finish } from '../../estimators/numeric/run.ts'
import { languages } from '../../ui/language.ts'
import { someFacts } from '../studies/studies.test-data.ts'
import { readTextTable } from '../text-table.ts'
import type { AnyComputation } from '../workbench/computations.ts'
import { nsumComputation } from '../workbench/network/nsum/compute.ts'
import { nsumPath } from '../workbench/network/nsum/path.tsx'
import { rdsComputation } from '../workbench/network/rds/compute.ts'
import { rdsPath } from '../workbench/network/rds/path.tsx'
import { twoWavesComputation } from '../workbench/network/two-waves/compute.ts'
import { twoWavesPath } from '../workbench/network/two-waves/path.tsx'
import type { AnyPath } from '../workbench/paths.ts'
import { lookOver } from '../workbench/sheet.ts'
import { fromPublication, fromSurvey } from './estimates.test-data.ts'
import { headOf } from './head.ts'
import type { KeptComputed } from './kept.ts'
import { reportOf } from './report.ts'
import { supposedBlocks } from './supposed.ts'
import { viewOf } from './view.ts'

/** What the workbench keeps of its example. */
function keptBy(path: AnyPath, computation: AnyComputation, more: object): KeptComputed {
  const [example] = path.examples('en')
  const looked = Object.entries(example?.texts ?? {}).map(
    ([slot, text]) => [slot, lookOver(readTextTable(text), { file: `${slot}.csv`, digest: '' })] as const,
  )
  const sheets = Object.fromEntries(looked.map(([slot, { sheet }]) => [slot, sheet]))
  const tables = Object.fromEntries(looked.map(([slot, { table }]) => [slot, table]))
  const settings = { ...path.begin(sheets), ...more }
  const result = finish(computation.compute(tables, settings))
  const key = path.choices(result, settings, 'en')[0]?.key ?? ''
  return fromSurvey({
    quantity: path.quantity(result, settings),
    result: JSON.parse(JSON.stringify(path.kept(result, settings, key, 'because'))),
  })
}

const rds = keptBy(rdsPath, rdsComputation, { population: '1000', resamples: '80' })
const nsum = keptBy(nsumPath, nsumComputation, { population: '1000000', resamples: '80' })
const waves = {
  ...keptBy(twoWavesPath, twoWavesComputation, {}),
  firstWave: { from: '2019-03-01', to: '2019-04-30' },
}

const blocksOf = (kept: KeptComputed, whole = true, language: (typeof languages)[number] = 'en') =>
  supposedBlocks({ kept, head: headOf(kept), view: viewOf(kept, { whole }), language })
const saidOf = (...of: Parameters<typeof blocksOf>) => JSON.stringify(blocksOf(...of))

describe('What would change an estimate', () => {
  it('by scale-up is told to everybody: how many of their acquaintances know', () => {
    for (const whole of [true, false]) {
      const blocks = blocksOf(nsum, whole)
      const [sentence, known, degree] = blocks
      expect(sentence).toMatchObject({
        is: 'sentence',
        text: expect.stringMatching(/Supposed was 100%; had 50% known, it would be [\d,]+ people/),
      })
      if (known?.is !== 'table' || degree?.is !== 'table') throw new Error('two tables are wanted')
      expect(known.rows.map(([value]) => value)).toContain('50%')
      expect(known.rows.map(([value]) => value)).toContain('100% (in use)')
      const of = (value: string) =>
        Number(known.rows.find(([name]) => name === value)?.[1]?.replace(/,/g, ''))
      const ratio = of('50%') / of('100% (in use)')
      expect(ratio).toBeGreaterThan(1.8)
      expect(ratio).toBeLessThan(2.2)
      expect(degree.rows.length).toBeGreaterThan(2)
    }
    // Which known group, and who reported most, is of the data.
    expect(saidOf(nsum)).toContain('Without one of the known groups')
    expect(saidOf(nsum, false)).not.toContain('Without')
    expect(saidOf(nsum, false)).toContain('Reckoned from the figure told above')
  })

  it('by scale-up has no row of more people than there are', () => {
    const few = structuredClone(nsum)
    if (few.result.design === 'lists') throw new Error('a scale-up is no lists')
    const estimate = few.result.estimates[few.result.chosen]?.estimate
    if (estimate?.status !== 'ok') throw new Error('an estimate is wanted')
    estimate.diagnostics.population = estimate.estimate * 1.5
    expect(saidOf(few)).toContain('"more than there are in all","–"')
    expect(saidOf(few)).toContain('had 50% known, it would be more than there are in all')
  })

  it('from a recruited sample is told to who runs studies: other populations and other ways to draw anew', () => {
    const said = saidOf(rds)
    for (const part of [
      'By the size of the population',
      'by each way of drawing',
      'as often as chance',
      'before it no longer matters',
    ])
      expect(said).toContain(part)
    expect(blocksOf(rds, false)).toEqual([])
  })

  it('between two waves is its ratio, and how likely falls are', () => {
    expect(saidOf(waves)).toMatch(/The second figure is [\d.]+ times the first/)
    expect(saidOf(waves)).toContain('How likely a fall by at least so much is')
    expect(blocksOf(waves, false)).toEqual([])
  })

  it('between two waves is told in points in every table, never in per cent', () => {
    const facts = someFacts({ title: 'Lake study', method: 'two-waves' })
    const row = {
      id: 'x',
      study: 'y',
      country: 'GHA',
      head: headOf(waves),
      codebook: null,
      public: true,
      replaces: null,
      replacedBy: null,
      replacedInPublic: null,
      replacesInPublic: null,
      differs: false,
      reason: null,
      made: '2026-11-22T10:00:00.000Z',
      enteredBy: null,
      published: null,
      kept: waves,
      hash: 'f'.repeat(64),
      of: { id: 'y', country: 'GHA', state: 'published' as const, facts, codebook: null },
      check: null,
    }
    const points = { en: 'percentage point', fr: 'de pourcentage', es: 'porcentual', pt: 'percentua' }
    for (const whole of [true, false])
      for (const language of languages) {
        const { sections } = reportOf(row, language, { whole })
        const blocks = (id: string) => sections.find((section) => section.id === id)?.blocks ?? []
        const [limits] = blocks('estimate').flatMap((block) => (block.is === 'table' ? [block] : []))
        for (const [, low, high] of limits?.rows ?? []) {
          expect(low).toContain(points[language])
          expect(high).toContain(points[language])
        }
        expect(limits?.rows.length).toBe(2)
        const periods = blocks('answer').flatMap((block) => (block.is === 'facts' ? block.rows : []))
        const texts = periods.map(([, text]) => text)
        expect(texts.some((text) => text.includes('2019'))).toBe(true)
        expect(texts.some((text) => text.includes('2021'))).toBe(true)
        const side = JSON.stringify(blocks('methods'))
        expect(side).toContain(points[language])
        expect(JSON.stringify(blocks('trend'))).toContain(points[language])
      }
  })

  it('is said in four languages, and not at all of a publication', () => {
    for (const kept of [rds, nsum, waves])
      for (const language of languages)
        expect(saidOf(kept, true, language)).not.toMatch(/NaN|undefined|Infinity|\{[a-z]+\}/)
    const kept = fromPublication()
    expect(
      supposedBlocks({ kept, head: headOf(kept), view: viewOf(nsum, { whole: true }), language: 'en' }),
    ).toEqual([])
  })
})
