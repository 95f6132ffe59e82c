import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, formatNumber, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Facts, Section, Verdict } from '../../../ui/section.tsx'
import { campaignPath, titleOf } from '../../coalition/pages/frame.tsx'
import type { Ask, Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import type { Pledge } from '../pledge.ts'
import { type Batch, checkOf, markOf, stateOf } from '../schema.ts'
import { words } from '../words/words.ts'

/** What an advocate promised, collected and has to show for it; the link to it is theirs alone. */
export function OwnCardsPage({
  context,
  at,
  campaign,
  asks,
  open,
  pledge,
  batches,
  sent = {},
  errors = [],
}: {
  context: PageContext
  /** Address of this page, without language. */
  at: string
  campaign: Campaign
  asks: Ask[]
  /** Whether the campaign takes batches. */
  open: boolean
  pledge: Pledge
  batches: Batch[]
  sent?: Sent
  errors?: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const wrong = (field: string) => errors.find((error) => error.field === field)?.message
  const action = pathIn(language, at)
  const text = (name: string) => ({ name, value: textIn(sent, name), error: wrong(name) })
  const standing = batches.filter(({ withdrawn }) => !withdrawn)
  const number = (n: number) => formatNumber(language, n)
  return (
    <Page
      {...context}
      section="campaigns"
      title={`${say('own.title')}: ${titleOf(campaign, language)}`}
      indexed={false}
    >
      <Opening title={say('own.title')}>
        <p className="prose">
          <a href={campaignPath(language, campaign.slug)}>{titleOf(campaign, language)}</a>
        </p>
      </Opening>
      {pledge.confirmedAt === null ? (
        <Section>
          <form className="form" method="post" action={`${action}/confirm`}>
            <OnceField />
            <p className="sentence">
              {say('own.confirm', {
                day: formatDay(language, pledge.madeAt.toISOString().slice(0, 10)),
                cards: pledge.cards,
              })}
            </p>
            <Buttons>
              <Button first>{say('own.confirm button')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : (
        <>
          <Section>
            <Verdict>
              <Rich
                say={say}
                word="own.sum"
                values={{
                  checked: number(standing.reduce((sum, each) => sum + (checkOf(each)?.cards ?? 0), 0)),
                  promised: number(pledge.cards),
                }}
                parts={{ b: (inside) => <strong>{inside}</strong> }}
              />
            </Verdict>
            <p className="prose">
              {say('own.sum note', {
                claimed: number(standing.reduce((sum, { claimed }) => sum + claimed, 0)),
                waiting: standing.filter((each) => checkOf(each) === null).length,
                delivered: standing.reduce((sum, { delivered }) => sum + delivered, 0),
              })}
            </p>
          </Section>
          {batches.length === 0 ? null : (
            <Section title={say('own.batches')}>
              <DataTable
                caption={say('own.batches')}
                captionHidden
                columns={[
                  { key: 'batch', head: say('batch.number') },
                  { key: 'on', head: say('field.on') },
                  { key: 'claimed', head: say('batch.claimed'), number: true },
                  { key: 'checked', head: say('batch.checked'), number: true },
                  { key: 'state', head: say('batch.state') },
                ]}
                rows={batches.map((batch) => ({
                  key: batch.id,
                  cells: {
                    batch: (
                      <a href={`${action}/batches/${batch.id}`}>
                        {say('batch.title', { number: batch.number })}
                      </a>
                    ),
                    on: formatDay(language, batch.collectedOn),
                    claimed: number(batch.claimed),
                    checked: checkedText(batch),
                    state: say(`state.${stateOf(batch)}`),
                  },
                }))}
              />
            </Section>
          )}
          {open ? (
            <Section title={say('own.add')} note={say('own.add note')}>
              <form className="form" method="post" action={`${action}/batches`}>
                <OnceField />
                <ErrorSummary errors={errors} />
                <TextField
                  {...text('cards')}
                  label={say('field.batch cards')}
                  hint={say('field.batch cards hint')}
                  inputMode="numeric"
                  required
                  exact
                />
                <TextField
                  {...text('on')}
                  label={say('field.on')}
                  hint={say('field.on hint')}
                  required
                  exact
                />
                <TextField
                  {...text('place')}
                  label={say('field.place')}
                  hint={say('field.place hint')}
                  required
                />
                <TextField
                  {...text('countedBy')}
                  label={say('field.countedBy')}
                  hint={say('field.countedBy hint')}
                  autoComplete="off"
                  required
                />
                {asks.length < 2 ? null : (
                  <SelectField
                    name="ask"
                    label={say('field.ask')}
                    value={textIn(sent, 'ask')}
                    options={asks.map(({ key, words: told }) => ({
                      value: key,
                      name: told[language]?.title ?? Object.values(told)[0]?.title ?? key,
                    }))}
                  />
                )}
                <Buttons>
                  <Button first>{say('own.enter')}</Button>
                </Buttons>
              </form>
            </Section>
          ) : (
            <Section>
              <p className="prose">{say('own.over')}</p>
            </Section>
          )}
        </>
      )}
      <Section title={say('own.erase title')} note={say('own.erase text')}>
        {pledge.advocate === null ? null : (
          <Facts
            rows={[
              { name: say('field.name'), value: pledge.advocate.name },
              { name: say('field.email'), value: pledge.advocate.email },
            ]}
          />
        )}
        <Buttons>
          <ButtonLink href={`${at}/export.json`}>{say('own.export')}</ButtonLink>
          <ButtonLink href={`${action}/erase`}>{say('own.erase look')}</ButtonLink>
        </Buttons>
      </Section>
    </Page>
  )

  function checkedText(batch: Batch): string {
    const check = checkOf(batch)
    return check === null ? say('batch.not yet') : number(check.cards)
  }
}

/** Asks once more before an advocate is erased: what goes, and what stays. */
export function EraseAdvocatePage({
  context,
  at,
  campaign,
  pledge,
}: Pick<Parameters<typeof OwnCardsPage>[0], 'context' | 'at' | 'campaign' | 'pledge'>) {
  const { language } = context
  const say = speak(words, language)
  const action = pathIn(language, at)
  return (
    <Page {...context} section="campaigns" title={say('own.erase sure')} indexed={false}>
      <Opening title={say('own.erase sure')}>
        <p className="lead">{titleOf(campaign, language)}</p>
      </Opening>
      <Section title={say('own.erase goes')}>
        {pledge.advocate === null ? null : (
          <Facts
            rows={[
              { name: say('field.name'), value: pledge.advocate.name },
              { name: say('field.email'), value: pledge.advocate.email },
            ]}
          />
        )}
        <p className="prose">{say('own.erase goes text')}</p>
      </Section>
      <Section title={say('own.erase stays')}>
        <p className="prose">{say('own.erase stays text')}</p>
        <form className="form" method="post" action={`${action}/erase`}>
          <OnceField />
          <Buttons>
            <ButtonLink href={action}>{say('own.erase no')}</ButtonLink>
            <Button>{say('own.erase')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

/** One batch, as its advocate sees it. */
export function OwnBatchPage({
  context,
  at,
  campaign,
  batch,
  children,
}: {
  context: PageContext
  /** Address of the page of the pledge, without language. */
  at: string
  campaign: Campaign
  batch: Batch
  /** The list, where one can be typed. */
  children?: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say('batch.title', { number: batch.number })
  const check = checkOf(batch)
  const state = stateOf(batch)
  return (
    <Page
      {...context}
      section="campaigns"
      title={`${title}: ${titleOf(campaign, language)}`}
      crumbs={[{ name: say('own.title'), href: pathIn(language, at) }, { name: title }]}
      indexed={false}
    >
      <Opening title={title} />
      <Section>
        <Facts
          rows={[
            { name: say('batch.state'), value: say(`state.${state}`) },
            { name: say('batch.mark'), value: markOf(batch) },
            { name: say('field.on'), value: formatDay(language, batch.collectedOn) },
            ...(batch.notes === null
              ? []
              : [
                  { name: say('field.place'), value: batch.notes.place },
                  { name: say('field.countedBy'), value: batch.notes.countedBy },
                ]),
            { name: say('batch.claimed'), value: formatNumber(language, batch.claimed) },
            {
              name: say('batch.checked'),
              value: check === null ? say('batch.not yet') : formatNumber(language, check.cards),
            },
            { name: say('batch.delivered'), value: formatNumber(language, batch.delivered) },
          ]}
        />
        {check === null || check.cards === batch.claimed ? null : (
          <p className="prose">
            {say('batch.differs', {
              checked: formatNumber(language, check.cards),
              claimed: formatNumber(language, batch.claimed),
              why: check.why ?? '',
            })}
          </p>
        )}
      </Section>
      {children}
      {state === 'collected' ? (
        <Section>
          <p className="prose">{say('batch.mark note', { mark: markOf(batch) })}</p>
          <form
            className="form"
            method="post"
            action={pathIn(language, `${at}/batches/${batch.id}/withdraw`)}
          >
            <OnceField />
            <Buttons>
              <Button>{say('batch.withdraw')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </Page>
  )
}
