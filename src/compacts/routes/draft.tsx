import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { today } from '../../house/house.ts'
import { capacityGaps } from '../../preparation/capacity/store.ts'
import { speak } from '../../ui/language.ts'
import { commentsOf } from '../comments.ts'
import { idIn, mayDo } from '../desk.ts'
import { gapsOf } from '../facts.ts'
import { CompactFault } from '../faults.ts'
import { AgreementText } from '../pages/agreement-text.tsx'
import { DraftPage, LastTextPage } from '../pages/draft-page.tsx'
import { CompactFrame, compactPath } from '../pages/frame.tsx'
import { placeName } from '../pages/places.ts'
import { PlanPage } from '../pages/plan-page.tsx'
import { organisationsIn } from '../print/leaves.ts'
import { bindingStates, nextStepOf } from '../steps.ts'
import { agreementInForce, draftOf, lastDraftOf } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById } from './shapes.ts'

/** The draft to be read: an overview with what is lacking, its text, its plan. */
export const draftRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const {
      house,
      db,
      wiring,
      contextOf,
      send,
      viewFor,
      organisationNames,
      draftFor,
      draftCrumbs,
      leadToLastText,
      reading,
    } = door

    async function sendLastText(request: FastifyRequest, reply: FastifyReply) {
      const { id, view, subject, compact } = await viewFor(request)
      const inForce = await agreementInForce(db, id)
      const agreement = inForce?.agreement ?? (await lastDraftOf(db, id))
      if (agreement === null) throw new CompactFault('no draft')
      return send(
        reply,
        <LastTextPage
          context={contextOf(request)}
          view={view}
          agreement={agreement}
          organisations={await organisationNames(organisationsIn(agreement))}
          version={inForce?.version ?? null}
          mayAmend={
            bindingStates.includes(compact.state) && mayDo(request.person, 'manage a compact', subject)
          }
        />,
      )
    }

    const Ahead = Type.Object({ before: Type.Optional(Type.String()) })
    http.get(
      '/compacts/:id/draft',
      { config: reading, schema: { params: ById, querystring: Ahead } },
      async (request, reply) => {
        if ((await draftOf(db, idIn(request.params))) === null) return sendLastText(request, reply)
        const { id, view, draft, compact } = await draftFor(request)
        const next = nextStepOf(compact.state, draft)
        // Who drafts may look ahead at all that signing will need: it takes longer than the next step.
        const mayLook = next === 'proposed' || next === 'negotiating' || next === 'frozen'
        const ahead = mayLook ? request.query.before === 'signed' : null
        const step = ahead === true ? 'signed' : next
        const found =
          step === null ? [] : await gapsOf(db, wiring, { compact: id, step, today: today(house) })
        const gaps = found.filter(({ code }) => !(ahead === true && code === 'not-frozen'))
        const open = new Map<string, number>()
        for (const { place } of await commentsOf(db, id, { open: true })) {
          const part = place.split('/')[0] ?? ''
          open.set(part, (open.get(part) ?? 0) + 1)
        }
        return send(
          reply,
          <DraftPage
            context={contextOf(request)}
            view={view}
            draft={draft}
            step={step}
            ahead={ahead}
            gaps={gaps}
            capacity={await capacityGaps(db, compact.country)}
            comments={open}
          />,
        )
      },
    )

    http.get(
      '/compacts/:id/draft/text',
      { preHandler: leadToLastText, config: reading, schema: { params: ById } },
      async (request, reply) => {
        const { id, view, draft } = await draftFor(request)
        const say = speak(words, request.language)
        const open = await commentsOf(db, id, { open: true })
        const organisations = await organisationNames(organisationsIn(draft.agreement))
        return send(
          reply,
          <CompactFrame
            context={contextOf(request)}
            view={view}
            here={null}
            title={say('draft.read')}
            crumbs={draftCrumbs(request, id, say('draft.read'))}
          >
            <AgreementText
              agreement={draft.agreement}
              organisations={organisations}
              commentsAt={(place) => {
                const count = open.filter(
                  (each) => each.place === place || each.place.startsWith(`${place}/`),
                ).length
                return (
                  <a
                    href={compactPath(
                      request.language,
                      id,
                      `/comments?place=${encodeURIComponent(place)}#comments`,
                    )}
                  >
                    {say('comments.beside', { count })}
                    <span className="hidden"> {placeName(place, draft.agreement, request.language)}</span>
                  </a>
                )
              }}
            />
          </CompactFrame>,
        )
      },
    )

    http.get(
      '/compacts/:id/draft/plan',
      { preHandler: leadToLastText, config: reading, schema: { params: ById } },
      async (request, reply) => {
        const { id, view, draft, mayWrite } = await draftFor(request)
        return send(
          reply,
          <PlanPage
            context={contextOf(request)}
            view={view}
            draft={draft}
            crumbs={draftCrumbs(request, id, speak(words, request.language)('part title.plan'))}
            mayWrite={mayWrite}
          />,
        )
      },
    )
  }
