import type { ReactNode } from 'react'
import type { Agreement, Indicator } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { Button, Buttons, ErrorSummary, type FieldError } from '../../ui/form.tsx'
import { Island } from '../../ui/island.tsx'
import KeepTyped from '../../ui/islands/keep-typed.tsx'
import { formatDay, formatList, type Language, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Asked } from '../asked.ts'
import { cellsOf } from '../cells.ts'
import type { Due } from '../periods.ts'
import type { TypedPart } from '../reading.ts'
import type { PartConflict } from '../reporting.ts'
import type { KeptValue, Report, ReportStep } from '../store.ts'
import { judgingTarget, type Terms } from '../terms.ts'
import { words } from '../words/pages.ts'
import { PartFields } from './part-fields.tsx'
import { cellName, partyName, shownText, textIn, writeDecimal } from './parts.tsx'

/** What an amendment changed for a report: by title. */
export type Changed = { made: number; now: number; added: string[]; changed: string[]; gone: string[] }

export type ReportView = {
  /** Id of who reads, so that on a shared device nobody is offered what another typed. */
  reader: string
  party: string
  ends: string
  agreement: Agreement
  /** Version in force. */
  version: number
  asked: Asked
  /** Null before anything was saved. */
  report: Report | null
  steps: ReportStep[]
  /** What stands in the form, by indicator, and the revision it was made from. */
  parts: ReadonlyMap<string, { typed: TypedPart; revision: number }>
  before: ReadonlyMap<string, ReadonlyMap<string, KeptValue & { value: string }>>
  /** Every text that was in force: a year that is over is judged by that of its end. */
  terms: readonly Terms[]
  changed: Changed | null
  conflicts: readonly PartConflict[]
  errors: readonly FieldError[]
  saved: boolean
  fileErrors: readonly FieldError[]
}

