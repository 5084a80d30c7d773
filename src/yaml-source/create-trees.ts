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
  readonly keep: (index: number, tree: Tree) => KeptTree;
}

/** How many characters of texts have their trees kept at once, and how many texts of any length. */
const mostCharacters = 4_000_000;
const fewTexts = 4;

/**
 * Texts whose trees were made again, the one that was asked last at the end. Findings come in any order,
 * and a text can have one for each of its words: to parse it for each of them would take for ever.
 */
const madeAgain = new Map<object, { readonly trees: readonly Tree[]; readonly length: number }>();

export function createTrees(text: string): Trees {
  const key = {};
  return {
    keep: (index, made) => {
      let tree: Tree | null = made;
      return {
        get: () => tree ?? findTree(key, text, index),
        release: () => {
          tree = null;
        },
      };
    },
  };
}

function findTree(key: object, text: string, index: number): Tree {
  const known = madeAgain.get(key) ?? { trees: parseTrees(text), length: text.length };
  madeAgain.delete(key);
  madeAgain.set(key, known);
  forgetSome();
  const tree = known.trees[index];
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
  let characters = 0;
  for (const { length } of madeAgain.values()) characters += length;
  for (const [key, { length }] of madeAgain) {
    if (madeAgain.size <= fewTexts || characters <= mostCharacters) return;
    madeAgain.delete(key);
    characters -= length;
  }
}
