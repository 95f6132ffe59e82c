import type { Estimate } from '../../../../estimators/estimate.ts'
import { type Language, speak } from '../../../../ui/language.ts'
import { words } from '../../../words.ts'
import { downloadOf, type Named } from '../../network/labelled.ts'
import { fileOf, flags } from '../../network/parts.tsx'
import { flagTyped, isWrong, limits, numberTyped } from '../../network/typed.ts'
import type { Path, Sheets } from '../../path.ts'
import { guess, missingOfRows, overlapRows } from '../path.tsx'
import { listsWords } from '../words.ts'
import { AskTwoLists } from './ask.tsx'
import { firstOfTwo, secondOfTwo } from './example.ts'
import { limitsOfTwo, type TwoListsResult, type TwoListsSettings, type Wave, waves } from './settings.ts'
import { ShowTwoLists } from './show.tsx'

/** What a table is called where its file has no name, or both have the same. */
const otherwise = { first: 'FIRST.csv', second: 'SECOND.csv' } as const

/** Two tables of the same lists: how many times the first total is the second? */
export const twoListsPath: Path<TwoListsSettings, TwoListsResult> = {
  slots(language) {
    const say = speak(listsWords, language)
    return waves.map((key) => ({ key, name: say(`two.${key}`), hint: say('two.slot.hint') }))
  },

  examples(language) {
    const say = speak(listsWords, language)
    return [
      {
        key: 'made-up',
        name: say('two.example'),
        source: { text: say('example.entries.source') },
        texts: { first: firstOfTwo, second: secondOfTwo },
      },
    ]
  },

  begin(sheets) {
    const [first, second] = [sheets.first?.file, sheets.second?.file]
    const named = first != null && second != null && first !== second
    return {
      first: guess(sheets.first),
      second: guess(sheets.second),
      names: named ? { first, second } : { ...otherwise },
      definitions: { first: '', second: '' },
      target: '',
      resamples: '1000',
      seed: '1',
    }
  },

  missing(sheets, settings, language) {
    const say = speak(listsWords, language)
    for (const wave of waves) {
      const lacking = missingOfRows(sheets[wave], settings[wave], language)
      if (lacking !== null) return say('two.missing', { table: say(`two.${wave}`), lacking })
    }
    const { target, resamples, seed } = settings
    const wrong =
      isWrong(target, limits.percent) ||
      [[resamples, limitsOfTwo.resamples] as const, [seed, limitsOfTwo.seed] as const].some(
        ([text, within]) => numberTyped(text, within) === undefined,
      )
    return wrong ? say('two.missing.numbers') : null
  },

  Ask: AskTwoLists,
  Show: ShowTwoLists,

  command(settings, sheets) {
    const target = numberTyped(settings.target, limits.percent)
    return `tp prevalence change ${commandFile('first', settings, sheets)} ${commandFile('second', settings, sheets)}${flags(
      {
        target: target === undefined ? null : String(target / 100),
        boot: flagTyped(settings.resamples, limitsOfTwo.resamples),
        seed: flagTyped(settings.seed, limitsOfTwo.seed),
      },
    )}`
  },

  // A ratio is neither people nor a share of them, so that no figure of this path can be kept with a study; the page says so.
  choices: () => [],
  kept() {
    throw new RangeError('a ratio of two totals is kept with no study')
  },
  quantity: () => 'people',
  overlapTable: () => null,

  download(result, _, language) {
    const say = speak(listsWords, language)
    return {
      ...downloadOf(figuresIn(result, language), language),
      more: waves.map((wave) => ({
        name: say('two.download', { table: say(`two.${wave}`) }),
        file: `overlap-${wave}`,
        rows: overlapRows(result[wave].table),
      })),
    }
  },
}

/** The command reads a table of overlaps; from other forms that table is what is downloaded here. */
function commandFile(wave: Wave, settings: TwoListsSettings, sheets: Sheets): string {
  if (settings[wave].form !== 'overlap') return `overlap-${wave}.csv`
  return settings.names[wave] === otherwise[wave] ? otherwise[wave] : fileOf(sheets[wave], otherwise[wave])
}

/** The ratio, and the total of each table; `label` is what the download calls it. */
export function figuresIn({ change, first, second }: TwoListsResult, language: Language): Named[] {
  return [
    {
      label: 'change-mse',
      name: speak(words, language)('method.change-mse'),
      estimate: change as Estimate,
    },
    ...[first, second].flatMap(({ name, estimate }) =>
      estimate === null ? [] : [{ label: name, name, estimate }],
    ),
  ]
}
