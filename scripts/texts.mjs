#!/usr/bin/env node
// What users can read: every text of src/ with two words or more, or how they changed between two checkouts.
//   npm run texts [-- OLD [NEW]]   `-` before, `+` after; texts that only moved are left out
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@swc/core';

const root = fileURLToPath(new URL('../', import.meta.url));

/** `…` stands for what is computed. */
function textsIn(node) {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (node === null || typeof node !== 'object') return [];
  if (node.type === 'StringLiteral') return [node.value];
  const below = Object.values(node).flatMap(textsIn);
  if (node.type !== 'TemplateLiteral') return below;
  return [node.quasis.map(({ cooked }) => cooked).join('…'), ...below];
}

/** The sandbox speaks for the API, in the words of the API. */
async function readTexts(checkout) {
  const folder = join(checkout, 'src');
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !/^(?:sandbox|schema)\b/u.test(file))
    .sort();
  const texts = await Promise.all(
    files.map(async (file) => {
      const tree = await parse(await readFile(join(folder, file), 'utf8'), {
        syntax: 'typescript',
      });
      return textsIn(tree)
        .filter((text) => /\w \w/u.test(text))
        .map((text) => ({ file, text: text.trim() }));
    }),
  );
  return texts.flat();
}

const wordsOf = (text) => new Set(text.toLowerCase().match(/[\w-]{2,}/gu));

function likeness(a, b) {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(a.size, b.size, 1);
}

/** Of each new text, the old one that it is most like, each old one once. */
function pairTexts(gone, added) {
  const old = gone.map((each) => ({ ...each, words: wordsOf(each.text) }));
  const pairs = added
    .flatMap((next) => {
      const words = wordsOf(next.text);
      return old.map((was) => ({ was, next, score: likeness(was.words, words) }));
    })
    .filter(({ score }) => score >= 0.25)
    .sort((a, b) => b.score - a.score);
  const before = new Map();
  const taken = new Set();
  for (const { was, next } of pairs) {
    if (before.has(next) || taken.has(was.text)) continue;
    before.set(next, was.text);
    taken.add(was.text);
  }
  return { before, left: gone.filter(({ text }) => !taken.has(text)) };
}

const without = (texts, others) => {
  const known = new Set(others.map(({ text }) => text));
  return [...new Map(texts.map((each) => [each.text, each])).values()].filter(
    ({ text }) => !known.has(text),
  );
};

const [older, newer = root] = process.argv.slice(2);
const now = await readTexts(resolve(newer));
if (older === undefined) {
  for (const { file, text } of now) console.log(`src/${file}: ${JSON.stringify(text)}`);
} else {
  const was = await readTexts(resolve(older));
  const added = without(now, was);
  const { before, left } = pairTexts(without(was, now), added);
  for (const [file, texts] of groupByFile(added)) {
    console.log(`\nsrc/${file}`);
    for (const each of texts) {
      if (before.has(each)) console.log(`- ${before.get(each)}`);
      console.log(`+ ${each.text}`);
    }
  }
  if (left.length > 0) console.log('\nwithout a successor');
  for (const { text } of left) console.log(`- ${text}`);
}

function groupByFile(texts) {
  const groups = new Map();
  for (const each of texts) groups.set(each.file, [...(groups.get(each.file) ?? []), each]);
  return groups;
}
