/*
 * How many people signed: a pure function of the rows under a stated rule. What is shown, what is kept as a tally and
 * what a recount finds all come from here.
 *
 * A campaign may put several letters to several offices. Each letter counts whoever signed it, by the rule; the count of
 * the campaign is one of people, so that whoever signed two of its letters counts once there.
 */

/**
 * `strict`: one signature for each e-mail address, and one for each name in a postal area.
 * `household`: as strict, but two people of different names may share one e-mail address where they live in one
 * postal area, as couples on one mailbox do.
 */
export type Policy = 'strict' | 'household'
export const policies = ['strict', 'household'] as const

/** How many may share an e-mail address under the household rule. */
export const HOUSEHOLD = 2

export type SignatureState = 'pending' | 'validated' | 'invalidated'
export const invalidReasons = ['bounced', 'fraud', 'bulk', 'withdrawn'] as const
export type InvalidReason = (typeof invalidReasons)[number]

/** What the rule looks at. Keys are digests; null where the signature has no such thing or its person was erased. */
export type CountedRow = {
  id: string
  state: SignatureState
  reason: InvalidReason | null
  /** When it was confirmed, or checked on paper: the earlier one counts. Milliseconds. */
  confirmedAt: number | null
  emailKey: string | null
  personKey: string | null
  postalKey: string | null
  /** The letter that was signed. */
  ask: string
  /**
   * As it was judged when its person was erased, or when what was remembered of the erased went: it stays so and is
   * compared with nothing.
   */
  fixed: Judgements | null
}

/** Why a signature does not count. */
export const refusals = [
  'not-confirmed',
  'same-email',
  'same-person',
  'household-full',
  'counted-before',
  'other-letter',
  ...invalidReasons,
] as const
export type Refusal = (typeof refusals)[number]

export type Verdict = 'counts' | Refusal

/** Whether a signature counts for its letter, and whether it counts a person more for the campaign. */
export type Judgement = { letter: Verdict; person: Verdict }
export type Judgements = Record<Policy, Judgement>

/**
 * How many of somebody erased counted, by digests of what they were compared by (`remembered.ts`); in one letter, or in
 * the whole campaign (null).
 */
export type Remembered = (policy: Policy, letter: string | null, what: Compared, key: string) => number
export const compared = ['person', 'e-mail', 'household'] as const
export type Compared = (typeof compared)[number]

/** An address within a postal area, as it is remembered. */
export const householdOf = (emailKey: string, postalKey: string | null): string =>
  `${emailKey}\n${postalKey ?? ''}`

const nobody: Remembered = () => 0

/** Each of these signatures under a policy, for its letter and for the count of people. */
export function judge(
  rows: readonly CountedRow[],
  policy: Policy,
  remembered: Remembered = nobody,
): Map<string, Judgement> {
  const byLetter = new Map<string, CountedRow[]>()
  for (const row of rows) {
    const signed = byLetter.get(row.ask)
    if (signed === undefined) byLetter.set(row.ask, [row])
    else signed.push(row)
  }
  const ofLetter = new Map(
    [...byLetter].flatMap(([ask, signed]) => [...judged(signed, policy, ask, remembered)]),
  )
  const people = judged(rows, policy, null, remembered)
  return new Map(
    rows.map(({ id }) => {
      const letter = ofLetter.get(id) ?? 'not-confirmed'
      const person = people.get(id) ?? 'not-confirmed'
      const elsewhere = letter === 'counts' && person !== 'counts'
      return [id, { letter, person: elsewhere ? 'other-letter' : person }]
    }),
  )
}

/**
 * Which of these signatures count a person, each with its reason when it does not. The order of the rows does not matter:
 * the one confirmed first counts, and of two at the same instant the one with the smaller id.
 */
export const verdicts = (
  rows: readonly CountedRow[],
  policy: Policy,
  remembered: Remembered = nobody,
): Map<string, Verdict> =>
  new Map([...judge(rows, policy, remembered)].map(([id, { person }]) => [id, person]))

function judged(
  rows: readonly CountedRow[],
  policy: Policy,
  letter: string | null,
  remembered: Remembered,
): Map<string, Verdict> {
  const answer = new Map<string, Verdict>()
  const people = new Set<string>()
  const byEmail = new Map<string, { postalKey: string | null }[]>()
  for (const row of inOrder(rows)) {
    const verdict = of(row)
    answer.set(row.id, verdict)
    if (verdict !== 'counts') continue
    if (row.personKey !== null) people.add(row.personKey)
    if (row.emailKey !== null) byEmail.set(row.emailKey, [...(byEmail.get(row.emailKey) ?? []), row])
  }
  return answer

  function of(row: CountedRow): Verdict {
    if (row.state === 'invalidated') return row.reason ?? 'fraud'
    if (row.state === 'pending' || row.confirmedAt === null) return 'not-confirmed'
    if (row.fixed !== null) return row.fixed[policy][letter === null ? 'person' : 'letter']
    if (row.personKey !== null) {
      if (people.has(row.personKey)) return 'same-person'
      if (remembered(policy, letter, 'person', row.personKey) > 0) return 'counted-before'
    }
    if (row.emailKey === null) return 'counts'
    const sharing = byEmail.get(row.emailKey) ?? []
    const gone = remembered(policy, letter, 'e-mail', row.emailKey)
    if (sharing.length + gone === 0) return 'counts'
    const [taken, full] =
      sharing.length === 0
        ? (['counted-before', 'counted-before'] as const)
        : (['same-email', 'household-full'] as const)
    if (policy === 'strict') return taken
    if (sharing.length + gone >= HOUSEHOLD) return full
    const { postalKey } = row
    const oneArea =
      postalKey !== null &&
      sharing.every((other) => other.postalKey === postalKey) &&
      remembered(policy, letter, 'household', householdOf(row.emailKey, postalKey)) === gone
    return oneArea ? 'counts' : taken
  }
}

/** How many count, and how many do not, by reason. */
export function counted(rows: readonly CountedRow[], policy: Policy): { counted: number; refused: Refused } {
  const refused: Refused = {}
  let sum = 0
  for (const verdict of verdicts(rows, policy).values())
    if (verdict === 'counts') sum += 1
    else refused[verdict] = (refused[verdict] ?? 0) + 1
  return { counted: sum, refused }
}

export type Refused = Partial<Record<Refusal, number>>

function inOrder(rows: readonly CountedRow[]): CountedRow[] {
  return rows.toSorted(
    (a, b) =>
      (a.confirmedAt ?? Number.POSITIVE_INFINITY) - (b.confirmedAt ?? Number.POSITIVE_INFINITY) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
}
