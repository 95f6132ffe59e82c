import type { FastifyRequest } from 'fastify'
import { speak } from '../../ui/language.ts'
import type { Agreement, agreementParts } from '../agreement.ts'
import { changeCompact, idIn } from '../desk.ts'
import { CompactFault } from '../faults.ts'
import type { FormContext, Typed } from '../forms/field.ts'
import { keysIn } from '../forms/parts.ts'
import { digestOf } from '../pages/sent.ts'
import { draftOf, saveDraftPart, versionOf, versionsOf } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'

/** Somebody saved the same place since the form was made. */
export class Meanwhile extends Error {}

/** What a form of the draft is made from: the text, what was typed, and the reader’s words. */
export const formContext = (
  request: FastifyRequest,
  agreement: Agreement,
  typed: Typed,
  amends = false,
): FormContext => ({
  say: speak(words, request.language),
  language: request.language,
  agreement,
  typed,
  amends,
})

/** How what was typed is put into the draft: the same for a form and for lines of the plan. */
export function keepers({ house, db }: Pick<Door, 'house' | 'db'>) {
  /** Keys that stand or stood in any text of a compact. */
  async function takenKeys(id: string, agreement: Agreement): Promise<Set<string>> {
    const taken = keysIn(agreement)
    for (const { number } of await versionsOf(db, id))
      for (const key of keysIn((await versionOf(db, id, number)).agreement)) taken.add(key)
    return taken
  }

  /**
   * Saves what a form changes. Others may have saved elsewhere in the same part since: what is
   * typed is put into the text as it stands now, unless what the form shows has itself changed.
   */
  async function saveThrough(
    request: FastifyRequest,
    seen: string | null,
    part: (typeof agreementParts)[number],
    holds: (agreement: Agreement) => unknown,
    change: (agreement: Agreement) => Agreement,
    location: string,
  ) {
    return changeCompact(house, request, async (trx, by) => {
      const id = idIn(request.params)
      const now = await draftOf(trx, id)
      if (now === null) throw new CompactFault('no draft')
      if (seen !== null && digestOf(holds(now.agreement)) !== seen) throw new Meanwhile()
      const next = change(now.agreement)
      await saveDraftPart(trx, by, { compact: id, part, base: now.revision, value: next[part] })
      return { status: 303, location: `/compacts/${id}${location}` }
    })
  }
  return { takenKeys, saveThrough }
}
