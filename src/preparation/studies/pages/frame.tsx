import { type Language, pathIn, speak } from '../../../ui/language.ts'
import { words as codebookWords } from '../words/codebooks.ts'
import { words } from '../words/studies.ts'

/** The way back to the room. */
export const prepareCrumb = (language: Language) => ({
  name: speak(words, language)('room'),
  href: pathIn(language, '/prepare'),
})

export const studyCrumbs = (language: Language) => [
  prepareCrumb(language),
  { name: speak(words, language)('list.title'), href: pathIn(language, '/studies') },
]

export const codebookCrumbs = (language: Language) => [
  prepareCrumb(language),
  { name: speak(codebookWords, language)('title'), href: pathIn(language, '/codebooks') },
]

/** A text as it was typed, its lines as paragraphs. */
export function Paragraphs({ text, lang }: { text: string; lang?: string }) {
  return (
    <>
      {text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name
          <p key={place} className="prose" lang={lang}>
            {line}
          </p>
        ))}
    </>
  )
}
