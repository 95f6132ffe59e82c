import type { SealedColumn } from '../../house/history/rotate.ts'
import { batchContext } from './batches.ts'
import { lineContext } from './lists.ts'
import { photoContext } from './photos.ts'
import { pledgeContext } from './pledge.ts'

/** What this part keeps under the master key, sealed again when there is a new one. */
export const sealedPostcards: readonly SealedColumn[] = [
  { table: 'postcard_pledges', key: ['id'], column: 'sealed', context: ({ id = '' }) => pledgeContext(id) },
  {
    table: 'postcard_links',
    key: ['token_digest', 'pledge_id'],
    column: 'sealed',
    context: ({ pledge_id = '' }) => pledgeContext(pledge_id),
  },
  { table: 'postcard_batches', key: ['id'], column: 'sealed', context: ({ id = '' }) => batchContext(id) },
  { table: 'postcard_lines', key: ['id'], column: 'sealed', context: ({ id = '' }) => lineContext(id) },
  {
    table: 'postcard_photos',
    key: ['batch_id'],
    column: 'sealed',
    context: ({ batch_id = '' }) => photoContext(batch_id),
  },
]
