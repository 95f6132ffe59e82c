import type { Head } from './head.ts'

/** Whether the figure is a bound from below and no estimate of all of them. */
export const isLowerBound = ({ figure }: Head): boolean => figure.method?.startsWith('chao') === true

/** Whether the figure is by how much something changed, and not how many there are. */
export const isChange = ({ figure }: Head): boolean => figure.method?.startsWith('change-') === true
