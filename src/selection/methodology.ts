import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { type FaultDetail, Unusable } from '../house/errors.ts'
import { isRelative, seriesNamed } from './criteria.ts'
import { robustnessFaults } from './robustness/check.ts'
import { mostComparedRuns, ruleFaults, thresholdFaults } from './rule-faults.ts'
import { type Criterion, Methodology } from './schema.ts'

/*
 * A methodology document: read, checked, and either handed on whole or refused
 * with every fault named by line and with its remedy. Runs in the browser too.
 */

/** Largest document read, in characters: a method people can argue about fits many times over. */
const largestDocument = 1_000_000

/**
 * Reads a methodology from its YAML text.
 *
 * @param text the document
 * @param name how to call it in errors, usually the file name
 * @throws Unusable naming line and remedy for every fault found
 */
export function readMethodology(text: string, name: string): Methodology {
  if (text.length > largestDocument)
    throw new Unusable(`${name} is too long for a methodology`, [
      { place: name, message: `${text.length} characters; at most ${largestDocument} are read` },
    ])
  if (text.trim() === '')
    throw new Unusable(`${name} is empty`, [
      {
        place: name,
        message: 'no methodology in it',
        remedy: 'start from one of the documents in methodologies/',
      },
    ])

  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const at = (offset: number) => `${name}:${lines.linePos(offset).line}`

  if (document.errors.length > 0)
    refuse(
      name,
      document.errors.map((error) => ({
        place: at(error.pos[0]),
        message: error.message,
        remedy: yamlRemedy(error.code),
      })),
    )

  const cycles = cyclicPlaces(document, at)
  if (cycles.length > 0) refuse(name, cycles)

  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 200 })
  } catch (error) {
    refuse(name, [
      {
        place: name,
        message: (error as Error).message,
        remedy: 'write repeated parts out instead of using YAML aliases',
      },
    ])
  }

  const placeOf = (path: (string | number)[]) => at(offsetOf(document, path))
  const shape = checkShape(value)
  if (shape.length > 0)
    refuse(
      name,
      shape.map(({ path, ...rest }) => ({ place: placeOf(path), ...rest })),
    )

  const methodology = value as Methodology
  const faults = checkMeaning(methodology)
  if (faults.length > 0)
    refuse(
      name,
      faults.map(({ path, ...rest }) => ({ place: placeOf(path), ...rest })),
    )
  return methodology
}

/**
 * Checks that every series and dataset a methodology names is known here.
 * Series nobody has brought yet are no fault of the document (the run then says
 * what is missing); a name that is not even defined is.
 */
export function unknownNames(methodology: Methodology, known: ReadonlySet<string>): FaultDetail[] {
  return seriesNamed(methodology)
    .filter(({ name }) => !known.has(name))
    .map(({ name, place }) => {
      const near = nearest(name, known)
      return {
        place,
        message: `“${name}” is not a known series or dataset`,
        remedy:
          near.length > 0
            ? `did you mean ${near.join(' or ')}?`
            : 'see `tp data list` for the names, or import it first',
      }
    })
}

/* ── shape ────────────────────────────────────────────────────────────────── */

type Found = { path: (string | number)[]; message: string; remedy?: string }

const validate = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(Methodology)

function checkShape(value: unknown): Found[] {
  if (validate(value)) return []
  const errors = validate.errors ?? []
  // An alternative that fails reports every branch; only the deepest place says something useful.
  const useful = errors.filter(
    (error) =>
      error.keyword !== 'if' &&
      !(
        error.keyword === 'anyOf' &&
        errors.some((other) => other !== error && other.instancePath.startsWith(`${error.instancePath}/`))
      ),
  )
  const seen = new Set<string>()
  const found: Found[] = []
  for (const error of useful) {
    const path = pathOf(error)
    const { message, remedy } = inWords(error)
    const key = path.join('/') + message
    if (seen.has(key)) continue
    seen.add(key)
    found.push({ path, message, ...(remedy ? { remedy } : {}) })
  }
  // Branch noise: where an alternative was named by one of its own keys, the others need not be reported.
  return found.slice(0, 40)
}

