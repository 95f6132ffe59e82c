import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  Buttons,
  ErrorSummary,
  type FieldError,
  type Option,
  type OptionGroup,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, languageNames, languages, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Role } from '../../policy/actions.ts'
import type { Typed } from '../forms.ts'
import type { Invitation } from '../invitations.ts'
import type { Organisation } from '../schema.ts'
import { words } from '../words.ts'
import { Breakable } from './breakable.tsx'
import { RoleFields, RolesExplained } from './role-fields.tsx'
import { organisationPath, roleIn } from './view.ts'

/** Who has been asked in and has not come yet, and the form to ask. */
export function InvitationsPage({
  context,
  organisation,
  invitations,
  compacts,
  roles,
  scopes,
  represented,
  sent,
  typed,
  errors,
}: {
  context: PageContext
  organisation: Organisation
  invitations: Invitation[]
  /** Names of the compacts that the roles in them are for. */
  compacts: ReadonlyMap<string, string>
  roles: readonly Role[]
  /** What roles can be given for. */
  scopes: (Option | OptionGroup)[]
  represented: boolean
  /** Whether one was sent just now. */
  sent: boolean
  typed: Typed
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const to = (rest: string) => organisationPath(language, organisation.id, rest)
  const title = say('invite.title', { name: organisation.name })
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const address = ({ email }: Invitation) => email ?? say('invite.forgotten')
  return (
    <Page
      {...context}
      title={title}
      indexed={false}
      crumbs={[
        { name: say('list.title'), href: pathIn(language, '/organisations') },
        { name: organisation.name, href: to('') },
        { name: say('one.invitations link') },
      ]}
    >
      <Opening title={title} aside={say('invite.text')}>
        {sent ? <Notice word={say('invite.made')}>{say('invite.sent')}</Notice> : null}
      </Opening>
      <Section title={say('invite.new')} note={represented ? undefined : say('invite.first')}>
        <form className="form" method="post" action={to('/invitations')}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <TextField
            name="email"
            type="email"
            label={say('invite.email')}
            value={typed.email}
            error={errorOf('email')}
            autoComplete="off"
          />
          <TextField
            name="name"
            label={say('invite.name')}
            hint={say('invite.name hint')}
            optional
            value={typed.name}
            error={errorOf('name')}
            autoComplete="off"
          />
          <RoleFields
            label={say('invite.role')}
            roles={roles}
            first={represented ? 'member' : 'representative'}
            scopes={scopes}
            typed={typed}
            errors={errors}
          />
          <SelectField
            name="language"
            label={say('invite.language')}
            value={typed.language ?? language}
            options={languages.map((each) => ({ value: each, name: languageNames[each] }))}
          />
          <Buttons>
            <Button first>{say('invite.submit')}</Button>
          </Buttons>
        </form>
      </Section>
      <Section title={say('role.what')} note={say('role.what note')}>
        <RolesExplained roles={roles} />
      </Section>
      <Section title={say('invite.open')} wide>
        {invitations.length === 0 ? (
          <p className="prose">{say('invite.none')}</p>
        ) : (
          <DataTable
            caption={say('invite.open')}
            captionHidden
            columns={[
              { key: 'for', head: say('invite.for') },
              { key: 'role', head: say('invite.role') },
              { key: 'state', head: say('invite.state') },
              { key: 'made', head: say('invite.made') },
              { key: 'expires', head: say('invite.expires') },
              { key: 'acts', head: say('members.acts') },
            ]}
            rows={invitations.map((invitation) => ({
              key: invitation.id,
              cells: {
                for: <Breakable text={address(invitation)} />,
                role: roleIn(language, say, invitation.role, invitation.scope, compacts),
                state: say(`state.${invitation.state}`),
                made: formatDay(language, invitation.made.slice(0, 10)),
                expires: formatDay(language, invitation.expires.slice(0, 10)),
                acts:
                  invitation.email === null ? null : (
                    <>
                      <form method="post" action={to(`/invitations/${invitation.id}/again`)}>
                        <OnceField />
                        <button
                          type="submit"
                          className="button"
                          aria-label={say('invite.again of', { email: address(invitation) })}
                        >
                          {say('invite.again')}
                        </button>
                      </form>
                      <a
                        href={to(`/invitations/${invitation.id}/withdraw`)}
                        aria-label={say('invite.withdraw of', { email: address(invitation) })}
                      >
                        {say('invite.withdraw')}
                      </a>
                    </>
                  ),
              },
            }))}
          />
        )}
      </Section>
    </Page>
  )
}
