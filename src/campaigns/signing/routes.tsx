import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isHidden } from '../../house/characters.ts'
import { field } from '../../house/form-fields.ts'
import { type House, today } from '../../house/house.ts'
import { addressOf, TooMany, takeAttempt } from '../../house/limits.ts'
import { deliverSoon } from '../../house/mail/deliver.ts'
import { sendMail } from '../../house/mail/mail.ts'
import { onceOf } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import { publicAddress } from '../../people/accounts/links.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { isThereFor } from '../coalition/around.ts'
import { CampaignFault } from '../coalition/faults.ts'
import { titleOf } from '../coalition/pages/frame.tsx'
import type { Campaign } from '../coalition/schema.ts'
import { isOpen } from '../coalition/states.ts'
import {
  asksOf,
  askVersionsOf,
  campaignBySlug,
  campaignOf,
  consentTextOf,
  consentTextsOf,
} from '../coalition/store.ts'
import { inLanguage, listIn, type Sent, sentIn, slugIn, textIn } from '../desk.ts'
import {
  confirmSignature,
  countedBefore,
  DAYS_TO_CONFIRM,
  type Linked,
  lookAtLink,
  waitingWith,
} from './confirm.ts'
import { eraseOwner, linkFor, ownerOfLink, ownSignatures, withdrawConsent, withdrawSignature } from './own.ts'
import { openPledge, ownPledges, withdrawPledge } from './own-cards.ts'
import { AskForLinkPage, ErasePage, OwnPage } from './pages/own-page.tsx'
import { ConfirmPage, type Letter, lettersAmong, SayingPage, SignPage } from './pages/sign-page.tsx'
import { placeOfCode } from './place.ts'
import { openRates } from './rates.ts'
import { readable } from './readable.ts'
import { DAYS_OF_GRACE } from './remembered.ts'
import { faultsOf, type Signer, seenIn } from './signer.ts'
import { KeyUsed, submitSignature } from './submit.ts'
import { words } from './words/words.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })
const ByToken = Type.Object({ token: Type.String({ maxLength: 80, pattern: '^[A-Za-z0-9_-]+$' }) })

