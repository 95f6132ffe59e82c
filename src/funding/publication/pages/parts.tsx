import { inLanguage, type Text } from '../../../compacts/agreement.ts'
import { type Language, pathIn, type Say } from '../../../ui/language.ts'
import type { outletNames } from '../data-routes.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Word } from '../words/words.ts'

/** What every part of the page is given. */
export type Parts = { snapshot: Snapshot; language: Language; say: Say<Word>; iati: boolean }

/** A text of the compact in the reader’s language, else in one of its own, which is then named to who reads aloud. */
export function Told({ text, snapshot, language }: { text: Text; snapshot: Snapshot; language: Language }) {
  const languages = snapshot.agreement?.languages ?? []
  if ((text[language] ?? '').trim() !== '') return <>{text[language]}</>
  const other = languages.find((each) => (text[each] ?? '').trim() !== '')
  return other === undefined ? null : <span lang={other}>{text[other]}</span>
}

export const told = ({ snapshot, language }: Parts, text: Text | undefined, key: string): string =>
  (text === undefined ? null : inLanguage(text, language, snapshot.agreement?.languages ?? [])) ?? key

export const partyName = (parts: Parts, key: string) =>
  told(parts, parts.snapshot.agreement?.parties.find((party) => party.key === key)?.name, key)

/** Address of a file of this very snapshot; that of today needs no day. */
export function dataHref(
  { compact, asOf }: Snapshot,
  file: (typeof outletNames)[number],
  today: string,
): string {
  return `/compacts/${compact.id}/data/${file}${asOf === today ? '' : `?asOf=${asOf}`}`
}

/** A sentence as it stands within another: a first word in capitals all through stays. */
export const lowered = (text: string) =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1)

export const trancheName = (parts: Parts, key: string) =>
  told(parts, parts.snapshot.agreement?.tranches.find((each) => each.key === key)?.title, key)

export function sideName(parts: Parts, side: 'donor' | 'partner'): string {
  const party = parts.snapshot.agreement?.parties.find(
    (each) => each.side === side && each.part === 'government',
  )
  return party === undefined ? side : told(parts, party.name, party.key)
}

export function ledgerHref({ snapshot, language }: Parts, filter: Record<string, string>): string {
  const query = new URLSearchParams({ ...filter, to: snapshot.asOf })
  return `${pathIn(language, `/compacts/${snapshot.compact.id}/ledger`)}?${query}`
}
