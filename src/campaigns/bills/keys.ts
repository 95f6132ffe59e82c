import type { EntryContent, Who } from './schema.ts'
import { dayOf } from './standing.ts'

/** A text as a part of a key: letters and digits, joined by hyphens. */
export const slugOf = (text: string, most = 60): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '')

const whoKey = ({ person, name, state, district }: Who): string =>
  person ?? slugOf([name, state, district].filter((part) => part !== null).join(' '))

/**
 * The key of an entry within its bill: what two sources tell of the same thing has the same key. A step that moves the
 * bill is known by its state alone, so that a source that has the day corrects one that has not.
 */
export function keyOf(content: EntryContent): string {
  switch (content.kind) {
    case 'action':
      return content.status === null
        ? `action-${dayOf(content) || 'undated'}-${slugOf(content.text)}`
        : `state-${content.status}`
    case 'sponsor':
      return 'sponsor'
    case 'cosponsor':
      return `cosponsor-${whoKey(content.who)}`
    case 'cosponsors printed':
      return 'cosponsors-printed'
    case 'vote':
      return `vote-${content.chamber}-${content.on}-${slugOf(content.question, 40)}`
    case 'related':
      return `related-${content.bill}`
    case 'position':
      return `position-${whoKey(content.who)}-${content.on}`
    case 'unknown':
      return `unknown-${content.about}`
    case 'dispute':
      return `dispute-${content.version}`
  }
}

/**
 * The key of an entry beside those that are there: a bill may come to one state twice, on two days, and somebody who
 * withdrew may join again.
 */
export function freeKey(content: EntryContent, taken: ReadonlyMap<string, EntryContent>): string {
  const first = keyOf(content)
  for (let place = 1; ; place += 1) {
    const key = place === 1 ? first : `${first}-${place}`
    const there = taken.get(key)
    if (there === undefined || isSame(there, content)) return key
  }
}

function isSame(there: EntryContent, content: EntryContent): boolean {
  if (content.kind === 'action' && content.status !== null && there.kind === 'action')
    // A day that is only “by then” is the same step, told less well.
    return dayOf(there) === dayOf(content) || (there.on === null && dayOf(content) <= dayOf(there))
  if (content.kind === 'cosponsor' && there.kind === 'cosponsor')
    return !(there.withdrawn !== null && content.joined !== null && content.joined >= there.withdrawn)
  return true
}
