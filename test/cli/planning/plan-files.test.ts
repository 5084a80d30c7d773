/**
 * Saved plans that somebody else wrote: with their checksum computed anew, as any forger can, they do
 * nothing that the manifests beside them do not ask for.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { planChecksum } from '../../../src/plan/document/plan-checksum.ts';
import type { PlanDocument, PlannedChange } from '../../../src/schema/generated/plan.ts';
import { type FolderFiles, projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const head = 'defaults: { retailerId: "1234" }\n';
const list = (name: string, rest = '') =>
  `  - { name: ${name}, contactList: { identifierType: Email }${rest} }\n`;
const declare = (segments: string, audiences = '') => ({
  'manifest.yaml': `${head}segments:\n${segments}${audiences === '' ? '' : `audiences:\n${audiences}`}`,
});
const audience = (name: string, algebra: string) => `  - { name: ${name}, algebra: ${algebra} }\n`;

const live = declare(
  list('CRM') + list('Opted out') + list('Old list') + list('Loose'),
  audience('Buyers', 'CRM') + audience('Others', '{ and: [CRM, { not: Old list }] }'),
);

interface Attack {
  readonly about: string;
  /** The manifests that were reviewed and merged. */
  readonly files: FolderFiles;
  readonly forge: (plan: PlanDocument) => void;
  /** Options of the honest plan that is forged. */
  readonly options?: string;
  readonly code?: string;
}

const aDeletion = (name: string, id: string): PlannedChange => ({
  address: `segment/${name}`,
  action: 'delete',
  id,
  origin: 'unknown',
  reasons: [{ code: 'state-absent', text: 'state: absent' }],
  undo: 'irreversible',
  liveUse: { known: false },
  before: { name, retailerId: '1234', contactList: { identifierType: 'Email' } },
  after: null,
  segmentIds: { before: {}, after: {} },
  paths: [],
  patch: [],
  dependsOn: [],
  source: null,
});

const described = declare(
  list('CRM', ', description: reviewed') + list('Opted out') + list('Old list') + list('Loose'),
  audience('Buyers', 'CRM') + audience('Others', '{ and: [CRM, { not: Old list }] }'),
);
const withNew = declare(
  list('CRM') + list('Opted out') + list('Old list') + list('Loose'),
  audience('Buyers', 'CRM') +
    audience('Others', '{ and: [CRM, { not: Old list }] }') +
    audience('New', '{ and: [CRM, { not: Opted out }] }'),
);
const absentLoose = (project = '') => ({
  'audiencectl.yaml': projectFile + project,
  ...declare(
    `${list('CRM') + list('Opted out') + list('Old list')}  - { name: Loose, state: absent }\n`,
    audience('Buyers', 'CRM') + audience('Others', '{ and: [CRM, { not: Old list }] }'),
  ),
});
const replaced = declare(
  `${list('Opted out') + list('Old list') + list('Loose')}  - { name: CRM, contactList: { identifierType: PhoneNumber } }\n`,
  audience('Buyers', 'CRM') + audience('Others', '{ and: [CRM, { not: Old list }] }'),
);
const pruned = {
  'audiencectl.yaml': `${projectFile}owns: { segments: {}, audiences: {} }\nprune: owned\nlimits: { maxDeletes: 1 }\n`,
  ...declare(list('CRM'), audience('Buyers', 'CRM')),
};
const allow = (plan: PlanDocument) => plan.refusals.splice(0);

/** The ID that a name has in the account, from a plan that shows it. */
let idOf: (name: string) => string = () => '';

