import { Fragment } from 'react'
import { Island } from '../../../ui/island.tsx'
import { speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import Workbench from '../../islands/workbench.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import { type PathKey, pathKeys } from '../path.ts'
import { workbenchWords } from '../words.ts'

/** What to type for each thing somebody may have in hand; the page prints the whole of it once a table is there. */
const commands: Record<PathKey, string> = {
  lists: 'specification TABLE.csv',
  rds: 'rds FILE.csv',
  nsum: 'nsum FILE.csv --sizes SIZES.csv',
  survey: 'survey FILE.csv',
  'time-location': 'time-location FILE.csv',
  'two-waves': 'change FILE.csv',
  'two-lists': 'change FIRST.csv SECOND.csv',
}

/** What the workbench is, that nothing leaves the machine, the same by command; then the island. */
export function WorkbenchPage(context: PageContext) {
  const say = speak(workbenchWords, context.language)
  return (
    <Page
      {...context}
      title={say('page.crumb')}
      description={say('page.description')}
      section="prepare"
      crumbs={[prepareCrumb(context.language), { name: say('page.crumb') }]}
    >
      <Opening title={say('page.title')}>
        <p className="prose">{say('page.what')}</p>
      </Opening>
      <Section title={say('page.private.title')}>
        <p className="prose">{say('page.private')}</p>
      </Section>
      <Island of={Workbench} name="preparation/workbench" with={{}} />
      <Section title={say('page.command.title')}>
        <p className="prose">{say('page.command')}</p>
        <dl>
          {pathKeys.map((key) => (
            <Fragment key={key}>
              <dt>{say(`choose.${key}`)}</dt>
              <dd className="workbench-command">
                <code>tp prevalence {commands[key]}</code>
              </dd>
            </Fragment>
          ))}
        </dl>
      </Section>
    </Page>
  )
}
