import { DataTable } from '../../ui/data-table.tsx'
import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { formatDay, formatNumber, type Language, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { type Agreement, components } from '../agreement.ts'
import { showMoney, writeAmount } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import { planForms } from '../forms/parts.ts'
import { planSums, type Sum, shares } from '../plan.ts'
import type { Draft } from '../store.ts'
import { words } from '../words/words.ts'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'

/** A sum in each of its currencies, and in that of the plan where a rate is there. */
export function saySum(sum: Sum | undefined, planCurrency: string, language: Language): string {
  if (sum === undefined || sum.amounts.length === 0) return '–'
  const own = sum.amounts.map((each) => showMoney(each, language)).join(' + ')
  const same = sum.amounts.length === 1 && sum.amounts[0]?.currency === planCurrency
  if (same || sum.total === null) return own
  return `${own} = ${showMoney(sum.total, language)}`
}

/** The plan: what it is made of, and what it comes to in every direction. */
export function PlanPage({
  context,
  view,
  draft,
  crumbs,
  mayWrite,
}: {
  context: PageContext
  view: CompactView
  draft: Draft
  crumbs: { name: string; href?: string }[]
  mayWrite: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { agreement } = draft
  const { plan } = agreement
  const path = (rest: string) => compactPath(language, view.compact.id, `/draft/${rest}`)
  const sums = planSums(plan, { parties: agreement.parties })
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={say('part title.plan')}
      crumbs={crumbs}
      aside={say('plan.note')}
    >
      {draft.state === 'frozen' ? <Notice word={say('frozen.word')}>{say('frozen.text')}</Notice> : null}
      <Section title={say('plan.made of')}>
        <ul className="standing-list">
          {planForms.map(({ at, title }) => (
            <li key={at}>
              <a href={path(at)}>{say(title)}</a>
            </li>
          ))}
          <li>
            <a href={path('contributions')}>{say('part title.contributions')}</a>{' '}
            {formatNumber(language, plan.contributions.length)}
          </li>
        </ul>
      </Section>
      <Section title={say('plan.lines by year')} note={say('plan.lines note')}>
        {plan.years.length === 0 ? (
          <p className="prose">{say('hint.no years')}</p>
        ) : (
          <ul className="standing-list">
            {plan.years.map((year) => (
              <li key={year.key}>
                <a href={path(`lines/${year.key}`)}>
                  {formatDay(language, year.begins)} – {formatDay(language, year.ends)}
                </a>
                <span className="block">
                  {say('plan.lines count', {
                    count: plan.lines.filter((line) => line.year === year.key).length,
                  })}{' '}
                  {saySum(sums.byYear.get(year.key), plan.currency, language)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {mayWrite && plan.years.length === 0 ? (
          <Buttons>
            <ButtonLink href={path('years')}>{say('part title.years')}</ButtonLink>
          </Buttons>
        ) : null}
      </Section>
      <Section title={say('plan.sums')} note={say('plan.rounding')}>
        <PlanTables agreement={agreement} language={language} />
      </Section>
    </CompactFrame>
  )
}

/** `2027`, or `2027–2028` for a year that runs from one into the next. */
function calendarYears({ begins, ends }: { begins: string; ends: string }): string {
  const [first, last] = [begins.slice(0, 4), ends.slice(0, 4)]
  return first === last ? first : `${first}–${last}`
}

/** The sums of a plan as tables: component by year, contribution, initiative. */
export function PlanTables({ agreement, language }: { agreement: Agreement; language: Language }) {
  const say = speak(words, language)
  const { plan } = agreement
  const sums = planSums(plan, { parties: agreement.parties })
  const show = (sum: Sum | undefined) => saySum(sum, plan.currency, language)
  const totals = components.map((each) => sums.byComponent.get(each)?.total?.minor ?? 0)
  const percent = sums.missing.length === 0 ? shares(totals) : null
  return (
    <>
      {sums.missing.map(({ from, to }) => (
        <Notice key={`${from} ${to}`} word={say('plan.no rate word')}>
          {say('plan.no rate', { from, to })}
        </Notice>
      ))}
      <DataTable
        caption={say('plan.by component')}
        columns={[
          { key: 'name', head: say('field.component') },
          ...plan.years.map((year, place) => ({
            key: year.key,
            head: say('row.year', { number: place + 1 }),
            unit: calendarYears(year),
            number: true,
          })),
          { key: 'all', head: say('plan.all years'), number: true },
          ...(percent === null ? [] : [{ key: 'share', head: say('plan.share'), number: true }]),
        ]}
        rows={[
          ...components
            .map((component, place) => ({ component, place }))
            .filter(({ component }) => (sums.byComponent.get(component)?.lines ?? 0) > 0)
            .map(({ component, place }) => ({
              key: component,
              cells: {
                name: say(`component.${component}`),
                ...Object.fromEntries(
                  plan.years.map(({ key }) => [key, show(sums.byComponentAndYear.get(component)?.get(key))]),
                ),
                all: show(sums.byComponent.get(component)),
                share:
                  percent === null
                    ? ''
                    : formatNumber(language, (percent[place] ?? 0) / 100, {
                        style: 'percent',
                        minimumFractionDigits: 1,
                        maximumFractionDigits: 1,
                      }),
              },
            })),
          {
            key: 'all',
            own: true,
            cells: {
              name: say('plan.all'),
              ...Object.fromEntries(plan.years.map(({ key }) => [key, show(sums.byYear.get(key))])),
              all: show(sums.all),
              share: '',
            },
          },
        ]}
      />
      <DataTable
        caption={say('plan.by contribution')}
        columns={[
          { key: 'name', head: say('field.contribution') },
          { key: 'promised', head: say('plan.promised'), number: true },
          { key: 'planned', head: say('plan.planned'), number: true },
          { key: 'left', head: say('plan.left'), number: true },
        ]}
        rows={plan.contributions.map((each) => {
          const planned = sums.byContribution
            .get(each.key)
            ?.amounts.find(({ currency }) => currency === each.amount.currency)
          return {
            key: each.key,
            cells: {
              name: called(each.key, each.what, language, agreement.languages),
              promised: showMoney(each.amount, language),
              planned: planned === undefined ? '–' : showMoney(planned, language),
              left: writeAmount(
                { minor: each.amount.minor - (planned?.minor ?? 0), currency: each.amount.currency },
                language,
              ),
            },
          }
        })}
      />
      <DataTable
        caption={say('plan.by initiative')}
        columns={[
          { key: 'name', head: say('field.initiative') },
          { key: 'all', head: say('plan.all years'), number: true },
        ]}
        rows={[
          ...agreement.initiatives.map((each) => ({
            key: each.key,
            cells: {
              name: called(each.key, each.title, language, agreement.languages),
              all: show(sums.byInitiative.get(each.key)),
            },
          })),
          {
            key: ' none',
            cells: { name: say('form.no initiative'), all: show(sums.byInitiative.get(null)) },
          },
        ]}
      />
      <DataTable
        caption={say('plan.by party')}
        columns={[
          { key: 'name', head: say('field.party') },
          { key: 'all', head: say('plan.all years'), number: true },
        ]}
        rows={agreement.parties
          .filter(({ key }) => sums.byParty.has(key))
          .map((each) => ({
            key: each.key,
            cells: {
              name: called(each.key, each.name, language, agreement.languages),
              all: show(sums.byParty.get(each.key)),
            },
          }))}
      />
      {sums.roundingDifference === null || sums.roundingDifference === 0 ? null : (
        <p className="note">
          {say('plan.rounding difference', {
            amount: showMoney({ minor: sums.roundingDifference, currency: plan.currency }, language),
          })}
        </p>
      )}
    </>
  )
}
