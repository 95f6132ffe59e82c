import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import files from '@fastify/static'
import swagger from '@fastify/swagger'
import type { FastifyPluginAsyncTypebox, TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Ajv } from 'ajv'
import Fastify, {
  type FastifyError,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
} from 'fastify'
import { sql } from 'kysely'
import type { Action, SignedIn } from '../people/policy/actions.ts'
import { guard, Refused } from '../people/policy/guard.ts'
import { type Language, pathIn } from '../ui/language.ts'
import { assertSeen } from './characters.ts'
import { dataVersion } from './data-version.ts'
import { Fault, type FaultDetail, NotFound } from './errors.ts'
import { type House, today } from './house.ts'
import { answered, routeOf } from './metrics.ts'
import { isMigrated } from './open-database.ts'
import { type Encoding, PageCache } from './page-cache.ts'
import { projectRoot, type Settings } from './settings.ts'
import { isConnectionLoss } from './transact.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The language asked for by the beginning of the address; English has none. */
    readonly language: Language
    /** Who sent it, when somebody is signed in. On public routes nobody looks: their answers are the same for all. */
    person: SignedIn | null
  }
  interface FastifyReply {
    /** Sends a page of HTML in the language of the request. */
    html(this: FastifyReply, page: string): FastifyReply
  }
  interface FastifyInstance {
    /** Every route with what it lets somebody do, as it was declared. */
    readonly routeTable: readonly RouteEntry[]
  }
  interface FastifyContextConfig {
    /**
     * `true` on a GET route whose answer depends on nothing but its address, the
     * language, the day and the public data: it is cached and answered with an ETag.
     */
    public?: boolean
    /** `true` where the route looks for unseen characters itself, and gives back what was typed with what is wrong. */
    looksAtCharacters?: boolean
  }
}

export type RouteEntry = { method: string; url: string; may: Action }

export type HttpServer = Awaited<ReturnType<typeof buildServer>>

/** A room's door: where it stands and what it answers. */
export type Door = { at: string; routes: FastifyPluginAsyncTypebox }

export type HttpOptions = {
  doors: Door[]
  /** The languages of the house; the first has no prefix in addresses. */
  languages: readonly [Language, ...Language[]]
  /** Who sent a request; without it nobody is ever signed in. */
  personOf?: (request: FastifyRequest) => Promise<SignedIn | null>
  /** A human page for a fault, as whole HTML. */
  renderFault: (request: FastifyRequest, fault: Fault, requestId: string) => string | Promise<string>
  /** Folder with the built assets, or null to serve none; `dist/client` unless told otherwise. */
  clientFolder?: string | null
  /** Bytes of pages kept in memory. */
  cacheBytes?: number
}

const LONGEST_ADDRESS = 4096
const MOST_FIELDS = 1000
const MOST_DETAILS = 100
const YEAR_MS = 365 * 24 * 60 * 60 * 1000

/**
 * The house as seen through HTTP: pages, API and assets, with errors, caching and
 * safety handled in this one place. Routes throw `Fault`s and return data.
 */
