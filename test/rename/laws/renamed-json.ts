/** A manifest as a plain YAML reader has it, with one entity under another name: written down without the product. */
import type { Entity } from '../../support/yaml-worlds/account.ts';
import { asGlob } from '../../support/yaml-worlds/write-rules.ts';

type Change = (value: unknown) => unknown;

export function renamedJson(root: unknown, entity: Entity, name: string): unknown {
  const isSegment = entity.kind === 'segment';
  const rename = exchange(entity.name, name);
  const glob = isSegment ? (value: unknown) => value : exchange(asGlob(entity.name), asGlob(name));
  const tree: Change = (node) =>
    typeof node === 'string'
      ? rename(node)
      : changed(node, { and: tree, or: tree, not: tree, segment: tree });
  const item =
    (kind: string): Change =>
    (value) => {
      const named = kind === entity.kind && rename(nameIn(value)) !== nameIn(value);
      const whole = changed(value, {
        ...(named ? { name: rename } : {}),
        ...(isSegment
          ? { algebra: tree, lookalike: (block) => changed(block, { seedSegment: rename }) }
          : {}),
      });
      return named && !entity.isBound
        ? { ...Object(whole), renamedFrom: escaped(entity.name) }
        : whole;
    };
  const rule: Change = (value) =>
    changed(value, {
      excludes: rename,
      within: rename,
      audiences: glob,
      except: glob,
      disjoint: glob,
    });
  const person: Change = (value) =>
    changed(value, { in: rename, notIn: rename, reachedBy: glob, notReachedBy: glob });
  return changed(root, {
    segments: item('segment'),
    audiences: item('audience'),
    rules: rule,
    people: person,
  });
}

function nameIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
}

/** In manifests that have variables. */
function escaped(name: string): string {
  return name.replace(/\$\{/gu, '$$${');
}

function exchange(from: string, to: string): Change {
  return (value) => (value === escaped(from) ? escaped(to) : value);
}

/** Some members changed; lists item by item. */
function changed(value: unknown, by: Readonly<Record<string, Change>>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]: [string, unknown]) => {
    const change = by[key];
    if (change === undefined) return [key, member];
    return [key, Array.isArray(member) ? member.map(change) : change(member)];
  });
  return Object.fromEntries(members);
}
