import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectRoot } from '../src/house/settings.ts'
import { checkIati } from '../src/iati/check.ts'
import { yardstick } from './yardstick.ts'

/** A twentieth of what the official validator needs for a file. */
const goalMilliseconds = 4.5

/**
 * Judging IATI files: by schema, code lists and ruleset. The files are those whose official verdicts the
 * tests compare with (40, of 17 kB each on average), where the shared reference data lies beside the
 * project; else one of our own, as many times. The official validator needed about 90 ms for each.
 */
export async function benchIati(print: (line: string) => void): Promise<void> {
  const { from, files } = filesToJudge()
  const bytes = files.reduce((sum, file) => sum + file.length, 0)
  const judgeAll = async () => {
    const start = performance.now()
    for (const file of files) await checkIati(file)
    return (performance.now() - start) / files.length
  }
  const cold = await judgeAll()
  for (let round = 0; round < 10; round += 1) await judgeAll()
  const rounds: number[] = []
  for (let round = 0; round < 30; round += 1) rounds.push(await judgeAll())
  // The quickest tenth counts, as for the yardstick: on a busy machine the rest measures the neighbours.
  const warm = rounds.sort((a, b) => a - b)[Math.floor(rounds.length / 10)]!
  const stick = yardstick()
  print(`iati: ${files.length} files of ${Math.round(bytes / files.length / 1000)} kB on average, ${from}`)
  print(`iati cold: ${cold.toFixed(2)} ms a file = ${(cold / stick).toFixed(2)} yardsticks`)
  const verdict = warm < goalMilliseconds ? 'reached' : 'NOT reached'
  print(
    `iati warm: ${warm.toFixed(2)} ms a file = ${(warm / stick).toFixed(2)} yardsticks, ${Math.round(1000 / warm)} files a second; goal ${goalMilliseconds} ms ${verdict}`,
  )
  for (const [name, script] of [
    ['the command alone', 'dist/server/cli.js'],
    ['tp as it is called', 'bin/tp.mjs'],
  ] as const) {
    const whole = wholeProcess(path.join(projectRoot(), script), files) / files.length
    const said = whole < goalMilliseconds ? 'reached' : 'NOT reached'
    print(
      `iati process, ${name}: ${whole.toFixed(2)} ms a file = ${(whole / stick).toFixed(2)} yardsticks, ${(whole / warm).toFixed(1)} times warm; goal ${goalMilliseconds} ms ${said}`,
    )
  }
}

/** Milliseconds from the start of a process that judges all the files to its end; the quickest of several. */
function wholeProcess(script: string, files: Uint8Array[]): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'tip-bench-iati-'))
  try {
    const names = files.map((file, at) => {
      const name = path.join(folder, `${at}.xml`)
      writeFileSync(name, file)
      return name
    })
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now()
      const { status, stderr } = spawnSync(
        process.execPath,
        [script, 'iati', 'validate', ...names, '--json'],
        { maxBuffer: 1024 * 1024 * 1024, env: { ...process.env, NODE_ENV: 'production' } },
      )
      if (status !== 0 && status !== 1) throw new Error(`tp iati validate ended with ${status}: ${stderr}`)
      return performance.now() - start
    })
    return Math.min(...times)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function filesToJudge(): { from: string; files: Uint8Array[] } {
  const shared = path.join(process.env.TIP_SHARED ?? path.join(projectRoot(), '../shared'), 'data/iati')
  if (existsSync(shared)) {
    const files = ['real', 'examples', 'validator-tests'].flatMap((folder) =>
      readdirSync(path.join(shared, folder))
        .filter((file) => file.endsWith('.xml'))
        .sort()
        .map((file) => readFileSync(path.join(shared, folder, file))),
    )
    return { from: 'official cases', files }
  }
  const transactions = Array.from(
    { length: 60 },
    (_, i) =>
      `<transaction><transaction-type code="3"/><transaction-date iso-date="2024-01-${String((i % 28) + 1).padStart(2, '0')}"/><value value-date="2024-01-01">${i * 100}</value><description><narrative>Payment ${i}</narrative></description><provider-org ref="GB-COH-1"/><receiver-org ref="GB-COH-2"/></transaction>`,
  )
  const file = new TextEncoder().encode(
    `<iati-activities version="2.03"><iati-activity xml:lang="en" default-currency="USD"><iati-identifier>GB-COH-1-1</iati-identifier><reporting-org ref="GB-COH-1" type="21"><narrative>A</narrative></reporting-org><title><narrative>T</narrative></title><description><narrative>D</narrative></description><participating-org role="1" ref="GB-COH-1"/><activity-status code="2"/><activity-date type="1" iso-date="2024-01-01"/><recipient-country code="PE"/><sector code="15160"/>${transactions.join('')}</iati-activity></iati-activities>`,
  )
  return { from: 'one of our own', files: Array.from({ length: 40 }, () => file) }
}
