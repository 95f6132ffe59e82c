import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/page.css'
import './styles/parts.css'
import './styles/charts.css'
import './styles/bench.css'
import './styles/bills.css'
import './styles/budget.css'
import './styles/campaigns.css'
import './styles/capacity.css'
import './styles/estimates.css'
import './styles/legislatures.css'
import './styles/networks.css'
import './styles/pictures.css'
import './styles/planning.css'
import './styles/postcards.css'
import './styles/robustness.css'
import './styles/decisions.css'
import './styles/versions.css'
import './styles/workbench.css'
import './styles/print.css'
import type { ComponentType } from 'react'
import { bootIslands } from './boot-islands.ts'

/** Every room's islands, and those that several rooms share, each its own chunk, fetched only by pages that hold it. */
const modules = import.meta.glob<{ default: ComponentType<object> }>([
  '../*/islands/*.tsx',
  '!../*/islands/*.test.tsx',
])

bootIslands((name) => {
  const [room, part] = name.split('/')
  // Those of this folder are found without leaving it.
  return modules[room === 'ui' ? `./islands/${part}.tsx` : `../${room}/islands/${part}.tsx`]
})
