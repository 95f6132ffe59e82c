import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Change, Trx } from '../compacts/change.ts'
import { Fault } from '../house/errors.ts'
import { seeOther } from '../house/see-other.ts'
import type { FieldError } from '../ui/form.tsx'
import type { Language } from '../ui/language.ts'

/** How a room makes one change, and how it says a refusal at the fields of a form. */
export type FormRoom<Terms> = {
  change: (
    request: FastifyRequest,
    terms: Terms,
    work: (trx: Trx, change: Change) => Promise<{ status: number; location: string }>,
  ) => Promise<{ location: string | null }>
  /** Throws on what is no refusal of this form. */
  errorsOf: (error: unknown, terms: Terms, language: Language) => FieldError[]
}

export type FormTerms = {
  /** The page that shows what was done, without a language: `/compacts/…/awards`. */
  after: string
  /** Draws the form again with what was typed. */
  again: (errors: FieldError[], status: number) => unknown
}

/**
 * A form as it is sent: one change, once for its key, then on to the page that shows it (303), which is
 * `after` unless the work names another. What refuses the change goes back into the form, each
 * refusal at its field, under the status of the refusal.
 */
export function formActs<Terms>({ change, errorsOf }: FormRoom<Terms>) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    terms: Terms & FormTerms,
    work: (trx: Trx, change: Change) => Promise<string | undefined>,
  ) => {
    const { after, again } = terms
    try {
      const { location } = await change(request, terms, async (trx, made) => ({
        status: 303,
        location: (await work(trx, made)) ?? after,
      }))
      return seeOther(reply, request, location ?? after)
    } catch (error) {
      const errors = errorsOf(error, terms, request.language)
      return again(errors, error instanceof Fault ? error.status : 422)
    }
  }
}
