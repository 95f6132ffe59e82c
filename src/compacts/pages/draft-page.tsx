import { CapacityGapsPanel } from '../../preparation/capacity/pages/gaps.tsx'
import type { CapacityGaps } from '../../preparation/capacity/store.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatNumber, pathIn, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Rich } from '../../ui/rich.tsx'
import { Section, Sentence } from '../../ui/section.tsx'
import { type Agreement, type AgreementPart, agreementParts } from '../agreement.ts'
import type { Gap, Step } from '../gap-codes.ts'
import { isOver } from '../steps.ts'
import type { Draft } from '../store.ts'
import { words } from '../words/words.ts'
import { AgreementText } from './agreement-text.tsx'
import { languageName } from './controls.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'
import { GapList, inOneSentence } from './gaps.tsx'
import { written } from './places.ts'

/** The draft at a glance: every part with how far it is written, and what is lacking before the next step. */
export function DraftPage({
  context,
  view,
  draft,
  step,
  ahead,
  gaps,
  capacity,
  comments,
}: {
  context: PageContext
  view: CompactView
  draft: Draft
  /** The step the gaps are about; null when none can be taken from here. */
  step: Step | null
  /** Whether they are those of signing, steps ahead; null where there is nothing to choose. */
  ahead: boolean | null
  gaps: readonly Gap[]
  /** What the institutions of the partner country lack, as its capacity map has it. */
  capacity: CapacityGaps
  /** Open comments, by the part they are about. */
  comments: ReadonlyMap<string, number>
}) {
  const { language } = context
  const say = speak(words, language)
  const { agreement } = draft
  const { id } = view.compact
  const lacking = (part: AgreementPart) =>
    inOneSentence(gaps).filter(({ place }) => place === part || place.startsWith(`${part}/`)).length
  const columns = [
    { key: 'part', head: say('draft.part') },
    { key: 'gaps', head: say('draft.gaps'), number: true },
    // In one column, so that both languages are seen on a narrow screen.
    { key: 'written', head: say('draft.texts written') },
    { key: 'elements', head: say('draft.elements'), number: true },
    { key: 'comments', head: say('draft.comments'), number: true },
  ]
  return (
    <CompactFrame
      context={context}
      view={view}
      here="draft"
      title={
        draft.amendment === 0 ? say('draft.title') : say('draft.amendment title', { number: draft.amendment })
      }
      about={[
        { name: say('about.state'), value: say(`state.${view.compact.state}`) },
        { name: say('about.revision'), value: formatNumber(language, draft.revision) },
        {
          name: say('about.languages'),
          value: agreement.languages.map((each) => languageName(each, language)).join(', '),
        },
        ...(draft.reason === null ? [] : [{ name: say('form.reason'), value: draft.reason }]),
      ]}
    >
      {draft.state === 'frozen' ? <Notice word={say('frozen.word')}>{say('frozen.text')}</Notice> : null}
      <Section title={say('draft.parts')} note={say('draft.parts note')}>
        <DataTable
          caption={say('draft.parts')}
          captionHidden
          columns={columns}
          rows={agreementParts.map((part) => {
            const there = written(part, agreement)
            const open = comments.get(part) ?? 0
            return {
              key: part,
              cells: {
                part: <a href={compactPath(language, id, `/draft/${part}`)}>{say(`part title.${part}`)}</a>,
                elements: there.elements === null ? '' : formatNumber(language, there.elements),
                written:
                  there.texts === 0
                    ? '–'
                    : agreement.languages.map((each) => (
                        <span key={each} className="block">
                          {say('draft.written in', {
                            language: languageName(each, language),
                            written: there.in[each] ?? 0,
                            texts: there.texts,
                          })}
                        </span>
                      )),
                // What is whole and quiet says nothing: the eye goes to what is left.
                gaps: lacking(part) === 0 ? '' : <b>{formatNumber(language, lacking(part))}</b>,
                comments:
                  open === 0 ? (
                    ''
                  ) : (
                    <a href={compactPath(language, id, `/comments?place=${part}`)}>
                      {formatNumber(language, open)}
                    </a>
                  ),
              },
            }
          })}
        />
        <p className="prose">
          <a href={compactPath(language, id, '/draft/text')}>{say('draft.read')}</a>
        </p>
      </Section>
      <Section
        title={say('gaps.title')}
        note={step === null ? undefined : say(`gaps.before ${step}`)}
        id="gaps"
      >
        {step === null ? (
          <p className="prose">{say('gaps.no step')}</p>
        ) : gaps.length === 0 ? (
          <>
            <Sentence>{say('gaps.none')}</Sentence>
            {ahead === true ? null : (
              <p className="prose">
                <a href={compactPath(language, id, step === 'signed' ? '/signing' : '/steps')}>
                  {say('gaps.go on')}
                </a>
              </p>
            )}
          </>
        ) : (
          <GapList id={id} gaps={gaps} agreement={agreement} />
        )}
        {ahead === null ? null : (
          <p className="prose">
            <a href={compactPath(language, id, ahead ? '/draft#gaps' : '/draft?before=signed#gaps')}>
              {say(ahead ? 'gaps.next only' : 'gaps.all signing')}
            </a>
          </p>
        )}
      </Section>
      <Section
        id="capacity"
        title={say('capacity.title')}
        note={
          <Rich
            say={say}
            word="capacity.note"
            parts={{
              link: (text) => <a href={pathIn(language, `/capacity/${view.compact.country}`)}>{text}</a>,
            }}
          />
        }
      >
        <CapacityGapsPanel found={capacity} />
      </Section>
    </CompactFrame>
  )
}

/** Where nothing is drafted: the text that stands, or stood last, to be read. */
export function LastTextPage({
  context,
  view,
  agreement,
  organisations,
  version,
  mayAmend,
}: {
  context: PageContext
  view: CompactView
  agreement: Agreement
  /** What the organisations of its parties are called. */
  organisations: ReadonlyMap<string, string>
  /** The version in force, or in force last; null for a compact that ended before. */
  version: number | null
  mayAmend: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { id, state } = view.compact
  return (
    <CompactFrame
      context={context}
      view={view}
      here="draft"
      title={say('last.title')}
      aside={
        <>
          <p>{say(version === null ? 'last.left' : isOver(state) ? 'last.over' : 'last.in force')}</p>
          {version === null ? null : (
            <p>
              <a href={compactPath(language, id, `/versions/${version}`)}>
                {say('version.number', { number: version })}
              </a>
              {mayAmend ? (
                <>
                  {' · '}
                  <a href={compactPath(language, id, '/steps#amend')}>{say('last.amend')}</a>
                </>
              ) : null}
            </p>
          )}
        </>
      }
    >
      <AgreementText agreement={agreement} organisations={organisations} />
    </CompactFrame>
  )
}
