/** What differs between a desired and a remote entity, by meaning and not by spelling. */
import { areEquivalent } from '../../algebra/logic/are-equivalent.ts';
import { type Algebra, mapAlgebra, readAlgebra } from '../../model/algebra.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { canonicalJson, valueAt } from '../../model/text/json.ts';
import type { AttributeRule } from '../../platforms/attribute-rule.ts';
import type { Platform } from '../../platforms/platform.ts';
import { attributeRules } from '../../platforms/platform-named.ts';
import type { ComparableEntity } from '../match/comparable-entity.ts';
import { remoteKey } from '../match/resolve-references.ts';

export interface Difference {
  /** Dotted path of the attribute, or the type where that itself differs. */
  readonly path: string;
  readonly immutable: boolean;
  /** Set remotely, left out in the declaration. */
  readonly cleared: boolean;
}

/** @param keyOf the key of the segment behind a remote ID; the same keys that the desired side has. */
export function compareEntities(
  platform: Platform,
  desired: ComparableEntity,
  remote: RemoteEntity,
  keyOf: (id: string) => string = remoteKey,
): readonly Difference[] {
  if (remote.kind === 'segment' && desired.type !== null && desired.type !== remote.type) {
    return [{ path: desired.type, immutable: true, cleared: false }];
  }
  return attributeRules(platform, remote.kind, desired.type)
    .filter(
      (rule) => !remote.incomparable.includes(rule.path) && !isEqual(rule, desired, remote, keyOf),
    )
    .map((rule) => ({
      path: rule.path,
      immutable: rule.immutable,
      cleared:
        rule.form !== 'algebra' &&
        rule.form !== 'segment-reference' &&
        valueAt(desired.attributes, rule.path) === undefined,
    }));
}

function isEqual(
  rule: AttributeRule,
  desired: ComparableEntity,
  remote: RemoteEntity,
  keyOf: (id: string) => string,
): boolean {
  const remoteValue = valueAt(remote.attributes, rule.path);
  if (rule.form === 'segment-reference') {
    return typeof remoteValue === 'string' && desired.seedKey === keyOf(remoteValue);
  }
  if (rule.form === 'algebra') {
    const tree = remoteAlgebra(remote, keyOf);
    return tree !== null && desired.algebra !== null && sameFunction(desired.algebra, tree);
  }
  const value = valueAt(desired.attributes, rule.path);
  if (value === undefined && rule.serverChosen) return true;
  if (value === remoteValue) return true;
  return canonicalJson(value ?? null) === canonicalJson(remoteValue ?? null);
}

/** Above the sizes that logic decides, only the same tree is the same function. */
function sameFunction(a: Algebra<string>, b: Algebra<string>): boolean {
  return areEquivalent(a, b) ?? canonicalJson(a) === canonicalJson(b);
}

/** The remote tree over keys of segments; null for a segment, or where the API sent no tree. */
export function remoteAlgebra(
  remote: RemoteEntity,
  keyOf: (id: string) => string = remoteKey,
): Algebra<string> | null {
  const tree = readAlgebra(remote.attributes['algebra']);
  return tree && mapAlgebra(tree, (leaf) => keyOf('id' in leaf ? leaf.id : leaf.name));
}
