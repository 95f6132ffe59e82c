import type { Estimate } from '../../../../estimators/estimate.ts'
import type { RangeRow } from '../../../../ui/charts/dot-range.tsx'
import { formatNumber, type Language, speak } from '../../../../ui/language.ts'
import { Rich } from '../../../../ui/rich.tsx'
import { useLanguage, useWords } from '../../../../ui/voice.tsx'
import { Falls, FallsTable } from '../../../pictures/falls.tsx'
import { answerIn } from '../../../reading/choices.ts'
import { words } from '../../../words.ts'
import { Choose, ChooseColumn, Ticks } from '../../fields.tsx'
import type { Asking, Path, Sheets } from '../../path.ts'
import {
  beginDesign,
  DesignFields,
  designFlags,
  keptDesign,
  OutcomeColumn,
  PartsColumn,
  suggestOutcome,
} from '../design-fields.tsx'
import { madeUpWaves, madeUpWavesTruth } from '../examples.ts'
import { choicesOf, downloadOf, keptFigures, type Named } from '../labelled.ts'
import { pathWords } from '../network-words.ts'
import { NumberLine, ResamplingLines } from '../number-fields.tsx'
import { paredSurveyed } from '../pared.ts'
import {
  DotPicture,
  Doubts,
  dotOf,
  figuresOf,
  fileOf,
  flags,
  InNumbers,
  InWords,
  intervalAt,
  Limits,
  NoEstimate,
  Picture,
  percent,
  Sentences,
  strong,
  untagged,
} from '../parts.tsx'
import { headings, suggestColumn } from '../suggest.ts'
import { flagTyped, isWrong, limits, numberTyped } from '../typed.ts'
import { namedCompared, ShowCompared } from './compared.tsx'
import type { ChangeResult, TwoWavesResult, TwoWavesSettings } from './settings.ts'

/** Two waves of a survey, of everybody or of two groups, on the page. */
export const twoWavesPath: Path<TwoWavesSettings, TwoWavesResult> = {
  slots: (language) => {
    const say = speak(pathWords, language)
    return [{ key: 'sample', name: say('waves.slot'), hint: say('waves.slot.hint') }]
  },
  examples: (language) => {
    const say = speak(pathWords, language)
    const truth = say('survey.example.truth', {
      first: percent(language, madeUpWavesTruth.first, 0),
      second: percent(language, madeUpWavesTruth.second, 0),
    })
    return [
      {
        key: 'made-up',
        name: say('survey.example'),
        source: { text: say('invented', { truth }) },
        texts: { sample: madeUpWaves() },
      },
    ]
  },
  begin({ sample }) {
    const design = beginDesign(sample)
    const wave = suggestColumn(sample, headings.wave, ({ few }) => few !== null && few.length > 1)
    const waves = wavesOf(sample, wave)
    return {
      ...design,
      wave,
      from: waves[0] ?? '',
      to: waves.at(-1) ?? '',
      outcome: suggestOutcome(sample, [design.weight, design.strata, design.cluster, design.fpc, wave]),
      domain: '',
      domainValue: '',
      target: '',
      arm: '',
      treated: '',
      before: waves.slice(0, -1),
      after: waves.slice(-1),
      resamples: '',
      seed: '1',
    }
  },
  missing(_, settings, language) {
    const say = speak(pathWords, language)
    const open = [
      settings.wave === '' ? say('waves.wave') : null,
      settings.outcome === '' ? say('ask.outcome') : null,
    ].filter((name) => name !== null)
    if (open.length > 0) return say('missing.columns', { columns: open.join('; ') })
    if (settings.arm === '') {
      if (settings.from === settings.to) return say('waves.same')
      return isWrong(settings.target, limits.percent) ? say('missing.numbers') : null
    }
    if (settings.treated === '') return say('compare.missing.treated')
    if (settings.before.length === 0 || settings.after.length === 0) return say('compare.missing.waves')
    if (settings.before.some((wave) => settings.after.includes(wave))) return say('compare.twice')
    return isWrong(settings.resamples, limits.resamples) || isWrong(settings.seed, limits.seed)
      ? say('missing.numbers')
      : null
  },
  Ask,
  Show,
  command(settings, { sample }) {
    const target = numberTyped(settings.target, limits.percent)
    const { domain, domainValue, outcome, wave, arm, treated } = settings
    const compared = arm !== ''
    return `tp prevalence change ${fileOf(sample, 'FILE.csv')}${flags({
      outcome,
      wave,
      ...spanOf(settings),
      ...designFlags(settings),
      domain: domain === '' ? null : `${domain}=${domainValue}`,
      ...(compared
        ? {
            arm,
            treated,
            boot: flagTyped(settings.resamples, limits.resamples),
            seed: flagTyped(settings.seed, limits.seed),
          }
        : { target: target === undefined ? null : String(target / 100) }),
    })}${settings.weight && settings.missingWeights === 'leave-out' ? ' --leave-out-missing-weights' : ''}`
  },
  choices(result, settings, language) {
    if (result.is === 'change') return isShare(result) ? choicesOf(named(result, language)) : []
    // A group in a wave is no answer to what was asked: it stands beside the figure, and is not one to choose.
    return choicesOf(namedCompared(result, settings, language).slice(0, 1))
  },
  download: (result, settings, language) => downloadOf(figuresIn(result, settings, language), language),
  kept: (result, settings, chosen, why) => ({
    design: 'two-waves',
    settings: {
      outcome: settings.outcome,
      wave: settings.wave,
      ...spanOf(settings),
      ...keptDesign(settings),
      domain: settings.domain === '' ? null : `${settings.domain}=${settings.domainValue}`,
      ...(result.is === 'change'
        ? { target: result.target }
        : {
            arm: settings.arm,
            treated: settings.treated,
            resamples: numberTyped(settings.resamples, limits.resamples) ?? null,
            seed: numberTyped(settings.seed, limits.seed) ?? 1,
          }),
    },
    ...keptFigures(
      figuresIn(result, settings, 'en').map(({ label, estimate }) => ({
        label,
        estimate: paredSurveyed(estimate),
      })),
      chosen,
    ),
    why,
  }),
  quantity: () => 'share',
  overlapTable: () => null,
}

