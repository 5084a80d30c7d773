/** Edits behind aliases that the anchor's own place gets as well: one edit of the text is enough for both. */
import { isAlias } from 'yaml';
import { canonicalJson } from '../../model/text/json.ts';
import { type EditableDocument, targetOf } from '../text/read-document.ts';
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
  const written = new Set(asked.map(keyOf));
  const following = new Set<Written>();
  const edits = asked.filter((edit) => {
    const found = findBehindAlias(document, edit);
    if (found === null || !written.has(keyOf({ ...edit, path: found.path }))) return true;
    following.add(found.alias);
    return false;
  });
  return { edits, following };
}

function keyOf({ path, action }: PlacedEdit): string {
  return canonicalJson([path, action.kind, action.kind === 'set' ? action.value : null]);
}

interface BehindAlias {
  readonly alias: Written;
  /** The same place, on the way through the anchor. */
  readonly path: EditPath;
}

/** The last alias on the way to the place; null where there is none. */
function findBehindAlias(
  document: EditableDocument,
  { path, action }: PlacedEdit,
): BehindAlias | null {
  let found: BehindAlias | null = null;
  let written = document.root;
  let way = path;
  for (let at = 0; ; at += 1) {
    if (isAlias(written.node)) {
      const target = targetOf(document, written);
      const start = target && pathOf(document.root, target);
      // What goes with its key is the alias itself.
      if (!target || !start || (at === way.length && action.kind !== 'set')) return found;
      way = [...start, ...way.slice(at)];
      found = { alias: written, path: way };
      written = target;
      at = start.length;
    }
    const child = written.children.find(
      (each, index) => !each.isMerge && (each.key ?? index) === way[at],
    );
    if (at >= way.length || child === undefined) return found;
    written = child.written;
  }
}

function pathOf(root: Written, target: Written): EditPath | null {
  if (root === target) return [];
  for (const [index, child] of root.children.entries()) {
    const rest = child.isMerge ? null : pathOf(child.written, target);
    if (rest !== null) return [child.key ?? index, ...rest];
  }
  return null;
}
