/** The library keeps every brake that the command line has: nobody who imports it can leave one out. */
import { describe, expect, test } from '@jest/globals';
import type { ContactLists } from '../../src/apply/contact-lists.ts';
import { hasErrors } from '../../src/diagnostics/diagnostic.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteWriter } from '../../src/model/remote/remote.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { planChecksum } from '../../src/plan/document/plan-checksum.ts';
import { apply } from '../../src/reconciler/apply.ts';
import { validate } from '../../src/reconciler/check.ts';
import { type Loaded, load } from '../../src/reconciler/load.ts';
import { plan } from '../../src/reconciler/plan.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { projectFile, smallProject, withFolder } from '../support/a-folder.ts';
import { aSegmentRow, aSnapshot } from '../support/a-world.ts';
import { createMemoryRemote } from '../support/memory-remote.ts';
import { runCli } from '../support/run-cli.ts';

const head = 'defaults: { retailerId: "1234" }\n';
const list = (name: string, rest = '') =>
  `  - { name: ${name}, contactList: { identifierType: Email${rest} } }\n`;

function loadTexts(manifest: string, project = '') {
  return load({ file: 'audiencectl.yaml', text: projectFile + project }, [
    { file: 'manifest.yaml', text: manifest },
  ]);
}

function loadedFrom(manifest: string, project = ''): Loaded {
  const { value, diagnostics } = loadTexts(manifest, project);
  expect(diagnostics).toEqual([]);
  if (value === null) throw new Error('nothing was loaded');
  return value;
}

