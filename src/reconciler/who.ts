/** Which audiences reach someone, as they are declared or as they are remotely. */
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { mapAlgebra, readAlgebra } from '../model/algebra.ts';
import { type Address, addressOf } from '../model/entity.ts';
import { groupBy } from '../model/group-by.ts';
import { withoutOperator } from '../model/hints/hint-for-name.ts';
import type { Project } from '../model/project.ts';
import { segmentNamesIn } from '../model/references.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import { suggestAddresses } from '../model/suggest-addresses.ts';
import { quote } from '../model/text/quote.ts';
import { decodeRow } from '../platforms/decode-row.ts';
import { defineRemote } from '../platforms/define-remote.ts';
import { ownerIn, platformNamed } from '../platforms/platform-named.ts';
import type { RuledAudience, RuleWorld } from '../rules/rule-world.ts';
import {
  describePartialPerson,
  findReached,
  type PartialPerson,
  type Reached,
} from '../rules/who.ts';
import { becauseOf } from '../validation/algebra/because-of.ts';
import { keyAudiences } from '../validation/algebra/keyed-audiences.ts';
import { relateKeys } from '../validation/algebra/relate-keys.ts';
import { comparePlaces } from '../validation/compare-places.ts';
import { indexSegments } from '../validation/names/declared-segments.ts';
import { createDeclaredWorld, type DeclaredAudience } from '../validation/rules/declared-world.ts';
import type { Loaded } from './load.ts';

/** An audience that may reach someone. */
interface AskedAudience {
  readonly name: string;
  readonly address: Address;
  /** Null where a manifest does not name it. */
  readonly id: string | null;
  readonly ownerId: string | null;
}

interface AskedWorld<Audience extends AskedAudience & RuledAudience> extends RuleWorld<Audience> {
  /** Of all that a name may stand for. */
  readonly addresses: ReadonlySet<string>;
  readonly nameOf: (key: string) => string;
  /** Of which it is not known who is in them. */
  readonly unread: Who['unread'];
}

export interface Who extends Omit<Reached<AskedAudience & RuledAudience>, 'impossible'> {
  readonly person: PartialPerson;
  readonly nameOf: (key: string) => string;
  readonly unread: readonly { readonly audience: AskedAudience; readonly reason: string }[];
}

/**
 * Throws a DiagnosticError where the platform has no audiences, where a name stands for nothing, or where there can be no such person.
 * @param snapshot the audiences as they are remotely; null for those that are declared
 */
export function askWho(person: PartialPerson, loaded: Loaded, snapshot: Snapshot | null): Who {
  const { label, endpoints } = platformNamed(loaded.project.platform);
  if (endpoints.audience === null) {
    throw refusal(
      'who-platform',
      `${quote(loaded.project.name)} is a project of ${label}, which has no audiences`,
      'Run it in a project of another platform.',
    );
  }
  return snapshot === null
    ? askWorld(person, declaredWorld(loaded))
    : askWorld(person, remoteWorld(snapshot, loaded.project));
}

function askWorld<Audience extends AskedAudience & RuledAudience>(
  person: PartialPerson,
  world: AskedWorld<Audience>,
): Who {
  const { addresses, nameOf, unread } = world;
  const unknown = [...new Set([...person.in, ...person.notIn])].filter(
    (name) => ![name, `segment/${name}`, `audience/${name}`].some((each) => addresses.has(each)),
  );
  if (unknown.length > 0) {
    throw new DiagnosticError(
      unknown.map((name) => unknownName(name, [...addresses], person.in.includes(name))),
    );
  }
  const { impossible, ...reached } = findReached(person, world);
  if (impossible === null) return { ...reached, person, nameOf, unread };
  throw refusal(
    'person-impossible',
    `there can be no person ${describePartialPerson(person)}${becauseOf(impossible, nameOf)}`,
    'Leave out one of the names.',
  );
}

function refusal(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, hint }]);
}

