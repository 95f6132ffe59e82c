import { createContext, useContext } from 'react'
import { type Dictionary, formatNumber, type Language, type Say, speak } from './language.ts'
import type { UiKey } from './words/en.ts'
import { uiWords } from './words.ts'

/** The language the page is read in; `<Page>` sets it, parts ask for it. */
export const LanguageContext = createContext<Language>('en')

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** A room's words in the language of the page. */
export function useWords<Key extends string>(dictionary: Dictionary<Key>): Say<Key> {
  return speak(dictionary, useLanguage())
}

/** The words of the parts themselves. */
export function useUiWords(): Say<UiKey> {
  return useWords(uiWords)
}

export type NumberStyle = {
  /** Digits behind the point; as many as the number has (3 at most) when not given. */
  digits?: number | undefined
  /** Show a plus before positive numbers, as on a scale around zero. */
  signed?: boolean | undefined
}

/** A number as the reader writes it, with a true minus. */
export function writeNumber(language: Language, value: number, { digits, signed }: NumberStyle = {}): string {
  const text = formatNumber(language, value, {
    ...(digits === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    ...(signed ? { signDisplay: 'exceptZero' as const } : {}),
  })
  return text.replace('-', '−')
}
