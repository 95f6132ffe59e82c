import type { Estimate } from '../../../../estimators/estimate.ts'
import type { RangeRow } from '../../../../ui/charts/dot-range.tsx'
import { formatNumber, speak } from '../../../../ui/language.ts'
import { useLanguage, useWords } from '../../../../ui/voice.tsx'
import { Choose, ChooseColumn } from '../../fields.tsx'
import type { Asking, Path } from '../../path.ts'
import { OutcomeColumn, suggestOutcome } from '../design-fields.tsx'
import { madeUpVenues, madeUpVenuesTruth } from '../examples.ts'
import { choicesOf, downloadOf, keptFigures } from '../labelled.ts'
import { pathWords } from '../network-words.ts'
import { paredSurveyed } from '../pared.ts'
import {
  DotPicture,
  Doubts,
  dotOf,
  fileOf,
  flags,
  InNumbers,
  InWords,
  Limits,
  NoEstimate,
  people,
  percent,
  Says,
  Sentences,
  shareDomain,
  untagged,
} from '../parts.tsx'
import { headings, suggestColumn } from '../suggest.ts'
import type { VenueResult, VenueSettings } from './settings.ts'

const asked = ['event', 'chance', 'counted', 'visits'] as const
const needed = ['outcome', ...asked] as const
const design = ['strata', 'cluster'] as const
const numbers: readonly string[] = ['chance', 'counted', 'visits']

/** People met at venues, on the page. */
export const venuePath: Path<VenueSettings, VenueResult> = {
  slots: (language) => {
    const say = speak(pathWords, language)
    return [{ key: 'sample', name: say('survey.slot'), hint: say('venues.slot.hint') }]
  },
  examples: (language) => {
    const say = speak(pathWords, language)
    const { share } = madeUpVenuesTruth()
    return [
      {
        key: 'made-up',
        name: say('venues.example'),
        source: {
          text: say('invented', {
            truth: say('venues.example.truth', { share: percent(language, share, 0) }),
          }),
        },
        texts: { sample: madeUpVenues() },
      },
    ]
  },
  begin({ sample }) {
    const isNumber = ({ holds }: { holds: string }) => holds !== 'text' && holds !== 'nothing'
    const [chance, counted, visits] = [headings.chance, headings.counted, headings.visits].map((patterns) =>
      suggestColumn(sample, patterns, isNumber),
    ) as [string, string, string]
    const strata = suggestColumn(sample, headings.strata)
    const taken = [chance, counted, visits, strata]
    const event = suggestColumn(sample, headings.event, ({ name }) => !taken.includes(name))
    return {
      outcome: suggestOutcome(sample, [...taken, event]),
      event,
      chance,
      counted,
      visits,
      strata,
      cluster: '',
      unsaidVisits: 'leave-out',
    }
  },
  missing(_, settings, language) {
    const say = speak(pathWords, language)
    const open = needed.filter((name) => settings[name] === '')
    return open.length === 0
      ? null
      : say('missing.columns', {
          columns: open.map((name) => say(name === 'outcome' ? 'ask.outcome' : `venues.${name}`)).join('; '),
        })
  },
  Ask,
  Show,
  command({ unsaidVisits, ...columns }, { sample }) {
    return `tp prevalence time-location ${fileOf(sample, 'FILE.csv')}${flags({
      ...columns,
      'unsaid-visits': unsaidVisits === 'leave-out' ? null : unsaidVisits,
    })}`
  },
  choices: ({ all }, _, language) => choicesOf(named(all, speak(pathWords, language)('survey.all'))),
  download: ({ all }, _, language) => downloadOf(named(all, ''), language),
  kept: ({ all }, settings, chosen, why) => ({
    design: 'time-location',
    settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value || null])),
    ...keptFigures([{ label: 'all', estimate: paredSurveyed(all as Estimate) }], chosen),
    why,
  }),
  quantity: () => 'share',
  overlapTable: () => null,
}

const named = (all: VenueResult['all'], name: string) => [{ label: 'all', name, estimate: all as Estimate }]

