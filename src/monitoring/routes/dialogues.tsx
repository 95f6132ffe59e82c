import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { mayDo, viewOf } from '../desk.ts'
import {
  addAction,
  closeDialogue,
  dialoguesOf,
  findDialogue,
  finishAction,
  fixIndicators,
  freezeData,
  planDialogue,
  recordPoint,
} from '../dialogues.ts'
import { typedIn } from '../forms.ts'
import { DialoguePage, DialoguesPage } from '../pages/dialogues-page.tsx'
import type { Door } from './door.tsx'
import { ByAction, ByDialogue, ById, Form } from './shapes.ts'

/** Dialogues of the parties: indicators fixed beforehand, data frozen, points and actions. */
export const dialogueRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, wiring, db, on, members, managing, contextOf, send, inForce, acting } = door

    const sendDialogues = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Record<string, string> = {},
      errors: FieldError[] = [],
    ) => {
      const subject = await on(request)
      if (errors.length > 0) reply.code(422)
      return send(
        reply,
        <DialoguesPage
          context={contextOf(request)}
          view={await viewOf(house, request, subject)}
          dialogues={await dialoguesOf(db, subject.id)}
          mayManage={mayDo(request, 'manage a compact', subject)}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/:id/dialogues',
      { config: members, schema: { params: ById } },
      async (request, reply) => sendDialogues(request, reply),
    )

    http.post(
      '/compacts/:id/dialogues',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const typed = typedIn(request.body)
        const terms = {
          after: `/compacts/${id}/dialogues`,
          field: 'day',
          again: (errors: FieldError[]) => sendDialogues(request, reply, typed, errors),
        }
        return acting(request, reply, terms, async (trx, change) => {
          const dialogue = await planDialogue(trx, change, { compact: id, heldOn: typed.day ?? '' })
          return `/compacts/${id}/dialogues/${dialogue}`
        })
      },
    )

    const sendDialogue = async (
      request: FastifyRequest,
      reply: FastifyReply,
      dialogue: string,
      returned = { form: '', typed: {} as Record<string, string>, errors: [] as FieldError[] },
    ) => {
      const subject = await on(request)
      const { agreement } = await inForce(subject.id)
      if (returned.errors.length > 0) reply.code(422)
      return send(
        reply,
        <DialoguePage
          context={contextOf(request)}
          view={await viewOf(house, request, subject)}
          dialogue={await findDialogue(db, subject.id, dialogue)}
          agreement={agreement}
          mayManage={mayDo(request, 'manage a compact', subject)}
          today={today(house)}
          {...returned}
        />,
      )
    }

    http.get(
      '/compacts/:id/dialogues/:dialogue',
      { config: members, schema: { params: ByDialogue } },
      async (request, reply) => sendDialogue(request, reply, request.params.dialogue),
    )

    type DialogueWork = (
      trx: Parameters<typeof recordPoint>[0],
      change: Parameters<typeof recordPoint>[1],
      asked: { compact: string; dialogue: string; typed: Record<string, string>; chosen: string[] },
    ) => Promise<unknown>
    const dialogueWork: Record<string, DialogueWork> = {
      fix: (trx, change, { compact, dialogue, chosen }) =>
        fixIndicators(trx, change, { compact, dialogue, indicators: chosen }),
      freeze: (trx, change, { compact, dialogue }) =>
        freezeData(trx, change, {
          compact,
          dialogue,
          threshold: house.settings.fewestShown,
          paid: wiring.lastPayment,
        }),
      points: (trx, change, { compact, dialogue, typed }) =>
        recordPoint(trx, change, {
          compact,
          dialogue,
          indicator: typed.indicator || null,
          said: (typed.text ?? '').slice(0, 8000),
          decision: (typed.decision ?? '').slice(0, 8000),
        }),
      actions: (trx, change, { compact, dialogue, typed }) =>
        addAction(trx, change, {
          compact,
          dialogue,
          text: (typed.text ?? '').slice(0, 2000),
          party: typed.party ?? '',
          due: typed.day ?? '',
        }),
      close: (trx, change, { compact, dialogue }) => closeDialogue(trx, change, { compact, dialogue }),
    }
    for (const [form, work] of Object.entries(dialogueWork))
      http.post(
        `/compacts/:id/dialogues/:dialogue/${form}`,
        { config: managing, schema: { params: ByDialogue, body: Form } },
        async (request, reply) => {
          const { id, dialogue } = request.params as { id: string; dialogue: string }
          const typed = typedIn(request.body)
          const { indicators } = request.body as { indicators?: unknown }
          const chosen = [indicators].flat().filter((each) => typeof each === 'string')
          const terms = {
            after: `/compacts/${id}/dialogues/${dialogue}`,
            field: form === 'fix' ? 'indicators' : 'text',
            again: (errors: FieldError[]) => sendDialogue(request, reply, dialogue, { form, typed, errors }),
          }
          return acting(request, reply, terms, async (trx, change) => {
            await work(trx, change, { compact: id, dialogue, typed, chosen })
            return undefined
          })
        },
      )

    http.post(
      '/compacts/:id/dialogues/:dialogue/actions/:action/done',
      { config: managing, schema: { params: ByAction, body: Form } },
      async (request, reply) => {
        const { id, dialogue, action } = request.params
        const typed = typedIn(request.body)
        const terms = {
          after: `/compacts/${id}/dialogues/${dialogue}`,
          field: 'day',
          again: (errors: FieldError[]) =>
            sendDialogue(request, reply, dialogue, { form: action, typed, errors }),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await finishAction(trx, change, {
            compact: id,
            dialogue,
            action,
            doneOn: typed.day ?? '',
            note: (typed.note ?? '').slice(0, 2000),
          })
          return undefined
        })
      },
    )
  }
