import { pathIn } from '../../ui/language.ts'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { words } from '../words/words.ts'

/** The pages of a compact, in the order of its life; where each stands, and whether everybody may read it. */
const tabs = {
  compact: { path: '', public: true },
  draft: { path: '/draft', public: false },
  parties: { path: '/parties', public: false },
  comments: { path: '/comments', public: false },
  review: { path: '/review', public: false },
  documents: { path: '/documents', public: false },
  versions: { path: '/versions', public: true },
  signing: { path: '/signing', public: false },
  steps: { path: '/steps', public: true },
  risks: { path: '/risks', public: true },
  results: { path: '/results', public: true },
  dialogues: { path: '/dialogues', public: false },
  money: { path: '/money', public: true },
  conditions: { path: '/conditions', public: true },
  ledger: { path: '/ledger', public: true },
} as const
export type CompactTab = keyof typeof tabs

/**
 * The small strip of links that every page of a compact has. What is public is there unless
 * `may` says no; what is not is there only where `may` says yes.
 */
export function CompactTabs({
  id,
  here,
  may = {},
}: {
  id: string
  /** The page it stands on; null on one that is none of them. */
  here: CompactTab | null
  may?: Partial<Record<CompactTab, boolean>>
}) {
  const say = useWords(words)
  const language = useLanguage()
  // Files stand behind the draft, and are for those who read it.
  const allowed = { documents: may.draft === true, ...may }
  const shown = (Object.keys(tabs) as CompactTab[]).filter((tab) => allowed[tab] ?? tabs[tab].public)
  return (
    <nav className="on-page" aria-label={say('tabs.label')}>
      <ul>
        {shown.map((tab) => (
          <li key={tab}>
            <a
              href={pathIn(language, `/compacts/${id}${tabs[tab].path}`)}
              aria-current={tab === here ? 'page' : undefined}
            >
              {tab === here ? <b>{say(`tabs.${tab}`)}</b> : say(`tabs.${tab}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
