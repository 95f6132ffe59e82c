import type { ReactNode } from 'react'
import { Button, ButtonLink, Buttons, ErrorSummary, type FieldError } from '../../ui/form.tsx'
import { Island } from '../../ui/island.tsx'
import KeepTyped from '../../ui/islands/keep-typed.tsx'
import { speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Control, Typed } from '../forms/field.ts'
import type { Draft } from '../store.ts'
import type { Word } from '../words/en.ts'
import { words } from '../words/words.ts'
import { BothVersions } from './conflict.tsx'
import { Controls } from './controls.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'

/** A form of the draft as it is shown: what it asks, what was typed, and what stands in its way. */
export type FormView = {
  /** Its address below that of the draft: `objectives/lake`. */
  at: string
  title: string
  note: string | null
  controls: readonly Control[]
  typed: Typed
  errors: FieldError[]
  /** Digest of what the form shows, as it stood when it was made. */
  seen: string
  /** What stands there now, when somebody else was faster. */
  overtaken: { now: Typed; controls: readonly Control[]; gone: boolean } | null
  /** Key of what is changed; null for something new; undefined for a part that is one form. */
  element?: string | null
}

/** One form of the draft, both languages side by side. */
export function PartPage({
  context,
  view,
  draft,
  form,
  crumbs,
  mayWrite,
  before,
  comments,
}: {
  context: PageContext
  view: CompactView
  draft: Draft
  form: FormView
  crumbs: { name: string; href?: string }[]
  mayWrite: boolean
  /** Stands above the form: what belongs to it and is written elsewhere. */
  before?: ReactNode
  comments: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const path = compactPath(language, id, `/draft/${form.at}`)
  const back = compactPath(language, id, `/draft/${form.at.split('/').slice(0, -1).join('/')}`).replace(
    /\/$/,
    '',
  )
  const isNew = form.element === null
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={form.title}
      crumbs={crumbs}
      aside={form.note}
    >
      {draft.state === 'frozen' ? <Notice word={say('frozen.word')}>{say('frozen.text')}</Notice> : null}
      {before}
      <Section wide>
        {form.overtaken === null ? null : (
          <BothVersions
            now={form.overtaken.now}
            typed={form.typed}
            controls={[...form.overtaken.controls, ...form.controls]}
            languages={draft.agreement.languages}
            keep={form.overtaken.gone ? back : path}
            gone={form.overtaken.gone}
          />
        )}
        <form className="columns" method="post" action={path}>
          <ErrorSummary errors={form.errors} />
          {mayWrite && draft.state === 'open' ? (
            <Island
              of={KeepTyped}
              name="ui/keep-typed"
              with={{
                form: `${id} ${draft.amendment} ${form.at}`,
                seen: form.seen,
                back: form.errors.length > 0 || form.overtaken !== null,
              }}
            />
          ) : null}
          <OnceField />
          <input type="hidden" name="seen" value={form.seen} />
          <Controls
            controls={form.controls}
            typed={form.typed}
            errors={form.errors}
            languages={draft.agreement.languages}
          />
          {isNew ? (
            <Controls
              controls={[
                {
                  kind: 'line',
                  type: 'text',
                  optional: true,
                  name: 'key',
                  label: say('form.key'),
                  hint: say('form.key hint'),
                },
              ]}
              typed={form.typed}
              errors={form.errors}
              languages={[]}
            />
          ) : null}
          <Buttons>
            {mayWrite && draft.state === 'open' ? <Button first>{say(saveWord(form))}</Button> : null}
            <ButtonLink href={back}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
      {typeof form.element === 'string' && mayWrite && draft.state === 'open' ? (
        <Section title={say('element.remove title')} note={say('element.remove note')}>
          <form method="post" action={`${path}/remove`}>
            <OnceField />
            <input type="hidden" name="seen" value={form.seen} />
            <Buttons>
              <Button>{say('element.remove')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {comments}
    </CompactFrame>
  )
}

const saveWord = (form: FormView): Word =>
  form.overtaken !== null ? 'form.save mine' : form.element === null ? 'form.add' : 'form.save'
