// A visitor without a browser: reads pages, fills in their plain forms, keeps cookies. And the numbers of an
// authenticator app (RFC 6238), so that a drill can sign in as a person does.
import { createHmac } from 'node:crypto'

/** A visitor of the application at an address; `to` moves it to another process with the cookies it has. */
export function visitor(address, cookies = new Map()) {
  const call = async (method, url, body) => {
    let next = { method, url: new URL(url, address), body }
    for (let hops = 0; hops < 10; hops++) {
      const answer = await fetch(next.url, {
        method: next.method,
        redirect: 'manual',
        headers: {
          cookie: cookieHeader(cookies),
          origin: new URL(address).origin,
          ...(next.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(next.body === undefined ? {} : { body: next.body }),
      })
      for (const line of answer.headers.getSetCookie()) keepCookie(cookies, line)
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || location === null)
        return { status: answer.status, url: next.url, html: await answer.text() }
      // Where the application has a public name, it is still reached where it stands.
      const { pathname, search } = new URL(location, next.url)
      next = { method: 'GET', url: new URL(pathname + search, address) }
    }
    throw new Error(`${url} leads in circles`)
  }
  return {
    cookies,
    cookie: () => cookieHeader(cookies),
    get: (url) => call('GET', url),
    /** Sends the first form of a page that has all the named fields, with its hidden ones. */
    submit: (page, fields, button = {}) => {
      const form = formsOf(page.html).find(({ names }) =>
        [...Object.keys(fields), ...Object.keys(button)].every((name) => names.includes(name)),
      )
      if (form === undefined)
        throw new Error(
          `${page.url} (${page.status}) has no form with ${Object.keys(fields)}: ${textOf(page.html).slice(0, 1500)}`,
        )
      const body = new URLSearchParams({ ...form.values, ...fields, ...button })
      return call('POST', new URL(form.action || page.url, page.url), body.toString())
    },
    to: (other) => visitor(other, cookies),
  }
}

/** The words of a page, for reading a secret off it and for telling what went wrong. */
export function textOf(html) {
  return unescapeHtml(
    html
      .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' '),
  )
}

/** The forms of a page that are sent by POST: where to, and what stands in them. */
export function formsOf(html) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .map(([, attributes, inside]) => {
      const { action = '', method = 'get' } = attributesOf(attributes)
      const fields = [...inside.matchAll(/<(input|select|textarea|button)\b([^>]*)>/g)].map(
        ([, tag, text]) => ({
          tag,
          ...attributesOf(text),
        }),
      )
      const values = Object.fromEntries(
        fields
          .filter(({ tag, type, name }) => tag === 'input' && type === 'hidden' && name !== undefined)
          .map(({ name, value = '' }) => [name, value]),
      )
      const names = fields.map(({ name }) => name).filter((name) => name !== undefined)
      return { action, method: method.toLowerCase(), names, values }
    })
    .filter(({ method }) => method === 'post')
}

/** Six digits from a secret in base32, as an authenticator app shows them at a moment. */
export function totp(secret, at = Date.now()) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = hash[19] & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function fromBase32(text) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text.replace(/[\s=]/g, '').toUpperCase()]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

function attributesOf(text) {
  const found = [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)]
  return Object.fromEntries(found.map(([, name, value = '']) => [name, unescapeHtml(value)]))
}

function unescapeHtml(text) {
  const named = { amp: '&', quot: '"', lt: '<', gt: '>' }
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) =>
    hex || number
      ? String.fromCodePoint(Number.parseInt(hex ?? number, hex ? 16 : 10))
      : (named[name] ?? whole),
  )
}

function cookieHeader(cookies) {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function keepCookie(cookies, line) {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const name = pair.slice(0, pair.indexOf('='))
  const value = pair.slice(pair.indexOf('=') + 1)
  const gone = attributes.some((each) => /^max-age=0$/i.test(each)) || value === ''
  if (gone) cookies.delete(name)
  else cookies.set(name, value)
}
