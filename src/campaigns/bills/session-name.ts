import type { Language } from '../../ui/language.ts'
import type { PackCard } from '../legislatures/schema.ts'
import type { Bill } from './schema.ts'

/**
 * The session of a bill as people call it. Of one that no pack is of, it is called as another of the same legislature is,
 * where those only differ by their number; else by its own id.
 */
export function sessionName(
  cards: readonly Pick<PackCard, 'legislature' | 'session'>[],
  { legislature, session }: Pick<Bill, 'legislature' | 'session'>,
  language: Language,
): string {
  const own = cards.filter((card) => card.legislature.id === legislature)
  const exact = own.find((card) => card.session.id === session.id)
  if (exact !== undefined) return exact.session.name[language]
  if (!/^\d+$/.test(session.id)) return session.id
  for (const { session: other } of own) {
    const name = other.name[language]
    const called = new RegExp(`(?<!\\d)${other.id}(st|nd|rd|th)?(?!\\d)`)
    const found = /^\d+$/.test(other.id) ? called.exec(name) : null
    if (found !== null)
      return name.replace(called, `${session.id}${found[1] === undefined ? '' : ordinal(Number(session.id))}`)
  }
  return session.id
}

/** `st`, `nd`, `rd`, `th`: of the English names alone. */
const ordinal = (n: number): string =>
  ({ one: 'st', two: 'nd', few: 'rd' })[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(n) as 'one' | 'two' | 'few'
  ] ?? 'th'
