import type { ReactNode } from 'react'
import { country } from '../../countries/registry.ts'
import { DotStrip } from '../../ui/charts/dot-strip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Finding } from '../../ui/finding.tsx'
import { formatDay, formatList, pathIn } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { useWords } from '../../ui/voice.tsx'
import { gateName } from '../criteria.ts'
import { excluded, type Group, proposalsIn, ranking, unjudged } from '../groups.ts'
import type { UnitResult } from '../schema.ts'
import {
  codeName,
  dayIn,
  gateSentence,
  gateTitle,
  headline,
  lackingSentence,
  textIn,
  unitName,
} from '../sentences.ts'
import { words } from '../words.ts'
import { type AssessmentView, assessmentPath } from './view.ts'

/** What became of the countries somebody proposed by name. */
export function ProposalsSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { inputs, result } = assessment
  const proposed = proposalsIn(methodology, inputs, result)
  if (proposed.length === 0) return null
  const count = (standing: UnitResult['standing']) =>
    proposed.filter(({ result: unit }) => unit?.standing === standing).length
  return (
    <Section id="proposals" title={say('section.proposals')} note={say('proposals.note')}>
      <Finding
        title={say('proposals.title', {
          in: count('in'),
          of: proposed.length,
          out: count('out'),
          unknown: count('unknown'),
        })}
        subtitle={
          <>
            {textIn(context.language, methodology.proposals!.title)}
            <SourceMark id={[...new Set(inputs.proposals.map(({ source }) => source))]} />
          </>
        }
      >
        <ul className="facts standing-list">
          {proposed.map(({ unit, proposals, result: found }) => (
            <li key={unit}>
              <StatusMark
                status={
                  found === null
                    ? 'not applicable'
                    : { in: 'passed' as const, out: 'failed' as const, unknown: 'unknown' as const }[
                        found.standing
                      ]
                }
                word={<UnitLink view={view} unit={unit} />}
              >
                {found
                  ? headline(context.language, methodology, result, found)
                  : say('headline.not in universe', {
                      country: unitName(context.language, unit),
                      why: say('universe.no rating', { year: String(inputs.universeIssue?.year ?? '') }),
                    })}{' '}
                <span className="note">
                  {formatList(
                    context.language,
                    proposals.filter(isProposal).map((proposal) => say(`proposal.${proposal}`)),
                  )}
                </span>
              </StatusMark>
            </li>
          ))}
        </ul>
      </Finding>
    </Section>
  )
}

type ProposalKey = 'ijm-focus' | 'atest-sample' | 'ijm-compact'
function isProposal(key: string): key is ProposalKey {
  return `proposal.${key}` in words.en
}

/** Everyone who is out, under the first gate not passed. */
export function ExcludedSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const groups = excluded(assessment.result)
  if (groups.length === 0) return null
  return (
    <Section id="out" title={say('section.out')} note={say('out.note', { n: assessment.result.counts.out })}>
      {groups.map((group) => (
        <div className="finding" key={group.gate + group.reason + group.found}>
          <h3>
            {say('out.group', { n: group.units.length, what: whatOf(view, group) })}
            {group.units[0] ? <SourceMark id={sourcesOfGroup(group)} /> : null}
          </h3>
          <p className="finding-subtitle">{gateTitle(context.language, methodology, group.gate)}</p>
          <p className="prose">
            <Names view={view} units={group.units} />
          </p>
        </div>
      ))}
    </Section>
  )
}

/** Everyone who cannot be judged, by what is missing and what would settle it. */
export function UnknownSection({ view, form }: { view: AssessmentView; form: ReactNode }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { language } = context
  const groups = unjudged(assessment.result)
  if (groups.length === 0) return null
  return (
    <Section id="unknown" title={say('section.unknown')} note={say('unknown.note')}>
      <Unknown>{say('incomplete list')}</Unknown>
      <DataTable
        caption={say('unknown.caption')}
        columns={[
          { key: 'what', head: say('unknown.what') },
          { key: 'n', head: say('label.country'), number: true },
          { key: 'names', head: say('label.country') },
          { key: 'settle', head: say('unknown.settle') },
        ]}
        rows={groups.map((group) => ({
          key: group.gate + group.reason + group.found,
          cells: {
            what: (
              <>
                {sentenceOf(view, group)}
                <SourceMark id={sourcesOfGroup(group)} />
              </>
            ),
            n: group.units.length,
            names: <Names view={view} units={group.units} />,
            settle: settles(group),
          },
        }))}
      />
      {form}
    </Section>
  )

  function settles(group: Group): string {
    const gate = methodology.gates.find(({ id }) => id === group.gate)!
    if ('list' in gate) return say('unknown.settle.list')
    if ('series' in gate) return say('unknown.settle.value')
    if (group.reason === 'status undecided')
      return say('unknown.settle.undecided', { what: codeName(language, gate.status, group.found ?? '') })
    return say('unknown.settle.status', {
      what: textIn(language, gate.title),
      months: gate.withinMonths,
      day: formatDay(language, assessment.asOf),
    })
  }
}

