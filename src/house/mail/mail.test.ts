import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { personOf } from '../../people/accounts/session.ts'
import { signInForTest } from '../../people/accounts/sign-in.test-data.ts'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { buildServer } from '../http.ts'
import { openLog } from '../log.ts'
import { type Carrier, deliverMails, forgetMails, mailsByState } from './deliver.ts'
import { sendMail } from './mail.ts'
import { outboxPath, outboxRoutes } from './routes.tsx'
import { words } from './words.ts'

let house: TestHouse
let moment = new Date('2026-06-15T12:00:00Z')
const lines: string[] = []

beforeAll(async () => {
  house = await openTestHouse({ log: openLog('info', (line) => lines.push(line)) })
  house.now = () => new Date(moment)
})
afterAll(() => house.close())

const letter = (to: string) => ({
  to,
  subject: 'A subject',
  text: 'Open this:\n\nhttp://127.0.0.1:3000/account/reset?token=secret-of-the-link',
  kind: 'new-password',
})
const rows = () => house.db.selectFrom('mails').selectAll().orderBy('id').execute()
const clear = () => house.owner.deleteFrom('mails').execute()
const later = (minutes: number) => {
  moment = new Date(moment.getTime() + minutes * 60_000)
}

describe('A mail', () => {
  it('is queued with the change it tells of, or not at all', async () => {
    await clear()
    await house.db
      .transaction()
      .execute(async (trx) => {
        await sendMail({ ...house, db: trx }, letter('ama@example.org'))
        throw new Error('undone')
      })
      .catch(() => null)
    expect(await rows()).toEqual([])
  })

  it('stands in the database sealed, and in the log without its contents', async () => {
    await clear()
    await sendMail(house, letter('ama@example.org'))
    expect(await deliverMails(house)).toEqual({ sent: 0, kept: 1, failed: 0 })

    const text = JSON.stringify(await rows())
    expect(lines.at(-1)).toContain('A mail is waiting in the outbox')
    for (const secret of ['ama@', 'A subject', 'secret-of-the-link']) {
      expect(text).not.toContain(secret)
      expect(lines.join()).not.toContain(secret)
    }
  })

  it('is handed over once, with address and subject on one line each, and its contents are dropped', async () => {
    await clear()
    const carried: Parameters<Carrier>[0][] = []
    await sendMail(house, { ...letter('ama@example.org\nBcc: eve@example.org'), subject: 'One\r\nTwo' })
    const carry: Carrier = async (mail) => carried.push(mail)

    await Promise.all([deliverMails(house, carry), deliverMails(house, carry)])

    expect(carried).toHaveLength(1)
    expect(carried[0]).toMatchObject({ to: 'ama@example.org Bcc: eve@example.org', subject: 'One Two' })
    expect(await rows()).toMatchObject([{ state: 'sent', sealed: null, attempts: 1 }])
  })

  it('that cannot be delivered is tried again ever later, and after eight times given up, never in silence', async () => {
    await clear()
    await sendMail(house, letter('ama@example.org'))
    const refuse: Carrier = async () => {
      throw Object.assign(new Error('mailbox ama@example.org is full'), {
        code: 'EENVELOPE',
        responseCode: 552,
      })
    }
    const waits: number[] = []
    for (let tries = 1; tries <= 8; tries++) {
      expect(await deliverMails(house, refuse)).toMatchObject({ failed: 1 })
      expect(await deliverMails(house, refuse)).toMatchObject({ failed: 0 })
      const [row] = await rows()
      waits.push((row!.next_at.getTime() - moment.getTime()) / 60_000)
      later(90)
    }

    expect(waits.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 60])
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 8, fault: 'EENVELOPE 552' }])
    expect(await mailsByState(house)).toEqual({ failed: 1 })
    expect(lines.at(-1)).toContain('given up')
    expect(lines.join()).not.toContain('ama@example.org')
  })

  it('is emptied after a week and forgotten after a season', async () => {
    await clear()
    await sendMail(house, letter('ama@example.org'))
    await deliverMails(house)
    later(7 * 24 * 60 + 1)
    expect(await forgetMails(house)).toBe(1)
    expect(await rows()).toMatchObject([{ state: 'outbox', sealed: null }])
    later(90 * 24 * 60)
    expect(await forgetMails(house)).toBe(1)
    expect(await rows()).toEqual([])
  })

  it('reaches a mail server as SMTP', async () => {
    await clear()
    const heard: string[] = []
    const server = await smtpServer(heard)
    const { port } = server.address() as { port: number }
    const settings = {
      ...house.settings,
      smtp: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
      mailFrom: 'house@example.org',
    }
    await sendMail(house, letter('ama@example.org'))

    expect(await deliverMails({ ...house, settings })).toEqual({ sent: 1, kept: 0, failed: 0 })
    server.close()

    expect(heard.join('\n')).toContain('RCPT TO:<ama@example.org>')
    expect(heard.join('\n')).toContain('Subject: A subject')
  })
})