/** The waves as the command takes them: of two groups there may be several before the start and after it. */
function spanOf({ arm, from, to, before, after }: TwoWavesSettings): { from: string; to: string } {
  return arm === '' ? { from, to } : { from: before.join(','), to: after.join(',') }
}

function figuresIn(result: TwoWavesResult, settings: TwoWavesSettings, language: Language): Named[] {
  return result.is === 'change' ? named(result, language) : namedCompared(result, settings, language)
}

/** The difference and both waves; `label` is the key. */
function named({ change, waves }: ChangeResult, language: Language): Named[] {
  const say = speak(pathWords, language)
  return [
    {
      label: 'change',
      name: speak(words, language)('method.change-two-waves'),
      estimate: change as Estimate,
    },
    ...waves.map(({ wave, estimate }) => ({
      label: `wave ${wave}`,
      name: say('waves.wave.name', { wave }),
      estimate: estimate as Estimate,
    })),
  ]
}

function wavesOf(sheet: Sheets[string] | undefined, wave: string): string[] {
  const few = sheet?.columns.find(({ name }) => name === wave)?.few ?? []
  return few.every((value) => Number.isFinite(Number(value)))
    ? few.toSorted((a, b) => Number(a) - Number(b))
    : few
}

function Ask({ sheets: { sample }, settings, change }: Asking<TwoWavesSettings>) {
  const say = useWords(pathWords)
  if (sample === undefined) return null
  const set = (part: Partial<TwoWavesSettings>) => change({ ...settings, ...part })
  const options = (values: readonly string[]) => values.map((value) => ({ value, name: value }))
  const waves = wavesOf(sample, settings.wave)
  const few = (name: string) => sample.columns.find((column) => column.name === name)?.few ?? []
  const compared = settings.arm !== ''
  return (
    <>
      <ChooseColumn
        name="waves-wave"
        label={say('waves.wave')}
        sheet={sample}
        only={({ few: values }) => values !== null}
        value={settings.wave}
        change={(wave) => {
          const found = wavesOf(sample, wave)
          set({
            wave,
            from: found[0] ?? '',
            to: found.at(-1) ?? '',
            before: found.slice(0, -1),
            after: found.slice(-1),
          })
        }}
      />
      <ChooseColumn
        name="waves-arm"
        label={say('compare.arm')}
        hint={say('compare.arm.hint')}
        none={say('compare.arm.none')}
        sheet={sample}
        only={({ few: values, name }) => values !== null && name !== settings.wave}
        value={settings.arm}
        change={(arm) => set({ arm, treated: treatedIn(few(arm)) })}
      />
      {compared ? (
        <Choose
          name="waves-treated"
          label={say('compare.treated')}
          hint={say('compare.treated.hint')}
          value={settings.treated}
          options={options(few(settings.arm))}
          change={(treated) => set({ treated })}
        />
      ) : null}
      {compared
        ? (['before', 'after'] as const).map((name) => (
            <Ticks
              key={name}
              name={`waves-${name}`}
              label={say(`compare.${name}`)}
              error={
                name === 'after' && settings.before.some((wave) => settings.after.includes(wave))
                  ? say('compare.twice')
                  : undefined
              }
              options={options(waves)}
              chosen={settings[name]}
              change={(chosen) => set({ [name]: chosen })}
            />
          ))
        : (['from', 'to'] as const).map((name) => (
            <Choose
              key={name}
              name={`waves-${name}`}
              label={say(`waves.${name}`)}
              error={name === 'to' && settings.from === settings.to ? say('waves.same') : undefined}
              value={settings[name]}
              options={options(waves)}
              change={(value) => set({ [name]: value })}
            />
          ))}
      <OutcomeColumn
        prefix="waves"
        sheet={sample}
        value={settings.outcome}
        change={(outcome) => set({ outcome })}
      />
      {compared ? null : (
        <NumberLine
          name="waves-target"
          label={say('waves.target')}
          hint={say('waves.target.hint')}
          optional
          limits={limits.percent}
          value={settings.target}
          change={(target) => set({ target })}
        />
      )}
      <PartsColumn
        prefix="waves"
        label={say('waves.domain')}
        sheet={sample}
        value={settings.domain}
        change={(domain) => set({ domain, domainValue: few(domain)[0] ?? '' })}
      />
      {settings.domain === '' ? null : (
        <Choose
          name="waves-domain-value"
          label={say('waves.domainValue')}
          value={settings.domainValue}
          options={options(few(settings.domain))}
          change={(domainValue) => set({ domainValue })}
        />
      )}
      <DesignFields prefix="waves" sheet={sample} settings={settings} change={set} />
      {compared ? (
        <>
          <p className="note">{say('compare.resamples')}</p>
          <ResamplingLines prefix="waves" settings={settings} change={set} />
        </>
      ) : null}
    </>
  )
}

