/**
 * `names-look-alike`: names of a kind that differ, and that people would take for each other: by what
 * cannot be seen, by blanks, by compatibility forms. They are different names to the API.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Kind } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import { foldName, lookAlikeKey } from '../../model/name.ts';
import { referencesIn } from '../../model/references.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import { revealTexts } from '../../model/text/reveal-text.ts';
import { comparePlaces } from '../compare-places.ts';
import { findingAt } from '../finding-at.ts';

/** A place in a manifest that names an entity: its declaration, or a reference to it. */
interface Mention {
  readonly kind: Kind;
  readonly name: string;
  readonly declaration: Declaration;
  readonly path: readonly (string | number)[];
  readonly isDeclared: boolean;
}

/** Among what the manifests themselves name; of two twins the later is reported, a reference before all. */
export function findLookAlikes(declarations: readonly Declaration[]): readonly Diagnostic[] {
  return [...groupMentions(declarations).values()].flatMap((mentions) => {
    const [first, ...others] = mentions;
    if (first === undefined) return [];
    return others
      .filter((other) => !isReportedOtherwise(first, other))
      .map((other) =>
        findingOf(other, first.name, {
          whose: `another ${first.kind}${first.isDeclared ? '' : ' that is named here'}`,
          related: [
            {
              label: first.isDeclared ? 'declared here' : 'named here',
              source: first.declaration.locate(first.path, 'value'),
            },
          ],
        }),
      );
  });
}

/** Between what the manifests name and what exists remotely beside it. */
export function findRemoteLookAlikes(
  declarations: readonly Declaration[],
  snapshot: Snapshot,
): readonly Diagnostic[] {
  const groups = groupMentions(declarations);
  const remote = namesOf(snapshot);
  const exact = new Set(remote.map(({ kind, name }) => `${kind}/${name}`));
  const named = new Set([...groups.values()].flat().map(({ kind, name }) => `${kind}/${name}`));
  return remote.flatMap(({ kind, name, id }) => {
    // What the manifests name as well is compared above.
    if (named.has(`${kind}/${name}`)) return [];
    const mentions = groups.get(`${kind}/${lookAlikeKey(name)}`) ?? [];
    return mentions
      .filter((mention) => !isMeant(mention, { id, name }, exact))
      .map((mention) => findingOf(mention, name, { whose: `the remote ${kind} ${id}` }));
  });
}

/** Names by what they look like, each once: declared ones first, in the order of the files. */
function groupMentions(
  declarations: readonly Declaration[],
): ReadonlyMap<string, readonly Mention[]> {
  const sorted = declarations.toSorted(comparePlaces);
  const seen = { segment: new Set<string>(), audience: new Set<string>() };
  const first: Mention[] = [];
  const add = (mention: Mention) => {
    seen[mention.kind].add(mention.name);
    first.push(mention);
  };
  for (const declaration of sorted) {
    const { kind, name } = declaration;
    if (name === '' || seen[kind].has(name)) continue;
    add({ kind, name, declaration, path: ['name'], isDeclared: true });
  }
  for (const declaration of sorted) {
    if (declaration.state === 'absent') continue;
    for (const { reference, textPath: path } of referencesIn(declaration.attributes)) {
      if (!('name' in reference) || seen.segment.has(reference.name)) continue;
      add({ kind: 'segment', name: reference.name, declaration, path, isDeclared: false });
    }
  }
  return groupBy(first, ({ kind, name }) => `${kind}/${lookAlikeKey(name)}`);
}

/** Two declarations that differ less still are the error `duplicate-name`. */
function isReportedOtherwise(first: Mention, other: Mention): boolean {
  if (!(first.isDeclared && other.isDeclared)) return false;
  if (foldName(first.name) !== foldName(other.name)) return false;
  return first.declaration.id === undefined || other.declaration.id === undefined;
}

/**
 * Whether a remote entity is what a mention means, so that it is no twin of it: bound by its ID, renamed
 * from its name, or so near that a plan stops there (`remote-name-differs`).
 */
function isMeant(
  { kind, name, declaration, isDeclared }: Mention,
  remote: { readonly id: string; readonly name: string },
  exact: ReadonlySet<string>,
): boolean {
  if (!isDeclared) return false;
  const isNearMiss = foldName(name) === foldName(remote.name) && !exact.has(`${kind}/${name}`);
  const isRenamed = declaration.renamedFrom?.includes(remote.name) ?? false;
  return declaration.id === remote.id || isRenamed || isNearMiss;
}

function namesOf({ segments, audiences }: Snapshot) {
  const read = (kind: Kind, rows: Snapshot['segments']) =>
    rows.flatMap(({ id, attributes }) => {
      const { name } = attributes;
      return typeof name === 'string' ? [{ kind, id, name }] : [];
    });
  return [...read('segment', segments), ...read('audience', audiences)];
}

function findingOf(
  { name, declaration, path }: Mention,
  twin: string,
  { whose, related }: { readonly whose: string; readonly related?: Diagnostic['related'] },
): Diagnostic {
  const shown = revealTexts([name, twin]);
  return findingAt(declaration, path, {
    severity: 'warning',
    code: 'names-look-alike',
    message: `"${shown.get(name)}" looks like "${shown.get(twin)}", the name of ${whose}`,
    hint: 'Copy the correct name, or give one of them a clearly different name.',
    ...(related === undefined ? {} : { related }),
  });
}
