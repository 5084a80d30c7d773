import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { planWords } from '../../src/diagnostics/catalogue/plan-words.ts';
import { reportWords } from '../../src/diagnostics/catalogue/report-words.ts';
import type { OutcomeName } from '../../src/model/outcome.ts';
import { isJsonObject } from '../../src/model/text/json.ts';
import { platforms } from '../../src/platforms/platform-named.ts';
import { actionSigns } from '../../src/report/change/action-sign.ts';
import { attributeLabel } from '../../src/report/change/attribute-label.ts';
import { describePeople, describeVerdict } from '../../src/report/change/describe-people.ts';
import { leftAloneWords } from '../../src/report/plan/render-left-alone-text.ts';
import type { Verdict } from '../../src/schema/generated/plan.ts';
import { aChange } from '../report/a-plan.ts';
import { runCli } from '../support/run-cli.ts';

const { stdout } = await runCli(['explain', '--format', 'json'], { cwd: tmpdir() });
const entries: readonly { code: string; also?: readonly string[]; meaning: string; fix: string }[] =
  JSON.parse(stdout).codes;
const explained = new Set(entries.flatMap(({ code, also = [] }) => [code, ...also]));

const root = new URL('../../', import.meta.url);
const schema: unknown = JSON.parse(
  await readFile(new URL('schemas/plan.schema.json', root), 'utf8'),
);

/** Values of the API, of files and of the format itself. The reference and the schema describe them. */
const notOfPlans =
  /\/(?:platform|kind|channel|severity|format|send|encoding|type|mode|formatVersion)$/u;

/** The words of a schema, with their place. */
function wordsIn(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap((each) => wordsIn(each, path));
  if (!isJsonObject(value)) return [];
  const { enum: words } = value;
  const own = Array.isArray(words) && !notOfPlans.test(path) ? words : [];
  return [
    ...own.filter((word) => typeof word === 'string').map((word) => [path, word] as const),
    ...Object.entries(value).flatMap(([key, each]) => wordsIn(each, `${path}/${key}`)),
  ];
}

/** In any case of letters, as explain finds it. */
const isExplained = (word: string) =>
  [...explained].some((each) => each.toLowerCase() === word.toLowerCase());

const withoutBrackets = (words: string) => words.replace(/ \(.*\)$/u, '');

/** The labels of the rows of changes, as the golden plans have them. */
async function rowsOfGoldenPlans(): Promise<ReadonlySet<string>> {
  const golden = new URL('test/golden/', root);
  const names = (await readdir(golden)).filter((name) => name.endsWith('.txt'));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, golden), 'utf8')));
  const blocks = texts.flatMap((text) => text.split(/\n\n+/u));
  const changes = blocks.filter((block) => /^ {2}[+~±-] [a-z]+ /mu.test(block));
  const labels = changes.flatMap((block) =>
    [...block.matchAll(/^ {6}([a-z][a-z ]{7}) \S/gmu)].map(([, label = '']) => label.trim()),
  );
  return new Set(labels);
}

