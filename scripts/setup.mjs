// Makes a fresh clone ready, with what Node brings and nothing else. What is done already is skipped.
//   node scripts/setup.mjs [--rebuild]
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withFileLock } from '../src/house/lock.mjs'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = [20, 19, 0]
/** Everything the build is made from. */
const SOURCES = [
  'src',
  'migrations',
  'bench',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** Installs and builds what is missing or out of date; tells it line by line on stderr. */
export async function setUp({ rebuild = false, folder = root, say = sayOnStderr } = {}) {
  refuseOldNode()
  // Looked at first without the lock: a folder that is ready may be read-only.
  if (!rebuild && isInstalled(folder) && isBuilt(folder)) return
  mkdirSync(path.join(folder, 'dist'), { recursive: true })
  const onWait = (pid) => say(`Waiting for process ${pid}, which is setting up the same folder …`)
  await withFileLock(
    path.join(folder, 'dist', '.setup.lock'),
    { deadlineMs: 30 * 60_000, onWait },
    async () => {
      if (!isInstalled(folder)) await install(folder, say)
      if (rebuild || !isBuilt(folder)) await build(folder, say)
    },
  )
}

/** Runs a Node program with the terminal of this one; answers its exit code. Signals go through to it. */
export function runNode(args, { env = {}, stdio = 'inherit', folder = root } = {}) {
  return run(process.execPath, args, { env, stdio, folder })
}

/** What a script does when setting up failed: says why, in one line, and ends with 1. */
export function endWith(error) {
  console.error(error instanceof SetUpError ? error.message : error)
  process.exit(1)
}

class SetUpError extends Error {}

function sayOnStderr(line) {
  process.stderr.write(`${line}\n`)
}

export function isOldNode(version) {
  const parts = version.split('.').map(Number)
  for (let at = 0; at < OLDEST_NODE.length; at++) {
    if (parts[at] !== OLDEST_NODE[at]) return parts[at] < OLDEST_NODE[at]
  }
  return false
}

function refuseOldNode() {
  if (!isOldNode(process.versions.node)) return
  throw new SetUpError(
    `This is Node ${process.versions.node}; TIPping Point needs Node ${OLDEST_NODE.join('.')} or newer.\n` +
      'Install a current version from https://nodejs.org (or with your version manager) and run the command again.',
  )
}

// ---- packages

/**
 * Whether every package of the lock is there in its version. Optional ones are asked for when the lock means
 * them for this machine, unless an installation already ended well without them.
 */
export function isInstalled(folder) {
  const lock = readIfThere(path.join(folder, 'package-lock.json'))
  if (lock === null)
    throw new SetUpError(`${path.join(folder, 'package-lock.json')} is missing: is this a whole clone?`)
  const settled = readIfThere(installedMark(folder)) === markOf(lock)
  for (const [place, entry] of Object.entries(JSON.parse(lock).packages)) {
    if (place === '' || entry.link) continue
    if (entry.optional && (settled || !isForThisMachine(entry))) continue
    const found = readIfThere(path.join(folder, place, 'package.json'))
    if (found === null || JSON.parse(found).version !== entry.version) return false
  }
  return true
}

function isForThisMachine({ os, cpu, libc }) {
  // Without either it is a part of another optional package, which npm leaves out together with that one.
  if (os === undefined && cpu === undefined) return false
  return (
    allows(os, process.platform) &&
    allows(cpu, process.arch) &&
    (libc === undefined || allows(libc, libcHere()))
  )
}

function libcHere() {
  return process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

function allows(list, value) {
  if (list === undefined) return true
  return list.includes(value) || (list.every((each) => each.startsWith('!')) && !list.includes(`!${value}`))
}

async function install(folder, say) {
  say('Installing packages: once, about a minute …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  // NODE_ENV=production would leave out what the build needs.
  const env = { NODE_ENV: 'development' }
  const stdio = ['ignore', 2, 2]
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], { env, stdio, folder })
    : await run('npm', args, { env, stdio, folder })
  if (code !== 0) {
    throw new SetUpError(
      'The packages could not be installed; npm says why above.\n' +
        'Check the network and the room on the disk, then run the same command again.',
    )
  }
  writeFileSync(installedMark(folder), markOf(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')))
}

function installedMark(folder) {
  return path.join(folder, 'node_modules', '.tip-installed')
}

function markOf(lock) {
  return createHash('sha256').update(`${process.platform} ${process.arch} ${lock}`).digest('hex')
}

// ---- build

export function isBuilt(folder) {
  return readIfThere(builtMark(folder)) === hashOfSources(folder)
}

async function build(folder, say) {
  say('Building: a few seconds …')
  const hash = hashOfSources(folder)
  rmSync(builtMark(folder), { force: true })
  const vite = path.join(folder, 'node_modules', 'vite', 'bin', 'vite.js')
  const code = await runNode([vite, 'build', '--logLevel', 'warn'], {
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
    folder,
  })
  if (code !== 0) throw new SetUpError('The build failed; the lines above say where.')
  writeFileSync(builtMark(folder), hash)
}

function builtMark(folder) {
  return path.join(folder, 'dist', '.built-from')
}

function hashOfSources(folder) {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => filesUnder(folder, source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(folder, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

// Tests are no part of the build: writing one does not cost a new one.
function filesUnder(folder, source) {
  const place = path.join(folder, source)
  if (!existsSync(place)) return []
  if (!statSync(place).isDirectory()) return /\.test\.tsx?$/.test(source) ? [] : [source]
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesUnder(folder, `${source}/${name}`))
}

// ---- programs

function run(program, args, { env, stdio, folder }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env }, stdio })
    const passOn = (signal) => child.kill(signal)
    process.on('SIGINT', passOn)
    process.on('SIGTERM', passOn)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('SIGINT', passOn)
      process.off('SIGTERM', passOn)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setUp({ rebuild: process.argv.includes('--rebuild') }).catch(endWith)
}
