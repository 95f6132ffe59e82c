import type { FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import type { House } from '../../house/house.ts'
import type { Legislator } from './store.ts'

/** Whose page it is, and who asks for it. */
export type OfLegislator = { house: House; request: FastifyRequest; legislator: Legislator }

/** A section that another part shows on the page of a legislator, with its heading; null where it has nothing to tell. */
export type LegislatorPanel = (of: OfLegislator) => Promise<ReactNode>
