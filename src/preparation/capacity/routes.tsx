import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { takeUploads, uploadErrors, uploadIn } from '../../house/documents/uploads.ts'
import { historyView } from '../../house/history/history-view.ts'
import { historySubject } from '../../house/history/kinds.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { guardedCsvLine } from '../../indicators/csv-text.ts'
import type { Change, Trx } from '../../people/organisations/change.ts'
import { changeFor } from '../../people/organisations/desk.ts'
import { namesOf } from '../../people/organisations/people.ts'
import { findOrganisation } from '../../people/organisations/store.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { capacityApi } from './api.ts'
import { codeOf, countryIn, dayIn, errorsFrom, mayWrite, onCountry, voicesOf } from './desk.ts'
import { CapacityFault } from './faults.ts'
import { readInstitution, readReason, readRound, type Typed, typedIn, versionIn } from './forms.ts'
import { CapacityDiffPage } from './pages/diff-page.tsx'
import { InstitutionFormPage, typedInstitution } from './pages/institution-form-page.tsx'
import { CapacityListPage } from './pages/list-page.tsx'
import { CapacityMapPage } from './pages/map-page.tsx'
import { faultText } from './pages/parts.tsx'
import { NewRoundPage, RoundPage } from './pages/round-page.tsx'
import { WritePage } from './pages/write-page.tsx'
import {
  fieldName,
  parsedReadings,
  readReading,
  type TypedReading,
  typedFrom,
  typedTasks,
} from './reading.ts'
import type { Institution, Round, Task } from './schema.ts'
import { sides } from './schema.ts'
import { cellsOf } from './standing.ts'
import {
  addInstitution,
  allInstitutionsOf,
  beginRound,
  calledAt,
  capacityGaps,
  changeInstitution,
  daysOf,
  draftsOf,
  dropRound,
  endInstitution,
  findInstitution,
  findRound,
  institutionsOf,
  mapOf,
  mappedCountries,
  mapRecord,
  publishRound,
  readingsOf,
  type Written,
  writeReadings,
  wroteIn,
} from './store.ts'
import { words } from './words.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'

const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const ByCountry = Type.Object({ iso3: Type.String({ maxLength: 20 }) })
const ByInstitution = Type.Object({ ...ByCountry.properties, institution: Id })
const ByRound = Type.Object({ ...ByCountry.properties, round: Id })
const ByPart = Type.Object({ ...ByRound.properties, institution: Id })
const Form = Type.Record(Type.String(), Type.Unknown())
const On = Type.Object({ on: Type.Optional(Type.String({ maxLength: 10 })) })

type Assets = { css: string[]; js: string[] }

