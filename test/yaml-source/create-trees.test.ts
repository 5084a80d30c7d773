import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { createAnchors } from '../../src/yaml-source/anchors.ts';
import { createTrees, type Trees } from '../../src/yaml-source/create-trees.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const made = { contents: null, anchors: createAnchors() };

/** A text whose tree was let go of and asked for again. */
function readAgain(): { readonly trees: Trees; readonly tree: WeakRef<object> } {
  const trees = createTrees('a: 1\n');
  const kept = trees.keep(0, made);
  kept.release();
  return { trees, tree: new WeakRef(kept.get()) };
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
  const kept = createTrees('a: 1\n').keep(0, made);
  kept.release();
  expect(kept.get()).not.toBe(made);
  expect(kept.get()).toBe(kept.get());
});
