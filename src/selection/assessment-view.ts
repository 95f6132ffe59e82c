import type { Db } from '../house/database.ts'
import { listDatasets, listSeries } from '../indicators/store.ts'
import type { PageContext } from '../ui/page-context.ts'
import { parsed } from './catalogue.ts'
import type { AssessmentView } from './pages/view.ts'
import { type Assessment, methodologyText } from './store.ts'

/** An assessment with the document it was made by and the titles of what it reads. */
export async function viewOf(db: Db, assessment: Assessment, context: PageContext): Promise<AssessmentView> {
  const [text, series, datasets] = await Promise.all([
    methodologyText(db, assessment.methodology, assessment.version),
    listSeries(db),
    listDatasets(db),
  ])
  return {
    context,
    assessment,
    methodology: parsed(text, `${assessment.methodology}.yaml`),
    titles: new Map([...series, ...datasets].map(({ id, title }) => [id, title])),
  }
}