/** The capacity map: countries, one country, its institutions, and rounds of assessment by form and by workbook. */
export const capacityRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house

    // Faults of this part are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof CapacityFault ? error.in(request.language) : error
    })
    await http.register(capacityApi(house))

    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    const sayTo = ({ language }: FastifyRequest) => speak(words, language)
    const today = () => house.now().toISOString().slice(0, 10)
    const thisYear = () => house.now().getUTCFullYear()
    const on = onCountry(house)
    const reading = { may: 'read what is public' } as const
    const assessing = { may: 'assess capacity', on } as const
    const voicesIn = async (request: FastifyRequest) => voicesOf(request.person, await on(request))

    /* what everybody reads */

    http.get(
      '/capacity',
      {
        config: reading,
        schema: { querystring: Type.Object({ country: Type.Optional(Type.String({ maxLength: 20 })) }) },
      },
      async (request, reply) => {
        if (request.query.country)
          return seeOther(reply, request, `/capacity/${codeOf(request.query.country)}`)
        return reply.html(
          renderPage(<CapacityListPage context={contextOf(request)} rows={await mappedCountries(db)} />),
        )
      },
    )

    http.get(
      '/capacity/:iso3',
      { config: reading, schema: { params: ByCountry, querystring: On } },
      async (request, reply) => {
        const country = countryIn(request)
        const day = dayIn(request.query.on)
        const voices = await voicesIn(request)
        const record = mapRecord(country)
        const history = allow(request.person, 'read history', historySubject(record)).allowed ? (
          <HistorySection view={await historyView(db, record, { limit: 5 }, namesOf)} />
        ) : null
        return reply.html(
          renderPage(
            <CapacityMapPage
              context={contextOf(request)}
              map={await mapOf(db, country, { on: day })}
              found={await capacityGaps(db, country, { on: day })}
              days={await daysOf(db, country)}
              drafts={
                day === null ? (await draftsOf(db, country)).filter((round) => mayWrite(voices, round)) : []
              }
              mayAssess={voices.house || voices.governments.length > 0}
              history={history}
              today={today()}
            />,
          ),
        )
      },
    )

    http.get(
      '/capacity/:iso3/map.csv',
      { config: reading, schema: { params: ByCountry, querystring: On } },
      async (request, reply) => {
        const country = countryIn(request)
        const map = await mapOf(db, country, { on: dayIn(request.query.on) })
        const head = [
          'country',
          'institution',
          'kind',
          'place',
          'ended',
          'task',
          'side',
          'level',
          'evidence',
          'address',
          'year',
          'day',
          'by',
        ]
        const rows = cellsOf(map).flatMap(({ institution, task, ...said }) =>
          sides.map((side) => {
            const its = said[side]
            return [
              country,
              institution.name,
              institution.kind,
              institution.place ?? '',
              institution.ended?.slice(0, 10) ?? '',
              task,
              side,
              its === null ? 'not assessed' : (its.level ?? 'not known'),
              its?.evidence ?? '',
              its?.address ?? '',
              its?.year ?? '',
              its?.round.day ?? '',
              its?.round.organisation?.name ?? its?.round.saidBy ?? '',
            ].map(String)
          }),
        )
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="capacity-${country}.csv"`)
          .send([head, ...rows].map(guardedCsvLine).join(''))
      },
    )

    /* institutions */

    const sendInstitution = (
      request: FastifyRequest,
      reply: FastifyReply,
      country: string,
      institution: Institution | null,
      typed: Typed,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <InstitutionFormPage
            context={contextOf(request)}
            country={country}
            institution={institution}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/capacity/:iso3/institutions/new',
      { config: assessing, schema: { params: ByCountry } },
      async (request, reply) =>
        sendInstitution(request, reply, countryIn(request), null, { level: 'national' }),
    )

    http.post(
      '/capacity/:iso3/institutions',
      { config: assessing, schema: { params: ByCountry, body: Form } },
      async (request, reply) => {
        const country = countryIn(request)
        const typed = typedIn(request.body)
        const read = readInstitution(typed, sayTo(request))
        if ('errors' in read) return sendInstitution(request, reply, country, null, typed, read.errors)
        try {
          await changeFor(house, request, async (trx, change) => ({
            status: 303,
            body: await addInstitution(trx, change, country, read.values),
          }))
          return seeOther(reply, request, `/capacity/${country}`)
        } catch (error) {
          return sendInstitution(request, reply, country, null, typed, errorsFrom(error, request.language))
        }
      },
    )

    http.get(
      '/capacity/:iso3/institutions/:institution',
      { config: assessing, schema: { params: ByInstitution } },
      async (request, reply) => {
        const country = countryIn(request)
        const institution = await findInstitution(db, country, request.params.institution)
        return sendInstitution(request, reply, country, institution, typedInstitution(institution))
      },
    )

    /** A change of an institution: read from the form, made, and shown again beside what stands in its way. */
    const changing =
      <Values,>(
        read: (typed: Typed, say: ReturnType<typeof sayTo>) => { values: Values } | { errors: FieldError[] },
        /** What the form shows again. */
        shown: (typed: Typed, institution: Institution) => Typed,
        make: (
          trx: Trx,
          change: Change,
          at: { country: string; id: string; version: number },
          values: Values,
        ) => Promise<void>,
      ) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        const country = countryIn(request)
        const { institution: id } = request.params as Static<typeof ByInstitution>
        const institution = await findInstitution(db, country, id)
        const sent = typedIn(request.body)
        const typed = shown(sent, institution)
        const found = read(sent, sayTo(request))
        const version = versionIn(sent)
        if ('errors' in found || version === null)
          return sendInstitution(request, reply, country, institution, typed, [
            ...('errors' in found ? found.errors : []),
            ...(version === null ? [{ field: 'version', message: sayTo(request)('error.version') }] : []),
          ])
        try {
          await changeFor(house, request, async (trx, change) => {
            await make(trx, change, { country, id, version }, found.values)
            return { status: 303 }
          })
          return seeOther(reply, request, `/capacity/${country}`)
        } catch (error) {
          const now = await findInstitution(db, country, id)
          return sendInstitution(request, reply, country, now, typed, errorsFrom(error, request.language))
        }
      }

    http.post(
      '/capacity/:iso3/institutions/:institution',
      { config: assessing, schema: { params: ByInstitution, body: Form } },
      changing(readInstitution, (typed) => typed, changeInstitution),
    )

    http.post(
      '/capacity/:iso3/institutions/:institution/end',
      { config: assessing, schema: { params: ByInstitution, body: Form } },
      changing(
        readReason,
        ({ reason = '' }, institution) => ({ ...typedInstitution(institution), reason }),
        (trx, change, at, { reason }) => endInstitution(trx, change, at, reason),
      ),
    )

    /* rounds */

    const sendNewRound = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const voices = await voicesIn(request)
      const governments = await Promise.all(
        voices.governments.map(async (id) => [id, (await findOrganisation(db, id)).name] as const),
      )
      return reply.html(
        renderPage(
          <NewRoundPage
            context={contextOf(request)}
            country={countryIn(request)}
            voices={voices}
            governments={new Map(governments)}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/capacity/:iso3/rounds/new',
      { config: assessing, schema: { params: ByCountry } },
      async (request, reply) => {
        if ((await institutionsOf(db, countryIn(request))).length === 0)
          throw new CapacityFault('no institutions')
        return sendNewRound(request, reply, { day: today() })
      },
    )

    http.post(
      '/capacity/:iso3/rounds',
      { config: assessing, schema: { params: ByCountry, body: Form } },
      async (request, reply) => {
        const country = countryIn(request)
        const typed = typedIn(request.body)
        const read = readRound(typed, await voicesIn(request), today(), sayTo(request))
        if ('errors' in read) return sendNewRound(request, reply, typed, read.errors)
        const { location } = await changeFor(house, request, async (trx, change) => ({
          status: 303,
          location: `/capacity/${country}/rounds/${await beginRound(trx, change, country, read.values)}`,
        }))
        return seeOther(reply, request, location ?? `/capacity/${country}`)
      },
    )

    /** A round the reader may see: published ones everybody, others who may write in them. */
    const roundFor = async (request: FastifyRequest): Promise<{ round: Round; writes: boolean }> => {
      const { round: id } = request.params as { round: string }
      const round = await findRound(db, countryIn(request), id)
      const writes = mayWrite(await voicesIn(request), round)
      if (round.state !== 'published' && !writes) throw new CapacityFault('no round')
      return { round, writes }
    }
    /** A draft the sender may write in. */
    const draftFor = async (request: FastifyRequest): Promise<Round> => {
      const { round, writes } = await roundFor(request)
      if (!writes) throw new CapacityFault('not your round')
      if (round.state !== 'draft') throw new CapacityFault('round closed')
      return round
    }

    const sendRound = async (
      request: FastifyRequest,
      reply: FastifyReply,
      { round, writes }: { round: Round; writes: boolean },
      { typed = {}, errors = [] }: { typed?: Typed; errors?: FieldError[] } = {},
    ) => {
      if (errors.length > 0) reply.code(422)
      const readings = await readingsOf(db, round.id)
      const spoken = new Set(readings.map(({ institution }) => institution))
      const all = await allInstitutionsOf(db, round.country)
      return reply.html(
        renderPage(
          <RoundPage
            context={contextOf(request)}
            round={round}
            institutions={all
              .filter(({ id, ended }) =>
                round.state === 'draft' ? ended === null || spoken.has(id) : spoken.has(id),
              )
              .map((each) => (round.closed === null ? each : calledAt(each, round.closed)))}
            readings={readings}
            writes={writes}
            wrote={writes && (await wroteIn(db, round, request.person?.id ?? null))}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/capacity/:iso3/rounds/:round',
      { config: reading, schema: { params: ByRound } },
      async (request, reply) => sendRound(request, reply, await roundFor(request)),
    )

    http.post(
      '/capacity/:iso3/rounds/:round/publish',
      { config: assessing, schema: { params: ByRound, body: Form } },
      async (request, reply) => {
        const { round, writes } = await roundFor(request)
        if (!writes) throw new CapacityFault('not your round')
        const version = versionIn(typedIn(request.body))
        if (version === null)
          return sendRound(
            request,
            reply,
            { round, writes },
            {
              errors: [{ field: 'publish', message: sayTo(request)('error.version') }],
            },
          )
        try {
          await changeFor(house, request, async (trx, change) => {
            await publishRound(trx, change, { country: round.country, round: round.id, revision: version })
            return { status: 303 }
          })
          return seeOther(reply, request, `/capacity/${round.country}`)
        } catch (error) {
          return sendRound(request, reply, await roundFor(request), {
            errors: errorsFrom(error, request.language, 'publish').map((each) => ({
              ...each,
              field: 'publish',
            })),
          })
        }
      },
    )

    http.post(
      '/capacity/:iso3/rounds/:round/drop',
      { config: assessing, schema: { params: ByRound, body: Form } },
      async (request, reply) => {
        const { round, writes } = await roundFor(request)
        if (!writes) throw new CapacityFault('not your round')
        const typed = typedIn(request.body)
        const read = readReason(typed, sayTo(request))
        if ('errors' in read)
          return sendRound(request, reply, { round, writes }, { typed, errors: read.errors })
        await changeFor(house, request, async (trx, change) => {
          await dropRound(trx, change, { country: round.country, round: round.id }, read.values.reason)
          return { status: 303 }
        })
        return seeOther(reply, request, `/capacity/${round.country}`)
      },
    )

    /* what a round says of one institution */

    const sendWrite = (
      request: FastifyRequest,
      reply: FastifyReply,
      view: {
        round: Round
        institution: Institution
        typed: ReadonlyMap<Task, TypedReading>
        errors?: FieldError[]
        saved?: boolean
      },
    ) => {
      if (view.errors !== undefined && view.errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(<WritePage context={contextOf(request)} {...view} errors={view.errors ?? []} />),
      )
    }
    const institutionIn = async (request: FastifyRequest, round: Round) => {
      const { institution: id } = request.params as { institution: string }
      const institution = await findInstitution(db, round.country, id)
      if (institution.ended !== null) throw new CapacityFault('institution ended', { name: institution.name })
      return institution
    }

    http.get(
      '/capacity/:iso3/rounds/:round/:institution',
      {
        config: assessing,
        schema: {
          params: ByPart,
          querystring: Type.Object({ saved: Type.Optional(Type.String({ maxLength: 10 })) }),
        },
      },
      async (request, reply) => {
        const round = await draftFor(request)
        const institution = await institutionIn(request, round)
        const said = (await readingsOf(db, round.id)).filter((each) => each.institution === institution.id)
        const typed = new Map(said.map((each) => [each.task, typedFrom(each)]))
        return sendWrite(request, reply, { round, institution, typed, saved: request.query.saved === 'yes' })
      },
    )

    http.post(
      '/capacity/:iso3/rounds/:round/:institution',
      { config: assessing, schema: { params: ByPart, body: Form } },
      async (request, reply) => {
        const round = await draftFor(request)
        const institution = await institutionIn(request, round)
        const sent = typedIn(request.body)
        const say = sayTo(request)
        const typed = typedTasks(sent, institution.tasks)
        const written: Written[] = []
        const errors: FieldError[] = []
        for (const [task, each] of typed) {
          const read = readReading(each, thisYear())
          if ('faults' in read)
            errors.push(
              ...read.faults.map(({ field, fault }) => ({
                field: fieldName(field, task),
                message: `${say(`task.${task}`)}: ${faultText(say, fault)}`,
              })),
            )
          else written.push({ institution: institution.id, task, values: read.values })
        }
        const version = versionIn(sent)
        if (version === null) errors.push({ field: 'version', message: say('error.version') })
        if (errors.length > 0 || version === null)
          return sendWrite(request, reply, { round, institution, typed, errors })
        try {
          await changeFor(house, request, async (trx, change) => ({
            status: 303,
            body: await writeReadings(
              trx,
              change,
              { country: round.country, round: round.id, revision: version },
              written,
            ),
          }))
          return seeOther(
            reply,
            request,
            `/capacity/${round.country}/rounds/${round.id}/${institution.id}?saved=yes`,
          )
        } catch (error) {
          const errors = errorsFrom(error, request.language)
          return sendWrite(request, reply, { round: await draftFor(request), institution, typed, errors })
        }
      },
    )

    /* by workbook */

    http.get(
      '/capacity/:iso3/rounds/:round/workbook.xlsx',
      { config: assessing, schema: { params: ByRound } },
      async (request, reply) => {
        const round = await draftFor(request)
        const bytes = await writeWorkbook(
          {
            round,
            institutions: await institutionsOf(db, round.country),
            readings: await readingsOf(db, round.id),
          },
          request.language,
        )
        return reply
          .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
          .header(
            'content-disposition',
            `attachment; filename="capacity-${round.country}-${round.side}-${round.day}.xlsx"`,
          )
          .send(bytes)
      },
    )

    await http.register(async (files) => {
      await takeUploads(files)
      files.post(
        '/capacity/:iso3/rounds/:round/workbook',
        { config: assessing, schema: { params: ByRound, body: Form } },
        async (request, reply) => {
          const round = await draftFor(request)
          const wrong = uploadErrors(request.body, 'file', request.language, { required: true })
          const upload = uploadIn(request.body, 'file')
          if (wrong.length > 0 || upload === null)
            return sendRound(request, reply, { round, writes: true }, { errors: wrong })
          const institutions = await institutionsOf(db, round.country)
          try {
            const diff = await readWorkbook(upload.bytes, {
              round,
              institutions,
              readings: await readingsOf(db, round.id),
              thisYear: thisYear(),
            })
            return await reply.html(
              renderPage(
                <CapacityDiffPage
                  context={contextOf(request)}
                  round={round}
                  institutions={institutions}
                  diff={diff}
                />,
              ),
            )
          } catch (error) {
            const errors = errorsFrom(error, request.language, 'file')
            return sendRound(request, reply, { round, writes: true }, { errors })
          }
        },
      )
    })

    http.post(
      '/capacity/:iso3/rounds/:round/take',
      { config: assessing, schema: { params: ByRound, body: Form } },
      async (request, reply) => {
        const round = await draftFor(request)
        const sent = typedIn(request.body)
        const parsed = parsedReadings(sent.readings ?? '')
        const version = versionIn(sent)
        if (parsed === null || version === null) throw new CapacityFault('not taken')
        // Looked at again: what stood on the page has been in other hands.
        const written = parsed.map(({ institution, task, typed }): Written => {
          const read = readReading(typed, thisYear())
          if ('faults' in read || read.values === null) throw new CapacityFault('not taken')
          return { institution, task, values: read.values }
        })
        try {
          await changeFor(house, request, async (trx, change) => ({
            status: 303,
            body: await writeReadings(
              trx,
              change,
              { country: round.country, round: round.id, revision: version },
              written,
            ),
          }))
          return seeOther(reply, request, `/capacity/${round.country}/rounds/${round.id}`)
        } catch (error) {
          const errors = errorsFrom(error, request.language, 'file').map((each) => ({
            ...each,
            field: 'file',
          }))
          return sendRound(request, reply, await roundFor(request), { errors })
        }
      },
    )
  }
