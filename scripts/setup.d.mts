/** Installs and builds what is missing or out of date in a folder; tells it line by line. */
export function setUp(options?: {
  rebuild?: boolean
  folder?: string
  say?: (line: string) => void
}): Promise<void>
/** Whether every package of the lock is there in its version. */
export function isInstalled(folder: string): boolean
/** Whether the build was made from the sources as they are. */
export function isBuilt(folder: string): boolean
/** Whether a version such as `20.18.1` is older than what is needed. */
export function isOldNode(version: string): boolean
export const root: string
