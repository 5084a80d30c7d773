import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAnchors } from '../../src/yaml-source/anchors.ts';
import { createTrees, type KeptTree, type Trees } from '../../src/yaml-source/create-trees.ts';
import { readYaml } from '../../src/yaml-source/read-yaml.ts';
import { askAll, randomText } from './random-text.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** By them one tree is told from another. */
function anchorsOf(kept: KeptTree): object {
  return kept.get([]).anchors;
}

const made = { contents: null, anchors: createAnchors() };

/** A text whose tree was let go of and asked for again. */
function readAgain(): { readonly trees: Trees; readonly tree: WeakRef<object> } {
  const trees = createTrees('a: 1\n');
  const kept = trees.keep(0, made, true);
  kept.release();
  return { trees, tree: new WeakRef(anchorsOf(kept)) };
}

/** Only between turns of the event loop are weak references cleared. */
async function collect(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
}

test('a tree that was made again lives no longer than its text is held', async () => {
  const held = readAgain();
  const dropped = readAgain().tree;
  await collect();
  expect(dropped.deref()).toBeUndefined();
  expect(held.tree.deref()).toBeDefined();
  expect(held.trees).toBeDefined();
});

test('a tree is made again once, however often it is asked for', () => {
  const kept = createTrees('a: 1\n').keep(0, made, true);
  kept.release();
  expect(anchorsOf(kept)).not.toBe(made.anchors);
  expect(anchorsOf(kept)).toBe(anchorsOf(kept));
});

test('every place is the same after the tree was let go of', () => {
  fc.assert(
    fc.property(randomText, (text) => {
      for (const document of readYaml({ file: 'm.yaml', text }).documents) {
        const kept = askAll(document);
        document.release();
        expect(askAll(document)).toStrictEqual(kept);
      }
    }),
    { numRuns: 300 },
  );
});
