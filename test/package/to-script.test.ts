/** Modules as esbuild writes them are made into scripts, and the build stops at any other. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
// @ts-expect-error: a script of the build, which has no types.
import { toScript } from '../../scripts/build/to-script.mjs';

const made = (text: string): Readonly<Record<string, string>> => toScript('part', text);

test('imports, loads and exports are those of the module', () => {
  const text =
    'import{a as b}from"./other.js";function c(){return import("./late.js")}let d=b+1;export{c,d as e};\n';
  const {
    'part.script.js': script = '',
    'part.js': common = '',
    'part.mjs': module = '',
  } = made(text);
  expect(script).toContain('const{a:b}=__needed');
  expect(script).toContain('__load("./late.js")');
  expect(script).toContain('return{c,e:d}');
  expect(common).toContain('require("./other.js")');
  expect(module).toBe('import all from"./part.js";export const{c,e}=all;\n');
});

test('a text that looks like an import stays as it is', () => {
  const text = '+`import{a}from"./a.js";`;';
  const { 'part.script.js': script = '' } = made(`let c=""${text}export{c};\n`);
  expect(script).toContain(text);
});

test.each([
  ['a default export', 'let c=1;export{c as default};\n'],
  ['an export of a text', 'let c=1;export{c as "a-b"};\n'],
  ['two exports', 'let c=1;export{c};let d=2;export{d};\n'],
  ['no export', 'let c=1;\n'],
  ['imports from two files', 'import{a}from"./a.js";import{b}from"./b.js";let c=a+b;export{c};\n'],
  ['an import of a package', 'import{a}from"yaml";let c=a;export{c};\n'],
  ['a default import', 'import a from"./a.js";let c=a;export{c};\n'],
  ['a load of what is computed', 'let c=x=>import(x);export{c};\n'],
  ['a load with a blank', 'let c=()=>import ("./a.js");export{c};\n'],
  ['a load in a text', 'let c="see import(x)";export{c};\n'],
  ['an await at the top', 'let c=await 1;export{c};\n'],
  ['import.meta', 'let c=import.meta.url;export{c};\n'],
  ['a word of the script', 'let __load=1;export{__load as c};\n'],
])('the build stops at %s', (_, text) => {
  expect(() => made(text)).toThrow();
});

test('no module exports what it assigns later, of which a script would keep the first value', async () => {
  const root = new URL('../../src/', import.meta.url);
  const names = await readdir(root, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  expect(files.length).toBeGreaterThan(1000);
  for (const name of files) {
    const text = await readFile(new URL(name, root), 'utf8');
    expect(`${name} ${/^export (?:let|var)\b/mu.exec(text)?.[0] ?? ''}`).toBe(`${name} `);
  }
});
