import { printable } from '../../indicators/wording.ts'
import { between, formatNumber, type Language, speak } from '../../ui/language.ts'
import type { KeptResult } from './kept.ts'
import { sayMethod } from './say.ts'
import { said } from './words/settings.ts'
import { estimateWords } from './words.ts'

type Settings = Exclude<KeptResult, { design: 'lists' }>['settings']
type Word = keyof typeof said

const isWord = (word: string): word is Word => Object.hasOwn(said, word)
/** Settings that take one of a few words; all others name columns or groups as they stand in the file. */
const choices = new Set(['lonely', 'missingWeights', 'degreeZero', 'seeds'])

/** What was asked for, in words; what was left empty is not said, and what a later version named by its own name. */
export function saySettings(settings: Settings, language: Language): string {
  const say = speak(estimateWords, language)
  return Object.entries(settings)
    .flatMap(([name, value]) => {
      if (value === null || value === '') return []
      const known = `set.${name}`
      return [
        `${isWord(known) ? say(known) : printable(name)}${between(language, ':')}${sayValue(name, value, language)}`,
      ]
    })
    .join(between(language, ';'))
}

function sayValue(name: string, value: string | number | boolean, language: Language): string {
  const say = speak(estimateWords, language)
  if (typeof value === 'number')
    return name === 'seed' ? String(value) : formatNumber(language, value, { maximumFractionDigits: 4 })
  const choice = `is.${value}`
  return choices.has(name) && isWord(choice) ? say(choice) : printable(String(value))
}

/** An estimate by its method and, where it says something else than that, by its label. */
export function sayLabelled(label: string, method: string, language: Language): string {
  const say = speak(estimateWords, language)
  const wave = /^wave (.{1,100})$/.exec(label)?.[1]
  const name =
    label === 'all'
      ? say('label.all')
      : wave === undefined
        ? printable(label)
        : say('label.wave', { wave: printable(wave) })
  return label === method || label === 'change'
    ? sayMethod(method, language)
    : `${name} · ${sayMethod(method, language)}`
}
