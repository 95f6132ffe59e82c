import type { Transaction } from 'kysely'
import type { Actor } from '../../house/actor.ts'
import type { Tables } from '../../house/database.ts'
import type { Keys } from '../../house/keys.ts'

export type Trx = Transaction<Tables>

/** Who changes something here, when, and what marks and seals are made with. */
export type Change = { actor: Actor; at: Date; keys: Pick<Keys, 'secret' | 'seal' | 'open'> }
