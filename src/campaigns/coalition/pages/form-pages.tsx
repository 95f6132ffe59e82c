import type { ReactNode } from 'react'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  type Option,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { capital, formatDay, type Language, languages, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section } from '../../../ui/section.tsx'
import { listIn, type Sent, textIn } from '../../desk.ts'
import {
  type Ask,
  type AskKind,
  askKinds,
  billWants,
  type Campaign,
  type ConsentText,
  consentPurposes,
  countingPolicies,
  type Endorser,
  endorsementStates,
} from '../schema.ts'
import { isPublic } from '../states.ts'
import { words } from '../words/words.ts'
import { campaignCrumbs, campaignPath, campaignsCrumb, languageIn, manageCrumbs, titleOf } from './frame.tsx'

type Organisation = { id: string; name: string }

/** A form of the room: title, what it is for, its fields, one button and a way back. */
function FormPage({
  context,
  title,
  crumbs,
  text,
  notice,
  action,
  errors,
  back,
  save,
  method = 'post',
  children,
}: {
  context: PageContext
  title: string
  crumbs: { name: string; href?: string }[]
  text?: string
  notice?: ReactNode
  action: string
  errors: FieldError[]
  back: string
  save: string
  method?: 'post' | 'get'
  children: ReactNode
}) {
  const say = speak(words, context.language)
  return (
    <Page {...context} section="campaigns" title={title} indexed={false} crumbs={crumbs}>
      <Opening title={title}>{text === undefined ? null : <p className="prose">{text}</p>}</Opening>
      {notice}
      <Section wide>
        <form className="form" method={method} action={action}>
          <ErrorSummary errors={errors} />
          {method === 'post' ? <OnceField /> : null}
          {children}
          <Buttons>
            <Button first>{save}</Button>
            <ButtonLink href={back}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

/** What a field says is wrong with it. */
const wrongIn = (errors: readonly FieldError[]) => (name: string) => ({
  error: errors.find(({ field }) => field === name)?.message,
})

/** Which organisation a new campaign is led by: asked first where somebody stands for several. */
export function WhichOrganisationPage({
  context,
  organisations,
}: {
  context: PageContext
  organisations: Organisation[]
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <FormPage
      context={context}
      title={say('form.which')}
      crumbs={[campaignsCrumb(language)]}
      method="get"
      action={pathIn(language, '/campaigns/new')}
      errors={[]}
      back={pathIn(language, '/campaigns')}
      save={say('form.on')}
    >
      <SelectField
        name="organisation"
        label={say('one.leads')}
        options={organisations.map(({ id, name }) => ({ value: id, name }))}
      />
    </FormPage>
  )
}

/** The form of a campaign, new or there already. */
export function CampaignFormPage({
  context,
  organisation,
  campaign,
  revision,
  legislatures,
  sent,
  errors,
  overtaken,
}: {
  context: PageContext
  organisation: Organisation
  campaign: Campaign | null
  revision: number
  legislatures: Option[]
  sent: Sent
  errors: FieldError[]
  overtaken: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const wrong = wrongIn(errors)
  const text = (name: string) => ({ name, value: textIn(sent, name), ...wrong(name) })
  const fixed = campaign !== null && isPublic(campaign)
  const title =
    campaign === null ? say('form.begin') : say('form.change title', { title: titleOf(campaign, language) })
  return (
    <FormPage
      context={context}
      title={title}
      crumbs={campaign === null ? [campaignsCrumb(language)] : manageCrumbs(language, campaign)}
      {...(campaign === null ? { text: say('form.begin text', { organisation: organisation.name }) } : {})}
      notice={overtaken ? <Notice word={say('form.overtaken word')}>{say('form.overtaken')}</Notice> : null}
      action={
        campaign === null
          ? pathIn(language, `/campaigns?organisation=${organisation.id}`)
          : campaignPath(language, campaign.slug, '/change')
      }
      errors={errors}
      back={
        campaign === null ? pathIn(language, '/campaigns') : campaignPath(language, campaign.slug, '/manage')
      }
      save={campaign === null ? say('form.begin') : say('form.save')}
    >
      {campaign === null ? null : <input type="hidden" name="revision" value={String(revision)} />}
      {fixed ? (
        <>
          <p className="prose">{say('fixed.note')}</p>
          <Facts
            rows={[
              { name: say('field.slug'), value: campaign.slug },
              {
                name: say('field.legislature'),
                value: campaign.legislature ?? say('field.legislature none'),
              },
              ...(campaign.asOf === null
                ? []
                : [{ name: say('field.asOf'), value: formatDay(language, campaign.asOf) }]),
              { name: say('field.policy'), value: say(`policy.${campaign.policy}`) },
            ]}
          />
        </>
      ) : (
        <TextField {...text('slug')} label={say('field.slug')} hint={say('field.slug hint')} exact />
      )}
      <ChoiceField
        name="languages"
        kind="checkbox"
        label={say('field.languages')}
        hint={say('field.languages hint')}
        options={languages.map((each) => ({
          value: each,
          name: capital(language, languageIn(each, language)),
        }))}
        chosen={[...listIn(sent, 'languages')]}
        {...wrong('languages')}
      />
      <SelectField
        {...text('first')}
        label={say('field.first')}
        hint={say('field.first hint')}
        options={languages.map((each) => ({
          value: each,
          name: capital(language, languageIn(each, language)),
        }))}
      />
      {ordered(sent).map((each, place) => (
        <Tongue key={each} shown={each} language={language}>
          <TextField
            {...text(`title-${each}`)}
            label={say('field.title in', { language: languageIn(each, language) })}
            lang={each}
          />
          <TextField
            {...text(`story-${each}`)}
            label={say('field.story in', { language: languageIn(each, language) })}
            {...(place === 0 ? { hint: say('field.story hint') } : {})}
            rows={8}
            lang={each}
          />
        </Tongue>
      ))}
      {fixed ? null : (
        <>
          <SelectField
            {...text('legislature')}
            label={say('field.legislature')}
            hint={say('field.legislature hint')}
            options={[{ value: '', name: say('field.legislature none') }, ...legislatures]}
          />
          <TextField {...text('asOf')} label={say('field.asOf')} hint={say('field.asOf hint')} optional />
          <ChoiceField
            name="policy"
            label={say('field.policy')}
            hint={say('field.policy hint')}
            options={countingPolicies.map((each) => ({ value: each, name: say(`policy.${each}`) }))}
            chosen={[textIn(sent, 'policy')]}
            {...wrong('policy')}
          />
        </>
      )}
      <TextField {...text('goal')} label={say('field.goal')} inputMode="numeric" optional />
      <TextField {...text('opens')} label={say('field.opens')} hint={say('field.day hint')} optional />
      <TextField {...text('closes')} label={say('field.closes')} hint={say('field.day hint')} optional />
      {fixed ? (
        <TextField {...text('reason')} label={say('field.reason')} hint={say('field.reason hint')} rows={2} />
      ) : null}
    </FormPage>
  )
}

/** The first language first, then the others that are declared, then the rest. */
function ordered(sent: Sent): Language[] {
  const first = textIn(sent, 'first')
  const declared = listIn(sent, 'languages')
  const rank = (each: Language) => (each === first ? 0 : declared.includes(each) ? 1 : 2)
  return languages.toSorted((one, other) => rank(one) - rank(other))
}

function Tongue({ shown, language, children }: { shown: Language; language: Language; children: ReactNode }) {
  return (
    <fieldset className="campaign-tongue">
      <legend>{capital(language, languageIn(shown, language))}</legend>
      {children}
    </fieldset>
  )
}

/** What kind of ask is to be added. */
export function AskKindPage({ context, campaign }: { context: PageContext; campaign: Campaign }) {
  const { language } = context
  const say = speak(words, language)
  return (
    <FormPage
      context={context}
      title={say('ask.kind title')}
      crumbs={manageCrumbs(language, campaign)}
      method="get"
      action={campaignPath(language, campaign.slug, '/asks/new')}
      errors={[]}
      back={campaignPath(language, campaign.slug, '/manage')}
      save={say('form.on')}
    >
      <ChoiceField
        name="kind"
        label={say('field.kind')}
        options={askKinds.map((each) => ({ value: each, name: say(`kind.${each}`) }))}
        chosen={['bill']}
      />
    </FormPage>
  )
}

/** The form of an ask, new or there already. */
export function AskFormPage({
  context,
  campaign,
  ask,
  version,
  kind,
  among,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  ask: Ask | null
  version: number
  kind: AskKind
  /** Bills or lines of the budget to choose from; null where the key is typed. */
  among: Option[] | null
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const wrong = wrongIn(errors)
  const text = (name: string) => ({ name, value: textIn(sent, name), ...wrong(name) })
  const fixed = ask !== null && isPublic(campaign)
  return (
    <FormPage
      context={context}
      title={ask === null ? say('ask.add title') : say('ask.change title', { key: ask.key })}
      crumbs={manageCrumbs(language, campaign)}
      action={campaignPath(language, campaign.slug, ask === null ? '/asks' : `/asks/${ask.key}`)}
      errors={errors}
      back={campaignPath(language, campaign.slug, '/manage')}
      save={say(ask === null ? 'ask.add title' : 'form.save')}
    >
      <input type="hidden" name="kind" value={kind} />
      {ask === null ? null : <input type="hidden" name="version" value={String(version)} />}
      {ask === null ? (
        <TextField {...text('key')} label={say('field.key')} hint={say('field.key hint')} exact />
      ) : null}
      {fixed ? <p className="prose">{say('ask.fixed')}</p> : null}
      {fixed ? null : kind === 'bill' ? (
        <>
          {among === null ? (
            <TextField {...text('bill')} label={say('field.bill')} hint={say('field.bill hint')} exact />
          ) : (
            <SelectField {...text('bill')} label={say('field.bill')} options={among} />
          )}
          <ChoiceField
            name="wanted"
            label={say('field.wanted')}
            options={billWants.map((each) => ({ value: each, name: say(`wanted.${each}`) }))}
            chosen={[textIn(sent, 'wanted') || 'cosponsor']}
            {...wrong('wanted')}
          />
        </>
      ) : kind === 'letter' ? (
        <>
          <TextField {...text('office')} label={say('field.office')} hint={say('field.office hint')} />
          <TextField {...text('address')} label={say('field.address')} rows={3} optional />
        </>
      ) : kind === 'budget line' ? (
        <>
          {among === null ? (
            <TextField {...text('line')} label={say('field.line')} hint={say('field.line hint')} exact />
          ) : (
            <SelectField {...text('line')} label={say('field.line')} options={among} />
          )}
          <TextField {...text('fiscalYear')} label={say('field.fiscalYear')} inputMode="numeric" />
          <TextField {...text('usdMillions')} label={say('field.usdMillions')} inputMode="decimal" optional />
        </>
      ) : (
        <TextField
          {...text('countries')}
          label={say('field.countries')}
          hint={say('field.countries hint')}
          exact
        />
      )}
      {campaign.languages.map((each) => (
        <Tongue key={each} shown={each} language={language}>
          <TextField
            {...text(`askTitle-${each}`)}
            label={say('field.askTitle in', { language: languageIn(each, language) })}
            lang={each}
          />
          <TextField
            {...text(`askText-${each}`)}
            label={say('field.askText in', { language: languageIn(each, language) })}
            rows={4}
            lang={each}
          />
        </Tongue>
      ))}
      {fixed ? (
        <TextField {...text('reason')} label={say('field.reason')} hint={say('field.reason hint')} rows={2} />
      ) : (
        <>
          <SelectField
            {...text('officialLanguage')}
            label={say('field.officialLanguage')}
            options={[
              { value: '', name: say('field.official none') },
              ...languages.map((each) => ({
                value: each,
                name: capital(language, languageIn(each, language)),
              })),
            ]}
          />
          <TextField
            {...text('official')}
            label={say('field.official')}
            hint={say('field.official hint')}
            rows={8}
            optional={kind !== 'letter'}
          />
        </>
      )}
    </FormPage>
  )
}

/** Why an ask is ended. */
export function EndAskPage({
  context,
  campaign,
  ask,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  ask: Ask
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <FormPage
      context={context}
      title={say('ask.end')}
      text={say('ask.end text')}
      crumbs={manageCrumbs(language, campaign)}
      action={campaignPath(language, campaign.slug, `/asks/${ask.key}/end`)}
      errors={errors}
      back={campaignPath(language, campaign.slug, '/manage')}
      save={say('ask.end')}
    >
      <TextField
        name="why"
        rows={3}
        value={textIn(sent, 'why')}
        label={say('field.why')}
        hint={say('field.why hint')}
        {...wrongIn(errors)('why')}
      />
    </FormPage>
  )
}

/** An endorser that is named, or what one that is named says now. */
export function EndorserFormPage({
  context,
  campaign,
  endorser,
  organisations,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  endorser: Endorser | null
  organisations: Organisation[]
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const wrong = wrongIn(errors)
  const text = (name: string) => ({ name, value: textIn(sent, name), ...wrong(name) })
  return (
    <FormPage
      context={context}
      title={endorser === null ? say('endorser.title') : say('endorser.one title', { name: endorser.name })}
      crumbs={manageCrumbs(language, campaign)}
      action={campaignPath(
        language,
        campaign.slug,
        endorser === null ? '/endorsers' : `/endorsers/${endorser.id}`,
      )}
      errors={errors}
      back={campaignPath(language, campaign.slug, '/manage')}
      save={say('form.save')}
    >
      {endorser === null ? (
        <>
          <SelectField
            {...text('organisation')}
            label={say('field.organisation')}
            options={[
              { value: '', name: say('field.organisation none') },
              ...organisations.map(({ id, name }) => ({ value: id, name })),
            ]}
          />
          <TextField {...text('name')} label={say('field.name')} optional />
          <TextField {...text('website')} label={say('field.website')} type="url" optional />
        </>
      ) : null}
      <ChoiceField
        name="state"
        label={say('field.state')}
        options={endorsementStates.map((each) => ({ value: each, name: say(`endorsement.${each}`) }))}
        chosen={[textIn(sent, 'state')]}
        {...wrong('state')}
      />
      <TextField {...text('on')} label={say('field.on')} hint={say('field.on hint')} optional />
      <TextField {...text('proofAddress')} label={say('field.proofAddress')} type="url" optional />
      <TextField
        {...text('proofLetter')}
        label={say('field.proofLetter')}
        hint={say('field.proofLetter hint')}
        rows={2}
        optional
      />
      <TextField {...text('why')} label={say('field.why')} hint={say('field.why hint')} rows={2} optional />
    </FormPage>
  )
}

/** What an organisation that is named on a campaign says of it itself. */
export function PartnerPage({
  context,
  campaign,
  endorser,
  sent,
  errors,
  mayAsk,
}: {
  context: PageContext
  campaign: Campaign
  endorser: Endorser
  sent: Sent
  errors: FieldError[]
  /** Whether it may ask people to agree to something now. */
  mayAsk: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const wrong = wrongIn(errors)
  return (
    <FormPage
      context={context}
      title={say('partner.title', { name: endorser.name })}
      text={say('partner.text')}
      crumbs={campaignCrumbs(language, campaign)}
      action={campaignPath(language, campaign.slug, `/partner?organisation=${endorser.organisation ?? ''}`)}
      errors={errors}
      back={campaignPath(language, campaign.slug)}
      save={say('form.save')}
    >
      <p className="prose">
        {say(`endorser.${endorser.now.state}`, { day: formatDay(language, endorser.now.on) })}
        {endorser.now.ownWord ? ` · ${say('endorser.own word')}` : null}
      </p>
      <ChoiceField
        name="state"
        label={say('field.state')}
        options={(['endorsed', 'withdrawn'] as const).map((each) => ({
          value: each,
          name: say(`endorsement.${each}`),
        }))}
        chosen={[textIn(sent, 'state')]}
        {...wrong('state')}
      />
      <TextField
        name="why"
        value={textIn(sent, 'why')}
        label={say('field.why')}
        hint={say('field.why hint')}
        rows={2}
        optional
        {...wrong('why')}
      />
      {mayAsk ? (
        <p className="prose">
          <a href={campaignPath(language, campaign.slug, `/consent?party=${endorser.organisation ?? ''}`)}>
            {say('manage.write consent')}
          </a>
        </p>
      ) : null}
    </FormPage>
  )
}

/** Who asks for consent; each partner its own words. */
export type Party = { value: string; name: string }

export function WhichPartyPage({
  context,
  campaign,
  parties,
}: {
  context: PageContext
  campaign: Campaign
  parties: Party[]
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <FormPage
      context={context}
      title={say('consent.which')}
      text={say('manage.consents note')}
      crumbs={manageCrumbs(language, campaign)}
      method="get"
      action={campaignPath(language, campaign.slug, '/consent')}
      errors={[]}
      back={campaignPath(language, campaign.slug, '/manage')}
      save={say('form.on')}
    >
      <SelectField name="party" label={say('consent.which')} options={parties} />
    </FormPage>
  )
}

/** What one partner asks people to agree to, for one purpose. */
export function ConsentFormPage({
  context,
  campaign,
  party,
  there,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  party: Party
  /** What it asks already. */
  there: ConsentText[]
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const wrong = wrongIn(errors)
  const text = (name: string) => ({ name, value: textIn(sent, name), ...wrong(name) })
  return (
    <FormPage
      context={context}
      title={say('consent.title', { name: party.name })}
      text={say('consent.stop hint')}
      crumbs={manageCrumbs(language, campaign)}
      action={campaignPath(language, campaign.slug, `/consent?party=${party.value}`)}
      errors={errors}
      back={campaignPath(language, campaign.slug, '/manage')}
      save={say('form.save')}
    >
      {there.length === 0 ? null : (
        <Facts
          rows={there.map((each) => ({
            name: say(`purpose.${each.purpose}`),
            value: Object.values(each.words ?? {}).join(' · '),
          }))}
        />
      )}
      <ChoiceField
        name="purpose"
        label={say('field.purpose')}
        options={consentPurposes.map((each) => ({ value: each, name: say(`purpose.${each}`) }))}
        chosen={[textIn(sent, 'purpose')]}
        {...wrong('purpose')}
      />
      {campaign.languages.map((each) => (
        <TextField
          key={each}
          {...text(`consent-${each}`)}
          label={say('field.consent in', { language: languageIn(each, language) })}
          hint={say('field.consent hint')}
          rows={3}
          lang={each}
        />
      ))}
    </FormPage>
  )
}
