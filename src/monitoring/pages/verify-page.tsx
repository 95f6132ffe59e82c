import type { Agreement } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, TextField } from '../../ui/form.tsx'
import { between, formatDay, formatList, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Asked } from '../asked.ts'
import { cellsOf } from '../cells.ts'
import type { Correction } from '../corrections.ts'
import { faultAt } from '../forms.ts'
import type { ReadingFault, ReadValue, TypedPart } from '../reading.ts'
import type { ShownFigure } from '../results.ts'
import type { KeptValue, Report, ReportStep } from '../store.ts'
import { judgingTarget, type Terms } from '../terms.ts'
import { words } from '../words/pages.ts'
import { cellName, Evidence, partyName, shownText, textIn, writeDecimal } from './parts.tsx'
import { StepsSection } from './report-page.tsx'

export type VerifyView = {
  agreement: Agreement
  asked: Asked
  report: Report
  steps: ReportStep[]
  typed: ReadonlyMap<string, TypedPart>
  read: ReadonlyMap<string, { values: ReadValue[]; faults: ReadingFault[] }>
  /** Verified values that hold, with how often each was corrected. */
  kept: readonly KeptValue[]
  before: ReadonlyMap<string, ReadonlyMap<string, KeptValue & { value: string }>>
  /** Every text that was in force: a year that is over is judged by that of its end. */
  terms: readonly Terms[]
  corrections: Correction[]
  may: {
    verify: boolean
    report: boolean
    /** Of a reader of the organisation that reported: the names of others that could verify; null for other readers. */
    others: string[] | null
  }
  form: string
  errors: readonly FieldError[]
}

const figureOf = (value: Pick<ReadValue, 'value' | 'low' | 'high' | 'level' | 'missing'>): ShownFigure =>
  value.value === null
    ? { kind: 'missing', reason: value.missing ?? 'not reported' }
    : { kind: 'shown', value: value.value, low: value.low, high: value.high, level: value.level }

