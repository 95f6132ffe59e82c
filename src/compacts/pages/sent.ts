import { createHash } from 'node:crypto'
import { Fault } from '../../house/errors.ts'
import { canonicalJson } from '../../house/history/canonical.ts'
import type { Asker, CompactSubject } from '../../people/policy/actions.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import { mayDo } from '../desk.ts'
import { CompactFault } from '../faults.ts'
import type { Typed } from '../forms/field.ts'
import type { CompactTab } from './compact-tabs.tsx'

/** Which pages of the strip somebody may open. */
export function tabsFor(asker: Asker, subject: CompactSubject): Partial<Record<CompactTab, boolean>> {
  const reads = mayDo(asker, 'read a compact', subject)
  const drafts = mayDo(asker, 'read a draft', subject)
  return {
    compact: reads,
    versions: reads,
    steps: reads,
    risks: reads,
    results: reads,
    money: reads,
    conditions: reads,
    ledger: reads,
    draft: drafts,
    parties: drafts,
    documents: drafts,
    comments: drafts,
    review: drafts,
    signing: drafts,
    dialogues: drafts,
  }
}

/** What was typed in a form. Boxes that were ticked several times over are one text, `a b c`. */
export function typedIn(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      if (typeof value === 'string') return [[name, value]]
      if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
        return [[name, value.join(' ')]]
      return []
    }),
  )
}

/** The fields of one of several forms on a page, whose names begin with its own. */
export function typedOf(body: unknown): { form: string; typed: Typed } {
  const all = typedIn(body)
  const form = all.form ?? ''
  const typed: Typed = {}
  for (const [name, value] of Object.entries(all)) {
    if (name.startsWith(`${form}.`)) typed[name.slice(form.length + 1)] = value
    else if (!(name in typed)) typed[name] = value
  }
  return { form, typed }
}

/** What a form was made from: the same for the same value, in whatever order its names stand. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(value ?? null))
    .digest('hex')
    .slice(0, 32)

/** What stands in the way, at a field of a small form; any other fault is thrown on. */
export function errorsAt(error: unknown, field: string, language: Language): FieldError[] {
  if (!(error instanceof Fault) || (error.status !== 409 && error.status !== 422 && error.status !== 403))
    throw error
  if (!(error instanceof CompactFault)) throw error
  const told = error.in(language)
  return [
    {
      field,
      message: [told.message, ...told.details.flatMap(({ message, remedy }) => [message, remedy])]
        .filter((each) => each !== undefined && each !== '')
        .map((each) => (/[.!?]$/.test(each as string) ? each : `${each}.`))
        .join(' '),
    },
  ]
}

/** Where somebody goes after a change, if it is a page of this compact. */
export function backIn(typed: Typed, id: string, otherwise: string): string {
  const back = typed.back ?? ''
  return back.startsWith(`/compacts/${id}/`) && !/[\s\\]|\/\//.test(back) ? back : otherwise
}
