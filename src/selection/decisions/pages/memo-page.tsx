import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import { formatDay, formatList, formatNumber, type Language, pathIn } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { richText } from '../../../ui/rich.tsx'
import { Section, Sentence, Verdict } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { writeNumber } from '../../../ui/voice.tsx'
import { sourcesOf } from '../../groups.ts'
import { unitName } from '../../sentences.ts'
import { commandsOf, type Memo, type MemoRow, signingOf } from '../memo.ts'
import {
  assessedSentence,
  colon,
  declaredWords,
  departureHead,
  dissentHead,
  gapWords,
  marksOf,
  methodWords,
  nameOr,
  rangeText,
  rankText,
  saidWhen,
  sayOf,
  shortSentences,
  signerName,
  stateWords,
} from '../say.ts'
import type { Decision, Declared } from '../schema.ts'
import type { Word } from '../words/words.ts'
import { Command, listCrumb, Paragraphs, pathOf } from './frame.tsx'
import { RankPicture } from './rank-picture.tsx'

/** What a reader may do with a decision. */
export type Doing = {
  compose: boolean
  takePart: boolean
  sign: boolean
  publish: boolean
}

/** Compacts with a country that the reader may read. */
export type CompactsOf = ReadonlyMap<string, readonly { id: string; name: string }[]>

/** A decision on countries as a memo: words first, then the list, what departs, who disagreed, who signed. */
export function DecisionPage({
  context,
  memo,
  doing,
  visible,
  compacts,
  history,
}: {
  context: PageContext
  memo: Memo
  doing: Doing
  /** Whether the reader may know of another version. */
  visible: (other: Pick<Decision, 'id'>) => boolean
  compacts: CompactsOf
  history: ReactNode
}) {
  const { language } = context
  const say = sayOf(language)
  const { decision, assessment } = memo
  const { content } = decision
  const written = content.language
  return (
    <Page
      {...context}
      section="assessments"
      title={content.title}
      crumbs={[listCrumb(language), { name: content.title }]}
      indexed={decision.state === 'published'}
      alternates={[
        { type: 'application/json', href: `/api/v1/decisions/${decision.id}` },
        { type: 'text/csv', href: `/decisions/${decision.id}.csv` },
      ]}
    >
      <Opening
        title={
          <span lang={written} dir="auto">
            {content.title}
          </span>
        }
        about={[
          {
            name: say('memo.method'),
            value: (
              <a href={pathIn(language, `/assessments/${assessment.id}`)}>{methodWords(language, memo)}</a>
            ),
          },
          { name: say('memo.as of'), value: formatDay(language, assessment.asOf) },
          { name: say('memo.version'), value: decision.version },
          { name: say('memo.state'), value: stateWords(language, memo) },
        ]}
      />
      {marksOf(memo, language, visible).map(({ word, sentence, href }) => (
        <Notice key={word} word={word}>
          {richText(sentence, { a: (text) => <a href={href ?? ''}>{text}</a> })}
        </Notice>
      ))}
      <Section title={say(decision.signedOff === null ? 'memo.to decide' : 'memo.in short')}>
        {content.summary === '' ? (
          <Unknown>{say('memo.no words')}</Unknown>
        ) : (
          <Verdict>
            <span lang={written} dir="auto" className="decision-summary">
              {content.summary}
            </span>
          </Verdict>
        )}
        {shortSentences(language, memo).map((each) => (
          <Sentence key={each}>{each}</Sentence>
        ))}
        {memo.before === null ? null : (
          <p className="prose">
            {richText(
              say(visible(memo.before) ? 'memo.supersedes' : 'memo.supersedes hidden', {
                version: memo.before.version,
                why: decision.why ?? '',
              }),
              { a: (text) => <a href={pathOf(language, memo.before?.id ?? '')}>{text}</a> },
            )}
          </p>
        )}
        {written === language ? null : <p className="note">{say('memo.written in')}</p>}
      </Section>
      <Shortlist memo={memo} language={language} />
      <Departures memo={memo} language={language} />
      <Section title={say('memo.dissent')} note={say('memo.dissent note')}>
        {memo.dissents.length === 0 ? (
          <Unknown>{say('memo.dissent none')}</Unknown>
        ) : (
          memo.dissents.map((each) => (
            <div key={each.id} className="decision-said">
              <h3>{dissentHead(language, memo, each)}</h3>
              <Paragraphs text={each.text} lang={written} />
            </div>
          ))
        )}
      </Section>
      <Signing memo={memo} language={language} />
      <Outcome memo={memo} language={language} compacts={compacts} />
      {decision.hash === null ? null : (
        <Section title={say('memo.text')} note={say('memo.text note')}>
          <p className="prose">
            <code className="decision-hash">{decision.hash}</code>
          </p>
          <Command before={say('memo.text file')}>{commandsOf(memo).text}</Command>
        </Section>
      )}
      <Next memo={memo} language={language} doing={doing} />
      {history}
    </Page>
  )
}

