import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonValue } from '../../src/model/text/json.ts';
import { marketingSolutions } from '../../src/platforms/marketing-solutions/marketing-solutions.ts';
import { typeIn } from '../../src/platforms/platform-named.ts';
import type { Loaded } from '../../src/reconciler/load.ts';
import type { Variants } from '../../src/sandbox/variants.ts';
import { withFolder } from '../support/a-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { type Account, withAccount } from './an-account.ts';
import { loadExample, readExampleFiles } from './load-example.ts';

let example: Loaded;
beforeAll(async () => {
  example = await loadExample();
});

function withExample(
  variants: Partial<Variants>,
  use: (account: Account) => Promise<void>,
): Promise<void> {
  const options = { settings: { variants } };
  return withAccount('marketing-solutions', options, use, example.project);
}

const namesOf = (items: readonly JsonValue[]) =>
  items.map((item) => {
    const attributes = isJsonObject(item) ? item['attributes'] : null;
    return isJsonObject(attributes) ? attributes['name'] : null;
  });

describe('the example of marketing solutions', () => {
  test('has a segment of each type that can be declared', () => {
    const types = example.declarations.map(({ attributes }) =>
      typeIn(marketingSolutions, attributes),
    );
    for (const { name, declarable } of marketingSolutions.segmentTypes) {
      expect([name, types.includes(name)]).toEqual([name, declarable]);
    }
  });

  test('takes three write requests: segments, lookalikes of them, audiences of both', async () => {
    await withExample({}, async ({ apply, takeWrites, plan }) => {
      const { requests } = await apply(example.declarations);
      const writes = await takeWrites();
      expect(writes.map(({ call, items }) => [call, items.length])).toEqual([
        ['POST audience-segments/create', 10],
        ['POST audience-segments/create', 2],
        ['POST audiences/create', 7],
      ]);
      expect(namesOf(writes[1]?.items ?? [])).toEqual(['Lookalike segment', 'Sample lookalike']);
      expect(requests.map(({ step }) => step)).toEqual([1, 2, 3]);
      expect((await plan(example.declarations)).changes).toEqual([]);
    });
  });

  const variants: readonly Partial<Variants>[] = [
    { setOrder: 'reversed' },
    { algebraOrder: 'reversed' },
    { coordinates: 'as-sent' },
    { description: 'wrapped' },
    { emptyArrays: 'null' },
    { emptyArrays: 'omit' },
    { nulls: 'omit' },
    { algebraNulls: 'null' },
    { attributes: 'partial' },
    { isReadOnly: 'string' },
    { timestamps: 'unzoned' },
    { registryType: 'Unknown' },
    { registryType: 'omit' },
    { meta: 'no-total' },
    { meta: 'null' },
    { behavioralByAdvertiser: 'hidden' },
    { failures: 'warnings' },
    { emptyProspecting: 'refused' },
    {
      setOrder: 'reversed',
      algebraOrder: 'reversed',
      description: 'wrapped',
      emptyArrays: 'omit',
      nulls: 'omit',
      algebraNulls: 'null',
      attributes: 'partial',
      isReadOnly: 'string',
      registryType: 'Unknown',
      meta: 'no-total',
      behavioralByAdvertiser: 'hidden',
    },
  ];

  test.each(variants.map((variant) => [JSON.stringify(variant), variant] as const))(
    'has an empty second plan where the remote answers %s',
    async (_, variant) => {
      await withExample(variant, async ({ apply, takeWrites, plan }) => {
        await apply(example.declarations);
        expect(await takeWrites()).toHaveLength(3);
        const second = await plan(example.declarations);
        expect(second.changes).toEqual([]);
        expect(second.summary.unchanged).toBe(example.declarations.length);
      });
    },
  );

  test('is copied by init, and plans on a sandbox', async () => {
    await withFolder({}, async (cwd) => {
      const init = await runCli(['init', '--example', 'marketing-solutions'], { cwd });
      expect(init.exitCode).toBe(0);
      const names = await readdir(cwd, { recursive: true });
      const copied = names.filter((name) => name.endsWith('.yaml')).sort();
      const files = await readExampleFiles();
      expect(copied).toEqual(Object.keys(files));
      for (const name of copied) {
        const [modeline, ...lines] = (await readFile(join(cwd, name), 'utf8')).split('\n');
        expect(modeline).toMatch(/^# yaml-language-server: /u);
        expect(lines.join('\n')).toBe(files[name]);
      }
      const validated = await runCli(['validate'], { cwd });
      expect([validated.exitCode, validated.stdout]).toEqual([0, '']);
      const { stdout } = await runCli(['plan', '--sandbox'], { cwd });
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(
        'Plan: 19 to create, 0 to update, 0 to replace, 0 to delete.',
      );
    });
  });
});
