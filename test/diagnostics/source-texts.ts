/** The sources as syntax trees, for tests about the texts in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { isJsonObject, type JsonObject } from '../../src/model/text/json.ts';

const root = join(import.meta.dirname, '../../src');

/** Below `src/`, without what is generated. */
export function readSources(): readonly {
  readonly file: string;
  readonly nodes: readonly JsonObject[];
}[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
    .map((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      return { file, nodes: nodesIn(parseSync(source, { syntax: 'typescript' })) };
    });
}

export function nodesIn(node: unknown): readonly JsonObject[] {
  if (Array.isArray(node)) return node.flatMap(nodesIn);
  if (!isJsonObject(node)) return [];
  return [node, ...Object.values(node).flatMap(nodesIn)];
}

/** The text of a literal, with `…` for what is computed; null for any other node. */
export function literalText(node: JsonObject): string | null {
  if (node['type'] === 'StringLiteral') return String(node['value']);
  if (node['type'] === 'TemplateLiteral') return listOf(node['quasis']).map(cookedOf).join('…');
  return null;
}

function cookedOf(part: unknown): string {
  return isJsonObject(part) ? String(part['cooked']) : '';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
