import type { ReactElement } from 'react'
import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../ui/language.ts'
import { Page, renderPage } from '../ui/page.tsx'
import { assess } from './assess.ts'
import { aGroup, aLeaf, aMethodology, someInputs } from './builders.test-data.ts'
import { explanation } from './explanation.ts'
import { MethodologyPage } from './pages/methodology-page.tsx'
import { RankingSection } from './pages/ranking-section.tsx'
import { UnitPage } from './pages/unit-page.tsx'
import type { AssessmentView } from './pages/view.ts'
import { ruleInWords, whyNotSplit } from './rule-words.ts'
import { sayIn } from './sentences.ts'

/* Rules that compare and weights that the data give, where people read them. */

const methodology = aMethodology({
  criteria: aGroup('total', [aLeaf('a'), aLeaf('b'), aLeaf('c')], {
    aggregation: { topsis: 'vector' },
    missing: 'no total',
    weights: 'critic',
  }),
  gates: [],
})
const inputs = someInputs({
  a: { GHA: 90, KEN: 20, PER: 50, PHL: 60 },
  b: { GHA: 30, KEN: 70, PER: 60, PHL: null },
  c: { GHA: 45, KEN: 55, PER: 15, PHL: 60 },
})
const result = assess(methodology, inputs, { seed: 1, replicates: 0, shortlistSize: 2 })

function viewIn(language: Language): AssessmentView {
  const card = {
    methodology: 'example',
    version: 1,
    asOf: '2014-02-28',
    seed: 1,
    replicates: 0,
    shortlistSize: 2,
  }
  return {
    context: { language, path: '/assessments/x', assets: { css: [], js: [] }, sources: [] },
    assessment: {
      id: 'x',
      ...card,
      inputsDigest: '',
      resultDigest: '',
      inputs,
      result,
      made: '2014-03-01T00:00:00Z',
    },
    methodology,
    titles: new Map(),
  }
}

/** What a page says, without its markup; kinds of spaces and marks for direction are not words. */
function textOf(page: ReactElement): string {
  return plain(renderPage(page).replace(/<[^>]*>/g, ' '))
}
function plain(text: string): string {
  return text
    .replace(/&[a-z]+;|&#x?[0-9a-f]+;/gi, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll('’', ' ')
}

describe.each(languages)('In %s', (language) => {
  const view = viewIn(language)
  const { context } = view
  const say = sayIn(language)

  it('the ranking says that points are not split, the weights found, and who is not compared', () => {
    const text = textOf(
      <Page title="x" language={language} path="/" section="assessments" assets={context.assets} sources={[]}>
        <RankingSection view={view} filter={{ region: '', q: '' }} />
      </Page>,
    )
    expect(text).toContain(plain(say('ranking.not split')))
    expect(text).not.toContain(plain(say('ranking.factors')))
    expect(text).toContain(plain(say('why.missing', { what: 'b' })))
    const found = say('weights.found', { group: 'total', weights: '#' }).split('#')
    for (const part of found) expect(text).toContain(plain(part).trim())
  })

  it('a unit’s page says why its parts have no points', () => {
    const told = explanation(language, methodology, inputs, result, 'GHA')
    expect(textOf(<UnitPage view={view} told={told} />)).toContain(
      plain(whyNotSplit(language, methodology.criteria)!),
    )
  })

  it('the methodology says the rule and where the weights come from, and gives none of its own', () => {
    const text = textOf(
      <MethodologyPage
        view={{
          context,
          methodology,
          assessments: [],
          titles: new Map(),
          history: { record: { kind: 'assessment', id: 'x' }, events: [], more: false } as never,
          today: '2026-11-22',
          may: { allowed: true, sentence: '', because: '', remedy: '' },
        }}
      />,
    )
    expect(text).toContain(plain(ruleInWords(language, { topsis: 'vector' })))
    expect(text).toContain(plain(say('weights.critic')))
    expect(text).not.toMatch(/NaN|undefined/)
  })
})
