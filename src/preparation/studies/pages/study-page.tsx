import type { ReactNode } from 'react'
import { countryName, EXAMPLE_COUNTRY } from '../../../countries/registry.ts'
import { Button, ButtonLink, Buttons, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import {
  capital,
  formatDay,
  formatList,
  formatNumber,
  type Language,
  pathIn,
  speak,
} from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../../ui/section.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { type Gap, nextStep } from '../gaps.ts'
import type { Study } from '../schema.ts'
import { words } from '../words/studies.ts'
import { Paragraphs, studyCrumbs } from './frame.tsx'
import { codebookPath, studyPath } from './view.ts'

/** What a reader may do with a study, and what is lacking before its next step. */
export type StudyDoing = {
  gaps: Gap[]
  mayPublish: boolean
  /** What was sent and could not be used. */
  returned?: { noEstimate: string; errors: FieldError[] }
}

/** A study of which only the title and the state are told. */
export function StudyTitlePage({ context, study }: { context: PageContext; study: Study }) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page {...context} section="prepare" title={study.facts.title} crumbs={studyCrumbs(language)}>
      <Opening title={<span lang={study.facts.language}>{study.facts.title}</span>} about={head(study)} />
      <ExampleNotice study={study} language={language} />
      <Section wide>
        <Unknown next={say('one.only title next', { state: say(`state.${study.state}`) })}>
          {say('one.only title')}
        </Unknown>
      </Section>
    </Page>
  )
  function head({ country, state }: Study) {
    return [
      { name: say('field.country'), value: countryName(country, language) },
      { name: say('col.state'), value: capital(language, say(`state.${state}`)) },
    ]
  }
}

function ExampleNotice({ study, language }: { study: Study; language: Language }) {
  const say = speak(words, language)
  return study.country === EXAMPLE_COUNTRY ? (
    <Notice word={say('example.word')}>{say('example.text')}</Notice>
  ) : null
}

