import { houseJobs } from './house/jobs/house-jobs.ts'
import type { Job } from './house/jobs/job.ts'

/** Every job of this version, of the house and of its rooms. Only what stands here is queued and run. */
export const allJobs: readonly Job[] = houseJobs()
