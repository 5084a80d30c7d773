/** Texts with a bit of everything, and all that can be asked of what was read of them. */
import fc from 'fast-check';
import { isJsonObject, type JsonValue } from '../../src/model/text/json.ts';
import type { YamlDocument } from '../../src/yaml-source/yaml-document.ts';

const line = fc.constantFrom(
  ...['segments:', 'audiences:', 'a: 1', '---', '...', '%YAML 1.1', '# c', '', '  '],
  ...['  - name: A', '    id: 0012', '    retailerId: 12345678901234567890', '    price: -0'],
  ...['    price: .inf', '    day: 2026-01-01', '    name: B', '    text: "x', '    more: |'],
  ...['      block # no', '    flow: { and: [A, { not: B }] }', '    a: &x { k: 1 }', '    b: *x'],
  ...[
    '    <<: *x',
    '    __proto__: 1',
    '    note: Promo #1',
    '    v: "${var.shop}"',
    '    w: $${x}',
  ],
  ...[
    '    u: ${var.none}',
    '\t',
    '    yes: no',
    '    n: ~',
    '    [a]: b',
    '  - "q": \'r\'',
    '- top',
  ],
  ...[
    '    d: !!binary aGk=',
    '    e: !x y',
    '    f: "\\u0041"',
    '\uFEFFx: y',
    '    name: "Ünïcode 🎈"',
  ],
);

/** Lines of an entry that can stand in any order. */
const entryLine = fc.constantFrom(
  ...['name: A', '"q": "r"', 'id: 0012', 'price: -0', 'more: |\n      block # no\n\n      end\n'],
  ...[
    'flow: { and: [A, { not: B }], or: [] }',
    'yes: ~',
    '# c',
    '',
    'nested:\n      - 1\n      - k: v',
  ],
  ...[
    'name: A',
    'folded: >-\n      a\n      b',
    '? odd\n    : key',
    'esc: "\\x24{var.shop}"',
    'brace: "$\\u007bvar.none}"',
    'cut: "$\\\n      {var.shop}"',
    'kept: "\\x24\\x24{x}"',
    'plain: a\n      b',
    'none:',
    'note: Promo #1',
  ],
);

const list = fc
  .tuple(
    fc.constantFrom('segments', 'audiences', 'a', 'x-b'),
    fc.constantFrom('  ', ''),
    fc.array(fc.array(entryLine, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
  )
  .map(([key, indent, entries]) => {
    const items = entries.map(
      (lines) => `${indent}-  k: 1\n${lines.map((each) => `${indent}   ${each}\n`).join('')}`,
    );
    return `${key}:\n${items.join('')}`;
  });

export const randomText: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n')),
      fc.array(list, { maxLength: 3 }).map((lists) => lists.join('')),
    ),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([text, end]) => text.replaceAll('\n', end));

/** Every path of a value, and one beside it. */
function pathsOf(value: JsonValue, path: readonly (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(value)
    ? [...value.entries()].flatMap(([key, each]) => pathsOf(each, [...path, key]))
    : isJsonObject(value)
      ? Object.entries(value).flatMap(([key, each]) => pathsOf(each ?? null, [...path, key]))
      : [];
  return [[...path], [...path, 'nothing'], ...inner];
}

/** All that can be asked of a document. */
export function askAll(document: YamlDocument): unknown {
  const { value, broken, locate, locateItem, written } = document;
  // The innermost first: who asks for the outermost gets a tree that holds all others.
  const places = pathsOf(value)
    .reverse()
    .map((path) => [locate(path), locate(path, 'key'), written(path)]);
  const items = ['segments', 'audiences', 'a'].map((list) =>
    [0, 1, 2].map((at) => locateItem(list, at)),
  );
  return { value, broken, places, items };
}
