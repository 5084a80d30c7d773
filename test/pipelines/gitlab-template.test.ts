import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isWrite } from '../support/a-project.ts';
import { exampleProject, withCheckout } from './a-checkout.ts';
import { runGitlabJob } from './run-gitlab-job.ts';

test('the GitLab template: plan, widget, note, apply by checksum, members, no drift', async () => {
  await withCheckout(async (checkout) => {
    const { git, host, sandbox, scratch } = checkout;
    const base = await checkout.commit({ 'README.md': 'Audiences of Acme' });
    await git('checkout', '--quiet', '-b', 'change');
    const head = await checkout.commit(await exampleProject(checkout));
    const review = { CI_MERGE_REQUEST_IID: '4', CI_MERGE_REQUEST_DIFF_BASE_SHA: base };

    const planned = await runGitlabJob(checkout, 'plan', { id: 11, commit: head }, review);
    expect(planned).toMatchObject({ exitCode: 0, counts: { create: 3, update: 0, delete: 0 } });
    expect(host.comments).toHaveLength(1);
    expect(host.comments[0]?.body).toContain('3 to create');
    expect(await runGitlabJob(checkout, 'plan', { id: 12, commit: head }, review)).toMatchObject({
      exitCode: 0,
    });
    expect(host.comments).toHaveLength(1);
    expect(sandbox.sandbox.requests().filter(isWrite)).toEqual([]);

    await git('checkout', '--quiet', 'main');
    await git('merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
    const merged = await git('rev-parse', 'HEAD');
    const unreviewed = await runGitlabJob(checkout, 'apply', { id: 20, commit: merged });
    expect(unreviewed).toMatchObject({ exitCode: 3 });
    expect(sandbox.sandbox.requests().filter(isWrite)).toEqual([]);

    host.reviews.push({ number: 4, head, mergedAs: merged });
    // A job of some other commit may have kept anything as plan.json.
    const job = { commit: head, event: 'refs/merge-requests/4/head' };
    for (const forged of [
      { ...job, commit: 'abc' },
      { commit: 'abc', event: 'refs/merge-requests/5/merge' },
    ]) {
      host.runs.set('12', forged);
      const refused = await runGitlabJob(checkout, 'apply', { id: 20, commit: merged });
      expect(refused).toMatchObject({ exitCode: 3 });
    }
    expect(sandbox.sandbox.requests().filter(isWrite)).toEqual([]);
    host.runs.set('12', { commit: 'mergedresult', event: 'refs/merge-requests/4/merge' });
    const applied = await runGitlabJob(checkout, 'apply', { id: 21, commit: merged });
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(sandbox.sandbox.requests().filter(isWrite)).toHaveLength(2);

    await writeFile(join(scratch, 'data/crm/customers.csv'), 'email\nada@example.org\n');
    const filled = await runGitlabJob(checkout, 'members', { id: 22, commit: merged });
    expect(filled).toMatchObject({ exitCode: 0 });
    expect(Object.values(sandbox.sandbox.members())).toMatchObject([{ count: 1 }]);

    const drift = await runGitlabJob(checkout, 'drift', { id: 23, commit: merged });
    expect(drift).toMatchObject({ exitCode: 0, log: expect.stringContaining('No changes.') });
  });
});
