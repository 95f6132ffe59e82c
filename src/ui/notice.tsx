import type { ReactNode } from 'react'

/** A word and a sentence: EXAMPLE, DRAFT, NOT IN THE PACK. No alarm colours. */
export function Notice({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div className="notice" role="note">
      <b className="notice-word">{word}</b>
      <span>{children}</span>
    </div>
  )
}
