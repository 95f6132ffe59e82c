import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { House } from '../../house/house.ts'
import { languages } from '../../ui/language.ts'
import { slugIn } from '../desk.ts'
import { figuresOf, isThereFor, todayOf } from './around.ts'
import { CampaignFault } from './faults.ts'
import type { AroundCampaigns } from './panels.ts'
import { askKinds, type Campaign, campaignStates, consentPurposes, countingPolicies } from './schema.ts'
import { isOpen } from './states.ts'
import { asksOf, campaignBySlug, consentTextsOf, endorsersOf, listCampaigns, stepsOf } from './store.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Text = OrNull(Type.String())
const Day = OrNull(Type.String({ description: 'YYYY-MM-DD' }))
const Language = Type.Enum([...languages])
const Words = <T extends Parameters<typeof Type.Partial>[0]>(words: T) =>
  Type.Partial(Type.Object({ en: words, fr: words, es: words, pt: words }), {
    description: 'By language; one that is not there has not been written',
  })

const CampaignAnswer = Type.Object({
  slug: Type.String(),
  organisation: Type.Object({ id: Type.String(), name: Type.String() }),
  state: Type.Enum([...campaignStates]),
  open: Type.Boolean({ description: 'whether people can take part today' }),
  languages: Type.Array(Language),
  words: Words(Type.Object({ title: Type.String(), story: Type.String() })),
  legislature: Text,
  asOf: OrNull(Type.String({ description: 'the day it speaks of, YYYY-MM-DD; null is today' })),
  policy: Type.Enum([...countingPolicies]),
  goal: OrNull(Type.Integer()),
  opens: Day,
  closes: Day,
  publicSince: Text,
  ended: Text,
  figures: Type.Object({
    counted: Type.Optional(Type.Integer({ description: 'signatures that count under its policy' })),
    cards: Type.Optional(Type.Integer({ description: 'postcards that somebody checked' })),
  }),
})

const WholeAnswer = Type.Object({
  ...CampaignAnswer.properties,
  asks: Type.Array(
    Type.Object({
      key: Type.String(),
      kind: Type.Enum([...askKinds]),
      target: Type.Record(Type.String(), Type.Unknown()),
      words: Words(Type.Object({ title: Type.String(), text: Type.String() })),
      official: OrNull(Type.Object({ language: Language, text: Type.String() })),
      version: Type.Integer(),
      versionId: Type.String({ description: 'what signatures name' }),
      ended: Text,
      endedWhy: Text,
    }),
  ),
  endorsers: Type.Array(
    Type.Object({
      name: Type.String(),
      website: Text,
      state: Type.String({ description: 'endorsed or withdrawn' }),
      on: Type.String(),
      proofAddress: Text,
      proofLetter: Text,
      ownWord: Type.Boolean({ description: 'said here by the organisation itself' }),
      why: Text,
    }),
  ),
  consents: Type.Array(
    Type.Object({
      id: Type.String({ description: 'of this version: a consent names it' }),
      party: Type.String(),
      purpose: Type.Enum([...consentPurposes]),
      version: Type.Integer(),
      words: Words(Type.String()),
    }),
  ),
  steps: Type.Array(
    Type.Object({
      before: Type.Enum([...campaignStates]),
      after: Type.Enum([...campaignStates]),
      on: Type.String(),
      why: Type.String(),
      language: Language,
    }),
  ),
})

/** The same as the pages, for programs. */
export const campaignApi =
  (house: House, around: AroundCampaigns): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const answer = async (campaign: Campaign) => ({
      slug: campaign.slug,
      organisation: campaign.organisation,
      state: campaign.state,
      open: isOpen(campaign, todayOf(house)),
      languages: campaign.languages,
      words: campaign.words,
      legislature: campaign.legislature,
      asOf: campaign.asOf,
      policy: campaign.policy,
      goal: campaign.goal,
      opens: campaign.opens,
      closes: campaign.closes,
      publicSince: campaign.publicSince,
      ended: campaign.ended,
      figures: await figuresOf(around, house, campaign),
    })

    http.get(
      '/api/v1/campaigns',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'Campaigns that are or were public, the newest first',
          response: { 200: Type.Object({ campaigns: Type.Array(CampaignAnswer) }) },
        },
      },
      async () => ({ campaigns: await Promise.all((await listCampaigns(db)).map(answer)) }),
    )

    http.get(
      '/api/v1/campaigns/:slug',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'One campaign: what it asks, who stands behind it, what became of it',
          params: Type.Object({ slug: Type.String({ maxLength: 60 }) }),
          response: { 200: WholeAnswer },
        },
      },
      async ({ params, person }) => {
        const campaign = await campaignBySlug(db, slugIn(params))
        if (!(await isThereFor(db, person, campaign))) throw new CampaignFault('no campaign')
        return {
          ...(await answer(campaign)),
          asks: (await asksOf(db, campaign.id, { ended: true })).map(
            ({ key, kind, target, words, official, version, versionId, ended, endedWhy }) => ({
              key,
              kind,
              target,
              words,
              official,
              version,
              versionId,
              ended,
              endedWhy,
            }),
          ),
          endorsers: (await endorsersOf(db, campaign.id))
            .filter(({ now }) => now.state !== 'invited')
            .map(({ name, website, now }) => ({ name, website, ...now })),
          consents: (await consentTextsOf(db, campaign.id)).map(({ id, party, purpose, version, words }) => ({
            id,
            party: party.name,
            purpose,
            version,
            words: words ?? {},
          })),
          steps: (await stepsOf(db, campaign.id)).map(({ before, after, on, why, language }) => ({
            before,
            after,
            on,
            why,
            language,
          })),
        }
      },
    )
  }
