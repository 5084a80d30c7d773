/** From options, manifest and what is remote to a task. */
import { resolve } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { sourceOf } from '../members/declared-task.ts';
import type { MembersConsents, MembersMode, MembersTask } from '../members/members-task.ts';
import { type DeclaredMembers, readMembers } from '../members/read-members.ts';
import type { MemberSource } from '../members/read-source.ts';
import type { Declaration } from '../model/declaration.ts';
import { valueAt } from '../model/json.ts';
import type { Project } from '../model/project.ts';
import { usageError } from './arguments/usage-error.ts';
import type { CommandContext } from './command-context.ts';
import type { FoundList } from './find-contact-list.ts';

/** Options win over the manifest, and the manifest over what the list itself tells. */
export function membersTaskOf(
  list: FoundList,
  action: 'sync' | 'add' | 'remove',
  { options }: Pick<CommandContext, 'options'>,
  { folder, project }: { readonly folder: string; readonly project: Project },
  excludedBy: readonly string[],
): MembersTask {
  const { declaration, target, address } = list;
  const declared = declaration === null ? null : readMembers(declaration).value;
  return {
    target,
    address,
    identifierType: identifierTypeOf(list, declared, options.text('identifier-type')),
    gumCallerId: options.number('gum-caller-id') ?? declared?.gumCallerId ?? null,
    source: chooseSource(declaration, declared, folder, options),
    format: formatOf(options.text('identifier-format')) ?? declared?.format ?? 'plain',
    send: declared?.send ?? 'hashed',
    mode: modeOf(action, declared),
    isNew: false,
    consents: consentsOf(options, project, excludedBy, declaration?.allowReplace ?? false),
  };
}

function modeOf(action: 'sync' | 'add' | 'remove', declared: DeclaredMembers | null): MembersMode {
  if (action === 'sync') return declared?.mode ?? 'mirror';
  return action === 'add' ? 'append' : 'remove';
}

function chooseSource(
  declaration: Declaration | null,
  declared: DeclaredMembers | null,
  folder: string,
  options: CommandContext['options'],
): MemberSource {
  const given = options.text('source');
  const column = options.text('column');
  if (given !== null) return { name: given, path: resolve(given), column };
  if (declaration === null || declared === null) {
    throw refusal('missing-option', 'no manifest says where the members are', '--source FILE does');
  }
  const source = sourceOf(declaration, declared, folder);
  return { ...source, column: column ?? source.column };
}

function identifierTypeOf(
  { entity }: FoundList,
  declared: DeclaredMembers | null,
  given: string | null,
): string {
  const own = entity === null ? null : valueAt(entity.attributes, 'contactList.identifierType');
  const type = given ?? declared?.identifierType ?? own;
  if (typeof type === 'string') return type;
  throw refusal(
    'missing-option',
    'nothing tells what identifies the members',
    '--identifier-type email does, or "identifierType" in the manifest',
  );
}

function formatOf(text: string | null): MembersTask['format'] | null {
  return text === 'plain' || text === 'sha256' || text === 'md5' || text === 'sha256-md5'
    ? text
    : null;
}

function consentsOf(
  options: CommandContext['options'],
  { limits }: Project,
  excludedBy: readonly string[],
  replace: boolean,
): MembersConsents {
  return {
    removal: options.flag('allow-member-removal'),
    rebuild: options.flag('allow-members-rebuild'),
    maxRemovePercent: limits.maxMemberRemovePercent,
    excludedBy,
    replace,
  };
}

function refusal(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([usageError(code, message, hint)]);
}
