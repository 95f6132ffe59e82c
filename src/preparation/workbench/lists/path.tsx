import { SPECIFICATIONS, type SpecificationLabel } from '../../../estimators/lists/specification-labels.ts'
import { type Language, speak } from '../../../ui/language.ts'
import { estimateJson } from '../../estimate-json.ts'
import { withoutOtherResamples } from '../../estimates/without-resamples.ts'
import { labelledEstimates } from '../../labelled-estimates.ts'
import { shownInterval } from '../../pictures/shown.ts'
import { words } from '../../words.ts'
import type { Path, Row } from '../path.ts'
import type { Sheet, SheetColumn } from '../sheet.ts'
import { Ask } from './ask.tsx'
import { australia, entries, unitedKingdom } from './examples.ts'
import {
  type ListsResult,
  type ListsSettings,
  type RowSettings,
  restsOnPrior,
  SLOT,
  wholeTyped,
} from './settings.ts'
import { Show } from './show.tsx'
import { listsWords } from './words.ts'

/**
 * In which order methods are offered; the lower bound and the one that is known to mislead come last. Those whose figure
 * lies below the lower bound, so that it is too low, come after those above it.
 */
const offered: readonly SpecificationLabel[] = [
  'stepwise-0.02',
  'bic-2',
  'bic-3',
  'averaged',
  'dga',
  'latent-class',
  'threshold',
  'stepwise-0.01',
  'stepwise-0.05',
  'independence',
  'chao',
]

/** Overlapping lists: how many are there whom no list has found? */
export const listsPath: Path<ListsSettings, ListsResult> = {
  slots(language) {
    const say = speak(listsWords, language)
    return [{ key: SLOT, name: say('slot.name'), hint: say('slot.hint') }]
  },

  examples(language) {
    const say = speak(listsWords, language)
    return [
      {
        key: 'uk',
        name: say('example.uk'),
        source: unitedKingdom.source,
        texts: { [SLOT]: unitedKingdom.csv },
      },
      {
        key: 'australia',
        name: say('example.australia'),
        source: australia.source,
        texts: { [SLOT]: australia.csv },
      },
      {
        key: 'entries',
        name: say('example.entries'),
        source: { text: say('example.entries.source') },
        texts: { [SLOT]: entries },
      },
    ]
  },

  begin(sheets) {
    const sheet = sheets[SLOT]
    return { ...guess(sheet), methods: [...SPECIFICATIONS], resamples: '1000', seed: '1' }
  },

  missing(sheets, settings, language) {
    const say = speak(listsWords, language)
    const lacking = missingOfRows(sheets[SLOT], settings, language)
    if (lacking !== null) return lacking
    if (settings.methods.length === 0) return say('missing.methods')
    if (
      wholeTyped(settings.resamples, 0, 1_000_000) === null ||
      wholeTyped(settings.seed, 0, Number.MAX_SAFE_INTEGER) === null
    )
      return say('missing.numbers')
    return null
  },

  Ask,
  Show,

  command({ form, resamples, seed }, sheets) {
    // The command reads a table of overlaps; from other forms that table is what is downloaded here.
    const file = form === 'overlap' ? (sheets[SLOT]?.file ?? 'table.csv') : 'overlap.csv'
    return `tp prevalence specification ${shellWord(file)} --boot ${resamples.trim()} --seed ${seed.trim()}`
  },

  choices({ specification }, _, language) {
    const say = speak(words, language)
    const bound = specification.rows.find(({ label }) => label === 'chao')?.estimate
    const tooLow = (label: SpecificationLabel) => {
      const estimate = specification.rows.find((each) => each.label === label)?.estimate
      return (
        label !== 'chao' &&
        bound?.status === 'ok' &&
        estimate?.status === 'ok' &&
        estimate.estimate < bound.estimate
      )
    }
    // Where the table bears none of the models without a prior, the bound says more than the prior does.
    const last = (label: SpecificationLabel) => tooLow(label) || restsOnPrior(label, specification)
    const order = [...offered.filter((label) => !last(label)), ...offered.filter(last)]
    return order.flatMap((label) => {
      const row = specification.rows.find((each) => each.label === label)
      return row === undefined
        ? []
        : [{ key: label, name: say(`specification.${label}`), estimate: row.estimate }]
    })
  },

  download({ specification, table }, _, language) {
    const labelled = labelledEstimates(specification)
    return {
      json: labelled.map(({ label, estimate, ...known }) => ({
        ...estimateJson(estimate, language, label),
        ...known,
      })),
      rows: [
        ['label', 'method', 'status', 'estimate', 'level', 'low', 'high', 'kind', 'seen'],
        ...labelled.map(({ label, estimate }) => {
          const interval = shownInterval(estimate)
          return [
            label,
            estimate.method,
            estimate.status,
            estimate.status === 'ok' ? estimate.estimate : null,
            interval?.level ?? null,
            interval?.low ?? null,
            interval?.high ?? null,
            interval?.kind ?? null,
            estimate.cases,
          ]
        }),
      ],
      more: [
        {
          name: speak(listsWords, language)('download.overlap'),
          file: 'overlap',
          rows: overlapRows(table),
        },
      ],
    }
  },

  kept: ({ specification }, _, chosen, why) =>
    withoutOtherResamples({
      design: 'lists',
      specification,
      chosen: chosen as SpecificationLabel,
      why,
    }),
  quantity: () => 'people',
  overlapTable: ({ table }) => table,
}

