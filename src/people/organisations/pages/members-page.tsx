import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  Buttons,
  ErrorSummary,
  type FieldError,
  type Option,
  type OptionGroup,
} from '../../../ui/form.tsx'
import { formatDay, formatList, type Language, pathIn, type Say, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Role } from '../../policy/actions.ts'
import type { Typed } from '../forms.ts'
import type { Member } from '../memberships.ts'
import type { Organisation } from '../schema.ts'
import type { Word } from '../words/en.ts'
import { words } from '../words.ts'
import { RoleFields, RolesExplained } from './role-fields.tsx'
import { organisationPath, roleIn } from './view.ts'

export function memberName(say: Say<Word>, member: Member): string {
  return member.name ?? say('members.erased')
}

/** Crumbs down to the members of an organisation. */
export function memberCrumbs(language: Language, say: Say<Word>, { id, name }: Organisation, last?: string) {
  const members = { name: say('one.members link') }
  return [
    { name: say('list.title'), href: pathIn(language, '/organisations') },
    { name, href: organisationPath(language, id) },
    ...(last === undefined
      ? [members]
      : [{ ...members, href: organisationPath(language, id, '/members') }, { name: last }]),
  ]
}

/** Who belongs to an organisation, with which roles. */
export function MembersPage({
  context,
  organisation,
  members,
  compacts,
  reader,
  mayChange,
}: {
  context: PageContext
  organisation: Organisation
  members: Member[]
  /** Names of the compacts that roles here are for. */
  compacts: ReadonlyMap<string, string>
  reader: string | null
  mayChange: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say('members.title', { name: organisation.name })
  return (
    <Page {...context} title={title} indexed={false} crumbs={memberCrumbs(language, say, organisation)}>
      <Opening title={title} aside={say('members.text')} />
      <Section wide>
        {members.length === 0 ? (
          <p className="prose">{say('members.none')}</p>
        ) : (
          <DataTable
            caption={title}
            captionHidden
            columns={[
              { key: 'name', head: say('members.name') },
              { key: 'roles', head: say('members.roles') },
              { key: 'since', head: say('members.since') },
              ...(mayChange ? [{ key: 'acts', head: say('members.acts') }] : []),
            ]}
            rows={members.map((member) => ({
              key: member.id,
              own: member.person === reader,
              cells: {
                name:
                  member.person === reader
                    ? say('members.you', { name: memberName(say, member) })
                    : memberName(say, member),
                roles:
                  member.roles.length === 0
                    ? say('members.plain')
                    : formatList(
                        language,
                        member.roles.map(({ role, scope }) => roleIn(language, say, role, scope, compacts)),
                      ),
                since: formatDay(language, member.began.slice(0, 10)),
                acts: (
                  <a
                    href={organisationPath(language, organisation.id, `/members/${member.id}`)}
                    aria-label={say('members.change of', { name: memberName(say, member) })}
                  >
                    {say('members.change')}
                  </a>
                ),
              },
            }))}
          />
        )}
      </Section>
    </Page>
  )
}

/** One member: the roles they hold, and what can be given or taken. */
export function MemberPage({
  context,
  organisation,
  member,
  compacts,
  isReader,
  roles,
  scopes,
  typed,
  errors,
}: {
  context: PageContext
  organisation: Organisation
  member: Member
  /** Names of the compacts that the roles of the member are for. */
  compacts: ReadonlyMap<string, string>
  isReader: boolean
  /** Roles that can be given here. */
  roles: readonly Role[]
  /** What they can be given for. */
  scopes: (Option | OptionGroup)[]
  typed: Typed
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const name = memberName(say, member)
  const to = (rest: string) => organisationPath(language, organisation.id, `/members/${member.id}${rest}`)
  const title = say('member.title', { name, organisation: organisation.name })
  return (
    <Page {...context} title={title} indexed={false} crumbs={memberCrumbs(language, say, organisation, name)}>
      <Opening title={title} />
      <Section title={say('member.roles')}>
        {member.roles.length === 0 ? (
          <p className="prose">{say('member.no roles')}</p>
        ) : (
          <DataTable
            caption={say('member.roles')}
            captionHidden
            columns={[
              { key: 'role', head: say('member.role') },
              { key: 'act', head: say('members.acts') },
            ]}
            rows={member.roles.map(({ id, role, scope }) => ({
              key: id,
              cells: {
                role: roleIn(language, say, role, scope, compacts),
                act: (
                  <a href={to(`/roles/${id}/end`)}>
                    {say('member.take', { role: roleIn(language, say, role, scope, compacts) })}
                  </a>
                ),
              },
            }))}
          />
        )}
      </Section>
      <Section title={say('member.give')}>
        {isReader ? (
          <p className="prose">{say('member.self')}</p>
        ) : (
          <form className="form" method="post" action={to('/roles')}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <RoleFields
              label={say('member.role')}
              roles={roles}
              scopes={scopes}
              typed={typed}
              errors={errors}
            />
            <Buttons>
              <Button first>{say('member.give submit')}</Button>
            </Buttons>
          </form>
        )}
      </Section>
      <Section title={say('role.what')} note={say('role.what note')}>
        <RolesExplained roles={roles} />
      </Section>
      {isReader ? null : (
        <Section title={say('member.end')}>
          <p className="prose">{say('member.end text')}</p>
          <p className="prose">
            <a href={to('/end')}>{say('member.end')}</a>
          </p>
        </Section>
      )}
    </Page>
  )
}
