import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../../house/actor.ts'
import { Unusable, WrongUse } from '../../house/errors.ts'
import { field } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { listSources } from '../../indicators/store.ts'
import { changeWhileAllowed } from '../../people/organisations/held-roles.ts'
import { allow } from '../../people/policy/policy.ts'
import { explain } from '../../people/policy/words.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { viewOf } from '../assessment-view.ts'
import { allCriteria } from '../criteria.ts'
import { readMethodology } from '../methodology.ts'
import { criterionTitle, gateTitle, textIn } from '../sentences.ts'
import { findAssessment, listAssessments, methodologyText } from '../store.ts'
import { VersionFault } from '../versions/faults.ts'
import { longestReason, rulesAlone, saveVersion } from '../versions/save.ts'
import type { PublishingStops } from '../versions/stops.ts'
import { documentOf } from '../versions/store.ts'
import { type Choices, isUntouched, nothingChosen, problemsOf } from './choices.ts'
import { benchData, benchMethodology, codesOfGates, daysOf } from './data.ts'
import { takenAlong, writtenInto } from './document.ts'
import { linkOf, longestLink, type ReadLink, readLink } from './link.ts'
import { VersionPage, type VersionState } from './pages/version-page.tsx'
import { WorkbenchPage } from './pages/workbench-page.tsx'
import { type FormFault, fieldOf, readForm } from './read-choices.ts'
import { benchWords } from './words.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 80 }) })
/** Fields of the plain form are looked for one by one (`readForm`); what else is sent is not looked at. */
const Form = Type.Record(Type.String(), Type.Unknown())
const open = { may: 'read what is public' } as const

type Values = VersionState['values']
const asked: Values = { reason: '', name: '', status: 'draft' }

