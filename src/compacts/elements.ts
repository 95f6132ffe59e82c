import { type Agreement, entryConditions } from './agreement.ts'

/** One element of the document that has a key. */
export type Element = {
  /** The list it stands in: `objectives`, `plan/lines`, `tranches/first/conditions`. */
  collection: string
  key: string
  /** Its path: `objectives/lake-fishing`. */
  place: string
  value: unknown
}

/**
 * Every element with a key. Conditions share one space of keys over all tranches, since
 * what is determined about one is found by its key alone.
 */
export function* elementsOf(agreement: Agreement): Generator<Element> {
  const lists = [
    ['parties', agreement.parties],
    ['objectives', agreement.objectives],
    ['responsibilities', agreement.responsibilities],
    ['initiatives', agreement.initiatives],
    ['indicators', agreement.indicators],
    ['benchmarks', agreement.benchmarks],
    ['plan/years', agreement.plan.years],
    ['plan/contributions', agreement.plan.contributions],
    ['plan/lines', agreement.plan.lines],
    ['tranches', agreement.tranches],
    ['entry', entryConditions(agreement)],
    ['sustainability', agreement.sustainability],
    ['risks', agreement.risks],
    ['documents', agreement.documents],
  ] as const
  for (const [collection, list] of lists)
    for (const value of list) yield { collection, key: value.key, place: `${collection}/${value.key}`, value }
  for (const tranche of agreement.tranches)
    for (const value of tranche.conditions)
      yield {
        collection: 'conditions',
        key: value.key,
        place: `tranches/${tranche.key}/conditions/${value.key}`,
        value,
      }
}

/** What the document has at a path; undefined where there is nothing. */
export function atPlace(text: object, place: string): unknown {
  let here: unknown = text
  for (const step of place.split('/')) {
    if (Array.isArray(here))
      here = here.find(
        (item) => typeof item === 'object' && item !== null && 'key' in item && item.key === step,
      )
    else if (typeof here === 'object' && here !== null && Object.hasOwn(here, step))
      here = (here as Record<string, unknown>)[step]
    else return undefined
  }
  return here
}

/** Whether the document has something at a path, such as `objectives/lake-fishing/text` or `sections/A`. */
export const hasPlace = (agreement: Agreement, place: string): boolean =>
  atPlace(agreement, place) !== undefined
