import type { Path, PathKey } from './path.ts'

// The frame hands a path its own settings and its own result and looks into neither.
// biome-ignore lint/suspicious/noExplicitAny: each path has types of its own
export type AnyPath = Path<any, any>

/** The paths there are, each loaded when somebody chooses it. One line for each. */
export const paths: { [Key in PathKey]?: () => Promise<AnyPath> } = {
  lists: async () => (await import('./lists/path.tsx')).listsPath,
}
