// What one machine carries: pages, reads and writes as ratios to a bare server and a bare INSERT of the same run, and
// how the cost grows with what is kept. docs/scale.md has the figures of one run.
//   node scripts/scale.mjs [--json] [--only speeds|growth]
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import { build } from 'vite'
import { startApp } from './app-process.mjs'
import { endWith, root, setUp } from './setup.mjs'

const AT_ONCE = 20
const SECONDS = 5
const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, bare: { type: 'boolean' } },
})

if (options.bare) await serveBare()
else {
  await setUp().catch(endWith)
  await main()
}

/** The yardstick: the same framework, answering one word. */
async function serveBare() {
  const server = Fastify({ logger: false })
  server.get('/', async () => 'ok')
  process.send(await server.listen({ port: 0, host: '127.0.0.1' }))
}

async function main() {
  const home = mkdtempSync(path.join(tmpdir(), 'tip-scale-'))
  chmodSync(home, 0o755)
  const folder = path.join(root, 'dist', `scale-${process.pid}`)
  const program = path.join(folder, 'scale-program.js')
  let app = null
  try {
    tell('Building')
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      build: {
        ssr: 'scripts/scale-program.ts',
        outDir: folder,
        emptyOutDir: true,
        target: 'node20',
        minify: false,
      },
    })
    tell('Opening the house: a database of its own, the reference pack')
    // A proxy of this machine is believed, so that limits by address see many clients and not one.
    const env = { TIP_TRUSTED_PROXIES: '127.0.0.1', TIP_LOG: 'error' }
    app = await startApp({ program: [program, 'serve'], home, env })
    const measure = (...words) => runProgram([program, ...words], home)
    const result = {
      machine: machine(),
      date: new Date().toISOString().slice(0, 10),
      busyBefore: loadavg()[0],
    }
    if (options.only !== 'growth') {
      result.http = await speeds(app, measure)
      tell('Writes')
      result.writes = await measure('writes')
    }
    if (options.only !== 'speeds') result.growth = await growth(app, measure)
    process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : `${asText(result)}\n`)
  } finally {
    if (app !== null && app.ended() === null) {
      app.signal('SIGTERM')
      await app.end
    }
    rmSync(folder, { recursive: true, force: true })
    rmSync(home, { recursive: true, force: true })
  }
}

// ---- over HTTP

