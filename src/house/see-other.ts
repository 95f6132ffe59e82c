import type { FastifyReply, FastifyRequest } from 'fastify'
import { pathIn } from '../ui/language.ts'

/**
 * Leads to another page after a change, in the language of the address: 303, so that the
 * browser asks for that page and loading it again sends nothing twice. `path` is one of
 * this house, without a language: `/organisations`.
 */
export function seeOther(reply: FastifyReply, { language }: FastifyRequest, path: string): FastifyReply {
  return reply.redirect(pathIn(language, path), 303)
}