const attacks: readonly Attack[] = [
  {
    about: 'a deletion among the moves',
    files: described,
    forge: (plan) => plan.moves.push(aDeletion('Loose', idOf('Loose'))),
  },
  {
    about: 'a deletion among the changes',
    files: described,
    forge: (plan) => plan.changes.push(aDeletion('Loose', idOf('Loose'))),
  },
  {
    about: 'a name that leads to another list',
    files: withNew,
    forge: ({ changes }) => {
      for (const { segmentIds } of changes) segmentIds.after['Opted out'] = idOf('Old list');
    },
  },
  {
    about: 'a tree that keeps nobody out',
    files: withNew,
    forge: ({ changes }) => {
      for (const change of changes) {
        Object.assign(change.after ?? {}, { algebra: 'CRM' });
        change.segmentIds.after = { CRM: idOf('CRM') };
      }
    },
  },
  {
    about: 'a description that nobody reviewed',
    files: described,
    forge: ({ changes }) => {
      for (const { after } of changes) Object.assign(after ?? {}, { description: 'forged' });
    },
  },
  {
    about: 'a version that leads out of the path',
    files: described,
    forge: ({ project }) => Object.assign(project, { apiVersion: '..', audienceApiVersion: '..' }),
  },
  {
    about: 'another version of the API',
    files: described,
    forge: ({ project }) => Object.assign(project, { audienceApiVersion: '2026-01' }),
  },
  {
    about: 'another version of the API for its segments',
    files: described,
    forge: ({ project }) => Object.assign(project, { segmentApiVersion: 'experimental' }),
  },
  {
    about: 'a version of its segments that leads out of the path',
    files: described,
    forge: ({ project }) => Object.assign(project, { segmentApiVersion: '..' }),
  },
  {
    about: 'a change that stands there twice',
    files: described,
    forge: ({ changes }) => changes.push(...structuredClone(changes)),
  },
  {
    about: 'a summary that counts fewer deletions',
    files: absentLoose(),
    forge: ({ summary }) => Object.assign(summary, { delete: 0 }),
  },
  {
    about: 'no word of what is protected',
    files: absentLoose('protect: ["segment/Loose"]\n'),
    forge: allow,
    code: 'protected',
  },
  {
    about: 'no word of a replacement without consent',
    files: replaced,
    forge: allow,
    code: 'replace-not-allowed',
  },
  {
    about: 'a consent to a replacement that it gives itself',
    files: replaced,
    forge: (plan) => {
      allow(plan);
      plan.consents.push('allow-replace');
    },
    code: 'replace-not-allowed',
  },
  { about: 'no word of the limit', files: pruned, forge: allow, code: 'delete-limit' },
  {
    about: 'a limit that it raises itself',
    files: pruned,
    forge: (plan) => {
      allow(plan);
      plan.consents.push('max-deletes=100');
    },
    code: 'delete-limit',
  },
];