export async function buildServer(house: House, options: HttpOptions) {
  const { log } = house
  const languageOf = languageReader(options.languages)
  const http = Fastify({
    logger: false,
    // Who sends byte by byte, or takes no answer, holds no connection for ever: a head has a minute (Node's own
    // limit), silence is cut after two, and the largest file gets the time a bad line needs for it.
    requestTimeout: 10 * 60_000,
    connectionTimeout: 120_000,
    // What the router refuses before any route is reached is told in the same words as everything else.
    frameworkErrors: (error, request, reply) => {
      // Here nothing of ours is on request and reply yet. Whatever comes of it, the house stays open.
      answerFault(error, request, reply).catch((cause: unknown) => {
        log.error('What the router refused could not be answered as a page', {
          requestId: request.id,
          error: cause,
        })
        reply.raw
          .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
          .end('The address cannot be read.')
      })
    },
    genReqId: () => randomUUID(),
    rewriteUrl: (raw) => languageOf(raw).rest,
    // A name in an address that is longer than any of ours is answered by the route, not by the router.
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
  }).withTypeProvider<TypeBoxTypeProvider>()

  // What a route does not know is told or passed on, never dropped in silence. Addresses and forms are all text and are
  // read as what the route asks for; JSON has types of its own: `true` is no sum of money, nor is "12".
  const asSent = { removeAdditional: false, useDefaults: true, allErrors: true, strict: false } as const
  const exact = new Ajv(asSent)
  const fromText = new Ajv({ ...asSent, coerceTypes: 'array' })
  http.setValidatorCompiler(({ schema, httpPart, url }) =>
    (httpPart === 'body' && url?.startsWith('/api/') ? exact : fromText).compile(schema),
  )

  http.decorateRequest('language', {
    getter(this: FastifyRequest) {
      return languageOf(this.raw).language
    },
  })
  http.decorateReply('html', function html(this: FastifyReply, page: string) {
    this.header('content-language', this.request.language)
    return this.type('text/html; charset=utf-8').send(page)
  })

  // First of all, so that what is refused at the very door carries these headers too.
  await http.register(helmet, safety)
  http.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    refuseUnreadableAddress(request)
    refuseForeignForm(request)
  })
  http.decorateRequest('person', null)
  const routeTable: RouteEntry[] = []
  http.decorate('routeTable', { getter: () => routeTable })
  http.addHook('onRoute', (route) => {
    // What stands under /assets/ and the preflights of the router are the same for all.
    if (route.url.startsWith('/assets/')) route.config = { may: 'read what is public', ...route.config }
    if (route.config?.may === undefined)
      throw new Error(`${[route.method].flat().join('/')} ${route.url} does not say what it lets somebody do`)
    for (const method of [route.method].flat())
      routeTable.push({ method, url: route.url, may: route.config.may })
  })
  // After the body has been read, so that a refusal can give back what was sent; before its shape is looked at.
  http.addHook('preValidation', async (request) => {
    if (request.is404) return
    if (request.routeOptions.config.public !== true)
      request.person = (await options.personOf?.(request)) ?? null
    await guard(request)
    refuseUnknownParameters(request)
  })
  // By one rule for every page and program: what is sent as text can be seen by whoever reads it.
  http.addHook('preHandler', async (request) => {
    if (request.is404 || request.routeOptions.config.looksAtCharacters === true) return
    if (typeof request.body === 'object') assertSeen(request.body, request.language)
  })
  http.addHook('onResponse', async (request, reply) => answered(house, request, reply))

  await http.register(compress, { brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_: unknown, text: string | Buffer) => readForm(String(text)),
  )
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'TIPping Point', version: '1', description: 'Public figures, methods and results.' },
    },
    transform: ({ schema, url }) => ({
      schema: { ...schema, ...(url.startsWith('/api/') ? {} : { hide: true }) },
      url,
    }),
  })
  // One enum validates, serialises, documents and explains itself better than a union of constants.
  http.addHook('onRoute', (route) => {
    if (route.schema) route.schema = tidyEnums(route.schema) as FastifySchema
  })
  cachePublicAnswers()

  const answerFault = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const fault = faultFrom(error)
    if (fault.status >= 500) {
      const cause = fault === error ? fault.cause : error
      log.error(fault.message, {
        requestId: request.id,
        route: routeOf(request),
        error: cause ?? fault,
      })
    }
    reply.code(fault.status).header('cache-control', 'no-store').removeHeader('etag')
    if (fault.retryAfterSeconds !== null) reply.header('retry-after', String(fault.retryAfterSeconds))
    if (fault.status === 401 && wantsJson(request)) reply.header('www-authenticate', 'Cookie')
    if (fault.status === 503) reply.header('retry-after', '5')
    if (wantsJson(request)) {
      return reply
        .type('application/problem+json; charset=utf-8')
        .send(JSON.stringify(problem(fault, request)))
    }
    // Who follows a link to what needs a sign-in is taken there, and back again.
    if (fault instanceof Refused && fault.status === 401 && request.method === 'GET')
      return reply.redirect(signInFor(request), 303)
    return reply.html(await faultPage(request, fault))
  }
  const faultPage = async (request: FastifyRequest, fault: Fault) => {
    try {
      return await options.renderFault(request, fault, request.id)
    } catch (error) {
      log.error('The page of a fault could not be made', { requestId: request.id, error })
      return `<!doctype html><html lang="en"><title>Error</title><p>Something went wrong. Request ${request.id}.</p></html>`
    }
  }
  http.setErrorHandler(answerFault)
  http.setNotFoundHandler((request) => {
    throw new NotFound(`There is nothing at ${readable(request.originalUrl)}`)
  })

  const clientFolder =
    options.clientFolder === undefined ? path.join(projectRoot(), 'dist', 'client') : options.clientFolder
  const assets = clientFolder === null ? null : path.join(clientFolder, 'assets')
  if (assets !== null && existsSync(assets)) {
    // The name of an asset changes with its content, so it may be kept for ever.
    await http.register(files, {
      root: assets,
      prefix: '/assets/',
      immutable: true,
      maxAge: YEAR_MS,
      index: false,
      dotfiles: 'deny',
    })
  }

  const open = { may: 'read what is public' } as const
  http.get('/health/live', { config: open }, async () => ({ status: 'ok' }))
  http.get('/health/ready', { config: open }, async (_request, reply) => {
    const lacking = await whatIsLacking(house)
    if (lacking !== null)
      return reply.code(503).header('retry-after', '2').send({ status: 'not ready', reason: lacking })
    return { status: 'ready' }
  })
  http.get('/api/v1/openapi.json', { config: open, schema: { hide: true } }, async () => http.swagger())

  for (const { at, routes } of options.doors) await http.register(routes, { prefix: at })
  await http.ready()
  return http

  /** Public answers from memory while the data are the same; 304 to who has them already. */
  function cachePublicAnswers() {
    const cache = new PageCache(options.cacheBytes)
    // Two builds of the same data need not say the same words.
    const build = randomUUID()
    const known = new WeakMap<FastifyRequest, { key: string; etag: string; hit: boolean }>()

    http.addHook('onRequest', async (request, reply) => {
      if (request.routeOptions.config.public !== true) return
      const version = await dataVersion(house.db)
      const form = wantsJson(request) ? 'json' : 'page'
      const key = [build, version, today(house), request.language, form, request.url].join('\n')
      const etag = `W/"${createHash('sha256').update(key).digest('base64url').slice(0, 27)}"`
      const answer = cache.find(key)
      known.set(request, { key, etag, hit: answer !== undefined })
      if (answer === undefined) return
      describe(reply, etag)
      if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
      const encoding = encodingFor(request)
      reply.headers(answer.headers)
      if (encoding === null || answer.body.length < 1024) return reply.send(answer.body)
      reply.header('content-encoding', encoding)
      return reply.send(await cache.packed(key, answer, encoding))
    })

    http.addHook('onSend', async (request, reply, payload) => {
      const here = known.get(request)
      if (here === undefined) {
        // What is for one person is kept nowhere on the way, nor in their browser.
        if (!reply.hasHeader('cache-control'))
          reply.header('cache-control', request.person === null ? 'private, no-cache' : 'no-store')
        return payload
      }
      if (here.hit || reply.statusCode !== 200 || reply.hasHeader('set-cookie')) return payload
      describe(reply, here.etag)
      if (request.method === 'GET' && (typeof payload === 'string' || Buffer.isBuffer(payload))) {
        cache.keep(here.key, { headers: headersToKeep(reply), body: Buffer.from(payload), packed: {} })
      }
      if (!matches(request.headers['if-none-match'], here.etag)) return payload
      reply.code(304)
      return ''
    })
  }
}

