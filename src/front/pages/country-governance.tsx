import type { VintageEntry } from '../../indicators/store.ts'
import { textIn } from '../../selection/sentences.ts'
import { DotRange, DotRangeTable, type RangeRow } from '../../ui/charts/dot-range.tsx'
import { Finding } from '../../ui/finding.tsx'
import { pathIn } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { governanceShown } from '../fact-fields.ts'
import { frontWords } from '../words.ts'

/** The governance estimates with their 90 % intervals, against the neighbours. */
export function Governance({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, name, neighbours, governance, region } = facts
  const entry = (series: string, code: string): VintageEntry =>
    governance.entries[series]?.[code] ?? { observation: null, missing: 'not yet imported' }
  const value = ({ observation, missing }: VintageEntry) => {
    const error = observation?.standardError ?? null
    const estimate = observation?.value ?? null
    return {
      value: estimate,
      low: estimate === null || error === null ? null : estimate - 1.645 * error,
      high: estimate === null || error === null ? null : estimate + 1.645 * error,
      ...(missing === null ? {} : { missing: say(`missing.${missing}`) }),
    }
  }
  const row = (code: string, title: string, own: boolean): RangeRow => ({
    key: code,
    name: title,
    own,
    ...(own ? {} : { href: pathIn(language, `/countries/${code}`) }),
    values: Object.fromEntries(governanceShown.map((id) => [id, value(entry(id, code))])),
  })
  const mean = (code: string) => {
    const values = governanceShown
      .map((id) => entry(id, code).observation?.value)
      .filter((one) => one != null)
    return values.length === 0
      ? Number.NEGATIVE_INFINITY
      : values.reduce((sum, one) => sum + one, 0) / values.length
  }
  const peers = [...neighbours].sort((a, b) => mean(b.iso3) - mean(a.iso3))
  const years = [
    ...new Set(governanceShown.map((id) => entry(id, iso3).observation?.year).filter((year) => year != null)),
  ]
  const known = governanceShown.filter((id) => entry(id, iso3).observation?.value != null)
  const ahead = known.filter((id) => {
    const own = entry(id, iso3).observation!.value!
    const others = peers.map((peer) => entry(id, peer.iso3).observation?.value).filter((one) => one != null)
    const below = others.filter((one) => one < own).length
    return below * 2 > others.length
  }).length
  const source = entry(governanceShown[0]!, iso3).observation?.source ?? 'world-bank-wgi'
  const revised = governance.series[0]?.revised ?? entry(governanceShown[0]!, iso3).observation?.revised
  const ranges = {
    caption: say('governance.caption'),
    rowHead: say('list.country'),
    panels: governance.series.map((series) => ({
      key: series.id,
      name: textIn(language, series.title),
      domain: [-2.5, 2.5] as [number, number],
      ticks: [-2, -1, 0, 1, 2],
      zero: 0,
    })),
    rows: [row(iso3, name, true), ...peers.map((peer) => row(peer.iso3, peer.name, false))],
    digits: 2,
    signed: true,
  }
  return (
    <Section title={say('governance.title')} note={say('governance.note')}>
      <Finding
        title={
          known.length === 0
            ? say('governance.none', { country: name })
            : say('governance.finding', { ahead, of: known.length, count: peers.length })
        }
        subtitle={
          <>
            {say('governance.subtitle', {
              year: years.join(', '),
              revised: revised ?? '',
              region: region?.subregionName ?? '',
            })}
            <SourceMark id={source} />
          </>
        }
        caveat={say('governance.caveat')}
        table={<DotRangeTable {...ranges} />}
        download={`/api/v1/observations.csv?indicator=wgi_rule_of_law&iso3=${iso3}`}
        method={pathIn(language, '/indicators/wgi_rule_of_law')}
      >
        <DotRange {...ranges} />
      </Finding>
    </Section>
  )
}