function planned(loaded: Loaded, remote: ReturnType<typeof createMemoryRemote>): PlanDocument {
  const { value, diagnostics } = plan(loaded, remote.snapshot());
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const forty = () =>
  createMemoryRemote(
    aSnapshot(Array.from({ length: 40 }, (_, n) => aSegmentRow(String(n + 1), `S${n}`))),
  );

describe('declarations that no manifest could hold', () => {
  const made = (attributes: JsonObject, differs: Partial<Declaration> = {}): Loaded => {
    const { project, declarations } = loadedFrom(`${head}segments:\n${list('A')}`);
    const [a] = declarations;
    if (a === undefined) throw new Error('nothing was declared');
    const changed = { ...a, attributes: { ...a.attributes, ...attributes }, ...differs };
    return { project, declarations: [changed] };
  };

  test.each<[string, Loaded, string]>([
    [
      'a value that there is not',
      made({ contactList: { identifierType: 'madid' } }),
      'unknown-value',
    ],
    ['an attribute that there is not', made({ colour: 'red' }), 'unknown-key'],
    ['two types', made({ events: { shopperActivity: 'View', lookbackDays: 'Last30Days' } }), ''],
    ['an ID that is none', made({}, { id: '../1' }), ''],
    ['a name that is too long', made({}, { name: 'x'.repeat(300) }), 'name-must-not-be-too-long'],
    ['a state that there is not', made({}, { state: JSON.parse('"gone"') }), 'unknown-value'],
  ])('are not planned: %s', (_, loaded, code) => {
    const { value, diagnostics } = plan(loaded, aSnapshot([]));
    expect(value).toBeNull();
    expect(hasErrors(diagnostics)).toBe(true);
    if (code !== '') expect(diagnostics.map((each) => each.code)).toContain(code);
    // Whatever is said to have been found in their texts.
    expect(plan({ ...loaded, diagnostics: [] }, aSnapshot([])).value).toBeNull();
    expect(hasErrors(validate(loaded))).toBe(true);
  });

  test('and what could be held is planned, whether texts were read for it or not', () => {
    const loaded = made({ description: 'x' });
    expect(plan(loaded, aSnapshot([])).value?.changes).toHaveLength(1);
  });
});

describe('apply sends nothing', () => {
  const pruning = 'owns: { segments: {} }\nprune: owned\nprotect: ["segment/S7"]\n';

  test('of a plan with refusals: not one of 39 deletions', async () => {
    const remote = forty();
    const loaded = loadedFrom(`${head}segments:\n${list('S0')}`, pruning);
    const refused = planned(loaded, remote);
    expect(refused.changes.length).toBe(38);
    const result = await apply(refused, remote);
    expect(result).toMatchObject({ state: 'refused', refusals: [{ code: 'delete-limit' }] });
    expect(remote.requests).toEqual([]);
  });

  test.each<[string, (made: PlanDocument) => void]>([
    ['content', ({ changes }) => changes.splice(0, 1)],
    ['refusals', ({ refusals }) => refusals.splice(0)],
    ['consents', ({ consents }) => consents.push('max-deletes=100')],
    ['version', ({ project }) => Object.assign(project, { apiVersion: '2027-01' })],
    ['checksum', (made) => Object.assign(made, { checksum: '0'.repeat(64) })],
  ])('of a plan whose %s was altered', async (_, alter) => {
    const remote = forty();
    const made = planned(loadedFrom(`${head}segments:\n${list('S0')}`, pruning), remote);
    alter(made);
    expect(await apply(made, remote)).toMatchObject({
      state: 'refused',
      refusals: [{ code: 'plan-altered' }],
    });
    expect(remote.requests).toEqual([]);
  });

  test.each([false, true])(
    'of a plan with a field that no plan has, whether it is trusted (%s) or beside its manifests',
    async (trustPlanFile) => {
      const remote = createMemoryRemote(aSnapshot());
      const loaded = loadedFrom(`${head}segments:\n${list('A')}`);
      const made = planned(loaded, remote);
      for (const change of made.changes) Object.assign(change, { note: 'by hand' });
      const checksum = planChecksum(made);
      const trust = trustPlanFile ? { trustPlanFile } : { beside: { loaded } };
      expect(await apply({ ...made, checksum }, remote, trust)).toMatchObject({
        state: 'refused',
        refusals: [{ code: 'plan-altered', text: expect.stringContaining('"changes[0].note"') }],
      });
      expect(remote.requests).toEqual([]);
    },
  );

  test('of a plan that writes where the API takes no writes, before the first of them', async () => {
    const remote = createMemoryRemote(aSnapshot());
    const text = `${head}segments:\n${list('A')}audiences:\n  - { name: B, algebra: A }\n`;
    const made = planned(loadedFrom(text), remote);
    const asked: unknown[] = [];
    const problem = { code: 'gone', detail: 'No.', traceId: null, index: null, deprecation: false };
    const closed: RemoteWriter = {
      ...remote,
      proveWrite: async (endpoint) => {
        asked.push(endpoint);
        return { outcome: 'refused', status: 410, problems: [{ ...problem, hint: 'Set it.' }] };
      },
    };
    expect(await apply(made, closed)).toEqual({
      state: 'refused',
      refusals: [
        {
          code: 'write-not-served',
          text: 'the API answers 410 at the endpoint where the plan would create audiences, at version experimental (gone: No)',
          fix: 'Set it.',
        },
      ],
    });
    expect(asked).toEqual([{ kind: 'audience', verb: 'create' }]);
    expect(remote.requests).toEqual([]);
  });

  test('of another plan than the one that was reviewed', async () => {
    const remote = createMemoryRemote(aSnapshot());
    const made = planned(loadedFrom(`${head}segments:\n${list('A')}`), remote);
    const result = await apply(made, remote, { checksum: 'f'.repeat(64) });
    expect(result).toMatchObject({ state: 'refused', refusals: [{ code: 'checksum-mismatch' }] });
    expect(remote.requests).toEqual([]);
    const { checksum } = made;
    expect(await apply(made, remote, { checksum })).toMatchObject({ state: 'applied' });
  });

  test('of a plan for another account than the project beside it has', async () => {
    const remote = createMemoryRemote(aSnapshot());
    const loaded = loadedFrom(`${head}segments:\n${list('A')}`);
    const made = planned(loaded, remote);
    const project = { ...loaded.project, scopeId: '1' };
    const result = await apply(made, remote, { beside: { loaded: { ...loaded, project } } });
    expect(result).toMatchObject({ state: 'refused', refusals: [{ code: 'plan-target' }] });
    expect(remote.requests).toEqual([]);
  });

  test('of a plan beside manifests that hold an error', async () => {
    const remote = createMemoryRemote(aSnapshot());
    const made = planned(loadedFrom(`${head}segments:\n${list('A')}`), remote);
    const broken = loadTexts(`${head}segments:\n${list('A')}oops: 1\n`).value;
    const beside = broken && { loaded: broken };
    const result = await apply(made, remote, beside ? { beside } : {});
    expect(result).toMatchObject({ state: 'refused', refusals: [{ code: 'plan-not-declared' }] });
    expect(remote.requests).toEqual([]);
  });

  test('of a plan that fills lists, where nothing can, or where that is refused', async () => {
    const remote = createMemoryRemote(aSnapshot());
    const made = planned(loadedFrom(`${head}segments:\n${list('A')}`), remote);
    const [create] = made.changes;
    if (!create) throw new Error('nothing is created');
    const counts = { adds: 1, removes: 0, held: 0, total: 1, invalid: 0, requests: 1 };
    const how = { mode: 'mirror', identifierType: 'Email', column: null, format: 'plain' } as const;
    create.members = { state: 'first-upload', ...how, send: 'hashed', ...counts, consents: [] };
    made.members = true;
    made.checksum = planChecksum(made);
    expect(await apply(made, remote)).toMatchObject({
      state: 'refused',
      refusals: [{ code: 'members-not-filled' }],
    });
    const lists: ContactLists = {
      begin: async () => null,
      sync: async () => ({
        outcome: 'skipped',
        because: 'interrupted',
        members: { added: 0, removed: 0, requests: 0 },
      }),
    };
    const checkLists = async () => [{ code: 'members-source-empty', text: 'the source is empty' }];
    expect(await apply(made, remote, { lists, checkLists })).toMatchObject({
      state: 'refused',
      refusals: [{ code: 'members-source-empty' }],
    });
    // A saved plan is compared once, and its lists are looked for in that.
    const compared: unknown[] = [];
    const look = async (comparison: unknown) => {
      compared.push(comparison);
      return checkLists();
    };
    const beside = { loaded: loadedFrom(`${head}segments:\n${list('A')}`) };
    await apply(made, remote, { lists, beside, checkLists: look });
    expect(compared).toMatchObject([{ changes: [{ address: 'segment/A' }] }]);
    // What the plan leaves alone is left alone here, too.
    const base = { declarations: [], label: 'git base 4f2c1d9' };
    const leaving = { ...made, drift: 'leave' as const };
    const saved = { ...leaving, checksum: planChecksum(leaving) };
    await apply(saved, remote, { lists, beside: { ...beside, base }, checkLists: look });
    expect(compared[1]).toMatchObject({ options: { base, drift: 'leave' } });
    expect(remote.requests).toEqual([]);
  });
});

describe('what load and validate find', () => {
  /** Each with a mistake that the command finds. */
  const manifests: readonly string[] = [
    `${head}segments:\n${list('A', ', identifierTyp: Email')}`,
    `${head}segments:\n  - { name: A, contactList: { identifierType: madid } }\n`,
    `${head}segments:\n  - { name: A, contactList: { identifierType: PhoneNumber, members: { source: a.csv, column: phone, format: md5 } } }\n`,
    `${head}segments:\n${list('A')}${list('a')}`,
    `${head}segments:\n${list('A')}audiences:\n  - { name: X, algebra: { not: A } }\n`,
    `${head}segments:\n  - { name: A, contactList: { identifierType: Email }, description: "\${var.x}" }\n`,
  ];

  test.each(manifests)('is what the command finds, and stops plan: %s', async (manifest) => {
    const { value, diagnostics } = loadTexts(manifest);
    if (value === null) throw new Error('nothing was loaded');
    const found = [...diagnostics, ...validate(value)];
    const files = { 'audiencectl.yaml': projectFile, 'manifest.yaml': manifest };
    const { stdout } = await withFolder(files, (cwd) =>
      runCli(['validate', '--format', 'json'], { cwd, env: {} }),
    );
    const sorted = (all: readonly { code: string; message: string }[]) =>
      all.map(({ code, message }) => `${code} ${message}`).sort();
    expect(sorted(found)).toEqual(sorted(JSON.parse(stdout).diagnostics));
    expect(hasErrors(found)).toBe(true);
    const made = plan(value, aSnapshot());
    expect(made.value).toBeNull();
    expect(hasErrors(made.diagnostics)).toBe(true);
  });

  test('leaves out warnings that the project ignores, and no error', () => {
    const text = `${smallProject['manifest.yaml']}\n`;
    const unused = loadedFrom(`${text}`, 'ignore: [segment-unused]\n');
    expect(validate(unused)).toEqual([]);
  });
});
