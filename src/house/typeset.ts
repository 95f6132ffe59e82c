import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/*
 * Sets a document as a tagged PDF from data and a template in the language of typst. The program that sets it is
 * native code, which some kinds of machine have not; and it takes tenths of a second, so it works beside the thread
 * that answers requests.
 */

export const TYPESETTER = '@myriaddreamin/typst-ts-node-compiler'
const LONGEST_MS = 60_000

/** Runs in a thread of its own: plain JavaScript, so that the built house needs no second file for it. */
const worker = `
const { parentPort, workerData } = require('node:worker_threads')
let typst
try {
  typst = require(workerData.program)
} catch {
  parentPort.postMessage({ missing: true })
}
if (typst !== undefined) {
  const compiler = typst.NodeCompiler.create({ workspace: workerData.workspace })
  const made = compiler.compile({ mainFileContent: workerData.template, inputs: { data: workerData.data } })
  if (made.hasError() || made.result === null) {
    const faults = made.takeDiagnostics()
    parentPort.postMessage({ fault: JSON.stringify(faults === null ? [] : faults.shortDiagnostics) })
  } else {
    let pdf
    let standard = 'ua-1'
    try {
      pdf = compiler.pdf(made.result, { pdfStandard: standard })
    } catch {
      // A letter that no font has: tagged all the same, and not called PDF/UA.
      standard = 'tagged'
      pdf = compiler.pdf(made.result, {})
    }
    parentPort.postMessage({ pdf, standard })
  }
}
`

type Answer = { missing: true } | { fault: string } | { pdf: Uint8Array; standard: 'ua-1' | 'tagged' }
export type Typeset = { missing: true } | { fault: string } | { pdf: Buffer; standard: 'ua-1' | 'tagged' }

/** Where the program is installed; null on a kind of machine that it was not built for. */
function programOf(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return null
  }
}

let setting: Promise<unknown> = Promise.resolve()

/** What was set last, by what was printed: what is kept never changes, and many ask for the same. */
const kept = new Map<string, { pdf: Buffer; standard: 'ua-1' | 'tagged' }>()
const MOST_KEPT = 16
/** Longer ones are set anew each time rather than held. */
const LONGEST_KEPT = 4 * 1024 * 1024

/**
 * The PDF of what is printed, tagged for readers that speak it (PDF/UA-1); `missing` where the program is not there,
 * `fault` when it cannot set this text. The template reads the data as JSON from `sys.inputs.data` and obeys none of
 * it. One is set at a time: each takes a whole processor.
 */
export function typeset(template: string, what: unknown, program = TYPESETTER): Promise<Typeset> {
  const data = JSON.stringify(what)
  const key = createHash('sha256').update(template).update('\n').update(data).digest('hex')
  const made = setting.then(async (): Promise<Typeset> => {
    const known = program === TYPESETTER ? kept.get(key) : undefined
    if (known !== undefined) return known
    const path = programOf(program)
    if (path === null) return { missing: true }
    const answer = await inThread(path, template, data)
    if (!('pdf' in answer)) return answer
    const fresh = { pdf: Buffer.from(answer.pdf), standard: answer.standard }
    if (fresh.pdf.length <= LONGEST_KEPT) kept.set(key, fresh)
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest)
    return fresh
  })
  setting = made.catch(() => {})
  return made
}

function inThread(program: string, template: string, data: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, {
      eval: true,
      // The template reads no file; the folder it might read from is one without any of ours.
      workerData: { program, data, template, workspace: '/nonexistent' },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    const timer = setTimeout(() => {
      void thread.terminate()
      reject(new Error(`Setting a PDF took more than ${LONGEST_MS / 1000} seconds`))
    }, LONGEST_MS)
    const end = () => {
      clearTimeout(timer)
      void thread.terminate()
    }
    thread.once('message', (answer: Answer) => {
      resolve(answer)
      end()
    })
    thread.once('error', (error) => {
      reject(error)
      end()
    })
    thread.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The thread that sets PDFs ended with ${code}`))
    })
  })
}
