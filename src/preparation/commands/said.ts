import { type FaultDetail, Unusable, WrongUse } from '../../house/errors.ts'
import { type Dictionary, type Language, speak, type Values } from '../../ui/language.ts'
import { sentences } from './sentences.ts'

type Sentence = keyof typeof sentences
/** What can be wrong: a word with a title, perhaps with a message and a remedy of its own. */
export type Wrongness = Exclude<Sentence, `${string} message` | `${string} remedy`>

const spoken = (order: 0 | 1 | 2 | 3) =>
  Object.fromEntries(Object.entries(sentences).map(([word, four]) => [word, four[order]])) as Record<
    Sentence,
    string
  >

/** What the commands say where something was asked wrongly, or a file cannot be read. */
export const commandWords: Dictionary<Sentence> = {
  en: spoken(0),
  fr: spoken(1),
  es: spoken(2),
  pt: spoken(3),
}

/** Something was asked wrongly; it is said in the language of whoever asked, where the command ends. */
export class AskedWrongly extends Error {
  readonly word: Wrongness
  readonly values: Values
  readonly place: string | undefined
  readonly remedy: Sentence | undefined

  constructor(word: Wrongness, values: Values, place?: string, remedy?: Sentence) {
    super(word)
    this.word = word
    this.values = values
    this.place = place
    this.remedy = remedy
  }

  in(language: Language): WrongUse {
    return new WrongUse(...told(this, language))
  }
}

/** A file cannot be used, whatever is in it. */
export function unusable(word: Wrongness, language: Language, place: string, values: Values = {}): Unusable {
  return new Unusable(...told({ word, values, place, remedy: undefined }, language))
}

/** Title and detail of what is wrong. */
export function told(
  { word, values, place, remedy }: Pick<AskedWrongly, 'word' | 'values' | 'place' | 'remedy'>,
  language: Language,
): [string, FaultDetail[]] {
  const say = speak(commandWords, language)
  const said = (key: string) => (key in sentences ? say(key as Sentence, values) : undefined)
  const [message, next] = [said(`${word} message`), said(remedy ?? `${word} remedy`)]
  const detail: FaultDetail = {
    ...(place === undefined ? {} : { place }),
    message: message ?? next ?? '',
    ...(message !== undefined && next !== undefined ? { remedy: next } : {}),
  }
  return [say(word, values), [detail]]
}
