/** Edits behind aliases that the anchor's own place gets as well: one edit of the text is enough for both. */
import { type Alias, isAlias } from 'yaml';
import { canonicalJson } from '../../model/text/json.ts';
import type { EditableDocument } from '../text/read-document.ts';
import type { Written } from '../text/written.ts';
import type { EditPath } from '../text-edit.ts';
import type { PlacedEdit } from './placed-edit.ts';

export interface SharedEdits {
  /** Those that are left to write. */
  readonly edits: readonly PlacedEdit[];
  /** Aliases that follow their anchors. */
  readonly following: ReadonlySet<Written>;
}

export function shareEdits(document: EditableDocument, asked: readonly PlacedEdit[]): SharedEdits {
  const wanted = new Set(asked.map(keyOf));
  const following = new Set<Written>();
  const findTarget = createFindTarget(document);
  const edits = asked.filter((edit) => {
    const found = findBehindAlias(document.root, edit, findTarget);
    if (found === null || !wanted.has(keyOf({ ...edit, path: found.path }))) return true;
    following.add(found.alias);
    return false;
  });
  return { edits, following };
}

function keyOf({ path, action }: PlacedEdit): string {
  return canonicalJson([path, action.kind, action.kind === 'set' ? action.value : null]);
}

interface Target {
  readonly written: Written;
  readonly path: EditPath;
}

type FindTarget = (alias: Alias) => Target | null;

/** What aliases stand for; many may stand for one. */
function createFindTarget({ root, anchors }: EditableDocument): FindTarget {
  const known = new Map<unknown, Target | null>();
  return (alias) => {
    const node = anchors.targetOf(alias);
    const found = known.get(node);
    if (found !== undefined || node === null) return found ?? null;
    const target = searchNode(root, node, []);
    known.set(node, target);
    return target;
  };
}

function searchNode(written: Written, node: unknown, path: EditPath): Target | null {
  if (written.node === node) return { written, path };
  for (const [index, child] of written.children.entries()) {
    const inner = [...path, child.key ?? index];
    const found = child.isMerge ? null : searchNode(child.written, node, inner);
    if (found !== null) return found;
  }
  return null;
}

interface BehindAlias {
  readonly alias: Written;
  /** The same place, on the way through the anchor. */
  readonly path: EditPath;
}

/** The last alias on the way to the place; null where there is none. */
function findBehindAlias(
  root: Written,
  { path, action }: PlacedEdit,
  findTarget: FindTarget,
): BehindAlias | null {
  let found: BehindAlias | null = null;
  let written = root;
  let way = path;
  for (let at = 0; ; at += 1) {
    if (isAlias(written.node)) {
      const target = findTarget(written.node);
      // What goes with its key is the alias itself.
      if (target === null || (at === way.length && action.kind !== 'set')) return found;
      way = [...target.path, ...way.slice(at)];
      found = { alias: written, path: way };
      written = target.written;
      at = target.path.length;
    }
    const child = childAt(written, way[at]);
    if (at >= way.length || child === undefined) return found;
    written = child.written;
  }
}

function childAt({ kind, children }: Written, key: EditPath[number] | undefined) {
  if (kind === 'list') return typeof key === 'number' ? children[key] : undefined;
  return children.find((each) => !each.isMerge && each.key === key);
}
