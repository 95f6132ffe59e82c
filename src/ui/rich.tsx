import { Fragment, type ReactNode } from 'react'
import type { Say, Values } from './language.ts'

/** What stands in for a tag: a node for `<mark/>`, a function of the inner text for `<link>…</link>`. */
export type RichParts = Record<string, ReactNode | ((text: ReactNode) => ReactNode)>

/**
 * A sentence with slots for nodes. The message holds tags, so that each
 * language puts them where its grammar wants them:
 *
 *     en: 'Read <link>why it is out</link>.<mark/>'
 *     <Rich say={say} word="why" parts={{ link: (text) => <a href="#why">{text}</a>, mark: <SourceMark id="tiers" /> }} />
 *
 * A tag without a part throws: a link that went missing would not be seen.
 */
export function Rich<Key extends string>({
  say,
  word,
  values,
  parts,
}: {
  say: Say<Key>
  word: Key
  values?: Values | undefined
  parts: RichParts
}) {
  return <>{richText(say(word, values), parts)}</>
}

/** The same for a sentence that has already been said. */
export function richText(sentence: string, parts: RichParts): ReactNode {
  const pieces: ReactNode[] = []
  const tag = /<(\w+)\s*\/>|<(\w+)>([\s\S]*?)<\/\2>/g
  let from = 0
  for (const match of sentence.matchAll(tag)) {
    const [whole, alone, around, inner = ''] = match
    const name = (alone ?? around) as string
    if (!(name in parts)) throw new Error(`the sentence “${sentence}” has <${name}>, which was given no part`)
    const part = parts[name]
    pieces.push(sentence.slice(from, match.index))
    pieces.push(typeof part === 'function' ? part(richText(inner, parts)) : part)
    from = match.index + whole.length
  }
  pieces.push(sentence.slice(from))
  // Pieces stand in a fixed order for one sentence, so their place is a sound key.
  return pieces.map((piece, place) => <Fragment key={place.toString()}>{piece}</Fragment>)
}