function Ask({ sheets: { sample }, settings, change }: Asking<VenueSettings>) {
  const say = useWords(pathWords)
  if (sample === undefined) return null
  const set = (part: Partial<VenueSettings>) => change({ ...settings, ...part })
  return (
    <>
      <OutcomeColumn
        prefix="venues"
        sheet={sample}
        value={settings.outcome}
        change={(outcome) => set({ outcome })}
      />
      {asked.map((name) => (
        <ChooseColumn
          key={name}
          name={`venues-${name}`}
          label={say(`venues.${name}`)}
          hint={say(`venues.${name}.hint`)}
          sheet={sample}
          {...(numbers.includes(name) ? { only: ({ holds }: { holds: string }) => holds !== 'text' } : {})}
          value={settings[name]}
          change={(value) => set({ [name]: value })}
        />
      ))}
      <details>
        <summary>{say('ask.more')}</summary>
        {design.map((name) => (
          <ChooseColumn
            key={name}
            name={`venues-${name}`}
            label={say(`venues.${name}`)}
            hint={say(`venues.${name}.hint`)}
            none={say('ask.none')}
            sheet={sample}
            value={settings[name]}
            change={(value) => set({ [name]: value })}
          />
        ))}
        <Choose
          name="venues-unsaid"
          label={say('venues.unsaid')}
          value={settings.unsaidVisits}
          options={(['leave-out', 'as-one'] as const).map((value) => ({
            value,
            name: say(`venues.unsaid.${value}`),
          }))}
          change={(value) => set({ unsaidVisits: value as VenueSettings['unsaidVisits'] })}
        />
      </details>
    </>
  )
}

function Show({ result, settings }: { result: VenueResult; settings: VenueSettings }) {
  const say = useWords(pathWords)
  const { all } = result
  return (
    <>
      <InWords>
        <InShort estimate={all} settings={settings} />
      </InWords>
      <Doubts findings={all.warnings} />
      <Weighing result={result} settings={settings} />
      <InNumbers>
        <Limits kind="share" estimates={named(all, say('survey.all'))} />
      </InNumbers>
    </>
  )
}

function InShort({ estimate, settings }: { estimate: VenueResult['all']; settings: VenueSettings }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return <NoEstimate reason={estimate.reason} />
  const { respondents, events, visitors, designEffect, effectiveSize, kish } = estimate.diagnostics
  const number = (value: number, digits = 0) =>
    formatNumber(language, value, { maximumFractionDigits: digits })
  return (
    <Sentences>
      {[
        <Says
          key="says"
          estimate={estimate as Estimate}
          kind="share"
          word="venues.says"
          bare="venues.says.bare"
          values={{ outcome: untagged(settings.outcome) }}
        />,
        say('venues.met', { people: number(respondents), events: number(events) }),
        say('venues.visitors', { visitors: people(language, visitors) }),
        designEffect === null || effectiveSize === null
          ? null
          : say('survey.effect', {
              people: number(respondents),
              effective: people(language, effectiveSize),
              effect: number(designEffect, 2),
              kish: number(kish, 2),
            }),
      ]}
    </Sentences>
  )
}

/** What the weights do: the figure beside that of the people met, each counted once. */
function Weighing({ result: { all, other }, settings }: { result: VenueResult; settings: VenueSettings }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (all.status !== 'ok') return null
  const { withOutcome, respondents } = all.diagnostics
  const plain = withOutcome === null ? null : withOutcome / respondents
  const rows: RangeRow[] = [
    {
      key: 'all',
      name: say('venues.weighted'),
      own: true,
      values: { share: dotOf(language, all as Estimate, 'share') },
    },
    ...(other === null
      ? []
      : [
          {
            key: 'other',
            name: say(`venues.unsaid.${settings.unsaidVisits === 'as-one' ? 'leave-out' : 'as-one'}`),
            values: { share: dotOf(language, other as Estimate, 'share') },
          },
        ]),
    ...(plain === null
      ? []
      : [
          {
            key: 'plain',
            name: say('rds.methods.sample'),
            values: { share: { value: Math.round(1000 * plain) / 10, low: null, high: null } },
          },
        ]),
  ]
  const highest = rows.map(({ values: { share } }) => Math.max(share?.value ?? 0, share?.high ?? 0) / 100)
  return (
    <DotPicture
      title={
        plain === null
          ? say('venues.weights.bare')
          : say('venues.weights', {
              plain: percent(language, plain),
              weighted: percent(language, all.estimate),
            })
      }
      caption={say('venues.weights.subtitle')}
      rowHead={say('rds.methods.head')}
      panels={[{ key: 'share', name: say('rds.share'), domain: [0, shareDomain(highest)] }]}
      rows={rows}
      digits={1}
    />
  )
}
