import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepDocument } from '../../house/documents/store.ts'
import { uploadIn } from '../../house/documents/uploads.ts'
import { field } from '../../house/form-fields.ts'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { compareImport, readImport } from '../csv.ts'
import { changeToEnter, moneyView } from '../desk.ts'
import { assertForeseen } from '../foreseen.ts'
import { atLine, linesRefused, textOf } from '../forms.ts'
import { enterMoney } from '../ledger.ts'
import { ImportPage } from '../pages/entry-form-page.tsx'
import { rehearsed } from '../rehearsal.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, Form } from './shapes.ts'

/** Entries out of a file, shown before they are entered. */
export const importRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, entering, contextOf, send, acting } = door

    const sendImport = async (
      request: FastifyRequest,
      reply: FastifyReply,
      text: string,
      plan: Parameters<typeof ImportPage>[0]['plan'],
      all = false,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return send(
        reply,
        <ImportPage
          context={contextOf(request)}
          view={await moneyView(db, request)}
          text={text}
          plan={plan}
          all={all}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/:id/ledger/import',
      { config: entering, schema: { params: ById } },
      async (request, reply) => sendImport(request, reply, '', null),
    )

    http.post(
      '/compacts/:id/ledger/import',
      // What cannot be seen is told with its line and column.
      { config: { ...entering, looksAtCharacters: true }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const { language } = request
        const say = speak(words, language)
        const upload = uploadIn(request.body, 'file')
        const text = upload === null ? field(request.body, 'text') : textOf(upload.bytes)
        if (text === null)
          return sendImport(request, reply, '', null, false, [
            { field: 'file', message: say('import.file fault') },
          ])
        if (text.trim() === '')
          return sendImport(request, reply, '', null, false, [
            { field: 'file', message: say('import.none fault') },
          ])
        const all = field(request.body, 'all') === 'yes'
        const compared = await compareImport(db, id, readImport(text))
        const readable = compared.faults.length === 0 && compared.rows.every(({ is }) => is !== 'wrong')
        const plan = readable
          ? await rehearsed(db, await changeToEnter(house, request), id, compared, all)
          : compared
        const wrong = plan.faults.length > 0 || plan.rows.some(({ is }) => is === 'wrong')
        const same = plan.rows.filter(({ is }) => is === 'same').length
        // Nothing is left out that was not looked at, and nothing is done that would enter nothing.
        const seen = field(request.body, 'same') === String(same)
        const nothing = !plan.rows.some(({ is }) => is === 'new' || (is === 'same' && all))
        if (field(request.body, 'step') !== 'enter' || wrong || nothing || (same > 0 && !seen))
          return sendImport(request, reply, text, plan, all, linesRefused(plan, language))
        const terms = {
          action: 'enter money' as const,
          fields: [],
          field: 'text',
          after: `/compacts/${id}/ledger/waiting`,
          again: (errors: FieldError[]) => sendImport(request, reply, text, plan, all, errors),
        }
        return acting(request, reply, terms, async (trx, change) => {
          // Looked at anew: what somebody entered since is there already.
          const now = await compareImport(trx, id, readImport(text))
          // Each row says which file it came from, as it stood when it was entered.
          const { hash } = await keepDocument(
            trx,
            change,
            { name: upload?.name ?? `${today(house)}.csv`, bytes: Buffer.from(text) },
            { compact: id, place: 'ledger', organisation: change.standsFor[0] ?? null },
          )
          for (const row of now.rows)
            if ((row.is === 'new' || (row.is === 'same' && all)) && row.values !== null)
              try {
                await assertForeseen(trx, id, row.values, change.standsFor[0] ?? null)
                await enterMoney(trx, change, id, row.values, hash)
              } catch (error) {
                throw atLine(error, row.line)
              }
          return undefined
        })
      },
    )
  }
