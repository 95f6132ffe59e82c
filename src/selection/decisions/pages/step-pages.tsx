import type { ReactNode } from 'react'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  TextField,
} from '../../../ui/form.tsx'
import type { Language } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { type Sent, signerKey, textIn } from '../forms.ts'
import type { Memo } from '../memo.ts'
import { sayOf, signerName } from '../say.ts'
import type { Signer } from '../schema.ts'
import type { Word } from '../words/words.ts'
import { crumbsTo, pathOf } from './frame.tsx'
import { Lacking } from './memo-page.tsx'
import { Typed } from './typed.tsx'

/** What every page of a step is drawn from. */
export type StepView = {
  context: PageContext
  memo: Memo
  sent: Sent
  errors: FieldError[]
  /** What the account of the reader is called: nobody signs or declares under another name. */
  own: string
  /** What came between the page and its form being sent. */
  notice?: string | undefined
}

const errorOf = (errors: readonly FieldError[], name: string) => {
  const message = errors.find(({ field }) => field === name)?.message
  return message === undefined ? {} : { error: message }
}

function Frame({ view, title, children }: { view: StepView; title: Word; children: ReactNode }) {
  const { context, memo, notice } = view
  const say = sayOf(context.language)
  return (
    <Page
      {...context}
      section="assessments"
      title={say(title)}
      indexed={false}
      crumbs={[...crumbsTo(context.language, memo), { name: say(title) }]}
    >
      <Opening title={say(title)} />
      {notice === undefined ? null : (
        <Section wide>
          <Notice word={say('stale.word')}>{notice}</Notice>
        </Section>
      )}
      {children}
    </Page>
  )
}

function StepForm({
  view: { context, memo },
  errors,
  to,
  button,
  children,
}: {
  view: StepView
  errors: FieldError[]
  to: string
  button: string
  children: ReactNode
}) {
  const { language } = context
  return (
    <form className="form" method="post" action={pathOf(language, memo.decision.id, to)}>
      <ErrorSummary errors={errors} />
      <OnceField />
      <input type="hidden" name="revision" value={String(memo.decision.revision)} />
      {children}
      <Buttons>
        <Button first>{button}</Button>
        <ButtonLink href={pathOf(language, memo.decision.id)}>{sayOf(language)('form.back')}</ButtonLink>
      </Buttons>
    </form>
  )
}

/** Under which name it stands, and the declaration: nothing is chosen beforehand. */
function Declaring({
  view: { context, own },
  sent,
  errors,
}: {
  view: StepView
  sent: Sent
  errors: FieldError[]
}) {
  const say = sayOf(context.language)
  return (
    <>
      <p className="prose" id="name">
        {say('field.own name', { name: own })}
      </p>
      <ChoiceField
        name="declared"
        label={say('field.declared')}
        hint={say('field.declared hint')}
        options={[
          { value: 'none', name: say('field.declared none') },
          { value: 'conflict', name: say('field.declared conflict') },
        ]}
        chosen={[textIn(sent, 'declared')]}
        {...errorOf(errors, 'declared')}
      />
      <TextField
        name="conflict"
        label={say('field.conflict')}
        rows={3}
        optional
        value={textIn(sent, 'conflict')}
        {...errorOf(errors, 'conflict')}
      />
    </>
  )
}

function Reason({ language, sent, errors }: { language: Language; sent: Sent; errors: FieldError[] }) {
  return (
    <TextField
      name="reason"
      label={sayOf(language)('field.reason')}
      rows={3}
      value={textIn(sent, 'reason')}
      {...errorOf(errors, 'reason')}
    />
  )
}

/** A step that is over gives back what was typed for it. */
export function OverPage({ view }: { view: StepView }) {
  const { context, memo, sent } = view
  const { language } = context
  const say = sayOf(language)
  return (
    <Frame view={view} title="over.title">
      <Section wide>
        <p className="prose">{say('over.text')}</p>
        <Typed language={language} sent={sent} />
        <Buttons>
          <ButtonLink href={pathOf(language, memo.decision.id)}>{say('sign.read')}</ButtonLink>
        </Buttons>
      </Section>
    </Frame>
  )
}

