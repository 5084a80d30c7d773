/** After a rename, a plan has one update, that of the renamed entity, and rules and people find what they found. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { SourceFile } from '../../src/model/files/source-file.ts';
import { validate } from '../../src/reconciler/check.ts';
import { type Loaded, load } from '../../src/reconciler/load.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { rename } from '../../src/reconciler/rename.ts';
import { accountId, aSnapshot } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote, type MemoryRemote } from '../support/memory-remote.ts';

/** Names that globs and YAML could take for something else, and a few plain ones. */
const names = ['Buyers', 'Opt*', 'Who?', 'true', 'a/b', 'x: y', '# z', 'C\\d', 'Été', 'segment/Q'];

const tree = (leaves: fc.Arbitrary<string>) =>
  fc.letrec<{ readonly node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'tree' },
      leaves,
      leaves.map((segment) => ({ segment })),
      fc.record({
        and: fc.tuple(
          tie('node'),
          tie('node').map((not) => ({ not })),
        ),
      }),
      fc.record({ or: fc.tuple(tie('node'), tie('node')) }),
    ),
  })).node;

const projects = fc
  .record({
    segments: fc.uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: 5 }),
    audiences: fc.uniqueArray(fc.constantFrom(...names.map((name) => `${name}!`), ...names), {
      minLength: 1,
      maxLength: 4,
    }),
    bound: fc.boolean(),
    cut: fc.nat(4),
  })
  .chain(({ segments, audiences, bound, cut }) => {
    const segment = fc.constantFrom(...segments);
    const glob = fc.constantFrom(...audiences.map((name) => name.replace(/[*?\\]/gu, '\\$&')), '*');
    const some = (of: fc.Arbitrary<string>) =>
      fc.oneof(of, fc.uniqueArray(of, { minLength: 1, maxLength: 3 }));
    const name = fc.constantFrom(
      ...segments,
      ...audiences,
      ...segments.map((each) => `segment/${each}`),
      ...audiences.map((each) => `audience/${each}`),
    );
    const rules = fc.array(
      fc.oneof(
        fc.record({ audiences: some(glob), excludes: some(name) }),
        fc.record({ except: some(glob), within: name }),
        fc.record({ disjoint: fc.tuple(glob, glob) }),
      ),
      { maxLength: 3 },
    );
    const people = fc.array(
      fc.record({ in: some(name), notIn: some(name), reachedBy: some(glob) }),
      { maxLength: 2 },
    );
    return fc.record({
      segments: fc.constant(segments),
      trees: fc.tuple(
        ...audiences.map((each) => tree(segment).map((algebra) => [each, algebra] as const)),
      ),
      rules,
      people,
      protect: fc.uniqueArray(fc.constantFrom(...segments), { maxLength: 2 }),
      bound: fc.constant(bound),
      cut: fc.constant(cut),
      target: fc.oneof(
        segment.map((each) => `segment/${each}`),
        fc.constantFrom(...audiences).map((each) => `audience/${each}`),
      ),
      to: fc.constantFrom(...names, 'New', 'new name: *'),
    });
  });

type Recipe = typeof projects extends fc.Arbitrary<infer Value> ? Value : never;

/** @param ids of the entities that are bound, by address. */
function write(recipe: Recipe, ids: ReadonlyMap<string, string>): readonly SourceFile[] {
  const { segments, trees, rules, people, protect, cut } = recipe;
  const bind = (address: string) => {
    const id = ids.get(address);
    return id === undefined ? {} : { id };
  };
  const all = segments.map((name) => ({
    ...{ name, ...bind(`segment/${name}`) },
    contactList: { identifierType: 'Email' },
  }));
  const file = (name: string, value: object) => ({ file: name, text: stringify(value) });
  return [
    file('audiencectl.yaml', {
      ...{ version: 1, platform: 'retail-media', accountId, defaults: { retailerId: '1' } },
      protect: protect.map((name) => `segment/${name.replace(/[*?\\]/gu, '\\$&')}`),
      rules: rules.slice(0, 1).map((rule) => ({ name: 'Rule 0', level: 'warning', ...rule })),
    }),
    file('a.yaml', { segments: all.slice(0, cut) }),
    file('b.yaml', {
      segments: all.slice(cut),
      audiences: trees.map(([name, algebra]) => ({ name, ...bind(`audience/${name}`), algebra })),
      rules: rules
        .slice(1)
        .map((rule, index) => ({ name: `Rule ${index + 1}`, level: 'warning', ...rule })),
      people: people.map((person, index) => ({
        name: `Person ${index}`,
        level: 'warning',
        ...person,
      })),
    }),
  ].map(({ file: name, text }) => ({
    file: name,
    text: text.replaceAll(/^ +level: warning\n(?= +in:)/gmu, ''),
  }));
}