async function speeds(app, measure) {
  const codes = (await json(`${app.address}/api/v1/countries`)).countries.map(({ iso3 }) => iso3)
  const bare = fork(new URL(import.meta.url), ['--bare'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [bareAddress] = await once(bare, 'message')
  const said = []
  const note = async (name, load) => {
    const figures = await load
    tell(`${name}: ${Math.round(figures.perSecond)} a second`)
    said.push({ name, ...figures })
  }
  try {
    const get = (place, headers = {}) => ({
      address: app.address,
      place: () => place,
      headers: () => headers,
    })
    await note(
      'bare server answering “ok”',
      load({ address: bareAddress, place: () => '/', headers: () => ({}) }),
    )
    await note('/health/live', load(get('/health/live')))
    await note(
      'a page from memory (a country, 200)',
      load(get('/countries/GHA', { 'accept-encoding': 'br' })),
    )
    const { headers } = await fetch(`${app.address}/countries/GHA`)
    await note(
      'a page not changed (304)',
      load(get('/countries/GHA', { 'if-none-match': headers.get('etag') })),
    )
    await note('a read of the API from memory', load(get('/api/v1/countries/GHA')))

    // Each asked for once in each language, so none comes from memory.
    const pages = ['', '/fr', '/es', '/pt'].flatMap((prefix) =>
      codes.map((code) => `${prefix}/countries/${code}`),
    )
    // The first after a change finds the standings of all countries anew; the others wait for it, or do it too.
    await measure('newer')
    await note('the first twenty pages after figures changed, at once', once_(app, pages.slice(0, 20)))
    await measure('newer')
    await once_(app, ['/countries/ARM'])
    await note('a page made anew (each country and language once)', once_(app, pages))
    const reads = codes.flatMap((code) =>
      [100, 101, 102].map((limit) => `/api/v1/observations?iso3=${code}&limit=${limit}`),
    )
    await note('a read of the API made anew (100 figures of a country)', once_(app, reads))

    if ((await fetch(`${app.address}/api/v1/organisations`)).status === 404) {
      tell('Organisations have no door yet: signed-in reads and writes are left out')
      return said
    }
    const { cookies } = await measure('people')
    const who = (number) => ({
      cookie: cookies[number % cookies.length],
      'x-forwarded-for': `10.${(number >> 8) % 256}.${number % 256}.7`,
      origin: app.address,
      accept: 'application/json',
    })
    const signedIn = { address: app.address, place: () => '/api/v1/me', headers: who }
    await note('a signed-in read (what I may do)', load(signedIn))
    const write = {
      address: app.address,
      method: 'POST',
      place: () => '/api/v1/organisations',
      headers: (number) => ({
        ...who(number),
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      }),
      body: (number) => JSON.stringify({ kind: 'ngo', name: `Measured ${number}` }),
    }
    await note('a write (an organisation, with its event, made once)', load(write))
    return said
  } finally {
    // Once more: how far the two differ says how far the machine was busy with other things.
    const again = await load({ address: bareAddress, place: () => '/', headers: () => ({}) })
    said.push({ name: 'bare server, once more', ...again })
    bare.kill()
  }
}

/** Asks one after the other on so many connections for some seconds. */
async function load(what, seconds = SECONDS) {
  let number = 0
  const run = async (until) => {
    const times = []
    const one = async () => {
      while (performance.now() < until) times.push(await ask(what, number++))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    return times
  }
  what.agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE })
  await run(performance.now() + 1000)
  const began = performance.now()
  const times = await run(began + seconds * 1000)
  what.agent.destroy()
  return figures(times, performance.now() - began)
}

/** Asks for each place once. */
async function once_(app, places) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const left = [...places]
  const times = []
  const began = performance.now()
  const one = async () => {
    for (let place = left.pop(); place !== undefined; place = left.pop())
      times.push(await ask({ address: app.address, place: () => place, headers: () => ({}), agent }, 0))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  const took = performance.now() - began
  agent.destroy()
  return figures(times, took)
}

function figures(all, took) {
  const times = all.filter((each) => each !== null).sort((a, b) => a - b)
  const at = (share) => Math.round((times[Math.floor(share * (times.length - 1))] ?? Number.NaN) * 10) / 10
  return {
    perSecond: (times.length * 1000) / took,
    p50: at(0.5),
    p99: at(0.99),
    refused: all.length - times.length,
  }
}

function ask(what, number) {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const body = what.body?.(number)
    const sent = { agent: what.agent, method: what.method ?? 'GET', headers: what.headers(number) }
    const request = http.request(what.address + what.place(number), sent, (answer) => {
      const parts = []
      answer.on('data', (part) => answer.statusCode >= 400 && parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        // Too much at once is an answer as well, and counted apart; a wrong question is a fault of this script.
        if (answer.statusCode < 400) resolve(performance.now() - began)
        else if (answer.statusCode === 503) resolve(null)
        else
          reject(
            new Error(
              `${what.place(number)} answered ${answer.statusCode}: ${Buffer.concat(parts).toString().slice(0, 500)}`,
            ),
          )
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function json(address) {
  return (await fetch(address, { headers: { accept: 'application/json' } })).json()
}

// ---- growth

async function growth(app, measure) {
  const time = (place) =>
    ask({ address: app.address, place: () => place, headers: () => ({}), agent: http.globalAgent }, 0)
  // Each place is asked for once, so none comes from memory.
  const middle = async (places) => {
    const times = []
    for (const place of places) times.push(await time(place))
    times.sort((a, b) => a - b)
    return Math.round(times[Math.floor(times.length / 2)] * 10) / 10
  }
  const some = ['GHA', 'KEN', 'PER', 'PHL', 'JAM', 'MNG', 'COL', 'BRA', 'IND']
  const inAll = (place) => ['', '/fr', '/es', '/pt'].map((prefix) => `${prefix}${place}`)
  const grown = { observations: [], events: [], signIns: [] }
  for (const count of [1000, 10_000, 100_000]) {
    tell(`Events: ${count}`)
    grown.events.push(await measure('events', String(count)))
    tell(JSON.stringify(grown.events.at(-1)))
  }
  for (const count of [1000, 10_000, 100_000]) {
    tell(`Sign-ins: ${count}`)
    grown.signIns.push(await measure('sign-ins', String(count)))
    tell(JSON.stringify(grown.signIns.at(-1)))
  }
  for (const times of [1, 10, 100]) {
    tell(`Figures × ${times}`)
    const { rows } = await measure('observations', String(times))
    await measure('newer')
    grown.observations.push({
      rows,
      'first page after figures changed, ms': await middle(['/']),
      'a country, ms': await middle(some.map((iso3) => `/countries/${iso3}`)),
      '100 figures of a country, ms': await middle(
        some.map((iso3) => `/api/v1/observations?iso3=${iso3}&limit=100`),
      ),
      'one indicator, ms': await middle(inAll('/indicators/tip_tier')),
      'list of indicators, ms': await middle(inAll('/indicators')),
    })
    tell(JSON.stringify(grown.observations.at(-1)))
  }
  return grown
}

// ---- programs, words

async function runProgram(words, home) {
  const env = { ...process.env, NODE_ENV: 'production', TIP_HOME: home, DATABASE_URL: '', TIP_KEYS: '' }
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${words.slice(1).join(' ')} ended with ${code}`)
  return JSON.parse(said)
}

function machine() {
  const [first] = cpus()
  return `${cpus().length} cores (${first?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
}

function asText({ machine: what, date, busyBefore, http: pages = [], writes = {}, growth: grown }) {
  const lines = [
    `${date}, ${what}, ${AT_ONCE} connections, load made on the same machine (busy before: ${busyBefore})`,
    '',
  ]
  const bare = (pages[0]?.perSecond + pages.at(-1)?.perSecond) / 2
  for (const { name, perSecond, p50, p99, refused } of pages)
    lines.push(
      `| ${name} | ${Math.round(perSecond)} | ${(perSecond / bare).toFixed(3)} | ${p50} | ${p99} |${refused > 0 ? ` ${refused} refused (503)` : ''}`,
    )
  lines.push('')
  const [one, ten] = Object.values(writes)
  for (const [name, perSecond] of Object.entries(writes)) {
    const yardstick = name.endsWith('one at a time') ? one : ten
    lines.push(`| ${name} | ${Math.round(perSecond)} | ${(perSecond / yardstick).toFixed(2)} |`)
  }
  lines.push('', JSON.stringify(grown, null, 2))
  return lines.join('\n')
}

function tell(line) {
  process.stderr.write(`  ${line}\n`)
}
