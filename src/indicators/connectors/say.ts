import { countryName } from '../../countries/registry.ts'
import { formatDay, formatList, formatNumber, type Language, type Say, speak } from '../../ui/language.ts'
import type { Difference, Report, Told } from './connector.ts'
import { type ConnectorKey, connectorWords } from './words.ts'

/* What was answered and what it would change, as sentences: command and page say the same. */

export function sayOf(language: Language): Say<ConnectorKey> {
  return speak(connectorWords, language)
}

/** What came back, what was left out and why. */
export function answerSentences(language: Language, report: Report): string[] {
  const say = sayOf(language)
  const { figures, countries, blank, leftOut, withoutError, lastUpdated, codes, sha256 } = report
  return [
    `${say('answer.read', { figures, places: countries })} ${say('answer.codes', { codes: codes.join(', ') })}`,
    lastUpdated === null
      ? say('answer.no edition')
      : say('answer.edition', { day: formatDay(language, lastUpdated) }),
    ...(blank > 0 ? [say('answer.blank', { n: blank })] : []),
    ...(withoutError > 0 ? [say('answer.no error', { n: withoutError })] : []),
    ...(leftOut.length > 0
      ? [say('answer.left out', { n: leftOut.length, names: formatList(language, leftOut) })]
      : []),
    say('answer.digest', { sha: sha256 }),
  ]
}

/** How much would change, in numbers that people read. */
export function changeSentences(language: Language, report: Report): string[] {
  const say = sayOf(language)
  const n = (value: number) => formatNumber(language, value)
  const { added, changed, withdrawn, unchanged, onlyRounding, otherEditions, newSeries } = report
  if (added + changed + withdrawn === 0) return [say('changes.none')]
  return [
    say('changes.counts', {
      added: n(added),
      changed: n(changed),
      withdrawn: n(withdrawn),
      unchanged: n(unchanged),
    }),
    ...(onlyRounding > 0 ? [say('changes.rounding', { n: onlyRounding })] : []),
    ...(newSeries.length > 0 ? [say('changes.new series', { names: newSeries.join(', ') })] : []),
    ...(otherEditions > 0 ? [say('changes.other editions', { n: otherEditions })] : []),
    say('changes.kept'),
  ]
}

/** One figure that would change, cell by cell. */
export function sayDifference(language: Language, each: Difference) {
  const say = sayOf(language)
  return {
    change: say(`change.${each.change}`),
    series: each.series,
    country: countryName(each.iso3, language),
    year: String(each.year),
    before: told(language, each.before),
    after: told(language, each.after),
  }
}

function told(language: Language, figure: Told | null): string {
  if (figure === null) return '–'
  const n = (value: number) => formatNumber(language, value, { maximumSignificantDigits: 10 })
  return figure.standardError === null
    ? n(figure.value!)
    : sayOf(language)('with error', { value: n(figure.value!), error: n(figure.standardError) })
}