/** A draft goes under review, with its author’s declaration. */
export function SubmitPage({ view }: { view: StepView }) {
  const { context, sent, errors } = view
  const { language } = context
  const say = sayOf(language)
  return (
    <Frame view={view} title="submit.title">
      <Section wide>
        {view.memo.gaps.length > 0 ? (
          <>
            <Lacking memo={view.memo} language={language} />
            <Typed language={language} sent={sent} />
            <Buttons>
              <ButtonLink first href={pathOf(language, view.memo.decision.id, '/edit')}>
                {say('do.edit')}
              </ButtonLink>
            </Buttons>
          </>
        ) : (
          <StepForm view={view} errors={errors} to="/submit" button={say('do.submit')}>
            <p className="prose">{say('submit.text')}</p>
            <Declaring view={view} sent={sent} errors={errors} />
          </StepForm>
        )}
      </Section>
    </Frame>
  )
}

/** A step back or aside, with its reason. */
export function ReasonPage({ view, step }: { view: StepView; step: 'return' | 'aside' }) {
  const { context, sent, errors } = view
  const { language } = context
  const say = sayOf(language)
  return (
    <Frame view={view} title={`${step}.title`}>
      <Section wide>
        <StepForm view={view} errors={errors} to={`/${step}`} button={say(`do.${step}`)}>
          <p className="prose">{say(`${step}.text`)}</p>
          <Reason language={language} sent={sent} errors={errors} />
        </StepForm>
      </Section>
    </Frame>
  )
}

/** Dissent, and declarations of those who do not sign. `form` is the one that was sent back. */
export function ReviewPage({
  view,
  form,
  moved = false,
}: {
  view: StepView
  form: 'dissent' | 'declare' | null
  /** Whether the text is another since the page was opened. */
  moved?: boolean
}) {
  const { context, sent, errors, own } = view
  const { language } = context
  const say = sayOf(language)
  const { decision } = view.memo
  const mine = (which: typeof form): Sent => (form === which || form === null ? sent : {})
  const wrong = (which: typeof form) => (form === which ? errors : [])
  const open = decision.state === 'in review' || decision.state === 'signed off'
  return (
    <Frame view={view} title="review.title">
      {moved ? (
        <Section wide>
          <Notice word={say('stale.word')}>{say('review.moved')}</Notice>
        </Section>
      ) : null}
      <Section title={say('review.dissent')} note={say('review.dissent note')}>
        <StepForm view={view} errors={wrong('dissent')} to="/dissent" button={say('review.record dissent')}>
          <input type="hidden" name="hash" value={decision.hash ?? ''} />
          <TextField
            name="text"
            label={say('field.text')}
            rows={6}
            value={textIn(mine('dissent'), 'text')}
            {...errorOf(wrong('dissent'), 'text')}
          />
          <ChoiceField
            name="by"
            label={say('field.by')}
            hint={say('field.by hint')}
            options={[
              { value: 'name', name: say('field.by name', { name: own }) },
              { value: 'member', name: say('field.by member') },
              { value: 'other', name: say('field.by other') },
            ]}
            chosen={[textIn(mine('dissent'), 'by')]}
            {...errorOf(wrong('dissent'), 'by')}
          />
          <TextField
            name="dissenter"
            label={say('field.dissenter')}
            hint={say('field.dissenter hint', { name: own })}
            optional
            value={textIn(mine('dissent'), 'dissenter')}
            autoComplete="off"
            {...errorOf(wrong('dissent'), 'dissenter')}
          />
        </StepForm>
      </Section>
      {open ? (
        <Section title={say('review.declare')} note={say('review.declare note')}>
          <StepForm
            view={view}
            errors={wrong('declare')}
            to="/declare"
            button={say('review.record declaration')}
          >
            <input type="hidden" name="hash" value={decision.hash ?? ''} />
            <Declaring view={view} sent={mine('declare')} errors={wrong('declare')} />
          </StepForm>
        </Section>
      ) : null}
    </Frame>
  )
}

