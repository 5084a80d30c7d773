/** Syntax trees of texts, kept as long as they are needed and made again when a place is asked for later. */
import { type Anchors, createAnchors } from './anchors.ts';
import { convertDocument } from './convert-document.ts';
import { parseDocuments } from './parse-documents.ts';
import { splitText, type TextPart } from './split-text.ts';

type Path = readonly (string | number)[];

/** What a place is looked up in. */
export interface Tree {
  readonly contents: unknown;
  readonly anchors: Anchors;
}

/** A tree in which a path leads to what another path leads to in the whole document. */
interface TreeWithPath extends Tree {
  readonly path: Path;
  /** The offset in the text of an offset in the tree. */
  readonly toText: (offset: number) => number;
}

/** The tree of one document of a text. */
export interface KeptTree {
  readonly get: (path: Path) => TreeWithPath;
  /** Lets go of it. */
  readonly release: () => void;
}

export interface Trees {
  /**
   * @param tree null where it is made when it is asked for.
   * @param isSound whether nothing is wrong with the writing of the text.
   */
  readonly keep: (index: number, tree: Tree | null, isSound: boolean) => KeptTree;
}

/** How many characters of texts have their trees kept at once, and how many texts of any length. */
const mostCharacters = 4_000_000;
const fewTexts = 4;

/** A text, with its trees while they are kept. Its documents hold it, so that it goes when they go. */
interface ReadAgain {
  readonly text: string;
  trees: readonly Tree[] | null;
  /** The items of its top-level lists, each with its tree as soon as it was asked for. */
  items: ReadonlyMap<string, readonly Item[]> | null;
}

interface Item {
  readonly part: TextPart;
  tree: Tree | null;
}

/**
 * Texts whose trees were made again, the one that was asked last at the end. Findings come in any order,
 * and a text can have one for each of its words: to parse it for each of them would take for ever.
 */
const madeAgain = new Set<WeakRef<ReadAgain>>();

/** Of all of them, also of those that are gone by now. */
let charactersKept = 0;

export function createTrees(text: string): Trees {
  const again: ReadAgain = { text, trees: null, items: null };
  const weak = new WeakRef(again);
  return {
    keep: (index, made, isSound) => {
      let tree = made;
      return {
        get: (path) => {
          if (tree !== null) return { ...tree, path, toText: same };
          keepAsLast(again, weak);
          const ofItem = isSound && again.trees === null ? findItem(again, path) : null;
          return ofItem ?? { ...findTree(again, index), path, toText: same };
        },
        release: () => {
          tree = null;
        },
      };
    },
  };
}

const same = (offset: number) => offset;

function keepAsLast(again: ReadAgain, weak: WeakRef<ReadAgain>): void {
  const isNew = again.trees === null && again.items === null;
  madeAgain.delete(weak);
  madeAgain.add(weak);
  if (!isNew) return;
  charactersKept += again.text.length;
  if (madeAgain.size > fewTexts && charactersKept > mostCharacters) forgetOldest();
}

function findTree(again: ReadAgain, index: number): Tree {
  again.trees ??= parseTrees(again.text);
  const tree = again.trees[index];
  if (tree === undefined) throw new Error('broken assumption: the same text, other documents');
  return tree;
}

function parseTrees(text: string): readonly Tree[] {
  const parsed = parseDocuments(text);
  if ('tooDeepAt' in parsed) return [];
  return parsed.documents.map((document) => ({
    contents: document.contents,
    anchors: convertDocument(document, text).anchors,
  }));
}

/**
 * The tree of the item that a path leads into: most findings are about a few of many entities. Null for a place
 * outside of items, and in a text that cannot be cut.
 */
function findItem(again: ReadAgain, path: Path): TreeWithPath | null {
  const [list, position, ...inner] = path;
  if (typeof list !== 'string' || typeof position !== 'number') return null;
  again.items ??= splitIntoItems(again.text);
  const item = again.items.get(list)?.[position];
  if (item === undefined) return null;
  item.tree ??= parseTrees(item.part.text)[0] ?? { contents: null, anchors: createAnchors() };
  return { ...item.tree, path: [list, 0, ...inner], toText: item.part.toWhole };
}

function splitIntoItems(text: string): ReadonlyMap<string, readonly Item[]> {
  const split = splitText(text, { minLength: 0, partLength: 1 });
  const items = new Map<string, Item[]>();
  for (const part of split?.cutBetween === 'items' ? split.parts : []) {
    const list = part.text.slice(0, part.text.indexOf(':'));
    const known = items.get(list) ?? [];
    known.push({ part, tree: null });
    items.set(list, known);
  }
  return items;
}

/** Half of them, so that it is not done for each further text. */
function forgetOldest(): void {
  const kept = new Map<WeakRef<ReadAgain>, ReadAgain>();
  charactersKept = 0;
  for (const weak of madeAgain) {
    const again = weak.deref();
    if (again === undefined) madeAgain.delete(weak);
    else kept.set(weak, again);
    charactersKept += again?.text.length ?? 0;
  }
  for (const [weak, again] of kept) {
    if (madeAgain.size <= fewTexts || charactersKept <= mostCharacters / 2) return;
    madeAgain.delete(weak);
    again.trees = null;
    again.items = null;
    charactersKept -= again.text.length;
  }
}
