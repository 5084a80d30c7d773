import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pullOf } from '../review/a-proposal.ts';
import { type Checkout, exampleProject, withCheckout } from './a-checkout.ts';
import {
  apply as applyMerge,
  atNight as atGitlabNight,
  openMergeRequest,
} from './a-merge-request.ts';
import { apply as applyPull, atNight as atGithubNight, openPullRequest } from './a-pull-request.ts';

const file = 'segments/shoes.yaml';
const edited = 'audiences/shoes.yaml';
const longer = (text: string) => text.replace('Last30Days', 'Last60Days');

/** The jobs of both examples, under one name each. */
const hosts = [
  {
    name: 'GitHub',
    branch: /^audiencectl\/pull-audiencectl-yaml-[0-9a-f]{8}$/,
    prepare: async (checkout: Checkout) => {
      const { plan, merge } = await openPullRequest(checkout, 1);
      return { plan: () => plan(), merge: () => merge() };
    },
    apply: applyPull,
    atNight: (checkout: Checkout, run: number) => atGithubNight(checkout, 'propose', run),
  },
  {
    name: 'GitLab',
    branch: /^audiencectl\/pull-production$/,
    prepare: async (checkout: Checkout) => {
      const { plan, merge } = await openMergeRequest(checkout, 1);
      return { plan: () => plan(11), merge: () => merge() };
    },
    apply: applyMerge,
    atNight: (checkout: Checkout, run: number) => atGitlabNight(checkout, 'propose', run),
  },
] as const;

