import { DataTable } from '../../../ui/data-table.tsx'
import { Button, ChoiceField, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { type Language, pathIn } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { useWords } from '../../../ui/voice.tsx'
import type { Report } from '../connector.ts'
import { answerSentences, changeSentences, sayDifference, sayOf } from '../say.ts'
import { connectorWords } from '../words.ts'

/** What a person chose, as the form sends it. */
export type Chosen = { series: string; code: string; from: string; to: string }

export type ConnectView = {
  context: PageContext
  chosen: Chosen
  options: { value: string; name: string }[]
  errors: FieldError[]
  /** Set when something came back. */
  report: Report | null
  /** What happened to it: shown only, written, nothing new, or no longer the answer that was shown. */
  state: 'shown' | 'written' | 'unchanged' | 'other'
}

/** A form that asks the World Bank; what came back, and what it would change; a button that writes it. */
export function ConnectPage({ view }: { view: ConnectView }) {
  const { context } = view
  const say = sayOf(context.language)
  return (
    <Page
      title={say('page.title')}
      language={context.language}
      path={context.path}
      section="sources"
      assets={context.assets}
      sources={context.sources}
    >
      <Body view={view} />
    </Page>
  )
}

function Body({ view }: { view: ConnectView }) {
  const say = useWords(connectorWords)
  const { context, chosen, options, errors, report, state } = view
  const { language } = context
  const action = pathIn(language, '/sources/connect')
  return (
    <>
      <Opening title={say('page.question')} />
      {state === 'written' || state === 'unchanged' ? (
        <Notice word={say('notice.done')}>
          {say(state === 'written' ? 'done.written' : 'done.nothing')}
        </Notice>
      ) : null}
      {state === 'other' ? <Notice word={say('notice.other')}>{say('confirm.other')}</Notice> : null}
      {report === null ? null : <Answered view={view} report={report} action={action} />}
      <Section title={say('page.first')} note={say('page.terms')}>
        <p className="prose">{say('page.text')}</p>
        <form className="form" method="post" action={action}>
          <ErrorSummary errors={errors} />
          <ChoiceField
            name="series"
            label={say('field.series')}
            options={options}
            chosen={[chosen.series]}
            error={errorAt(errors, 'series')}
          />
          <TextField
            name="code"
            label={say('field.code')}
            hint={say('field.code hint')}
            value={chosen.code}
            error={errorAt(errors, 'code')}
            exact
            optional
          />
          <TextField
            name="from"
            label={say('field.from')}
            value={chosen.from}
            inputMode="numeric"
            error={errorAt(errors, 'from')}
          />
          <TextField name="to" label={say('field.to')} value={chosen.to} inputMode="numeric" />
          <Button first={report === null}>{say('field.submit')}</Button>
        </form>
      </Section>
    </>
  )
}

function errorAt(errors: FieldError[], name: string): string | undefined {
  return errors.find(({ field }) => field === name)?.message
}

function Answered({ view, report, action }: { view: ConnectView; report: Report; action: string }) {
  const say = useWords(connectorWords)
  const { context, chosen, state } = view
  const { language } = context
  const anything = report.added + report.changed + report.withdrawn > 0
  return (
    <>
      <Section id="answer" title={say('page.answer')}>
        {answerSentences(language, report).map((sentence) => (
          <p className="prose" key={sentence}>
            {sentence}
          </p>
        ))}
        {report.rejected.length > 0 ? <Rejected report={report} /> : null}
      </Section>
      <Section id="changes" title={say('page.changes')}>
        {changeSentences(language, report).map((sentence) => (
          <p className="prose" key={sentence}>
            {sentence}
          </p>
        ))}
        {report.sample.length > 0 ? <Sample report={report} language={language} /> : null}
        {anything && (state === 'shown' || state === 'other') ? (
          <form className="form" method="post" action={`${action}/confirm`}>
            <OnceField />
            <input type="hidden" name="series" value={chosen.series} />
            <input type="hidden" name="code" value={chosen.code} />
            <input type="hidden" name="from" value={chosen.from} />
            <input type="hidden" name="to" value={chosen.to} />
            <input type="hidden" name="answer" value={report.sha256} />
            {report.rejected.length > 0 ? (
              <ChoiceField
                kind="checkbox"
                name="skip"
                label={say('answer.rejected', { n: report.rejected.length })}
                options={[{ value: 'yes', name: say('confirm.skip') }]}
                chosen={[]}
              />
            ) : null}
            <Button first>{say('confirm.submit')}</Button>
            <p className="note">{say('confirm.again')}</p>
          </form>
        ) : null}
      </Section>
    </>
  )
}

function Sample({ report, language }: { report: Report; language: Language }) {
  const say = useWords(connectorWords)
  return (
    <DataTable
      caption={say('changes.sample')}
      columns={[
        { key: 'country', head: say('column.country') },
        { key: 'year', head: say('column.year'), number: true },
        { key: 'series', head: say('column.series') },
        { key: 'change', head: say('column.change') },
        { key: 'before', head: say('column.before'), number: true },
        { key: 'after', head: say('column.after'), number: true },
      ]}
      rows={report.sample.map((each) => ({
        key: `${each.series} ${each.iso3} ${each.year}`,
        cells: sayDifference(language, each),
      }))}
    />
  )
}

function Rejected({ report }: { report: Report }) {
  const say = useWords(connectorWords)
  return (
    <>
      <p className="prose">
        {say('answer.rejected', { n: report.rejected.length })}. {say('answer.rejected rule')}
      </p>
      <ul className="choices" lang="en">
        {report.rejected.slice(0, 20).map(({ place, reason }) => (
          <li key={place}>
            {place}: {reason}
          </li>
        ))}
      </ul>
    </>
  )
}
