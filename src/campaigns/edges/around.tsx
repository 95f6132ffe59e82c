import { bandOf } from '../../house/small-counts/bands.ts'
import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { formatDay, pathIn, speak } from '../../ui/language.ts'
import { Section, Sentence } from '../../ui/section.tsx'
import type { CampaignPanel, ConsolePanel } from '../coalition/panels.ts'
import { wordsFor } from '../coalition/schema.ts'
import { isPublic } from '../coalition/states.ts'
import { campaignOf } from '../coalition/store.ts'
import type { LedgerEntry, LedgerPart } from '../ledger/entry.ts'
import { type Delivery, type DeliveryState, deliveryStates, leftBy } from './schema.ts'
import { deliveriesOf } from './store.ts'
import { words } from './words/words.ts'

/** What handing over puts on the page of a campaign: of one office each delivery, of seats their sum by state. */
export const deliveryPanel: CampaignPanel = async ({ house, request: { language }, campaign }) => {
  const deliveries = (await deliveriesOf(house.db, { campaign: campaign.id })).flatMap((delivery): Left[] => {
    const left = leftBy(delivery, delivery.now.on)
    return left === null ? [] : [{ ...delivery, ...left }]
  })
  if (deliveries.length === 0) return null
  const say = speak(words, language)
  const fewest = house.settings.fewestShown
  const toOffices = deliveries.filter(({ seat }) => seat === null)
  return (
    <Section title={say('panel.title')} note={say('panel.note')}>
      {toOffices.map(({ id, office, letters, counted, now }) => (
        <Sentence key={id}>
          {letters < fewest && counted < fewest
            ? say('panel.few', { fewest, state: say(`state.${now.state}`) })
            : say('panel.one', {
                n: 1,
                counted,
                day: formatDay(language, now.on),
                office,
                state: say(`state.${now.state}`),
              })}
        </Sentence>
      ))}
      {sums(deliveries.filter(({ seat }) => seat !== null)).map(({ state, letters, offices }) => (
        <Sentence key={state}>
          {letters < fewest
            ? say('panel.few', { fewest, state: say(`state.${state}`) })
            : say('panel.offices', {
                letters: bandOf(letters, fewest)?.atLeast ?? 0,
                offices,
                state: say(`state.${state}`),
              })}
        </Sentence>
      ))}
    </Section>
  )
}

/** A delivery that left, with the numbers of its files as it did. */
type Left = Delivery

function sums(deliveries: readonly Left[]): { state: DeliveryState; letters: number; offices: number }[] {
  return deliveryStates.flatMap((state) => {
    const its = deliveries.filter(({ now }) => now.state === state)
    return its.length === 0
      ? []
      : [
          {
            state,
            letters: its.reduce((sum, { letters }) => sum + letters, 0),
            offices: new Set(its.map(({ seat }) => seat)).size,
          },
        ]
  })
}

/** The way to handing over, for who may see supporters. */
export const deliveriesDoor: ConsolePanel = {
  may: 'see supporters',
  show: async ({ request: { language }, campaign }) => {
    const say = speak(words, language)
    return (
      <Section id="deliveries" title={say('title')} note={say('intro')}>
        <Buttons>
          <ButtonLink href={pathIn(language, `/campaigns/${campaign.slug}/manage/deliveries`)}>
            {say('look')}
          </ButtonLink>
        </Buttons>
      </Section>
    )
  },
}

/** Letters that were handed to a legislator, as far as is known: those put up only are none. Numbers as bands. */
export const fromDeliveries: LedgerPart = async ({ house: { db, settings }, legislator, asOf, language }) => {
  const fewest = settings.fewestShown
  const say = speak(words, language)
  const lines: LedgerEntry[] = []
  for (const delivery of await deliveriesOf(db, { legislator: legislator.key })) {
    const now = delivery.steps.findLast(({ on }) => on <= asOf)
    const left = leftBy(delivery, asOf)
    if (now === undefined || left === null) continue
    const campaign = await campaignOf(db, delivery.campaign)
    if (!isPublic(campaign)) continue
    const band = bandOf(left.letters, fewest)
    const told = { channel: say(`channel.${delivery.channel}`), state: say(`state.${now.state}`) }
    lines.push({
      kind: 'letters',
      event: delivery.id,
      on: now.on,
      campaign: {
        slug: campaign.slug,
        title: wordsFor(campaign.words, language, campaign.languages)?.words.title ?? campaign.slug,
      },
      ask: delivery.ask.key,
      bill: null,
      text:
        band === null
          ? say('ledger.few', { fewest, ...told })
          : say('ledger.letters', { n: band.atLeast, ...told }),
      count: band?.atLeast ?? null,
      position: null,
      source: null,
      private: false,
    })
  }
  return lines
}
