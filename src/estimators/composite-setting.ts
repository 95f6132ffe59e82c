import { type Allocate, type Column, columnBlocks, toColumn } from './columns.ts'
import { type CompositeData, type CompositeSpec, checkSpec } from './composite-spec.ts'
import { type CodedGroups, codeGroups } from './impute.ts'

/** What every step works from: the checked specification, the data, and what is read from them once. */
export type Setting = {
  spec: CompositeSpec
  data: CompositeData
  size: number
  groups: Map<string, CodedGroups>
  denominators: Map<string, Column>
  nobodyImputed: boolean[]
  allocate: Allocate
}

/**
 * Checks a specification against its data, and reads groups and denominators once.
 *
 * @throws RangeError when the two do not go together; TypeError for a
 * denominator that is not a finite number or null.
 */
export function prepare(spec: CompositeSpec, data: CompositeData): Setting {
  const size = data.units.length
  if (new Set(data.units).size !== size) throw new RangeError('a unit is listed twice')
  checkSpec(spec, data)

  const groups = new Map<string, CodedGroups>()
  for (const { id, imputation } of spec.indicators) {
    if (imputation === undefined || !('group' in imputation) || imputation.group === undefined) continue
    if (groups.has(imputation.group)) continue
    const members = data.groups?.[imputation.group]
    if (members === undefined)
      throw new RangeError(`${id} is to be filled by group ${imputation.group}, which the data lack`)
    if (members.length !== size)
      throw new RangeError(`group ${imputation.group} has ${members.length} entries for ${size} units`)
    groups.set(imputation.group, codeGroups(members))
  }
  const denominators = new Map<string, Column>()
  for (const { id, denominator } of spec.indicators) {
    if (denominator === undefined || denominators.has(denominator)) continue
    const values = data.denominators?.[denominator]
    if (values === undefined) throw new RangeError(`${id} is divided by ${denominator}, which the data lack`)
    if (values.length !== size)
      throw new RangeError(`denominator ${denominator} has ${values.length} values for ${size} units`)
    denominators.set(
      denominator,
      toColumn(values, (i) => `denominator ${denominator} of ${data.units[i]}`),
    )
  }
  return {
    spec,
    data,
    size,
    groups,
    denominators,
    nobodyImputed: new Array<boolean>(size).fill(false),
    allocate: columnBlocks(size),
  }
}