/** Opens the port. Throws Fault when it is taken or not ours to take, naming it and what to do. Answers the address. */
export async function listen(
  http: HttpServer,
  { port, host }: Pick<Settings, 'port' | 'host'>,
): Promise<string> {
  try {
    return await http.listen({ port, host })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE') {
      throw new Fault(500, 'port-in-use', `Port ${port} on ${host} is in use by another program`, [
        {
          place: 'PORT',
          message: `Nothing else can listen on ${port}.`,
          remedy: `Stop that program, or choose another port: PORT=${port < 65535 ? port + 1 : 3000} npm start`,
        },
      ])
    }
    if (code === 'EACCES') {
      throw new Fault(500, 'port-refused', `Port ${port} is not open to this user`, [
        {
          place: 'PORT',
          message: 'Ports below 1024 belong to the system.',
          remedy: 'Choose a port above 1023, for example PORT=3000.',
        },
      ])
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw new Fault(500, 'host-unknown', `${host} is not an address of this machine`, [
        {
          place: 'HOST',
          message: 'Nothing can listen there.',
          remedy: 'Use HOST=127.0.0.1 for this machine alone, HOST=0.0.0.0 for everybody.',
        },
      ])
    }
    throw error
  }
}

// ---- addresses

function languageReader(languages: readonly [Language, ...Language[]]) {
  const read = new WeakMap<IncomingMessage, { language: Language; rest: string }>()
  const [first, ...others] = languages
  return (raw: IncomingMessage) => {
    let known = read.get(raw)
    if (known === undefined) {
      const url = raw.url ?? '/'
      const language = others.find((each) => new RegExp(`^/${each}(?=[/?]|$)`).test(url))
      const rest = language === undefined ? url : url.slice(language.length + 1)
      known = { language: language ?? first, rest: routable(rest.startsWith('/') ? rest : `/${rest}`) }
      read.set(raw, known)
    }
    return known
  }
}