/** Which group had the programme: who is 1 or says yes. */
function treatedIn(values: readonly string[]): string {
  return values.find((value) => answerIn(value) === 1) ?? values.at(-1) ?? ''
}

type Shown = { result: ChangeResult; settings: TwoWavesSettings }

function Show({ result, settings }: { result: TwoWavesResult; settings: TwoWavesSettings }) {
  return result.is === 'change' ? (
    <ShowChange result={result} settings={settings} />
  ) : (
    <ShowCompared result={result} settings={settings} />
  )
}

function ShowChange({ result, settings }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const all = named(result, language)
  return (
    <>
      <InWords>
        <InShort result={result} settings={settings} />
        <p className="prose">{say('waves.effect')}</p>
      </InWords>
      <Doubts findings={result.change.warnings} />
      <BothWaves result={result} settings={settings} />
      <ByHowMuch result={result} settings={settings} />
      <InNumbers>
        <Limits kind="share" estimates={all.slice(1)} />
        <Limits
          kind={isShare(result) ? 'points' : 'amount'}
          caption={say('waves.change')}
          estimates={[{ name: say('waves.change'), estimate: result.change as Estimate }]}
        />
      </InNumbers>
    </>
  )
}

function isShare({ waves }: ChangeResult): boolean {
  return waves.every(({ estimate }) => estimate.status !== 'ok' || estimate.diagnostics.withOutcome !== null)
}