describe('explain', () => {
  test('knows each word of the plan format', () => {
    const words = wordsIn(schema);
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter(([, word]) => !explained.has(word))).toEqual([]);
  });

  test('knows each row of a change', async () => {
    const rows = await rowsOfGoldenPlans();
    expect([...rows]).toEqual(expect.arrayContaining(['who', 'people', 'live in', 'undo']));
    expect([...rows].filter((row) => !explained.has(row))).toEqual([]);
  });

  test('knows each section, each word on undoing, and each cell that is no figure', async () => {
    const golden = new URL('test/golden/', root);
    const names = (await readdir(golden)).filter((name) => /\.(?:md|txt)$/u.test(name));
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, golden), 'utf8')));
    const found = (pattern: RegExp) =>
      texts.flatMap((text) => [...text.matchAll(pattern)].map(([, word = '']) => word));
    const words = [
      ...found(/^\*\*([^*]+)\*\*$/gmu),
      ...found(/^(Affected without being edited) \(/gmu),
      ...found(/^\| → (affected) \|/gmu),
      ...found(/^ {6}undo +([a-z]+)/gmu),
      ...found(/(?:\| |live in: )(Criteo does not say)(?: \||[;.])/gmu),
      ...found(/^(Checksum): /gmu),
      ...found(/\*\*(new ID)\*\*/gu),
    ];
    const asWritten = [
      'Affected without being edited',
      'affected',
      'partly',
      'Criteo does not say',
      'Checksum',
    ];
    expect(words).toEqual(expect.arrayContaining(asWritten));
    const plain = new Set(['yes', 'no', 'only']);
    expect(words.filter((word) => !plain.has(word) && !isExplained(word))).toEqual([]);
    for (const word of ['affected', 'moves', 'checksum']) expect(explained).toContain(word);
  });

  test('knows each heading of a text plan, and each state of what is not changed', async () => {
    const golden = new URL('test/golden/', root);
    const names = (await readdir(golden)).filter((name) =>
      /^(?:plan|snapshot).*\.txt$/u.test(name),
    );
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, golden), 'utf8')));
    const found = (pattern: RegExp) =>
      texts.flatMap((text) => [...text.matchAll(pattern)].map(([, word = '']) => word));
    const headings = found(/^([A-Z][a-z]+(?: [a-z]+)*)$/gmu);
    expect(headings).toEqual(expect.arrayContaining(['Look at these first', 'Findings']));
    // What follows says how it is with one of them.
    const states = Object.values(leftAloneWords).map((words) => words.split(', ').at(-1) ?? '');
    const counted = found(/(?:^ {4}|\. )[\d,]+ (unchanged|not in git)\b/gmu);
    const labels = found(/^(Allowed|Refused|Checksum)\b/gmu);
    expect(new Set(counted)).toEqual(new Set(['unchanged', 'not in git']));
    const plain = new Set([
      'Audiences',
      'Segments',
      'not deleted',
      'but --target or --exclude leaves it out',
    ]);
    const words = [...headings, ...counted, ...labels, ...states.map(withoutBrackets), 'in place'];
    expect(words.filter((word) => !plain.has(word) && !isExplained(word))).toEqual([]);
  });

  test('says the same of no two words', () => {
    const ofWords = [...planWords, ...reportWords].map(({ meaning }) => meaning);
    expect(ofWords.filter((meaning, index) => ofWords.indexOf(meaning) !== index)).toEqual([]);
    const twice = [...planWords, ...reportWords].map(({ code, group }) => `${code}: ${group}`);
    expect(new Set(twice).size).toBe(twice.length);
  });

  test('knows each attribute and each type of segments, by its label and by its path', () => {
    const types = platforms.flatMap(({ segmentTypes }) => segmentTypes);
    const rules = [
      ...platforms.flatMap(({ attributes }) => Object.values(attributes).flat()),
      ...types.flatMap(({ attributes }) => attributes),
    ];
    const words = [
      ...types.flatMap(({ name, label, declarable }) => (declarable ? [name, label] : [name])),
      ...rules.flatMap(({ path }) => [path, attributeLabel(path)]),
    ];
    expect(words.filter((word) => !explained.has(word))).toEqual([]);
  });

  test.each([
    ...['rebuilt', 'by hand', 'a list is lost', 'members are lost', 'set back', 'stays'],
    ...['line items', 'line item', 'ad sets', 'ad set', 'step', 'steps', 'complete', 'base'],
    ...['head count', 'entity', 'entities', 'manifest', 'manifests', 'ledger', 'prune'],
    ...['as changed', 'as it was', 'newly in', 'no longer in', 'operator', 'node'],
  ])('knows "%s", which people look up', async (word) => {
    const { exitCode, stdout } = await runCli(['explain', word], { cwd: tmpdir() });
    expect([exitCode, stdout.includes('\nto do ')]).toEqual([0, true]);
  });

  test('knows what a plan says of people, and what a report says of outcomes', () => {
    // The tables have every word, or they do not compile.
    const verdicts: Readonly<Record<Verdict, string>> = {
      same: describeVerdict('same'),
      wider: describeVerdict('wider'),
      narrower: describeVerdict('narrower'),
      different: describeVerdict('different'),
      empty: describeVerdict('empty'),
      unknown: describeVerdict('unknown'),
    };
    const outcomes: Readonly<Record<OutcomeName, true>> = {
      done: true,
      failed: true,
      skipped: true,
      unknown: true,
    };
    const list = { after: { contactList: { identifierType: 'Email' } } };
    const words = [
      ...Object.entries(verdicts).flat(),
      ...Object.keys(outcomes),
      ...Object.values(actionSigns),
      describePeople(aChange('audience/A', 'create', {})).summary,
      describePeople(aChange('segment/A', 'create', list)).summary,
    ];
    expect(words.filter((word) => !explained.has(word))).toEqual([]);
  });

  test('says something of each word', () => {
    expect(entries.filter(({ meaning, fix }) => meaning === '' || fix === '')).toEqual([]);
  });
});