/** Signing, confirming, and what people have here. Nobody needs an account for any of it. */
export const signingRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const taking = { may: 'take part in a campaign' } as const
    const allowed = openRates()
    // Without its query and without the secret of a link: neither need stand in other links of the page.
    const contextOf = ({ language }: FastifyRequest, path: string): PageContext => ({
      language,
      path,
      assets,
      sources: [],
    })
    const hushed = (reply: FastifyReply) =>
      reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')

    http.setErrorHandler((error, request) => {
      throw error instanceof CampaignFault ? inLanguage(error, request.language) : error
    })

    const campaignIn = async (request: FastifyRequest): Promise<Campaign> => {
      const campaign = await campaignBySlug(db, slugIn(request.params))
      if (!(await isThereFor(db, request.person, campaign))) throw new CampaignFault('no campaign')
      return campaign
    }

    const signPage = async (
      request: FastifyRequest,
      campaign: Campaign,
      letters: Letter[],
      {
        sent = {},
        errors = [],
        late = null,
      }: { sent?: Sent; errors?: FieldError[]; late?: number | null } = {},
    ) =>
      renderPage(
        <SignPage
          context={contextOf(request, `/campaigns/${campaign.slug}/sign`)}
          campaign={campaign}
          letters={letters}
          consents={await consentTextsOf(db, campaign.id)}
          country={campaign.legislature?.startsWith('us-') === true ? 'USA' : ''}
          sent={sent}
          errors={errors}
          late={late}
        />,
      )

    /** The letter a form showed, in the version it showed; null where that can no longer be signed. */
    const letterShown = async (
      letters: Letter[],
      { key, version }: { key: string; version: string },
    ): Promise<Pick<Letter, 'versionId' | 'official'> | null> => {
      const letter = letters.find((each) => each.key === key)
      if (letter === undefined) return null
      if (version === '' || version === letter.versionId) return letter
      const shown = (await askVersionsOf(db, letter.id)).find(({ id }) => id === version)
      const official = shown?.content.official
      // Words that explain it may have changed; the text that is handed over may not.
      return shown === undefined || official == null || official.text !== letter.official.text
        ? null
        : { versionId: shown.id, official }
    }

    const closed = (request: FastifyRequest, campaign: Campaign) =>
      renderPage(
        <SayingPage
          context={contextOf(request, `/campaigns/${campaign.slug}/sign`)}
          title={titleOf(campaign, request.language)}
          text={speak(words, request.language)('form.closed')}
          ways={[
            {
              name: speak(words, request.language)('confirm.campaign'),
              path: `/campaigns/${campaign.slug}`,
            },
          ]}
        />,
      )

    http.get(
      '/campaigns/:slug/sign',
      { config: taking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const letters = lettersAmong(await asksOf(db, campaign.id))
        if (!isOpen(campaign, today(house)) || letters.length === 0)
          return hushed(reply).html(closed(request, campaign))
        return hushed(reply).html(await signPage(request, campaign, letters))
      },
    )

    http.post(
      '/campaigns/:slug/sign',
      { config: { ...taking, looksAtCharacters: true }, schema: { params: BySlug } },
      async (request, reply) => {
        const { language } = request
        const say = speak(words, language)
        const campaign = await campaignIn(request)
        const letters = lettersAmong(await asksOf(db, campaign.id))
        if (!isOpen(campaign, today(house)) || letters.length === 0)
          return hushed(reply).code(409).html(closed(request, campaign))
        const { sent, unseen } = readable(sentIn(request.body), fieldsOfSigner, language)
        const again = async (status: number, errors: FieldError[], late: number | null = null) =>
          hushed(reply)
            .code(status)
            .html(await signPage(request, campaign, letters, { sent, errors, late }))

        const signer = signerIn(sent)
        const faults = [
          ...unseen.map((field) => ({ field, code: 'unseen' as const })),
          ...faultsOf(signer, { emailNeeded: true }).filter(({ field }) => !unseen.includes(field)),
        ]
        if (faults.length > 0)
          return again(
            422,
            faults.map(({ field, code }) => ({ field, message: say(`fault.${code}`) })),
          )
        const chosen = textIn(sent, 'letter')
        if (chosen === '' && letters.length > 1)
          return again(422, [{ field: 'letter', message: say('form.which missing') }])
        // What was read is what is signed: another letter never takes its place in silence.
        const letter = await letterShown(letters, {
          key: chosen || (letters[0]?.key ?? ''),
          version: textIn(sent, `version-${chosen}`),
        })
        if (letter === null) return again(409, [{ field: 'letter', message: say('form.letter gone') }])
        const address = addressOf(request, house.settings.trustedProxies)
        try {
          await allowed.take({ address, email: signer.email })
          const texts = await consentTextsOf(db, campaign.id)
          await submitSignature(
            house,
            {
              campaign: campaign.id,
              askVersion: letter.versionId,
              template: letter.official.text,
              signer,
              place: await placeOfCode(db, campaign, signer, today(house)),
              language,
              consents: texts.map(({ id }) => id).filter((id) => listIn(sent, 'consents').includes(id)),
              network: address,
              onceKey: onceOf(request),
            },
            ({ token }) => ({
              subject: say('mail.subject', { campaign: titleOf(campaign, language) }),
              text: say('mail.text', {
                campaign: titleOf(campaign, language),
                name: signer.name,
                address: publicAddress(house, language, `/campaigns/confirm/${token}`),
                days: DAYS_TO_CONFIRM,
              }),
            }),
          )
        } catch (error) {
          if (error instanceof KeyUsed) return again(422, [{ field: 'name', message: say('fault.key used') }])
          // What was typed stays: they send the same form again.
          if (!(error instanceof TooMany)) throw error
          reply.header('retry-after', String(error.retryAfter))
          return again(429, [], error.retryAfter)
        }
        deliverSoon(house)
        return seeOther(hushed(reply), request, `/campaigns/${campaign.slug}/signed`)
      },
    )

    http.get(
      '/campaigns/:slug/signed',
      { config: taking, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        const say = speak(words, request.language)
        return hushed(reply).html(
          renderPage(
            <SayingPage
              context={contextOf(request, `/campaigns/${campaign.slug}/signed`)}
              title={say('signed.title')}
              text={say('signed.text')}
              also={say('signed.not there')}
              ways={[{ name: say('confirm.campaign'), path: `/campaigns/${campaign.slug}` }]}
            />,
          ),
        )
      },
    )

    /* the link in the mail */

    const confirmPage = async (request: FastifyRequest, token: string, linked: Linked) => {
      const say = speak(words, request.language)
      const context = contextOf(request, '/campaigns')
      if (linked.is === 'unknown')
        return renderPage(
          <SayingPage
            context={context}
            title={say('confirm.title')}
            text={say('confirm.unknown')}
            ways={[
              { name: say('confirm.campaign'), path: '/campaigns' },
              { name: say('own.door'), path: '/campaigns/mine' },
            ]}
          />,
        )
      const campaign = await campaignOf(db, linked.campaign)
      const letters = new Map<string, string>()
      const waiting = await waitingWith(house, linked.id)
      if (waiting.length > 0)
        for (const ask of await asksOf(db, campaign.id, { ended: true }))
          for (const { id } of await askVersionsOf(db, ask.id))
            letters.set(id, (ask.words[request.language] ?? Object.values(ask.words)[0])?.title ?? ask.key)
      return renderPage(
        <ConfirmPage
          context={context}
          campaign={campaign}
          linked={linked}
          waiting={waiting.map((each) => ({ ...each, letter: letters.get(each.askVersion) ?? '' }))}
          again={linked.is === 'confirmed' && (await countedBefore(house, campaign, linked.id))}
          late={isLate(house, campaign)}
          action={pathIn(request.language, `/campaigns/confirm/${token}`)}
        />,
      )
    }

    http.get(
      '/campaigns/confirm/:token',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        const linked = await lookAtLink(house, token)
        return hushed(reply)
          .code(linked.is === 'unknown' ? 404 : 200)
          .html(await confirmPage(request, token, linked))
      },
    )

    http.post(
      '/campaigns/confirm/:token',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        const before = await lookAtLink(house, token)
        const late = before.is !== 'unknown' && isLate(house, await campaignOf(db, before.campaign))
        // Another that waits under the address of the link is named; its own is not.
        const named = field(request.body, 'signature')
        const linked = late
          ? before
          : await confirmSignature(house, token, named === '' ? undefined : idIn(request.body, 'signature'))
        return hushed(reply)
          .code(linked.is === 'unknown' ? 404 : late && linked.is === 'pending' ? 409 : 200)
          .html(await confirmPage(request, token, linked))
      },
    )

    /* what people have here */

    http.get('/campaigns/mine', { config: taking }, async (request, reply) =>
      hushed(reply).html(renderPage(<AskForLinkPage context={contextOf(request, '/campaigns/mine')} />)),
    )

    http.post(
      '/campaigns/mine',
      { config: { ...taking, looksAtCharacters: true } },
      async (request, reply) => {
        const { language } = request
        const say = speak(words, language)
        const email = seenIn(field(request.body, 'email')).trim()
        const context = contextOf(request, '/campaigns/mine')
        if (
          isHidden(email) ||
          faultsOf({ ...nobody, email }, { emailNeeded: true }).some((fault) => fault.field === 'email')
        )
          return hushed(reply)
            .code(422)
            .html(renderPage(<AskForLinkPage context={context} wrong={say('fault.email-wrong')} />))
        await takeAttempt(house, {
          what: 'mail',
          who: addressOf(request, house.settings.trustedProxies),
          by: 'address',
        })
        await takeAttempt(house, { what: 'mail', who: email })
        const link = await linkFor(house, email)
        if (link !== null) {
          await sendMail(house, {
            to: link.to,
            kind: 'what was signed',
            subject: say('own.mail subject'),
            text: say('own.mail text', {
              address: publicAddress(house, language, `/campaigns/mine/${link.token}`),
            }),
          })
          deliverSoon(house)
        }
        return hushed(reply).html(
          renderPage(
            <SayingPage
              context={context}
              title={say('signed.title')}
              text={say('own.sent')}
              ways={[{ name: say('confirm.campaign'), path: '/campaigns' }]}
            />,
          ),
        )
      },
    )

    const lost = (request: FastifyRequest) =>
      renderPage(
        <SayingPage
          context={contextOf(request, '/campaigns/mine')}
          title={speak(words, request.language)('own.title')}
          text={speak(words, request.language)('own.unknown')}
          ways={[{ name: speak(words, request.language)('own.send'), path: '/campaigns/mine' }]}
        />,
      )

    /** All of an address, with the titles of its campaigns. */
    const allOf = async (request: FastifyRequest, owner: string) => {
      const signatures = await ownSignatures(house, owner)
      const pledges = await ownPledges(house, owner)
      const campaigns = new Map<string, string>()
      for (const { campaign } of [...signatures, ...pledges])
        if (!campaigns.has(campaign))
          campaigns.set(campaign, titleOf(await campaignOf(db, campaign), request.language))
      return { signatures, pledges, campaigns }
    }

    http.get(
      '/campaigns/mine/:token',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const owner = await ownerOfLink(house, request.params.token)
        if (owner === null) return hushed(reply).code(404).html(lost(request))
        const { signatures, pledges, campaigns } = await allOf(request, owner)
        const ids = [...new Set(signatures.flatMap(({ consents }) => consents.map(({ text }) => text)))]
        const texts = await Promise.all(ids.map((id) => consentTextOf(db, id)))
        return hushed(reply).html(
          renderPage(
            <OwnPage
              context={contextOf(request, '/campaigns/mine')}
              at={`/campaigns/mine/${request.params.token}`}
              signatures={signatures}
              pledges={pledges}
              campaigns={campaigns}
              texts={new Map(texts.map((text) => [text.id, text]))}
            />,
          ),
        )
      },
    )

    http.get(
      '/campaigns/mine/:token/export.json',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const owner = await ownerOfLink(house, request.params.token)
        if (owner === null) return hushed(reply).code(404).html(lost(request))
        return hushed(reply)
          .header('content-disposition', 'attachment; filename="signed.json"')
          .send({ signatures: await ownSignatures(house, owner), pledges: await ownPledges(house, owner) })
      },
    )

    const acts = {
      withdraw: async (owner: string, body: unknown) => {
        await withdrawSignature(house, owner, idIn(body, 'signature'))
      },
      consent: async (owner: string, body: unknown) => {
        await withdrawConsent(house, owner, {
          signature: idIn(body, 'signature'),
          text: idIn(body, 'text'),
        })
      },
      'cards/withdraw': async (owner: string, body: unknown) => {
        await withdrawPledge(house, owner, idIn(body, 'pledge'))
      },
    }
    for (const [name, act] of Object.entries(acts))
      http.post(
        `/campaigns/mine/:token/${name}`,
        { config: taking, schema: { params: ByToken } },
        async (request, reply) => {
          const { token } = request.params
          const owner = await ownerOfLink(house, token)
          if (owner === null) return hushed(reply).code(404).html(lost(request))
          await act(owner, request.body)
          return seeOther(hushed(reply), request, `/campaigns/mine/${token}`)
        },
      )

    http.post(
      '/campaigns/mine/:token/cards',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const owner = await ownerOfLink(house, request.params.token)
        const token = owner === null ? null : await openPledge(house, owner, idIn(request.body, 'pledge'))
        if (token === null) return hushed(reply).code(404).html(lost(request))
        return seeOther(hushed(reply), request, `/campaigns/cards/${token}`)
      },
    )

    // Looked at first, then done: it cannot be undone, and may be of two people who share an address.
    http.get(
      '/campaigns/mine/:token/erase',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        const owner = await ownerOfLink(house, token)
        if (owner === null) return hushed(reply).code(404).html(lost(request))
        return hushed(reply).html(
          renderPage(
            <ErasePage
              context={contextOf(request, '/campaigns/mine')}
              at={`/campaigns/mine/${token}`}
              {...(await allOf(request, owner))}
            />,
          ),
        )
      },
    )

    http.post(
      '/campaigns/mine/:token/erase',
      { config: taking, schema: { params: ByToken } },
      async (request, reply) => {
        const owner = await ownerOfLink(house, request.params.token)
        if (owner === null) return hushed(reply).code(404).html(lost(request))
        await eraseOwner(house, owner)
        const say = speak(words, request.language)
        return hushed(reply).html(
          renderPage(
            <SayingPage
              context={contextOf(request, '/campaigns/mine')}
              title={say('own.title')}
              text={say('own.erased')}
              ways={[{ name: say('confirm.campaign'), path: '/campaigns' }]}
            />,
          ),
        )
      },
    )
  }

