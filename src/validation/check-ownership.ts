import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { createOwnership, type OwnershipRule, ruleFor } from '../model/ownership.ts';
import type { Project } from '../model/project.ts';
import { listSome } from '../model/text/list-some.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import { findingFor } from './finding-at.ts';

/** `outside-ownership`: a project only declares what it owns, if it says what that is. */
export function checkOwnership(
  declarations: readonly Declaration[],
  { owns, platform }: Project,
): readonly Diagnostic[] {
  if (owns === null) return [];
  const covers = createOwnership(owns);
  const { ownerAttribute } = platformNamed(platform);
  return declarations.flatMap((declaration): readonly Diagnostic[] => {
    const { kind, name, attributes, state } = declaration;
    const rule = ruleFor(owns, kind);
    const owner = attributes[ownerAttribute];
    const ownerId = typeof owner === 'string' ? owner : null;
    // A missing attribute cannot be outside: an entity that is declared absent may have only an ID.
    const unsaid = name === '' || (ownerId === null && rule?.retailerIds !== undefined);
    // A released entity is no longer this project's.
    if (state === 'released') return [];
    if (rule === undefined || unsaid || covers({ kind, name, ownerId })) return [];
    return [
      findingFor(declaration, {
        code: 'outside-ownership',
        message: `${kind} "${name}" is outside what the project owns: ${describeRule(rule)}`,
        hint: 'Declare it in the project that owns it, or widen owns in the project file.',
      }),
    ];
  });
}

function describeRule({ names, retailerIds }: OwnershipRule): string {
  const named =
    names && (names.length === 0 ? 'no names' : `names ${listSome(names.map(quote), mostListed)}`);
  const of = retailerIds && `retailers ${listSome(retailerIds, mostListed)}`;
  return [named, of].filter((part) => part !== undefined).join(' of ');
}

/** More are counted, because the message of every entity outside repeats the list. */
const mostListed = 10;

function quote(glob: string): string {
  return `"${glob}"`;
}
