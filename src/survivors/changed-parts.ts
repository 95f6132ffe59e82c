import { type Agreement, type AgreementPart, agreementParts } from '../compacts/agreement.ts'
import { canonicalJson } from '../house/history/canonical.ts'

/**
 * Which parts of a text changed since it was reviewed. What answers an objection is left out,
 * by the element it was about: to take an objection up must not make the review void. The rest
 * of the same part still counts.
 */
export function changedParts(
  reviewed: Agreement,
  now: Agreement,
  answered: readonly string[],
): AgreementPart[] {
  const excused = answered.map(elementOf)
  const before = without(reviewed, excused)
  const after = without(now, excused)
  return agreementParts.filter(
    (part) => canonicalJson(before[part] ?? null) !== canonicalJson(after[part] ?? null),
  )
}

/** The element a path leads to, without what stands inside it: `objectives/lake` of `objectives/lake/text`. */
function elementOf(place: string): string[] {
  const steps = place.split('/')
  // Lists inside a part: plan/lines/…, tranches/…/conditions/…; sections/A and plan/oversight are no lists.
  if (steps[0] === 'plan') return steps.slice(0, 3)
  if (steps[0] === 'tranches' && steps[2] === 'conditions') return steps.slice(0, 4)
  return steps.slice(0, 2)
}

/** A copy in which these elements are not there. */
function without(agreement: Agreement, places: readonly string[][]): Record<string, unknown> {
  let copy: unknown = agreement
  for (const place of places) copy = removed(copy, place)
  return copy as Record<string, unknown>
}

function removed(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return null
  if (Array.isArray(value))
    return value.flatMap((item) => {
      if (keyOf(item) !== step) return [item]
      return rest.length === 0 ? [] : [removed(item, rest)]
    })
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value
  return { ...value, [step]: rest.length === 0 ? null : removed(Reflect.get(value, step), rest) }
}

function keyOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined
}
