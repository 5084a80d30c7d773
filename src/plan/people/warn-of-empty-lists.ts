/** What new contact lists do to the audiences that use them, until they are filled. */
import { findEmptyListEffects } from '../../algebra/logic/find-empty-list-effects.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { listOf } from '../../model/text/count-of.ts';
import type { EmptyLists } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import type { Changes } from '../change/make-changes.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { targetKey } from '../match/resolve-references.ts';
import { needsSync } from './planned-sync.ts';
import { relateAtMoments } from './relate-at-moments.ts';

/** What new lists do to one audience that uses them. */
interface EmptyListUse {
  /** The lists to fill, by themselves or through a lookalike. */
  readonly lists: readonly string[];
  /** Those of them for which no manifest gives a source. */
  readonly withoutSource: ReadonlySet<string>;
  /** The segments that should exclude people and exclude nobody yet, by their keys. */
  readonly excluding: ReadonlyMap<string, Empty>;
  /** Whether the audience is empty until then. */
  readonly holdsNobody: boolean;
}

/** By each change that sends such an audience, edited or pointed at a replaced list. */
export type EmptyListUses = ReadonlyMap<Change, EmptyListUse>;

export function judgeEmptyLists({
  changes,
  repoints,
  index,
}: Pick<Changes, 'changes' | 'repoints'> & {
  readonly index: RemoteIndex;
}): EmptyListUses {
  const lists = new Map<string, Empty>();
  for (const change of changes) {
    const isNew = change.action === 'create' || change.action === 'replace';
    if (!isNew || change.desired.type !== 'contactList' || needsSync(change.members)) continue;
    if (change.match) lists.set(targetKey(change.match), emptyList(change.desired));
  }
  if (lists.size === 0) return new Map();
  addLookalikes(changes, lists);
  const relateAt = relateAtMoments(changes, index);
  const relate: Relate<string> = (a, b) =>
    relateAt({ key: a, moment: 'after' }, { key: b, moment: 'after' });
  return new Map(
    [...changes, ...repoints].flatMap((change): [Change, EmptyListUse][] => {
      const use = judgeUse(change, lists, relate);
      return use === null ? [] : [[change, use]];
    }),
  );
}

/** `new-list-empty`, for each declared audience that is sent while a list it needs is new. */
export function warnOfEmptyLists(judged: EmptyListUses): readonly Diagnostic[] {
  return [...judged].flatMap(([change, use]) =>
    change.action === 'delete' ? [] : warn(change.desired, use),
  );
}

/** The same as plans hold it. */
export function writeEmptyLists({ lists, excluding, holdsNobody }: EmptyListUse): EmptyLists {
  const names = [...excluding.values()].map(({ list }) => list);
  return { lists: [...lists], excludesNobody: [...new Set(names)], holdsNobody };
}

/** A segment that is empty before a list is filled. */
interface Empty {
  /** The list to fill. */
  readonly list: string;
  /** Whether its manifest says where its members come from. */
  readonly hasSource: boolean;
  /** What it is, in words. */
  readonly words: string;
}

function emptyList({ declaration: { name, members } }: DesiredEntity): Empty {
  const hasSource = members?.['source'] !== undefined;
  return { list: name, hasSource, words: `"${name}" is a new list, empty until its first upload` };
}

/** The lookalike of an empty list is empty. */
function addLookalikes(changes: readonly Change[], lists: Map<string, Empty>): void {
  for (const change of changes) {
    if (change.action === 'delete' || !change.match || change.desired.seedKey === null) continue;
    const { seedKey, declaration } = change.desired;
    const seed = lists.get(seedKey);
    if (seed === undefined) continue;
    const { list } = seed;
    const words = `"${declaration.name}" is a lookalike of the new list "${list}", which is empty until its first upload`;
    lists.set(targetKey(change.match), { ...seed, words });
  }
}

/** Null where they do nothing to it. */
function judgeUse(
  change: Change,
  lists: ReadonlyMap<string, Empty>,
  relate: Relate<string>,
): EmptyListUse | null {
  const desired = change.action === 'delete' ? null : change.desired;
  const effects = desired?.algebra && findEmptyListEffects(desired.algebra, lists, relate);
  if (!effects || (!effects.holdsNobody && effects.excludesNobody.length === 0)) return null;
  const emptyAt = (key: string) => {
    const empty = lists.get(key);
    return empty ? [[key, empty] as const] : [];
  };
  const used = desired.targets.flatMap(({ key }) => emptyAt(key));
  return {
    lists: [...new Set(used.map(([, { list }]) => list))],
    withoutSource: new Set(used.flatMap(([, { list, hasSource }]) => (hasSource ? [] : [list]))),
    excluding: new Map(effects.excludesNobody.flatMap(emptyAt)),
    holdsNobody: effects.holdsNobody,
  };
}

function warn(
  { declaration, references }: DesiredEntity,
  { lists, withoutSource, excluding, holdsNobody }: EmptyListUse,
): readonly Diagnostic[] {
  const { name, address } = declaration;
  const commands = listOf(
    lists.map((list) => syncCommand(list, !withoutSource.has(list))),
    'and',
  );
  const warning = (message: string, path: readonly (string | number)[]): Diagnostic => ({
    severity: 'warning',
    code: 'new-list-empty',
    message,
    hint: `Fill the list before the audience goes live: run ${commands} in the folder of this project.`,
    source: declaration.locate(path),
    address,
  });
  const names = lists.map((list) => `"${list}"`).join(', ');
  return [
    ...[...excluding].map(([key, { words }]) =>
      warning(
        `${words}: until then it excludes nobody from "${name}"`,
        references.find(({ target }) => target.key === key)?.path ?? ['algebra'],
      ),
    ),
    ...(holdsNobody
      ? [warning(`"${name}" holds nobody before the first upload of ${names}`, ['algebra'])]
      : []),
  ];
}

/** What a shell would read as more than text is left to the reader to write. */
function syncCommand(list: string, hasSource: boolean): string {
  const isPlain = /^[\p{L}\p{N} |_.,:;/()&+=-]+$/u.test(list) && !list.startsWith('-');
  const name = isPlain ? `"${list}"` : 'LIST';
  return `audiencectl members sync ${name}${hasSource ? '' : ' --source FILE'}`;
}
