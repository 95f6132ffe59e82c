import { describe, expect, it } from 'vitest'
import { checkDictionary } from './check-dictionary.ts'
import { languages, speak } from './language.ts'
import { keepWords } from './words/keep.ts'
import { uiSameAsEnglish, uiWords } from './words.ts'

describe('The words of the parts of pages', () => {
  it('are complete and translated in every language', () => {
    expect(checkDictionary(uiWords, uiSameAsEnglish)).toEqual([])
    expect(checkDictionary(keepWords, [])).toEqual([])
  })

  it.each(languages)('fill their slots in %s', (language) => {
    const say = speak(uiWords, language)
    expect(say('form.summary', { count: 3 })).toContain('3')
    expect(say('sources.mark', { number: 7, title: 'WGI' })).toContain('7')
    expect(say('sources.mark', { number: 7, title: 'WGI' })).toContain('WGI')
  })
})

describe('Checking a dictionary', () => {
  const sound = {
    en: { a: '{n, plural, one {one thing} other {# things}}', b: 'Read <link>more</link>' },
    fr: { a: '{n, plural, one {une chose} other {# choses}}', b: 'En lire <link>plus</link>' },
    es: { a: '{n, plural, one {una cosa} other {# cosas}}', b: 'Leer <link>más</link>' },
    pt: { a: '{n, plural, one {uma coisa} other {# coisas}}', b: 'Ler <link>mais</link>' },
  }
  const withFrench = (fr: Record<string, string>) => checkDictionary({ ...sound, fr: { ...sound.fr, ...fr } })

  it('finds nothing wrong with a sound one', () => {
    expect(checkDictionary(sound)).toEqual([])
  })

  it('finds what is missing', () => {
    const { b: _, ...rest } = sound.fr
    expect(checkDictionary({ ...sound, fr: rest } as typeof sound)).toEqual(['fr:b is missing'])
  })

  it('finds what is empty', () => {
    expect(withFrench({ b: ' ' })).toContain('fr:b is empty')
  })

  it('finds what was left in English, unless it is allowed', () => {
    expect(withFrench({ b: sound.en.b })).toEqual(['fr:b is the same as English: “Read <link>more</link>”'])
    expect(checkDictionary({ ...sound, fr: { ...sound.fr, b: sound.en.b } }, ['fr:b'])).toEqual([])
  })

  it('finds an allowance nobody uses', () => {
    expect(checkDictionary(sound, ['fr:b'])).toEqual(['fr:b is allowed to equal English and does not'])
  })

  it('finds other placeholders and other tags', () => {
    expect(withFrench({ a: '{m, plural, one {une} other {#}}' })[0]).toContain(
      'fr:a has the slots m (plural)',
    )
    expect(withFrench({ b: 'En lire plus' })).toEqual(['fr:b has the slots none, English has <link>'])
  })

  it('finds straight apostrophes and broken messages', () => {
    expect(withFrench({ b: "D'où <link>ça</link>" })).toEqual(['fr:b has a straight apostrophe; write ’'])
    expect(withFrench({ a: '{n, plural, one {' })[0]).toContain('fr:a is not a message')
  })
})