function pathOf(error: ErrorObject): (string | number)[] {
  const path: (string | number)[] = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
  if (error.keyword === 'additionalProperties') path.push(String(error.params.additionalProperty))
  return path
}

function inWords(error: ErrorObject): { message: string; remedy?: string } {
  const where = error.instancePath === '' ? 'the document' : `“${error.instancePath.split('/').pop()}”`
  switch (error.keyword) {
    case 'required':
      return {
        message: `${where} lacks “${error.params.missingProperty}”`,
        remedy: `add “${error.params.missingProperty}:”`,
      }
    case 'additionalProperties':
      return {
        message: `“${error.params.additionalProperty}” has no meaning here`,
        remedy: 'remove it, or see methodologies/methodology.schema.json for the names that have',
      }
    case 'enum':
      return {
        message: `${where} is ${JSON.stringify(error.data)}`,
        remedy: `use one of ${(error.params.allowedValues as unknown[]).join(', ')}`,
      }
    case 'type':
      return {
        message: `${where} is ${JSON.stringify(error.data) ?? 'nothing'}, which is not of type ${error.params.type}`,
      }
    case 'pattern':
      return {
        message: `${where} is ${JSON.stringify(error.data)}`,
        remedy: 'use small letters, digits and hyphens, beginning with a letter',
      }
    case 'anyOf':
      return {
        message: `${where} fits none of the forms allowed here`,
        remedy: 'see methodologies/methodology.schema.json',
      }
    default:
      return { message: `${where} ${error.message ?? 'is not as it should be'}` }
  }
}

/* ── meaning ──────────────────────────────────────────────────────────────── */

