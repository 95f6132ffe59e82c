import type { ReactNode } from 'react'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons, ErrorSummary, TextField } from '../../ui/form.tsx'
import { Island } from '../../ui/island.tsx'
import KeepTyped from '../../ui/islands/keep-typed.tsx'
import { formatDay, type Language, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { PlanYear } from '../agreement.ts'
import { showMoney } from '../forms/amounts.ts'
import { at, type Control, type Typed } from '../forms/field.ts'
import { amountOf, lineName, type PastedLine, sumsOf } from '../forms/lines.ts'
import type { Draft } from '../store.ts'
import { words } from '../words/words.ts'
import { BothVersions } from './conflict.tsx'
import { Line, languageName, Select } from './controls.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'
import type { FormView } from './part-page.tsx'

/** So many lines stand in one form; all of them together would be more than a form may hold. */
export const LINES_AT_ONCE = 100

/** The lines of one year as one table, and a box for what is pasted from a spreadsheet. */
export function LinesPage({
  context,
  view,
  draft,
  year,
  form,
  crumbs,
  mayWrite,
  from,
}: {
  context: PageContext
  view: CompactView
  draft: Draft
  year: PlanYear
  /** The first of the lines that stand in the form; a year with many is written in several goes. */
  from: number
  form: FormView
  crumbs: { name: string; href?: string }[]
  mayWrite: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { agreement } = draft
  const path = compactPath(language, view.compact.id, `/draft/lines/${year.key}`)
  const writes = mayWrite && draft.state === 'open'
  const lines = agreement.plan.lines.filter((line) => line.year === year.key)
  const sums = sumsOf(lines.map((line) => ({ amount: amountOf(line) })))
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={yearTitle(year, language)}
      crumbs={crumbs}
      about={[
        {
          name: say('lines.saved sum'),
          value: sums.map((each) => showMoney(each, language)).join(' + ') || '–',
        },
      ]}
    >
      {draft.state === 'frozen' ? <Notice word={say('frozen.word')}>{say('frozen.text')}</Notice> : null}
      <Section wide>
        {form.overtaken === null ? null : (
          <BothVersions
            now={form.overtaken.now}
            typed={form.typed}
            controls={[...form.overtaken.controls, ...form.controls]}
            languages={agreement.languages}
            keep={path}
            gone={false}
          />
        )}
        {lines.length > LINES_AT_ONCE ? (
          <ul className="standing-list">
            {Array.from(
              { length: Math.ceil(lines.length / LINES_AT_ONCE) },
              (_, each) => each * LINES_AT_ONCE,
            ).map((first) => (
              <li key={first}>
                <a href={`${path}?from=${first}`} aria-current={first === from ? 'true' : undefined}>
                  {say('lines.from to', {
                    from: first + 1,
                    to: Math.min(first + LINES_AT_ONCE, lines.length),
                    all: lines.length,
                  })}
                </a>
              </li>
            ))}
          </ul>
        ) : null}
        {draft.amendment > 0 ? <p className="prose">{say('lines.amended')}</p> : null}
        <form className="columns" method="post" action={path}>
          <ErrorSummary errors={form.errors} />
          {writes ? (
            <Island
              of={KeepTyped}
              name="ui/keep-typed"
              with={{
                form: `${view.compact.id} ${draft.amendment} ${form.at} ${from}`,
                seen: form.seen,
                back: form.errors.length > 0 || form.overtaken !== null,
              }}
            />
          ) : null}
          <OnceField />
          <input type="hidden" name="seen" value={form.seen} />
          <input type="hidden" name="from" value={from} />
          <LinesTable controls={form.controls} form={form} languages={agreement.languages} />
          <Buttons>
            {writes ? (
              <>
                <Button first>{say(form.overtaken === null ? 'form.save' : 'form.save mine')}</Button>
                <Button name="more" value="lines">
                  {say('form.more rows')}
                </Button>
              </>
            ) : null}
            <ButtonLink href={compactPath(language, view.compact.id, '/draft/plan')}>
              {say('form.back')}
            </ButtonLink>
          </Buttons>
        </form>
      </Section>
      {writes ? (
        <Section title={say('paste.title')} note={say('paste.note')} id="paste">
          <form className="form" method="post" action={`${path}/paste`}>
            <OnceField />
            <TextField
              name="pasted"
              rows={8}
              label={say('paste.label')}
              hint={say('paste.hint', {
                notes: agreement.languages.map((each) => languageName(each, language)).join(', '),
              })}
            />
            <Buttons>
              <Button>{say('paste.look')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

export const yearTitle = (year: PlanYear, language: Language): string =>
  speak(words, language)('lines.title of', {
    begins: formatDay(language, year.begins),
    ends: formatDay(language, year.ends),
  })

/** Rows of controls as rows of a table, each named by its column and its row. */
function LinesTable({
  controls,
  form,
  languages,
}: {
  controls: readonly Control[]
  form: FormView
  languages: readonly string[]
}) {
  const language = useLanguage()
  const rows = controls.flatMap((control) => (control.kind === 'rows' ? control.rows : []))
  const [frame] = controls
  const first = rows[0]?.controls.filter(({ kind }) => kind !== 'hidden') ?? []
  const columns = first.flatMap((control) =>
    control.kind === 'texts'
      ? languages.map((each) => ({
          key: `${control.label} ${each}`,
          head: control.label,
          unit: languageName(each, language),
        }))
      : [{ key: control.label, head: control.label }],
  )
  return (
    <DataTable
      caption={frame?.label ?? ''}
      tight
      columns={[{ key: 'row', head: '№' }, ...columns]}
      rows={rows.map((row) => ({
        key: row.title,
        cells: Object.fromEntries([
          [
            'row',
            <span key="row">
              {row.title}
              {row.controls.map((control) =>
                control.kind === 'hidden' ? (
                  <input
                    key={control.name}
                    type="hidden"
                    name={control.name}
                    value={form.typed[control.name] ?? ''}
                  />
                ) : null,
              )}
            </span>,
          ],
          ...row.controls.flatMap((control) => cellsOf(control, row.title, form, languages)),
        ]) as Record<string, ReactNode>,
      }))}
    />
  )
}

function cellsOf(
  control: Control,
  row: string,
  { typed, errors }: { typed: Typed; errors: FormView['errors'] },
  languages: readonly string[],
): [string, ReactNode][] {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message
  const cell = (name: string, child: (described: string | undefined, wrong: boolean) => ReactNode) => {
    const error = errorOf(name)
    return (
      <div className={error ? 'field field-wrong' : 'field'}>
        {error ? (
          <p className="error" id={`${name}-error`}>
            {error}
          </p>
        ) : null}
        {child(error ? `${name}-error` : undefined, error !== undefined)}
      </div>
    )
  }
  if (control.kind === 'texts')
    return languages.map((language) => {
      const name = at(control.name, language)
      return [
        `${control.label} ${language}`,
        cell(name, (described, wrong) => (
          <input
            type="text"
            id={name}
            name={name}
            lang={language}
            dir="auto"
            defaultValue={typed[name] ?? ''}
            aria-label={`${row}: ${control.label}, ${language}`}
            aria-describedby={described}
            aria-invalid={wrong ? true : undefined}
          />
        )),
      ]
    })
  const { name, label } = control
  const value = typed[name] ?? ''
  const named = `${row}: ${label}`
  if (control.kind === 'select')
    return [
      [
        label,
        cell(name, (described, wrong) => (
          <Select control={control} value={value} described={described} wrong={wrong} named={named} />
        )),
      ],
    ]
  if (control.kind === 'line')
    return [
      [
        label,
        cell(name, (described, wrong) => (
          <Line control={control} value={value} described={described} wrong={wrong} named={named} />
        )),
      ],
    ]
  return []
}

/** What was pasted, before it is taken in: what it adds and changes, and which rows cannot be used and why. */
export function PastePage({
  context,
  view,
  draft,
  year,
  pasted,
  text,
  seen,
  crumbs,
}: {
  context: PageContext
  view: CompactView
  draft: Draft
  year: PlanYear
  pasted: readonly PastedLine[]
  text: string
  seen: string
  crumbs: { name: string; href?: string }[]
}) {
  const { language } = context
  const say = speak(words, language)
  const { agreement } = draft
  const path = compactPath(language, view.compact.id, `/draft/lines/${year.key}`)
  const count = (what: PastedLine['what']) => pasted.filter((each) => each.what === what).length
  const usable = count('add') + count('change')
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={say('paste.preview title')}
      crumbs={crumbs}
    >
      <Section
        title={say('paste.what happens')}
        note={say('paste.counts', {
          added: count('add'),
          changed: count('change'),
          same: count('same'),
          refused: count('refused'),
        })}
      >
        {pasted.length === 0 ? <p className="prose">{say('paste.nothing')}</p> : null}
        <DataTable
          caption={say('paste.what happens')}
          captionHidden
          columns={[
            { key: 'row', head: say('paste.row'), number: true },
            { key: 'what', head: say('paste.what') },
            { key: 'line', head: say('paste.line') },
            { key: 'amount', head: say('field.amount') },
          ]}
          rows={pasted.map((each) => ({
            key: String(each.row),
            own: each.what === 'refused',
            cells: {
              row: String(each.row),
              what: say(`paste.is ${each.what}`),
              line:
                each.what === 'refused' ? (
                  <>
                    {each.text}
                    {each.faults.map((fault) => (
                      <b key={fault} className="block">
                        {fault}
                      </b>
                    ))}
                  </>
                ) : (
                  lineName(each.line, agreement, language)
                ),
              amount:
                each.what === 'refused' ? (
                  '–'
                ) : each.what === 'change' ? (
                  <>
                    <del>{showMoney(amountOf(each.before), language)}</del>{' '}
                    <ins>{showMoney(each.line.amount, language)}</ins>
                  </>
                ) : (
                  showMoney(each.line.amount, language)
                ),
            },
          }))}
        />
        <form className="form" method="post" action={`${path}/paste`}>
          <OnceField />
          <input type="hidden" name="seen" value={seen} />
          <TextField name="pasted" rows={6} label={say('paste.label')} value={text} />
          <Buttons>
            {usable > 0 ? (
              <Button first name="take" value="yes">
                {say('paste.take', { count: usable })}
              </Button>
            ) : null}
            <Button>{say('paste.look again')}</Button>
            <ButtonLink href={path}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </CompactFrame>
  )
}
