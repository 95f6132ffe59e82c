import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Language } from '../../ui/language.ts'
import { CompactTabs } from '../pages/compact-tabs.tsx'
import { compactName, titleOf } from '../pages/frame.tsx'
import { findCompact, presentText } from '../store.ts'

/** What the page of a compact’s files, which knows nothing of compacts, is told of them; only who reads the draft opens it. */
export const compactsOfDocuments = {
  async titleOf(db: Kysely<Tables>, id: string, language: string): Promise<string> {
    const reader = language as Language
    const [compact, text] = await Promise.all([findCompact(db, id), presentText(db, id)])
    return compactName({ compact, title: titleOf(text, reader) }, reader)
  },
  tabs: (id: string) => (
    <CompactTabs
      id={id}
      here="documents"
      may={{ draft: true, parties: true, comments: true, review: true, signing: true, dialogues: true }}
    />
  ),
}
