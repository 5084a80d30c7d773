import type { Algebra } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import type { RuledAudience, RuleWorld } from '../../rules/rule-world.ts';
import type { KeyedAudience, KeyedAudiences } from '../algebra/keyed-audiences.ts';
import type { DeclaredSegments } from '../names/declared-segments.ts';

/** A declared audience that rules may be over. */
export interface DeclaredAudience extends RuledAudience, KeyedAudience {}

/**
 * The audiences as they are declared. A name that nothing declares stands for a segment of its own, of which
 * nothing is known.
 */
export function createDeclaredWorld(
  { audiences, relate, keyOf }: Pick<KeyedAudiences, 'audiences' | 'relate' | 'keyOf'>,
  segments: DeclaredSegments,
): RuleWorld<DeclaredAudience> {
  const ruled = audiences.map((audience): DeclaredAudience => {
    const { declaration } = audience;
    const { name, address, id } = declaration;
    // Two that are bound by their IDs may share a name.
    return { ...audience, name, key: id === undefined ? address : `${address} ${id}` };
  });
  const byName = groupBy(ruled, ({ name }) => name);
  const findAudience = (name: string, { declaration }: DeclaredAudience) => {
    const twins = byName.get(name) ?? [];
    const own = twins.find((each) => ownerOf(each.declaration) === ownerOf(declaration));
    return own ?? twins[0];
  };
  const find = (name: string, audience: DeclaredAudience): Algebra<string> => {
    const { declaration } = audience;
    const segment = (word: string): Algebra<string> => ({
      segment: keyOf({ name: word }, declaration),
    });
    if (segments.named(name, declaration)) return segment(name);
    const [, kind, bare = ''] = /^(segment|audience)\/(.+)$/su.exec(name) ?? [];
    const other = findAudience(kind === 'audience' ? bare : name, audience);
    return other?.algebra ?? segment(kind === undefined ? name : bare);
  };
  return { audiences: ruled, find, relate };
}

function ownerOf({ attributes }: Declaration): unknown {
  return attributes['retailerId'];
}
