import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { words } from './words.ts'

/* What the doors of this room that answer with pages share. */

export type Assets = { css: string[]; js: string[] }

/** A form as it was sent: what stands in it is read by `forms.ts`. */
export const Form = Type.Record(Type.String(), Type.Unknown())

/** What every page of this room is given, by the request that asks for it. */
export function pageContextOf(assets: Assets): (request: FastifyRequest) => PageContext {
  return ({ language, url }) => ({ language, path: url, assets, sources: [] })
}

/** The words of this room, in the language of the address. */
export function sayTo({ language }: FastifyRequest) {
  return speak(words, language)
}
