import { type Language, speak } from '../../ui/language.ts'
import { dictionaryOf } from '../rows.ts'
import { wholeOf } from './look-up.ts'
import type { Pack } from './schema.ts'

const words = dictionaryOf({
  'cd:one': [
    '{whole}, its one district',
    '{whole}, circonscription unique',
    '{whole}, distrito único',
    '{whole}, círculo único',
  ],
  cd: [
    '{whole}, district {number}',
    '{whole}, {number}e circonscription',
    '{whole}, distrito {number}',
    '{whole}, círculo {number}',
  ],
  'cd:first': [
    '{whole}, district {number}',
    '{whole}, 1re circonscription',
    '{whole}, distrito {number}',
    '{whole}, círculo {number}',
  ],
  sldl: [
    '{whole}, lower house, district {number}',
    '{whole}, chambre basse, circonscription {number}',
    '{whole}, cámara baja, distrito {number}',
    '{whole}, câmara baixa, círculo {number}',
  ],
  sldu: [
    '{whole}, upper house, district {number}',
    '{whole}, chambre haute, circonscription {number}',
    '{whole}, cámara alta, distrito {number}',
    '{whole}, câmara alta, círculo {number}',
  ],
})

/** A division in the reader’s language: the name of the pack in English, and districts of a state by their number elsewhere. */
export function placeIn(pack: Pick<Pack, 'divisions'>, division: string, language: Language): string {
  const name = pack.divisions.find((each) => each.division === division)?.name ?? division
  if (language === 'en') return name
  const [, kind, number] = /\/(cd|sldl|sldu):([^/]+)$/.exec(division) ?? []
  const whole = pack.divisions.find((each) => each.division === wholeOf(division))?.name
  if (kind === undefined || number === undefined || whole === undefined || whole === name) return name
  const say = speak(words, language)
  if (kind !== 'cd') return say(kind as 'sldl' | 'sldu', { whole, number })
  if (number === 'at-large') return say('cd:one', { whole })
  return say(number === '1' ? 'cd:first' : 'cd', { whole, number })
}