// The router would answer an address it cannot decode before any of our hooks, so without our headers and words.
function routable(url: string): string {
  // Nor one with a part that is too long for it.
  if (url.length <= LONGEST_ADDRESS && canDecode(url)) return url
  return url.startsWith('/api/') ? '/api/unreadable' : '/unreadable'
}

function canDecode(url: string): boolean {
  try {
    // The result is looked at: a bundler takes a call whose result nobody reads for one that does nothing, and drops it.
    return decodeURIComponent(url) !== ''
  } catch {
    return false
  }
}

function refuseUnreadableAddress(request: FastifyRequest): void {
  const address = request.originalUrl
  if (address.length > LONGEST_ADDRESS) {
    throw new Fault(414, 'address-too-long', 'The address is too long', [
      {
        message: `It has ${address.length} characters, ${LONGEST_ADDRESS} are read.`,
        remedy: 'Ask for less at once.',
      },
    ])
  }
  if (!canDecode(address))
    throw badAddress('A percent sign in it is not followed by the code of a character.')
  // PostgreSQL has no room for a zero character in text.
  if (address.includes('%00')) throw badAddress('It contains a character with the code zero.')
}

function badAddress(message: string): Fault {
  return new Fault(400, 'bad-address', 'The address cannot be read', [
    { message, remedy: 'Correct the address.' },
  ])
}

function signInFor(request: FastifyRequest): string {
  return `${pathIn(request.language, '/account/sign-in')}?next=${encodeURIComponent(request.originalUrl.slice(0, 1000))}`
}

function readable(address: string): string {
  const [pathname = ''] = address.split('?')
  return (canDecode(pathname) ? decodeURIComponent(pathname) : pathname).slice(0, 200)
}

/** A form on another site must not act here in the name of who visits it. */
function refuseForeignForm(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  // Every browser says where a form comes from, in one header or the other: who carries a cookie and does not is none.
  const silent = site === undefined && origin === undefined
  const foreign = silent
    ? request.headers.cookie !== undefined
    : site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : hostOf(origin ?? '') !== request.headers.host
  if (foreign) {
    throw new Fault(403, 'foreign-form', 'This was sent from another site', [
      {
        message: 'Forms are only taken from the pages of this house.',
        remedy: 'Open the page here and send it again.',
      },
    ])
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

/** A plain form: repeated names become lists. */
function readForm(text: string): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = Object.create(null)
  let fields = 0
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1
    if (fields > MOST_FIELDS) throw new Fault(413, 'too-large', `A form has ${MOST_FIELDS} fields at most`)
    const known = form[name]
    if (known === undefined) form[name] = value
    else if (typeof known === 'string') form[name] = [known, value]
    else known.push(value)
  }
  return form
}

/**
 * A misspelt parameter of the API would be passed over in silence, and the answer be that
 * to another question. Pages take what is added to links on the way here.
 */
function refuseUnknownParameters(request: FastifyRequest): void {
  if (!request.url.startsWith('/api/') || request.is404) return
  const { querystring } = (request.routeOptions.schema ?? {}) as { querystring?: { properties?: object } }
  const known = Object.keys(querystring?.properties ?? {})
  const unknown = Object.keys(request.query as object).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Fault(
    400,
    'wrong-use',
    'The question was put in a way that cannot be answered',
    unknown.map((name) => ({
      place: name.slice(0, 80),
      message: 'There is no parameter of this name.',
      remedy: known.length > 0 ? `Known are ${known.join(', ')}.` : 'This address takes none.',
    })),
  )
}

// ---- faults

function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  return (
    request.url.startsWith('/api/') ||
    (/application\/(problem\+)?json/.test(accept) && !accept.includes('text/html'))
  )
}

/** Every error as a fault: what was meant for the reader stays, everything else becomes a 500 without its words. */
function faultFrom(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (isConnectionLoss(error)) {
    const fault = new Fault(503, 'database-away', 'The database does not answer at the moment', [
      { message: 'Nothing was changed.', remedy: 'Try again in a few seconds.' },
    ])
    fault.cause = error
    return fault
  }
  const { validation, validationContext, statusCode, code, message } = error as Partial<FastifyError>
  if (validation) return shapeFault(validation, validationContext)
  // 22021 and 22P05: characters that text in the database cannot hold.
  if (code === '22021' || code === '22P05') {
    return new Fault(400, 'bad-characters', 'What was sent contains characters that cannot be stored', [
      { message: 'A character with the code zero is among them.', remedy: 'Remove it and send again.' },
    ])
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Fault(413, 'too-large', 'What was sent is too large')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Fault(statusCode, 'bad-request', message ?? 'The request cannot be read')
  }
  return new Fault(500, 'internal', 'Something went wrong on our side')
}

