import { configureGlobal } from 'fast-check'

/*
 * Properties draw the same examples in every run, so that a run says something about the change under test alone.
 * TIP_PROPERTY_SEED=random (or a number) draws others; fast-check prints the seed of a failure. Look with some random
 * seeds before a release; what they find gets an example of its own.
 */
const asked = process.env.TIP_PROPERTY_SEED ?? '20140831'
if (asked !== 'random') {
  const seed = Number(asked)
  if (!Number.isInteger(seed))
    throw new Error(`TIP_PROPERTY_SEED is “${asked}”: give a whole number or “random”.`)
  configureGlobal({ seed })
}
