import { DataTable } from '../../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons } from '../../../ui/form.tsx'
import { formatDay, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
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
  const count = (act: 'add' | 'change') => diff.changes.filter((each) => each.act === act).length
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
        <p className="prose">
          {diff.changes.length === 0
            ? say('diff.nothing')
            : say('diff.counts', { add: count('add'), change: count('change'), left: diff.left })}
        </p>
        {diff.changes.length === 0 ? null : (
          <DataTable
            caption={say('diff.title')}
            captionHidden
            columns={[
              { key: 'where', head: say('diff.where') },
              { key: 'field', head: say('diff.field') },
              { key: 'now', head: say('diff.now') },
              { key: 'file', head: say('diff.file') },
              { key: 'act', head: say('diff.act') },
            ]}
            rows={diff.changes.map(({ institution, task, field, now, file, act }) => ({
              key: `${institution} ${task} ${field}`,
              cells: {
                where: `${names.get(institution) ?? '–'}: ${say(`task.${task}`)}`,
                field: say(`write.${field}`),
                now: now || '–',
                file,
                act: say(`diff.${act}`),
              },
            }))}
          />
        )}
        {diff.refused.length === 0 ? null : (
          <DataTable
            caption={say('diff.refused')}
            columns={[
              { key: 'cell', head: say('diff.cell') },
              { key: 'what', head: say('diff.file') },
              { key: 'fault', head: say('diff.fault') },
            ]}
            rows={diff.refused.map(({ cell, text, fault }, place) => ({
              key: `${cell} ${place}`,
              cells: { cell, what: text || '–', fault: faultText(say, fault) },
            }))}
          />
        )}
        <form className="form" method="post" action={`${back}/take`}>
          <OnceField />
          <input type="hidden" name="version" value={String(round.revision)} />
          <input type="hidden" name="readings" value={JSON.stringify(flat(diff))} />
          <Buttons>
            {diff.changes.length === 0 ? null : <Button first>{say('diff.confirm')}</Button>}
            <ButtonLink href={back}>{say('diff.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

const flat = ({ readings }: WorkbookDiff) =>
  readings.map(({ institution, task, typed }) => ({ institution, task, ...typed }))
