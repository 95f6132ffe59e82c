import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  type OptionGroup,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, formatNumber, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section } from '../../../ui/section.tsx'
import { campaignPath, manageCrumbs } from '../../coalition/pages/frame.tsx'
import type { Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import type { Delivery } from '../batches.ts'
import { type Batch, checkedHows, checkOf, deliveredHows, markOf, remaining, stateOf } from '../schema.ts'
import { words } from '../words/words.ts'

/** All batches of a campaign, what was handed over, and the form for handing over: numbers, never a name. */
export function ManageCardsPage({
  context,
  campaign,
  batches,
  deliveries,
  holders,
  names,
  sent,
  errors,
  children,
}: {
  context: PageContext
  campaign: Campaign
  batches: Batch[]
  deliveries: Delivery[]
  holders: OptionGroup[]
  /** Legislators by key. */
  names: ReadonlyMap<string, string>
  sent: Sent
  errors: FieldError[]
  children?: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const here = campaignPath(language, campaign.slug, '/manage/cards')
  const number = (n: number) => formatNumber(language, n)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const text = (name: string) => ({ name, value: textIn(sent, name), error: at(name) })
  const left = batches.filter((batch) => remaining(batch) > 0)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('console.title')}
      crumbs={[...manageCrumbs(language, campaign), { name: say('console.title') }]}
      indexed={false}
    >
      <Opening title={say('console.title')}>
        <p className="prose">{say('panel.note')}</p>
      </Opening>
      <Section wide>
        {batches.length === 0 ? (
          <p className="prose">{say('console.none')}</p>
        ) : (
          <DataTable
            caption={say('console.batches')}
            columns={[
              { key: 'batch', head: say('batch.number') },
              { key: 'state', head: say('batch.state') },
              { key: 'claimed', head: say('console.claimed'), number: true },
              { key: 'checked', head: say('batch.checked'), number: true },
              { key: 'delivered', head: say('batch.delivered'), number: true },
              { key: 'list', head: say('console.list'), number: true },
            ]}
            rows={batches.map((batch) => ({
              key: batch.id,
              cells: {
                batch: (
                  <a href={`${here}/${batch.id}`}>
                    {formatDay(language, batch.collectedOn)} · {markOf(batch)}
                  </a>
                ),
                state: say(`state.${stateOf(batch)}`),
                claimed: number(batch.claimed),
                checked: checkedText(batch),
                delivered: number(batch.delivered),
                list: number(batch.lines),
              },
            }))}
          />
        )}
      </Section>
      {holders.length === 0 || batches.length === 0 ? null : (
        <Section title={say('sheet.choose')} note={say('sheet.choose text')}>
          <form className="form" method="get" action={`${here}/sheet`}>
            <SelectField name="for" label={say('sheet.for')} options={holders} />
            <Buttons>
              <Button>{say('sheet.show')}</Button>
            </Buttons>
          </form>
        </Section>
      )}
      {children}
      {left.length === 0 ? null : (
        <Section id="deliver" title={say('deliver.title')} note={say('deliver.note')}>
          <form className="form" method="post" action={`${here}/deliver`}>
            <OnceField />
            <ErrorSummary errors={errors} />
            {holders.length === 0 ? null : (
              <SelectField
                name="legislator"
                label={say('deliver.to')}
                value={textIn(sent, 'legislator')}
                error={at('legislator')}
                options={[{ value: '', name: say('deliver.other') }, ...holders]}
              />
            )}
            <TextField
              {...text('office')}
              label={say('deliver.office')}
              hint={say('deliver.office hint')}
              required
            />
            <TextField {...text('on')} label={say('deliver.on')} hint={say('field.on hint')} required exact />
            <ChoiceField
              name="how"
              label={say('deliver.how')}
              options={deliveredHows.map((how) => ({ value: how, name: say(`by.${how}`) }))}
              chosen={[textIn(sent, 'how') || 'in person']}
            />
            <TextField
              {...text('receipt')}
              label={say('deliver.receipt')}
              hint={say('deliver.receipt hint')}
              optional
            />
            {left.map((batch) => (
              <TextField
                key={batch.id}
                {...text(`cards-${batch.id}`)}
                label={say('deliver.part', {
                  number: markOf(batch),
                  day: formatDay(language, batch.collectedOn),
                  left: number(remaining(batch)),
                })}
                inputMode="numeric"
                optional
                exact
              />
            ))}
            <Buttons>
              <Button first>{say('deliver.send')}</Button>
            </Buttons>
          </form>
        </Section>
      )}
      {deliveries.length === 0 ? null : (
        <Section title={say('deliver.done')}>
          {deliveries.map((delivery) => (
            <div key={delivery.act}>
              <p className="prose">
                {say('deliver.line', {
                  day: formatDay(language, delivery.on),
                  cards: delivery.cards,
                  office: [
                    delivery.legislator === null
                      ? null
                      : (names.get(delivery.legislator) ?? delivery.legislator),
                    delivery.office,
                  ]
                    .filter((each) => each !== null)
                    .join(', '),
                  how: say(`by.${delivery.how}`),
                })}{' '}
                {delivery.receipt}
              </p>
              {delivery.ended === null ? (
                <form className="form" method="post" action={`${here}/deliver/end`}>
                  <OnceField />
                  <input type="hidden" name="act" value={delivery.act} />
                  <TextField {...text(`why-${delivery.act}`)} label={say('deliver.why')} rows={2} required />
                  <Buttons>
                    <Button>{say('deliver.take back')}</Button>
                  </Buttons>
                </form>
              ) : (
                <p className="note">
                  {say('deliver.taken back', {
                    day: formatDay(language, delivery.ended.on),
                    why: delivery.ended.why,
                  })}
                </p>
              )}
            </div>
          ))}
        </Section>
      )}
    </Page>
  )

  function checkedText(batch: Batch): string {
    const check = checkOf(batch)
    return check === null ? say('batch.not yet') : number(check.cards)
  }
}

