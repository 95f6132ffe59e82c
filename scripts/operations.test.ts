import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readSettings } from '../src/house/settings.ts'
import { root } from './setup.mjs'

/*
 * What the operator is told, held against what there is: settings, commands, measures, files. A container engine is not
 * at hand here; what compose.yaml and the Containerfile say is read, not run.
 */

const read = (...parts: string[]) => readFileSync(path.join(root, ...parts), 'utf8')
const settingsCode = read('src', 'house', 'settings.ts')
const named = (call: string) =>
  [...settingsCode.matchAll(new RegExp(`${call}'([A-Z_]+)'`, 'g'))].map(([, name]) => name!)
const secrets = named('secret\\(')
const settings = new Set([
  ...named('given\\([a-zA-Z.]+, '),
  ...secrets,
  ...secrets.map((name) => `${name}_FILE`),
])

const code = walk(path.join(root, 'src')).filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
const allCode = code.map((file) => readFileSync(file, 'utf8')).join('\n')
const wired = existsSync(path.join(root, 'src', 'tp-admin.ts')) ? read('src', 'tp-admin.ts') : allCode
const rooms = read('src', 'tp.ts')

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
  )
}
const isCommand = (command: string) =>
  command === 'worker' ? allCode.includes('tp worker') : new RegExp(`['\` ]${command}['\`\\s:|]`).test(rooms)
const isAdminCommand = (command: string) => new RegExp(`['\` ]'?${command}['\`:\\s|]`).test(wired)

describe('The settings', () => {
  it('are found in the code that reads them', () => {
    expect([...settings].sort()).toEqual(
      expect.arrayContaining([
        'DATABASE_URL',
        'DATABASE_URL_FILE',
        'HOST',
        'PORT',
        'TIP_HOME',
        'TIP_SMTP_FILE',
      ]),
    )
    expect(settings.has('TIP_HOME_FILE')).toBe(false)
  })
})

type Service = {
  environment?: Record<string, string>
  secrets?: string[]
  command?: string[]
  networks?: string[] | Record<string, { ipv4_address?: string } | null>
  stop_grace_period?: string
  user?: string
}
type Compose = {
  services: Record<string, Service>
  secrets: Record<string, { file: string }>
  networks: Record<string, unknown>
  volumes: Record<string, unknown>
}

describe('compose.yaml', () => {
  const compose: Compose = parse(read('deploy', 'compose.yaml'), { merge: true })
  const house = ['app-1', 'app-2', 'worker'].map((name) => compose.services[name]!)

  it('has a step that migrates, two processes that serve, one that works, a database and a proxy', () => {
    expect(Object.keys(compose.services)).toEqual([
      'migrate',
      'app-1',
      'app-2',
      'worker',
      'database',
      'proxy',
    ])
    expect(compose.services.worker?.command).toEqual(['worker'])
    expect(compose.services.migrate?.command).toEqual(['admin', 'migrate'])
  })

  it('gives the owner of the tables to the step that migrates alone', () => {
    for (const [name, { environment = {}, secrets: used = [] }] of Object.entries(compose.services)) {
      expect('DATABASE_ADMIN_URL_FILE' in environment).toBe(name === 'migrate')
      expect(used.includes('database_admin_url')).toBe(name === 'migrate')
    }
  })

  it('names only settings that exist, and gives no secret but as a file', () => {
    for (const { environment = {} } of house) {
      expect(Object.keys(environment).filter((name) => !settings.has(name))).toEqual([])
      expect(Object.keys(environment).filter((name) => secrets.includes(name))).toEqual([])
      for (const [name, value] of Object.entries(environment)) {
        if (name.endsWith('_FILE')) expect(house[0]?.secrets).toContain(path.basename(value))
      }
    }
  })

  it('names only secrets, networks and volumes that it declares, and secrets that the script makes', () => {
    const made = [...read('deploy', 'make-secrets.sh').matchAll(/^make (\w+)/gm)].map(([, name]) => name)
    expect(Object.keys(compose.secrets).sort()).toEqual(made.sort())
    for (const { secrets: used = [], networks = [] } of Object.values(compose.services)) {
      for (const name of used) expect(Object.keys(compose.secrets)).toContain(name)
      for (const name of Array.isArray(networks) ? networks : Object.keys(networks))
        expect(Object.keys(compose.networks)).toContain(name)
    }
  })

  it('believes the proxy alone, at the address it has', () => {
    const networks = compose.services.proxy?.networks
    const inside = Array.isArray(networks) ? null : networks?.inside
    for (const { environment } of house) expect(environment?.TIP_TRUSTED_PROXIES).toBe(inside?.ipv4_address)
  })

  it('gives a process longer to end than it takes', () => {
    for (const { stop_grace_period } of house)
      expect(Number.parseInt(stop_grace_period ?? '0', 10)).toBeGreaterThan(30)
  })
})