function Shortlist({ memo, language }: { memo: Memo; language: Language }) {
  const say = sayOf(language)
  const { decision, assessment } = memo
  const { content } = decision
  const run = commandsOf(memo)
  const chosen = memo.rows.filter((row) => row.chosen)
  const note =
    assessment.replicates > 0
      ? say('memo.list note', {
          size: content.size,
          runs: formatNumber(language, assessment.replicates),
          seed: String(assessment.seed),
        })
      : say('memo.list no runs', { size: content.size })
  const at = (ending: string) => pathOf(language, decision.id, ending)
  return (
    <Section id="shortlist" title={say('memo.list')} wide>
      <p className="prose">
        {note}
        <SourceMark id={sourcesOf(assessment.inputs)} />
      </p>
      <ol className="decision-reasons">
        {chosen.map((row) => (
          <li key={row.unit} className="decision-said">
            <h3>{unitName(language, row.unit)}</h3>
            {row.reason === '' ? (
              <p className="note">{say('memo.unreasoned')}</p>
            ) : (
              <Paragraphs text={row.reason} lang={content.language} />
            )}
          </li>
        ))}
      </ol>
      <RankPicture memo={memo} language={language} />
      <DataTable
        caption={say('memo.list')}
        captionHidden
        columns={[
          { key: 'country', head: say('label.country') },
          { key: 'rank', head: say('label.rank'), number: true },
          { key: 'range', head: say('label.range'), number: true },
          { key: 'score', head: say('label.score'), number: true },
          {
            key: 'share',
            head: say('label.first k', { k: assessment.shortlistSize }),
            unit: say('label.of runs'),
            number: true,
          },
          { key: 'chosen', head: say('label.chosen') },
        ]}
        rows={memo.rows.map((row) => ({ key: row.unit, cells: cellsOf(row) }))}
      />
      <Command before={say('memo.commands')}>{run.list}</Command>
      <Command before={say('memo.command and')}>{run.ranks}</Command>
      <p className="note">
        {colon(language, say('memo.download'))} <a href={at('.pdf')}>PDF</a> · <a href={at('.xlsx')}>XLSX</a>{' '}
        · <a href={at('.csv')}>CSV</a> · <a href={`/api/v1/decisions/${decision.id}`}>JSON</a>
      </p>
    </Section>
  )

  function cellsOf(row: MemoRow): Record<string, ReactNode> {
    const name = unitName(language, row.unit)
    return {
      country:
        row.standing === 'not assessed' ? (
          name
        ) : (
          <a href={pathIn(language, `/assessments/${assessment.id}/${row.unit}`)}>{name}</a>
        ),
      rank: rankText(language, row),
      range: rangeText(language, row.rankRange, 0),
      score: row.score === null ? '–' : writeNumber(language, row.score, { digits: 1 }),
      chosen: say(row.chosen ? 'label.yes' : 'label.no'),
      share: row.inShortlist === null ? '–' : writeNumber(language, row.inShortlist * 100, { digits: 0 }),
    }
  }
}

function Departures({ memo, language }: { memo: Memo; language: Language }) {
  const say = sayOf(language)
  const { content } = memo.decision
  const departing = memo.rows.filter(({ departure }) => departure !== null)
  return (
    <Section id="departures" title={say('memo.departures')} note={say('memo.departures note')}>
      {departing.length === 0 ? (
        <Sentence>{say('memo.departures none', { size: content.size })}</Sentence>
      ) : (
        <>
          {departing.map((row) => (
            <div key={row.unit} className="decision-said">
              <h3>{departureHead(language, row)}</h3>
              <p className="note">{assessedSentence(language, memo, row)}</p>
              {row.justification === '' ? (
                <Unknown>{say('memo.unjustified')}</Unknown>
              ) : (
                <Paragraphs text={row.justification} lang={content.language} />
              )}
            </div>
          ))}
          <Command before={say('memo.commands')}>{commandsOf(memo).departures}</Command>
        </>
      )}
    </Section>
  )
}

