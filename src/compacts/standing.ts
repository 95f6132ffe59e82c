import type { Kysely } from 'kysely'
import type { Tables } from '../house/database.ts'
import type { Language } from '../ui/language.ts'
import { type Agreement, inLanguage } from './agreement.ts'
import { closingDayOf } from './closing.ts'
import { suspensionsOf } from './life.ts'
import { isOver } from './steps.ts'
import type { CompactRow } from './store.ts'

/** What holds of a compact now beyond its state: every page of it says so first. */
export type Standing = {
  /** What is suspended, oldest first, since which day; `parts` by name, null for the whole. */
  suspended: { began: string; parts: string[] | null }[]
  /** Its last day, where that comes before the end of its term. */
  lastDay: string | null
}

/** How a compact stands, with parts of it named as in a text that names them; their keys where none does. */
export async function standingOf(
  db: Kysely<Tables>,
  { id, state, ends }: Pick<CompactRow, 'id' | 'state' | 'ends'>,
  agreement: Agreement | null,
  language: Language,
): Promise<Standing> {
  const named = (key: string) => {
    const text =
      agreement?.objectives.find((each) => each.key === key)?.text ??
      agreement?.initiatives.find((each) => each.key === key)?.title
    return text === undefined ? key : (inLanguage(text, language, agreement?.languages ?? []) ?? key)
  }
  const suspensions = isOver(state) ? [] : await suspensionsOf(db, id)
  const lastDay = await closingDayOf(db, id)
  return {
    suspended: suspensions.flatMap(({ began, ended, whole, elements }) =>
      ended === null ? [{ began: began.slice(0, 10), parts: whole ? null : elements.map(named) }] : [],
    ),
    lastDay: lastDay !== null && ends !== null && lastDay < ends ? lastDay : null,
  }
}
