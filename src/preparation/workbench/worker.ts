import { attendant } from './attend.ts'
import type { Asked } from './messages.ts'

/* The worker: it reads and computes beside the page, and has no address to send anything to. */

const attend = attendant((told) => self.postMessage(told))
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => void attend(data))
