/** What binds a declaration to a remote entity, carried out on a sandbox. */
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const list = 'contactList: { identifierType: Email }';
const head = 'defaults: { retailerId: "1234" }\n';
const declare = (...segments: readonly string[]) => ({
  'manifest.yaml': `${head}segments:\n${segments.map((words) => `  - { ${words} }\n`).join('')}`,
});

interface Live {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

/** What is remote, by ID. */
function live({ sandbox }: TestProject): readonly Live[] {
  return JSON.parse(JSON.stringify(sandbox.document()))
    .segments.map((row: { id: string; attributes: { name: string; description?: string } }) => ({
      id: row.id,
      name: row.attributes.name,
      description: row.attributes.description ?? null,
    }))
    .sort((a: Live, b: Live) => (a.id < b.id ? -1 : 1));
}

/** The project with segments a and b live, and their IDs. */
async function withTwo(use: (project: TestProject, a: string, b: string) => Promise<void>) {
  const files = {
    'audiencectl.yaml': projectFile,
    ...declare(`name: a, description: A, ${list}`, `name: b, description: B, ${list}`),
  };
  await withProject({ files }, async (project) => {
    expect(await project.run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    const [first, second] = live(project);
    if (!first || !second) throw new Error('nothing is live');
    const [a, b] = first.name === 'a' ? [first.id, second.id] : [second.id, first.id];
    await use(project, a, b);
  });
}

/** Applies what is declared, and checks that nothing is left to do. */
async function settle({ run }: TestProject) {
  const applied = await run('apply --auto-approve');
  expect(`${applied.exitCode} ${applied.stdout}`).toMatch(/^0 /u);
  const { stdout } = await run('plan --format json');
  const plan = JSON.parse(stdout);
  expect(plan.changes).toEqual([]);
  return plan;
}

describe('what is declared keeps its ID', () => {
  test('renamed, and told when the rename is spent', async () => {
    await withTwo(async (project, a, b) => {
      await project.write(
        declare(
          `name: c, renamedFrom: [z, a], description: A, ${list}`,
          `name: a, renamedFrom: b, description: B, ${list}`,
        ),
      );
      const plan = await settle(project);
      expect(plan.diagnostics.map(({ code }: { code: string }) => code)).toEqual([
        'renamed-from-spent',
        'renamed-from-spent',
      ]);
      expect(live(project)).toEqual(
        expect.arrayContaining([
          { id: a, name: 'c', description: 'A' },
          { id: b, name: 'a', description: 'B' },
        ]),
      );
    });
  });

  test('swapped by id', async () => {
    await withTwo(async (project, a, b) => {
      await project.write(
        declare(
          `name: b, id: ${a}, description: A, ${list}`,
          `name: a, id: "${b}", description: B, ${list}`,
        ),
      );
      await settle(project);
      expect(live(project)).toEqual(
        expect.arrayContaining([
          { id: a, name: 'b', description: 'A' },
          { id: b, name: 'a', description: 'B' },
        ]),
      );
    });
  });
});

test('what is to go is named by its ID alone', async () => {
  await withTwo(async (project, a, b) => {
    await project.write(declare(`id: ${a}, state: absent`, `name: b, description: B, ${list}`));
    const { stdout } = await project.run('plan --format json');
    expect(JSON.parse(stdout).changes).toMatchObject([
      { address: 'segment/a', action: 'delete', id: a },
    ]);
    await settle(project);
    expect(live(project).map(({ id }) => id)).toEqual([b]);
  });
});

test('what is ignored stays as it is remotely', async () => {
  await withTwo(async (project, a) => {
    const ignoring = (ignored: string) =>
      declare(
        `name: other, id: ${a}, description: X, lifecycle: { ignoreChanges: [${ignored}] }, ${list}`,
        `name: b, description: B, ${list}`,
      );
    await project.write(ignoring('description'));
    await settle(project);
    expect(live(project)).toContainEqual({ id: a, name: 'other', description: 'A' });
    await project.write(declare(`name: a, id: ${a}, description: A, ${list}`, `name: b, ${list}`));
    await settle(project);
    await project.write(ignoring('name'));
    await settle(project);
    expect(live(project)).toContainEqual({ id: a, name: 'a', description: 'X' });
  });
});

test('meta is shown and never sent', async () => {
  await withTwo(async (project) => {
    project.sandbox.forgetRequests();
    await project.write(
      declare(`name: a, meta: { owner: Anna }, ${list}`, `name: b, description: B, ${list}`),
    );
    const { stdout } = await project.run('plan --format json');
    expect(JSON.parse(stdout).changes).toMatchObject([{ meta: { owner: 'Anna' } }]);
    await settle(project);
    expect(project.writes()).toHaveLength(1);
    expect(JSON.stringify(project.writes())).not.toContain('Anna');
  });
});

test('twins at two retailers are two changes, each by its own ID', async () => {
  const row = (id: string, retailerId: string) => ({
    id,
    type: 'AudienceSegment',
    attributes: {
      accountId: '625702934721171442',
      retailerId,
      name: 'CRM',
      type: 'ContactList',
      contactList: { identifierType: 'Email', isReadOnly: false },
    },
  });
  const twin = (id: string, retailerId: string) =>
    `name: CRM, id: ${id}, retailerId: ${retailerId}, description: of ${retailerId}, ${list}`;
  const files = {
    'audiencectl.yaml': projectFile,
    ...declare(twin('11', '1234'), twin('22', '5678')),
  };
  await withProject({ files }, async (project) => {
    for (const { id, attributes } of [row('11', '1234'), row('22', '5678')]) {
      project.sandbox.edit({
        platform: 'retail-media',
        kind: 'segment',
        id,
        scope: '625702934721171442',
        attributes,
      });
    }
    const { stdout } = await project.run('plan --format json');
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [
        { action: 'update', id: '11', after: { description: 'of 1234' } },
        { action: 'update', id: '22', after: { description: 'of 5678' } },
      ],
      requests: [{ verb: 'update', addresses: ['segment/CRM', 'segment/CRM'] }],
      refusals: [],
    });
  });
});