function checkMeaning(methodology: Methodology): Found[] {
  const faults: Found[] = []
  const { criteria, scorecard, gates } = methodology

  if (!criteria === !scorecard)
    faults.push({
      path: [],
      message: criteria ? 'both criteria and a scorecard' : 'neither criteria nor a scorecard',
      remedy: 'a methodology has one of the two',
    })

  const ids = new Map<string, (string | number)[]>()
  const once = (id: string, path: (string | number)[]) => {
    if (ids.has(id))
      faults.push({
        path,
        message: `“${id}” is used twice`,
        remedy: 'give every gate and criterion a name of its own',
      })
    ids.set(id, path)
  }
  gates.forEach((gate, index) => {
    once(gate.id, ['gates', index, 'id'])
    if ('series' in gate && !gate.oneOf && gate.atLeast === undefined && gate.atMost === undefined)
      faults.push({
        path: ['gates', index],
        message: `gate “${gate.id}” asks for nothing`,
        remedy: 'add oneOf, atLeast or atMost',
      })
    if ('status' in gate) {
      const sets = [...gate.passes, ...gate.fails, ...(gate.undecided ?? [])]
      for (const status of new Set(sets.filter((status, i) => sets.indexOf(status) !== i)))
        faults.push({
          path: ['gates', index],
          message: `status “${status}” stands in two places of gate “${gate.id}”`,
          remedy: 'let it stand in one',
        })
    }
  })
  if (criteria) checkCriterion(criteria, ['criteria'], true)
  if (scorecard) checkScorecard()
  const outcomes = new Set<string>()
  methodology.outcomes?.forEach((outcome, index) => {
    const { id, horizon } = outcome
    if (outcomes.has(id))
      faults.push({
        path: ['outcomes', index, 'id'],
        message: `“${id}” is used twice`,
        remedy: 'give every outcome a name of its own',
      })
    outcomes.add(id)
    if ('rise' in outcome && outcome.rise.held > horizon)
      faults.push({
        path: ['outcomes', index, 'horizon'],
        message: `${outcome.rise.held} issues running do not fit into ${horizon} years`,
        remedy: 'lengthen “horizon:” or shorten “held:”',
      })
  })
  if (methodology.beside)
    faults.push(...thresholdFaults(methodology.beside.aggregation, ['beside', 'aggregation']))
  if (
    [criteria?.aggregation, methodology.beside?.aggregation].some(
      (rule) => isRelative(rule) && !('topsis' in rule),
    ) &&
    methodology.doubt?.measurement &&
    methodology.doubt.replicates > mostComparedRuns
  )
    faults.push({
      path: ['doubt', 'replicates'],
      message: `${methodology.doubt.replicates} runs, each comparing all with all`,
      remedy: `at most ${mostComparedRuns} with this rule`,
    })
  if (methodology.beside && !criteria?.children)
    faults.push({
      path: ['beside'],
      message: 'nothing to put together in another way',
      remedy: 'use “beside” with criteria that have children',
    })
  faults.push(...robustnessFaults(methodology, checkValue))
  return faults

  function checkCriterion(criterion: Criterion, path: (string | number)[], top = false) {
    once(criterion.id, [...path, 'id'])
    if (!top && criterion.weight === undefined && !underGroupWeights(path))
      faults.push({
        path: [...path, 'id'],
        message: `criterion “${criterion.id}” has no weight`,
        remedy: 'add “weight:”, or “weights: equal” to its group',
      })
    faults.push(...ruleFaults(criterion, path, top))
    if (criterion.children) {
      if (criterion.read || criterion.value)
        faults.push({
          path,
          message: `“${criterion.id}” has both children and data of its own`,
          remedy: 'move the data into a child',
        })
      if (criterion.weights !== undefined) {
        criterion.children.forEach((child, index) => {
          if (child.weight !== undefined)
            faults.push({
              path: [...path, 'children', index, 'weight'],
              message:
                criterion.weights === 'equal'
                  ? `“${child.id}” has a weight although its group says equal weights`
                  : `“${child.id}” has a weight although “weights:” of its group says where weights come from`,
              remedy: 'remove one of the two',
            })
        })
      } else if (criterion.children.every((child) => child.weight !== undefined)) {
        const sum = criterion.children.reduce((total, child) => total + (child.weight ?? 0), 0)
        if (Math.abs(sum - 100) > 1e-9)
          faults.push({
            path: [...path, 'children'],
            message: `the weights of “${criterion.id}” sum to ${Number(sum.toPrecision(12))}`,
            remedy: 'points of one group must sum to 100, or say “weights: equal”',
          })
      }
      criterion.children.forEach((child, index) => {
        if (child.weight === 0)
          faults.push({
            path: [...path, 'children', index, 'weight'],
            message: `“${child.id}” has weight 0 and would change nothing`,
            remedy: 'remove it, or give it weight',
          })
        checkCriterion(child, [...path, 'children', index])
      })
      return
    }
    if (!criterion.read)
      faults.push({
        path,
        message: `criterion “${criterion.id}” reads nothing`,
        remedy: 'add “read:” or “children:”',
      })
    if (!criterion.value)
      faults.push({
        path,
        message: `criterion “${criterion.id}” has no value function`,
        remedy: 'add “value:”',
      })
    else checkValue(criterion, path)
    if (criterion.aggregation)
      faults.push({
        path: [...path, 'aggregation'],
        message: `“${criterion.id}” has nothing to put together`,
        remedy: 'remove “aggregation:” or add children',
      })
  }

  function underGroupWeights(path: (string | number)[]): boolean {
    let node: unknown = methodology
    for (const part of path.slice(0, -2)) node = (node as Record<string | number, unknown>)[part]
    return (node as Criterion).weights !== undefined
  }

  function checkValue(criterion: Criterion, path: (string | number)[]) {
    const value = criterion.value!
    const where = [...path, 'value']
    if ('goalposts' in value && value.goalposts[0] === value.goalposts[1])
      faults.push({
        path: where,
        message: `the goalposts of “${criterion.id}” are one`,
        remedy: 'give two different values: worst first, best second',
      })
    if ('trapezoid' in value && value.trapezoid.some((point, i) => i > 0 && point < value.trapezoid[i - 1]!))
      faults.push({
        path: where,
        message: `the four points of “${criterion.id}” do not rise`,
        remedy: 'order them: none below, full from, full to, none above',
      })
    if ('points' in value && value.points.some((point, i) => i > 0 && point[0]! <= value.points[i - 1]![0]!))
      faults.push({
        path: where,
        message: `the points of “${criterion.id}” do not rise`,
        remedy: 'order them by their first number',
      })
    if ('points' in value && value.points.some((point) => point[1]! < 0 || point[1]! > 1))
      faults.push({
        path: where,
        message: `“${criterion.id}” has a desirability outside 0 to 1`,
        remedy: 'second numbers lie between 0 and 1',
      })
    const read = criterion.read
    if (read && 'series' in read && read.take === 'change' && read.years === undefined)
      faults.push({
        path: [...path, 'read'],
        message: `“${criterion.id}” takes a change over an unsaid time`,
        remedy: 'add “years:”',
      })
  }

  function checkScorecard() {
    const card = scorecard!
    const indicators = new Set<string>()
    card.baskets.forEach((basket, b) => {
      once(basket.id, ['scorecard', 'baskets', b, 'id'])
      basket.indicators.forEach((indicator, i) => {
        once(indicator.id, ['scorecard', 'baskets', b, 'indicators', i, 'id'])
        indicators.add(indicator.id)
      })
    })
    if (card.passAtLeast > indicators.size)
      faults.push({
        path: ['scorecard', 'passAtLeast'],
        message: `${card.passAtLeast} of ${indicators.size} indicators can never be passed`,
        remedy: `at most ${indicators.size}`,
      })
    card.hurdles.forEach((hurdle, h) => {
      for (const id of hurdle.anyOf)
        if (!indicators.has(id))
          faults.push({
            path: ['scorecard', 'hurdles', h, 'anyOf'],
            message: `hurdle “${hurdle.id}” names “${id}”, which is no indicator of the card`,
            remedy: `did you mean ${nearest(id, indicators).join(' or ') || 'one of its indicators'}?`,
          })
    })
    card.peers.groups.forEach((group, g) => {
      if (g > 0 && group.upTo <= card.peers.groups[g - 1]!.upTo)
        faults.push({
          path: ['scorecard', 'peers', 'groups', g],
          message: `group “${group.id}” ends below the one before`,
          remedy: 'order the groups from low to high',
        })
    })
  }
}