describe('The outbox', () => {
  const open = (settings: Partial<TestHouse['settings']> = {}) =>
    buildServer(
      { ...house, settings: { ...house.settings, ...settings } },
      {
        languages,
        personOf: (request) => personOf(house, request),
        doors: [
          {
            at: '/',
            routes: outboxRoutes(
              { ...house, settings: { ...house.settings, ...settings } },
              { css: [], js: [] },
            ),
          },
        ],
        renderFault: (_request, fault) => `<p>${fault.message}</p>`,
        clientFolder: null,
      },
    )
  const here = { host: '127.0.0.1:3000' }

  it('is read on the own machine, in every language, with its links', async () => {
    await clear()
    await sendMail(house, letter('ama@example.org'))
    await deliverMails(house)
    const http = await open()
    for (const language of languages) {
      const answer = await http.inject({
        url: language === 'en' ? outboxPath(house) : `/${language}${outboxPath(house)}`,
        headers: here,
      })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.body).toContain('href="http://127.0.0.1:3000/account/reset?token=secret-of-the-link"')
    }
    await http.close()
  })

  it('is closed to everybody else: under another name, through a proxy, from elsewhere, with a mail server or a public address', async () => {
    const http = await open()
    const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      http.inject({ url: outboxPath(house), headers, remoteAddress })
    const answers = [
      await ask({ host: 'evil.example' }),
      await ask({ ...here, 'x-forwarded-for': '192.0.2.1' }),
      await ask(here, '192.0.2.1'),
      // Other users of the machine stand at it too: they were not told the key.
      await http.inject({ url: '/outbox', headers: here }),
      await http.inject({ url: '/outbox?key=wrong', headers: here }),
    ]
    await http.close()
    for (const settings of [{ smtp: 'smtp://mail.example' }, { origin: 'https://tip.example.org' }]) {
      const other = await open(settings)
      answers.push(await other.inject({ url: outboxPath(house), headers: here }))
      await other.close()
    }

    for (const answer of answers) {
      expect([303, 401, 403]).toContain(answer.statusCode)
      expect(answer.body).not.toContain('secret-of-the-link')
    }
  })

  it('tells administrators what became of the mails, and nothing of what they say', async () => {
    const { cookie } = await signInForTest(house, { roles: [{ role: 'administrator' }], secondFactor: true })
    await sendMail(house, letter('kofi@example.org'))
    await house.db
      .updateTable('mails')
      .set({ state: 'failed', fault: 'ETIMEDOUT' })
      .where('state', '=', 'queued')
      .execute()
    const http = await open()

    const { statusCode, body } = await http.inject({
      url: '/outbox',
      headers: { cookie, host: 'tip.example.org' },
    })

    expect(statusCode).toBe(200)
    expect(body).toContain('ETIMEDOUT')
    expect(body).toContain('One mail could not be delivered')
    expect(body).not.toContain('kofi@example.org')
    expect(body).not.toContain('secret-of-the-link')
    await http.close()
  })

  it('says every sentence in four languages', () => {
    expect(checkDictionary(words)).toEqual([])
  })
})

/** As much of a mail server as takes one mail. */
async function smtpServer(heard: string[]): Promise<Server> {
  const server = createServer((socket) => {
    let inMail = false
    socket.write('220 test\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      const parts = (rest + chunk.toString('utf8')).split('\r\n')
      rest = parts.pop() ?? ''
      for (const line of parts) {
        heard.push(line)
        if (inMail) {
          if (line !== '.') continue
          inMail = false
          socket.write('250 taken\r\n')
        } else if (line === 'DATA') {
          inMail = true
          socket.write('354 go on\r\n')
        } else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 well\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
