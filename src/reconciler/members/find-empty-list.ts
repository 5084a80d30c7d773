/** A contact list that the API counts as empty, with what that does to the audiences that use it. */
import { findEmptyListEffects } from '../../algebra/logic/find-empty-list-effects.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DependentAudience } from '../../members/members-result.ts';
import { algebraLeaves, mapAlgebra, readAlgebra } from '../../model/algebra.ts';
import { addressOf, nameOf } from '../../model/entity.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteEntity, RemoteRow } from '../../model/remote/snapshot.ts';
import { listSome } from '../../model/text/list-some.ts';
import { quote } from '../../model/text/quote.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';

/** More audiences than this are counted. */
const maxNamed = 5;

/** `list-empty`, without its place. */
export function findEmptyList(
  list: { readonly id: string; readonly name: string },
  { platform, scopeId }: Pick<Project, 'platform' | 'scopeId'>,
  audiences: readonly RemoteRow[],
): Pick<Diagnostic, 'code' | 'message' | 'hint' | 'severity'> {
  const users = findDependentAudiences(list.id, { platform, scopeId }, audiences).map(
    ({ address, effect }) => ({ name: quote(nameOf(address)), effect }),
  );
  const sentence = (effect: Effect, say: (names: string, isOne: boolean) => string) => {
    const names = users.filter((user) => user.effect === effect).map(({ name }) => name);
    return names.length === 0 ? [] : [say(listSome(names, maxNamed), names.length === 1)];
  };
  const effects = [
    ...sentence('holds nobody', (names, isOne) => `${names} ${isOne ? 'holds' : 'hold'} nobody`),
    ...sentence('excludes nobody', (names) => `it excludes nobody from ${names}`),
    ...sentence('uses it', (names, isOne) => `${names} ${isOne ? 'uses' : 'use'} it, too`),
  ];
  return {
    severity: 'warning',
    code: 'list-empty',
    message: `the API counts no members on ${quote(list.name)}: ${effects.join('; ') || 'no audience depends on it'}`,
    hint: 'Upload its members, or find out what removed them. The API may not count an upload of the last day yet.',
  };
}

/** The audiences that use a list, and what it does to each while it is empty. */
export function findDependentAudiences(
  listId: string,
  { platform, scopeId }: Pick<Project, 'platform' | 'scopeId'>,
  audiences: readonly RemoteRow[],
): readonly DependentAudience[] {
  return audiences
    .map((row) => decodeRow(platformNamed(platform), 'audience', scopeId, row))
    .flatMap((audience) => {
      const effect = effectOn(audience, listId);
      return effect === null ? [] : [{ address: addressOf('audience', audience.name), effect }];
    });
}

type Effect = DependentAudience['effect'];

/** Null where the audience does not use the list. */
function effectOn({ attributes }: RemoteEntity, listId: string): Effect | null {
  const tree = readAlgebra(attributes['algebra']);
  const algebra = tree && mapAlgebra(tree, (leaf) => ('id' in leaf ? leaf.id : leaf.name));
  if (!algebra || !algebraLeaves(algebra).includes(listId)) return null;
  const effects = findEmptyListEffects(algebra, new Set([listId]));
  if (effects?.holdsNobody) return 'holds nobody';
  return effects && effects.excludesNobody.length > 0 ? 'excludes nobody' : 'uses it';
}
