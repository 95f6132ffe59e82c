import { expect, it } from 'vitest'
import { languages } from '../../ui/language.ts'
import { sayLabelled, saySettings } from './say-settings.ts'

it('What was asked for is said in words, without what was left empty', () => {
  const settings = {
    outcome: 'trafficked',
    missingWeights: 'refuse',
    domain: null,
    cluster: '',
    population: 18_000_000,
    seed: 20_261_122,
    later: 'kept as it is',
  }
  expect(saySettings(settings, 'en')).toBe(
    'answer: trafficked; without a weight: refused; population: 18,000,000; seed of chance: 20261122; later: kept as it is',
  )
  // A column that bears the name of a choice stays that column.
  expect(saySettings({ outcome: 'refuse' }, 'en')).toBe('answer: refuse')
  for (const language of languages)
    expect(saySettings(settings, language)).not.toMatch(/missingWeights|–|= |undefined/)
})

it('An estimate is named by its method once, and by its label where that says more', () => {
  expect(sayLabelled('nsum-mle', 'nsum-mle', 'en')).toBe('Network scale-up (ratio of sums)')
  expect(sayLabelled('change', 'change-two-waves', 'en')).toBe('Change between two waves')
  expect(sayLabelled('all', 'survey-mean', 'en')).toBe('everybody · Share or mean from a survey')
  expect(sayLabelled('wave 0', 'survey-mean', 'fr')).toMatch(/^vague 0 · /)
  expect(sayLabelled('sex=women', 'survey-mean', 'pt')).toMatch(/^sex=women · /)
})