/** One batch, to be counted: what was claimed, what was counted so far, the form. */
export function CheckBatchPage({
  context,
  campaign,
  batch,
  advocate,
  holders,
  sent,
  errors,
  children,
}: {
  context: PageContext
  campaign: Campaign
  batch: Batch
  /** Who collected, and who counted first; null where they were erased, `sealed` for who may not read names. */
  advocate: { name: string | null } | 'sealed'
  holders: OptionGroup[]
  sent: Sent
  errors: FieldError[]
  children?: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const here = campaignPath(language, campaign.slug, `/manage/cards/${batch.id}`)
  const number = (n: number) => formatNumber(language, n)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const check = checkOf(batch)
  const title = say('batch.title', { number: markOf(batch) })
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      crumbs={[
        ...manageCrumbs(language, campaign),
        { name: say('console.title'), href: campaignPath(language, campaign.slug, '/manage/cards') },
        { name: title },
      ]}
      indexed={false}
    >
      <Opening title={title} />
      <Section>
        <Facts
          rows={[
            { name: say('batch.state'), value: say(`state.${stateOf(batch)}`) },
            {
              name: say('console.advocate'),
              value:
                advocate === 'sealed' ? say('console.sealed') : (advocate.name ?? say('console.forgotten')),
            },
            { name: say('field.on'), value: formatDay(language, batch.collectedOn) },
            ...(batch.notes === null
              ? []
              : [
                  { name: say('field.place'), value: batch.notes.place },
                  ...(advocate === 'sealed'
                    ? []
                    : [{ name: say('field.countedBy'), value: batch.notes.countedBy }]),
                ]),
            { name: say('console.claimed'), value: number(batch.claimed) },
            { name: say('batch.delivered'), value: number(batch.delivered) },
          ]}
        />
        <p className="prose">
          {say('list.waiting', { lines: batch.lines })}{' '}
          {batch.listed === 0 ? null : say('list.found', { listed: batch.listed })}
        </p>
      </Section>
      {children}
      {batch.withdrawn ? null : (
        <Section title={say('check.title')} note={say('check.note')}>
          <form className="form" method="post" action={`${here}/check`}>
            <OnceField />
            <ErrorSummary errors={errors} />
            <input type="hidden" name="seen" value={batch.checks.length} />
            <TextField
              name="cards"
              label={say('check.cards')}
              hint={say('check.cards hint')}
              value={textIn(sent, 'cards')}
              error={at('cards')}
              inputMode="numeric"
              required
              exact
            />
            <ChoiceField
              name="how"
              label={say('check.how')}
              options={checkedHows
                .filter((how) => how !== 'typed list')
                .map((how) => ({ value: how, name: say(`how.${how}`) }))}
              chosen={[textIn(sent, 'how') || 'cards in hand']}
            />
            {holders.length === 0 ? null : (
              <SelectField
                name="legislator"
                label={say('check.legislator')}
                hint={say('check.legislator hint')}
                value={textIn(sent, 'legislator') || (check?.legislator ?? '')}
                error={at('legislator')}
                options={[{ value: '', name: say('check.several') }, ...holders]}
              />
            )}
            <TextField
              name="why"
              label={say('check.why')}
              hint={say('check.why hint')}
              value={textIn(sent, 'why')}
              error={at('why')}
              rows={2}
              optional
            />
            <Buttons>
              <Button first>{say('check.send')}</Button>
              <ButtonLink href={campaignPath(language, campaign.slug, '/manage/cards')}>
                {say('console.back')}
              </ButtonLink>
            </Buttons>
          </form>
        </Section>
      )}
      {batch.checks.length === 0 ? null : (
        <Section title={say('check.history')}>
          {batch.checks.map(({ cards, how, why, at: when }) => (
            <p key={when.toISOString()} className="prose">
              {say('check.past', {
                day: formatDay(language, when.toISOString().slice(0, 10)),
                cards: number(cards),
                how: say(`how.${how}`),
              })}{' '}
              {why}
            </p>
          ))}
        </Section>
      )}
    </Page>
  )
}