const nobody: Signer = {
  title: null,
  name: '',
  email: null,
  country: '',
  postalCode: '',
  street: null,
  words: null,
}

const fieldsOfSigner = Object.keys(nobody) as (keyof Signer)[]

function signerIn(sent: Sent): Signer {
  const line = (name: string) => textIn(sent, name).normalize('NFC').replace(/\s+/g, ' ').trim()
  const orNull = (text: string) => (text === '' ? null : text)
  return {
    title: orNull(line('title')),
    name: line('name'),
    email: orNull(line('email')),
    country: /^[A-Z]{3}$/.test(line('country')) ? line('country') : '',
    postalCode: line('postalCode'),
    street: orNull(line('street')),
    words: orNull(textIn(sent, 'words').normalize('NFC').trim()),
  }
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

function idIn(body: unknown, name: string): string {
  const text = field(body, name)
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : NO_ID
}

/** Whether a campaign no longer takes confirmations: it ended, or its last day is longer ago than the grace. */
function isLate(house: Pick<House, 'now'>, { state, ended, closes }: Campaign): boolean {
  if (state === 'archived') return true
  const last = ended ?? (closes === null ? null : `${closes}T23:59:59Z`)
  return last !== null && house.now().getTime() > new Date(last).getTime() + DAYS_OF_GRACE * 86_400_000
}
