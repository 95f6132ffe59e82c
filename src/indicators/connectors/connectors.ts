import type { Connector } from './connector.ts'
import { wgi } from './wgi.ts'
import { worldBank } from './world-bank.ts'

/** Every publisher that can be asked. */
export const connectors: readonly Connector[] = [worldBank, wgi]
