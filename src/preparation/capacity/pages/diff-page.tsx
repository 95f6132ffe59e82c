import { FileChanges } from '../../../ui/file-changes.tsx'
import { formatDay, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Institution, Round } from '../schema.ts'
import { words } from '../words.ts'
import type { WorkbookDiff } from '../workbook.ts'
import { capacityPath, faultText, institutionName } from './parts.tsx'
import { crumbsTo } from './round-page.tsx'

/** What a workbook would change in a draft, before anything is written. */
export function CapacityDiffPage({
  context,
  round,
  institutions,
  diff,
}: {
  context: PageContext
  round: Round
  institutions: readonly Institution[]
  diff: WorkbookDiff
}) {
  const { language } = context
  const say = speak(words, language)
  const back = capacityPath(language, round.country, `/rounds/${round.id}`)
  const names = new Map(institutions.map((each) => [each.id, institutionName(each)]))
  return (
    <Page
      {...context}
      title={say('diff.title')}
      section="prepare"
      indexed={false}
      crumbs={[
        ...crumbsTo(language, round.country),
        { name: say('round.crumb', { day: formatDay(language, round.day) }), href: back },
        { name: say('diff.title') },
      ]}
    >
      <Opening title={say('diff.title')} />
      <Section wide>
        <FileChanges
          say={say}
          heads={{ where: say('diff.where'), field: say('diff.field'), at: say('diff.cell') }}
          changes={diff.changes.map(({ institution, task, field, ...change }) => ({
            ...change,
            key: `${institution} ${task} ${field}`,
            where: `${names.get(institution) ?? '–'}: ${say(`task.${task}`)}`,
            field: say(`write.${field}`),
          }))}
          left={diff.left}
          refused={diff.refused.map(({ cell, text, fault }) => ({
            at: cell,
            text: text || '–',
            fault: faultText(say, fault),
          }))}
          back={back}
        >
          <input type="hidden" name="version" value={String(round.revision)} />
          <input type="hidden" name="readings" value={JSON.stringify(flat(diff))} />
        </FileChanges>
      </Section>
    </Page>
  )
}

const flat = ({ readings }: WorkbookDiff) =>
  readings.map(({ institution, task, typed }) => ({ institution, task, ...typed }))
