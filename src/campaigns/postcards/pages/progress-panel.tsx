import { bandOf } from '../../../house/small-counts/bands.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { formatBand, formatDay, formatNumber, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section, Verdict } from '../../../ui/section.tsx'
import type { Delivery } from '../batches.ts'
import type { Progress } from '../progress.ts'
import { words } from '../words/words.ts'

/** Where the cards of a campaign stand, for everybody: what was counted first, what is only claimed apart. */
export function ProgressPanel({
  progress,
  deliveries,
  fewest,
  language,
}: {
  progress: Progress
  deliveries: readonly (Delivery & { place: string | null })[]
  fewest: number
  language: Language
}) {
  const say = speak(words, language)
  const number = (n: number) => formatNumber(language, n)
  const { advocates, promised, claimed, checked, delivered, unchecked, listed } = progress
  const banded = (band: { atLeast: number; atMost: number } | null) =>
    band === null ? say('panel.small', { fewest }) : formatBand(language, band)
  return (
    <Section id="cards" title={say('panel.title')} note={say('panel.note')}>
      <Verdict>
        <Rich
          say={say}
          word="panel.checked"
          values={{ checked }}
          parts={{ b: (text) => <strong>{text}</strong> }}
        />
      </Verdict>
      <DataTable
        caption={say('panel.steps')}
        columns={[
          { key: 'step', head: say('panel.step') },
          { key: 'n', head: say('panel.cards'), number: true },
        ]}
        rows={[
          { key: 'promised', cells: { step: say('step.promised', { advocates }), n: number(promised) } },
          { key: 'claimed', cells: { step: say('step.claimed'), n: number(claimed) } },
          { key: 'checked', own: true, cells: { step: say('step.checked'), n: number(checked) } },
          { key: 'delivered', cells: { step: say('step.delivered'), n: banded(delivered) } },
        ]}
      />
      <p className="prose">
        {say('panel.unchecked', { batches: unchecked.batches, cards: number(unchecked.cards) })}{' '}
        {say('panel.listed', { listed })}
      </p>
      {(
        [
          ['panel.states', progress.states],
          ['panel.districts', progress.districts],
        ] as const
      ).map(([caption, places]) =>
        places.length > 0 ? (
          <DataTable
            key={caption}
            caption={say(caption)}
            columns={[
              { key: 'place', head: say('panel.place') },
              { key: 'n', head: say('panel.cards'), number: true },
            ]}
            rows={places.map(({ place, ...band }) => ({
              key: place,
              cells: { place: shortOf(place), n: formatBand(language, band) },
            }))}
          />
        ) : null,
      )}
      {deliveries.length === 0 ? null : (
        <DataTable
          caption={say('panel.offices')}
          columns={[
            { key: 'office', head: say('panel.office') },
            { key: 'on', head: say('panel.day') },
            { key: 'n', head: say('panel.cards'), number: true },
          ]}
          rows={deliveries.map(({ act, office, legislator, place, on, cards }) => ({
            key: act,
            cells: {
              office:
                legislator === null ? (
                  office
                ) : (
                  <>
                    <a href={pathIn(language, `/legislators/${legislator}`)}>{place ?? legislator}</a>,{' '}
                    {office}
                  </>
                ),
              on: formatDay(language, on),
              n: banded(bandOf(cards, fewest)),
            },
          }))}
        />
      )}
    </Section>
  )
}

/** “FL” as it is, and “…/state:fl/cd:14” as “FL-14”. */
export const shortOf = (place: string): string => {
  const [, state, kind, number] =
    /\/(?:state|district|territory):([a-z]{2})(?:\/([a-z]+):([^/]+))?$/.exec(place) ?? []
  if (state === undefined) return place
  const name = state.toUpperCase()
  return number === undefined ? name : `${name}-${kind === 'cd' ? '' : `${kind}-`}${number}`
}
