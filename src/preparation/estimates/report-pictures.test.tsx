import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { finish } from '../../estimators/numeric/run.ts'
import { languages } from '../../ui/language.ts'
import { LanguageContext } from '../../ui/voice.tsx'
import { readTextTable } from '../text-table.ts'
import type { AnyComputation } from '../workbench/computations.ts'
import { nsumComputation } from '../workbench/network/nsum/compute.ts'
import { nsumPath } from '../workbench/network/nsum/path.tsx'
import { rdsComputation } from '../workbench/network/rds/compute.ts'
import { rdsPath } from '../workbench/network/rds/path.tsx'
import type { AnyPath } from '../workbench/paths.ts'
import { lookOver } from '../workbench/sheet.ts'
import { readKept } from './check.ts'
import { fromLists, fromPublication, fromSurvey } from './estimates.test-data.ts'
import type { KeptComputed } from './kept.ts'
import { Blocks } from './pages/blocks.tsx'
import { recruitmentBlocks, resampledBlocks, truthBlocks } from './report-pictures.ts'
import { viewOf } from './view.ts'
import { withoutCounts } from './without-counts.ts'
import { withoutOtherResamples } from './without-resamples.ts'

/* What the workbench keeps, drawn in the report: for who may run studies whole, for everybody as far as it tells of nobody. */

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

const rds = keptBy(rdsPath, rdsComputation, { resamples: '80' })
const nsum = keptBy(nsumPath, nsumComputation, { population: '1000000', resamples: '80' })
const lists = fromLists({}, { resamples: 60 })
lists.result = withoutOtherResamples(lists.result)

const asked = (kept: KeptComputed, whole = true) => ({
  head: { quantity: kept.quantity },
  whole,
  language: 'en' as const,
})

describe('The report of an estimate', () => {
  it.each([
    ['lists', lists],
    ['a recruited sample', rds],
    ['scale-up', nsum],
  ])('draws how the resamples lay, with its table, where it is of %s', (_, kept) => {
    expect(readKept(JSON.parse(JSON.stringify(kept)))).toHaveProperty('kept')
    const blocks = resampledBlocks(kept, asked(kept))
    const [sentence, picture, table] = blocks
    expect(sentence).toMatchObject({
      is: 'sentence',
      text: expect.stringMatching(/drawn anew (60|80|[56]\d) times/),
    })
    if (picture?.is !== 'distribution' || table?.is !== 'table')
      throw new Error('picture and table are wanted')
    expect(picture.histogram.counts.length).toBeLessThanOrEqual(40)
    expect(table.rows.length).toBeLessThanOrEqual(13)
    for (const language of languages) {
      const drawn = renderToStaticMarkup(
        <LanguageContext value={language}>
          <Blocks blocks={resampledBlocks(kept, { ...asked(kept), language })} />
        </LanguageContext>,
      )
      expect(drawn).toContain('<svg')
      expect(drawn).not.toMatch(/NaN|undefined|Infinity|\{[a-z]+\}/)
    }
  })

  it('tells everybody that it is kept back, and why', () => {
    for (const kept of [lists, rds, nsum])
      expect(resampledBlocks(kept, asked(kept, false))).toEqual([
        { is: 'note', text: expect.stringContaining('kept back') },
      ])
    expect(recruitmentBlocks(rds, { whole: false, language: 'en' })).toEqual([])
  })

  it('says so where it was not kept, and nothing where nothing was drawn anew', () => {
    if (lists.result.design !== 'lists') throw new Error('lists are wanted')
    const bare = { ...lists, result: withoutCounts(lists.result, true) }
    expect(resampledBlocks(bare, asked(bare))).toEqual([
      { is: 'note', text: expect.stringContaining('was not kept') },
    ])
    expect(resampledBlocks(fromSurvey(), asked(fromSurvey()))).toEqual([])
    const published = fromPublication()
    expect(resampledBlocks(published, asked(rds))).toEqual([])
  })

  it('draws a recruited sample by wave and by tree, each with its table, and none of fewer than ten people', () => {
    const blocks = recruitmentBlocks(rds, { whole: true, language: 'en' })
    expect(blocks.map(({ is }) => is)).toEqual(['sentence', 'dots', 'table', 'sentence', 'dots', 'table'])
    const [settled, , waves, apart, , trees] = blocks
    expect(settled).toMatchObject({ text: expect.stringMatching(/between \d.*% and \d.*%; it ended at \d/) })
    expect(apart).toMatchObject({ text: expect.stringMatching(/says \d.*% to \d.*%\./) })
    if (waves?.is !== 'table' || trees?.is !== 'table') throw new Error('tables are wanted')
    for (const [, people, share] of waves.rows) if (Number(people) < 10) expect(share).toBe('kept back')
    for (const [, people] of trees.rows) expect(Number(people)).toBeGreaterThanOrEqual(10)
    expect(renderToStaticMarkup(<Blocks blocks={blocks} />)).not.toMatch(/NaN|undefined/)
  })

  it('draws the known groups of a scale-up, truth beside estimate', () => {
    for (const whole of [true, false]) {
      const [found, picture] = truthBlocks(viewOf(nsum, { whole }).backEstimates, 'en')
      expect(found).toMatchObject({ text: expect.stringContaining('6 of 7 groups of known size') })
      expect(picture).toMatchObject({ is: 'truth' })
      const drawn = renderToStaticMarkup(<Blocks blocks={picture === undefined ? [] : [picture]} />)
      expect(drawn).toContain('within one and a half times')
      expect(drawn).toContain('only-narrow')
    }
    expect(truthBlocks([], 'en')).toEqual([])
  })
})
