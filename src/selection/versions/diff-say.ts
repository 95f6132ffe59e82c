import type { Text as SeriesText } from '../../indicators/schema.ts'
import { formatDay, formatList, formatNumber, type Language } from '../../ui/language.ts'
import { allCriteria } from '../criteria.ts'
import { gateRule, valueInWords } from '../pages/methodology-page.tsx'
import { ruleInWords, weightsInWords } from '../rule-words.ts'
import type { AggregationRule, Gate, Methodology, Reading } from '../schema.ts'
import { codeName, criterionTitle, gateTitle, sayIn, textIn, unitName } from '../sentences.ts'
import type { RuleChange } from './diff.ts'
import type { Move, Place, WhyMoved } from './diff-moves.ts'
import { type DiffKey, diffWords, sayDiff } from './diff-words.ts'
import type { Comparison } from './diff-years.ts'

/* What two versions differ in, as sentences: page, command and API say the same. */

/** Titles of series and datasets by their ids; one that is not known stands by its id. */
export type Titles = ReadonlyMap<string, SeriesText>

type Both = { from: Methodology; to: Methodology }

/** A document by its title and number; of two versions of one methodology `short` says the number alone. */
export function versionName(language: Language, { title, version }: Methodology): string {
  return sayDiff(language)('version name', { title: textIn(language, title), version: String(version) })
}

/** What is so in two or three sentences: how many rules, who stays, who joins, who leaves. */
export function verdict(language: Language, { changes, years }: Comparison): string {
  const say = sayDiff(language)
  const newest = years[0]!
  const rules = changes.rules.length
  if (rules === 0) return say('verdict.same', { texts: changes.texts, aside: changes.aside.length })
  const day = formatDay(language, newest.asOf)
  if (newest.from.cannotJudge || newest.to.cannotJudge) return say('verdict.cannot', { day })
  const [before, after] = [newest.from.shortlist.length, newest.to.shortlist.length]
  if (before + after === 0) return say('verdict.no list', { rules, day })
  const both = newest.onBoth
  return say('verdict.moves', {
    rules,
    day,
    both: formatNumber(language, both),
    before: formatNumber(language, before),
    joined: after - both,
    left: before - both,
    moved: newest.moves.length,
  })
}

