import { country, region, regionNamesIn } from '../../countries/registry.ts'
import { type RankRow, RankRows } from '../../ui/charts/rank-rows.tsx'
import { Finding } from '../../ui/finding.tsx'
import { Button, SelectField, TextField } from '../../ui/form.tsx'
import { type Language, pathIn } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useWords, writeNumber } from '../../ui/voice.tsx'
import { leavesOf, sharesOf } from '../criteria.ts'
import { ranking, sourcesOf } from '../groups.ts'
import { notesInWords } from '../rule-words.ts'
import type { Methodology, Result, UnitResult } from '../schema.ts'
import { textIn, unitName, whyMissing } from '../sentences.ts'
import { asWeighed } from '../weights.ts'
import { words } from '../words.ts'
import { type AssessmentView, assessmentPath } from './view.ts'

export type Filter = { region: string; q: string }

/** The ranking of those that pass: one row each, one column for each part of the score. */
export function RankingSection({ view, filter }: { view: AssessmentView; filter: Filter }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { result, inputs } = assessment
  const { language } = context
  const all = ranking(result)
  const scored = all.filter(({ rank, score }) => rank !== null && score !== null)
  const unscored = all.filter(({ score }) => score === null)
  const shown = scored.filter((unit) => fits(unit, filter, language))
  const filtered = filter.region !== '' || filter.q !== ''
  const n = (value: number) => writeNumber(language, value)

  return (
    <Section wide id="ranking">
      <Finding
        level={2}
        title={all.length === 0 ? say('ranking.none') : say('ranking.title', { n: all.length })}
        subtitle={
          <>
            {result.replicates > 0
              ? say('ranking.subtitle', { runs: n(result.replicates), k: result.shortlistSize })
              : say('ranking.subtitle no runs')}
            {adds(methodology)
              ? null
              : ` ${say(methodology.criteria?.aggregation === 'geometric' ? 'ranking.factors' : 'ranking.not split')}`}
            {` ${say('ranking.parts known', { n: leavesOf(methodology.criteria).length })}`}
            <SourceMark id={sourcesOf(inputs).slice(0, 4)} />
          </>
        }
        caveat={
          <>
            {say('ranking.caveat')}
            {notesInWords(language, methodology, result).map((sentence) => ` ${sentence}`)}
            {unscored.length > 0
              ? ` ${say('ranking.unscored', {
                  names: unscored
                    .map(
                      (unit) =>
                        `${unitName(language, unit.unit)} (${whyMissing(language, unit.noScore ?? '', methodology)})`,
                    )
                    .join(', '),
                })}`
              : null}
          </>
        }
        download={pathIn(language, `${assessmentPath(assessment.id)}.csv`)}
        method={pathIn(language, `/methodologies/${methodology.methodology}`)}
      >
        {scored.length > 0 ? <FilterForm view={view} filter={filter} units={scored} /> : null}
        {filtered ? (
          <p className="note">
            {say('filter.shown', { shown: n(shown.length), of: n(scored.length) })}{' '}
            <a href={pathIn(language, assessmentPath(assessment.id))}>{say('filter.clear')}</a>
          </p>
        ) : null}
        {shown.length > 0 ? (
          <RankRows
            caption={say('section.ranking')}
            rows={shown.map((unit) => rowOf(unit, view))}
            criteria={columnsOf(methodology, result, language)}
            interval={{ kind: 'sensitivity', level: 90 }}
            first={result.replicates > 0 ? result.shortlistSize : null}
            cut={result.shortlistSize}
            markedMeans={say('ranking.marked')}
          />
        ) : null}
      </Finding>
    </Section>
  )
}

/** Whether points of the parts add up to the score. */
export function adds(methodology: Methodology): boolean {
  return (methodology.criteria?.aggregation ?? 'arithmetic') === 'arithmetic'
}

/** One column for each part right below the top. */
function columnsOf(methodology: Methodology, result: Result, language: Language) {
  const top = methodology.criteria ? asWeighed(methodology.criteria, result) : undefined
  if (!top?.children) return []
  const shares = sharesOf(top)
  return top.children.map((child, i) => ({
    key: child.id,
    name: textIn(language, child.title),
    most: adds(methodology) ? shares[i]! * 100 : 100,
  }))
}

function rowOf(unit: UnitResult, { assessment, methodology, context }: AssessmentView): RankRow {
  const { language } = context
  const proposed = assessment.inputs.proposals.some((proposal) => proposal.unit === unit.unit)
  const ofId = new Map(unit.criteria.map((criterion) => [criterion.id, criterion]))
  const tier = unit.gates.find(({ gate }) => gate === 'tier')?.found
  return {
    key: unit.unit,
    rank: unit.rank!,
    name: unitName(language, unit.unit),
    ...(country(unit.unit)
      ? { href: pathIn(language, `${assessmentPath(assessment.id)}/${unit.unit}`) }
      : {}),
    score: unit.score!,
    low: unit.scoreRange?.[0] ?? null,
    high: unit.scoreRange?.[1] ?? null,
    rankLow: unit.rankRange?.[0] ?? null,
    rankHigh: unit.rankRange?.[1] ?? null,
    inFirst: unit.inShortlist,
    points: Object.fromEntries(
      columnsOf(methodology, assessment.result, language).map(({ key }) => {
        const criterion = ofId.get(key)
        const points = adds(methodology)
          ? criterion?.points
          : criterion?.value == null
            ? null
            : criterion.value * 100
        return [key, { points: points ?? null }]
      }),
    ),
    marked: proposed,
    aside: asideOf(unit, tier === '2WL' ? tier : null, methodology),
  }
}

function fits(unit: UnitResult, { region: wanted, q }: Filter, language: Language): boolean {
  if (wanted !== '' && region(unit.unit)?.region !== wanted) return false
  return q === '' || plain(unitName(language, unit.unit)).includes(plain(q))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function FilterForm({ view, filter, units }: { view: AssessmentView; filter: Filter; units: UnitResult[] }) {
  const say = useWords(words)
  const { language } = view.context
  const present = new Set(units.map(({ unit }) => region(unit)?.region))
  return (
    <form
      className="form form-inline"
      method="get"
      action={`${pathIn(language, assessmentPath(view.assessment.id))}#ranking`}
      aria-label={say('filter.title')}
    >
      <SelectField
        name="region"
        label={say('filter.region')}
        value={filter.region}
        options={[
          { value: '', name: say('filter.all') },
          ...regionNamesIn(language)
            .filter(({ code }) => present.has(code))
            .map(({ code, name }) => ({ value: code, name })),
        ]}
      />
      <TextField name="q" type="search" label={say('filter.name')} value={filter.q} />
      <Button>{say('filter.apply')}</Button>
    </form>
  )
}

/** The Watch List, and how many of the leaves are not known: a score from less deserves to say so. */
function asideOf(unit: UnitResult, tier: string | null, methodology: Methodology): string | null {
  const leaves = new Set(leavesOf(methodology.criteria).map(({ id }) => id))
  const unknown = unit.criteria.filter(({ id, value }) => leaves.has(id) && value === null).length
  const known = leaves.size - unknown
  const parts = [tier, unknown > 0 ? `${known}/${leaves.size}` : null]
  return parts.filter((part) => part !== null).join(' · ') || null
}
