/** What was reviewed of members is what a saved plan does: its brakes, and the consents that it shows. */
import { describe, expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';
import { files, manifest, membersOf, people, person, steps } from './a-list-in-plans.ts';

test('a saved plan fills its lists, where their sources are and the way it was reviewed', () =>
  withProject({ files }, async (project) => {
    await project.run('plan --members --out plan.json');
    for (const [changed, reason] of [
      ['crm.txt }', 'which members of "CRM" change: The source data/gone.txt'],
      ['crm.txt, mode: append }', 'the members settings in its manifest have changed'],
      ['crm.txt, send: plain }', 'the members settings in its manifest have changed'],
    ] as const) {
      const source = changed.replace('crm', changed === 'crm.txt }' ? 'gone' : 'crm');
      await project.write({ 'manifest.yaml': manifest.replace('crm.txt }', source) });
      const { exitCode, stdout } = await project.run('apply plan.json');
      expect([exitCode, stdout.replace(/\s+/gu, ' ')]).toEqual([
        3,
        expect.stringContaining(reason),
      ]);
    }
    expect(steps(project)).toEqual([]);
    await project.write({ 'manifest.yaml': manifest });
    const refused = {
      when: { path: '/add-remove' },
      effect: { kind: 'status', status: 400 },
    } as const;
    project.sandbox.configure({ faults: [refused] });
    // What failed is not done because the segment is there.
    for (const _ of ['once', 'again']) {
      const { exitCode, stdout } = await project.run('apply plan.json');
      expect([exitCode, stdout]).toEqual([
        4,
        expect.stringMatching(/Right now +"CRM" exists, but none.*Failed +segment "CRM"/su),
      ]);
      expect(stdout).not.toMatch(/nothing was changed/iu);
    }
    project.sandbox.configure({ faults: [] });
    const filled = await project.run('apply plan.json --members');
    expect([filled.exitCode, filled.stdout]).toEqual([
      0,
      expect.stringMatching('"CRM": 40 added, 0 removed'),
    ]);
    expect(membersOf(project)).toEqual([40]);
    // Once more there is nothing to do, and nothing is done.
    const before = steps(project).length;
    expect((await project.run('apply plan.json')).exitCode).toBe(0);
    expect(steps(project)).toHaveLength(before);
  }));

test('what is allowed for one list is not allowed for another', () => {
  const two = manifest.replace(
    '  - name: Shoes\n',
    `  - name: Other
    contactList:
      identifierType: Email
      members: { source: data/other.txt }
  - name: Shoes
`,
  );
  const other = { 'manifest.yaml': two, 'data/other.txt': people(100, 140) };
  return withProject({ files: { ...files, ...other } }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'data/other.txt': people(100, 104), 'data/crm.txt': people(0, 41) });
    await project.run('plan --members --allow-member-removal --out plan.json');
    // The plan said that CRM grows by one; its export has broken since.
    await project.write({ 'data/crm.txt': people(0, 2) });
    const before = steps(project).length;
    const consenting = 'apply plan.json --allow-member-removal';
    const { exitCode, stdout } = await project.run(consenting);
    expect([exitCode, stdout]).toEqual([
      3,
      expect.stringMatching('segment "CRM": 95.0 % of the members would be removed'),
    ]);
    await project.write({ 'data/crm.txt': people(0, 41) });
    // The file says that it was allowed, and a file allows nothing.
    expect(await project.run('apply plan.json')).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching('segment "Other": 90.0 % of the members would be removed'),
    });
    expect(steps(project)).toHaveLength(before);
    expect((await project.run(consenting)).exitCode).toBe(0);
    expect(membersOf(project).sort()).toEqual([4, 41]);

    // Neither a sync in between nor a machine without the data changes what was reviewed.
    const { checksum } = JSON.parse((await project.run('plan --members --format json')).stdout);
    await project.write({ 'data/crm.txt': people(0, 42) });
    const reviewed = `apply --members --checksum ${checksum}`;
    expect((await project.run(reviewed)).exitCode).toBe(0);
    expect(membersOf(project).sort()).toEqual([4, 42]);

    // What is left out is neither read nor filled, whatever is wrong with it.
    await project.write({ 'data/crm.txt': people(0, 43), 'data/other.txt': '' });
    const part = await project.run('apply --members --auto-approve --exclude segment/Other');
    expect([part.exitCode, membersOf(project).sort()]).toEqual([0, [4, 43]]);
    await project.write({ 'manifest.yaml': two.replace('data/other.txt', '"-"') });
    const only = await project.run('plan --members --target segment/CRM');
    expect(only.exitCode).toBe(0);
    await project.write({ 'manifest.yaml': two.replace('View, lookback', 'Buy, lookback') });
    await project.write({ 'data/crm.txt': people(0, 44) });
    await project.run(
      'apply --members --auto-approve --exclude segment/CRM --exclude segment/Other',
    );
    expect(membersOf(project).sort()).toEqual([4, 43]);
  });
});