/** The text under its digest is signed, for one of the roles that the reader holds. */
export function SignPage({
  view,
  roles,
  moved = false,
}: {
  view: StepView
  /** Roles the reader may sign for now. */
  roles: Signer[]
  /** Whether the text is another since the page was opened. */
  moved?: boolean
}) {
  const { context, memo, sent, errors } = view
  const { language } = context
  const say = sayOf(language)
  const { decision } = memo
  const [only] = roles
  return (
    <Frame view={view} title="sign.title">
      {moved ? (
        <Section wide>
          <Notice word={say('stale.word')}>{say('sign.moved')}</Notice>
        </Section>
      ) : null}
      <Section wide>
        {only === undefined ? (
          <>
            <ErrorSummary errors={errors} />
            <p className="prose">{say('sign.none left')}</p>
            <Typed language={language} sent={sent} />
            <Buttons>
              <ButtonLink href={pathOf(language, decision.id)}>{say('sign.read')}</ButtonLink>
            </Buttons>
          </>
        ) : (
          <StepForm
            view={view}
            errors={errors}
            to="/sign"
            button={say('sign.do', { version: decision.version })}
          >
            <input type="hidden" name="hash" value={decision.hash ?? ''} />
            <p className="prose">
              {say('sign.text')} <code className="decision-hash">{decision.hash}</code>{' '}
              <a href={pathOf(language, decision.id)}>{say('sign.read')}</a>
            </p>
            <ChoiceField
              name="as"
              label={say('field.as')}
              options={roles.map((signer) => ({
                value: signerKey(signer),
                name: signerName(language, memo, signer),
              }))}
              chosen={[textIn(sent, 'as') || (roles.length === 1 ? signerKey(only) : '')]}
              {...errorOf(errors, 'as')}
            />
            <Declaring view={view} sent={sent} errors={errors} />
          </StepForm>
        )}
      </Section>
    </Frame>
  )
}

/** What was signed off is published, or kept with the reason. */
export function PublishPage({ view }: { view: StepView }) {
  const { context, memo, sent, errors } = view
  const { language } = context
  const say = sayOf(language)
  const { version, state } = memo.decision
  return (
    <Frame view={view} title="publish.title">
      <Section wide>
        <StepForm view={view} errors={[]} to="/publish" button={say('publish.do', { version })}>
          <p className="prose">{say('publish.text')}</p>
        </StepForm>
      </Section>
      {state === 'signed off' ? (
        <Section title={say('keep.title')} note={say('keep.text')}>
          <StepForm view={view} errors={errors} to="/keep" button={say('keep.do', { version })}>
            <Reason language={language} sent={sent} errors={errors} />
          </StepForm>
        </Section>
      ) : null}
    </Frame>
  )
}

/** The version that is to take the place of this one. */
export function NextVersionPage({ view }: { view: StepView }) {
  const { context, memo, sent, errors } = view
  const { language } = context
  const say = sayOf(language)
  return (
    <Frame view={view} title="version.title">
      <Section wide>
        <StepForm view={view} errors={errors} to="/next" button={say('do.next version')}>
          <p className="prose">{say('version.text')}</p>
          <Reason language={language} sent={sent} errors={errors} />
          <TextField
            name="assessment"
            label={say('field.assessment')}
            hint={say('field.assessment hint')}
            exact
            value={textIn(sent, 'assessment') || memo.decision.assessment}
            {...errorOf(errors, 'assessment')}
          />
        </StepForm>
      </Section>
    </Frame>
  )
}