/** One screen for one reporter and period: what is due, with last value, target and definition beside each field. */
export function ReportPage({
  context,
  view,
  data,
}: {
  context: PageContext
  view: CompactView
  data: ReportView
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const { agreement, asked, report, party, ends, errors } = data
  const title = say('report.title', {
    party: partyName(agreement, party, language),
    day: formatDay(language, ends),
  })
  const state = report?.state ?? 'draft'
  const writable = state === 'draft' || state === 'returned'
  const path = compactPath(language, id, `/report/${ends}/${party}`)
  const draftName = `${data.reader} ${id} ${ends} ${party}`
  const sheetTitle = (sheet: Indicator) => textIn(sheet.title, language, agreement.languages, sheet.key)
  return (
    <CompactFrame
      context={context}
      view={view}
      here="results"
      title={title}
      crumbs={[{ name: say('nav.reports'), href: compactPath(language, id, '/reports') }, { name: title }]}
      about={[
        { name: say('reports.state'), value: say(`state.${state}`) },
        { name: say('reports.due'), value: formatDay(language, asked.round.due) },
        { name: say('nav.results'), value: say('report.version', { version: data.version }) },
      ]}
      aside={writable ? <p>{say('report.keeps')}</p> : undefined}
    >
      <Section wide>
        <Notices data={data} language={language} />
        {writable ? (
          <form className="form" method="post" action={path} id="report">
            <ErrorSummary errors={[...errors]} />
            <OnceField />
            <input type="hidden" name="version" value={String(data.version)} />
            <Island
              of={KeepTyped}
              name="ui/keep-typed"
              with={{
                form: draftName,
                seen: madeFrom(data.parts),
                back: data.conflicts.length > 0,
                saved: data.saved || errors.length > 0,
              }}
            />
            {[...asked.indicators.values()].map(({ sheet, due }) => {
              const part = data.parts.get(sheet.key)
              return (
                <fieldset className="field" key={sheet.key} id={sheet.key}>
                  <legend>{sheetTitle(sheet)}</legend>
                  <About sheet={sheet} due={due} agreement={agreement} language={language} />
                  <input type="hidden" name={`revision.${sheet.key}`} value={String(part?.revision ?? 0)} />
                  <div className="form">
                    <PartFields
                      sheet={sheet}
                      languages={agreement.languages}
                      typed={part?.typed ?? { cells: {} }}
                      errors={errors}
                      hints={hintsFor(
                        sheet,
                        due,
                        { before: data.before.get(sheet.key), terms: data.terms },
                        language,
                      )}
                    />
                  </div>
                </fieldset>
              )
            })}
            <Buttons>
              <Button first name="act" value="save">
                {say('report.save')}
              </Button>
              <Button name="act" value="send">
                {say('report.send')}
              </Button>
            </Buttons>
            <p className="prose">
              <a href={compactPath(language, id, '/documents')}>{say('report.documents')}</a>
            </p>
          </form>
        ) : (
          <>
            <Island of={KeepTyped} name="ui/keep-typed" with={{ form: draftName, seen: '', saved: true }} />
            {[...asked.indicators.values()].map(({ sheet }) => (
              <Sent
                key={sheet.key}
                sheet={sheet}
                typed={data.parts.get(sheet.key)?.typed ?? { cells: {} }}
                languages={agreement.languages}
                language={language}
              />
            ))}
            <p className="prose">
              <a href={compactPath(language, id, `/verify/${ends}/${party}`)}>{say('report.looked at')}</a>
            </p>
          </>
        )}
      </Section>
      {writable ? (
        <Section title={say('report.workbook')} note={say('report.workbook text')}>
          <p className="prose">
            <a href={`${path}/workbook.xlsx`}>{say('report.workbook fetch')}</a>
          </p>
          <form className="form" method="post" action={`${path}/workbook`} encType="multipart/form-data">
            <ErrorSummary errors={[...data.fileErrors]} />
            <OnceField />
            <FileField
              name="file"
              label={say('report.workbook file')}
              accept=".xlsx"
              error={data.fileErrors[0]?.message}
            />
            <Buttons>
              <Button>{say('report.workbook look')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      <StepsSection steps={data.steps} language={language} />
    </CompactFrame>
  )
}

/** What was reported of an indicator, as it was typed: a report that was sent can be read, and not changed. */
function Sent({
  sheet,
  typed,
  languages,
  language,
}: {
  sheet: Indicator
  typed: TypedPart
  languages: Agreement['languages']
  language: Language
}) {
  const say = speak(words, language)
  const fields = typedFields(sheet, typed, languages, language).filter(({ text }) => text !== '')
  if (fields.length === 0) return null
  return (
    <DataTable
      caption={textIn(sheet.title, language, languages, sheet.key)}
      columns={[
        { key: 'field', head: say('report.conflict field') },
        { key: 'sent', head: say('verify.now') },
      ]}
      rows={fields.map(({ name, text }) => ({ key: name, cells: { field: name, sent: text } }))}
    />
  )
}

/** Every field of a part by its name, as it was typed. */
function typedFields(
  sheet: Indicator,
  typed: TypedPart,
  languages: Agreement['languages'],
  language: Language,
): { name: string; text: string }[] {
  const say = speak(words, language)
  const { missing } = typed
  return [
    ...cellsOf(sheet).flatMap((cell) =>
      (['value', 'numerator', 'denominator', 'low', 'high', 'level'] as const).map((field) => ({
        name: `${cellName(sheet, cell, language, languages)}: ${say(`report.${field}`)}`,
        text: typed.cells[cell]?.[field] ?? '',
      })),
    ),
    {
      name: say('report.missing'),
      text: missing === undefined || missing === '' ? '' : say(`missing.${missing}`),
    },
    ...(['why', 'evidence', 'comment'] as const).map((field) => ({
      name: say(`report.${field}`),
      text: typed[field] ?? '',
    })),
  ]
}

function Notices({ data, language }: { data: ReportView; language: Language }): ReactNode {
  const say = speak(words, language)
  const returned =
    data.report?.state === 'returned' ? data.steps.findLast(({ to }) => to === 'returned') : undefined
  const { changed } = data
  return (
    <>
      {data.saved ? <Notice word={say('report.saved word')}>{say('report.saved')}</Notice> : null}
      {data.report?.state === 'submitted' ? (
        <Notice word={say('report.sent word')}>{say('report.sent')}</Notice>
      ) : null}
      {returned === undefined ? null : <Notice word={say('report.returned word')}>{returned.reason}</Notice>}
      {changed === null ? null : (
        <Notice word={say('report.changed word')}>
          {say('report.changed', {
            made: changed.made,
            now: changed.now,
            changes: changesText(changed, language),
          })}
        </Notice>
      )}
      {data.conflicts.map((conflict) => (
        <Conflict key={conflict.indicator} conflict={conflict} data={data} language={language} />
      ))}
    </>
  )
}

function changesText({ added, changed, gone }: Changed, language: Language): string {
  const say = speak(words, language)
  const said = [
    ...(added.length > 0 ? [say('report.changed new', { names: formatList(language, added) })] : []),
    ...(changed.length > 0 ? [say('report.changed sheet', { names: formatList(language, changed) })] : []),
    ...(gone.length > 0 ? [say('report.changed gone', { names: formatList(language, gone) })] : []),
  ]
  return said.length === 0 ? say('report.changed nothing') : said.join(' ')
}

/** Both texts of a part that was changed on two devices. */
function Conflict({
  conflict,
  data,
  language,
}: {
  conflict: PartConflict
  data: ReportView
  language: Language
}) {
  const say = speak(words, language)
  const sheet = data.asked.indicators.get(conflict.indicator)?.sheet
  if (sheet === undefined) return null
  const title = textIn(sheet.title, language, data.agreement.languages, sheet.key)
  const fields = [
    ...cellsOf(sheet).flatMap((cell) =>
      (['value', 'numerator', 'denominator', 'low', 'high', 'level'] as const).map((field) => ({
        name: `${cellName(sheet, cell, language, data.agreement.languages)}: ${say(`report.${field}`)}`,
        now: conflict.now.cells[cell]?.[field] ?? '',
        sent: conflict.sent.cells[cell]?.[field] ?? '',
      })),
    ),
    ...(['missing', 'why', 'evidence', 'comment'] as const).map((field) => ({
      name: say(`report.${field}`),
      now: conflict.now[field] ?? '',
      sent: conflict.sent[field] ?? '',
    })),
  ].filter(({ now, sent }) => now !== sent)
  return (
    <>
      <Notice word={say('report.conflict word')}>{say('report.conflict', { indicator: title })}</Notice>
      <DataTable
        caption={title}
        columns={[
          { key: 'field', head: say('report.conflict field') },
          { key: 'now', head: say('report.conflict now') },
          { key: 'sent', head: say('report.conflict yours') },
        ]}
        rows={fields.map(({ name, now, sent }) => ({
          key: name,
          cells: { field: name, now: now || '–', sent: sent || '–' },
        }))}
      />
    </>
  )
}

function About({
  sheet,
  due,
  agreement,
  language,
}: {
  sheet: Indicator
  due: Due
  agreement: Agreement
  language: Language
}) {
  const say = speak(words, language)
  return (
    <>
      <p className="hint">
        {say('report.period', {
          begins: formatDay(language, due.begins),
          ends: formatDay(language, due.ends),
          due: formatDay(language, due.due),
        })}{' '}
        · {textIn(sheet.unit, language, agreement.languages)}
      </p>
      <details>
        <summary>{say('report.definition')}</summary>
        <p className="prose">{textIn(sheet.definition, language, agreement.languages)}</p>
        <p className="prose">{textIn(sheet.formula, language, agreement.languages)}</p>
        <p className="prose">{textIn(sheet.limits, language, agreement.languages)}</p>
      </details>
    </>
  )
}

function hintsFor(
  sheet: Indicator,
  due: Due,
  {
    before,
    terms,
  }: {
    before: ReadonlyMap<string, KeptValue & { value: string }> | undefined
    terms: readonly Terms[]
  },
  language: Language,
): Record<string, string> {
  const say = speak(words, language)
  return Object.fromEntries(
    cellsOf(sheet).map((cell) => {
      const last = before?.get(cell)
      const target = judgingTarget(terms, { indicator: sheet.key, year: due.year, cell })
      return [
        cell,
        [
          last === undefined
            ? say('report.no last')
            : say('report.last', {
                value: shownText({ kind: 'shown', ...last }, sheet, language),
                day: formatDay(language, last.ends),
              }),
          ...(target === null
            ? cell === 'total'
              ? [say('report.no target')]
              : []
            : [say('report.target', { value: writeDecimal(target, language) })]),
        ].join(' · '),
      ]
    }),
  )
}

/** How a report came to where it is: a log of who moved it is in the history; here when, what and why. */
export function StepsSection({ steps, language }: { steps: ReportStep[]; language: Language }) {
  const say = speak(words, language)
  if (steps.length === 0) return null
  return (
    <Section title={say('report.log')}>
      <DataTable
        caption={say('report.log')}
        captionHidden
        columns={[
          { key: 'when', head: say('report.when') },
          { key: 'state', head: say('reports.state') },
          { key: 'reason', head: say('report.reason') },
        ]}
        rows={steps.map((step) => ({
          key: String(step.seq),
          cells: {
            when: formatDay(language, step.at.slice(0, 10)),
            state: say(`state.${step.to}`),
            reason: step.reason ?? '–',
          },
        }))}
      />
    </Section>
  )
}

/** The revision of every part that the form was made from. */
const madeFrom = (parts: ReadonlyMap<string, { revision: number }>): string =>
  [...parts].map(([key, { revision }]) => `${key} ${revision}`).join(', ')
