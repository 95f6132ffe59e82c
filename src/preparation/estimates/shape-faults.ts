import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type Language, speak } from '../../ui/language.ts'
import { type EstimateWord, estimateWords } from './words.ts'

/** What a shape asks for where something else stands: a sentence of `words/shapes.ts`, with its values. */
export type ShapeTold =
  | {
      word: 'missing' | 'unknown' | 'twice' | 'written.day' | 'written.id' | 'written.digest' | 'written.name'
    }
  | { word: 'one of'; names: string }
  | { word: 'kind'; kinds: readonly Kind[] }
  | { word: 'short' | 'long' | 'few' | 'many' | 'least' | 'most' | 'above' | 'below'; limit: number }

const kinds = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const
type Kind = (typeof kinds)[number]

type Found = ReturnType<typeof Value.Errors>[number]

/** Where a value is not of its shape, each place once; what is of another of several shapes is not told. */
export function shapeFaults(schema: TSchema, value: unknown): { place: string; told: ShapeTold | null }[] {
  const at = new Map<string, Found[]>()
  for (const error of ofOneShape(Value.Errors(schema, value))) {
    const { keyword, instancePath } = error
    if (keyword === 'boolean') continue
    const names =
      keyword === 'required'
        ? error.params.requiredProperties
        : keyword === 'additionalProperties'
          ? error.params.additionalProperties
          : [null]
    for (const name of names) {
      const place = `${instancePath}${name === null ? '' : `/${name}`}`.slice(1)
      at.set(place, [...(at.get(place) ?? []), error])
    }
  }
  const all = [...at].map(([place, errors]) => ({ place, told: toldOf(errors) }))
  // “None of these shapes” says nothing where it is told what is wrong inside.
  const inside = (place: string) => all.some((each) => each.place !== place && each.place.startsWith(place))
  return all.filter(({ place, told }) => told !== null || !inside(place))
}

/** Of several shapes with a name each, such as `status`, only that is meant whose name stands there. */
function ofOneShape(errors: readonly Found[]): Found[] {
  const branchOf = ({ schemaPath }: Found) => /^(.*\/anyOf)\/(\d+)(\/properties\/[^/]+.*)?$/.exec(schemaPath)
  const misnamed = new Set(
    errors.flatMap((error) => {
      const [, parent, branch, within] = branchOf(error) ?? []
      return error.keyword === 'const' && within !== undefined ? [`${parent}/${branch}`] : []
    }),
  )
  const named = new Set(
    errors.flatMap((error) => {
      const [, parent, branch] = /^(.*\/anyOf)\/(\d+)/.exec(error.schemaPath) ?? []
      return parent !== undefined && !misnamed.has(`${parent}/${branch}`) ? [parent] : []
    }),
  )
  return errors.filter(
    ({ schemaPath }) =>
      ![...misnamed].some(
        (branch) =>
          (schemaPath === branch || schemaPath.startsWith(`${branch}/`)) &&
          named.has(branch.slice(0, branch.lastIndexOf('/'))),
      ),
  )
}

function toldOf(errors: readonly Found[]): ShapeTold | null {
  const names: string[] = []
  const wanted = new Set<Kind>()
  for (const error of errors)
    switch (error.keyword) {
      case 'required':
        return { word: 'missing' }
      case 'additionalProperties':
        return { word: 'unknown' }
      case 'const':
        names.push(String(error.params.allowedValue))
        break
      case 'enum':
        names.push(...error.params.allowedValues.map(String))
        break
      case 'type':
        for (const kind of kinds) if ([error.params.type].flat().includes(kind)) wanted.add(kind)
        break
    }
  if (names.length > 0) {
    const all = new Set([...names, ...(wanted.has('null') ? ['null'] : [])])
    return { word: 'one of', names: [...all].join(', ') }
  }
  for (const error of errors)
    switch (error.keyword) {
      case 'minLength':
        return { word: 'short', limit: error.params.limit }
      case 'maxLength':
        return { word: 'long', limit: error.params.limit }
      case 'minItems':
        return { word: 'few', limit: error.params.limit }
      case 'maxItems':
        return { word: 'many', limit: error.params.limit }
      case 'minimum':
        return { word: 'least', limit: Number(error.params.limit) }
      case 'maximum':
        return { word: 'most', limit: Number(error.params.limit) }
      case 'exclusiveMinimum':
        return { word: 'above', limit: Number(error.params.limit) }
      case 'exclusiveMaximum':
        return { word: 'below', limit: Number(error.params.limit) }
      case 'uniqueItems':
        return { word: 'twice' }
      case 'pattern':
        return { word: writtenAs(String(error.params.pattern)) }
    }
  return wanted.size > 0 ? { word: 'kind', kinds: [...wanted] } : null
}

function writtenAs(pattern: string) {
  if (pattern.includes('{64}')) return 'written.digest'
  if (pattern.includes('{8}')) return 'written.id'
  return pattern.includes('{4}-') ? 'written.day' : 'written.name'
}

/** What is wrong with a shape, in words. */
export function sayShape(told: ShapeTold, language: Language): string {
  const say = speak(estimateWords, language)
  switch (told.word) {
    case 'kind':
      return say('shape.kind', {
        kinds: told.kinds.map((kind) => say(`shape.a ${kind}` as EstimateWord)).join(' / '),
      })
    case 'one of':
      return say('shape.one of', { names: told.names })
    default:
      return say(`shape.${told.word}`, 'limit' in told ? { limit: told.limit } : {})
  }
}
