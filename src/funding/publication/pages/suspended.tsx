import { words as compactWords } from '../../../compacts/words/words.ts'
import { between, formatDay, formatList, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Sentence } from '../../../ui/section.tsx'
import type { PublicSuspension } from '../snapshot.ts'
import { suspendedNow } from '../story.ts'
import { type Parts, told } from './parts.tsx'

/** What a suspension is about, by name. */
export function suspendedParts(parts: Parts, { whole, elements }: PublicSuspension): string {
  const { snapshot, language, say } = parts
  if (whole) return say('suspended.all')
  const { objectives = [], initiatives = [] } = snapshot.agreement ?? {}
  const named = (key: string) =>
    told(
      parts,
      objectives.find((each) => each.key === key)?.text ??
        initiatives.find((each) => each.key === key)?.title,
      key,
    )
  return formatList(
    language,
    elements.map((key) => say('quoted', { text: named(key) })),
  )
}

const sentenceOf = (parts: Parts, suspension: PublicSuspension): string =>
  suspension.whole
    ? parts.say('suspended.whole', { day: formatDay(parts.language, suspension.began) })
    : parts.say('suspended.part', {
        day: formatDay(parts.language, suspension.began),
        parts: suspendedParts(parts, suspension),
      })

/** First of all: what does not count at present, why, and how it ends. */
export function SuspendedInShort(parts: Parts) {
  const { snapshot, language, say } = parts
  const sayCompact = speak(compactWords, language)
  return suspendedNow(snapshot).map((each) => {
    const open = each.corrections.filter(({ corrected }) => corrected === null)
    return (
      <div key={`${each.began} ${each.elements.join(' ')}`}>
        <Sentence>{sentenceOf(parts, each)}</Sentence>
        <p className="note">
          {say('suspended.why', { ground: sayCompact(`ground.${each.ground}`), reason: each.reason })}
        </p>
        {open.length === 0 ? null : (
          <p className="note">
            {say('suspended.correct', {
              what: open
                .map(({ text }) => say('quoted', { text: text.trim().replace(/\.$/, '') }))
                .join(between(language, ';')),
            })}
          </p>
        )}
      </div>
    )
  })
}

/** The mark at what a suspension stops. */
export function SuspendedMark(parts: Parts) {
  const { snapshot, say } = parts
  const all = suspendedNow(snapshot)
  if (all.length === 0) return null
  return (
    <Notice word={say('suspended.word')}>
      {[...all.map((each) => sentenceOf(parts, each)), say('suspended.money')].join(' ')}
    </Notice>
  )
}
