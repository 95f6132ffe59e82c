import { Button, ButtonLink, Buttons, TextField } from '../../../ui/form.tsx'
import { formatDay, formatNumber, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section } from '../../../ui/section.tsx'
import type { ConsentText } from '../../coalition/schema.ts'
import type { OwnSignature } from '../own.ts'
import type { OwnPledge } from '../own-cards.ts'
import type { Signer } from '../signer.ts'
import { words } from '../words/words.ts'

/** Where somebody asks for the link to what they signed. */
export function AskForLinkPage({ context, wrong }: { context: PageContext; wrong?: string }) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page {...context} section="campaigns" title={say('own.title')} indexed={false}>
      <Opening title={say('own.title')} />
      <Section>
        <form className="form" method="post" action={pathIn(language, '/campaigns/mine')}>
          <OnceField />
          <p className="prose">{say('own.ask')}</p>
          <p className="note">{say('own.posts')}</p>
          <TextField
            name="email"
            type="email"
            label={say('field.email')}
            error={wrong}
            autoComplete="email"
            required
            exact
          />
          <Buttons>
            <Button first>{say('own.send')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

/** Everything that was signed or promised under an address, each with what can be done with it. */
export function OwnPage({
  context,
  at,
  signatures,
  pledges,
  campaigns,
  texts,
}: {
  context: PageContext
  /** Address of this page, without language. */
  at: string
  signatures: OwnSignature[]
  pledges: OwnPledge[]
  /** Titles of campaigns by their id. */
  campaigns: ReadonlyMap<string, string>
  texts: ReadonlyMap<string, ConsentText>
}) {
  const { language } = context
  const say = speak(words, language)
  const action = pathIn(language, at)
  const nothing = signatures.length === 0 && pledges.length === 0
  const day = (moment: Date) => formatDay(language, moment.toISOString().slice(0, 10))
  return (
    <Page {...context} section="campaigns" title={say('own.title')} indexed={false}>
      <Opening title={say('own.title')} />
      {nothing ? (
        <Section>
          <p className="prose">{say('own.none')}</p>
        </Section>
      ) : null}
      {signatures.map((signature) => (
        <Section
          key={signature.id}
          title={campaigns.get(signature.campaign) ?? signature.campaign}
          note={`${say('own.signed on', { day: day(signature.submittedAt) })}: ${stateOf(signature)}`}
        >
          <Facts rows={keptOf(signature.signer)} />
          {signature.consents.map(({ text, given, withdrawn }) => {
            const asked = texts.get(text)
            return (
              <form key={text} className="form" method="post" action={`${action}/consent`}>
                <OnceField />
                <input type="hidden" name="signature" value={signature.id} />
                <input type="hidden" name="text" value={text} />
                <p className="prose">
                  {asked === undefined ? null : (
                    <>
                      <b>{asked.party.name}</b>:{' '}
                      {asked.words?.[language] ?? Object.values(asked.words ?? {})[0]}{' '}
                    </>
                  )}
                  <span className="note">
                    {say('own.consented', { day: day(given) })}
                    {withdrawn === null ? '' : `. ${say('own.consent back', { day: day(withdrawn) })}`}
                  </span>
                </p>
                {withdrawn === null ? (
                  <Buttons>
                    <Button>{say('own.withdraw consent')}</Button>
                  </Buttons>
                ) : null}
              </form>
            )
          })}
          {signature.state === 'invalidated' ? null : (
            <form className="form" method="post" action={`${action}/withdraw`}>
              <OnceField />
              <input type="hidden" name="signature" value={signature.id} />
              <Buttons>
                <Button>{say('own.withdraw')}</Button>
              </Buttons>
            </form>
          )}
        </Section>
      ))}
      {pledges.map((pledge) => (
        <Section
          key={pledge.id}
          title={campaigns.get(pledge.campaign) ?? pledge.campaign}
          note={`${say('own.cards on', { day: day(pledge.madeAt) })}: ${
            pledge.withdrawnAt !== null
              ? say('own.state.withdrawn')
              : pledge.confirmedAt === null
                ? say('own.state.pending')
                : say('own.state.validated', { day: day(pledge.confirmedAt) })
          }`}
        >
          <Facts
            rows={[
              { name: say('field.name'), value: pledge.advocate?.name ?? '' },
              { name: say('field.email'), value: pledge.advocate?.email ?? '' },
              { name: say('own.cards'), value: formatNumber(language, pledge.cards) },
              {
                name: say('own.collected'),
                value: formatNumber(
                  language,
                  pledge.batches.reduce((sum, { claimed, withdrawn }) => sum + (withdrawn ? 0 : claimed), 0),
                ),
              },
            ]}
          />
          <form className="form" method="post" action={`${action}/cards`}>
            <OnceField />
            <input type="hidden" name="pledge" value={pledge.id} />
            <Buttons>
              <Button>{say('own.open cards')}</Button>
            </Buttons>
          </form>
          {pledge.withdrawnAt !== null ? null : (
            <form className="form" method="post" action={`${action}/cards/withdraw`}>
              <OnceField />
              <input type="hidden" name="pledge" value={pledge.id} />
              <Buttons>
                <Button>{say('own.withdraw cards')}</Button>
              </Buttons>
            </form>
          )}
        </Section>
      ))}
      {nothing ? null : (
        <Section title={say('own.erase title')} note={say('own.erase text')}>
          <Buttons>
            <ButtonLink href={`${at}/export.json`}>{say('own.export')}</ButtonLink>
            <ButtonLink href={`${action}/erase`}>{say('own.erase look')}</ButtonLink>
          </Buttons>
        </Section>
      )}
    </Page>
  )

  function stateOf({ state, reason, confirmedAt }: OwnSignature): string {
    if (state === 'pending') return say('own.state.pending')
    if (state === 'invalidated')
      return say(reason === 'withdrawn' ? 'own.state.withdrawn' : 'own.state.invalidated')
    return say('own.state.validated', { day: confirmedAt === null ? '' : day(confirmedAt) })
  }

  function keptOf(signer: Signer | null) {
    if (signer === null) return []
    const fields = ['title', 'name', 'email', 'postalCode', 'country', 'street', 'words'] as const
    return fields.flatMap((field) => {
      const value = signer[field]
      return value === null || value === '' ? [] : [{ name: say(`field.${field}`), value }]
    })
  }
}

/** Asks once more before all of it is erased: what goes, of whom, and what stays. */
export function ErasePage({
  context,
  at,
  signatures,
  pledges,
  campaigns,
}: Pick<Parameters<typeof OwnPage>[0], 'context' | 'at' | 'signatures' | 'pledges' | 'campaigns'>) {
  const { language } = context
  const say = speak(words, language)
  const action = pathIn(language, at)
  const title = (campaign: string) => campaigns.get(campaign) ?? campaign
  return (
    <Page {...context} section="campaigns" title={say('own.erase sure')} indexed={false}>
      <Opening title={say('own.erase sure')} />
      <Section title={say('own.erase goes')} note={say('own.erase goes note')}>
        <ul className="prose">
          {signatures.map(({ id, campaign, signer }) => (
            <li key={id}>
              {say('own.erase signature', { name: signer?.name ?? '', campaign: title(campaign) })}
            </li>
          ))}
          {pledges.map(({ id, campaign, advocate, cards }) => (
            <li key={id}>
              {say('own.erase cards', {
                name: advocate?.name ?? '',
                n: cards,
                campaign: title(campaign),
              })}
            </li>
          ))}
        </ul>
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
