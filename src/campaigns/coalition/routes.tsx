import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { originLeft } from '../../house/origin.ts'
import { pathIn } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { inLanguage, organisationsWhere, slugIn } from '../desk.ts'
import { campaignApi } from './api.ts'
import { figuresOf, isThereFor, mayRun, namedAsks, ofCampaign, shown, todayOf, waysOf } from './around.ts'
import { campaignCsv, campaignsCsv } from './csv.ts'
import { CampaignFault } from './faults.ts'
import { manageRoutes } from './manage-routes.tsx'
import { CampaignPage } from './pages/campaign-page.tsx'
import { CampaignsPage } from './pages/campaigns-page.tsx'
import { embedPage } from './pages/embed-page.tsx'
import { titleOf } from './pages/frame.tsx'
import type { AroundCampaigns } from './panels.ts'
import type { Campaign } from './schema.ts'
import { isOpen, isPublic } from './states.ts'
import { asksOf, campaignBySlug, consentTextsOf, endorsersOf, listCampaigns, stepsOf } from './store.ts'

const BySlug = Type.Object({ slug: Type.String({ maxLength: 60 }) })

/** What may stand around a campaign in a frame: anything, for there is nothing in it to press but links that lead here. */
const framed = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join(';')

/** Campaigns as everybody reads them, and as those who run them do. */
export const coalitionRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    around: AroundCampaigns = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const reading = { may: 'read what is public' } as const
    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    const campaignIn = async (request: FastifyRequest) => {
      const campaign = await campaignBySlug(db, slugIn(request.params))
      if (!(await isThereFor(db, request.person, campaign))) throw new CampaignFault('no campaign')
      return campaign
    }

    // Faults of this part are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })
    await http.register(campaignApi(house, around))
    await http.register(manageRoutes(house, assets, around))

    http.get('/campaigns', { config: reading }, async (request, reply) => {
      const organisations = organisationsWhere(request.person, 'run campaigns')
      const today = todayOf(house)
      const rows = await Promise.all(
        (await listCampaigns(db, { organisations })).map(async (campaign) => ({
          campaign,
          open: isOpen(campaign, today),
          runs: mayRun(request.person, campaign),
          figures: isPublic(campaign) ? await figuresOf(around, house, campaign) : {},
        })),
      )
      return reply.html(
        renderPage(
          <CampaignsPage
            context={contextOf(request)}
            rows={rows}
            mayBegin={organisations.length > 0}
            doors={around.doors ?? []}
          />,
        ),
      )
    })

    http.get('/campaigns/campaigns.csv', { config: reading }, async (_request, reply) => {
      const rows = await Promise.all(
        (await listCampaigns(db)).map(async (campaign) => ({
          campaign,
          figures: await figuresOf(around, house, campaign),
        })),
      )
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="campaigns.csv"')
        .send(campaignsCsv(rows))
    })

    http.get('/campaigns/:slug', { config: reading, schema: { params: BySlug } }, async (request, reply) => {
      const campaign = await campaignIn(request)
      const of = await ofCampaign(house, request, campaign)
      const endorsers = await endorsersOf(db, campaign.id)
      const own = organisationsWhere(request.person, 'run campaigns')
      return reply.html(
        renderPage(
          <CampaignPage
            context={contextOf(request)}
            campaign={campaign}
            today={todayOf(house)}
            ways={waysOf(around, of)}
            counts={await shown(around.counts, of)}
            asks={await namedAsks(around, house, campaign, request.language)}
            panels={await shown(around.panels, of)}
            endorsers={endorsers}
            consents={await consentTextsOf(db, campaign.id)}
            steps={await stepsOf(db, campaign.id)}
            embed={isPublic(campaign) ? embedLine(house, request, campaign) : null}
            mayManage={mayRun(request.person, campaign)}
            partners={endorsers.flatMap(({ organisation, name }) =>
              organisation !== null && own.includes(organisation) ? [{ id: organisation, name }] : [],
            )}
          />,
        ),
      )
    })

    http.get(
      '/campaigns/:slug/embed',
      { config: reading, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignBySlug(db, slugIn(request.params))
        // What is in a frame is for whoever looks at the page around it: never more than everybody reads.
        if (!isPublic(campaign)) throw new CampaignFault('no campaign')
        const figures = await figuresOf(around, house, campaign)
        const open = isOpen(campaign, todayOf(house))
        reply
          .header('content-security-policy', framed)
          .removeHeader('x-frame-options')
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('cache-control', 'public, max-age=60')
        return reply.html(embedPage({ context: contextOf(request), campaign, figures, open }))
      },
    )

    http.get(
      '/campaigns/:slug/campaign.csv',
      { config: reading, schema: { params: BySlug } },
      async (request, reply) => {
        const campaign = await campaignIn(request)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="campaign.csv"')
          .send(
            campaignCsv({
              campaign,
              figures: await figuresOf(around, house, campaign),
              asks: await asksOf(db, campaign.id, { ended: true }),
              endorsers: await endorsersOf(db, campaign.id),
              consents: await consentTextsOf(db, campaign.id),
              steps: await stepsOf(db, campaign.id),
            }),
          )
      },
    )
  }

/** The line that shows a campaign on another page: with the address of this house where it is known. */
function embedLine(
  { settings }: Pick<House, 'settings'>,
  { language, protocol, host }: FastifyRequest,
  campaign: Campaign,
): string {
  const origin = settings.origin ?? originLeft(settings) ?? `${protocol}://${host}`
  const at = `${origin}${pathIn(language, `/campaigns/${campaign.slug}/embed`)}`
  const title = titleOf(campaign, language).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<iframe src="${at}" title="${title}" width="100%" height="420" loading="lazy"></iframe>`
}