/* ── places in the text ───────────────────────────────────────────────────── */

function offsetOf(document: Document.Parsed, path: (string | number)[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const found = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(found) && found.range) {
      // The key says more than the value where the value is a block below it.
      const parent = depth > 1 ? document.getIn(path.slice(0, depth - 1), true) : document.contents
      if (depth > 0 && isMap(parent)) {
        const pair = parent.items.find(
          (item) => String((item.key as { value?: unknown })?.value ?? item.key) === String(path[depth - 1]),
        )
        const key = pair?.key
        if (isNode(key) && key.range) return key.range[0]
      }
      return found.range[0]
    }
  }
  return 0
}

/** Aliases that point back to what they stand in: a tree that would never end. */
function cyclicPlaces(document: Document.Parsed, at: (offset: number) => string): FaultDetail[] {
  const found: FaultDetail[] = []
  const walk = (node: unknown, above: Node[]) => {
    if (isAlias(node)) {
      const target = node.resolve(document)
      if (target && above.includes(target))
        found.push({
          place: at(node.range?.[0] ?? 0),
          message: `“*${node.source}” stands inside what it names: the tree would never end`,
          remedy: 'write the criteria out; a criterion cannot be part of itself',
        })
      return
    }
    if (isMap(node)) for (const pair of node.items) walk(pair.value, [...above, node])
    if (isSeq(node)) for (const item of node.items) walk(item, [...above, node])
  }
  walk(document.contents, [])
  return found
}

function yamlRemedy(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'let each name stand once'
  if (code === 'BAD_INDENT' || code === 'TAB_AS_INDENT')
    return 'indent with spaces, the same number for everything of one group'
  return 'see examples/ for a document that can be read'
}

function refuse(name: string, details: FaultDetail[]): never {
  const count = details.length
  throw new Unusable(
    `${name} cannot be used as a methodology: ${count} ${count === 1 ? 'fault' : 'faults'}`,
    details,
  )
}

/* ── likeness of names ────────────────────────────────────────────────────── */

/** Up to three known names that a misspelt one may have meant. */
export function nearest(name: string, known: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(name.length / 3))
  return [...known]
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** Levenshtein (1966): the fewest single-character edits between two words. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++)
      current[j] = Math.min(
        previous[j]! + 1,
        current[j - 1]! + 1,
        previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    previous = current
  }
  return previous[b.length]!
}
