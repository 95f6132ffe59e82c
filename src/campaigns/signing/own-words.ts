/**
 * How much of a letter is its writer's own, in whole percent of its words: 0 for the text everybody sends, 100 for one
 * that shares nothing with it. Words of the template count once for each time they stand there, in any order, so that
 * moving a sentence does not make it one's own. Null where there is no letter.
 */
export function ownShare(template: string, written: string): number | null {
  const words = wordsOf(written)
  if (words.length === 0) return null
  const left = new Map<string, number>()
  for (const word of wordsOf(template)) left.set(word, (left.get(word) ?? 0) + 1)
  let own = 0
  for (const word of words) {
    const there = left.get(word) ?? 0
    if (there > 0) left.set(word, there - 1)
    else own += 1
  }
  // A single own word among thousands is some, and all but one is not all.
  const share = (100 * own) / words.length
  return share <= 50 ? Math.ceil(share) : Math.floor(share)
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}’']+/gu) ?? []
