import type { Observation } from '../../indicators/schema.ts'
import { weakness } from '../../selection/explanation.ts'
import { codeName } from '../../selection/sentences.ts'
import { type Tier, type TierLine, TierStrip, TierTable } from '../../ui/charts/tier-strip.tsx'
import { Finding } from '../../ui/finding.tsx'
import { capital, pathIn } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { tierRecord } from '../in-short.ts'
import { frontWords } from '../words.ts'
import { signedOn } from './country-compacts.tsx'

/** Every tier a report gave, beside those of the neighbours, with the weak years named. */
export function Tiers({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, name, tiers, neighbours, reports, region } = facts
  const record = tierRecord(facts)
  const strip = {
    country: tierLine(iso3, name, tiers),
    neighbours: neighbours.map((each) =>
      tierLine(each.iso3, each.name, each.tiers, pathIn(language, `/countries/${each.iso3}`)),
    ),
    from: reports.first,
    to: reports.last,
    events: facts.compacts.facts
      .filter(({ from }) => Number(from.slice(0, 4)) <= reports.last)
      .map((fact) => ({
        year: Number(fact.from.slice(0, 4)),
        text: say('tiers.compact', {
          when: typeof fact.fields.signed === 'string' ? signedOn(fact, language) : fact.from.slice(0, 4),
        }),
      })),
  }
  const most = [...record.counts].sort((a, b) => b.reports - a.reports)[0]
  const changes = tierChanges(tiers)
  const weak = tiers.filter(({ basis }) => basis !== null)
  const caveats = [...new Set(weak.map(({ basis }) => basis!))].map((basis) =>
    say('tiers.weak', {
      years: weak
        .filter((one) => one.basis === basis)
        .map(({ year }) => year)
        .join(', '),
      why: weakness(language, basis),
    }),
  )
  return (
    <Section title={say('tiers.title', { country: name })} note={say('tiers.note')}>
      <Finding
        title={
          most
            ? say('tiers.finding', {
                tier: capital(language, codeName(language, 'tip_tier', most.code)),
                reports: most.reports,
                of: record.rated,
                ups: changes.up,
                downs: changes.down,
              })
            : say('tiers.none', { country: name })
        }
        subtitle={
          <>
            {neighbours.length > 0
              ? say('tiers.subtitle', {
                  count: neighbours.length,
                  region: region?.subregionName ?? '',
                })
              : say('tiers.alone')}
            <SourceMark id="us-tip-report" />
          </>
        }
        caveat={caveats.join(' ')}
        table={<TierTable {...strip} caption={say('tiers.caption')} yearHead={say('tiers.report')} />}
        download={`/api/v1/observations.csv?indicator=tip_tier&iso3=${iso3}`}
        method={pathIn(language, '/indicators/tip_tier')}
      >
        <TierStrip {...strip} />
      </Finding>
    </Section>
  )
}

function tierLine(iso3: string, name: string, tiers: Observation[], href?: string): TierLine {
  return {
    key: iso3,
    name,
    ...(href === undefined ? {} : { href }),
    years: tiers.map(({ year, code, basis }) => ({
      year,
      tier: code as Tier | null,
      inferred: basis === 'by elimination' || basis === 'inferred',
    })),
  }
}

/** How often the tier of a report was better, and worse, than that of the report before it. */
function tierChanges(tiers: Observation[]): { up: number; down: number } {
  const order = ['3', '2WL', '2', '1']
  const held = tiers
    .filter(({ code }) => code !== null && order.includes(code))
    .sort((a, b) => a.year - b.year)
  let up = 0
  let down = 0
  for (let place = 1; place < held.length; place++) {
    const step = order.indexOf(held[place]!.code!) - order.indexOf(held[place - 1]!.code!)
    if (step > 0) up++
    if (step < 0) down++
  }
  return { up, down }
}
