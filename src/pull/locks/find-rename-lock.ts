import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { askForOldName } from '../../model/hints/ask-for-old-name.ts';
import { quote } from '../../model/text/quote.ts';
import { ownerIn } from '../../platforms/platform-named.ts';
import { findReferenceEdits } from '../../rename/find-reference-edits.ts';
import type { FileEdits, NameChange, RenameWorld } from '../../rename/name-change.ts';
import type { Obstacle } from '../obstacle.ts';
import { findShared, type Locks } from './find-lock.ts';

/**
 * Why an entry cannot follow a new name: it, or something that refers to it, stands in a file that other projects
 * read.
 */
export function findRenameLock(
  declaration: Declaration,
  to: string,
  world: RenameWorld,
  locks: Locks,
): Obstacle | null {
  const own = findShared(declaration.source, locks);
  if (own !== null) return { ...own, fix: 'To put the old name back, rename it in the Criteo UI.' };
  if (locks.sharedFiles.size === 0) return null;
  const { kind, name: from, attributes } = declaration;
  const change: NameChange = { kind, from, to, ownerId: ownerIn(attributes) };
  for (const edits of findReferenceEdits([change], world)) {
    if (!locks.sharedFiles.has(edits.file)) continue;
    const place = placeOfReference(edits, world);
    const shared = findShared(place, locks);
    if (shared === null) continue;
    const where = `${locks.words.file(place.file)}:${place.line}`;
    return {
      ...shared,
      text: `${where} refers to ${quote(from)}. ${shared.text}`,
      fix: `To put the old name back, ${askForOldName(declaration, to)} and apply this project.`,
    };
  }
  return null;
}

/** Of the first edit of an entry, where the text stands. */
function placeOfReference(
  { file, entry: { at, edits } }: FileEdits,
  { declarations, houseRules }: RenameWorld,
): Source {
  const isHere = ({ source }: Pick<Declaration, 'source'>) =>
    at !== null &&
    source.file === at.file &&
    source.line === at.line &&
    source.column === at.column;
  const holder =
    declarations.find(isHere) ?? [...houseRules.rules, ...houseRules.people].find(isHere);
  const [first] = edits;
  if (holder !== undefined && first !== undefined && 'path' in first) {
    return holder.locate(first.path);
  }
  return at ?? { file, line: 1, column: 1 };
}
