import {
  Button,
  ButtonLink,
  Buttons,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { campaignCrumbs, campaignPath } from '../../coalition/pages/frame.tsx'
import type { Ask, Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import { telephone } from '../../legislatures/pages/frame.tsx'
import type { Post } from '../outreach.ts'
import { callOutcomes } from '../schema.ts'
import type { Found, Reach } from '../whom.ts'
import { words } from '../words/words.ts'
import { askTitle, WhomList } from './frame.tsx'

/** What is offered to be posted, and where its composer stands. */
export type Proposal = { handle: string; network: string; text: string }

/** Finding who represents somebody, to call them or write to them in public. */
export function ReachPage({
  context,
  campaign,
  typed,
  found,
}: {
  context: PageContext
  campaign: Campaign
  typed: string
  found: Found | null
}) {
  const { language } = context
  const say = speak(words, language)
  const here = campaignPath(language, campaign.slug, '/reach')
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('reach.title')}
      crumbs={[...campaignCrumbs(language, campaign), { name: say('reach.title') }]}
      indexed={false}
    >
      <Opening title={say('reach.title')}>
        {campaign.asOf === null ? null : (
          <p className="prose">{say('reach.past', { day: formatDay(language, campaign.asOf) })}</p>
        )}
      </Opening>
      <Section wide>
        <form className="form" method="get" action={here}>
          <TextField
            name="code"
            label={say('reach.find')}
            hint={say('reach.find hint')}
            value={typed}
            autoComplete="postal-code"
            exact
          />
          <Buttons>
            <Button first>{say('find.go')}</Button>
          </Buttons>
        </form>
      </Section>
      {found === null ? null : (
        <Section id="found" title={say('find.found')}>
          {found.people.length === 0 ? (
            <Unknown next={say('find.none next')}>{say('find.none')}</Unknown>
          ) : (
            <>
              {found.split ? <Sentence>{say('find.split')}</Sentence> : null}
              <WhomList
                people={found.people}
                word="reach.choose"
                hrefOf={(key) => `${here}?legislator=${encodeURIComponent(key)}`}
                language={language}
              />
            </>
          )}
        </Section>
      )}
    </Page>
  )
}

/** One legislator: a number to call with words to say, and words to post. */
export function ReachOnePage({
  context,
  campaign,
  legislator,
  reach,
  asks,
  proposal,
  told,
  today,
  sent = {},
  errors = [],
  late = null,
}: {
  context: PageContext
  campaign: Campaign
  legislator: { key: string; name: string }
  reach: Reach
  asks: Ask[]
  /** Null where no name in a network is known. */
  proposal: Proposal | null
  /** Whether a call was told of just now. */
  told: boolean
  today: string
  sent?: Sent
  errors?: FieldError[]
  /** Seconds to wait, where too many came. */
  late?: number | null
}) {
  const { language } = context
  const say = speak(words, language)
  const { key, name } = legislator
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const day = reach.asOf === null ? '' : formatDay(language, reach.asOf)
  const phones = [
    ...reach.contacts.flatMap(({ kind, value }) => (kind === 'phone' ? [value] : [])),
    ...reach.offices.flatMap(({ phone }) => (phone === null ? [] : [phone])),
  ]
  const asked = asks.map((ask) => ({ value: ask.key, name: askTitle(ask, language, campaign) }))
  const first = asks[0]
  return (
    <Page
      {...context}
      section="campaigns"
      title={name}
      crumbs={[
        ...campaignCrumbs(language, campaign),
        { name: say('reach.title'), href: campaignPath(language, campaign.slug, '/reach') },
        { name },
      ]}
      indexed={false}
    >
      <Opening title={say('reach.choose', { name })}>
        {campaign.asOf === null ? null : (
          <p className="prose">{say('reach.past', { day: formatDay(language, campaign.asOf) })}</p>
        )}
        {told ? <Sentence>{say('reach.told')}</Sentence> : null}
        {late === null ? null : <Sentence>{say('reach.late', { seconds: late })}</Sentence>}
      </Opening>
      <Section id="call" title={say('reach.call')}>
        {phones.length === 0 ? (
          <Unknown>{say('reach.no phone')}</Unknown>
        ) : (
          <ul className="prose">
            {[...new Set(phones)].map((phone) => (
              <li key={phone}>
                <a href={telephone(phone)}>{say('reach.number', { phone, day })}</a>
              </li>
            ))}
          </ul>
        )}
        {first === undefined ? null : (
          <>
            <h3>{say('reach.script')}</h3>
            <blockquote className="prose">
              {say('reach.script text', { name, ask: askTitle(first, language, campaign) })}
            </blockquote>
          </>
        )}
        <h3>{say('reach.tell')}</h3>
        <p className="note">{say('reach.tell note')}</p>
        <form className="form" method="post" action={campaignPath(language, campaign.slug, '/reach/calls')}>
          <OnceField />
          <ErrorSummary errors={errors.filter(({ field }) => field !== 'post')} />
          <input type="hidden" name="legislator" value={key} />
          <SelectField
            name="outcome"
            label={say('call.outcome')}
            options={callOutcomes.map((each) => ({ value: each, name: say(`call.${each}`) }))}
            value={textIn(sent, 'outcome')}
            error={at('outcome')}
          />
          <TextField
            name="on"
            type="date"
            label={say('call.on')}
            value={textIn(sent, 'on') || today}
            error={at('on')}
          />
          <SelectField
            name="ask"
            label={say('reach.ask')}
            options={[{ value: '', name: say('points.all asks') }, ...asked]}
            value={textIn(sent, 'ask')}
            error={at('ask')}
          />
          <Buttons>
            <Button first>{say('reach.send')}</Button>
          </Buttons>
        </form>
      </Section>
      <Section id="post" title={say('post.title')} note={say('post.not yet')}>
        {proposal === null ? (
          <Unknown>{say('post.no handle')}</Unknown>
        ) : (
          <>
            <p className="prose">
              {say('post.handle', { handle: proposal.handle, network: proposal.network, day })}
            </p>
            <h3>{say('post.text')}</h3>
            <blockquote className="prose">{proposal.text}</blockquote>
            <form
              className="form"
              method="post"
              action={campaignPath(language, campaign.slug, '/reach/posts')}
            >
              <OnceField />
              <ErrorSummary errors={errors.filter(({ field }) => field === 'post')} />
              <input type="hidden" name="legislator" value={key} />
              <Buttons>
                <Button>{say('post.open')}</Button>
              </Buttons>
            </form>
          </>
        )}
      </Section>
    </Page>
  )
}