/** The workbench of an assessment, and what is saved from it. */
export const workbenchRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    { stops = [] }: { stops?: readonly PublishingStops[] } = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    http.setErrorHandler((error, request) => {
      throw error instanceof VersionFault ? error.in(request.language) : error
    })

    /** The assessment with the document as the workbench moves it. */
    async function benchOf(request: FastifyRequest, id: string) {
      const assessment = await findAssessment(db, id)
      const view = await viewOf(db, assessment, {
        language: request.language,
        path: request.url,
        assets,
        sources: await listSources(db),
      })
      const methodology = benchMethodology(view.methodology, assessment)
      return { assessment, view, methodology, codes: codesOfGates(methodology, assessment.inputs) }
    }
    type Bench = Awaited<ReturnType<typeof benchOf>>

    http.get(
      '/assessments/:id/workbench',
      { config: open, schema: { params: ById, querystring: Form } },
      async (request, reply) => {
        const bench = await benchOf(request, request.params.id)
        const { assessment, view, methodology, codes } = bench
        const { language } = request
        if (assessment.result.cannotJudge)
          return reply.html(renderPage(<WorkbenchPage view={view} data={null} errors={[]} />))
        const days = daysOf(await listAssessments(db, assessment.methodology), assessment)
        const { choices: read, faults, link } = askedOf(request.query, methodology, codes)
        const other = read.day === assessment.asOf ? null : read.day
        const kept = other === null ? undefined : days.find(({ day }) => day === other)
        const choices = { ...read, day: kept?.day ?? null }
        const otherDay =
          kept === undefined ? null : { day: kept.day, inputs: (await findAssessment(db, kept.id)).inputs }
        const errors = [
          ...faults.map((fault) => errorOf(language, fault)),
          ...(other !== null && kept === undefined
            ? [{ field: fieldOf.day, message: speak(benchWords, language)('fault.day') }]
            : []),
        ]
        if (errors.length > 0 || link.kind === 'refused') reply.code(422)
        const { titles } = view
        const told = { assessment, methodology, days, choices, faults, otherDay, link, titles }
        const data = benchData(language, told)
        return reply.html(renderPage(<WorkbenchPage view={view} data={data} errors={errors} />))
      },
    )

    http.get(
      '/assessments/:id/workbench/version',
      { config: open, schema: { params: ById, querystring: Form } },
      async (request, reply) => {
        const bench = await benchOf(request, request.params.id)
        return sendVersion(request, reply, bench, movedIn(request.query, bench), asked, [])
      },
    )

    http.get(
      '/assessments/:id/workbench/version.yaml',
      { config: open, schema: { params: ById, querystring: Form } },
      async (request, reply) => {
        const bench = await benchOf(request, request.params.id)
        const moved = movedIn(request.query, bench)
        const { choices } = moved
        const wrong = wrongIn(request.language, bench, moved)
        if (wrong.length > 0)
          throw new Unusable(speak(benchWords, request.language)('save.not understood'), wrong)
        const problems = isNothing(choices)
          ? [speak(benchWords, request.language)('save.nothing')]
          : sentencesOf(request.language, bench, choices)
        if (problems.length > 0)
          throw new Unusable(
            problems[0]!,
            problems.map((message) => ({ message })),
          )
        const { base, fitting } = await wordedFor(bench, choices)
        const { name, text } = takenAlong(base, fitting)
        return reply
          .type('application/yaml; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}.yaml"`)
          .send(text)
      },
    )

    http.post(
      '/assessments/:id/workbench/version',
      { config: { may: 'save methodologies' }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const bench = await benchOf(request, request.params.id)
        const moved = movedIn(request.body, bench)
        const { choices } = moved
        const say = speak(benchWords, request.language)
        const values: Values = {
          reason: field(request.body, 'reason').trim(),
          name: field(request.body, 'name').trim(),
          status: field(request.body, 'status') === 'published' ? 'published' : 'draft',
        }
        const errors: FieldError[] = []
        if (!['', 'draft', 'published'].includes(field(request.body, 'status')))
          errors.push({ field: 'status', message: say('save.status wrong') })
        const reasonFault =
          values.reason === '' ? 'no reason' : values.reason.length > longestReason ? 'long reason' : null
        if (reasonFault !== null)
          errors.push({
            field: 'reason',
            message: new VersionFault(reasonFault, { most: String(longestReason) }).in(request.language)
              .message,
          })
        if (values.name !== '' && !/^[a-z][a-z0-9-]{0,63}$/.test(values.name))
          errors.push({ field: 'name', message: say('save.name wrong') })
        const stuck =
          isNothing(choices) || isWrong(moved) || sentencesOf(request.language, bench, choices).length > 0
        if (errors.length > 0 || stuck) {
          reply.code(422)
          return sendVersion(request, reply, bench, moved, values, errors)
        }
        const { methodology, version } = bench.assessment
        const { text } = await documentWith(bench, choices, {
          status: values.status,
          ...(values.name === '' || values.name === methodology ? {} : { name: values.name }),
        })
        const done = await changeWhileAllowed(house, request, async (trx) => {
          const saved = await saveVersion(
            trx,
            { actor: actorOf(request), at: house.now() },
            { text, reason: values.reason, base: { methodology, version }, stops },
          )
          return { status: 303, location: `/methodologies/${saved.methodology}/versions` }
        }).catch(asFieldError(request.language))
        // What was typed is not lost for what somebody else saved meanwhile.
        if ('field' in done) {
          reply.code(done.statusCode)
          return sendVersion(request, reply, bench, moved, values, [done])
        }
        return seeOther(reply, request, done.location ?? '/methodologies')
      },
    )

    async function sendVersion(
      request: FastifyRequest,
      reply: FastifyReply,
      bench: Bench,
      moved: Moved,
      values: Values,
      errors: FieldError[],
    ) {
      const { language } = request
      const { choices } = moved
      const wrong = wrongIn(language, bench, moved).map(({ message }) => message)
      if (wrong.length > 0) reply.code(422)
      const decision = allow(request.person, 'save methodologies', { kind: 'house' })
      const problems =
        wrong.length > 0
          ? [speak(benchWords, language)('save.not understood'), ...wrong]
          : sentencesOf(language, bench, choices)
      const nothing = isNothing(choices) || problems.length > 0
      const made = nothing ? null : await documentWith(bench, choices, {})
      const version: VersionState = {
        state: linkOf(bench.methodology, choices),
        back: moved.back ?? `#${linkOf(bench.methodology, choices)}`,
        document:
          made === null
            ? null
            : {
                from: bench.methodology,
                to: readMethodology(made.text, 'new.yaml'),
                fromText: made.base,
                toText: made.text,
              },
        problems,
        dayMoved: choices.day,
        may: { allowed: decision.allowed, ...explain('save methodologies', decision, language) },
        values,
        errors,
      }
      return reply.html(renderPage(<VersionPage view={bench.view} version={version} />))
    }

    /** The text that was moved, and the one it was moved from: the better wording, where its rules are those that were run. */
    async function documentWith(
      bench: Bench,
      choices: Choices,
      named: Parameters<typeof writtenInto>[2],
    ): Promise<{ base: string; text: string }> {
      const { base, fitting } = await wordedFor(bench, choices)
      return { base, text: writtenInto(base, fitting, named) }
    }

    /** The text that is moved, and the choices as they differ from it. */
    async function wordedFor(
      { assessment, view, methodology }: Bench,
      choices: Choices,
    ): Promise<{ base: string; fitting: Choices }> {
      const known = await documentOf(db, assessment.methodology, assessment.version)
      const base =
        rulesAlone(known.methodology) === rulesAlone(view.methodology)
          ? known.text
          : await methodologyText(db, assessment.methodology, assessment.version)
      // The list was as long as the assessment’s; the document may say another length.
      const size = choices.shortlist ?? methodology.shortlist.size
      const inText = view.methodology.shortlist.size
      return { base, fitting: { ...choices, day: null, shortlist: size === inText ? null : size } }
    }
  }

