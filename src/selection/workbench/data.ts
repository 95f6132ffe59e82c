import type { Text } from '../../indicators/schema.ts'
import { capital, type Language, pathIn } from '../../ui/language.ts'
import { leavesOf, readingName } from '../criteria.ts'
import { doubtOf } from '../robustness/model.ts'
import type { Gate, Inputs, Methodology } from '../schema.ts'
import { codeName, textIn, unitName } from '../sentences.ts'
import type { Assessment, AssessmentCard } from '../store.ts'
import { type BenchData, inOneLanguage } from './bench-data.ts'
import type { Choices } from './choices.ts'
import type { ReadLink } from './link.ts'
import { pack } from './packed.ts'
import type { CodesOfGates, FormFault } from './read-choices.ts'

/** More runs than this keep nobody waiting in a browser; the page on how sure it is makes the full number. */
const mostRuns = 2000

/** The document as the workbench moves it: the list is as long as the assessment’s was. */
export function benchMethodology(
  methodology: Methodology,
  { shortlistSize }: { shortlistSize: number },
): Methodology {
  return { ...methodology, shortlist: { ...methodology.shortlist, size: shortlistSize } }
}

/** Codes and statuses that could pass each gate: those that are known of a country, and those the document names. */
export function codesOfGates(methodology: Methodology, inputs: Inputs): CodesOfGates {
  return Object.fromEntries(methodology.gates.map((gate) => [gate.id, codesOf(gate, inputs)]))
}

function codesOf(gate: Gate, inputs: Inputs): string[] {
  if ('list' in gate) return []
  if ('status' in gate) return [...gate.passes, ...gate.fails, ...(gate.undecided ?? [])]
  if (!gate.oneOf) return []
  const found = Object.values(inputs.newest[gate.series] ?? {}).flatMap(({ code }) =>
    code === null ? [] : [code],
  )
  return [...new Set([...gate.oneOf, ...found])].sort()
}

/** Kept assessments of one version, one for each day, the newest day first; of a day’s several the one asked about, else the latest made. */
export function daysOf(
  cards: readonly AssessmentCard[],
  { id, methodology, version, asOf }: Assessment,
): { day: string; id: string }[] {
  const days = new Map<string, string>([[asOf, id]])
  for (const card of cards)
    if (card.methodology === methodology && card.version === version && !days.has(card.asOf))
      days.set(card.asOf, card.id)
  return [...days].map(([day, id]) => ({ day, id })).sort((a, b) => (a.day < b.day ? 1 : -1))
}

/** All that the workbench of an assessment is drawn from. */
export function benchData(
  language: Language,
  {
    assessment,
    methodology,
    days,
    choices,
    faults,
    otherDay,
    link,
    titles,
  }: {
    assessment: Assessment
    /** As `benchMethodology` gives it. */
    methodology: Methodology
    days: { day: string; id: string }[]
    choices: Choices
    faults: FormFault[]
    otherDay: { day: string; inputs: Inputs } | null
    link: ReadLink
    /** Titles of series by their ids. */
    titles: ReadonlyMap<string, Text>
  },
): BenchData {
  const { inputs, result } = assessment
  const codes = codesOfGates(methodology, inputs)
  const named = (series: string, code: string) => capital(language, codeName(language, series, code))
  const doubts = methodology.robustness !== undefined || methodology.doubt?.measurement === true
  const address = pathIn(language, `/assessments/${assessment.id}`)
  return {
    methodology: inOneLanguage(methodology, language),
    inputs: pack(inputs),
    seed: assessment.seed,
    asOf: assessment.asOf,
    replicates:
      doubts && methodology.criteria ? Math.min(mostRuns, doubtOf(methodology).replications ?? mostRuns) : 0,
    saved: result.units.map(({ unit, standing, rank, score }) => ({ unit, standing, rank, score })),
    names: Object.fromEntries(inputs.units.map((unit) => [unit, unitName(language, unit)])),
    codes: {
      gates: Object.fromEntries(
        methodology.gates.map((gate) => [
          gate.id,
          (codes[gate.id] ?? []).map((code) => ({
            code,
            name: named('series' in gate ? gate.series : 'status' in gate ? gate.status : gate.list, code),
          })),
        ]),
      ),
      leaves: Object.fromEntries(
        leavesOf(methodology.criteria).flatMap(({ id, value, read }) =>
          value && 'codes' in value && read && 'series' in read
            ? [
                [
                  id,
                  Object.fromEntries(
                    Object.keys(value.codes).map((code) => [code, named(read.series, code)]),
                  ),
                ],
              ]
            : [],
        ),
      ),
    },
    axes: Object.fromEntries(
      leavesOf(methodology.criteria).flatMap(({ id, read }) => {
        const title = read === undefined ? undefined : titles.get(readingName(read))
        return title ? [[id, textIn(language, title)]] : []
      }),
    ),
    days: days.map(({ day, id }) => ({ day, address: `/api/v1/assessments/${id}` })),
    choices,
    faults,
    link,
    otherDay: otherDay === null ? null : { day: otherDay.day, inputs: pack(otherDay.inputs) },
    addresses: {
      bench: `${address}/workbench`,
      version: `${address}/workbench/version`,
      assessment: address,
    },
  }
}
