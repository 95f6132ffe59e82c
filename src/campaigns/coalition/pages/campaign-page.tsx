import { Fragment, type ReactNode } from 'react'
import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import {
  between,
  capital,
  formatDay,
  formatNumber,
  type Language,
  pathIn,
  speak,
} from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import {
  type Ask,
  type AskContent,
  type Campaign,
  type CampaignStep,
  type ConsentText,
  type Endorser,
  wordsFor,
} from '../schema.ts'
import { whyClosed } from '../states.ts'
import { words } from '../words/words.ts'
import {
  campaignPath,
  campaignsCrumb,
  In,
  inTongue,
  languageIn,
  linesOf,
  Paragraphs,
  termOf,
  titleOf,
} from './frame.tsx'

/** An ask with the names of what it is about, and where each is read. */
export type NamedAsk = {
  ask: Ask
  /** `stood`: what had become of it on the day of the campaign. */
  targets: { name: string; path: string | null; stood?: string }[]
  /** All versions of its words, the oldest first; empty where they were never changed. */
  versions: { id: string; version: number; content: AskContent; why: string | null; made: string }[]
}

/** A way to take part, as the part of the room that offers it says it. */
export type Way = { name: string; text: string; path: string }

/** A campaign as everybody reads it: the story first. */
export function CampaignPage({
  context,
  campaign,
  today,
  ways,
  counts,
  asks,
  panels,
  endorsers,
  consents,
  steps,
  embed,
  mayManage,
  partners,
}: {
  context: PageContext
  campaign: Campaign
  today: string
  ways: Way[]
  counts: ReactNode
  /** Ended ones among them. */
  asks: NamedAsk[]
  panels: ReactNode
  endorsers: Endorser[]
  consents: ConsentText[]
  steps: CampaignStep[]
  /** The line that shows the campaign on another page; null while it is not public. */
  embed: string | null
  mayManage: boolean
  /** Organisations named as endorsing that the reader stands for. */
  partners: { id: string; name: string }[]
}) {
  const { language } = context
  const say = speak(words, language)
  const told = wordsFor(campaign.words, language, campaign.languages)
  const story = linesOf(told?.words.story ?? '')
  const title = titleOf(campaign, language)
  const closed = whyClosed(campaign, today)
  const last = steps.findLast(({ before, after }) => before !== after)
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      {...(story[0] === undefined ? {} : { description: story[0].slice(0, 300) })}
      crumbs={[campaignsCrumb(language)]}
      indexed={campaign.publicSince !== null}
      alternates={[
        { type: 'application/json', href: `/api/v1/campaigns/${campaign.slug}` },
        { type: 'text/csv', href: `/campaigns/${campaign.slug}/campaign.csv` },
      ]}
    >
      <Opening
        title={
          told === null ? (
            title
          ) : (
            <In tongue={told.language} page={language}>
              {title}
            </In>
          )
        }
        about={[
          { name: say('one.leads'), value: campaign.organisation.name },
          { name: say('one.state'), value: capital(language, say(`state.${campaign.state}`)) },
          { name: say('one.open'), value: capital(language, termOf(campaign, language)) },
          ...(campaign.goal === null
            ? []
            : [{ name: say('one.goal'), value: formatNumber(language, campaign.goal) }]),
        ]}
      >
        {closed === null && ways[0] !== undefined ? (
          <div className="campaign-lead">
            <Buttons>
              <ButtonLink href={pathIn(language, ways[0].path)} first>
                {ways[0].name}
              </ButtonLink>
              {ways.length > 1 ? <ButtonLink href="#take-part">{say('one.take part')}</ButtonLink> : null}
            </Buttons>
          </div>
        ) : null}
      </Opening>
      {campaign.publicSince === null ? (
        <Notice word={say('one.draft word')}>{say('one.draft')}</Notice>
      ) : null}
      {closed === 'paused' || closed === 'over' ? (
        <Notice word={capital(language, say(`state.${campaign.state}`))}>
          {say(`why.${closed}`)}{' '}
          {last === undefined ? null : (
            <In tongue={last.language} page={language}>
              {last.why}
            </In>
          )}
        </Notice>
      ) : null}
      {told === null || told.language === language ? null : (
        <Notice word={say('one.language word')}>
          {say('one.other language', { language: languageIn(told.language, language) })}{' '}
          {campaign.languages.includes(language) ? say('one.declared') : null}
        </Notice>
      )}
      <Section
        title={say('one.story')}
        {...(campaign.asOf === null
          ? {}
          : { note: say('one.as of note', { day: formatDay(language, campaign.asOf) }) })}
      >
        {told === null ? (
          <Unknown>{say('one.no words')}</Unknown>
        ) : (
          <div className="campaign-story" {...inTongue(told.language, language)}>
            {story[0] === undefined ? null : <Sentence>{story[0]}</Sentence>}
            <Paragraphs text={story.slice(1).join('\n')} />
          </div>
        )}
      </Section>
      <TakePart campaign={campaign} language={language} closed={closed} ways={ways} />
      {counts}
      <Section id="asks" title={say('one.asks')} note={say('one.asks note')}>
        {asks.length === 0 ? <Unknown>{say('one.no asks')}</Unknown> : null}
        <ul className="campaign-rows">
          {asks.map((each) => (
            <AskRow key={each.ask.id} {...each} campaign={campaign} language={language} />
          ))}
        </ul>
      </Section>
      {panels}
      <Behind campaign={campaign} endorsers={endorsers} language={language} />
      <Section id="consent" title={say('one.consents')} note={say('one.consents note')}>
        {consents.length === 0 ? (
          <p className="prose">{say('one.no consents')}</p>
        ) : (
          <Facts
            rows={consents.map((text) => ({
              name: `${text.party.name}: ${say(`purpose.${text.purpose}`)}`,
              value: <ConsentWords text={text} campaign={campaign} language={language} />,
            }))}
          />
        )}
      </Section>
      {steps.length === 0 ? null : (
        <Section id="became" title={say('one.became')} note={say('one.became note')}>
          <ol className="campaign-steps">
            {steps.toReversed().map((step) => (
              <li key={step.id}>
                <span className="note">{formatDay(language, step.on)}</span>
                <span>
                  <b>
                    {step.before === step.after ? say('one.changed') : say('one.step', { after: step.after })}
                    .
                  </b>{' '}
                  <In tongue={step.language} page={language}>
                    {step.why}
                  </In>
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {embed === null ? null : (
        <Section id="share" title={say('one.share')}>
          <p className="prose">{say('one.embed')}</p>
          <pre className="campaign-embed-code">
            <code>{embed}</code>
          </pre>
          <p className="note">
            {say('one.data')}: <a href={`/api/v1/campaigns/${campaign.slug}`}>JSON</a>,{' '}
            <a href={`/campaigns/${campaign.slug}/campaign.csv`}>CSV</a>
          </p>
        </Section>
      )}
      {mayManage || partners.length > 0 ? (
        <Section wide>
          <Buttons>
            {mayManage ? (
              <ButtonLink href={campaignPath(language, campaign.slug, '/manage')}>
                {say('one.manage')}
              </ButtonLink>
            ) : null}
            {partners.map(({ id, name }) => (
              <ButtonLink
                key={id}
                href={campaignPath(language, campaign.slug, `/partner?organisation=${id}`)}
              >
                {say('partner.link', { name })}
              </ButtonLink>
            ))}
          </Buttons>
        </Section>
      ) : null}
    </Page>
  )
}

function TakePart({
  campaign,
  language,
  closed,
  ways,
}: {
  campaign: Campaign
  language: Language
  closed: ReturnType<typeof whyClosed>
  ways: Way[]
}) {
  const say = speak(words, language)
  const day = closed === 'not yet' ? campaign.opens : closed === 'past' ? campaign.closes : null
  return (
    <Section id="take-part" title={say('one.take part')} note={say('one.take part note')}>
      {closed !== null ? (
        <p className="prose">{say(`why.${closed}`, { day: day === null ? '' : formatDay(language, day) })}</p>
      ) : ways.length === 0 ? (
        <Unknown>{say('why.no way')}</Unknown>
      ) : (
        <ul className="campaign-ways">
          {ways.map(({ name, text, path }) => (
            <li key={path}>
              <a href={pathIn(language, path)}>{name}</a>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function AskRow({
  ask,
  targets,
  versions,
  campaign,
  language,
}: NamedAsk & { campaign: Campaign; language: Language }) {
  const say = speak(words, language)
  const told = wordsFor(ask.words, language, campaign.languages)
  return (
    <li id={`ask-${ask.key}`}>
      <h3>
        {told === null ? (
          ask.key
        ) : (
          <In tongue={told.language} page={language}>
            {told.words.title}
          </In>
        )}
      </h3>
      {told === null ? null : (
        <Paragraphs text={told.words.text} lang={told.language === language ? undefined : told.language} />
      )}
      <p className="note">
        <Target ask={ask} targets={targets} language={language} />
      </p>
      <Stood targets={targets} />
      {ask.ended === null ? null : <p className="note">{say('ask.ended', { why: ask.endedWhy ?? '' })}</p>}
      {versions.length === 0 ? null : (
        <details className="campaign-official">
          <summary>{say('ask.versions', { count: versions.length - 1 })}</summary>
          {versions.toReversed().map((each, place) => (
            <div key={each.id}>
              <p className="note">
                {say('consent.version', { version: each.version })},{' '}
                {say('consent.since', { day: formatDay(language, each.made.slice(0, 10)) })}
                {each.why === null ? null : `${between(language, ':')}${each.why}`}
              </p>
              {place === 0 ? null : (
                <EarlierWords content={each.content} campaign={campaign} language={language} />
              )}
            </div>
          ))}
        </details>
      )}
      {ask.official === null ? null : (
        <details className="campaign-official">
          <summary>{say('ask.official', { language: languageIn(ask.official.language, language) })}</summary>
          <div lang={ask.official.language}>
            <Paragraphs text={ask.official.text} />
          </div>
        </details>
      )}
    </li>
  )
}

function EarlierWords({
  content,
  campaign,
  language,
}: {
  content: AskContent
  campaign: Campaign
  language: Language
}) {
  const told = wordsFor(content.words, language, campaign.languages)
  return told === null ? null : (
    <div lang={told.language}>
      <p className="prose">{told.words.title}</p>
      <Paragraphs text={told.words.text} />
    </div>
  )
}

/** What had become of it on the day of the campaign. */
export function Stood({ targets }: { targets: NamedAsk['targets'] }) {
  return targets.map(({ name, stood }) =>
    stood === undefined ? null : (
      <p key={name} className="note">
        {stood}
      </p>
    ),
  )
}

/** What an ask is about, with a link to where that is read. */
export function Target({
  ask: { target: asked },
  targets,
  language,
}: {
  ask: Ask
  targets: NamedAsk['targets']
  language: Language
}) {
  const say = speak(words, language)
  const sentence = say(asked.kind === 'bill' ? `ask.bill ${asked.wanted}` : `ask.${asked.kind}`, {
    target: '\u0001',
    ...(asked.kind === 'budget line' ? { year: String(asked.fiscalYear) } : {}),
  })
  const [before = '', after = ''] = sentence.split('\u0001')
  return (
    <>
      {before}
      {targets.map(({ name, path }, place) => (
        <Fragment key={name}>
          {place === 0 ? null : ', '}
          {path === null ? name : <a href={pathIn(language, path)}>{name}</a>}
        </Fragment>
      ))}
      {after}
      {asked.kind === 'budget line'
        ? `, ${
            asked.usdMillions === null
              ? say('ask.no amount')
              : say('ask.amount', { amount: formatNumber(language, asked.usdMillions) })
          }`
        : null}
      {asked.kind === 'letter' && asked.address !== null ? `, ${asked.address.replaceAll('\n', ', ')}` : null}
    </>
  )
}

function Behind({
  campaign,
  endorsers,
  language,
}: {
  campaign: Campaign
  endorsers: Endorser[]
  language: Language
}) {
  const say = speak(words, language)
  // Whom a coalition would like to have is its own matter until they have said yes.
  const told = endorsers.filter(({ now }) => now.state !== 'invited')
  return (
    <Section id="behind" title={say('one.behind')} note={say('one.behind note')}>
      <ul className="campaign-endorsers">
        <li>
          <b>{campaign.organisation.name}</b> <span className="note">{say('one.leading')}</span>
        </li>
        {told.map(({ id, name, website, now }) => (
          <li key={id}>
            {website === null ? (
              <b>{name}</b>
            ) : (
              <a href={website} rel="noopener nofollow">
                {name}
              </a>
            )}{' '}
            <span className="note">
              {say(now.state === 'withdrawn' ? 'endorser.withdrawn' : 'endorser.endorsed', {
                day: formatDay(language, now.on),
              })}
              {now.proofAddress === null ? null : (
                <>
                  {' · '}
                  <a href={now.proofAddress} rel="noopener nofollow">
                    {say('endorser.proof')}
                  </a>
                </>
              )}
              {now.ownWord ? ` · ${say('endorser.own word')}` : null}
              {now.proofLetter === null ? null : ` · ${say('endorser.letter', { letter: now.proofLetter })}`}
              {now.why === null ? null : ` · ${now.why}`}
            </span>
          </li>
        ))}
      </ul>
      {told.length === 0 ? <p className="note">{say('endorser.alone')}</p> : null}
    </Section>
  )
}

/** A text of consent in the reader’s language, or another it is asked in. */
export function ConsentWords({
  text,
  campaign,
  language,
}: {
  text: ConsentText
  campaign: Campaign
  language: Language
}) {
  const say = speak(words, language)
  const told = wordsFor(text.words ?? {}, language, campaign.languages)
  return (
    <>
      {told === null ? null : (
        <In tongue={told.language} page={language}>
          {told.words}
        </In>
      )}{' '}
      <span className="note">
        {say('consent.version', { version: text.version })},{' '}
        {say('consent.since', { day: formatDay(language, text.made.slice(0, 10)) })}
      </span>
    </>
  )
}
