import type { HistoryView } from '../../../house/history/history-view.ts'
import { HistorySection } from '../../../house/history/pages/history-section.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
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
import { Section, Sentence, Verdict } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { type Answers, type CodebookProblem, domains, judge } from '../codebook.ts'
import { codebookChanges, unusedSigns } from '../codebook-changes.ts'
import { type codebookFields, type Sent, textIn } from '../forms.ts'
import { rulesIn, withSpare } from '../rule-rows.ts'
import { sayCondition } from '../say-condition.ts'
import { studyLanguages, units } from '../schema.ts'
import type { CodebookVersion } from '../store.ts'
import { type Word, words } from '../words/codebooks.ts'
import { words as studyWords } from '../words/studies.ts'
import { codebookCrumbs, Paragraphs, prepareCrumb } from './frame.tsx'
import { RuleRows } from './rule-rows-fields.tsx'
import { codebookPath, languageName } from './view.ts'

const stateIn = (language: Language, { state, frozen }: CodebookVersion) => {
  const say = speak(words, language)
  return state === 'draft' || frozen === null
    ? say('state.draft')
    : say('state.frozen', { day: formatDay(language, frozen.slice(0, 10)) })
}

/** Every version that the reader may know of, the newest codebook and version first. */
export function CodebooksPage({
  context,
  versions,
  mayBegin,
}: {
  context: PageContext
  versions: CodebookVersion[]
  mayBegin: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page {...context} section="prepare" title={say('title')} crumbs={[prepareCrumb(language)]}>
      <Opening title={say('promise')}>
        <p className="prose">{say('note')}</p>
      </Opening>
      <Section wide>
        {versions.length === 0 ? (
          <Unknown next={say('none next')}>{say('none')}</Unknown>
        ) : (
          <DataTable
            caption={say('title')}
            captionHidden
            columns={[
              { key: 'codebook', head: say('col.codebook') },
              { key: 'version', head: say('col.version'), number: true },
              { key: 'state', head: say('col.state') },
              { key: 'signs', head: say('col.signs'), number: true },
            ]}
            rows={versions.map((each) => ({
              key: each.id,
              cells: {
                codebook: (
                  <a href={codebookPath(language, each.codebook, each.version)} lang={each.content.language}>
                    {each.title}
                  </a>
                ),
                version: formatNumber(language, each.version),
                state: stateIn(language, each),
                signs: formatNumber(language, each.content.indicators.length),
              },
            }))}
          />
        )}
        {mayBegin ? (
          <Buttons>
            <ButtonLink href={pathIn(language, '/codebooks/new')} first>
              {say('begin')}
            </ButtonLink>
          </Buttons>
        ) : null}
      </Section>
    </Page>
  )
}