/** A report side by side with the period before and the target, what the checks found, and what can be decided. */
export function VerifyPage({
  context,
  view,
  data,
}: {
  context: PageContext
  view: CompactView
  data: VerifyView
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const { agreement, asked, report, corrections, may, errors } = data
  const { party, ends, state } = report
  const day = formatDay(language, ends)
  const title = say('verify.title', { party: partyName(agreement, party, language), day })
  const path = compactPath(language, id, `/verify/${ends}/${party}`)
  const locked = state === 'verified' || state === 'published'
  const sheets = [...asked.indicators.values()]
  const sheetTitle = (key: string) => {
    const sheet = asked.indicators.get(key)?.sheet
    return sheet === undefined ? key : textIn(sheet.title, language, agreement.languages, key)
  }
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
        { name: say('nav.results'), value: say('report.version', { version: report.version }) },
      ]}
    >
      {sheets.map(({ sheet, due }) => {
        const part = data.read.get(sheet.key)
        const typed = data.typed.get(sheet.key)
        const kept = data.kept.filter(({ indicator }) => indicator === sheet.key)
        const evidence = kept[0]?.evidence ?? typed?.evidence ?? null
        const comment = kept[0]?.comment ?? typed?.comment ?? null
        return (
          <Section
            key={sheet.key}
            title={textIn(sheet.title, language, agreement.languages, sheet.key)}
            note={textIn(sheet.definition, language, agreement.languages)}
          >
            <DataTable
              caption={textIn(sheet.title, language, agreement.languages, sheet.key)}
              captionHidden
              columns={[
                { key: 'cell', head: say('verify.cell') },
                { key: 'last', head: say('verify.last') },
                { key: 'now', head: say('verify.now') },
                { key: 'target', head: say('verify.target') },
                { key: 'checks', head: say('verify.checks') },
              ]}
              rows={cellsOf(sheet).map((cell) => {
                const last = data.before.get(sheet.key)?.get(cell)
                const held = kept.find((each) => each.cell === cell)
                const now = held ?? part?.values.find((each) => each.cell === cell)
                const faults = locked ? [] : (part?.faults ?? []).filter((each) => each.cell === cell)
                const raw = typed?.cells[cell]?.value
                const target = judgingTarget(data.terms, { indicator: sheet.key, year: due.year, cell })
                return {
                  key: cell,
                  own: faults.length > 0,
                  cells: {
                    cell: cellName(sheet, cell, language, agreement.languages),
                    last:
                      last === undefined
                        ? '–'
                        : `${shownText(figureOf(last), sheet, language)}, ${formatDay(language, last.ends)}`,
                    now:
                      now === undefined
                        ? '–'
                        : now.value === null && raw !== undefined
                          ? raw
                          : shownText(figureOf(now), sheet, language),
                    target: target === null ? '–' : writeDecimal(target, language),
                    checks: (
                      <>
                        {held?.within === true ? `${say('sheet.within')} ` : null}
                        {held !== undefined && held.corrections > 0
                          ? say('sheet.corrected', { count: held.corrections })
                          : null}
                        {faults.length === 0
                          ? held === undefined
                            ? say('verify.fine')
                            : ''
                          : faults.map((each) => faultAt(sheet.key, each, language).message).join(' ')}
                      </>
                    ),
                  },
                }
              })}
            />
            {comment === null || comment === '' ? null : <p className="prose">{comment}</p>}
            {evidence === null || evidence === '' ? null : (
              <p className="prose">
                <Evidence of={evidence}>{say('report.evidence')}</Evidence>
              </p>
            )}
            {locked && may.report ? (
              <p className="prose">
                <a href={compactPath(language, id, `/report/${ends}/${party}/correct/${sheet.key}`)}>
                  {say('correct.link', { indicator: sheetTitle(sheet.key) })}
                </a>
              </p>
            ) : null}
          </Section>
        )
      })}
      {may.verify ? (
        <Section title={say('verify.decide')}>
          {errors.length > 0 && data.form === 'decide' ? <ErrorSummary errors={[...errors]} /> : null}
          {state === 'submitted' ? (
            <>
              {may.others === null ? null : (
                <p className="prose">
                  {may.others.length === 0
                    ? say('verify.within')
                    : say('verify.by another', { names: formatList(language, may.others) })}
                </p>
              )}
              {may.others !== null && may.others.length > 0 ? null : (
                <form className="form" method="post" action={path}>
                  <OnceField />
                  <Buttons>
                    <Button first name="act" value="verify">
                      {say('verify.verify')}
                    </Button>
                  </Buttons>
                </form>
              )}
              <form className="form" method="post" action={path}>
                <OnceField />
                <TextField
                  name="reason"
                  label={say('verify.reason')}
                  rows={2}
                  error={
                    data.form === 'decide'
                      ? errors.find(({ field }) => field === 'reason')?.message
                      : undefined
                  }
                />
                <Buttons>
                  <Button name="act" value="return">
                    {say('verify.return')}
                  </Button>
                </Buttons>
              </form>
            </>
          ) : state === 'verified' ? (
            <form className="form" method="post" action={path}>
              <OnceField />
              <p className="prose">{say('verify.publish text')}</p>
              <Buttons>
                <Button first name="act" value="publish">
                  {say('verify.publish')}
                </Button>
              </Buttons>
            </form>
          ) : (
            <p className="prose">{say('verify.waiting')}</p>
          )}
        </Section>
      ) : null}
      {corrections.length === 0 ? null : (
        <Section title={say('correct.list')}>
          {corrections.map((correction) => (
            <div key={correction.id} id={correction.id}>
              <p className="prose">
                <b>{sheetTitle(correction.indicator)}</b>,{' '}
                {formatDay(language, correction.askedAt.slice(0, 10))}: {correction.reason}
                {'. '}
                {asked.indicators.has(correction.indicator)
                  ? Object.entries(correction.typed.cells)
                      .map(([cell, { value }]) => {
                        const sheet = asked.indicators.get(correction.indicator)?.sheet
                        return sheet === undefined
                          ? ''
                          : `${cellName(sheet, cell, language, agreement.languages)} ${value ?? '–'}`
                      })
                      .join(between(language, ';'))
                  : null}{' '}
                (
                {correction.decision === null
                  ? say('correct.waits')
                  : correction.decision === 'agreed'
                    ? say('correct.agreed')
                    : say('correct.refused', { reason: correction.decisionReason ?? '' })}
                )
              </p>
              {correction.decision === null && may.verify ? (
                <form className="form" method="post" action={`${path}/corrections/${correction.id}`}>
                  {data.form === correction.id ? <ErrorSummary errors={[...errors]} /> : null}
                  <OnceField />
                  <TextField
                    name="reason"
                    label={say('correct.decision reason')}
                    optional
                    error={
                      data.form === correction.id
                        ? errors.find(({ field }) => field === 'reason')?.message
                        : undefined
                    }
                  />
                  <Buttons>
                    <Button first name="act" value="agree">
                      {say('correct.agree')}
                    </Button>
                    <Button name="act" value="refuse">
                      {say('correct.refuse')}
                    </Button>
                  </Buttons>
                </form>
              ) : null}
            </div>
          ))}
        </Section>
      )}
      <StepsSection steps={data.steps} language={language} />
    </CompactFrame>
  )
}
