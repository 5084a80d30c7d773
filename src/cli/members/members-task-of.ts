/** From options, manifest and what is remote to a task. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { memberConsents } from '../../members/brakes/member-consents.ts';
import { type DeclaredMembers, readMembers } from '../../members/declared/read-members.ts';
import {
  findSpelling,
  identifierTypeOf as identifierTypeNamed,
  identifierTypesOf,
  isGum,
  isPhoneType,
  spellIdentifierType,
  type TypeFamily,
} from '../../members/identifiers/identifier-types.ts';
import type { MembersMode, MembersTask } from '../../members/members-task.ts';
import { isSourceFormat } from '../../members/source/source-format.ts';
import { nearest } from '../../model/name.ts';
import type { Project } from '../../model/project.ts';
import { correctCountry } from '../../model/text/correct-country.ts';
import { listTypeOf } from '../../reconciler/members/declared-list.ts';
import { memberConsentNames } from '../arguments/table/members-commands.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../process/command-context.ts';
import { chooseSource } from './choose-source.ts';
import type { FoundList } from './find-contact-list.ts';

/** Options win over the manifest, and the manifest over what the list itself says. */
export function membersTaskOf(
  list: FoundList,
  action: 'sync' | 'add' | 'remove',
  { options }: Pick<CommandContext, 'options'>,
  { folder, project }: { readonly folder: string; readonly project: Project },
  excludedBy: readonly string[],
): MembersTask {
  const { declaration, target, address } = list;
  const declared = declaration === null ? null : readMembers(declaration).value;
  const format = options.text('identifier-format');
  const how = {
    format: isSourceFormat(format) ? format : (declared?.source.format ?? 'plain'),
    country: countryOf(options.text('phone-country')) ?? declared?.source.country ?? null,
  };
  const source = chooseSource({ declaration, declared, folder, how }, options);
  const given = options.text('identifier-type');
  const family = target.kind === 'legacy-audience' ? target.kind : project.platform;
  const listType = listTypeOf(list.entity) ?? declared?.identifierType ?? null;
  // Where the list has a type, a later check reports a different one; an unknown one is refused here.
  if (given !== null && (listType === null || identifierTypeNamed(given) === null)) {
    refuseUnknownType(given, [family]);
  }
  const identifierType = spellIdentifierType(identifierTypeOf(list, declared, given), family);
  refuseUnused(identifierType, options);
  return {
    target,
    address,
    identifierType,
    listType,
    gumCallerId: options.number('gum-caller-id') ?? declared?.gumCallerId ?? null,
    // Excluded people may be removed from the list like others.
    source: action === 'remove' ? { ...source, exclude: null } : source,
    ...how,
    send: declared?.send ?? 'hashed',
    mode: modeOf(action, declared),
    isNew: false,
    consents: memberConsents(
      memberConsentNames.filter((name) => options.flag(name)),
      project.limits,
      { excludedBy, replace: declaration?.allowReplace ?? false },
    ),
  };
}

/** An option without effect is an error, because its user expected one. A variable applies to every list. */
function refuseUnused(identifierType: string, options: CommandContext['options']): void {
  const unused = (option: string, are: string) =>
    refusal(
      'conflicting-options',
      `--${option} is for ${are}, but these identifiers have the type ${identifierType}`,
      'Leave it out.',
    );
  if (options.typed('phone-country') !== null && !isPhoneType(identifierType)) {
    throw unused('phone-country', 'phone numbers');
  }
  if (options.typed('gum-caller-id') !== null && !isGum(identifierType)) {
    throw unused('gum-caller-id', 'gum identifiers');
  }
}

function modeOf(action: 'sync' | 'add' | 'remove', declared: DeclaredMembers | null): MembersMode {
  if (action === 'sync') return declared?.mode ?? 'mirror';
  return action === 'add' ? 'append' : 'remove';
}

export function countryOf(code: string | null): string | null {
  const correction = code === null ? null : correctCountry(code);
  if (correction === null && (code === null || /^[A-Z]{2}$/u.test(code))) return code;
  const message = `--phone-country is "${code}", which is not a country code`;
  const hint = correction ?? 'Give two capital letters, such as IN.';
  throw refusal('invalid-option', message, hint);
}

/** @param families those whose lists are in question. */
export function refuseUnknownType(given: string, families: readonly TypeFamily[]): void {
  if (families.some((family) => findSpelling(given, family) !== null)) return;
  const known = [...new Set(families.flatMap(identifierTypesOf))];
  const isNone = identifierTypeNamed(given) === null;
  const why = isNone ? 'is not an identifier type' : 'these lists do not take';
  const [near] = nearest(given, known, 1);
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  const message = `--identifier-type is "${given}", which ${why}`;
  throw refusal('invalid-option', message, `${guess}Use one of ${known.join(', ')}.`);
}

function identifierTypeOf(
  { entity }: FoundList,
  declared: DeclaredMembers | null,
  given: string | null,
): string {
  const type = given ?? declared?.identifierType ?? listTypeOf(entity);
  if (type !== null) return type;
  throw refusal(
    'missing-option',
    'the identifier type of the members is not known',
    'Give --identifier-type Email, or set "identifierType" in the manifest.',
  );
}

function refusal(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([usageError(code, message, hint)]);
}
