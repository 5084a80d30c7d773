/** From a path in the JSON value back to the text it was written as. */
import { isAlias, isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { MarkedPart } from '../model/declaration.ts';
import type { Anchors } from './anchors.ts';
import type { TextRange } from './line-positions.ts';
import { isMergeKey, readKey } from './map-keys.ts';

/** Where a walk stands: the node, and the key in front of it. */
interface Step {
  readonly node: unknown;
  readonly key: unknown;
}

/**
 * The range of what a path leads to: the key, or the value behind it. A path that leads nowhere
 * gives what encloses it; a value that is not written, its key.
 */
export function locateNode(
  contents: unknown,
  path: readonly (string | number)[],
  part: MarkedPart,
  anchors: Anchors,
): TextRange {
  const { step, whole } = walk(contents, path, anchors);
  const value = rangeOf(step.node);
  const key = rangeOf(step.key);
  if (part === 'key' && whole) return key ?? value ?? nowhere;
  const isWritten = value !== null && value.end > value.start;
  return (isWritten ? value : key) ?? value ?? nowhere;
}

/** The scalar that a path leads to, as it is written; null where there is none. */
export function readWritten(
  contents: unknown,
  path: readonly (string | number)[],
  anchors: Anchors,
): string | null {
  const { step, whole } = walk(contents, path, anchors);
  const node = isAlias(step.node) ? anchors.targetOf(step.node) : step.node;
  if (!whole || !isScalar(node)) return null;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** As far as the path leads, and whether that is all the way. */
function walk(contents: unknown, path: readonly (string | number)[], anchors: Anchors) {
  let step: Step = { node: contents, key: null };
  for (const name of path) {
    const next = stepInto(step.node, name, anchors);
    if (next === null) return { step, whole: false };
    step = next;
  }
  return { step, whole: true };
}

const nowhere: TextRange = { start: 0, end: 0 };

function stepInto(node: unknown, name: string | number, anchors: Anchors): Step | null {
  const target = isAlias(node) ? anchors.targetOf(node) : node;
  if (isSeq(target) && typeof name === 'number') {
    return name < target.items.length ? { node: target.items[name], key: null } : null;
  }
  return isMap(target) ? (stepsOf(target, anchors).get(String(name)) ?? null) : null;
}

/** A map is asked as often as it has findings, and may have one for each of its keys. */
const stepsOfMaps = new WeakMap<YAMLMap, ReadonlyMap<string, Step>>();

/** What each key of a map leads to, its own before those that it merges. */
function stepsOf(map: YAMLMap, anchors: Anchors): ReadonlyMap<string, Step> {
  const known = stepsOfMaps.get(map);
  if (known !== undefined) return known;
  const steps = new Map<string, Step>();
  // Here already, since a map can merge itself.
  stepsOfMaps.set(map, steps);
  for (const pair of map.items) {
    const key = readKey(pair);
    // Of two twins the later one gave the value.
    if (key !== null && !isMergeKey(pair)) steps.set(key.text, stepOf(pair));
  }
  const lists = new Set<unknown>();
  for (const pair of map.items.filter(isMergeKey)) addMerged(pair.value, steps, anchors, lists);
  return steps;
}

/** @param lists those that contain it: a list can merge itself, too. */
function addMerged(
  node: unknown,
  steps: Map<string, Step>,
  anchors: Anchors,
  lists: Set<unknown>,
): void {
  const target = isAlias(node) ? anchors.targetOf(node) : node;
  if (isSeq(target)) {
    if (lists.has(target)) return;
    lists.add(target);
    for (const item of target.items) addMerged(item, steps, anchors, lists);
    lists.delete(target);
  } else if (isMap(target)) {
    for (const [name, step] of stepsOf(target, anchors)) {
      if (!steps.has(name)) steps.set(name, step);
    }
  }
}

function stepOf(pair: Pair): Step {
  return { node: pair.value, key: pair.key };
}

function rangeOf(node: unknown): TextRange | null {
  if (!isNode(node) || !node.range) return null;
  const [start, end] = node.range;
  // A block scalar is marked by its first line only, a collection by where it starts.
  return { start, end: isScalar(node) || isAlias(node) ? end : start + 1 };
}
