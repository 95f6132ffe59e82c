import { expect, it } from 'vitest'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { describe as describeFinding, sentenceOf } from './check.ts'
import { rules } from './tables.ts'
import { say, words } from './words.ts'

it('The IATI room says every sentence in four languages', () => {
  // Our sentences take `<` and `{prefix}="…"` as they are; only names in braces are places.
  const plain = (table: Record<string, string>) =>
    Object.fromEntries(Object.entries(table).map(([key, text]) => [key, text.replaceAll('<', '‹')]))
  const asMessages = { en: plain(words.en), fr: plain(words.fr), es: plain(words.es), pt: plain(words.pt) }
  expect(checkDictionary(asMessages, [])).toEqual([])
})

it('Every sentence of a finding has its remedy', () => {
  const alone = Object.keys(words.en).filter(
    (key) =>
      !/ remedy$|^(what|form|severity|report)\./.test(key) && !Object.hasOwn(words.en, `${key} remedy`),
  )
  expect(alone).toEqual([])
})

it('A finding can be said in another language', () => {
  const finding = {
    id: '2.1.2',
    severity: 'error',
    line: 1,
    path: '/',
    message: '',
    remedy: '',
    kind: 'rule.shares sum',
    values: { what: 'what.sectors', value: '90' },
  } as const
  expect(describeFinding(finding, 'en').message).toContain('sectors of one vocabulary add up to 90')
  expect(describeFinding(finding, 'es').message).toContain('sectores de un mismo vocabulario suman 90')
})

it('A value from a file is never taken for a place or a sentence', () => {
  expect(say('en', 'rule.spaces', { value: '{form} what.sectors ' })).toContain('{form} what.sectors ')
})

it('No rule of the standard is told in the words of its formula', () => {
  const formulas = [
    'rule.if_then',
    'rule.atleast_one',
    'rule.no_more_than_one',
    'rule.one_or_all',
    'rule.unique',
  ]
  expect(rules().filter((rule) => formulas.includes(sentenceOf(rule)))).toEqual([])
})
