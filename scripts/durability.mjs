// Acknowledged means durable: kills application and database in the middle of many writes, again and again, and looks
// for every record that was acknowledged. Anyone can run it; nothing but a temporary folder is touched.
//
//   node scripts/durability.mjs [--rounds 50] [--writers 20] [--seed 1] [--json] [--keep]
//
// What it shows: what was answered with success is there after kill -9 of every process, once, with its event, and the
// chains verify. What it cannot show: a power cut, where the disk itself must have kept what it said it kept.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { letAdministratorIn, runTp } from './administrator.mjs'
import { ask, killDatabase, spawnApp, startApp } from './app-process.mjs'
import { endWith, root, setUp } from './setup.mjs'

/**
 * Rounds of writing, killing, starting again and looking.
 *
 * @param {object} options
 * @param {string[]} options.program arguments to Node that serve the application
 * @param {(app, home) => Promise<Door>} options.openDoor who writes what, and where it must be found
 * @param {number} options.rounds
 * @param {number} options.writers how many write at once
 * @param {() => number} options.chance moments are chosen by it
 * @param {[number, number]} [options.between] milliseconds of writing before the kill, from and to
 * @param {(home: string) => Promise<string | null>} options.verify what is wrong with the history, or null
 * @param {(round: object) => void} [options.tell]
 */
export async function drill(options) {
  const { program, openDoor, rounds, writers, chance, verify, tell = () => {} } = options
  const [least, most] = options.between ?? [200, 4000]
  const home = mkdtempSync(path.join(realpathSync(tmpdir()), 'tip-durability-'))
  const results = []
  // Everything that was ever sent: by key, what it was and what is known of it.
  const sent = new Map()
  let app = null
  // Whoever ends the drill ends what it started.
  const onSignal = () => {
    app?.kill()
    killDatabase(home)
    process.exit(130)
  }
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  try {
    app = await startApp({ program, home })
    let door = await openDoor(app, home)
    for (let number = 1; number <= rounds; number++) {
      const writing = writeOn(app, door, sent, writers, `r${number}`)
      // Not before something is under way, so that no round is empty.
      await writing.begun
      await sleep(least + chance() * (most - least))
      // The database first, the application first, or both at once: each leaves other things half done.
      const gap = Math.floor(chance() * 40)
      const order = chance() < 0.5 ? 'database first' : 'application first'
      if (order === 'database first') killDatabase(home)
      else app.kill()
      if (chance() < 0.7) await sleep(gap)
      if (order === 'database first') app.kill()
      else killDatabase(home)
      await app.end
      const { acknowledged, unanswered, refused } = await writing.stop()

      // Now and then the recovery is interrupted, too.
      const interrupted = chance() < (options.interrupt ?? 0.2)
      if (interrupted) await killWhileStarting({ program, home }, chance)
      app = await startApp({ program, home })
      door = await openDoor(app, home)
      const before = await findings(home, door, sent)
      // Each sender whose answer was lost sends the same again, and some whose answer came do so too.
      const again = await sendAgain(app, door, sent, chance)
      const after = await findings(home, door, sent)
      const history = await verify(home)
      const round = {
        round: number,
        order,
        interrupted,
        acknowledged,
        unanswered,
        refused,
        lost: before.lost,
        recordedUnanswered: before.recordedUnanswered,
        halfDone: before.halfDone.length + after.halfDone.length,
        twice: before.twice + after.twice,
        repeatedWrongly: again.wrong,
        missingAfterRetry: after.lost,
        history,
        recoveryMs: Math.round(app.startMs),
        details: [...before.halfDone, ...after.halfDone, ...again.details].slice(0, 5),
      }
      results.push(round)
      tell(round)
    }
    app.signal('SIGTERM')
    await app.end
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    app?.kill()
    await app?.end
    killDatabase(home)
    if (!options.keep) await removeFolder(home)
  }
  return summaryOf(results)
}

async function killWhileStarting(start, chance) {
  const app = spawnApp(start)
  await sleep(100 + chance() * 900)
  killDatabase(start.home)
  app.kill()
  await app.end
}

