import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { HttpServer } from '../house/http.ts'

/*
 * The people of the example set up their second factor as anybody does: sign in by the form, give the password
 * again, type what an authenticator app would show, sign out. Nothing here reads or writes a table.
 */

/**
 * Sets up the second factor of an account by the pages of an opened house; answers the key for an authenticator app.
 * Throws Error naming the page that answered otherwise.
 */
export async function setUpSecondFactor(
  http: HttpServer,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const cookies = new Map<string, string>()
  // An address of the documentation range: nobody’s attempts to sign in are used up by this.
  const remoteAddress = `2001:db8::${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}`
  const ask = async (method: 'GET' | 'POST', url: string, fields: Record<string, string> = {}) => {
    const answer = await http.inject({
      method,
      url,
      remoteAddress,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': 'tp demo load',
        'sec-fetch-site': 'same-origin',
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { payload: new URLSearchParams(fields).toString() } : {}),
    })
    for (const each of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      if (value === '' || /;\s*max-age=0/i.test(each)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const expect = (page: string, status: number, wanted: number) => {
    if (status !== wanted) throw new Error(`${page} answered ${status} to ${email}`)
  }

  expect('/account/sign-in', (await ask('POST', '/account/sign-in', { email, password })).statusCode, 303)
  const begin = '/account/second-factor/begin'
  expect(begin, (await ask('POST', begin, { password })).statusCode, 303)
  const setUp = '/account/second-factor/set-up'
  const page = await ask('GET', setUp)
  const [, key] = /<code>([A-Z2-7 ]{32,})<\/code>/.exec(page.body) ?? []
  if (key === undefined) throw new Error(`${setUp} shows no key to ${email}`)
  // Apps go by the clock of the telephone, and so does whoever checks the code.
  const code = appCode(key, new Date())
  expect(setUp, (await ask('POST', setUp, { code, once: randomUUID() })).statusCode, 200)
  await ask('POST', '/account/sign-out')
  return key
}

/** What an authenticator app shows for a key at a moment (RFC 6238: SHA-1, six digits, half a minute). */
export function appCode(key: string, at: Date): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...key.replaceAll(' ', '')]
    .map((each) => letters.indexOf(each).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const place = (mac[19] ?? 0) & 15
  return String((mac.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
