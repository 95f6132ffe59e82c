import { type FieldError, type Option, type OptionGroup, SelectField } from '../../../ui/form.tsx'
import { between, capital, speak } from '../../../ui/language.ts'
import { useLanguage } from '../../../ui/voice.tsx'
import type { Role } from '../../policy/actions.ts'
import { policyWords, roleName } from '../../policy/words.ts'
import type { Typed } from '../forms.ts'
import { type Power, powersOf } from '../powers.ts'
import { words } from '../words.ts'
import { roleOptions } from './view.ts'

/** Which role, and for what: all compacts of the organisation, one of them, or those with one country. */
export function RoleFields({
  label,
  roles,
  first,
  scopes,
  typed,
  errors,
}: {
  label: string
  /** Roles that can be given here. */
  roles: readonly Role[]
  /** The one that is chosen before anything is. */
  first?: Role | undefined
  scopes: (Option | OptionGroup)[]
  typed: Typed
  errors: FieldError[]
}) {
  const language = useLanguage()
  const say = speak(words, language)
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.message
  return (
    <>
      <SelectField
        name="role"
        label={label}
        value={typed.role ?? first}
        error={errorAt('role')}
        options={roleOptions(language, roles)}
      />
      <SelectField
        name="scope"
        label={say('role.for')}
        hint={say('role.for hint')}
        value={typed.scope}
        error={errorAt('scope')}
        options={scopes}
      />
    </>
  )
}

/** What each role lets somebody do, in the words of the policy that decides it. */
export function RolesExplained({ roles }: { roles: readonly Role[] }) {
  const language = useLanguage()
  return (
    <ul className="prose">
      {roles.map((role) => (
        <li key={role}>
          <b>{capital(language, roleName(role, language))}.</b> <Powers powers={powersOf(role)} />
        </li>
      ))}
    </ul>
  )
}

function Powers({ powers }: { powers: Power[] }) {
  const language = useLanguage()
  const say = speak(words, language)
  const of = speak(policyWords, language)
  const told = powers.map(({ action, side, part, onlyForAll }) => {
    const act = of(`action.${action}`)
    if (onlyForAll) return say('role.act for all', { act })
    if (side !== null && side !== undefined) return say('role.act side', { act, side })
    return part === 'survivors' ? say('role.act survivors', { act }) : act
  })
  return <>{capital(language, `${told.join(between(language, ';'))}.`)}</>
}