/** What a drill found, in one line of figures. */
function summaryOf(rounds) {
  const sum = (name) => rounds.reduce((total, round) => total + round[name], 0)
  const recoveries = rounds.map(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b)
  const summary = {
    rounds: rounds.length,
    acknowledged: sum('acknowledged'),
    unanswered: sum('unanswered'),
    refused: sum('refused'),
    recordedUnanswered: sum('recordedUnanswered'),
    lost: sum('lost') + sum('missingAfterRetry'),
    halfDone: sum('halfDone'),
    twice: sum('twice'),
    repeatedWrongly: sum('repeatedWrongly'),
    brokenHistories: rounds.filter(({ history }) => history !== null).length,
    recoveryMs: { median: recoveries[Math.floor(recoveries.length / 2)], most: recoveries.at(-1) },
  }
  const { lost, halfDone, twice, repeatedWrongly, brokenHistories, refused } = summary
  const good = lost + halfDone + twice + repeatedWrongly + brokenHistories + refused === 0
  return { ...summary, good, results: rounds }
}

/** Writers that send one record after the other, each with a key of its own, and note what they were told. */
export function writeOn(app, door, sent, writers, label) {
  let stopped = false
  let acknowledged = 0
  let unanswered = 0
  let refused = 0
  let say
  const begun = new Promise((resolve) => {
    say = resolve
  })
  const write = async (writer) => {
    for (let number = 1; !stopped; number++) {
      const record = { key: randomUUID(), name: `${label} writer ${writer} record ${number}`, id: null }
      sent.set(record.key, record)
      const outcome = await post(app, door, record)
      if (outcome.id !== undefined) {
        record.id = outcome.id
        acknowledged++
        say()
      } else if (outcome.refused === undefined) {
        // No answer, or “not now”: it may be there or not.
        unanswered++
        await sleep(10)
      } else {
        record.refused = outcome.refused
        refused++
        say()
        await sleep(10)
      }
    }
  }
  const all = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer + 1)))
  const stop = async () => {
    stopped = true
    await all
    return { acknowledged, unanswered, refused }
  }
  return { begun, stop }
}

/** Sends one record. Answers its id, or that there was no answer, or what the application refused it with. */
export async function post(app, door, { key, name }) {
  try {
    const answer = await fetch(app.address + door.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, ...door.headers },
      body: JSON.stringify(door.body(name)),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await answer.text()
    if (answer.status === 201)
      return { id: JSON.parse(text).id, repeated: answer.headers.get('idempotent-replayed') === 'true' }
    if (answer.status >= 500) return {}
    return { refused: `${answer.status} ${text.slice(0, 300)}` }
  } catch {
    return {}
  }
}

async function sendAgain(app, door, sent, chance) {
  let wrong = 0
  const details = []
  const open = [...sent.values()].filter(({ id, refused }) => id === null && refused === undefined)
  const known = [...sent.values()].filter(({ id, lost }) => id !== null && !lost)
  const some = Array.from(
    { length: Math.min(10, known.length) },
    () => known[Math.floor(chance() * known.length)],
  )
  for (const record of [...open, ...some]) {
    const outcome = await post(app, door, record)
    const asBefore =
      record.id === null ? outcome.id !== undefined : outcome.id === record.id && outcome.repeated
    if (!asBefore) {
      wrong++
      details.push(`sent again: ${record.name} was ${record.id}, now ${JSON.stringify(outcome)}`)
    }
    record.id ??= outcome.id ?? null
  }
  return { wrong, details }
}

/** Compares what the database holds with what was acknowledged. */
async function findings(home, door, sent) {
  const rows = await ask(home, door.records)
  const byId = new Map(rows.map(({ id, name }) => [id, name]))
  const times = new Map()
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1)
  const all = [...sent.values()]
  const lost = all.filter(({ id, name, lost }) => id !== null && !lost && byId.get(id) !== name)
  // Told once; the next rounds look at the others.
  for (const record of lost) record.lost = true
  const halfDone = (await ask(home, door.halfDone)).map((row) => `half done: ${JSON.stringify(row)}`)
  return {
    lost: lost.length,
    recordedUnanswered: all.filter(({ id, name }) => id === null && times.has(name)).length,
    halfDone,
    twice: [...times.values()].filter((count) => count > 1).length,
  }
}

