import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { country, countryName } from '../../countries/registry.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { type Language, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { HeldRole, Subject } from '../policy/actions.ts'
import { roleName } from '../policy/words.ts'
import { type CompactNames, compactsOfPerson, compactToRead, namesOfScopes } from './compacts.ts'
import { seesUnlisted } from './desk.ts'
import { whatSomebodyMay } from './may.ts'
import { type Assets, pageContextOf, sayTo } from './page-door.ts'
import { MayPage } from './pages/may-page.tsx'
import { scopeIn } from './pages/view.ts'
import { governmentsOf, searchOrganisations } from './store.ts'
import { words } from './words.ts'

/** What everybody may, here or in one place, with their roles and the reasons. */
export const mayRoutes =
  (house: House, assets: Assets, compacts: CompactNames): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const contextOf = pageContextOf(assets)

    http.get(
      '/account/may',
      {
        config: { may: 'read what is public' },
        schema: {
          querystring: Type.Object({
            organisation: Type.Optional(Type.String({ maxLength: 40 })),
            country: Type.Optional(Type.String({ maxLength: 40 })),
            compact: Type.Optional(Type.String({ maxLength: 40 })),
          }),
        },
      },
      async (request, reply) => {
        const { person, language } = request
        const say = sayTo(request)
        const asked = {
          organisation: request.query.organisation ?? '',
          country: request.query.country ?? '',
          compact: request.query.compact ?? '',
        }
        const choice =
          person === null ? [] : await searchOrganisations(db, { sees: seesUnlisted(person), limit: 200 })
        const organisation = choice.find(({ id }) => id === asked.organisation)
        const iso3 = country(asked.country)?.iso3
        const own = await compactsOfPerson(db, compacts, person, language)
        const compact = isUuid(asked.compact)
          ? await compactToRead(db, compacts, person, asked.compact)
          : null
        const subject: Subject =
          organisation !== undefined
            ? { kind: 'organisation', id: organisation.id }
            : iso3 !== undefined
              ? { kind: 'country', id: iso3, governments: await governmentsOf(db, iso3) }
              : (compact ?? { kind: 'house' })
        const [named] = subject.kind === 'compact' ? await compacts.named(db, [subject.id], language) : []
        const about =
          organisation?.name ??
          (iso3 === undefined ? (named?.name ?? say('may.about house')) : countryName(iso3, language))
        const places = await namesOfScopes(db, compacts, person?.roles ?? [], language)
        const names = new Map(choice.map(({ id, name }) => [id, name]))
        return reply.html(
          renderPage(
            <MayPage
              context={contextOf(request)}
              told={whatSomebodyMay(person, subject, language)}
              roles={(person?.roles ?? []).map((held) => heldIn(language, held, names, places))}
              signedIn={person !== null}
              about={about}
              asked={asked}
              organisations={choice}
              compacts={own}
            />,
          ),
        )
      },
    )
  }

/** A role as somebody holds it, in words: “representative in Free Hands, for Ghana”. */
function heldIn(
  language: Language,
  { role, organisation, scope }: HeldRole,
  names: ReadonlyMap<string, string>,
  compacts: ReadonlyMap<string, string>,
): string {
  const say = speak(words, language)
  const name = roleName(role, language)
  const place = scope === null ? null : scopeIn(language, scope, compacts)
  if (organisation === null)
    return place === null
      ? say('may.role house', { role: name })
      : say('may.role place', { role: name, place })
  const there = names.get(organisation) ?? organisation
  return place === null
    ? say('may.role organisation', { role: name, organisation: there })
    : say('may.role organisation place', { role: name, organisation: there, place })
}
