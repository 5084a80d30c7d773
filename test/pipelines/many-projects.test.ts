/** Many projects in one review: one comment, a plan for each, and the plans that were reviewed are applied. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isWrite } from '../support/a-project.ts';
import { type Checkout, exampleProject, withCheckout } from './a-checkout.ts';
import { openMergeRequest } from './a-merge-request.ts';
import { apply, openPullRequest } from './a-pull-request.ts';
import { type GitlabPipeline, ofMergeRequest, ofPush, runGitlabJob } from './run-gitlab-job.ts';

const each = 'clients/*/audiencectl.yaml';
const writesOf = ({ sandbox }: Checkout) => sandbox.sandbox.requests().filter(isWrite);

/** The example for several accounts. */
async function clients(
  checkout: Checkout,
  names: readonly string[],
): Promise<Record<string, string>> {
  const files = Object.entries(await exampleProject(checkout));
  return Object.fromEntries(
    names.flatMap((name, index) =>
      files.map(([file, text]) => [
        `clients/${name}/${file}`,
        text
          .replace('acme-fr', `acme-${name}`)
          .replace('625702934721171442', `62570293472117144${index}`),
      ]),
    ),
  );
}

describe('many projects in the GitHub action', () => {
  test('have one comment and one artifact, and what was reviewed is applied', async () => {
    await withCheckout(async (checkout) => {
      const { host, scratch } = checkout;
      const options = { with: { each } };
      const change = await openPullRequest(checkout, 1, await clients(checkout, ['at', 'be']));
      for (const _ of [1, 2]) expect(await change.plan(options)).toMatchObject({ exitCode: 0 });
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).toMatch(/^<!-- audiencectl:each -->\n### .* · 2 projects\n/u);
      expect(host.comments[0]?.body).toContain('2 projects, the same 3 changes');
      const [artifact = ''] = await readdir(join(scratch, 'artifacts/102'));
      const kept = join(scratch, 'artifacts/102', artifact, 'plans/clients');
      expect(await readdir(kept, { recursive: true })).toEqual(
        expect.arrayContaining(['at/audiencectl.json', 'be/audiencectl.json']),
      );
      const merged = await change.merge();
      expect(await apply(checkout, 1001, merged, options)).toMatchObject({ exitCode: 0 });
      const writes = writesOf(checkout).length;
      expect(writes).toBeGreaterThan(3);
      // The same job again does nothing twice.
      expect(await apply(checkout, 1002, merged, options)).toMatchObject({ exitCode: 0 });
      expect(writesOf(checkout)).toHaveLength(writes);
    });
  });

  test('have the credentials of several companies, as an input or as variables of the job', async () => {
    await withCheckout(async (checkout) => {
      const credentials = [
        ...['CRITEO_CLIENT_ID_NORTH=north', 'CRITEO_CLIENT_SECRET_NORTH=north=secret', ''],
      ].join('\n');
      const options = {
        with: { each, credentials, 'client-id': '', 'client-secret': '' },
        env: { CRITEO_CLIENT_ID_SOUTH: 'south', CRITEO_CLIENT_SECRET_SOUTH: 'south-secret' },
      };
      const files = Object.fromEntries(
        Object.entries(await clients(checkout, ['at', 'be'])).map(([file, text]) => {
          const company = file.includes('/at/') ? 'NORTH' : 'SOUTH';
          return [
            file,
            file.endsWith('audiencectl.yaml') ? `${text}credentials: ${company}\n` : text,
          ];
        }),
      );
      const change = await openPullRequest(checkout, 1, files);
      expect(await change.plan(options)).toMatchObject({ exitCode: 0 });
      const merged = await change.merge();
      expect(await apply(checkout, 1001, merged, options)).toMatchObject({ exitCode: 0 });
      const tokens = checkout.sandbox.sandbox
        .requests()
        .filter(({ path }) => path === '/oauth2/token')
        .map(({ body }) => Reflect.get(Object(body), 'client_id'));
      expect(new Set(tokens)).toEqual(new Set(['north', 'south']));
      const wrong = { with: { ...options.with, credentials: 'PATH=/tmp' } };
      const refused = await change.plan(wrong);
      expect(refused).toMatchObject({ exitCode: 1 });
      expect(refused.log).toContain('error a line of "credentials" is not NAME=VALUE');
    });
  });

  test('a project that fails or is taken out of the plans stops what it must', async () => {
    await withCheckout(async (checkout) => {
      const options = { with: { each } };
      const files = await clients(checkout, ['at', 'be', 'ch']);
      const broken = 'clients/ch/audiencectl.yaml';
      const change = await openPullRequest(checkout, 1, {
        ...files,
        [broken]: 'version: 1\nname: [\n',
      });
      // The pipeline is red, and the comment says of which project.
      expect(await change.plan(options)).toMatchObject({ exitCode: 1 });
      const [comment] = checkout.host.comments;
      expect(comment?.body).toContain('**could not be planned**');
      expect(comment?.body).toContain('2 projects, the same 3 changes');
      await change.push(broken, () => files[broken] ?? '');
      expect(await change.plan(options)).toMatchObject({ exitCode: 0 });
      const merged = await change.merge();
      const [artifact = ''] = await readdir(join(checkout.scratch, 'artifacts/102'));
      const plans = join(checkout.scratch, 'artifacts/102', artifact, 'plans/clients');
      await rm(join(plans, 'be/audiencectl.json'));
      const refused = await apply(checkout, 1001, merged, options);
      expect(refused).toMatchObject({
        exitCode: 3,
        log: expect.stringContaining('not the plans that were reviewed'),
      });
      expect(writesOf(checkout)).toEqual([]);
    });
  });
});

describe('many projects in the GitLab template', () => {
  const withEach = ({ variables, ...pipeline }: GitlabPipeline) => ({
    ...pipeline,
    variables: { ...variables, EACH: each },
  });

  test('have one note, and what was reviewed is applied, and nothing else', async () => {
    await withCheckout(async (checkout) => {
      const { git, host } = checkout;
      const change = await openMergeRequest(checkout, 1, await clients(checkout, ['at', 'be']));
      const base = await git('merge-base', 'main', change.review.head);
      const planned = await runGitlabJob(
        checkout,
        'plan',
        11,
        withEach(ofMergeRequest(change.review, base)),
      );
      expect(planned).toMatchObject({ exitCode: 0, counts: { create: 6, update: 0, delete: 0 } });
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).toContain('2 projects, the same 3 changes');
      const { before, commit } = await change.merge();
      const kept = [...host.artifacts.keys()].find((path) => path.endsWith('be/audiencectl.json'));
      const plan = host.artifacts.get(kept ?? '') ?? '';
      host.artifacts.delete(kept ?? '');
      const push = withEach(ofPush(before, commit));
      const refused = await runGitlabJob(checkout, 'apply', 21, push);
      expect(refused).toMatchObject({ exitCode: 3 });
      expect(writesOf(checkout)).toEqual([]);
      host.artifacts.set(kept ?? '', plan);
      expect(await runGitlabJob(checkout, 'apply', 22, push)).toMatchObject({ exitCode: 0 });
      expect(writesOf(checkout).length).toBeGreaterThan(3);
    });
  });
});
