import { builtStyles } from '../house/assets.ts'
import type { House } from '../house/house.ts'
import { listSources } from '../indicators/store.ts'
import type { Language } from '../ui/language.ts'
import { renderPage } from '../ui/page.tsx'
import { viewOf } from './assessment-view.ts'
import { MemoPage } from './pages/memo-page.tsx'
import type { Assessment } from './store.ts'

/** The memo of a kept assessment as one HTML document that stands alone: no style, script or page is fetched. */
export async function memoHtml(
  house: Pick<House, 'db'>,
  language: Language,
  assessment: Assessment,
): Promise<string> {
  const context = {
    language,
    path: `/assessments/${assessment.id}/memo`,
    assets: { css: [], js: [], inline: builtStyles() },
    sources: await listSources(house.db),
  }
  return renderPage(<MemoPage view={await viewOf(house.db, assessment, context)} />)
}
