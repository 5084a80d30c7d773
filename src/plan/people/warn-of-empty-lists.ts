/** What new contact lists do to the audiences that use them, until they are filled. */
import { findEmptyListEffects } from '../../algebra/logic/find-empty-list-effects.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Change } from '../change/change.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import type { Changes } from '../change/make-changes.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { targetKey } from '../match/resolve-references.ts';
import { needsSync } from './planned-sync.ts';
import { relateAtMoments } from './relate-at-moments.ts';

/** `new-list-empty`, for each declared audience that is sent while a list it needs is new. */
export function warnOfEmptyLists({
  changes,
  repoints,
  index,
}: Pick<Changes, 'changes' | 'repoints'> & { readonly index: RemoteIndex }): readonly Diagnostic[] {
  const lists = new Map<string, Empty>();
  for (const change of changes) {
    const isNew = change.action === 'create' || change.action === 'replace';
    if (!isNew || change.desired.type !== 'contactList' || needsSync(change.members)) continue;
    if (change.match) lists.set(targetKey(change.match), emptyList(change.desired));
  }
  if (lists.size === 0) return [];
  addLookalikes(changes, lists);
  const relateAt = relateAtMoments(changes, index);
  const relate: Relate<string> = (a, b) =>
    relateAt({ key: a, moment: 'after' }, { key: b, moment: 'after' });
  return [...changes, ...repoints].flatMap((change) => findEffects(change, lists, relate));
}

/** A segment that is empty before a list is filled. */
interface Empty {
  /** The list to fill. */
  readonly list: string;
  /** What it is, in words. */
  readonly words: string;
}

function emptyList({ declaration: { name } }: DesiredEntity): Empty {
  return { list: name, words: `"${name}" is a new list, empty until its first upload` };
}

/** The lookalike of an empty list is empty. */
function addLookalikes(changes: readonly Change[], lists: Map<string, Empty>): void {
  for (const change of changes) {
    if (change.action === 'delete' || !change.match || change.desired.seedKey === null) continue;
    const { seedKey, declaration } = change.desired;
    const list = lists.get(seedKey)?.list;
    if (list === undefined) continue;
    const words = `"${declaration.name}" is a lookalike of the new list "${list}", which is empty until its first upload`;
    lists.set(targetKey(change.match), { list, words });
  }
}

function findEffects(
  change: Change,
  lists: ReadonlyMap<string, Empty>,
  relate: Relate<string>,
): readonly Diagnostic[] {
  const desired = change.action === 'delete' ? null : change.desired;
  if (!desired?.algebra) return [];
  const effects = findEmptyListEffects(desired.algebra, lists, relate);
  if (!effects) return [];
  const { declaration } = desired;
  const place = (key: string) =>
    desired.references.find(({ target }) => target.key === key)?.path ?? ['algebra'];
  const warn = (message: string, path: readonly (string | number)[]): Diagnostic => ({
    severity: 'warning',
    code: 'new-list-empty',
    message,
    hint: 'Fill the list before the audience goes live: audiencectl members sync.',
    source: declaration.locate(path),
    address: declaration.address,
  });
  const excluding = effects.excludesNobody.map((key) =>
    warn(
      `${lists.get(key)?.words}: until then it excludes nobody from "${declaration.name}"`,
      place(key),
    ),
  );
  if (!effects.holdsNobody) return excluding;
  const names = new Set(
    desired.targets.flatMap(({ key }) => {
      const empty = lists.get(key);
      return empty ? [`"${empty.list}"`] : [];
    }),
  );
  return [
    ...excluding,
    warn(`"${declaration.name}" holds nobody before the first upload of ${[...names].join(', ')}`, [
      'algebra',
    ]),
  ];
}
