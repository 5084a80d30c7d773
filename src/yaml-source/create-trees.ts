/** Syntax trees of texts, kept as long as they are needed and made again when a place is asked for later. */
import type { Anchors } from './anchors.ts';
import { convertDocument } from './convert-document.ts';
import { parseDocuments } from './parse-documents.ts';

/** What a place is looked up in. */
export interface Tree {
  readonly contents: unknown;
  readonly anchors: Anchors;
}

/** The tree of one document of a text. */
export interface KeptTree {
  readonly get: () => Tree;
  /** Lets go of it. */
  readonly release: () => void;
}

export interface Trees {
  /** @param tree null where it is made when it is asked for. */
  readonly keep: (index: number, tree: Tree | null) => KeptTree;
}

/** How many characters of texts have their trees kept at once, and how many texts of any length. */
const mostCharacters = 4_000_000;
const fewTexts = 4;

/** A text, with its trees while they are kept. Its documents hold it, so that it goes when they go. */
interface ReadAgain {
  readonly text: string;
  trees: readonly Tree[] | null;
}

/**
 * Texts whose trees were made again, the one that was asked last at the end. Findings come in any order,
 * and a text can have one for each of its words: to parse it for each of them would take for ever.
 */
const madeAgain = new Set<WeakRef<ReadAgain>>();

export function createTrees(text: string): Trees {
  const again: ReadAgain = { text, trees: null };
  const weak = new WeakRef(again);
  return {
    keep: (index, made) => {
      let tree = made;
      return {
        get: () => tree ?? findTree(again, weak, index),
        release: () => {
          tree = null;
        },
      };
    },
  };
}

function findTree(again: ReadAgain, weak: WeakRef<ReadAgain>, index: number): Tree {
  const isNew = again.trees === null;
  again.trees ??= parseTrees(again.text);
  madeAgain.delete(weak);
  madeAgain.add(weak);
  if (isNew) forgetSome();
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

/** The oldest go first. */
function forgetSome(): void {
  const kept = new Map<WeakRef<ReadAgain>, ReadAgain>();
  for (const weak of madeAgain) {
    const again = weak.deref();
    if (again === undefined) madeAgain.delete(weak);
    else kept.set(weak, again);
  }
  let characters = 0;
  for (const { text } of kept.values()) characters += text.length;
  for (const [weak, again] of kept) {
    if (madeAgain.size <= fewTexts || characters <= mostCharacters) return;
    madeAgain.delete(weak);
    again.trees = null;
    characters -= again.text.length;
  }
}
