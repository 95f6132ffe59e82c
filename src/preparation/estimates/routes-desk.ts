import type { FastifyRequest } from 'fastify'
import type { Db } from '../../house/database.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { Subject } from '../../people/policy/actions.ts'
import { mayRun } from '../studies/desk.ts'
import { EstimateFault } from './faults.ts'
import { type EstimateRow, findEstimate } from './store.ts'

/** The id in an address; what is none is that of no estimate. */
export function estimateIdIn(params: unknown): string {
  const { id } = params as { id?: unknown }
  if (!isUuid(id)) throw new EstimateFault('no estimate')
  return id
}

/**
 * An estimate for who asks: public ones for everybody, others for who may run studies in the country, to whom the
 * whole is shown. For anybody else it is not there. Throws Fault 404.
 */
export async function estimateFor(
  db: Db,
  { person }: Pick<FastifyRequest, 'person'>,
  id: string,
): Promise<{ row: EstimateRow; whole: boolean }> {
  const row = await findEstimate(db, id)
  const whole = mayRun(person, row.country)
  if (!whole && !row.public) throw new EstimateFault('no estimate')
  return { row, whole }
}

/** The country of an estimate’s study, for `on` of a route. */
export const estimateOn =
  (db: Db) =>
  async ({ params }: FastifyRequest): Promise<Subject> => {
    const row = await db
      .selectFrom('estimates')
      .innerJoin('studies', 'studies.id', 'estimates.study_id')
      .select('studies.country')
      .where('estimates.id', '=', estimateIdIn(params))
      .executeTakeFirst()
    if (row === undefined) throw new EstimateFault('no estimate')
    return { kind: 'country', id: row.country }
  }
