import type { JSONColumnType } from 'kysely'
import type { MapCard, Pack, PackCard } from './schema.ts'

declare module '../../house/database.ts' {
  interface Tables {
    legislature_packs: {
      id: string
      legislature: string
      as_of: string
      first_day: string
      last_day: string
      sha256: string
      card: JSONColumnType<PackCard>
      contents: JSONColumnType<Omit<Pack, 'card' | 'sha256'>>
      /** Whether it came with the program; what an operator imported stays. */
      shipped: boolean
      loaded: Date
    }
    postal_maps: {
      id: string
      name: string
      legislature: string
      first_day: string
      last_day: string
      sha256: string
      card: JSONColumnType<MapCard>
      divisions: JSONColumnType<string[][]>
      codes: JSONColumnType<Record<string, number>>
      /** Whether it came with the program; what an operator imported stays. */
      shipped: boolean
      loaded: Date
    }
  }
}
