import type { ReactNode } from 'react'
import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { showMoney } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import type { ElementForm } from '../forms/parts.ts'
import type { Draft } from '../store.ts'
import { words } from '../words/words.ts'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'

/** A list of the draft: its elements in their order, each with its own form, and one for what is added. */
export function ListPage({
  context,
  view,
  draft,
  list,
  crumbs,
  mayWrite,
  children,
}: {
  context: PageContext
  view: CompactView
  draft: Draft
  list: ElementForm
  crumbs: { name: string; href?: string }[]
  mayWrite: boolean
  children?: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const { agreement } = draft
  const path = compactPath(language, view.compact.id, `/draft/${list.at}`)
  const elements = list.elements(agreement)
  const writes = mayWrite && draft.state === 'open'
  // What is money says how much, and of which currency.
  const money =
    list.at === 'contributions'
      ? agreement.plan.contributions
      : list.at === 'tranches'
        ? agreement.tranches
        : []
  const amounts = new Map(money.map(({ key, amount }) => [key, showMoney(amount, language)]))
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={say(list.title)}
      crumbs={crumbs}
      aside={list.note === undefined ? undefined : say(list.note)}
    >
      {draft.state === 'frozen' ? <Notice word={say('frozen.word')}>{say('frozen.text')}</Notice> : null}
      <Section wide>
        {elements.length === 0 ? <p className="prose">{say('element.none')}</p> : null}
        <ol className="standing-list">
          {elements.map(({ key, name }, place) => {
            const words_ = called(key, name, language, agreement.languages)
            return (
              <li key={key}>
                <a href={`${path}/${key}`}>{words_}</a>
                {amounts.has(key) ? <span className="block note">{amounts.get(key)}</span> : null}
                {writes && elements.length > 1 ? (
                  <form className="form form-inline" method="post" action={`${path}/${key}/move`}>
                    <OnceField />
                    {place === 0 ? null : (
                      <button
                        className="button"
                        type="submit"
                        name="by"
                        value="up"
                        aria-label={say('element.up of', { name: words_ })}
                      >
                        {say('element.up')}
                      </button>
                    )}
                    {place === elements.length - 1 ? null : (
                      <button
                        className="button"
                        type="submit"
                        name="by"
                        value="down"
                        aria-label={say('element.down of', { name: words_ })}
                      >
                        {say('element.down')}
                      </button>
                    )}
                  </form>
                ) : null}
              </li>
            )
          })}
        </ol>
        <Buttons>
          {writes ? (
            <ButtonLink first href={`${path}/new`}>
              {say(list.add)}
            </ButtonLink>
          ) : null}
        </Buttons>
      </Section>
      {children}
    </CompactFrame>
  )
}