/** What `audiencectl pull` would write and print, without an account to read. */
async function standInForPull(
  { scratch }: Checkout,
  drift: Readonly<Record<string, string>>,
  { folder = '', exitCode = 0, owner = '' } = {},
): Promise<void> {
  const program = join(scratch, 'bin/audiencectl');
  const text = await readFile(program, 'utf8');
  const lines = Object.entries(drift).map(([path, content]) => {
    const encoded = Buffer.from(content).toString('base64');
    return `printf %s '${encoded}' | base64 -d >'${folder}${path}'`;
  });
  const entry = { ...pullOf(drift), project: owner, file: `${folder}audiencectl.yaml` };
  const document =
    owner === '' ? pullOf(drift) : { formatVersion: 1, projects: [entry], diagnostics: [] };
  const pull = Buffer.from(JSON.stringify(document)).toString('base64');
  const standIn = [
    '# stand-in',
    'if [[ $1 == pull ]]; then',
    ...['[[ -n $CRITEO_CLIENT_ID ]]', 'printf \'%s\\n\' "$*" >>"$HOME/calls"', ...lines],
    ...[`printf %s '${pull}' | base64 -d`, `exit ${exitCode}`, 'fi', '# end'],
  ].join('\n');
  const bare = text.replace(/# stand-in.*# end\n/s, '');
  await writeFile(program, bare.replace('\n', `\n${standIn}\n`));
}

/** The host knows the files of what was pushed. */
async function tellFiles({ git, host }: Checkout): Promise<string> {
  const commit = await git('rev-parse', 'main');
  const names = (await git('ls-tree', '-r', '--name-only', commit)).split('\n');
  const files = await Promise.all(
    names.map(async (path) => {
      const content = `${await git('show', `${commit}:${path}`)}\n`;
      return [path, { content, mode: '100644' }] as const;
    }),
  );
  const parents = host.commits.get(commit) ?? [];
  const by = { author: 'ana', committer: 'ana', message: 'change' };
  host.contents.set(commit, { parents, ...by, files: new Map(files) });
  return commit;
}

function editInUi({ sandbox }: Checkout, description: string): void {
  const { audiences } = JSON.parse(JSON.stringify(sandbox.sandbox.document()));
  sandbox.sandbox.edit({
    platform: 'retail-media',
    kind: 'audience',
    id: audiences[0].id,
    attributes: { description },
  });
}

async function lastBase({ calls, git }: Checkout): Promise<string> {
  const pulled = (await calls()).findLast((line) => line.startsWith('pull '));
  const [, base = ''] = / --base (\S+) --format json$/.exec(pulled ?? '') ?? [];
  return git('-C', base, 'rev-parse', 'HEAD');
}

describe('the nightly job that proposes edits of the UI', () => {
  test.each(hosts)('opens one request, keeps it, and ends after the merge ($name)', async (of) => {
    await withCheckout(async (checkout) => {
      const { host, git, commit, push } = checkout;
      const change = await of.prepare(checkout);
      const early = await of.atNight(checkout, 2001);
      expect([early.exitCode, early.log]).toEqual([
        1,
        expect.stringContaining('no push to main has been applied yet'),
      ]);
      await change.plan();
      const merged = await change.merge();
      expect(await of.apply(checkout, 1001, merged)).toMatchObject({ exitCode: 0 });
      await tellFiles(checkout);
      expect((await of.atNight(checkout, 2002)).log).toContain('Nothing to propose.');

      editInUi(checkout, 'Edited in the UI');
      const first = await of.atNight(checkout, 2003);
      expect(first).toMatchObject({ exitCode: 0, log: expect.stringContaining('2 was opened.') });
      expect(await lastBase(checkout)).toBe(merged.commit);
      const [, review] = host.reviews;
      expect(review).toMatchObject({ branch: expect.stringMatching(of.branch), target: 'main' });
      expect(review?.body).toMatch(/- description: `not set -> "?Edited in the UI"?`/);
      const before = host.contents.get(merged.commit)?.files.get(edited)?.content ?? '';
      const proposed = () => host.contents.get(review?.head ?? '');
      expect(proposed()?.parents).toEqual([merged.commit]);
      expect(proposed()?.files.get(edited)?.content).toBe(
        before.replace('    algebra:', '    description: Edited in the UI\n    algebra:'),
      );
      expect(proposed()?.files.size).toBe(host.contents.get(merged.commit)?.files.size);
      // It has no way to push.
      expect(await git('branch', '--all', '--list', '*pull-*')).toBe('');

      expect((await of.atNight(checkout, 2004)).log).toContain('2 is up to date.');
      editInUi(checkout, 'Edited again');
      expect((await of.atNight(checkout, 2005)).log).toContain('2 was updated.');
      expect(proposed()?.files.get(edited)?.content).toContain('description: Edited again\n');

      // Merged, and not applied yet: the base is what was applied last.
      const text = proposed()?.files.get(edited)?.content ?? '';
      const commitOfMerge = await commit({ [edited]: text });
      await push('main');
      if (review !== undefined) host.merge(review, commitOfMerge);
      await tellFiles(checkout);
      const after = await of.atNight(checkout, 2006);
      expect(after).toMatchObject({
        exitCode: 0,
        log: expect.stringContaining('Nothing to propose.'),
      });
      expect(await lastBase(checkout)).toBe(merged.commit);

      // A change of git's own that waits to be applied is not taken back.
      await checkout.edit(file, longer);
      await push('main');
      await tellFiles(checkout);
      const { log } = await of.atNight(checkout, 2007);
      expect(log).toContain('Nothing to propose.\n');
      expect(log).not.toContain('Not taken');
      expect(host.reviews).toHaveLength(2);
    });
  });

  test.each(hosts)('shows its readers the lines of pull ($name)', async (of) => {
    await withCheckout(async (checkout) => {
      const { host, sandbox } = checkout;
      const change = await of.prepare(checkout);
      await change.plan();
      const merged = await change.merge();
      expect(await of.apply(checkout, 1001, merged)).toMatchObject({ exitCode: 0 });
      await tellFiles(checkout);
      const { audiences, segments } = JSON.parse(JSON.stringify(sandbox.sandbox.document()));
      const viewers = segments.find((each: { attributes: { events?: object } }) =>
        Object.hasOwn(each.attributes, 'events'),
      );
      const edit = (kind: 'segment' | 'audience', id: string, more: object) =>
        sandbox.sandbox.edit({ platform: 'retail-media', kind, id, ...more });
      const { events } = viewers.attributes;
      edit('segment', viewers.id, {
        attributes: {
          events: { ...events, lookbackDays: 'Last60Days', categoryIds: ['3590922', '77'] },
        },
      });
      edit('audience', audiences[0].id, { removed: true });
      const ran = await of.atNight(checkout, 2001);
      expect(ran).toMatchObject({ exitCode: 0, log: expect.stringContaining('2 was opened.') });
      const body = host.reviews.at(-1)?.body ?? '';
      const edits = [
        '- `segment/Recent shoe viewers` was edited: `segments/shoes.yaml:2`',
        '  - look-back: `30 days -> 60 days`',
        '  - categories:',
        '    ```diff',
        '    + 77',
        '      stays: 3590922',
        '    ```',
        '  - people: enter: ',
      ];
      expect(body).toContain('1 edit made in the Criteo UI.');
      expect(body).toContain(edits.join('\n'));
      expect(body.split('### Not taken')[1]).toContain(
        '- `audience/Shoe viewers who are not customers` (`audiences/shoes.yaml:2`): ',
      );
    });
  });

  test.each([
    ['working-directory', { with: { 'working-directory': './fr/' } }, ''],
    ['AUDIENCECTL_PROJECT', { env: { AUDIENCECTL_PROJECT: 'fr/audiencectl.yaml' } }, 'fr/'],
  ])('proposes for a project in a folder, by its own key (GitHub, %s)', async (_, event, at) => {
    await withCheckout(async (checkout) => {
      const { host, folder, commit, push } = checkout;
      const project = Object.entries(await exampleProject(checkout));
      const files = Object.fromEntries(project.map(([path, text]) => [`fr/${path}`, text]));
      const tip = await commit(files);
      await push('main');
      host.start(1, { commit: tip, event: 'push', conclusion: 'success' });
      await tellFiles(checkout);
      const before = await readFile(join(folder, 'fr', file), 'utf8');
      await standInForPull(checkout, { [file]: longer(before) }, { folder: at });
      const ran = await atGithubNight(checkout, 'propose', 2001, event);
      expect(ran).toMatchObject({ exitCode: 0, log: expect.stringContaining('1 was opened.') });
      const [review] = host.reviews;
      expect(review?.title).toMatch(/^Take edits from the Criteo UI: fr\/audiencectl\.yaml/);
      const proposed = host.contents.get(review?.head ?? '')?.files;
      expect(proposed?.get(`fr/${file}`)?.content).toBe(longer(before));
      expect(proposed?.size).toBe(host.contents.get(tip)?.files.size);
    });
  });

  const each = 'clients/*/audiencectl.yaml';

  test.each([
    [
      'GitHub',
      (checkout: Checkout) => atGithubNight(checkout, 'propose', 2001, { with: { each } }),
    ],
    ['GitLab', (checkout: Checkout) => atGitlabNight(checkout, 'propose', 2001, { EACH: each })],
  ])('proposes for many projects in one request (%s)', async (_, atNight) => {
    await withCheckout(async (checkout) => {
      const { host, folder, commit, push, calls } = checkout;
      const project = Object.entries(await exampleProject(checkout));
      const files = Object.fromEntries(project.map(([path, text]) => [`clients/at/${path}`, text]));
      const tip = await commit(files);
      await push('main');
      host.start(1, { commit: tip, event: 'push', conclusion: 'success' });
      await tellFiles(checkout);
      const before = await readFile(join(folder, 'clients/at', file), 'utf8');
      const options = { folder: 'clients/at/', owner: 'acme-at' };
      await standInForPull(checkout, { [file]: longer(before) }, options);
      const ran = await atNight(checkout);
      expect(ran).toMatchObject({ exitCode: 0, log: expect.stringContaining('1 was opened.') });
      expect(await calls()).toContainEqual(expect.stringContaining(`pull --each ${each} --base`));
      const [review] = host.reviews;
      expect(review?.body).toContain('`acme-at`: ');
      const proposed = host.contents.get(review?.head ?? '')?.files;
      expect(proposed?.get(`clients/at/${file}`)?.content).toBe(longer(before));
      expect(proposed?.size).toBe(host.contents.get(tip)?.files.size);
    });
  });

  test.each(hosts)('shows why a pull failed, and proposes nothing ($name)', async (of) => {
    await withCheckout(async (checkout) => {
      const { host, commit, push } = checkout;
      const tip = await commit(await exampleProject(checkout));
      await push('main');
      host.start(1, { commit: tip, event: 'push', conclusion: 'success' });
      await standInForPull(checkout, { [file]: 'why it failed' }, { exitCode: 1 });
      const { exitCode, log } = await of.atNight(checkout, 2001);
      expect([exitCode, log]).toEqual([1, expect.stringContaining('why it failed')]);
      expect(host.reviews).toEqual([]);
    });
  });
});
