import { decimal, type Transaction, transactionType } from '../../../iati/model.ts'
import type { PublicEntry } from '../snapshot.ts'
import type { Home, Published } from './published.ts'
import { clean, narrativesOf } from './texts.ts'

/** Made one by one, and again for whoever asks again. */
export function transactionsOf(of: Published, home: Home): Iterable<Transaction> {
  const entries = of.entries().get(of.home(home)) ?? []
  const made = (entry: PublicEntry) => transactionOf(of, entry)
  return {
    *[Symbol.iterator]() {
      for (const entry of entries) yield made(entry)
    },
  }
}

function transactionOf(of: Published, entry: PublicEntry): Transaction {
  const note = clean(entry.note ?? '')
  const giver = of.parties.get(of.contributions.get(entry.contribution)?.party ?? '')
  const type = transactionTypeOf(entry, giver?.side === 'donor')
  return {
    ref: String(entry.number),
    type,
    date: entry.date,
    value: {
      amount: decimal(entry.minor, entry.currency),
      currency: entry.currency,
      valueDate: entry.date,
    },
    ...(note === '' ? {} : { description: [{ text: note }] }),
    providerOrg: holderOf(of, entry.provider),
    receiverOrg: holderOf(of, entry.receiver),
    // What a partner spends at home is no aid of anybody’s.
    ...(giver?.side === 'partner' ? { flowType: '50' } : {}),
  }
}

function holderOf(of: Published, holder: string) {
  if (holder.startsWith('award:')) {
    const key = holder.slice('award:'.length)
    const award = of.awards.get(key)
    return {
      ...(award === undefined ? {} : { activityId: of.home({ kind: 'award', key }) }),
      narratives: [{ text: clean(award?.recipient ?? '') || key }],
    }
  }
  const party = of.parties.get(holder)
  const narratives = party === undefined ? [] : narrativesOf(of, party.name)
  // A party that has left the text since is still who it was.
  return { narratives: narratives.length > 0 ? narratives : [{ text: holder }] }
}

/**
 * The type of an entry. Money of the donor goes out (pledge 12, commitment 2, disbursement 3), that of
 * others comes in (13, 11, 1); what is passed on arrives where it is passed to (1). What came back or was
 * taken back keeps the type it had, with an amount below zero.
 */
export function transactionTypeOf(
  { countsAs, onward }: Pick<PublicEntry, 'countsAs' | 'onward'>,
  ofDonor: boolean,
): string {
  switch (countsAs) {
    case 'pledge':
      return ofDonor ? transactionType.outgoingPledge : transactionType.incomingPledge
    case 'commitment':
      return ofDonor ? transactionType.outgoingCommitment : transactionType.incomingCommitment
    case 'expenditure':
      return transactionType.expenditure
    default:
      return ofDonor && !onward ? transactionType.disbursement : transactionType.incomingFunds
  }
}
