import type { ReactNode } from 'react'
import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Agreement } from '../agreement.ts'
import { showMoney, writeDecimal } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import type { ElementForm } from '../forms/parts.ts'
import type { Gap } from '../gap-codes.ts'
import type { Draft } from '../store.ts'
import { words } from '../words/words.ts'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'
import { inOneSentence } from './gaps.tsx'

/** A list of the draft: its elements in their order, each with its own form, and one for what is added. */
export function ListPage({
  context,
  view,
  draft,
  list,
  crumbs,
  mayWrite,
  gaps,
  children,
}: {
  context: PageContext
  view: CompactView
  draft: Draft
  list: ElementForm
  crumbs: { name: string; href?: string }[]
  mayWrite: boolean
  /** What is lacking before the text can be frozen. */
  gaps: readonly Gap[]
  children?: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const { agreement } = draft
  const path = compactPath(language, view.compact.id, `/draft/${list.at}`)
  const place = list.part === 'plan' ? `plan/${list.at}` : list.at
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
          {elements.map(({ key, name }) => {
            const words_ = called(key, name, language, agreement.languages)
            const lacking = inOneSentence(gaps).filter(
              (gap) => gap.place === `${place}/${key}` || gap.place.startsWith(`${place}/${key}/`),
            ).length
            const about = [
              amounts.get(key),
              list.at === 'indicators' ? indicatorIn(agreement, key, language) : undefined,
              lacking === 0 ? undefined : say('gaps.caption', { count: lacking }),
            ].filter((each) => each !== undefined)
            return (
              <li key={key}>
                <a href={`${path}/${key}`}>{words_}</a>
                {about.length === 0 ? null : <span className="block note">{about.join(' · ')}</span>}
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
        {writes && elements.length > 1 ? (
          <details id="order" open={/\?order\b/.test(context.path)}>
            <summary>{say('element.order')}</summary>
            <ol className="standing-list">
              {elements.map(({ key, name }, place) => {
                const words_ = called(key, name, language, agreement.languages)
                return (
                  <li key={key}>
                    {words_}
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
                  </li>
                )
              })}
            </ol>
          </details>
        ) : null}
      </Section>
      {children}
    </CompactFrame>
  )
}

/** What an indicator promises, in a line: its level, where it begins and where it is to be in the end. */
function indicatorIn({ indicators, plan }: Agreement, key: string, language: Language): string | undefined {
  const say = speak(words, language)
  const sheet = indicators.find((each) => each.key === key)
  if (sheet === undefined) return undefined
  const { level, baseline, targets } = sheet
  const order = new Map(plan.years.map((year) => [year.key, year.ends]))
  const last = targets
    .filter(({ cell }) => Object.keys(cell).length === 0)
    .sort((a, b) => ((order.get(a.year) ?? '') < (order.get(b.year) ?? '') ? -1 : 1))
    .at(-1)
  return say('element.from to', {
    level: say(`level.${level}`),
    baseline: baseline !== null && 'value' in baseline ? writeDecimal(baseline.value, language) : '–',
    target: last === undefined ? '–' : writeDecimal(last.value, language),
  })
}
