import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/members.md', root), 'utf8');
const schema: unknown = JSON.parse(
  readFileSync(new URL('schemas/manifest.schema.json', root), 'utf8'),
);

/** Every list of values that a key may have, wherever it stands. */
function valuesOf(node: unknown, wanted: string): readonly (readonly unknown[])[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const own = key === wanted && typeof value === 'object' ? value?.enum : undefined;
    return [...(Array.isArray(own) ? [own] : []), ...valuesOf(value, wanted)];
  });
}

/** The spellings of one column of the table, in code. */
function column(title: string): readonly string[] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => line.startsWith('| what it is'));
  const at = (lines[head] ?? '').split('|').findIndex((cell) => cell.trim() === title);
  const rows = lines.slice(head + 2, head + 20);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows
    .slice(0, end)
    .flatMap((line) => [...(line.split('|')[at] ?? '').matchAll(/`(\w+)`/gu)])
    .map(([, spelling = '']) => spelling);
}

describe('the types of identifiers in docs/members.md', () => {
  const [retailMedia = [], marketingSolutions = [], commerceGrid = []] = valuesOf(
    schema,
    'identifierType',
  );

  test.each([
    ['Retail Media', retailMedia],
    ['Marketing Solutions', marketingSolutions],
    ['Commerce Grid', commerceGrid],
  ] as const)('are those of %s', (title, values) => {
    expect(values.length).toBeGreaterThan(3);
    expect([...column(title)].sort()).toEqual([...values].sort());
  });

  test('have phone numbers for India alone, and customer IDs in retail media alone', () => {
    expect(page).toMatch(/`phoneNumber` +\| – +\| [^|]*India only/u);
    expect(page).toMatch(/\| `CustomerId` +\| – +\|/u);
  });
});