/** One version: who is counted, by which signs and rules, and what the rules make of some answers. */
export function CodebookPage({
  context,
  version,
  others,
  answers,
  problems,
  mayWrite,
  history,
}: {
  context: PageContext
  version: CodebookVersion
  /** The other versions that the reader may see, the newest first. */
  others: CodebookVersion[]
  /** What was ticked; null when nothing was asked. */
  answers: Answers | null
  /** What keeps a draft from being frozen. */
  problems: CodebookProblem[]
  mayWrite: boolean
  history: HistoryView
}) {
  const { language } = context
  const say = speak(words, language)
  const { content } = version
  const { language: lang } = content
  const draft = version.state === 'draft'
  const at = (more = '') => codebookPath(language, version.codebook, version.version, more)
  const before = others.find((each) => each.version === version.version - 1) ?? null
  const changes = before === null ? [] : codebookChanges(before.content, content)
  // What is unsound is named below; only what can be followed is looked through.
  const unused = problems.length > 0 ? [] : unusedSigns(content)
  const present = domains.filter((domain) => content.indicators.some((each) => each.domain === domain))
  return (
    <Page
      {...context}
      section="prepare"
      title={`${content.title} · ${say('version', { version: version.version })}`}
      indexed={!draft}
      crumbs={codebookCrumbs(language)}
      alternates={[
        {
          type: 'application/json',
          href: `/api/v1/codebooks/${version.codebook}/${version.version}`,
        },
      ]}
    >
      <Opening
        title={<span lang={lang}>{content.title}</span>}
        about={[
          { name: say('col.version'), value: formatNumber(language, version.version) },
          { name: say('col.state'), value: capital(language, stateIn(language, version)) },
          { name: say('field.unit'), value: speak(studyWords, language)(`unit.${content.unit}`) },
        ]}
      />
      {draft ? <Notice word={say('draft.word')}>{say('draft.text')}</Notice> : null}
      <Section title={say('definition.title')}>
        <Sentence>
          <span lang={lang}>{content.definition}</span>
        </Sentence>
        {content.source === null ? null : (
          <p className="note">
            {say('field.source')}: <span lang={lang}>{content.source}</span>
          </p>
        )}
      </Section>
      {before === null ? null : (
        <Section title={say('changes.title')}>
          {content.changes === null ? null : <Paragraphs text={content.changes} lang={lang} />}
          {changes.length === 0 ? (
            <p className="note">{say('changes.nothing', { version: before.version })}</p>
          ) : (
            <>
              <p className="note">{say('changes.found', { version: before.version })}</p>
              <ul className="prose">
                {changes.map((change) => (
                  <li key={JSON.stringify(change)}>
                    {say(`changed.${change.what}`, 'code' in change ? { code: change.code } : {})}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      )}
      <Section title={say('rules.title')} note={say('rules.note')}>
        <DataTable
          caption={say('rules.title')}
          captionHidden
          columns={[
            { key: 'label', head: say('col.label') },
            { key: 'when', head: say('col.when') },
          ]}
          rows={[
            ...content.rules.map(({ label, when }, place) => ({
              key: String(place),
              cells: {
                label: <span lang={lang}>{label.name}</span>,
                when: capital(language, sayCondition(when, language)),
              },
            })),
            {
              key: 'otherwise',
              cells: {
                label: <span lang={lang}>{content.otherwise.name}</span>,
                when: say('rules.otherwise'),
              },
            },
          ]}
        />
      </Section>
      <Section title={say('signs.title')}>
        <DataTable
          caption={say('signs.title')}
          captionHidden
          columns={[
            { key: 'code', head: say('col.code') },
            { key: 'question', head: say('col.question') },
            { key: 'domain', head: say('col.domain') },
          ]}
          rows={content.indicators.map(({ code, question, domain }) => ({
            key: code,
            cells: { code, question: <span lang={lang}>{question}</span>, domain: say(`domain.${domain}`) },
          }))}
        />
        {unused.length === 0 ? null : (
          <p className="note">
            {say('signs.unused', { count: unused.length, codes: formatList(language, unused) })}
          </p>
        )}
      </Section>
      {problems.length > 0 || content.indicators.length === 0 ? null : (
        <Section id="try" title={say('test.title')} note={say('test.note')}>
          {answers === null ? null : <Tried version={version} answers={answers} language={language} />}
          <form className="form" method="get" action={`${at()}#try`}>
            {present.map((domain) => (
              <ChoiceField
                key={domain}
                name={`yes-${domain}`}
                label={say('test.yes', { domain: capital(language, say(`domain.${domain}`)) })}
                kind="checkbox"
                chosen={content.indicators
                  .map(({ code }) => code)
                  .filter((code) => answers?.get(code) === true)}
                options={content.indicators
                  .filter((each) => each.domain === domain)
                  .map(({ code, question }) => ({ value: code, name: `${code} · ${question}` }))}
              />
            ))}
            <details open={answers !== null && [...answers.values()].includes(null)}>
              <summary>{say('test.missing more')}</summary>
              <ChoiceField
                name="missing"
                label={say('test.missing')}
                kind="checkbox"
                chosen={content.indicators
                  .map(({ code }) => code)
                  .filter((code) => answers?.get(code) === null)}
                options={content.indicators.map(({ code, question }) => ({
                  value: code,
                  name: `${code} · ${question}`,
                }))}
              />
            </details>
            <Buttons>
              <Button name="try" value="1">
                {say('test.submit')}
              </Button>
            </Buttons>
          </form>
        </Section>
      )}
      {version.hash === null ? null : (
        <Section title={say('digest.title')} note={say('digest.note')}>
          <p className="digest">
            <code>{version.hash}</code>
          </p>
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section title={say('other')}>
          <ul className="standing-list">
            {others.map((each) => (
              <li key={each.id}>
                <a href={codebookPath(language, each.codebook, each.version)}>
                  {say('version', { version: each.version })}
                </a>
                <span className="block note">{stateIn(language, each)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {mayWrite ? (
        <Section
          id="write"
          title={say(!draft ? 'begin version' : problems.length > 0 ? 'unsound.title' : 'freeze')}
        >
          {draft && problems.length > 0 ? (
            <ul className="prose">
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.place} ${problem.about}`}>
                  {say(`problem.${problem.code}`, { about: problem.about })}
                </li>
              ))}
            </ul>
          ) : null}
          {draft ? (
            <>
              {problems.length === 0 ? (
                <form className="form" method="post" action={at('/freeze')}>
                  <OnceField />
                  <input type="hidden" name="revision" value={String(version.revision)} />
                  <p className="prose">{say('freeze text')}</p>
                  <Buttons>
                    <Button first>{say('freeze')}</Button>
                  </Buttons>
                </form>
              ) : null}
              <Buttons>
                <ButtonLink href={at('/change')}>{say('change')}</ButtonLink>
              </Buttons>
            </>
          ) : others.some(({ state }) => state === 'draft') ? null : (
            <form method="post" action={pathIn(language, `/codebooks/${version.codebook}/versions`)}>
              <OnceField />
              <Buttons>
                <Button>{say('begin version')}</Button>
              </Buttons>
            </form>
          )}
        </Section>
      ) : null}
      <HistorySection view={history} />
    </Page>
  )
}

function Tried({
  version: { content },
  answers,
  language,
}: {
  version: CodebookVersion
  answers: Answers
  language: Language
}) {
  const say = speak(words, language)
  const { label, tried } = judge(content, answers)
  return (
    <>
      <Verdict>
        {label === null ? say('test.open') : <span>{say('test.label', { label: label.name })}</span>}
      </Verdict>
      <ul className="prose">
        {domains
          .filter((domain) => content.indicators.some((each) => each.domain === domain))
          .map((domain) => {
            const all = content.indicators.filter((each) => each.domain === domain)
            return (
              <li key={domain}>
                {say('test.counts', {
                  domain: capital(language, say(`domain.${domain}`)),
                  yes: formatNumber(language, all.filter(({ code }) => answers.get(code) === true).length),
                  all: formatNumber(language, all.length),
                })}
              </li>
            )
          })}
        {tried.map(({ rule, holds }) => {
          const when = content.rules[rule]?.when
          return (
            <li key={rule}>
              {say(holds === true ? 'test.rule' : holds === null ? 'test.rule open' : 'test.rule no', {
                rule: rule + 1,
                when: when === undefined ? '' : sayCondition(when, language),
              })}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** The form of a draft. */
export function CodebookFormPage({
  context,
  version,
  sent,
  errors,
  overtaken = false,
}: {
  context: PageContext
  /** Null for a codebook that begins. */
  version: CodebookVersion | null
  sent: Sent
  errors: FieldError[]
  overtaken?: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const sayStudy = speak(studyWords, language)
  const title = version === null ? say('begin') : say('change')
  const at = (more = '') =>
    version === null
      ? pathIn(language, '/codebooks')
      : codebookPath(language, version.codebook, version.version, more)
  const field = (name: (typeof codebookFields)[number], hint = false) => {
    const error = errors.find((each) => each.field === name)?.message
    return {
      name,
      label: say(`field.${name}`),
      ...(hint ? { hint: say(`field.${name} hint` as Word) } : {}),
      ...(error === undefined ? {} : { error }),
    }
  }
  return (
    <Page
      {...context}
      section="prepare"
      title={title}
      indexed={false}
      crumbs={[
        ...codebookCrumbs(language),
        ...(version === null ? [] : [{ name: version.title, href: at() }]),
      ]}
    >
      <Opening title={title} />
      <Section wide>
        {overtaken ? <Notice word={sayStudy('stale.word')}>{sayStudy('stale.codebook')}</Notice> : null}
        <form className="form" method="post" action={at(version === null ? '' : '/change')}>
          <ErrorSummary errors={errors} />
          <OnceField />
          {version === null ? null : <input type="hidden" name="revision" value={String(version.revision)} />}
          <SelectField
            {...field('language')}
            value={textIn(sent, 'language')}
            options={studyLanguages.map((code) => ({
              value: code,
              name: capital(language, languageName(code, language)),
            }))}
          />
          <TextField {...field('title')} value={textIn(sent, 'title')} />
          <TextField {...field('definition', true)} rows={3} value={textIn(sent, 'definition')} />
          <SelectField
            {...field('unit')}
            value={textIn(sent, 'unit')}
            options={units.map((value) => ({ value, name: sayStudy(`unit.${value}`) }))}
          />
          <TextField {...field('source')} optional rows={2} value={textIn(sent, 'source')} />
          <TextField {...field('indicators', true)} rows={12} value={textIn(sent, 'indicators')} />
          <RuleRows
            rules={withSpare(
              rulesIn((name) => textIn(sent, name)),
              Object.hasOwn(sent, 'more'),
            )}
            error={
              errors
                .filter((each) => each.field === 'rules')
                .map(({ message }) => message)
                .join('. ') || undefined
            }
            language={language}
          />
          <TextField {...field('otherwiseCode')} exact value={textIn(sent, 'otherwiseCode')} />
          <TextField {...field('otherwiseName')} value={textIn(sent, 'otherwiseName')} />
          {version !== null && version.version > 1 ? (
            <TextField {...field('changes')} rows={4} value={textIn(sent, 'changes')} />
          ) : null}
          <Buttons>
            <Button first>{say('save')}</Button>
            {/* After the other, which is what the Enter key presses. */}
            <Button name="more" value="1">
              {say('row.more')}
            </Button>
            <ButtonLink href={at()}>{say('back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
