import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../../test/support/house.ts'
import { asksOf } from '../coalition/store.ts'
import { confirmSignature } from './confirm.ts'
import type { Signer } from './signer.ts'
import { type Submission, submitSignature } from './submit.ts'

/** Somebody of Tampa with an address of their own, unless told otherwise. */
export const aSigner = (over: Partial<Signer> = {}): Signer => {
  const own = randomUUID().slice(0, 8)
  return {
    title: null,
    name: `Ama ${own}`,
    email: `ama.${own}@example.org`,
    country: 'USA',
    postalCode: '33602',
    street: null,
    words: null,
    ...over,
  }
}

export async function aSubmission(
  house: TestHouse,
  campaign: string,
  { signer, ...over }: { signer?: Partial<Signer> } & Partial<Omit<Submission, 'signer'>> = {},
): Promise<Submission> {
  const [ask] = await asksOf(house.db, campaign)
  if (ask === undefined) throw new Error('The campaign asks nothing')
  return {
    campaign,
    askVersion: ask.versionId,
    template: ask.official?.text ?? '',
    signer: aSigner(signer),
    place: { region: 'FL', division: 'ocd-division/country:us/state:fl/cd:14' },
    language: 'en',
    consents: [],
    network: '192.0.2.1',
    onceKey: randomUUID(),
    ...over,
  }
}

/** Signs, and answers the token of the link that was mailed. */
export async function signed(
  house: TestHouse,
  campaign: string,
  over: Parameters<typeof aSubmission>[2] = {},
): Promise<{ id: string; token: string }> {
  let token = ''
  const { id } = await submitSignature(house, await aSubmission(house, campaign, over), (link) => {
    token = link.token
    return { subject: 'Confirm', text: `/campaigns/confirm/${token}` }
  })
  return { id, token }
}

/** Signs and confirms. */
export async function confirmed(
  house: TestHouse,
  campaign: string,
  over: Parameters<typeof aSubmission>[2] = {},
): Promise<string> {
  const { id, token } = await signed(house, campaign, over)
  await confirmSignature(house, token)
  return id
}
