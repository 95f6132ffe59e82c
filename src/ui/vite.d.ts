declare module '*.css'

interface ImportMeta {
  /** Vite: the modules that match, each loaded when asked for. */
  glob<Module>(patterns: string[]): Record<string, () => Promise<Module>>
}