/** The score each of those that cannot be judged would have, beside those that pass. */
export function WhatIfSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, context } = view
  const { result } = assessment
  const open = result.units.filter(({ standing, score }) => standing === 'unknown' && score !== null)
  if (open.length === 0) return null
  const passing = ranking(result).filter(({ score }) => score !== null)
  const dot = (unit: UnitResult) => ({
    key: unit.unit,
    name: unitName(context.language, unit.unit),
    value: unit.score!,
  })
  const high = open.filter(({ wouldRank }) => wouldRank !== null && wouldRank <= result.shortlistSize)
  const values = [...open, ...passing].map(({ score }) => score!)
  const last = passing.find(({ rank }) => rank === result.shortlistSize)
  return (
    <Section id="if" title={say('if.title')} note={say('incomplete list')}>
      <Finding
        title={say('if.finding', { n: high.length, k: result.shortlistSize })}
        subtitle={say('if.subtitle')}
        caveat={formatList(
          context.language,
          [...high]
            .sort((a, b) => a.wouldRank! - b.wouldRank!)
            .map((unit) => `${unitName(context.language, unit.unit)} (${unit.wouldRank})`),
        )}
      >
        <DotStrip
          label={say('if.finding', { n: high.length, k: result.shortlistSize })}
          open={open.map(dot)}
          filled={passing.map(dot)}
          domain={[Math.floor(Math.min(...values) / 10) * 10, Math.ceil(Math.max(...values) / 10) * 10]}
          {...(last ? { cut: { value: last.score!, text: unitName(context.language, last.unit) } } : {})}
          axis={say('if.subtitle')}
        />
      </Finding>
    </Section>
  )
}

/** Places the reports rated in other years and that have no rating here, and ratings on weak ground. */
export function LackingSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { inputs, result } = assessment
  if (!methodology.universe || !inputs.universeIssue) return null
  const { language } = context
  const weak = result.units.flatMap((unit) =>
    unit.gates.filter(({ weakness, found }) => weakness !== null && found !== null),
  )
  const eliminated = weak.filter(({ weakness }) => weakness === 'by elimination').length
  const transcribed = weak.filter(({ weakness }) => weakness === 'one transcription').length
  return (
    <Section id="lacking" title={say('lacking.title')}>
      <p className="sentence">{lackingSentence(language, inputs, methodology.universe.ratedBy)}</p>
      {inputs.universeIssue.excepted.length > 0 ? (
        <p className="prose">
          {say('excepted', {
            names: formatList(
              language,
              inputs.universeIssue.excepted.map(
                ({ unit, reason }) =>
                  `${unitName(language, unit)} (${textIn(language, reason).replace(/\.$/, '')})`,
              ),
            ),
          })}
        </p>
      ) : null}
      {eliminated + transcribed > 0 ? (
        <p className="prose">{say('weak tiers', { n: eliminated + transcribed, eliminated, transcribed })}</p>
      ) : null}
    </Section>
  )
}

/* ── small parts ──────────────────────────────────────────────────────────── */

function Names({ view, units }: { view: AssessmentView; units: UnitResult[] }) {
  const { language } = view.context
  const sorted = [...units].sort((a, b) =>
    unitName(language, a.unit).localeCompare(unitName(language, b.unit), language),
  )
  return (
    <>
      {sorted.map((unit, i) => (
        <span key={unit.unit}>
          {i === 0 ? '' : ', '}
          <UnitLink view={view} unit={unit.unit} />
          {unit.wouldRank === null ? '' : ` (${unit.wouldRank})`}
        </span>
      ))}
    </>
  )
}

export function UnitLink({ view, unit }: { view: AssessmentView; unit: string }) {
  const { language } = view.context
  const name = unitName(language, unit)
  if (!country(unit)) return <>{name}</>
  return <a href={pathIn(language, `${assessmentPath(view.assessment.id)}/${unit}`)}>{name}</a>
}

function whatOf(view: AssessmentView, group: Group): string {
  const { methodology, context } = view
  const gate = methodology.gates.find(({ id }) => id === group.gate)!
  return group.found === null
    ? textIn(context.language, gate.title)
    : codeName(context.language, gateName(gate), group.found)
}

/** A group's own sentence: several dates of evidence are one reason. */
function sentenceOf({ methodology, context }: AssessmentView, group: Group): string {
  const gate = methodology.gates.find(({ id }) => id === group.gate)!
  const results = group.units.map((unit) => unit.gates.find(({ gate: id }) => id === group.gate)!)
  const whens = [...new Set(results.map(({ when }) => dayIn(context.language, when ?? '')))]
  return gateSentence(context.language, gate, {
    ...results[0]!,
    when: whens.length > 3 ? '…' : whens.join(', '),
  })
}

function sourcesOfGroup(group: Group): string[] {
  return [
    ...new Set(
      group.units.flatMap((unit) =>
        unit.gates.filter(({ gate }) => gate === group.gate).flatMap(({ source }) => source ?? []),
      ),
    ),
  ]
}