/** One changed rule as a sentence. */
export function sayChange(language: Language, change: RuleChange, both: Both, titles: Titles): string {
  const say = sayDiff(language)
  const name = (series: string) => {
    const known = titles.get(series)
    return known ? textIn(language, known) : series
  }
  const criterion = (id: string) => titleOf(language, both, id)
  const points = (share: number) => formatNumber(language, share, { maximumFractionDigits: 1 })
  switch (change.kind) {
    case 'gate added':
    case 'gate removed': {
      const side = change.kind === 'gate added' ? both.to : both.from
      const gate = side.gates.find(({ id }) => id === change.gate)!
      return say(`change.${change.kind}`, {
        gate: textIn(language, gate.title),
        rule: gateRule(gate, language, name),
      })
    }
    case 'gate changed':
      return say('change.gate changed', {
        gate: gateTitle(language, both.to, change.gate),
        from: wholeGateRule(change.from, language, name),
        to: wholeGateRule(change.to, language, name),
      })
    case 'gates reordered':
      return say('change.gates reordered', {
        to: formatList(
          language,
          change.to.map((id) => `“${gateTitle(language, both.to, id)}”`),
        ),
      })
    case 'criterion added':
    case 'criterion removed':
      return change.under === null || change.share === null
        ? say(`change.${change.kind} top`, { criterion: criterion(change.criterion) })
        : say(`change.${change.kind}`, {
            criterion: criterion(change.criterion),
            share: points(change.share),
            under: criterion(change.under),
          })
    case 'criterion moved':
      return say('change.criterion moved', {
        criterion: criterion(change.criterion),
        from: change.from === null ? say('change.nothing') : criterion(change.from),
        to: change.to === null ? say('change.nothing') : criterion(change.to),
      })
    case 'weight':
      return say('change.weight', {
        criterion: criterion(change.criterion),
        from: points(change.from),
        to: points(change.to),
      })
    case 'reading': {
      const read = (of: Reading | null) =>
        of === null ? say('change.nothing') : readingInWords(of, language, name)
      return say('change.reading', {
        criterion: criterion(change.criterion),
        from: read(change.from),
        to: read(change.to),
      })
    }
    case 'value': {
      const value = (side: Methodology, rule: typeof change.from) =>
        rule === null ? say('change.nothing') : valueInWords(rule, seriesOf(side, change.criterion), language)
      return say('change.value', {
        criterion: criterion(change.criterion),
        from: value(both.from, change.from),
        to: value(both.to, change.to),
      })
    }
    case 'aggregation': {
      const rule = (of: AggregationRule) => ruleInWords(language, of)
      return say('change.aggregation', {
        criterion: criterion(change.criterion),
        from: rule(change.from),
        to: rule(change.to),
      })
    }
    case 'weight rule': {
      const rule = (side: Methodology, by: 'points' | 'equal' | 'other') => {
        const group = allCriteria(side.criteria).find(({ id }) => id === change.criterion)
        return by === 'other' && group
          ? (weightsInWords(language, group) ?? '')
          : say(by === 'equal' ? 'weights.equal' : 'weights.points')
      }
      return say('change.weight rule', {
        criterion: criterion(change.criterion),
        from: rule(both.from, change.from),
        to: rule(both.to, change.to),
      })
    }
    case 'missing':
      return say('change.missing', {
        criterion: criterion(change.criterion),
        from: sayIn(language)(`rule.${change.from}`),
        to: sayIn(language)(`rule.${change.to}`),
      })
    case 'proxy':
      return say(change.to ? 'change.proxy on' : 'change.proxy off', {
        criterion: criterion(change.criterion),
      })
    case 'part added':
    case 'part removed':
    case 'part changed': {
      const key = `part.${change.part}`
      return say(`change.${change.kind}`, {
        part: isKey(key) ? say(key) : change.part,
        n: change.settings,
      })
    }
    case 'setting': {
      const value = (of: string | null) => (of === null ? say('change.nothing') : settingValue(language, of))
      return say('change.setting', {
        setting: settingName(language, change.path),
        from: value(change.from),
        to: value(change.to),
      })
    }
  }
}

function titleOf(language: Language, { from, to }: Both, id: string): string {
  const title = criterionTitle(language, to, id)
  return title === id ? criterionTitle(language, from, id) : title
}

/** With the age a value may have, which the plain rule leaves out. */
function wholeGateRule(gate: Gate, language: Language, name: (series: string) => string): string {
  const rule = gateRule(gate, language, name)
  const parts = [rule]
  if ('series' in gate && gate.maxAgeYears !== undefined)
    parts.push(sayIn(language)('method.age', { years: gate.maxAgeYears }))
  if ('status' in gate && gate.undecided)
    parts.push(`? ${gate.undecided.map((code) => codeName(language, gate.status, code)).join(', ')}`)
  return parts.join(', ')
}

function readingInWords(reading: Reading, language: Language, name: (series: string) => string): string {
  const say = sayDiff(language)
  if ('count' in reading) {
    const count = say('reading.count', { series: name(reading.count) })
    const where = Object.entries(reading.where ?? {}).map(([field, value]) => `${field} = ${value}`)
    return where.length > 0 ? say('reading.where', { reading: count, where: where.join(', ') }) : count
  }
  const { series, take, years = 1, steps, maxAgeYears } = reading
  let said = say(take === 'change' ? 'reading.change' : 'reading.series', { series: name(series), years })
  if (steps)
    said = say('reading.steps', {
      reading: said,
      steps: Object.entries(steps)
        .map(([code, step]) => `${codeName(language, series, code)} ${formatNumber(language, step)}`)
        .join(', '),
    })
  return maxAgeYears === undefined ? said : say('reading.age', { reading: said, years: maxAgeYears })
}