function Signing({ memo, language }: { memo: Memo; language: Language }) {
  const say = sayOf(language)
  const { decision } = memo
  const declared = (each: Declared) =>
    each.none ? (
      declaredWords(language, each)
    ) : (
      <span lang={decision.content.language} dir="auto">
        {each.conflict}
      </span>
    )
  return (
    <>
      <Section id="signed" title={say('memo.signed')} note={say('memo.signed note')}>
        <DataTable
          caption={say('memo.signed')}
          captionHidden
          columns={[
            { key: 'as', head: say('label.role') },
            { key: 'name', head: say('label.name') },
            { key: 'when', head: say('label.when') },
            { key: 'conflict', head: say('label.conflict') },
          ]}
          rows={signingOf(memo).map(({ signer, signature }) => ({
            key: `${signer.role} ${signer.organisation ?? ''}`,
            cells: {
              as: signerName(language, memo, signer),
              name:
                signature === null
                  ? say(decision.hash === null ? 'memo.not asked yet' : 'memo.not signed')
                  : nameOr(language, signature.name),
              when: signature === null ? '–' : saidWhen(language, memo, signature),
              conflict: signature === null ? '–' : declared(signature.declared),
            },
          }))}
        />
      </Section>
      <Section id="conflicts" title={say('memo.conflicts')} note={say('memo.conflicts note')}>
        {memo.declarations.length === 0 ? (
          <Unknown>{say('memo.conflicts none')}</Unknown>
        ) : (
          <DataTable
            caption={say('memo.conflicts')}
            captionHidden
            columns={[
              { key: 'name', head: say('label.name') },
              { key: 'part', head: say('label.role') },
              { key: 'when', head: say('label.when') },
              { key: 'conflict', head: say('label.conflict') },
            ]}
            rows={memo.declarations.map((each) => ({
              key: each.id,
              cells: {
                name: nameOr(language, each.name),
                part: say(each.author ? 'memo.author' : 'memo.took part'),
                when: saidWhen(language, memo, each),
                conflict: declared(each.declared),
              },
            }))}
          />
        )}
      </Section>
    </>
  )
}

/** From a decision that is published to the compacts that came of it. */
function Outcome({ memo, language, compacts }: { memo: Memo; language: Language; compacts: CompactsOf }) {
  const say = sayOf(language)
  if (memo.decision.state !== 'published') return null
  const units = memo.decision.content.chosen.map(({ unit }) => unit)
  const without = units.filter((unit) => (compacts.get(unit) ?? []).length === 0)
  return (
    <Section id="compacts" title={say('memo.compacts')} note={say('memo.compacts note')}>
      {units.flatMap((unit) =>
        (compacts.get(unit) ?? []).map(({ id, name }) => (
          <Sentence key={id}>
            <a href={pathIn(language, `/compacts/${id}`)}>{name}</a>
          </Sentence>
        )),
      )}
      {without.length === 0 ? null : (
        <Unknown>
          {say('memo.compacts none', {
            names: formatList(
              language,
              without.map((unit) => unitName(language, unit)),
            ),
          })}
        </Unknown>
      )}
    </Section>
  )
}

/** What a draft lacks before it can be reviewed, each leading to its field. */
export function Lacking({ memo: { decision, gaps }, language }: { memo: Memo; language: Language }) {
  return (
    <>
      <Sentence>{sayOf(language)('next.lacking', { count: gaps.length })}</Sentence>
      <ul className="prose">
        {gaps.map((gap) => (
          <li key={gap.field + gap.code}>
            <a href={`${pathOf(language, decision.id, '/edit')}#${gap.field}`}>{gapWords(language, gap)}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Next({ memo, language, doing }: { memo: Memo; language: Language; doing: Doing }) {
  const say = sayOf(language)
  const { decision, gaps } = memo
  const to = (rest: string) => pathOf(language, decision.id, rest)
  const { state } = decision
  const buttons: { word: Word; href: string }[] = []
  const add = (may: boolean, word: Word, rest: string) => {
    if (may) buttons.push({ word, href: to(rest) })
  }
  add(doing.compose && state === 'draft' && gaps.length === 0, 'do.submit', '/submit')
  add(doing.compose && state === 'draft', 'do.edit', '/edit')
  add(doing.sign && state === 'in review', 'do.sign', '/sign')
  add(doing.takePart && !['draft', 'set aside'].includes(state), 'do.review', '/review')
  add(doing.compose && state === 'in review', 'do.return', '/return')
  add(doing.publish && (state === 'signed off' || state === 'kept'), 'do.publish', '/publish')
  add(doing.compose && decision.signedOff !== null && memo.after === null, 'do.next version', '/next')
  add(doing.compose && (state === 'draft' || state === 'in review'), 'do.aside', '/aside')
  if (buttons.length === 0) return null
  return (
    <Section id="next" title={say('next.title')}>
      {gaps.length > 0 && doing.compose ? <Lacking memo={memo} language={language} /> : null}
      <Buttons>
        {buttons.map(({ word, href }, at) => (
          <ButtonLink key={word} href={href} first={at === 0}>
            {say(word)}
          </ButtonLink>
        ))}
      </Buttons>
    </Section>
  )
}
