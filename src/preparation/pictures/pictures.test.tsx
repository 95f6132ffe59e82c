import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import { specificationTable } from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { LanguageContext } from '../../ui/voice.tsx'
import { DistributionNumbers, DistributionPicture, drawnIn, resampledOf } from './distribution.tsx'
import { SpecificationForest, SpecificationNumbers } from './forest.tsx'
import { OverlapNumbers, OverlapPicture } from './overlap.tsx'
import { pictureWords } from './words.ts'

const lists = ['police', 'shelters', 'hotline']
const table = overlapTable(lists, [0, 54, 31, 7, 22, 0, 4, 2])

describe('The picture of who was found by whom', () => {
  const picture = renderToStaticMarkup(<OverlapPicture lists={lists} counts={table.counts} />)

  it('has a row for each combination that somebody has, the largest first, in words and as a number', () => {
    expect(textOf(picture)).toMatch(/police alone.*54.*shelters alone.*31.*hotline alone.*22/)
    expect(textOf(picture)).toContain('police, shelters and hotline')
    expect(textOf(picture)).not.toContain('police and hotline')
    expect(textOf(picture)).toContain('1 of 7 possible combinations have nobody')
  })

  it('hatches a count that is not told, and writes no number for it', () => {
    const hidden = renderToStaticMarkup(
      <OverlapPicture lists={lists} counts={[0, 54, 31, null, 22, 0, null, null]} />,
    )
    expect(hidden).toContain('url(#hatch)')
    expect(textOf(hidden)).toContain('police and shelters fewer than 10')
    const numbers = renderToStaticMarkup(
      <OverlapNumbers lists={lists} counts={[0, 54, 31, null, 22, 0, null, null]} />,
    )
    expect(textOf(numbers)).toContain('police and shelters fewer than 10')
  })

  it('says how many combinations stand in the table alone', () => {
    const few = renderToStaticMarkup(<OverlapPicture lists={lists} counts={table.counts} most={2} />)
    expect(textOf(few)).toContain('The 4 smallest combinations stand in the table alone')
    expect(textOf(few)).not.toContain('hotline alone')
  })
})

describe('The picture of estimates side by side', () => {
  const specification = finish(specificationTable(table, { resamples: 0 }))

  it.each(languages)('stands in %s with every row, and its numbers in the table', (language) => {
    const drawn = renderToStaticMarkup(
      <LanguageContext value={language}>
        <SpecificationForest specification={specification} chosen="stepwise-0.02" />
        <SpecificationNumbers specification={specification} chosen="stepwise-0.02" />
      </LanguageContext>,
    )
    const rows = specification.rows.length + specification.leftOut.length + specification.merged.length
    expect(drawn.match(/<th scope="row"/g)).toHaveLength(2 * rows)
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('marks a lower bound as one, and dashes an interval that holds only for a model known beforehand', () => {
    const drawn = renderToStaticMarkup(<SpecificationForest specification={specification} />)
    expect(textOf(drawn)).toMatch(/Lower bound \(Chao\) *at least \d/)
    expect(drawn).toContain('forest-line-narrow')
  })

  it('draws the hatch where no estimate exists, and says why in the table', () => {
    const apart = finish(
      specificationTable(overlapTable(lists, [0, 5, 4, 0, 3, 0, 0, 0]), {
        resamples: 0,
        only: ['independence'],
      }),
    )
    expect(apart.rows[0]?.estimate.status).toBe('no-estimate')
    const drawn = renderToStaticMarkup(<SpecificationForest specification={apart} />)
    expect(drawn).toContain('url(#hatch)')
    expect(textOf(drawn)).toContain('no estimate')
  })
})

describe('The picture of what resamples gave', () => {
  const [row] = finish(specificationTable(table, { resamples: 60, only: ['stepwise-0.02'] })).rows
  const estimate = row?.estimate
  if (estimate?.status !== 'ok') throw new Error('an estimate is wanted')
  const histogram = resampledOf(estimate)
  if (histogram === null) throw new Error('resamples are wanted')

  it('is the same fresh, through JSON, and as it is kept', () => {
    expect(drawnIn(histogram)).toBe(60)
    expect(resampledOf(JSON.parse(JSON.stringify(estimate)))).toEqual(histogram)
    expect(resampledOf({ ...estimate, diagnostics: { bootstrap: { histogram } } })).toEqual(histogram)
    expect(resampledOf({ ...estimate, diagnostics: { resampled: histogram } })).toEqual(histogram)
    expect(resampledOf({ ...estimate, diagnostics: { resampled: { from: 1, counts: ['a'] } } })).toBeNull()
  })

  it.each(languages)('stands in %s with a bar for each step and all of them in the table', (language) => {
    const drawn = renderToStaticMarkup(
      <LanguageContext value={language}>
        <DistributionPicture
          histogram={histogram}
          estimate={{ value: estimate.estimate, text: '123' }}
          of="people"
        />
        <DistributionNumbers histogram={histogram} of="people" />
      </LanguageContext>,
    )
    expect(drawn.match(/<rect/g)).toHaveLength(histogram.counts.length)
    expect(drawn).toContain('123')
    const times = [...drawn.matchAll(/<td[^>]*>(?:<[^>]*>)*(\d+)(?:<[^>]*>)*<\/td><\/tr>/g)].map((each) =>
      Number(each[1]),
    )
    expect(times.reduce((sum, each) => sum + each, 0)).toBe(60)
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('The words of the pictures', () => {
  it('stand in four languages', () => {
    expect(checkDictionary(pictureWords)).toEqual([])
  })
})

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}