function seriesOf(methodology: Methodology, id: string): string {
  const walk = (criterion: Methodology['criteria']): string | null => {
    if (!criterion) return null
    if (criterion.id === id && criterion.read)
      return 'series' in criterion.read ? criterion.read.series : criterion.read.count
    for (const child of criterion.children ?? []) {
      const found = walk(child)
      if (found !== null) return found
    }
    return null
  }
  return walk(methodology.criteria) ?? ''
}

function settingName(language: Language, path: string): string {
  const say = sayDiff(language)
  const item = /^universe\.except\[(\w+)\]/.exec(path)
  if (item) return say('setting.universe.except', { item: unitName(language, item[1]!) })
  const key = `setting.${path}`
  return isKey(key) ? say(key) : say('setting.other', { path })
}

function isKey(key: string): key is DiffKey {
  return Object.hasOwn(diffWords.en, key)
}

function settingValue(language: Language, value: string): string {
  const say = sayDiff(language)
  if (value === 'true' || value === 'false') return say(`setting.${value}`)
  const words = sayIn(language)
  if (value === 'draft' || value === 'published' || value === 'historical')
    return words(`methods.status.${value}`)
  if (value === 'arithmetic' || value === 'geometric' || value === 'harmonic') return words(`rule.${value}`)
  if (/^[A-Z]{3}$/.test(value)) return unitName(language, value)
  const number = Number(value)
  return value !== '' && Number.isFinite(number)
    ? formatNumber(language, number, { maximumFractionDigits: 6 })
    : value
}

/* ── who moved ────────────────────────────────────────────────────────────── */

/** Where a country stands under one of the two, in a few words. */
export function sayPlace(language: Language, place: Place | null): string {
  const say = sayDiff(language)
  if (place === null) return say('place.absent')
  if (place.standing === 'in') {
    if (place.rank === null) return say('place.in')
    return say(place.listed ? 'place.rank listed' : 'place.rank', { rank: String(place.rank) })
  }
  return say(`place.${place.standing}`)
}

/** Why a country stands elsewhere, in one line. */
export function sayWhy(language: Language, { why }: Move, both: Both): string {
  return why.map((each) => sayOneReason(language, each, both)).join('; ')
}

function sayOneReason(language: Language, why: WhyMoved, both: Both): string {
  const say = sayDiff(language)
  if (why.kind === 'universe') return say(`why.universe ${why.by}`)
  if (why.kind === 'card') return say('why.card')
  if (why.kind === 'others') return say('why.others')
  if (why.kind === 'gate') {
    const from = why.from === null ? '' : say(`outcome.${why.from}`)
    const to = why.to === null ? '' : say(`outcome.${why.to}`)
    const gate = gateTitle(language, why.to === null ? both.from : both.to, why.gate)
    const key =
      why.from === null ? 'why.gate added' : why.to === null ? 'why.gate removed' : ('why.gate' as const)
    return say(key, { gate, from, to })
  }
  const points = (score: number | null) =>
    score === null
      ? '–'
      : formatNumber(language, score, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const values = { from: points(why.from), to: points(why.to) }
  // A change smaller than what is shown has no “most of it”.
  if (values.from === values.to) return say('why.score rounded', values)
  return why.criterion === null
    ? say('why.score alone', values)
    : say('why.score', { ...values, criterion: titleOf(language, both, why.criterion) })
}

/** Countries by name, or that there is nobody. */
export function sayNames(language: Language, units: string[]): string {
  return units.length === 0
    ? sayDiff(language)('years.nobody')
    : formatList(
        language,
        units.map((unit) => unitName(language, unit)),
      )
}