function unknownName(name: string, addresses: readonly string[], isIn: boolean): Diagnostic {
  const bare = name.replace(/^(?:segment|audience)\//u, '');
  const other = addresses.find((each) => each === `segment/${bare}` || each === `audience/${bare}`);
  return {
    severity: 'error',
    code: 'name-unknown',
    message: `no segment or audience has the name ${quote(name)}`,
    hint:
      other === undefined ? hintForUnknown(name, addresses, isIn) : `Did you mean ${quote(other)}?`,
  };
}

/** Unlike a target, a person is in what has one name. */
function hintForUnknown(name: string, addresses: readonly string[], isIn: boolean): string {
  const parts = name.split(',').map((part) => part.trim());
  const isKnown = (part: string) =>
    addresses.some((each) => [part, `segment/${part}`, `audience/${part}`].includes(each));
  if (parts.length > 1 && parts.every(isKnown)) {
    const option = isIn ? '--in' : '--not-in';
    return `Repeat the option: ${parts.map((part) => `${option} ${quote(part)}`).join(' ')}.`;
  }
  const operand = withoutOperator(name);
  if (operand !== name && isKnown(operand) && isIn)
    return `Write --not-in ${quote(operand)} instead.`;
  if (/[*?]/u.test(name))
    return 'Give a name in full. who takes no globs; repeat the option for each name.';
  if (/^\d+$/u.test(name)) return 'Give the name, not the ID.';
  const hint = suggestAddresses(name, addresses);
  return hint.startsWith('Give an address') ? 'Give a name, as the manifests write it.' : hint;
}

function declaredWorld({
  declarations,
  project,
}: Loaded): AskedWorld<AskedAudience & DeclaredAudience> {
  const sorted = declarations.toSorted(comparePlaces);
  const segments = indexSegments(sorted);
  const keyed = keyAudiences(sorted, segments, platformNamed(project.platform));
  const world = createDeclaredWorld(keyed, segments);
  const audiences = world.audiences.map((audience) => {
    const { address, id = null, attributes } = audience.declaration;
    return { ...audience, address, id, ownerId: ownerIn(attributes) };
  });
  const isLeftAlone = ({ declaration }: (typeof audiences)[number]) =>
    declaration.ignoreChanges?.includes('algebra') ?? false;
  const named = sorted.flatMap(({ attributes }) => segmentNamesIn(attributes));
  return {
    audiences: audiences.filter((audience) => !isLeftAlone(audience)),
    find: world.find,
    relate: world.relate,
    nameOf: keyed.nameOf,
    addresses: new Set([
      ...sorted.filter(({ state }) => state !== 'absent').map(({ address }) => address),
      ...named.map((name) => addressOf('segment', name)),
    ]),
    unread: audiences.filter(isLeftAlone).map((audience) => ({
      audience,
      reason: 'its algebra is left as it is remotely (lifecycle.ignoreChanges)',
    })),
  };
}

function remoteWorld(
  snapshot: Snapshot,
  { platform: name, scopeId }: Project,
): AskedWorld<AskedAudience & RuledAudience> {
  const platform = platformNamed(name);
  const decode = (kind: RemoteEntity['kind']) =>
    snapshot[`${kind}s`].map((row) => decodeRow(platform, kind, scopeId, row));
  const segments = decode('segment');
  const audiences = decode('audience').map((entity) => {
    const tree = readAlgebra(entity.attributes['algebra']);
    const algebra = tree && mapAlgebra(tree, (leaf) => ('id' in leaf ? leaf.id : leaf.name));
    const address = addressOf('audience', entity.name);
    return { ...entity, key: entity.id, address, algebra };
  });
  const readable = audiences.flatMap(({ algebra, ...audience }) =>
    algebra ? [{ ...audience, algebra }] : [],
  );
  const [segmentsByName, audiencesByName] = [groupByName(segments), groupByName(readable)];
  const names = new Map(segments.map((segment) => [segment.id, segment.name]));
  const definitions = segments.flatMap((segment) => {
    const definition = defineRemote(segment);
    return definition ? [[segment.id, definition] as const] : [];
  });
  return {
    audiences: readable,
    find: (word, { ownerId }) => {
      const [, kind = 'segment', bare = word] = /^(segment|audience)\/(.+)$/su.exec(word) ?? [];
      const segment =
        ofOwner(segmentsByName.get(word), ownerId) ??
        (kind === 'segment' ? ofOwner(segmentsByName.get(bare), ownerId) : undefined);
      if (segment) return { segment: segment.id };
      const audience =
        ofOwner(audiencesByName.get(word), ownerId) ?? ofOwner(audiencesByName.get(bare), ownerId);
      return audience?.algebra ?? null;
    },
    relate: relateKeys(new Map(definitions)).relate,
    nameOf: (key) => names.get(key) ?? `ID ${key}`,
    addresses: new Set([
      ...segments.map((segment) => addressOf('segment', segment.name)),
      ...readable.map(({ address }) => address),
    ]),
    unread: audiences
      .filter(({ algebra }) => algebra === null)
      .map((audience) => ({ audience, reason: 'its algebra cannot be read' })),
  };
}

function groupByName<Entity extends RemoteEntity>(
  entities: readonly Entity[],
): ReadonlyMap<string, readonly Entity[]> {
  return groupBy(entities, ({ name }) => name);
}

/** Two retailers may have entities of one name. */
function ofOwner<Entity extends RemoteEntity>(
  twins: readonly Entity[] | undefined,
  ownerId: string | null,
): Entity | undefined {
  return twins?.find((each) => each.ownerId === ownerId) ?? twins?.[0];
}
