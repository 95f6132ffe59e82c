import { Methodology } from './schema.ts'

/** The published JSON Schema of the methodology format, as its file holds it. */
export function methodologySchemaText(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'methodology.schema.json',
    title: 'Methodology',
    description:
      'A versioned document that says how countries are selected: who is judged, gates, criteria, doubt.',
    ...Methodology,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
