/** Every hint in the source is a sentence: a capital at its beginning, a full stop at its end, plain words. */
import { expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../src/model/text/json.ts';
import { listOf, literalText, nodesIn, readSources } from './source-texts.ts';
import { unplainWords } from './unplain-words.ts';

const names: ReadonlySet<unknown> = new Set(['hint', 'fix']);

/** What an expression may give, with `…` where it is computed; nothing of what stands elsewhere. */
function textsOf(node: unknown): readonly string[] {
  if (!isJsonObject(node)) return [];
  switch (node['type']) {
    case 'StringLiteral':
    case 'TemplateLiteral': {
      const text = literalText(node) ?? '';
      return text === '' ? [] : [text];
    }
    case 'ConditionalExpression':
      return [...textsOf(node['consequent']), ...textsOf(node['alternate'])];
    case 'ParenthesisExpression':
      return textsOf(node['expression']);
    case 'BinaryExpression':
      return node['operator'] === '+' ? [] : [...textsOf(node['left']), ...textsOf(node['right'])];
    default:
      return [];
  }
}

/** The name of an identifier, or of a parameter. */
function nameOf(node: unknown): unknown {
  if (!isJsonObject(node)) return undefined;
  return node['type'] === 'Parameter' ? nameOf(node['pat']) : node['value'];
}

/** A function with the place of its parameter `hint`, such as `finding(code, message, hint)`. */
function takersIn(nodes: readonly JsonObject[]): ReadonlyMap<unknown, number> {
  const found = nodes.flatMap((node) => {
    const { init } = node;
    const isArrow = isJsonObject(init) && init['type'] === 'ArrowFunctionExpression';
    const of = isArrow ? init : node;
    const name = nameOf(node['identifier'] ?? node['id']);
    const at = listOf(of['params']).findIndex((each) => names.has(nameOf(each)));
    return name === undefined || at < 0 ? [] : [[name, at] as const];
  });
  return new Map(found);
}

/** Of `hint: …`, `const hint = …`, `finding(…, hint)`, and of what `adviseOn…()` returns. */
function hintsIn(nodes: readonly JsonObject[], shared: ReadonlyMap<unknown, number>) {
  const takers = new Map([...shared, ...takersIn(nodes)]);
  return nodes.flatMap((node): readonly string[] => {
    switch (node['type']) {
      case 'KeyValueProperty':
        return names.has(nameOf(node['key'])) ? textsOf(node['value']) : [];
      case 'VariableDeclarator':
        return names.has(nameOf(node['id'])) ? textsOf(node['init']) : [];
      case 'CallExpression': {
        const at = takers.get(nameOf(node['callee']));
        const given = at === undefined ? undefined : listOf(node['arguments'])[at];
        return isJsonObject(given) ? textsOf(given['expression']) : [];
      }
      case 'FunctionDeclaration':
        return /(?:hint|advise|fix)/iu.test(String(nameOf(node['identifier'])))
          ? nodesIn(node['body'])
              .filter(({ type }) => type === 'ReturnStatement')
              .flatMap(({ argument }) => textsOf(argument))
          : [];
      default:
        return [];
    }
  });
}

const files = readSources();

const takersOf = (file: string) =>
  takersIn(files.filter((each) => each.file.endsWith(`/${file}`)).flatMap(({ nodes }) => nodes));
const shared = new Map([...takersOf('usage-error.ts'), ...takersOf('field-reader.ts')]);
const hints = files.flatMap(({ file, nodes }) =>
  hintsIn(nodes, shared).map((text) => ({ file, text })),
);

/** A command or a name in quotes may stand first; what is computed may be a sentence that follows one. */
function isSentence(text: string): boolean {
  return /^(?:[A-Z"“…]|audiencectl )/u.test(text) && /(?:[.?!]|^[\s…]+|[.?!] ?…)$/u.test(text);
}

/** What describes instead of saying what to do. */
const descriptions =
  /^(?:There (?:is|are)|This|It|They|You|The|A|An|One of|Known|Its|Such|Nothing|No action)\b/u;

const listedHints = (those: typeof hints) => those.map(({ file, text }) => `src/${file}: ${text}`);

test('every hint is a sentence with a full stop', () => {
  expect(shared.size).toBe(3);
  expect(hints.length).toBeGreaterThan(300);
  expect(listedHints(hints.filter(({ text }) => !isSentence(text)))).toEqual([]);
});

test('every hint begins with what to do', () => {
  expect(listedHints(hints.filter(({ text }) => descriptions.test(text)))).toEqual([]);
});

test('no hint has a word that is not plain', () => {
  const isPlain = (text: string) => !unplainWords.some((word) => word.test(text));
  expect(listedHints(hints.filter(({ text }) => !isPlain(text)))).toEqual([]);
});