/** A study with all that is said of it. */
export function StudyPage({
  context,
  study,
  estimates,
  compact,
  doing,
  history,
}: {
  context: PageContext
  study: Study
  /** The section that the part of the room that keeps estimates shows of them; null where there is none. */
  estimates: { count: number; panel: ReactNode }
  /** The compact it is the baseline of, where the reader may know of it. */
  compact: { id: string; name: string } | null
  /** Null for who may not run studies here. */
  doing: StudyDoing | null
  history: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const { facts, state, codebook } = study
  const unsaid = <span className="note">{say('unsaid')}</span>
  const day = (text: string | null) => (text === null ? null : formatDay(language, text))
  const number = (value: number | null) => (value === null ? null : formatNumber(language, value))
  const rows = (all: [string, ReactNode][]) => all.map(([name, value]) => ({ name, value: value ?? unsaid }))
  const long = (text: string | null) =>
    text === null ? null : <Paragraphs text={text} lang={facts.language} />
  const term = ({ from, to }: { from: string | null; to: string | null }) =>
    from === null && to === null ? null : `${day(from) ?? say('unsaid')} – ${day(to) ?? say('unsaid')}`
  return (
    <Page
      {...context}
      section="prepare"
      title={facts.title}
      crumbs={studyCrumbs(language)}
      indexed={state === 'published'}
      alternates={[{ type: 'application/json', href: `/api/v1/studies/${study.id}` }]}
    >
      <Opening
        title={<span lang={facts.language}>{facts.title}</span>}
        about={[
          { name: say('field.country'), value: countryName(study.country, language) },
          { name: say('col.state'), value: capital(language, say(`state.${state}`)) },
          { name: say('col.method'), value: say(`method.${facts.method}`) },
          {
            name: say('col.definition'),
            value:
              codebook === null ? (
                unsaid
              ) : (
                <>
                  <a href={codebookPath(language, codebook.codebook, codebook.version)}>
                    {say('one.version', { title: codebook.title, version: codebook.version })}
                  </a>
                  {codebook.state === 'draft' ? ` (${say('one.draft')})` : ''}
                </>
              ),
          },
        ]}
      />
      <ExampleNotice study={study} language={language} />
      {doing !== null && state !== 'published' ? (
        <Notice word={say('one.not public')}>
          {say(study.confidential ? 'one.confidential text' : 'one.not public text')}
        </Notice>
      ) : null}
      {study.stoppedWhy === null ? null : <Notice word={say('one.stopped')}>{study.stoppedWhy}</Notice>}
      <Section title={say('one.question')}>
        <Sentence>
          <span lang={facts.language}>{facts.question}</span>
        </Sentence>
        <Sentence>
          {say('one.short', { state: say(`state.${state}`), method: say(`method.${facts.method}`) })}
        </Sentence>
        <Sentence>
          {facts.period.from === null || facts.period.to === null
            ? say('one.no period')
            : say('one.period', { from: day(facts.period.from) ?? '', to: day(facts.period.to) ?? '' })}
        </Sentence>
      </Section>
      {estimates.panel === null || study.noEstimate !== null ? (
        <Section id="found" title={say('one.estimates')}>
          {estimates.count > 0 ? (
            <Sentence>{say('one.estimates count', { count: estimates.count })}</Sentence>
          ) : study.noEstimate === null ? (
            <Unknown>{say('one.no estimate yet')}</Unknown>
          ) : (
            <Unknown next={study.noEstimate}>{say('one.no estimate')}</Unknown>
          )}
        </Section>
      ) : null}
      {estimates.panel}
      <Section title={say('one.who counts')} note={say('one.who counts note')}>
        <Facts
          rows={rows([
            [say('field.unit'), facts.unit && say(`unit.${facts.unit}`)],
            [say('field.stockOrFlow'), facts.stockOrFlow && say(`stock.${facts.stockOrFlow}`)],
            [
              say('field.exploitation'),
              facts.exploitation.length === 0
                ? null
                : formatList(
                    language,
                    facts.exploitation.map((each) => say(`form.${each}`)),
                  ),
            ],
            [say('field.base'), long(facts.base.words)],
            [say('field.baseNumber'), number(facts.base.number) ?? long(facts.base.unknownBecause)],
            [say('field.baseSource'), long(facts.base.source)],
            [
              say('field.place'),
              facts.place.wholeCountry === null
                ? null
                : facts.place.wholeCountry
                  ? say('field.place whole')
                  : facts.place.words,
            ],
          ])}
        />
      </Section>
      <Section title={say('one.how')}>
        <Facts
          rows={rows([
            [say('field.design'), long(facts.design)],
            [say('field.samplePlanned'), number(facts.sample.planned)],
            [say('field.sampleWords'), long(facts.sample.words)],
            [say('one.fieldwork'), term(facts.fieldwork)],
          ])}
        />
      </Section>
      <Section title={say('one.answers')}>
        <Facts
          rows={rows([
            [say('field.organisation'), study.organisation?.name ?? facts.responsible],
            [say('field.funders'), facts.funders.length === 0 ? null : formatList(language, facts.funders)],
            [
              say('field.ethics'),
              <StatusMark
                key="ethics"
                status={
                  facts.ethics.state === 'approved'
                    ? 'passed'
                    : facts.ethics.state === 'refused'
                      ? 'failed'
                      : 'not due'
                }
                word={say(`ethics.${facts.ethics.state}`)}
              >
                {[facts.ethics.body, facts.ethics.reference, day(facts.ethics.on)]
                  .filter((each) => each !== null)
                  .join(' · ')}
              </StatusMark>,
            ],
            ...(compact === null
              ? []
              : [
                  [
                    say('field.baselineOf'),
                    <a key="compact" href={pathIn(language, `/compacts/${compact.id}`)}>
                      {compact.name}
                    </a>,
                  ] satisfies [string, ReactNode],
                ]),
          ])}
        />
      </Section>
      <Section title={say('one.doubt')}>
        <Facts
          rows={rows([
            [say('field.limits'), long(facts.limits)],
            [say('field.terms'), long(facts.terms)],
            [say('field.safety'), long(facts.safety)],
          ])}
        />
      </Section>
      {doing === null ? null : (
        <Next context={context} study={study} doing={doing} estimates={estimates.count} />
      )}
      {history}
    </Page>
  )
}

function Next({
  context: { language },
  study,
  doing: { gaps, mayPublish, returned },
  estimates,
}: {
  context: PageContext
  study: Study
  doing: StudyDoing
  estimates: number
}) {
  const say = speak(words, language)
  const next = nextStep(study.state)
  const change = studyPath(language, study.id, '/change')
  // Saying why there is no estimate is part of the step itself.
  const sayWhyNone = next === 'analysed' && estimates === 0
  const lacking = gaps.filter(({ code }) => !(sayWhyNone && code === 'no estimate'))
  return (
    <Section id="next" title={say('one.next')}>
      {next === null ? null : lacking.length > 0 ? (
        <>
          <Sentence>{say('step.lacking', { count: lacking.length, state: say(`state.${next}`) })}</Sentence>
          <ul className="prose">
            {lacking.map(({ code, field }) => (
              <li key={code}>
                {field === null || field === 'noEstimate' ? (
                  say(`gap.${code}`)
                ) : (
                  <a href={`${change}#${field}`}>{say(`gap.${code}`)}</a>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : next === 'published' && !mayPublish ? (
        <Sentence>{say('step.not you')}</Sentence>
      ) : (
        <form
          className="form"
          method="post"
          action={studyPath(language, study.id, next === 'published' ? '/publish' : '/step')}
        >
          <ErrorSummary errors={returned?.errors ?? []} />
          <OnceField />
          <input type="hidden" name="revision" value={String(study.revision)} />
          <input type="hidden" name="to" value={next} />
          <p className="prose">{say(next === 'published' ? 'step.publish text' : 'step.ready')}</p>
          {sayWhyNone ? (
            <TextField
              name="noEstimate"
              rows={3}
              label={say('field.noEstimate')}
              hint={say('field.noEstimate hint')}
              value={returned?.noEstimate}
              error={returned?.errors.find(({ field }) => field === 'noEstimate')?.message}
            />
          ) : null}
          <Buttons>
            <Button first>{say(`step.${next === 'planned' ? 'approved' : next}`)}</Button>
          </Buttons>
        </form>
      )}
      {study.state === 'stopped' ? null : (
        <Buttons>
          <ButtonLink href={change}>
            {say(study.state === 'published' ? 'one.correct' : 'one.change')}
          </ButtonLink>
          {study.state === 'published' ? null : (
            <ButtonLink href={studyPath(language, study.id, '/stop')}>{say('one.stop')}</ButtonLink>
          )}
        </Buttons>
      )}
    </Section>
  )
}
