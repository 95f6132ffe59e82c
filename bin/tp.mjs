#!/usr/bin/env node
import { endWith, setUp } from '../scripts/setup.mjs'

// From a fresh clone too: what is missing is made first, told on stderr, so that stdout holds results alone.
await setUp().catch(endWith)
process.env.NODE_ENV ??= 'production'
process.setSourceMapsEnabled(true)
await import('../dist/server/cli.js')
