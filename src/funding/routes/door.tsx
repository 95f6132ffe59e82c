import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { CompactAction } from '../../compacts/desk.ts'
import { compactSubject } from '../../compacts/store.ts'
import { field } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { formActs } from '../../monitoring/form-acts.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { compactIn, errorsIn, moneyChange } from '../desk.ts'
import type { Typed } from '../pages/entry-form-page.tsx'

type Assets = { css: string[]; js: string[] }

/** What the pages of this room share: who may, how a page goes out, how a form is taken. */
export type Door = ReturnType<typeof fundingDoor>

export function fundingDoor(house: House, assets: Assets) {
  const { db } = house
  const on = (request: FastifyRequest) => compactSubject(db, compactIn(request))
  const reading = { may: 'read a compact', on } as const
  const inside = { may: 'read a draft', on } as const
  const entering = { may: 'enter money', on } as const
  const releasing = { may: 'release money', on } as const
  const waiving = { may: 'waive conditions', on } as const

  const contextOf = (request: FastifyRequest): PageContext => ({
    language: request.language,
    path: request.url,
    assets,
    sources: [],
  })
  const send = (reply: FastifyReply, page: ReactElement) => reply.html(renderPage(page))
  const typedIn = (request: FastifyRequest, names: readonly string[]): Typed =>
    Object.fromEntries(names.map((name) => [name, field(request.body, name).trim()]))

  /**
   * `action` is what the policy calls it, `fields` those of the form, of which `field` takes what names no
   * other; `preferred` is the organisation it is done for, if the person stands for it.
   */
  type Terms = { action: CompactAction; fields: readonly string[]; field: string; preferred?: string | null }
  const acting = formActs<Terms>({
    change: (request, { action, preferred = null }, work) =>
      moneyChange(house, request, action, work, { preferred }),
    errorsOf: (error, { fields, field }, language) => errorsIn(error, fields, field, language),
  })

  return { house, db, reading, inside, entering, releasing, waiving, contextOf, send, typedIn, acting }
}
