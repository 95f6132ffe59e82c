import { openHouse } from '../../src/app.ts'
import { type HttpServer, listen } from '../../src/house/http.ts'
import { signInForTest } from '../../src/people/accounts/sign-in.test-data.ts'
import { shippedMethodology } from '../../src/selection/catalogue.ts'
import { currentAssessment, historicAssessment } from '../../src/selection/run.ts'
import type { Assessment } from '../../src/selection/store.ts'
import { builtClient } from './built-client.ts'
import { forVisitors } from './furnishings.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** Signs somebody in: what a browser or a request sends along from then on. */
export async function signedIn(
  { house, address }: Pick<ServedHouse, 'house' | 'address'>,
  who: Parameters<typeof signInForTest>[1],
) {
  const { cookie, person } = await signInForTest(house, who)
  const cookies = cookie.split('; ').map((each) => {
    const at = each.indexOf('=')
    return { name: each.slice(0, at), value: each.slice(at + 1), url: address }
  })
  return { cookie, cookies, person }
}

/** The house as it stands for visitors: reference pack, styles, scripts, a port on this machine. */
export type ServedHouse = {
  house: TestHouse
  http: HttpServer
  /** `http://127.0.0.1:…`, without a slash at its end. */
  address: string
  /** `atest-2014` on the day of the paper. */
  historic: Assessment
  /** `tipping-point` on what the house knows. */
  current: Assessment
  close(): Promise<void>
}

/** Opens and serves a house of its own for one test file. Close it in `afterAll`. */
export async function serveTestHouse(): Promise<ServedHouse> {
  const client = await builtClient()
  const house = await openTestHouse({ now: new Date('2026-06-15T12:00:00Z'), furnished: forVisitors })
  const current = await currentAssessment(house, shippedMethodology('tipping-point'))
  const historic = await historicAssessment(house)
  const http = await openHouse(house, {
    clientFolder: client.folder,
  })
  const address = await listen(http, { port: 0, host: '127.0.0.1' })
  const close = async () => {
    await http.close()
    await house.close()
    await client.remove()
  }
  return { house, http, address, historic, current, close }
}
