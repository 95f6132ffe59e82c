import { SPECIFICATIONS, type SpecificationLabel } from '../../../estimators/lists/specification-labels.ts'
import { speak } from '../../../ui/language.ts'
import { estimateJson } from '../../estimate-json.ts'
import { labelledEstimates } from '../../labelled-estimates.ts'
import { shownInterval } from '../../pictures/shown.ts'
import { words } from '../../words.ts'
import type { Path } from '../path.ts'
import type { Sheet } from '../sheet.ts'
import { Ask } from './ask.tsx'
import { australia, entries, unitedKingdom } from './examples.ts'
import { type ListsResult, type ListsSettings, SLOT, wholeTyped } from './settings.ts'
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

  missing(_, settings, language) {
    const say = speak(listsWords, language)
    const { form, lists, count, code, list, methods } = settings
    if (form === 'entries') {
      if (code === '' || list === '' || code === list) return say('missing.code')
    } else if (lists.length < 2 || lists.length > 10) return say('missing.lists')
    if (form === 'overlap' && (count === '' || lists.includes(count))) return say('missing.count')
    if (methods.length === 0) return say('missing.methods')
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
    const order = [...offered.filter((label) => !tooLow(label)), ...offered.filter(tooLow)]
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
          rows: [
            [...table.lists, 'count'],
            ...table.counts.flatMap((count, history) =>
              count === 0 ? [] : [[...table.lists.map((_, list) => (history >> list) & 1), count]],
            ),
          ],
        },
      ],
    }
  },

  kept: ({ specification }, _, chosen, why) => ({
    design: 'lists',
    specification,
    chosen: chosen as SpecificationLabel,
    why,
  }),
  quantity: () => 'people',
  overlapTable: ({ table }) => table,
}

/** What the columns suggest. Nothing is decided by it: the fields show it, and a person changes it. */
function guess(sheet: Sheet | undefined): Omit<ListsSettings, 'methods' | 'resamples' | 'seed'> {
  const columns = (sheet?.columns ?? []).filter(({ struck }) => !struck)
  const code = columns.find(({ identifying }) => identifying?.kind === 'code')?.name ?? ''
  const yesNo = columns.filter(
    ({ holds, few, name }) => name !== code && (holds === 'zero-or-one' || isYesNo(few)),
  )
  const last = columns.at(-1)
  if (yesNo.length >= 2) {
    const count = last !== undefined && last.holds === 'whole' ? last.name : ''
    const lists = yesNo.map(({ name }) => name).slice(0, 10)
    // A row for each combination: no two rows of lists alike, so no more rows than combinations.
    if (count !== '' && (sheet?.rows ?? 0) <= 2 ** lists.length && code === '')
      return { form: 'overlap', lists, count, code: '', list: '' }
    return { form: 'people', lists, count: '', code, list: '' }
  }
  const list = columns.find(({ few, name, holds }) => name !== code && holds === 'text' && few !== null)
  return { form: code === '' ? 'overlap' : 'entries', lists: [], count: '', code, list: list?.name ?? '' }
}

function isYesNo(few: readonly string[] | null): boolean {
  return (
    few !== null &&
    few.length > 0 &&
    few.every((text) => /^(1|0|true|false|yes|no|y|n|oui|non|s[ií]|sim|não|nao|x|-)$/i.test(text))
  )
}

/** A file's name as a shell takes it for one word. */
function shellWord(name: string): string {
  return /^[\w.+-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`
}
