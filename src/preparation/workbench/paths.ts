import type { Path, PathKey } from './path.ts'

// The frame hands a path its own settings and its own result and looks into neither.
// biome-ignore lint/suspicious/noExplicitAny: each path has types of its own
export type AnyPath = Path<any, any>

/** The paths there are, each loaded when somebody chooses it. One line for each. */
export const paths: { [Key in PathKey]?: () => Promise<AnyPath> } = {
  lists: async () => (await import('./lists/path.tsx')).listsPath,
  rds: async () => (await import('./network/rds/path.tsx')).rdsPath,
  nsum: async () => (await import('./network/nsum/path.tsx')).nsumPath,
  survey: async () => (await import('./network/survey/path.tsx')).surveyPath,
  'time-location': async () => (await import('./network/time-location/path.tsx')).venuePath,
  'two-waves': async () => (await import('./network/two-waves/path.tsx')).twoWavesPath,
  'two-lists': async () => (await import('./lists/change/path.tsx')).twoListsPath,
}