type Moved = {
  choices: Choices
  /** Fields of the plain form that were not understood. */
  faults: readonly FormFault[]
  /** Parts of this methodology that a link moves in a way they cannot be. */
  dropped: readonly string[]
  /** How many names in it this methodology does not have. */
  strangers: number
  /** What a link was made with, where that is another methodology or version. */
  madeWith: { methodology: string; version: number } | null
  /** What to add to the address of the workbench so that it shows the same, when that is not the choices alone. */
  back?: string
}

const whole = { faults: [], dropped: [], strangers: 0, madeWith: null } as const satisfies Partial<Moved>

/**
 * What the address of the workbench asks for: the fields of its plain form, or a whole link in `state`, for browsers
 * without a script, which never send what stands behind its “#”.
 */
function askedOf(
  query: Readonly<Record<string, unknown>>,
  methodology: Parameters<typeof readLink>[1],
  codes: Parameters<typeof readLink>[2],
): { choices: Choices; faults: FormFault[]; link: ReadLink } {
  const { state } = query
  if (typeof state !== 'string' || state.trim() === '')
    return { ...readForm(query, methodology, codes), link: { kind: 'none' } }
  const part = /(?:^|#|[?&]state=)(v\d+\.[^&#\s]*)\s*$/.exec(state.trim())?.[1]
  const link = part === undefined ? ({ kind: 'none' } as const) : readLink(part, methodology, codes)
  if (link.kind === 'opened') return { choices: link.choices, faults: [], link: { kind: 'none' } }
  const refused = { kind: 'refused', why: 'not a link' } as const
  return { choices: nothingChosen, faults: [], link: link.kind === 'none' ? refused : link }
}

/** What was moved: a link of the script’s, or the fields of the plain form. Throws WrongUse for a link that is none. */
function movedIn(
  sent: Readonly<Record<string, unknown>>,
  {
    methodology,
    codes,
  }: { methodology: Parameters<typeof readLink>[1]; codes: Parameters<typeof readLink>[2] },
): Moved {
  const { state } = sent
  if (state === undefined || state === '') {
    const read = readForm(sent, methodology, codes)
    const known = new Set([...methodology.gates, ...allCriteria(methodology.criteria)].map(({ id }) => id))
    const asked = Object.keys(sent).filter((name) => /^[wgvm]\./.test(name))
    const strangers = new Set(asked.map(idIn).filter((id) => !known.has(id))).size
    const wrong = read.faults.length > 0 || strangers > 0
    return {
      ...read,
      dropped: [],
      strangers,
      madeWith: null,
      ...(wrong ? { back: `?${fieldsIn(sent)}` } : {}),
    }
  }
  const read = typeof state === 'string' ? readLink(state, methodology, codes) : ({ kind: 'none' } as const)
  if (read.kind === 'opened') return { ...whole, choices: read.choices }
  if (read.kind === 'other') {
    const { choices, dropped, strangers } = read
    const own = read.methodology === methodology.methodology && read.version === methodology.version
    const madeWith = own ? null : { methodology: read.methodology, version: read.version }
    // The workbench asks before it opens such a link.
    return { choices, faults: [], dropped, strangers, madeWith, back: `#${state}` }
  }
  if (state === linkOf(methodology, nothingChosen)) return { ...whole, choices: nothingChosen }
  throw new WrongUse('The link does not say what was moved', [
    {
      place: 'state',
      message: `It is no link of this workbench, or longer than ${longestLink} characters.`,
      remedy: 'Open the workbench, move something, and save from there.',
    },
  ])
}

function isWrong({ faults, dropped, strangers, madeWith }: Moved): boolean {
  return faults.length + dropped.length + strangers > 0 || madeWith !== null
}

/** Whether no rule is moved: the day is no part of a document. */
function isNothing(choices: Choices): boolean {
  return isUntouched({ ...choices, day: null })
}

/** What of a fault about versions belongs to a field of the form; anything else is thrown on. */
function asFieldError(language: Language): (error: unknown) => FieldError & { statusCode: number } {
  return (error) => {
    if (!(error instanceof VersionFault)) throw error
    const at = { 'same rules': 'changes', 'name taken': 'name', stopped: 'status' } as const
    const field = Object.hasOwn(at, error.fault) ? at[error.fault as keyof typeof at] : null
    if (field === null) throw error
    const { message, details, status: statusCode } = error.in(language)
    const rest = details.flatMap((each) => [each.message === message ? '' : each.message, each.remedy ?? ''])
    return { field, statusCode, message: [`${message}.`, ...rest.filter((each) => each !== '')].join(' ') }
  }
}

/** What of it was not understood or does not fit, with its place: nothing is guessed instead. */
function wrongIn(
  language: Language,
  { methodology }: { methodology: Parameters<typeof readLink>[1] },
  { faults, dropped, strangers, madeWith }: Moved,
): { place: string; message: string }[] {
  const say = speak(benchWords, language)
  const known = new Map<string, string>([
    ...methodology.gates.map(({ id }) => [id, gateTitle(language, methodology, id)] as const),
    ...allCriteria(methodology.criteria).map(({ id, title }) => [id, textIn(language, title)] as const),
  ])
  const names = dropped.flatMap((id) => known.get(id) ?? [])
  return [
    ...faults.map(({ field, why }) => ({
      place: field,
      message: say('save.field', {
        name: known.get(idIn(field)) ?? say('list.label'),
        fault: why === 'number' ? say('save.no number') : say(`fault.${why}`),
      }),
    })),
    ...(madeWith === null
      ? []
      : [
          {
            place: 'state',
            message: say('link.other', {
              id: madeWith.methodology,
              version: madeWith.version,
              here: methodology.methodology,
              hereVersion: methodology.version,
            }),
          },
          { place: 'state', message: say('save.other') },
        ]),
    ...(names.length > 0
      ? [{ place: 'state', message: say('save.unfit', { names: names.join(', ') }) }]
      : []),
    ...(strangers > 0 ? [{ place: 'state', message: say('save.unknown') }] : []),
  ]
}

/** The id in the name of a field of the plain form. */
function idIn(field: string): string {
  return (
    /^[wgvm]\.(.+?)(?:\.(?:codes|at-least|at-most|months|must|x\d+|y\d+|code\..*))?$/.exec(field)?.[1] ?? ''
  )
}

/** The fields of the plain form as an address carries them; nothing else of what was sent. */
function fieldsIn(sent: Readonly<Record<string, unknown>>): string {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(sent))
    if (/^([wgvm]\.|size$|day$|tried$)/.test(name))
      for (const each of Array.isArray(value) ? value : [value])
        if (typeof each === 'string') fields.append(name, each)
  return fields.toString()
}

function sentencesOf(
  language: Language,
  { methodology }: { methodology: Parameters<typeof problemsOf>[0] },
  choices: Choices,
): string[] {
  const say = speak(benchWords, language)
  return problemsOf(methodology, choices).map(({ kind, id }) => {
    const gate = methodology.gates.some((each) => each.id === id)
    const name = gate ? gateTitle(language, methodology, id) : criterionTitle(language, methodology, id)
    return say(`problem.${kind}`, { name })
  })
}

function errorOf(language: Language, { field, why }: FormFault): FieldError {
  return { field, message: speak(benchWords, language)(`fault.${why}`) }
}
