import type { ReactNode } from 'react'
import { policyWords } from '../../../people/policy/words.ts'
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
import { capital, formatDay, formatList, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { type Sent, textIn } from '../../desk.ts'
import { type Campaign, type ConsentText, type Endorser, wordsFor } from '../schema.ts'
import { type Gap, isOver, nextStates } from '../states.ts'
import { words } from '../words/words.ts'
import { ConsentWords, type NamedAsk, Stood, Target } from './campaign-page.tsx'
import { campaignCrumbs, campaignPath, In, languageIn, titleOf } from './frame.tsx'

/** What a person may do with a campaign, as the policy named it. */
export type ConsoleAction =
  | 'run campaigns'
  | 'see supporters'
  | 'check cards'
  | 'record meetings'
  | 'read campaign notes'

/** What who runs a campaign sees beyond what the other roles do. */
export type Running = {
  gaps: Gap[]
  asks: NamedAsk[]
  endorsers: Endorser[]
  consents: ConsentText[]
  /** The day it speaks of, where its legislature is not known on that day. */
  unknownOn: string | null
  history: ReactNode
  /** What was sent of a change of state and could not be used. */
  returned?: { sent: Sent; errors: FieldError[] }
}

/** The console of a campaign: to each what their role needs. */
export function ManagePage({
  context,
  campaign,
  actions,
  running,
  panels,
}: {
  context: PageContext
  campaign: Campaign
  actions: ConsoleAction[]
  running: Running | null
  panels: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const policy = speak(policyWords, language)
  const title = say('manage.title', { title: titleOf(campaign, language) })
  const at = (rest: string) => campaignPath(language, campaign.slug, rest)
  const isDraft = campaign.state === 'draft'
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      indexed={false}
      crumbs={campaignCrumbs(language, campaign)}
    >
      <Opening
        title={title}
        about={[
          { name: say('one.leads'), value: campaign.organisation.name },
          { name: say('one.state'), value: capital(language, say(`state.${campaign.state}`)) },
        ]}
      >
        <div className="campaign-lead">
          <p className="prose">
            {say('manage.note', {
              actions: formatList(
                language,
                actions.map((action) => policy(`action.${action}`)),
              ),
            })}
          </p>
          <Buttons>
            <ButtonLink href={at('')}>{say('manage.public')}</ButtonLink>
          </Buttons>
        </div>
      </Opening>
      {/* What people did comes first, once they can do anything. */}
      {isDraft ? null : panels}
      {running === null ? null : (
        <>
          <WhereItStands
            context={context}
            campaign={campaign}
            gaps={running.gaps}
            unknownOn={running.unknownOn}
          />
          <Section id="asks" title={say('one.asks')}>
            <ul className="campaign-rows">
              {running.asks.map(({ ask, targets }) => {
                const told = wordsFor(ask.words, language, campaign.languages)
                return (
                  <li key={ask.id}>
                    <h3>
                      {told === null ? (
                        ask.key
                      ) : (
                        <In tongue={told.language} page={language}>
                          {told.words.title}
                        </In>
                      )}
                    </h3>
                    <p className="note">
                      <Target ask={ask} targets={targets} language={language} />
                    </p>
                    <Stood targets={targets} />
                    {ask.ended === null ? (
                      isOver(campaign.state) ? null : (
                        <Buttons>
                          <ButtonLink href={at(`/asks/${ask.key}`)}>{say('manage.change ask')}</ButtonLink>
                          <ButtonLink href={at(`/asks/${ask.key}/end`)}>{say('ask.end')}</ButtonLink>
                        </Buttons>
                      )
                    ) : (
                      <p className="note">{say('ask.ended', { why: ask.endedWhy ?? '' })}</p>
                    )}
                  </li>
                )
              })}
            </ul>
            {isOver(campaign.state) ? null : (
              <Buttons>
                <ButtonLink href={at('/asks/new')}>{say('manage.add ask')}</ButtonLink>
              </Buttons>
            )}
          </Section>
        </>
      )}
      {running === null ? null : (
        <>
          <Section id="endorsers" title={say('manage.endorsers')} note={say('one.behind note')}>
            {running.endorsers.length === 0 ? <p className="note">{say('endorser.alone')}</p> : null}
            <ul className="campaign-endorsers">
              {running.endorsers.map(({ id, name, now }) => (
                <li key={id}>
                  <b>{name}</b>{' '}
                  <span className="note">
                    {say(`endorser.${now.state}`, { day: formatDay(language, now.on) })}
                  </span>{' '}
                  <a href={at(`/endorsers/${id}`)}>{say('manage.record')}</a>
                </li>
              ))}
            </ul>
            <Buttons>
              <ButtonLink href={at('/endorsers/new')}>{say('manage.add endorser')}</ButtonLink>
            </Buttons>
          </Section>
          <Section id="consents" title={say('manage.consents')} note={say('manage.consents note')}>
            {running.consents.length === 0 ? (
              <p className="note">{say('manage.no consents')}</p>
            ) : (
              <Facts
                rows={running.consents.map((text) => ({
                  name: `${text.party.name}: ${say(`purpose.${text.purpose}`)}`,
                  value: <ConsentWords text={text} campaign={campaign} language={language} />,
                }))}
              />
            )}
            {isOver(campaign.state) ? null : (
              <Buttons>
                <ButtonLink href={at('/consent')}>{say('manage.write consent')}</ButtonLink>
              </Buttons>
            )}
          </Section>
          <StepForm
            context={context}
            campaign={campaign}
            gaps={running.gaps}
            {...(running.returned === undefined ? {} : { returned: running.returned })}
          />
          {isDraft ? panels : null}
          {running.history}
        </>
      )}
      {isDraft && running === null ? panels : null}
    </Page>
  )
}

function WhereItStands({
  context: { language },
  campaign,
  gaps,
  unknownOn,
}: {
  context: PageContext
  campaign: Campaign
  gaps: Gap[]
  unknownOn: string | null
}) {
  const say = speak(words, language)
  const missing = campaign.languages.filter((each) => campaign.words[each] === undefined)
  const at = (rest: string) => campaignPath(language, campaign.slug, rest)
  return (
    <Section id="stands" title={say('manage.where')}>
      {campaign.state === 'draft' && gaps.length > 0 ? (
        <>
          <p className="prose">{say('manage.lacking', { count: gaps.length })}</p>
          <ul className="prose">
            {gaps.map(({ code, ask }) => (
              <li key={`${code} ${ask}`}>
                <a
                  href={
                    ask !== null
                      ? at(`/asks/${ask}#official`)
                      : code === 'no ask'
                        ? at('/asks/new')
                        : at(
                            code === 'closes before today'
                              ? '/change#closes'
                              : `/change#title-${campaign.languages[0] ?? 'en'}`,
                          )
                  }
                >
                  {say(`gap.${code}`)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {missing.length === 0 ? null : (
        <p className="prose">
          {say('missing.words', {
            languages: formatList(
              language,
              missing.map((each) => languageIn(each, language)),
            ),
          })}
        </p>
      )}
      {unknownOn === null ? null : (
        <Unknown next={say('missing.pack next')}>
          {say('missing.pack', { day: formatDay(language, unknownOn) })}
        </Unknown>
      )}
      {campaign.ended === null ? null : (
        <p className="prose">
          {say('manage.personal', { day: formatDay(language, campaign.ended.slice(0, 10)) })}
        </p>
      )}
      {isOver(campaign.state) ? null : (
        <Buttons>
          <ButtonLink href={at('/change')}>{say('manage.change')}</ButtonLink>
        </Buttons>
      )}
    </Section>
  )
}

function StepForm({
  context: { language },
  campaign,
  gaps,
  returned,
}: {
  context: PageContext
  campaign: Campaign
  gaps: Gap[]
  returned?: { sent: Sent; errors: FieldError[] }
}) {
  const say = speak(words, language)
  const lacking = gaps.length > 0
  const next = nextStates(campaign.state).filter((each) => each !== 'live' || !lacking)
  const sent = returned?.sent ?? {}
  const wrong = (name: string) => ({
    error: returned?.errors.find(({ field }) => field === name)?.message,
  })
  return (
    <Section id="step" title={say('manage.step')} note={say('one.became note')}>
      {next.length === 0 ? (
        <p className="prose">{say('manage.over')}</p>
      ) : (
        <form className="form" method="post" action={campaignPath(language, campaign.slug, '/step')}>
          <ErrorSummary errors={returned?.errors ?? []} />
          <OnceField />
          <input type="hidden" name="revision" value={String(campaign.revision)} />
          <ChoiceField
            name="to"
            label={say('field.to')}
            options={next.map((each) => ({
              value: each,
              name: each === 'draft' ? say('state.draft') : say(`step.${each}`),
            }))}
            chosen={[textIn(sent, 'to')]}
            {...wrong('to')}
          />
          <TextField
            name="on"
            label={say('field.on')}
            hint={say('field.on hint')}
            value={textIn(sent, 'on')}
            optional
            {...wrong('on')}
          />
          <TextField
            name="why"
            rows={3}
            label={say('field.why')}
            hint={say('field.why hint')}
            value={textIn(sent, 'why')}
            {...wrong('why')}
          />
          {campaign.languages.length > 1 ? (
            <SelectField
              name="language"
              label={say('one.language word')}
              value={textIn(sent, 'language') || language}
              options={campaign.languages.map((each) => ({
                value: each,
                name: capital(language, languageIn(each, language)),
              }))}
            />
          ) : null}
          <Buttons>
            <Button first>{say('step.do')}</Button>
          </Buttons>
        </form>
      )}
    </Section>
  )
}
