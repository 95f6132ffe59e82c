import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { changeCompact } from '../../compacts/desk.ts'
import { agreementInForce } from '../../compacts/store.ts'
import type { House } from '../../house/house.ts'
import type { CompactSubject } from '../../people/policy/actions.ts'
import type { FieldError } from '../../ui/form.tsx'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { textFor } from '../asked.ts'
import { errorsFrom, type MonitoringWiring, mayDo, onCompact } from '../desk.ts'
import { MonitoringFault } from '../faults.ts'
import { formActs } from '../form-acts.ts'
import type { ReportKey } from '../store.ts'

type Assets = { css: string[]; js: string[] }

/** What the pages of this room share: who may, how a page goes out, how a form is taken. */
export type Door = ReturnType<typeof monitoringDoor>

export function monitoringDoor(house: House, assets: Assets, wiring: MonitoringWiring) {
  const { db } = house
  const on = onCompact(house)
  const reading = { may: 'read a compact', on } as const
  const members = { may: 'read a draft', on } as const
  const reporting = { may: 'report results', on } as const
  const verifying = { may: 'verify results', on } as const
  const managing = { may: 'manage a compact', on } as const

  const contextOf = (request: FastifyRequest): PageContext => ({
    language: request.language,
    path: request.url,
    assets,
    sources: [],
  })
  const send = (reply: FastifyReply, page: ReactElement) => reply.html(renderPage(page))
  const inForce = async (id: string) => {
    const found = await agreementInForce(db, id)
    if (found === null) throw new MonitoringFault('not in force')
    return found
  }
  /** The text a report goes by. */
  const inForceFor = async (key: ReportKey) => {
    const found = await textFor(db, key, wiring.lastPayment)
    if (found === null) throw new MonitoringFault('not in force')
    return found
  }
  const isMember = (request: FastifyRequest, subject: CompactSubject) =>
    mayDo(request, 'read a draft', subject)

  /** `field` takes what names no other; `told` says a refusal that a form says in its own way. */
  type Terms = { field: string; told?: (error: unknown) => FieldError[] | null }
  const acting = formActs<Terms>({
    change: (request, _, work) => changeCompact(house, request, work),
    errorsOf: (error, { field, told }, language) => told?.(error) ?? errorsFrom(error, language, field),
  })

  return {
    house,
    db,
    wiring,
    on,
    reading,
    members,
    reporting,
    verifying,
    managing,
    contextOf,
    send,
    inForce,
    inForceFor,
    isMember,
    acting,
  }
}