function loadAll([projectFile, ...manifests]: readonly SourceFile[]): Loaded | null {
  return projectFile === undefined ? null : load(projectFile, manifests).value;
}

async function applyTo(remote: MemoryRemote, loaded: Loaded): Promise<boolean> {
  const snapshot = remote.snapshot();
  const { value } = plan(loaded, snapshot);
  if (value === null || value.refusals.length > 0) return false;
  const result = await applyPlan({
    ...{ plan: value, snapshot, remote, clock: createFakeClock(), parallelism: 4 },
  });
  return result.state === 'applied' && plan(loaded, remote.snapshot()).value?.changes.length === 0;
}

/** What is said of people, without names and places. */
function codesOf(loaded: Loaded): readonly string[] {
  return validate(loaded)
    .map(({ code, rule }) => `${code} ${rule ?? ''}`)
    .filter((each) => /rule|people/u.test(each))
    .sort();
}

test('rename, then plan: one update of the name', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(projects, async (recipe) => {
      const first = loadAll(write(recipe, new Map()));
      fc.pre(first !== null);
      const remote = createMemoryRemote(aSnapshot());
      fc.pre(await applyTo(remote, first));
      const { segments, audiences } = remote.snapshot();
      const ids = new Map<string, string>([
        ...segments.map((row) => [`segment/${row.attributes['name']}`, row.id] as const),
        ...audiences.map((row) => [`audience/${row.attributes['name']}`, row.id] as const),
      ]);
      const sources = write(recipe, recipe.bound ? ids : new Map());
      const loaded = loadAll(sources);
      fc.pre(
        loaded !== null && (plan(loaded, remote.snapshot()).value?.changes ?? []).length === 0,
      );
      const { value, diagnostics } = rename(loaded, sources, {
        address: recipe.target,
        name: recipe.to,
      });
      if (value === null) {
        const expected = ['rename-name-taken', 'rename-refused'];
        expect(expected).toContain(diagnostics.find(({ severity }) => severity === 'error')?.code);
        return;
      }
      const texts = new Map(value.files.map(({ file, after }) => [file, after]));
      const after = loadAll(
        sources.map(({ file, text }) => ({ file, text: texts.get(file) ?? text })),
      );
      if (after === null) throw new Error('the texts can be read');
      const planned = plan(after, remote.snapshot());
      expect(planned.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const changes = planned.value?.changes ?? [];
      const isSame = recipe.target.endsWith(`/${recipe.to}`);
      expect(
        changes.map(({ action, patch, id, reasons }) => ({
          ...{ action, id, patch },
          reasons: reasons.map(({ code }) => code),
        })),
      ).toEqual(
        isSame
          ? []
          : [
              {
                ...{ action: 'update', id: ids.get(recipe.target) },
                patch: [{ op: 'replace', path: '/name', value: recipe.to }],
                reasons: ['renamed'],
              },
            ],
      );
      if (diagnostics.length === 0) expect(codesOf(after)).toEqual(codesOf(loaded));
      if (!isSame) done += 1;
      expect(await applyTo(remote, after)).toBe(true);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 25), maxSkipsPerRun: 5 },
  );
  expect(done).toBeGreaterThan(2);
});