describe('The Containerfile', () => {
  const text = read('deploy', 'Containerfile')

  it('copies what is there, ends as an ordinary user, and says how to ask whether it is well', () => {
    const copied = [...text.matchAll(/^COPY --from=build \/build\/(\S+)/gm)].map(([, name]) => name!)
    expect(copied.filter((name) => !existsSync(path.join(root, name)))).toEqual([])
    // What the program reads from its own folder while it runs.
    expect(copied).toEqual(expect.arrayContaining(['data', 'methodologies', 'dist', 'package.json']))
    expect(text).toMatch(/^USER node$/m)
    expect(text).toMatch(/^HEALTHCHECK/m)
    expect(text.indexOf('USER node')).toBeGreaterThan(text.lastIndexOf('\nRUN '))
  })

  it('sets only settings that exist', () => {
    const set = [...text.matchAll(/^(?:ENV)?\s+([A-Z_]+)=/gm)].map(([, name]) => name!)
    expect(set.filter((name) => name !== 'NODE_ENV' && !settings.has(name))).toEqual([])
  })
})

describe('The units of systemd', () => {
  const folder = path.join(root, 'deploy', 'systemd')
  const units = readdirSync(folder).map((name) => ({
    name,
    text: readFileSync(path.join(folder, name), 'utf8'),
  }))
  const services = units.filter(({ name }) => name.endsWith('.service'))

  it('run commands that exist, as an ordinary user, with little else in reach', () => {
    for (const { name, text } of services) {
      for (const [, command, admin] of text.matchAll(/cli\.js (\w+)(?: ([\w-]+))?/g)) {
        const exists = command === 'admin' ? isAdminCommand(admin ?? '') : isCommand(command ?? '')
        expect(exists, `${name}: ${command} ${admin ?? ''}`).toBe(true)
      }
      for (const line of [
        'User=tip',
        'NoNewPrivileges=yes',
        'ProtectSystem=strict',
        'CapabilityBoundingSet=',
        'UMask=0077',
      ])
        expect(text, name).toMatch(new RegExp(`^${line}$`, 'm'))
    }
  })

  it('have a service for each timer', () => {
    for (const { name } of units.filter((unit) => unit.name.endsWith('.timer')))
      expect(units.map((unit) => unit.name)).toContain(name.replace('.timer', '.service'))
  })

  it('read settings that exist from their file, and the house takes them as they stand', () => {
    const lines = read('deploy', 'tip.env.example')
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line))
    const env = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    expect(Object.keys(env).filter((name) => !settings.has(name))).toEqual([])
    const withoutFiles = Object.fromEntries(Object.entries(env).filter(([name]) => !name.endsWith('_FILE')))
    expect(readSettings(withoutFiles)).toMatchObject({ jobs: 'elsewhere', trustedProxies: ['127.0.0.1'] })
  })

  it('are understood by systemd, where it is at hand', ({ skip }) => {
    const verify = spawnSync(
      'systemd-analyze',
      ['verify', '--man=no', ...services.map(({ name }) => path.join(folder, name))],
      {
        encoding: 'utf8',
      },
    )
    if (verify.error) skip('no systemd-analyze on this machine')
    // Of the machine, not of the unit: where Node is, and what is not enabled.
    const said = verify.stderr
      .split('\n')
      .filter((line) => line.includes('tip') && !/is not executable/.test(line))
    expect(said).toEqual([])
  })
})