/** What is still to be said of what a row is, in words; null when nothing is. */
export function missingOfRows(
  sheet: Sheet | undefined,
  settings: RowSettings,
  language: Language,
): string | null {
  const say = speak(listsWords, language)
  const { form, lists, count, code, list } = settings
  const columns = columnsLeft(sheet)
  if (form === 'entries') {
    if (code === '' || list === '' || code === list) return say('missing.code')
  } else if (lists.length < 2 || lists.length > 10) return say('missing.lists')
  if (form === 'overlap' && (count === '' || lists.includes(count))) return say('missing.count')
  // Rows that differ in a list that is left out would be read as one combination, or as people on no list.
  const left = columns.find(
    (column) => isLikeList(column) && column.name !== count && !lists.includes(column.name),
  )
  if (form === 'overlap' && left !== undefined) return say('missing.left', { column: left.name })
  // A row of a combination is not one person, whatever its number of people looks like.
  const counts = form === 'people' ? countsAmong(sheet, lists, code) : null
  if (counts !== null) return say('missing.people', { column: counts.name })
  return null
}

/** What the columns suggest. Nothing is decided by it: the fields show it, and a person changes it. */
export function guess(sheet: Sheet | undefined): RowSettings {
  const columns = columnsLeft(sheet)
  const code = columns.find(({ identifying }) => identifying?.kind === 'code')?.name ?? ''
  const others = columns.filter(({ name }) => name !== code)
  const named = others.findLast(({ name, holds }) => saysCounts.test(name.trim()) && holds !== 'zero-or-one')
  const lists = others.filter((column) => column !== named && isLikeList(column)).map(({ name }) => name)
  const counts = countsAmong(sheet, lists, code)
  // Where the numbers of people begin with 0 and 1, they look like one more list.
  const last = others.at(-1)
  const shorter = last?.holds === 'whole' ? lists.filter((name) => name !== last.name) : lists
  const count = counts?.name ?? countsAmong(sheet, shorter, code)?.name ?? ''
  const isOne = lists.filter((name) => name !== count)
  if (isOne.length >= 2)
    return count === ''
      ? { form: 'people', lists, count, code, list: '' }
      : { form: 'overlap', lists: isOne, count, code: '', list: '' }
  const list = columns.find(({ few, name, holds }) => name !== code && holds === 'text' && few !== null)
  return { form: code === '' ? 'overlap' : 'entries', lists: [], count: '', code, list: list?.name ?? '' }
}

const columnsLeft = (sheet: Sheet | undefined) => (sheet?.columns ?? []).filter(({ struck }) => !struck)

/** Headings of numbers of people, in four languages. */
const saysCounts =
  /^(counts?|n|nb|freq(uency|uencies)?|number( of (people|persons|cases))?|people|persons|total|(nombre|n[uú]mero)( de (personnes|personas|pessoas|cas|casos))?|effectifs?|cantidad|quantidade|recuento|contagem|fr[eé]quence|frecuencia|frequ[eê]ncia|personnes|personas|pessoas|casos)$/i

/**
 * The column that looks like numbers of people by combination of lists: by its heading, or because it is the last, holds
 * numbers, and there are no more rows than combinations. Null where rows are linked by a code, or there is none.
 */
function countsAmong(sheet: Sheet | undefined, lists: readonly string[], code: string): SheetColumn | null {
  if (code !== '') return null
  const rest = columnsLeft(sheet).filter(({ name }) => !lists.includes(name))
  const named = rest.findLast(({ name, holds }) => saysCounts.test(name.trim()) && holds !== 'nothing')
  if (named !== undefined) return named
  const last = columnsLeft(sheet).at(-1)
  const noMoreRows = lists.length > 1 && (sheet?.rows ?? 0) <= 2 ** lists.length
  return noMoreRows && last !== undefined && rest.includes(last) && isOfNumbers(last) ? last : null
}

/** Numbers, or cells most of which are: “<10”, “1 000” or one word among them make no names of it. */
function isOfNumbers({ holds, few }: SheetColumn): boolean {
  const numbers = few?.filter((text) => /^[<>~+-]?\s?\d[\d.,\s]*$/.test(text)).length ?? 0
  return holds === 'whole' || holds === 'number' || numbers > (few?.length ?? 0) / 2
}

/** Whether a column holds who is on a list, be it with slips of the keyboard among it. */
function isLikeList({ holds, few }: SheetColumn): boolean {
  return (
    holds === 'zero-or-one' ||
    isYesNo(few) ||
    (holds !== 'number' && few?.some((text) => yesOrNo.test(text)) === true)
  )
}

function isYesNo(few: readonly string[] | null): boolean {
  return few !== null && few.length > 0 && few.every((text) => yesOrNo.test(text))
}
const yesOrNo = /^(1|0|true|false|yes|no|y|n|oui|non|s[ií]|sim|não|nao|x|-)$/i

/** A file's name as a shell takes it for one word. */
function shellWord(name: string): string {
  return /^[\w.+-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`
}

/** A table of overlaps as the command reads it. */
export function overlapRows({ lists, counts }: ListsResult['table']): Row[] {
  return [
    [...lists, 'count'],
    ...counts.flatMap((count, history) =>
      count === 0 ? [] : [[...lists.map((_, list) => (history >> list) & 1), count]],
    ),
  ]
}
