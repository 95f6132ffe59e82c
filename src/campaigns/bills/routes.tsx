import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../house/errors.ts'
import { historyView } from '../../house/history/history-view.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import { type House, today } from '../../house/house.ts'
import { namesOf } from '../../people/organisations/people.ts'
import type { Asker } from '../../people/policy/actions.ts'
import { allow } from '../../people/policy/policy.ts'
import type { Language } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { wordsFor } from '../coalition/schema.ts'
import { campaignsThatAsk } from '../coalition/store.ts'
import { inLanguage, organisationsWhere } from '../desk.ts'
import { allPacks } from '../legislatures/store.ts'
import { billApi } from './api.ts'
import { dayAsked } from './day.ts'
import { enterRoutes } from './enter-routes.tsx'
import { typedKind } from './forms.ts'
import { BillPage } from './pages/bill-page.tsx'
import { BillsPage } from './pages/bills-page.tsx'
import { type Bill, type BillEntry, entriesOf } from './schema.ts'
import { sessionName } from './session-name.ts'
import { standingOn } from './standing.ts'
import { billOf, billsOf, chambersOf, listBills, machineFor } from './store.ts'
import { billRecord } from './write.ts'

/** What somebody may do about an entry. Who only lacks the second factor is led to the door, which asks for it. */
const mayOf = (asker: Asker) => (entry: BillEntry) => {
  const { organisation, content } = entry
  const { allowed, because } = allow(
    asker,
    'correct bills',
    organisation === null ? { kind: 'house' } : { kind: 'organisation', id: organisation },
  )
  if (typedKind(content.kind) !== null && (allowed || because.why.startsWith('second factor')))
    return 'correct'
  return content.kind !== 'dispute' && !allowed && organisationsWhere(asker, 'run campaigns').length > 0
    ? 'dispute'
    : null
}

const OnDay = Type.Object({ on: Type.Optional(Type.String({ maxLength: 40 })) })
const ById = Type.Object({ id: Type.String({ maxLength: 60 }) })

/** Bills as everybody reads them, and as campaigners enter what they know. */
export const billRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const reading = { may: 'read what is public' } as const
    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    // Faults of this part are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })
    await http.register(billApi(house))
    await http.register(enterRoutes(house, assets))

    const sessionNames = async (language: Language) => {
      const cards = (await allPacks(db)).map(({ card }) => card)
      return (bill: Pick<Bill, 'legislature' | 'session'>) => sessionName(cards, bill, language)
    }

    http.get('/bills', { config: reading, schema: { querystring: OnDay } }, async (request, reply) => {
      const nameOf = await sessionNames(request.language)
      const bills = await Promise.all(
        (await listBills(db)).map(async (bill) => ({
          bill,
          machine: await machineFor(db, bill.legislature, bill.session.id),
          session: nameOf(bill),
        })),
      )
      return reply.html(
        renderPage(
          <BillsPage
            context={contextOf(request)}
            bills={bills}
            day={dayAsked(request.query.on, today(house))}
          />,
        ),
      )
    })

    http.get(
      '/bills/:id',
      { config: reading, schema: { params: ById, querystring: OnDay } },
      async (request, reply) => {
        const { language, person } = request
        const day = dayAsked(request.query.on, today(house))
        const bill = await billOf(db, request.params.id)
        const machine = await machineFor(db, bill.legislature, bill.session.id)
        const named = new Set(entriesOf(bill, 'related').map(({ content }) => content.bill))
        const campaigns = await campaignsThatAsk(db, { bill: bill.id })
        return reply.html(
          renderPage(
            <BillPage
              context={contextOf(request)}
              bill={bill}
              day={day}
              machine={machine}
              chambers={await chambersOf(db, bill.legislature)}
              session={(await sessionNames(language))(bill)}
              standing={standingOn(bill, machine, day)}
              relatives={new Map((await billsOf(db, [...named])).map((each) => [each.id, each]))}
              organisations={await organisationNames(bill)}
              campaigns={campaigns.map(({ campaign }) => ({
                name: wordsFor(campaign.words, language, campaign.languages)?.words.title ?? campaign.slug,
                path: `/campaigns/${campaign.slug}`,
              }))}
              mayEnter={organisationsWhere(person, 'run campaigns').length > 0}
              mayOf={mayOf(person)}
              history={
                <HistorySection view={await historyView(db, billRecord(bill.id), { limit: 5 }, namesOf)} />
              }
            />,
          ),
        )
      },
    )

    async function organisationNames(bill: Bill): Promise<Map<string, string>> {
      const ids = [
        ...new Set(bill.entries.flatMap(({ organisation }) => (organisation === null ? [] : [organisation]))),
      ]
      if (ids.length === 0) return new Map()
      const rows = await db
        .selectFrom('organisations')
        .select(['id', 'name'])
        .where('id', 'in', ids)
        .execute()
      return new Map(rows.map(({ id, name }) => [id, name]))
    }
  }
