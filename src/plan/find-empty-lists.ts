/** What new contact lists do to the audiences that use them, until somebody fills them. */
import { findEmptyListEffects } from '../algebra/find-empty-list-effects.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Change } from './change.ts';
import { isToBeFilled } from './planned-fill.ts';
import type { References } from './resolve-references.ts';

/** `new-list-empty`, for each declared audience that is sent while a list it needs is new. */
export function findEmptyLists(
  changes: readonly Change[],
  moves: readonly Change[],
  references: References,
): readonly Diagnostic[] {
  const lists = new Map<string, string>();
  for (const change of changes) {
    if (isToBeFilled(change.members)) continue;
    if (change.action === 'create' && change.desired.block === 'contactList') {
      lists.set(change.address, change.desired.declaration.name);
    }
    if (change.action === 'replace' && change.desired.block === 'contactList') {
      lists.set(references.keyOf(change.remote.id), change.desired.declaration.name);
    }
  }
  if (lists.size === 0) return [];
  return [...changes, ...moves].flatMap((change) => findEffects(change, lists));
}

function findEffects(change: Change, lists: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const desired = change.action === 'delete' ? null : change.desired;
  if (!desired?.algebra) return [];
  const effects = findEmptyListEffects(desired.algebra, lists);
  if (!effects) return [];
  const { declaration } = desired;
  const place = (key: string) =>
    desired.references.find(({ target }) => target.key === key)?.path ?? ['algebra'];
  const warn = (message: string, path: readonly (string | number)[]): Diagnostic => ({
    severity: 'warning',
    code: 'new-list-empty',
    message,
    hint: 'fill the list before the audience goes live: audiencectl members sync',
    source: declaration.locate(path),
    address: declaration.address,
  });
  const excluding = effects.excludesNobody.map((key) =>
    warn(
      `"${lists.get(key) ?? key}" is a new list, empty until its first upload: until then it keeps nobody out of "${declaration.name}"`,
      place(key),
    ),
  );
  if (!effects.holdsNobody) return excluding;
  const names = desired.targets.flatMap(({ key }) =>
    lists.has(key) ? [`"${lists.get(key)}"`] : [],
  );
  return [
    ...excluding,
    warn(`nobody is in "${declaration.name}" before the first upload of ${names.join(', ')}`, [
      'algebra',
    ]),
  ];
}
