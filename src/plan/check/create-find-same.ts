/**
 * What has the very body of a new entity. `compareEntities` says the same of a pair; here equal bodies share a key, so
 * that thousands of new entities beside thousands of remote ones cost as many look-ups, and not all their pairs.
 */
import { functionKey } from '../../algebra/logic/function-key.ts';
import { groupBy } from '../../model/group-by.ts';
import { segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { canonicalJson, type JsonObject, valueAt } from '../../model/text/json.ts';
import type { AttributeRule } from '../../platforms/attribute-rule.ts';
import type { Platform } from '../../platforms/platform.ts';
import { attributeRules } from '../../platforms/platform-named.ts';
import { remoteAlgebra } from '../change/compare-entities.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';

/** In the order of the entities; the same list for all that have the same body. */
export type FindSame = (desired: DesiredEntity) => readonly RemoteEntity[];

interface SameOptions {
  readonly platform: Platform;
  /** The key of the segment behind a remote ID; the same keys that the desired side has. */
  readonly keyOf: (id: string) => string;
  /** Whether equal trees must also name the same segments. */
  readonly hasSameSegments: boolean;
}

export function createFindSame(entities: readonly RemoteEntity[], options: SameOptions): FindSame {
  const { platform, keyOf, hasSameSegments } = options;
  const positions = new Map(entities.map((entity, position) => [entity, position]));
  const bySignature = groupBy(entities, ({ kind, type, attributes }) => {
    const used = hasSameSegments ? segmentIdsIn(attributes).map(keyOf) : [];
    return signature(kind, type, attributes, used);
  });
  const finders = new Map<string, (desired: DesiredEntity) => readonly RemoteEntity[]>();
  return (desired) => {
    const { declaration, type, attributes, targets } = desired;
    const used = hasSameSegments ? targets.map(({ key }) => key) : [];
    const alike = signature(declaration.kind, type, attributes, used);
    const rules = attributeRules(platform, declaration.kind, type).filter(
      ({ serverChosen, path }) => !(serverChosen && valueAt(attributes, path) === undefined),
    );
    const shape = `${rules.map(({ path }) => path).join(' ')} ${alike}`;
    const find = finders.get(shape) ?? indexBodies(bySignature.get(alike) ?? [], rules);
    finders.set(shape, find);
    return find(desired);
  };

  /** Among entities of one kind and type, by what these rules compare. */
  function indexBodies(alike: readonly RemoteEntity[], rules: readonly AttributeRule[]): FindSame {
    // What is not known of a remote entity is not compared, which few have.
    const variants = [...groupBy(alike, ({ incomparable }) => incomparable.join(' '))].map(
      ([, own]) => {
        const compared = rules.filter(({ path }) => !own[0]?.incomparable.includes(path));
        return { compared, byBody: groupBy(own, (remote) => remoteBody(remote, compared, keyOf)) };
      },
    );
    const found = new Map<string, readonly RemoteEntity[]>();
    return (desired) => {
      const bodies = variants.map(({ compared }) => desiredBody(desired, compared));
      const key = JSON.stringify(bodies);
      const known = found.get(key);
      if (known !== undefined) return known;
      const lists = variants.map(({ byBody }, index) => {
        const body = bodies[index] ?? null;
        return (body !== null && byBody.get(body)) || [];
      });
      const same = lists.flat().sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0));
      found.set(key, same);
      return same;
    };
  }
}

/** Equal bodies have equal signatures, which cost less than whole bodies. */
function signature(
  kind: RemoteEntity['kind'],
  type: string | null,
  { description = null }: JsonObject,
  used: readonly string[],
): string {
  return canonicalJson([
    ...[kind, kind === 'segment' ? type : null],
    ...[description, [...new Set(used)].sort()],
  ]);
}

/** Null where nothing can be the same. */
function desiredBody(
  { attributes, algebra, seedKey }: DesiredEntity,
  rules: readonly AttributeRule[],
): string | null {
  return joinValues(rules, ({ form, path }) => {
    if (form === 'segment-reference') return seedKey;
    if (form === 'algebra') return algebra && functionKey(algebra);
    return canonicalJson(valueAt(attributes, path) ?? null);
  });
}

function remoteBody(
  remote: RemoteEntity,
  rules: readonly AttributeRule[],
  keyOf: (id: string) => string,
): string | null {
  return joinValues(rules, ({ form, path }) => {
    const value = valueAt(remote.attributes, path);
    if (form === 'segment-reference') return typeof value === 'string' ? keyOf(value) : null;
    if (form !== 'algebra') return canonicalJson(value ?? null);
    const tree = remoteAlgebra(remote, keyOf);
    return tree && functionKey(tree);
  });
}

function joinValues(
  rules: readonly AttributeRule[],
  read: (rule: AttributeRule) => string | null,
): string | null {
  const values = rules.map(read);
  return values.includes(null) ? null : JSON.stringify(values);
}