describe('a consent in a plan covers what the plan showed, and no more', () => {
  const filledWith = manifest
    .replace('data/crm.txt', 'data/crm.txt, exclude: data/out.txt')
    .replace('- name: CRM\n', '- name: CRM\n    lifecycle: { replace: allow }\n');
  const noise = (count: number) => Array.from({ length: count }, (_, each) => `\nnobody ${each}`);
  const world = { ...files, 'manifest.yaml': filledWith, 'data/out.txt': person(900) };
  const consents = {
    removal: ' --allow-member-removal',
    growth: ' --allow-member-growth',
    invalid: ' --allow-member-invalid',
    rebuild: ' --allow-members-rebuild --allow-member-removal',
  };

  interface Case {
    readonly brake: string;
    readonly consent: keyof typeof consents;
    /** What the plan is made of. */
    readonly planned: Readonly<Record<string, string>>;
    /** What is as much as the plan showed, or less. */
    readonly within: Readonly<Record<string, string>>;
    /** What is more. */
    readonly beyond: readonly (readonly [string, Readonly<Record<string, string>>])[];
    readonly after: number;
  }

  const crm = (text: string) => ({ 'data/crm.txt': text });
  const out = (text: string) => ({ 'data/out.txt': text });

  test.each<Case>([
    {
      ...{ brake: 'removals', consent: 'removal', after: 21 },
      ...{ planned: crm(people(0, 20)), within: crm(people(0, 21)) },
      beyond: [
        ['members-removal-limit', crm(people(0, 19))],
        ['members-source-empty', crm('')],
      ],
    },
    {
      ...{ brake: 'growth', consent: 'growth', after: 199 },
      ...{ planned: crm(people(0, 200)), within: crm(people(0, 199)) },
      beyond: [
        ['members-growth-limit', crm(people(0, 201))],
        ['members-exclude-empty', out('')],
      ],
    },
    {
      ...{ brake: 'invalid lines', consent: 'invalid', after: 41 },
      planned: crm(`${people(0, 41)}${noise(10).join('')}`),
      within: crm(`${people(0, 41)}${noise(9).join('')}`),
      beyond: [
        ['members-too-many-invalid', crm(`${people(0, 41)}${noise(11).join('')}`)],
        ['members-exclude-invalid', out(`${person(900)}${noise(3).join('')}`)],
      ],
    },
    {
      ...{ brake: 'a rebuild', consent: 'rebuild', after: 21 },
      ...{ planned: crm(people(0, 20)), within: crm(people(0, 21)) },
      beyond: [
        ['members-removal-limit', crm(people(0, 19))],
        ['members-source-empty', crm('')],
      ],
    },
  ])('$brake', ({ consent, planned, within, beyond, after }) =>
    withProject({ files: world }, async (project) => {
      await project.run('apply --members --auto-approve');
      const ledger = consent === 'rebuild' ? ' --ledger elsewhere' : '';
      const options = `${consents[consent]}${ledger}`;
      await project.write(planned);
      const { stdout } = await project.run(
        `plan --members --out plan.json --format json${options}`,
      );
      const plan = JSON.parse(stdout);
      const ways = [
        `apply plan.json${options}`,
        `apply plan.json --checksum ${plan.checksum}${ledger}`,
        `apply plan.json --trust-plan-file${options}`,
      ];
      const before = steps(project);
      for (const [code, changed] of beyond) {
        await project.write({ ...world, ...planned, ...changed, 'manifest.yaml': filledWith });
        for (const way of ways) {
          const { exitCode, stdout: told } = await project.run(`${way} --format json`);
          const { refusals } = JSON.parse(told);
          expect([way, exitCode, refusals.map((each: { code: string }) => each.code)]).toEqual([
            way,
            3,
            expect.arrayContaining([code]),
          ]);
        }
      }
      expect(steps(project)).toEqual(before);
      // Whoever raises what a plan file allows makes another plan of it.
      const forged = JSON.stringify(plan).replaceAll(
        /("allowed":\[\{[^}]*"count":)\d+/gu,
        '$19999',
      );
      expect(forged).not.toBe(JSON.stringify(plan));
      await project.write({ 'forged.json': forged });
      expect((await project.run(`apply forged.json${options}`)).exitCode).not.toBe(0);
      expect(steps(project)).toEqual(before);
      await project.write({ ...world, ...planned, ...within });
      expect(await project.run(ways[1] ?? '')).toMatchObject({ exitCode: 0 });
      expect(membersOf(project)).toEqual([after]);
    }),
  );
});

test('the brakes of members refuse the plan, before anything is written', () =>
  withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'data/crm.txt': people(0, 4) });
    const planned = await project.run('plan --members');
    expect([planned.exitCode, planned.stdout]).toEqual([
      3,
      expect.stringMatching('segment "CRM": 90.0 % of the members would be removed'),
    ]);
    const before = project.writes().length;
    expect((await project.run('apply --members --auto-approve')).exitCode).toBe(3);
    expect(project.writes().filter(({ method }) => method !== 'GET')).toHaveLength(
      project
        .writes()
        .slice(0, before)
        .filter(({ method }) => method !== 'GET').length,
    );
    const allowed = 'apply --members --auto-approve --allow-member-removal';
    expect((await project.run(allowed)).exitCode).toBe(0);
    expect(membersOf(project)).toEqual([4]);
    // Somewhere else nobody knows what the list holds.
    const elsewhere = await project.run('plan --members --ledger elsewhere');
    expect([elsewhere.exitCode, elsewhere.stdout]).toEqual([
      3,
      expect.stringMatching('rebuild needed: cleared, then \\+4'),
    ]);
  }));
