import { expect, it } from 'vitest'
import { languages } from '../../ui/language.ts'
import { fromLists, fromSurvey } from './estimates.test-data.ts'
import { headOf } from './head.ts'
import type { Kept } from './kept.ts'
import { figureOf, mainInterval, sayAnswer } from './say.ts'

const answer = (kept: Kept, language: (typeof languages)[number]) => {
  const head = headOf(kept)
  return sayAnswer(
    figureOf(head) ?? {
      value: 370,
      step: 10,
      intervals: [{ level: 0.95, low: 300, high: 520, kind: 'conditional' }],
    },
    head,
    language,
  )
}

it.each(
  languages,
)('An interval that takes the model as known says so where it is said, in %s', (language) => {
  const narrow = {
    en: 'takes the model as known',
    fr: 'tient le modèle',
    es: 'toma el modelo',
    pt: 'toma o modelo',
  }
  expect(answer(fromLists(), language)).toContain(narrow[language])
  expect(answer(fromSurvey(), language)).not.toContain(narrow[language])
})

it('An interval that allows for the choice of the model goes before one that does not, whatever its level', () => {
  const conditional = { level: 0.95, low: 2, high: 3, kind: 'conditional' as const }
  const bca = { level: 0.8, low: 1, high: 9, kind: 'bca' as const }
  expect(mainInterval([conditional, bca])).toBe(bca)
  expect(mainInterval([conditional, { ...conditional, level: 0.99 }])).toBe(conditional)
  expect(mainInterval([])).toBeNull()
})

it('A share that has no width, of a full count, is told as that share and never as nobody', () => {
  const kept = fromSurvey()
  if (kept.result.design === 'lists') throw new Error('a survey is no lists')
  const [one] = kept.result.estimates
  if (one?.estimate.status !== 'ok') throw new Error('a survey has an estimate')
  one.estimate.estimate = 0.1
  one.estimate.intervals = [{ level: 0.95, low: 0.1, high: 0.1, kind: 'exact' }]
  one.estimate.diagnostics = { respondents: 200, withOutcome: 20 }
  expect(headOf(kept).figure).toMatchObject({ value: 0.1, intervals: [{ low: 0.1, high: 0.1 }] })
})
