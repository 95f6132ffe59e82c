import { createHash } from 'node:crypto'
import type { Manifest } from './manifest.ts'

/** The bytes of a backup whose manifest was changed by somebody who knows the format: every digest fits. */
export function rewritten(whole: Buffer, change: (manifest: Manifest) => void): Buffer {
  const at = Number(whole.subarray(-106).toString().split(' ')[1])
  const [line = '', signature = ''] = whole.subarray(at).toString().split('\n')
  const manifest: Manifest = JSON.parse(line)
  change(manifest)
  const end = Buffer.from(`${JSON.stringify(manifest)}\n${signature}\n`)
  const sixteen = (count: number) => String(count).padStart(16, '0')
  const digest = createHash('sha256').update(end).digest('hex')
  const last = `TIPEND ${sixteen(at)} ${sixteen(end.length)} ${digest}\n`
  return Buffer.concat([whole.subarray(0, at), end, Buffer.from(last)])
}