function shapeFault(validation: NonNullable<FastifyError['validation']>, context: string | undefined): Fault {
  const details = validation.slice(0, MOST_DETAILS).map(({ instancePath, message, params }): FaultDetail => {
    const missing = params && 'missingProperty' in params ? `/${params.missingProperty}` : ''
    const allowed =
      params && 'allowedValues' in params && Array.isArray(params.allowedValues)
        ? `: ${params.allowedValues.join(', ')}`
        : ''
    return {
      place: `${instancePath}${missing}`.slice(1).replaceAll('/', '.'),
      message: `${message ?? 'is not right'}${allowed}`,
    }
  })
  if (context === 'params') return new NotFound('There is nothing of that name', details)
  if (context === 'body') return new Fault(422, 'unusable', 'What was sent cannot be used as it is', details)
  return new Fault(400, 'wrong-use', 'The question was put in a way that cannot be answered', details)
}

/** RFC 9457, with the places that are wrong and the number to quote when asking for help. */
function problem(fault: Fault, request: FastifyRequest) {
  return {
    type: `urn:tipping-point:problem:${fault.kind}`,
    title: fault.kind.replaceAll('-', ' '),
    status: fault.status,
    detail: fault.message,
    instance: readable(request.originalUrl),
    requestId: request.id,
    details: fault.details,
  }
}

async function whatIsLacking(house: House): Promise<string | null> {
  try {
    await sql`select 1`.execute(house.db)
    return (await isMigrated(house.db)) ? null : 'The tables are not up to date yet.'
  } catch (error) {
    house.log.warn('Not ready', { error })
    return 'The database does not answer.'
  }
}

// ---- caching

function describe(reply: FastifyReply, etag: string): void {
  // Whoever keeps it asks each time whether it still holds: a correction is seen at once.
  reply
    .header('etag', etag)
    .header('cache-control', 'public, no-cache')
    .header('vary', 'accept, accept-encoding')
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag)) ?? false
}

function encodingFor(request: FastifyRequest): Encoding | null {
  const accepted = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => !/;\s*q=0(\.0*)?$/.test(each))
    .map((each) => each.split(';')[0])
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
}

function headersToKeep(reply: FastifyReply): Record<string, string> {
  const names = ['content-type', 'content-disposition', 'content-language', 'link']
  const kept = names.map((name) => [name, reply.getHeader(name)]).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
}

// ---- safety

const self = ["'self'"]
const none = ["'none'"]

/** Nothing from elsewhere, nothing inline: neither scripts nor styles, and no framing. */
const safety = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: none,
      scriptSrc: self,
      styleSrc: self,
      imgSrc: [...self, 'data:'],
      fontSrc: self,
      connectSrc: self,
      formAction: self,
      baseUri: none,
      frameAncestors: none,
    },
  },
  // With “no-referrer” browsers would hide the origin of our own forms from us.
  referrerPolicy: { policy: 'same-origin' as const },
}

// ---- OpenAPI

/** `anyOf` of single constants reads better as one `enum`, and generators of clients understand it. */
function tidyEnums(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(tidyEnums)
  if (typeof part !== 'object' || part === null) return part
  const tidy: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(part)) tidy[name] = tidyEnums(value)
  const { anyOf, ...rest } = tidy
  if (!Array.isArray(anyOf) || anyOf.length === 0) return tidy
  const choices = anyOf.map(constantOf)
  if (choices.some((choice) => choice === undefined)) return tidy
  const known = choices.filter((choice) => choice !== undefined)
  const types = [...new Set(known.map(({ type }) => type))]
  return { ...rest, type: types.length === 1 ? types[0] : types, enum: known.map(({ value }) => value) }
}

function constantOf(part: unknown): { type: string; value: unknown } | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  if ('type' in part && part.type === 'null') return { type: 'null', value: null }
  const value =
    'const' in part
      ? part.const
      : 'enum' in part && Array.isArray(part.enum) && part.enum.length === 1
        ? part.enum[0]
        : undefined
  if (value === undefined) return undefined
  return { type: value === null ? 'null' : typeof value, value }
}
