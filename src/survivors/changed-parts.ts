import { type Agreement, type AgreementPart, agreementParts } from '../compacts/agreement.ts'
import { canonicalJson } from '../house/history/canonical.ts'

/**
 * Which parts of a text are not as they were reviewed. A change that an objection asked for counts
 * like any other: whether it says what was asked for is for those to tell who asked.
 */
export function changedParts(reviewed: Agreement, now: Agreement): AgreementPart[] {
  return agreementParts.filter(
    (part) => canonicalJson(reviewed[part] ?? null) !== canonicalJson(now[part] ?? null),
  )
}