/** A post that was begun: the way to its composer, and a place to say that it was posted. */
export function PostPage({
  context,
  campaign,
  post,
  proposal,
  composer,
  sent = {},
  errors = [],
}: {
  context: PageContext
  campaign: Campaign
  post: Post
  proposal: Proposal
  /** Address of the composer, with the words in it. */
  composer: string
  sent?: Sent
  errors?: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const { handle, network } = proposal
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('post.title')}
      crumbs={[...campaignCrumbs(language, campaign), { name: say('post.title') }]}
      indexed={false}
    >
      <Opening title={say('post.title')}>
        <p className="prose">
          {say('post.handle', { handle, network, day: formatDay(language, post.handleAsOf) })}
        </p>
      </Opening>
      {post.takenBack ? (
        <Section wide>
          <Sentence>{say('post.taken back')}</Sentence>
          <Buttons>
            <ButtonLink href={campaignPath(language, campaign.slug)}>{say('back.campaign')}</ButtonLink>
          </Buttons>
        </Section>
      ) : post.postedOn === null ? (
        <Section wide>
          <blockquote className="prose">{proposal.text}</blockquote>
          <Buttons>
            <ButtonLink first href={composer}>
              {say('post.compose', { network })}
            </ButtonLink>
          </Buttons>
          <p className="note">{say('post.not yet')}</p>
          <form
            className="form"
            method="post"
            action={campaignPath(language, campaign.slug, `/reach/posts/${post.id}`)}
          >
            <OnceField />
            <ErrorSummary errors={errors} />
            <TextField
              name="address"
              type="url"
              label={say('post.address')}
              hint={say('post.address hint')}
              value={textIn(sent, 'address')}
              error={at('address')}
              optional
              exact
            />
            <Buttons>
              <Button>{say('post.said')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : (
        <Section wide>
          <Sentence>{say('post.thanks')}</Sentence>
          <p className="prose">{say(post.address === null ? 'post.back note' : 'post.back address note')}</p>
          <form
            className="form"
            method="post"
            action={campaignPath(language, campaign.slug, `/reach/posts/${post.id}/back`)}
          >
            <OnceField />
            <Buttons>
              {post.address === null ? null : (
                <Button name="what" value="address">
                  {say('post.back address')}
                </Button>
              )}
              <Button name="what" value="all">
                {say('post.back')}
              </Button>
            </Buttons>
          </form>
          <Buttons>
            <ButtonLink href={campaignPath(language, campaign.slug)}>{say('back.campaign')}</ButtonLink>
          </Buttons>
        </Section>
      )}
    </Page>
  )
}
