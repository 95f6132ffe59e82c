/* The rule serves every room that shows counts of people; it lives in the house. */
export * from '../house/small-counts/suppression.ts'
