import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/page.css'
import './styles/parts.css'
import './styles/charts.css'
import './styles/capacity.css'
import './styles/networks.css'
import './styles/pictures.css'
import './styles/planning.css'
import './styles/print.css'
import type { ComponentType } from 'react'
import { bootIslands } from './boot-islands.ts'

/** Every room's islands, each its own chunk, fetched only by pages that hold it. */
const modules = import.meta.glob<{ default: ComponentType<object> }>([
  '../*/islands/*.tsx',
  '!../*/islands/*.test.tsx',
])

bootIslands((name) => {
  const [room, part] = name.split('/')
  return modules[`../${room}/islands/${part}.tsx`]
})
