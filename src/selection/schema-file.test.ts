import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../house/settings.ts'
import { methodologySchemaText } from './write-schema.ts'

describe('The published schema of the methodology format', () => {
  const file = path.join(projectRoot(), 'methodologies', 'methodology.schema.json')

  it('is the one the reader checks documents with', () => {
    // TIP_WRITE_SCHEMA=1 writes it anew after the shape was changed on purpose.
    if (process.env.TIP_WRITE_SCHEMA === '1') writeFileSync(file, methodologySchemaText())
    expect(readFileSync(file, 'utf8')).toBe(methodologySchemaText())
  })
})
