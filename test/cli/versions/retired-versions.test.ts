/**
 * The same work against the API with each version retired, and each write endpoint closed, in turn: either
 * all of it is done, or nothing is, and never half of it.
 */
import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../src/sandbox/faults/fault.ts';
import type { FolderFiles } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

interface Platform {
  readonly name: string;
  readonly project: string;
  /** The versions that the project file sets, by key, and where. */
  readonly versions: Readonly<Record<string, string>>;
  readonly before: FolderFiles;
  readonly after: FolderFiles;
}

const head = (lines: readonly string[]) => ['version: 1', 'name: acme', ...lines, ''].join('\n');

/** Creates, updates, deletes and replaces segments; creates, updates and deletes audiences; moves one. */
const works: readonly Platform[] = [
  {
    name: 'retail media',
    project: head([
      'platform: retail-media',
      'accountId: "42"',
      'apiVersion: 2026-07',
      'audienceApiVersion: preview',
      'segmentApiVersion: experimental',
    ]),
    versions: {
      apiVersion: '2026-07',
      audienceApiVersion: 'preview',
      segmentApiVersion: 'experimental',
    },
    before: {
      'm.yaml': `defaults: { retailerId: "1" }
segments:
  - { name: CRM, contactList: { identifierType: Email } }
  - { name: Kept, description: old, events: { shopperActivity: View, lookbackDays: Last30Days } }
  - { name: Going, events: { shopperActivity: Buy, lookbackDays: Last30Days } }
audiences:
  - { name: Moved, algebra: { or: [CRM, Kept] } }
  - { name: Edited, description: old, algebra: Kept }
  - { name: Away, algebra: Going }
`,
    },
    after: {
      'm.yaml': `defaults: { retailerId: "1" }
segments:
  - { name: CRM, contactList: { identifierType: UserIdentifier }, lifecycle: { replace: allow } }
  - { name: Kept, description: new, events: { shopperActivity: View, lookbackDays: Last30Days } }
  - { name: Going, state: absent }
  - { name: New, events: { shopperActivity: AddToCart, lookbackDays: Last30Days } }
audiences:
  - { name: Moved, algebra: { or: [CRM, Kept] } }
  - { name: Edited, description: new, algebra: Kept }
  - { name: Away, state: absent }
  - { name: Fresh, algebra: New }
`,
    },
  },
  {
    name: 'marketing solutions',
    project: head([
      'platform: marketing-solutions',
      'advertiserId: "42"',
      'apiVersion: 2026-07',
      'audienceApiVersion: 2027-01',
      'segmentApiVersion: experimental',
    ]),
    versions: {
      apiVersion: '2026-07',
      audienceApiVersion: '2027-01',
      segmentApiVersion: 'experimental',
    },
    before: {
      'm.yaml': `segments:
  - { name: CRM, contactList: {} }
  - { name: Kept, description: old, contactList: {} }
  - { name: Going, contactList: {} }
audiences:
  - { name: Moved, algebra: { or: [CRM, Kept] } }
  - { name: Edited, description: old, algebra: Kept }
  - { name: Away, algebra: Going }
`,
    },
    after: {
      'm.yaml': `segments:
  - { name: CRM, prospecting: { usersType: Prospects }, lifecycle: { replace: allow } }
  - { name: Kept, description: new, contactList: {} }
  - { name: Going, state: absent }
  - { name: New, contactList: {} }
audiences:
  - { name: Moved, algebra: { or: [CRM, Kept] } }
  - { name: Edited, description: new, algebra: Kept }
  - { name: Away, state: absent }
  - { name: Fresh, algebra: New }
`,
    },
  },
];

/** Where the writes of the work go. */
const endpoints: readonly (readonly [string, Fault['when']])[] = [
  ['segments are created', { method: 'POST', path: '/audience-segments/create' }],
  ['segments are updated', { method: 'PATCH', path: '/audience-segments' }],
  ['segments are deleted', { method: 'POST', path: '/audience-segments/delete' }],
  ['audiences are created', { method: 'POST', path: '/audiences/create' }],
  ['audiences are updated', { method: 'PATCH', path: '/audiences' }],
  ['audiences are deleted', { method: 'POST', path: '/audiences/delete' }],
];