describe('The proxies', () => {
  it('replace what a client wrote about its address, and keep measures and health inside', () => {
    const nginx = read('deploy', 'nginx.conf')
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
    expect(nginx).not.toContain('$proxy_add_x_forwarded_for')
    expect(nginx).toContain('proxy_set_header Host $host;')
    expect(nginx).toMatch(/location = \/metrics \{ return 404; \}/)
    const caddy = read('deploy', 'Caddyfile')
    expect(caddy).toMatch(/@inside path \/metrics \/health\/\*/)
    expect(caddy).not.toMatch(/^\s*trusted_proxies/m)
  })

  it('are understood by nginx, which hands on the true address and asks another process when one drains', async ({
    skip,
  }) => {
    if (spawnSync('nginx', ['-v']).error) skip('no nginx on this machine')
    const folder = mkdtempSync(path.join(tmpdir(), 'tip-nginx-'))
    const seen: string[] = []
    const upstream = (status: number) =>
      createServer((asked, answer) => {
        seen.push(`${status} ${asked.headers['x-forwarded-for']} ${asked.headers.host}`)
        answer.writeHead(status).end('here')
      })
    const [draining, well] = [upstream(503), upstream(200)]
    const ports = await Promise.all(
      [draining, well].map(async (server) => {
        server.listen(0, '127.0.0.1')
        await once(server, 'listening')
        return (server.address() as AddressInfo).port
      }),
    )
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const port = (free.address() as AddressInfo).port
    free.close()
    await once(free, 'close')
    // The same file without its certificate and with ports of this test.
    const site = read('deploy', 'nginx.conf')
      .replace(/listen 443 ssl http2;/, `listen 127.0.0.1:${port};`)
      .replace(/^\s*(ssl_\w+|listen (80|\[::\][^;]*)) ?[^\n]*;$/gm, '')
      .replace('127.0.0.1:3000', `127.0.0.1:${ports[0]}`)
      .replace('127.0.0.1:3001', `127.0.0.1:${ports[1]}`)
      .replaceAll('/var/log/nginx/', `${folder}/`)
      // The server that only leads to TLS has nothing to listen on here.
      .replace(/server \{\s+server_name[^}]*return 301[^}]*\}/, '')
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (each) => `${each}_temp_path ${folder};`,
    )
    writeFileSync(path.join(folder, 'site.conf'), site)
    writeFileSync(
      path.join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
       events {} http { ${temporary.join(' ')} include ${folder}/site.conf; }`,
    )
    const nginx = spawn('nginx', ['-c', path.join(folder, 'nginx.conf'), '-p', folder], { stdio: 'inherit' })
    try {
      const ask = (place: string) =>
        new Promise<number>((resolve, reject) => {
          const headers = { host: 'tip.example.org', 'x-forwarded-for': '6.6.6.6' }
          request({ port, host: '127.0.0.1', path: place, headers }, (answer) => {
            answer.resume()
            resolve(answer.statusCode ?? 0)
          })
            .on('error', reject)
            .end()
        })
      const patiently = async (place: string): Promise<number> =>
        ask(place).catch(async (error: { code?: string }) => {
          if (error.code !== 'ECONNREFUSED' || nginx.exitCode !== null) throw error
          await new Promise((resolve) => setTimeout(resolve, 20))
          return patiently(place)
        })
      expect(await patiently('/')).toBe(200)
      expect(await ask('/')).toBe(200)
      expect(await ask('/metrics')).toBe(404)
      expect(await ask('/health/ready')).toBe(404)
      expect(new Set(seen.map((each) => each.slice(4)))).toEqual(new Set(['127.0.0.1 tip.example.org']))
    } finally {
      nginx.kill('SIGTERM')
      await once(nginx, 'exit')
      draining.close()
      well.close()
      rmSync(folder, { recursive: true })
    }
  })
})

describe('docs/operations.md', () => {
  const text = read('docs', 'operations.md')

  it('names every setting, and none that does not exist', () => {
    const table = text.slice(text.indexOf('| setting |'), text.indexOf('A setting that cannot be used'))
    expect([...settings].filter((name) => !table.includes(`\`${name}\``))).toEqual([])
    const told = [...text.matchAll(/\b((?:TIP|DATABASE)_[A-Z_]+)\b/g)].map(([, name]) => name!)
    expect([...new Set(told)].filter((name) => !settings.has(name))).toEqual([])
  })

  it('names only commands that exist', () => {
    const told = [...text.matchAll(/\btp (?!…)([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/g)]
    expect(told.length).toBeGreaterThan(5)
    const unknown = told.filter(([, command, admin]) =>
      command === 'admin' ? admin !== undefined && !isAdminCommand(admin) : !isCommand(command ?? ''),
    )
    expect(unknown.map(([all]) => all)).toEqual([])
  })

  it('names only measures that exist, and tells of every one of ours', () => {
    const metrics = read('src', 'house', 'metrics.ts')
    const ours = [...metrics.matchAll(/'(tip_[a-z_]+)'/g)].map(([, name]) => name!)
    const told = [...text.matchAll(/`(tip_[a-z_]+)/g)].map(([, name]) => name!.replace(/_count$/, ''))
    expect([...new Set(told)].filter((name) => !ours.includes(name))).toEqual([])
    const elsewhere = ['tip_history_unanchored', 'tip_checkpoint_age_seconds']
    expect([...new Set(ours)].filter((name) => !told.includes(name) && !elsewhere.includes(name))).toEqual([])
  })

  it('leads to places that exist', () => {
    const heads = [...text.matchAll(/^#+ (.*)$/gm)].map(([, head]) =>
      head!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
    for (const [, place] of text.matchAll(/\]\(([^)]+)\)/g)) {
      const [file = '', anchor] = place!.split('#')
      if (file === '') expect(heads).toContain(anchor)
      else if (file !== 'backup.md') expect(existsSync(path.join(root, 'docs', file)), place).toBe(true)
    }
    for (const [, file] of text.matchAll(/`(deploy\/[\w./@-]+)`/g))
      expect(existsSync(path.join(root, file!)), file).toBe(true)
  })
})