/** Everything live, then the reviewed manifests beside a plan that is made from them and forged. */
async function withForged(
  { files, forge, options = '' }: Pick<Attack, 'files' | 'forge' | 'options'>,
  use: (project: TestProject) => Promise<void>,
): Promise<void> {
  const all = { 'audiencectl.yaml': projectFile, ...live };
  await withProject({ files: all }, async (project) => {
    expect(await project.run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    await project.run('snapshot --out snapshot.json');
    const { segments } = JSON.parse(await readFile(join(project.folder, 'snapshot.json'), 'utf8'));
    idOf = (name) =>
      segments.find(({ attributes }: { attributes: { name: string } }) => attributes.name === name)
        .id;
    await project.write(files);
    await project.run(`plan --out plan.json ${options}`.trim());
    const path = join(project.folder, 'plan.json');
    const plan: PlanDocument = JSON.parse(await readFile(path, 'utf8'));
    forge(plan);
    plan.checksum = planChecksum(plan);
    await writeFile(path, JSON.stringify(plan));
    project.sandbox.forgetRequests();
    await use(project);
  });
}

describe('a plan file with a right checksum and', () => {
  test.each(attacks)('$about writes nothing', async ({ code, ...attack }) => {
    await withForged(attack, async ({ run, writes }) => {
      const { exitCode, stdout } = await run('apply plan.json --format json');
      expect(exitCode).toBe(3);
      const codes = JSON.parse(stdout).refusals.map((each: { code: string }) => each.code);
      expect(codes).toContain('plan-not-declared');
      if (code !== undefined) expect(codes).toContain(code);
      expect(writes()).toEqual([]);
    });
  });
});

describe('a saved plan', () => {
  test('is no proof of itself: without the project beside it, it is an error', async () => {
    await withForged({ files: described, forge: () => {} }, async ({ run, writes }) => {
      const { exitCode, stderr } = await run('-C /tmp apply /nowhere/plan.json');
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('file-not-readable')]);
      const alone = await run('apply plan.json --project elsewhere.yaml');
      expect([alone.exitCode, alone.stderr]).toEqual([
        1,
        expect.stringMatching(/project-not-found.*--trust-plan-file/su),
      ]);
      expect(writes()).toEqual([]);
      const trusted = await run('apply plan.json --project elsewhere.yaml --trust-plan-file');
      expect([trusted.exitCode, trusted.stdout]).toEqual([
        0,
        expect.stringContaining('was not compared with the manifests of the project'),
      ]);
    });
  });

  test('is refused beside manifests that hold an error', async () => {
    await withForged({ files: described, forge: () => {} }, async ({ run, write, writes }) => {
      await write({ 'manifest.yaml': `${described['manifest.yaml']}oops: 1\n` });
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 1 });
      expect(writes()).toEqual([]);
    });
  });

  test('and nothing else is trusted with --trust-plan-file', async () => {
    const forge = ({ changes }: PlanDocument) => {
      for (const { after } of changes) Object.assign(after ?? {}, { description: 'by hand' });
    };
    await withForged({ files: described, forge }, async ({ run, writes }) => {
      const { exitCode, stdout } = await run('apply plan.json --trust-plan-file --format json');
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout).diagnostics).toContainEqual(
        expect.objectContaining({ code: 'plan-file-trusted' }),
      );
      expect(JSON.stringify(writes())).toContain('by hand');
    });
    const twice = ({ changes }: PlanDocument) => changes.push(...structuredClone(changes));
    await withForged({ files: described, forge: twice }, async ({ run, writes }) => {
      expect(await run('apply plan.json --trust-plan-file')).toMatchObject({ exitCode: 3 });
      expect(writes()).toEqual([]);
    });
  });

  test.each([
    [
      '--checksum',
      'allow-replace',
      replaced,
      '--allow-replace',
      (sum: string) => `--checksum ${sum}`,
    ],
    ['the same option', 'allow-replace', replaced, '--allow-replace', () => '--allow-replace'],
    ['the same number', 'max-deletes', pruned, '--max-deletes 4', () => '--max-deletes 4'],
  ])('counts as consent with %s: %s', async (_1, _2, files, options, consent) => {
    await withForged({ files, forge: () => {}, options }, async ({ run, folder, writes }) => {
      const refused = await run('apply plan.json');
      expect([refused.exitCode, refused.stdout]).toEqual([
        3,
        expect.stringContaining('is only in the plan file, which is not enough'),
      ]);
      expect(writes()).toEqual([]);
      const { checksum } = JSON.parse(await readFile(join(folder, 'plan.json'), 'utf8'));
      expect(await run(`apply plan.json ${consent(checksum)}`)).toMatchObject({ exitCode: 0 });
    });
  });

  test('is held against the base that it was made with', async () => {
    const base = Object.fromEntries(
      Object.entries(live).map(([file, text]) => [`before/${file}`, text]),
    );
    const files = {
      ...base,
      'before/audiencectl.yaml': projectFile,
      'audiencectl.yaml': `${projectFile}manifests: [manifest.yaml]\nprune: removed\n`,
      ...declare(
        list('CRM') + list('Opted out') + list('Old list'),
        audience('Buyers', 'CRM') + audience('Others', '{ and: [CRM, { not: Old list }] }'),
      ),
    };
    const options = '--base before';
    await withForged({ files, forge: () => {}, options }, async ({ run, writes }) => {
      const without = await run('apply plan.json');
      expect([without.exitCode, without.stdout]).toEqual([
        3,
        expect.stringContaining('without --base it is not known'),
      ]);
      expect(writes()).toEqual([]);
      expect(await run('apply plan.json --base before')).toMatchObject({ exitCode: 0 });
      expect(writes()).toHaveLength(1);
    });
  });

  test('that was altered says so when it is shown', async () => {
    await withForged({ files: described, forge: () => {} }, async ({ run, folder, write }) => {
      const text = await readFile(join(folder, 'plan.json'), 'utf8');
      await write({ 'plan.json': text.replaceAll('reviewed', 'by hand') });
      const { exitCode, stdout } = await run('show plan.json');
      expect([exitCode, stdout]).toEqual([0, expect.stringContaining('plan-altered')]);
    });
  });
});

