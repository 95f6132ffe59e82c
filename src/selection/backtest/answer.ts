import type { Language } from '../../ui/language.ts'
import type { Document } from '../catalogue.ts'
import type { Tracked } from './run.ts'
import { sayTrack, verdictSentences } from './sentences.ts'

/** The track record as the API and `--json` give it. */
export function trackAnswer(language: Language, { methodology }: Document, tracked: Tracked | null) {
  const about = {
    methodology: { id: methodology.methodology, version: methodology.version, title: methodology.title.en },
    outcomes: (methodology.outcomes ?? []).map(({ id, title, horizon }) => ({ id, title, horizon })),
  }
  if (tracked === null)
    return { ...about, verdict: 'no outcome' as const, sentences: [sayTrack(language)('verdict.no outcome')] }
  const { outcome, record, seed, replicates } = tracked
  return {
    ...about,
    outcome: outcome.id,
    sentences: verdictSentences(language, record),
    seed,
    replicates,
    ...record,
  }
}
