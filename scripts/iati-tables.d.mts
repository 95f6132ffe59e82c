/** Every table of `data/iati` by its file name, made from the published standard in a folder. */
export function iatiTables(from: string): Record<string, string>
export const versions: string[]