describe('the way out of a refusal', () => {
  const refusalsIn = (stdout: string): readonly { code: string; fix?: string }[] =>
    JSON.parse(stdout).refusals;
  const forge = () => {};
  const planAgain = /^Plan again with --[a-z-]+(?: \d+)?, because a saved plan keeps the consents/u;

  test.each([
    ['replace-not-allowed', replaced, '--allow-replace'],
    ['delete-limit', pruned, '--max-deletes 100'],
  ])('of a saved plan is to plan again with the consent: %s', async (code, files, consent) => {
    await withForged({ files, forge }, async ({ run }) => {
      for (const line of [`apply plan.json ${consent}`, 'apply plan.json --trust-plan-file'])
        expect(refusalsIn((await run(`${line} --format json`)).stdout)).toEqual([
          expect.objectContaining({ code, fix: expect.stringMatching(planAgain) }),
        ]);
      const shown = await run('show plan.json --format json');
      expect(refusalsIn(shown.stdout)[0]?.fix).toMatch(planAgain);
    });
  });

  test('that is in the project file ends with another plan, too', async () => {
    const files = absentLoose('protect: ["segment/Loose"]\n');
    await withForged({ files, forge }, async ({ run }) => {
      const { stdout } = await run('apply plan.json --format json');
      expect(refusalsIn(stdout)[0]?.fix).toMatch(/ Then plan again\.$/u);
    });
  });

  test.each([
    ['--allow-replace', replaced],
    ['--max-deletes 4', pruned],
  ])('of a consent in the file alone is said once: %s', async (options, files) => {
    await withForged({ files, forge, options }, async ({ run }) => {
      const { stdout } = await run('apply plan.json --format json');
      const fixes = new Set(refusalsIn(stdout).map(({ fix }) => fix));
      expect([...fixes]).toEqual([
        `Give the reviewed checksum with --checksum, or give ${options} again.`,
      ]);
    });
  });
});

describe('the checksum', () => {
  test('stands in the text, not last, and in the command that plan --out names', async () => {
    await withForged({ files: described, forge: () => {} }, async ({ run, folder }) => {
      const { stdout, stderr } = await run('plan --out saved.json');
      const { checksum } = JSON.parse(await readFile(join(folder, 'saved.json'), 'utf8'));
      const shown = await run('show saved.json');
      for (const text of [stdout, shown.stdout]) {
        const lines = text.trimEnd().split('\n');
        expect(lines).toContain(`Checksum: ${checksum}`);
        expect(lines.at(-1)).toMatch(/^Plan: /u);
      }
      const command = /To apply exactly this plan: audiencectl (.*)/u.exec(stderr)?.[1] ?? '';
      expect(command).toMatch(new RegExp(`^apply saved\\.json .*--checksum ${checksum}$`, 'u'));
      expect(await run(command)).toMatchObject({ exitCode: 0 });
    });
  });

  test('that is empty is said to be empty', async () => {
    await withForged({ files: described, forge: () => {} }, async ({ run }) => {
      const { exitCode, stderr } = await run('apply plan.json --checksum=');
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('--checksum is empty')]);
    });
  });
});
