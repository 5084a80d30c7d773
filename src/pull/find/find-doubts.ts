/**
 * Entries without an ID of which only a person can say what they are by now: several remote entities have their name,
 * or the one that they mean seems to have another name since an edit in the UI. For a pull each stands for what it
 * seems to mean, so that nothing that refers to it counts as edited.
 */
import type { Declaration } from '../../model/declaration.ts';
import type { Address } from '../../model/entity.ts';
import { askForOldName } from '../../model/hints/ask-for-old-name.ts';
import { segmentIdsIn, segmentNamesIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { quote } from '../../model/text/quote.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { isUndeclared } from '../../plan/match/is-undeclared.ts';
import type { Obstacle } from '../obstacle.ts';
import type { TakeKind } from '../pull-result.ts';
import type { PullWords } from '../pull-words.ts';
import { createFindRenamed, type Uses } from './create-find-renamed.ts';
import { createFindReplaced, type Replaced } from './find-replaced.ts';

export interface Doubt {
  /** The ID of what it seems to mean. */
  readonly id: string;
  /** Whether nothing at all is taken of it; else all but its name. */
  readonly isWhole: boolean;
  readonly obstacle: Obstacle;
}

export type Doubts = ReadonlyMap<Address, Doubt>;

export interface DoubtOptions {
  /** Whether other environments or projects read a file: an ID of this account is unknown in theirs. */
  readonly isShared: (file: string) => boolean;
  /** Why an entry cannot follow a new name; null where it can. */
  readonly findRenameLock: (declaration: Declaration, name: string) => Obstacle | null;
  readonly take: ReadonlySet<TakeKind>;
  readonly words: PullWords;
}

export function findDoubts(comparison: Comparison, options: DoubtOptions): Doubts {
  const { isShared, take } = options;
  const open = comparison.matches.filter(
    ({ declaration: { state, id }, remote, successor }) =>
      state === 'present' && id === undefined && remote === null && successor === null,
  );
  const doubts = new Map<Address, Doubt>();
  if (open.length === 0) return doubts;
  const taken = new Set<RemoteEntity>();
  const usesOf = readUses(comparison);
  const isOpen = (entity: RemoteEntity) => isUndeclared(entity, comparison) && !taken.has(entity);
  const findRenamed = createFindRenamed(comparison, usesOf, isOpen);
  for (const match of open) {
    const { declaration } = match;
    const { kind, name, address } = declaration;
    const uses = usesOf(declaration);
    const twins = mostUsedFirst(comparison.index.named(kind, name).filter(isOpen), uses);
    const [twin] = twins;
    const found =
      twin ?? comparison.index.alike(kind, name).find(isOpen) ?? findRenamed(match, uses);
    if (found === undefined) continue;
    taken.add(found);
    const obstacle = twin
      ? ambiguous(declaration, twins, isShared(declaration.source.file))
      : looksRenamed(declaration, found, options);
    doubts.set(address, { id: found.id, isWhole: twin !== undefined, obstacle });
  }
  // An exact likeness comes before one that was edited.
  const others = open.filter(({ declaration }) => !doubts.has(declaration.address));
  const findReplaced = createFindReplaced(comparison, isOpen, others.length);
  const isChosen = take.has('new') && take.has('gone');
  for (const match of others) {
    const { declaration } = match;
    const found = findReplaced(match, usesOf(declaration));
    // Who asks for both gets one entry taken out and another one made.
    if (found === null || (isChosen && !found.isAlike)) continue;
    taken.add(found.remote);
    const obstacle = looksReplaced(declaration, found, options);
    doubts.set(declaration.address, { id: found.remote.id, isWhole: true, obstacle });
  }
  return doubts;
}

/** Each with the ID of what it seems to mean. */
export function bindDoubtful(
  declarations: readonly Declaration[],
  doubts: Doubts,
): readonly Declaration[] {
  if (doubts.size === 0) return declarations;
  return declarations.map((declaration) => {
    const doubt = declaration.id === undefined ? doubts.get(declaration.address) : undefined;
    return doubt ? { ...declaration, id: doubt.id } : declaration;
  });
}

/** What other projects of the account use counts, too: they name what this one declares. */
function readUses({ matches, elsewhere }: Comparison): (declaration: Declaration) => Uses {
  const users = new Map<string, RemoteEntity[]>();
  for (const { declaration, remote } of [...matches, ...elsewhere.matches]) {
    if (remote === null) continue;
    for (const name of segmentNamesIn(declaration.attributes)) {
      const own = users.get(name);
      if (own) own.push(remote);
      else users.set(name, [remote]);
    }
  }
  return ({ kind, name }) => {
    const counts = new Map<string, number>();
    if (kind !== 'segment') return counts;
    for (const { attributes } of users.get(name) ?? []) {
      for (const id of segmentIdsIn(attributes)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  };
}

function mostUsedFirst(entities: readonly RemoteEntity[], uses: Uses): readonly RemoteEntity[] {
  const count = ({ id }: RemoteEntity) => uses.get(id) ?? 0;
  return [...entities].sort((a, b) => count(b) - count(a));
}

function looksRenamed(
  declaration: Declaration,
  { name, id }: RemoteEntity,
  { isShared, findRenameLock, words }: DoubtOptions,
): Obstacle {
  const { source, address } = declaration;
  const text = `It looks like a rename to ${quote(name)} in the Criteo UI.`;
  const lock = findRenameLock(declaration, name);
  if (lock !== null) return { ...lock, text: `${text} ${lock.text}` };
  const follow = isShared(source.file)
    ? `To follow it in every environment, run ${words.rename(address, name)}.`
    : `To follow it, add id: "${id}" to the entry and pull again.`;
  return {
    ...{ code: 'pull-unsafe', text, source },
    fix: `${follow} To put the old name back, ${askForOldName(declaration, name)} and apply.`,
  };
}

function looksReplaced(
  declaration: Declaration,
  { remote: { name, id }, isAlike }: Replaced,
  { isShared, findRenameLock, words }: DoubtOptions,
): Obstacle {
  const { source, address } = declaration;
  const text = `It was renamed and edited in the Criteo UI, or ${quote(name)} has taken its place.`;
  const lock = findRenameLock(declaration, name);
  if (lock !== null) {
    return {
      ...{ ...lock, text: `${text} ${lock.text}` },
      fix: `If ${quote(name)} is the same, put the old name back in the Criteo UI. If it is another one, apply this project to create this one again.`,
    };
  }
  const follow = isShared(source.file)
    ? `run ${words.rename(address, name)}`
    : `add id: "${id}" to the entry`;
  const otherwise = isAlike
    ? 'remove this entry by hand'
    : 'pull with --take drift,new,gone, or edit the manifests by hand';
  return {
    ...{ code: 'pull-unsafe', text, source },
    fix: `If ${quote(name)} is the same, ${follow} and pull again. If it is another one, ${otherwise}.`,
  };
}

function ambiguous(
  { kind, name, source }: Declaration,
  twins: readonly RemoteEntity[],
  isOfAll: boolean,
): Obstacle {
  const ids = twins.map(({ id }) => id).sort();
  return {
    code: 'pull-unsafe',
    text: `${twins.length} remote ${kind}s are named ${quote(name)}: IDs ${ids.join(', ')}.`,
    fix: isOfAll
      ? 'Rename or delete the one that is not meant in the Criteo UI.'
      : 'Add the id of the one that is meant to the entry and pull again, or rename the other one in the Criteo UI.',
    source,
  };
}
