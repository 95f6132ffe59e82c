// The first administrator of a house, let in as the documents say: by an invitation from the shell, with an account, a
// password and an authenticator app, through the pages a person would use.
import { spawn } from 'node:child_process'
import { textOf, totp, visitor } from './visitor.mjs'

/**
 * Lets an administrator in and answers the visitor who is signed in as one, second factor passed.
 *
 * @param {{ tp: string[], home: string, address: string, env?: Record<string, string>, email?: string }} options
 */
export async function letAdministratorIn({ tp, home, address, env = {}, email = 'first@example.org' }) {
  const { code, out, err } = await runTp({ tp, home, env }, ['admin', 'create-admin', email, '--json'])
  if (code !== 0) throw new Error(`tp admin create-admin ended with ${code}:\n${err}`)
  const { link } = JSON.parse(out)
  const password = 'seven quiet lanterns by the harbour'
  const person = visitor(address)

  const invitation = await person.get(new URL(link).pathname)
  await expectPage(await person.submit(invitation, { name: 'Ama Mensah', password }))
  await expectPage(await person.submit(await person.get('/account/sign-in'), { email, password }))
  const begin = await person.get('/account/second-factor/set-up')
  const key = await expectPage(await person.submit(begin, { password }))
  const secret = [...key.html.matchAll(/<code[^>]*>([A-Z2-7 ]{16,})<\/code>/g)][0]?.[1]
  if (secret === undefined) throw new Error(`No key is shown: ${textOf(key.html).slice(0, 1000)}`)
  await expectPage(await person.submit(key, { code: totp(secret) }))
  return person
}

/** Runs one `tp` command on a home. */
export async function runTp({ tp, home, env = {} }, argv) {
  const child = spawn(process.execPath, [...tp, ...argv], {
    env: { ...process.env, NODE_ENV: 'production', TIP_LOG: 'warn', TIP_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, out, err }
}

function expectPage(page) {
  if (page.status === 200) return page
  throw new Error(`${page.url} answered ${page.status}: ${textOf(page.html).slice(0, 1000)}`)
}
