import fastify from 'fastify'
import { afterAll, expect, it } from 'vitest'
import { languages } from '../ui/language.ts'
import { seeOther } from './see-other.ts'

const http = fastify()
http.decorateRequest('language', {
  getter() {
    return languages.find((each) => this.url === `/${each}`) ?? 'en'
  },
})
http.post('/:language', async (request, reply) => seeOther(reply, request, '/organisations?kind=union'))
afterAll(() => http.close())

it.each([
  ['en', '/organisations?kind=union'],
  ['fr', '/fr/organisations?kind=union'],
  ['pt', '/pt/organisations?kind=union'],
])('After a change in %s the browser is led to a page in that language, and told to ask for it anew', async (language, path) => {
  const { statusCode, headers } = await http.inject({ method: 'POST', url: `/${language}` })
  expect([statusCode, headers.location]).toEqual([303, path])
})
