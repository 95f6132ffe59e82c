import type { House } from '../../house/house.ts'
import type { Ask, Campaign } from '../coalition/schema.ts'
import { askVersionsOf } from '../coalition/store.ts'
import type { Signer } from '../signing/signer.ts'
import { signerOf } from '../signing/submit.ts'
import {
  type CwcMessage,
  checkCwc,
  constituentOf,
  cwcTree,
  type LeftOut,
  messageId,
  type Node,
  topics,
  xmlOf,
} from './cwc.ts'
import type { Agent, Delivery } from './schema.ts'
import type { Letter, SealedLetter } from './store.ts'

/** The texts of an ask by the version that was signed. */
export async function textsOf(db: House['db'], ask: string): Promise<Map<string, string>> {
  const versions = await askVersionsOf(db, ask)
  return new Map(
    versions.flatMap(({ id, content }) => (content.official === null ? [] : [[id, content.official.text]])),
  )
}

/** Letters with who signed them; those without are left out. */
export const opened = (
  keys: House['keys'],
  letters: readonly SealedLetter[],
): (SealedLetter & { signer: Signer })[] =>
  letters.flatMap((letter) => {
    const signer = signerOf(keys, letter)
    return signer === null ? [] : [{ ...letter, signer }]
  })

export type FileOf = {
  delivery: string
  on: string
  code: string
  campaign: Pick<Campaign, 'slug' | 'organisation'>
  ask: Letter
  texts: ReadonlyMap<string, string>
  agent: Agent
}

/** Why letters stay behind: what they lack, or a rule they break. */
export type Behind = Partial<Record<LeftOut | 'rules', number>>

/** Letters as documents of the Congress, and why the others cannot go so. */
export function documentsOf(
  keys: House['keys'],
  of: FileOf,
  letters: readonly SealedLetter[],
): { whole: { letter: SealedLetter; document: Node }[]; behind: Behind } {
  const whole: { letter: SealedLetter; document: Node }[] = []
  const behind: Behind = {}
  const add = (why: keyof Behind) => {
    behind[why] = (behind[why] ?? 0) + 1
  }
  for (const letter of opened(keys, letters)) {
    const { constituent, missing } = constituentOf(letter.signer, of.code, letter.region)
    if (constituent === null) {
      for (const why of missing) add(why)
      continue
    }
    const document = cwcTree({
      id: messageId(of.delivery, letter.id),
      on: of.on,
      agent: { ...of.agent, organisation: of.campaign.organisation.name },
      organisation: { name: of.campaign.organisation.name, about: '' },
      campaign: of.campaign.slug,
      office: of.code,
      constituent,
      confirmedHere: letter.channel === 'web',
      subject: subjectOf(of.ask),
      topics,
      bills: billsOf(of.ask),
      side: sideOf(of.ask),
      statement: of.texts.get(letter.ask_version_id) ?? of.ask.official.text,
      own: letter.signer.words,
      more: null,
    } satisfies CwcMessage)
    if (checkCwc(document).length > 0) add('rules')
    else whole.push({ letter, document })
  }
  return { whole, behind }
}

/** Files of a delivery, one message each, named by the office and a number. */
export const filesOf = (
  keys: House['keys'],
  of: FileOf,
  letters: readonly SealedLetter[],
): { name: string; text: string }[] =>
  documentsOf(keys, of, letters).whole.map(({ document }, place) => ({
    name: `${of.code}-${String(place + 1).padStart(5, '0')}.xml`,
    text: xmlOf(document),
  }))

const subjectOf = ({ words, key }: Pick<Ask, 'words' | 'key'>): string =>
  words.en?.title ?? Object.values(words)[0]?.title ?? key

/** `us-113-hr-2283` as the format names it; none for another kind of ask. */
function billsOf({ target }: Pick<Ask, 'target'>): CwcMessage['bills'] {
  if (target.kind !== 'bill') return []
  const [, congress, type, number] = /^us-(\d+)-([a-z]+)-(\d+)$/.exec(target.bill) ?? []
  return congress === undefined || type === undefined || number === undefined
    ? []
    : [{ congress, type, number }]
}

const sideOf = ({ target }: Pick<Ask, 'target'>): CwcMessage['side'] =>
  target.kind === 'bill' ? (target.wanted === 'vote against' ? 'Con' : 'Pro') : null

/** What a sealed agent is bound to. */
export const agentContext = (delivery: string): string => `delivery:${delivery}`

export const sealAgent = (keys: House['keys'], delivery: string, agent: Agent): string =>
  keys.seal(Buffer.from(JSON.stringify(agent), 'utf8'), agentContext(delivery))

/** Who answers for the messages of a delivery; null where it has none. */
export async function agentOf(
  { db, keys }: Pick<House, 'db' | 'keys'>,
  { id }: Pick<Delivery, 'id'>,
): Promise<Agent | null> {
  const row = await db.selectFrom('deliveries').select('sealed').where('id', '=', id).executeTakeFirst()
  return row?.sealed == null ? null : JSON.parse(keys.open(row.sealed, agentContext(id)).toString('utf8'))
}
