import type { Inputs } from '../schema.ts'

/**
 * What was known on the day, and nothing else. `gatherInputs` keeps series, lists and counts to
 * the day; what it gives besides for a reader of today is taken away here: tiers of later reports,
 * statements on a status made after the day, and proposals.
 */
export function asKnownThen(inputs: Inputs): Inputs {
  const { asOf } = inputs
  if (asOf === null) throw new RangeError('a table of one’s own has no day')
  return {
    ...inputs,
    lacking: inputs.lacking.map(({ unit, before }) => ({ unit, before, after: null })),
    statuses: Object.fromEntries(
      Object.entries(inputs.statuses).map(([dataset, byUnit]) => [
        dataset,
        Object.fromEntries(
          Object.entries(byUnit).map(([unit, evidence]) => [
            unit,
            evidence.filter(({ from }) => from <= asOf),
          ]),
        ),
      ]),
    ),
    proposals: [],
  }
}

/** Everything in it that came out after the day, by name: nothing, when nobody could have looked ahead. */
export function laterThanTheDay(inputs: Inputs): string[] {
  const day = inputs.asOf ?? ''
  const found: string[] = []
  // The year of a count is that of the table it is taken from; its facts are each dated by the day.
  const undated = Object.entries(inputs.counts).map(
    ([name, byUnit]) =>
      [
        name,
        Object.fromEntries(Object.entries(byUnit).map(([unit, cell]) => [unit, { ...cell, year: null }])),
      ] as const,
  )
  const cells = { ...inputs.newest, ...inputs.earlier, ...Object.fromEntries(undated) }
  for (const [name, byUnit] of Object.entries(cells))
    for (const [unit, { published, year }] of Object.entries(byUnit))
      if ((published !== null && published > day) || (year !== null && String(year) > day.slice(0, 4)))
        found.push(`${name} ${unit} ${published ?? year}`)
  for (const [name, issue] of Object.entries(inputs.lists))
    if (issue !== null && issue.published > day) found.push(`${name} ${issue.published}`)
  for (const [name, byUnit] of Object.entries(inputs.statuses))
    for (const [unit, evidence] of Object.entries(byUnit))
      for (const { from } of evidence) if (from > day) found.push(`${name} ${unit} ${from}`)
  for (const { unit, after } of inputs.lacking) if (after !== null) found.push(`rated later ${unit}`)
  if (inputs.universeIssue?.published != null && inputs.universeIssue.published > day)
    found.push(`universe ${inputs.universeIssue.published}`)
  return found
}