/** Removes the folder of a database that was killed. */
export async function removeFolder(folder) {
  // The last processes of a killed database may still be on their way out.
  for (let tries = 0; ; tries++) {
    try {
      rmSync(folder, { recursive: true, force: true })
      return
    } catch (error) {
      if (tries > 50) throw error
      await sleep(100)
    }
  }
}

/** Chance that can be repeated: mulberry32. */
export function chanceFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

// ---- by hand, on the whole application

/** Organisations, made through the API by an administrator who was let in as the documents say. */
async function organisationsDoor(tp) {
  let person = null
  return async (app, home) => {
    person ??= await letAdministratorIn({ tp, home, address: app.address })
    // The limits of the house hold for one person in earnest; here one stands for many.
    await ask(home, 'delete from attempts')
    return {
      path: '/api/v1/organisations',
      headers: { cookie: person.cookie(), origin: app.address },
      body: (name) => ({ kind: 'ngo', name }),
      records: 'select id::text, name from organisations',
      halfDone: `
        with made as (select id::text, '/api/v1/organisations/' || id as location from organisations),
          told as (select record_id, count(*) from events where record_kind = 'organisation' group by record_id),
          sent as (select key, status, location from answered_once where place = 'POST /api/v1/organisations')
        select id, 'a record without its one event' as what from made
          where not exists (select from told where record_id = id and count = 1)
        union all select record_id, 'an event without its record' from told
          where not exists (select from made where id = record_id)
        union all select id, 'a record without its key' from made
          where not exists (select from sent where sent.location = made.location)
        union all select key, 'a key without its record' from sent
          where status is null or not exists (select from made where made.location = sent.location)`,
    }
  }
}

const usage = `node scripts/durability.mjs [--rounds 50] [--writers 20] [--seed NUMBER] [--json] [--keep]

  --rounds   how often everything is killed
  --writers  how many write at once
  --seed     the moments of the kills; the same seed chooses the same ones
  --json     every round on stdout, not only the sums
  --keep     leaves the folder with the database
  Exit status: 0 nothing was lost, 1 something was or could not be looked at, 2 wrong use.`

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string', default: '50' },
        writers: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (!values.help) return values
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}\n`)
    process.exit(2)
  }
}

async function main() {
  const values = readOptions()
  const rounds = wholeNumber('rounds', values.rounds)
  const writers = wholeNumber('writers', values.writers)
  const seed = wholeNumber('seed', values.seed)
  await setUp().catch(endWith)
  const tp = [path.join(root, 'dist', 'server', 'cli.js')]
  const tell = (line) => process.stderr.write(`${line}\n`)
  tell(
    `${rounds} rounds, ${writers} writers, seed ${seed}, ${cpus().length} processors, Node ${process.versions.node}`,
  )
  tell('round  killed first  acknowledged  unanswered  of them there  lost  half done  twice  recovery')
  const summary = await drill({
    program: [...tp, 'serve'],
    openDoor: await organisationsDoor(tp),
    rounds,
    writers,
    chance: chanceFrom(seed),
    keep: values.keep,
    verify: async (home) => {
      const { code, out, err } = await runTp({ tp, home }, ['admin', 'verify-history', '--json'])
      return code === 0 && JSON.parse(out).intact === true
        ? null
        : `${code}: ${out.slice(0, 500)} ${err.slice(-500)}`
    },
    tell: (round) => {
      const row = [
        [round.round, 5],
        [round.order.split(' ')[0], 12],
        [round.acknowledged, 12],
        [round.unanswered, 10],
        [round.recordedUnanswered, 13],
        [round.lost + round.missingAfterRetry, 4],
        [round.halfDone, 9],
        [round.twice + round.repeatedWrongly, 5],
        [`${round.recoveryMs} ms`, 8],
      ]
      tell(row.map(([value, width]) => String(value).padStart(width)).join('  '))
      if (round.interrupted) tell('       the next start was killed, too')
      if (round.history !== null) tell(`       the history does not verify: ${round.history}`)
      for (const detail of round.details) tell(`       ${detail}`)
    },
  })
  const { results, ...totals } = summary
  process.stdout.write(`${JSON.stringify(values.json ? summary : totals, null, 2)}\n`)
  if (results.length < rounds || !summary.good) process.exitCode = 1
}

function wholeNumber(name, text) {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  process.stderr.write(`--${name} is a whole number from 1, not “${text}”.\n`)
  process.exit(2)
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await main()
