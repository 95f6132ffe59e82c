export const allowedLicences: string[]
export function isAllowed(licence: string | null | undefined): boolean
export function productionPackages(): {
  name: string
  version: string
  licence: string | null
  direct: boolean
  optional: boolean
  installs: boolean
  by: Set<string | null>
}[]
export function dependenciesPage(): string
export function dependencyFaults(): string[]