function InShort({ result, settings }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const { change, waves } = result
  if (change.status !== 'ok') return <NoEstimate reason={change.reason} />
  const found = change.diagnostics
  const share = isShare(result)
  const write = figuresOf(language, change as Estimate, share ? 'points' : 'amount')
  const points = (value: number) =>
    formatNumber(language, share ? 100 * value : value, { maximumSignificantDigits: 2 })
  const wave = (place: number) => {
    const one = waves[place]?.estimate
    if (one?.status !== 'ok') return '–'
    return figuresOf(language, one as Estimate, share ? 'share' : 'amount')(one.estimate)
  }
  const interval = intervalAt(change as Estimate, 0.95)
  const said = {
    from: untagged(settings.from),
    to: untagged(settings.to),
    first: wave(0),
    second: wave(1),
    points: write(change.estimate),
  }
  const verdicts = {
    fell: 'waves.says.fell',
    rose: 'waves.says.rose',
    'no change detectable': 'waves.says.none',
  } as const
  const size = found.verdict === 'fell' ? said.points.replace('−', '') : said.points
  return (
    <Sentences>
      {[
        interval?.high == null ? (
          <Rich key="says" say={say} word="waves.says.bare" values={said} parts={strong} />
        ) : (
          <Rich
            key="says"
            say={say}
            word={verdicts[found.verdict]}
            values={{
              ...said,
              points: size,
              low: write(interval.low, 'down'),
              high: write(interval.high, 'up'),
            }}
            parts={strong}
          />
        ),
        found.target === null
          ? null
          : say(`waves.target.${found.target.verdict}`, {
              fall: percent(language, found.target.fall, 0),
              probability: chance(language, found.target.probability),
            }),
        found.minimumDetectable === null
          ? null
          : say('waves.detectable', { points: points(found.minimumDetectable.difference) }),
        found.sharedClusters === 0 || change.standardError == null
          ? null
          : say('waves.shared', {
              clusters: found.sharedClusters,
              error: points(change.standardError),
              independent: points(found.standardErrorIfIndependent),
            }),
      ]}
    </Sentences>
  )
}

/** A probability in per cent that is never said to be 0 or 1. */
function chance(language: Parameters<typeof percent>[0], probability: number): string {
  if (probability < 0.005) return `< ${percent(language, 0.01, 0)}`
  if (probability > 0.995) return `> ${percent(language, 0.99, 0)}`
  return percent(language, probability, 0)
}

function BothWaves({ result, settings }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const kind = isShare(result) ? 'share' : 'amount'
  const rows = result.waves.map(
    ({ wave, estimate }, place): RangeRow => ({
      key: wave,
      name: say('waves.wave.name', { wave }),
      own: place === 1,
      values: { figure: dotOf(language, estimate as Estimate, kind) },
    }),
  )
  const values = rows.flatMap(({ values: { figure } }) => [
    figure?.value ?? 0,
    figure?.high ?? 0,
    figure?.low ?? 0,
  ])
  const subtitle = say('waves.both.subtitle', { outcome: settings.outcome })
  const drawn = {
    caption: subtitle,
    rowHead: say('waves.head'),
    panels: [
      {
        key: 'figure',
        name: kind === 'share' ? `${say('rds.share')}, %` : settings.outcome,
        domain: [Math.min(0, ...values), Math.max(...values) * 1.08 || 1] as [number, number],
      },
    ],
    rows,
    digits: 1,
  }
  return <DotPicture title={say('waves.both')} {...drawn} />
}

function ByHowMuch({ result: { change, target } }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (change.status !== 'ok' || change.diagnostics.falls.length === 0) return null
  const promised = change.diagnostics.target
  const falls = [
    ...change.diagnostics.falls.filter(({ by }) => by !== promised?.fall),
    ...(promised === null ? [] : [{ by: promised.fall, probability: promised.probability }]),
  ].sort((one, other) => one.by - other.by)
  const told = falls.find(({ by }) => by === (target ?? 0.25)) ?? falls[0]
  return (
    <Picture
      title={say('waves.falls', {
        fall: percent(language, told?.by ?? 0, 0),
        probability: chance(language, told?.probability ?? 0),
      })}
      subtitle={say('waves.falls.subtitle')}
      table={<FallsTable falls={falls} />}
    >
      <Falls falls={falls} target={target} />
    </Picture>
  )
}