/** Everything that is remote, as it was before and after. */
function stateOf({ sandbox }: TestProject): string {
  return JSON.stringify(sandbox.document());
}

function withWork(
  { project, before, after }: Platform,
  use: (world: TestProject) => Promise<void>,
): Promise<void> {
  return withProject({ files: { ...before, 'audiencectl.yaml': project } }, async (world) => {
    const made = await world.run('apply --auto-approve');
    expect(made).toMatchObject({ exitCode: 0 });
    await world.write(after);
    await use(world);
  });
}

/** Nothing was done. */
async function expectNothingDone(
  world: TestProject,
  line: string,
  expected: number,
): Promise<string> {
  const state = stateOf(world);
  const { exitCode, stdout, stderr } = await world.run(line);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: expected });
  expect(stateOf(world)).toBe(state);
  return `${stdout}\n${stderr}`.replace(/\s+/gu, ' ');
}

/** Once the fault is over, the same command does all of it. */
async function expectAllDone(world: TestProject, line: string): Promise<void> {
  world.sandbox.configure({ retiredVersions: [], faults: [] });
  expect(await world.run(line)).toMatchObject({ exitCode: 0 });
}

describe.each(works)('$name', (work) => {
  test('the work writes at every endpoint', async () => {
    await withWork(work, async ({ run }) => {
      const { requests } = JSON.parse((await run('plan --format json')).stdout);
      const kinds = requests.map(({ kind, verb }: Record<string, string>) => `${kind} ${verb}`);
      expect(new Set(kinds).size).toBe(endpoints.length);
    });
  });

  test.each(Object.entries(work.versions))(
    '%s %s is retired before the plan',
    async (key, version) => {
      await withWork(work, async (world) => {
        world.sandbox.configure({ retiredVersions: [version] });
        const line = 1 + work.project.split('\n').findIndex((each) => each.startsWith(`${key}:`));
        const place = `audiencectl.yaml:${line}:${key.length + 3}`;
        const planned = await world.run('plan --format json');
        if (key === 'apiVersion') {
          // Everything is read there.
          expect(planned).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(place) });
          await expectNothingDone(world, 'apply --auto-approve', 1);
          return;
        }
        expect(planned.exitCode).toBe(0);
        expect(JSON.parse(planned.stdout).diagnostics).toContainEqual(
          expect.objectContaining({
            code: 'api-version-unproven',
            hint: expect.stringContaining(place),
          }),
        );
        const told = await expectNothingDone(world, 'apply --auto-approve', 3);
        expect(told).toContain(place);
        expect(told).not.toMatch(/m\.yaml:\d+: |Correct m\.yaml/u);
      });
    },
  );

  test.each(Object.entries(work.versions))(
    '%s %s is retired between plan and apply',
    async (key, version) => {
      await withWork(work, async (world) => {
        expect(await world.run('plan --out plan.json')).toMatchObject({ exitCode: 0 });
        world.sandbox.configure({ retiredVersions: [version] });
        await expectNothingDone(world, 'apply plan.json', key === 'apiVersion' ? 1 : 3);
        await expectAllDone(world, 'apply plan.json');
      });
    },
  );

  test.each(endpoints)('where %s, the API answers 401, 403, 404 or 410', async (about, when) => {
    await withWork(work, async (world) => {
      for (const status of [401, 403, 404, 410]) {
        world.sandbox.configure({
          faults: [{ when: when ?? {}, effect: { kind: 'status', status } }],
        });
        // The run begins with them: nothing else proves that endpoint.
        const exitCode = about === 'segments are created' ? 4 : 3;
        const told = await expectNothingDone(world, 'apply --auto-approve --timeout 1', exitCode);
        const advice = { 401: 'CRITEO_CLIENT_SECRET', 403: 'Audiences Manage' };
        const isClosed = status === 401 || status === 403;
        expect(told).toMatch(isClosed ? advice[status] : /Set (?:segment|audience)ApiVersion[ :]/u);
      }
      await expectAllDone(world, 'apply --auto-approve');
    });
  });
});
