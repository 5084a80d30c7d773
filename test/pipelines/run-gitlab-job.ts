/** Runs a job of the GitLab template, with the variables that GitLab sets. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Checkout, JobRun } from './a-checkout.ts';
import { hostToken } from './a-code-host.ts';

/** @param variables of the pipeline, beside those that every job has */
export async function runGitlabJob(
  checkout: Checkout,
  name: string,
  job: { readonly id: number; readonly commit: string },
  variables: Readonly<Record<string, string>> = {},
): Promise<JobRun & { readonly counts: unknown }> {
  const template = parse(await checkout.example('gitlab-ci.yml'));
  const { script, artifacts, variables: own = {} } = template[name];
  const predefined: Readonly<Record<string, string>> = {
    GITLAB_CI: 'true',
    GITLAB_TOKEN: hostToken,
    CI_API_V4_URL: checkout.host.url,
    CI_PROJECT_ID: '7',
    CI_JOB_ID: String(job.id),
    CI_JOB_URL: `https://gitlab.example/jobs/${job.id}`,
    CI_COMMIT_SHA: job.commit,
    CRITEO_CLIENT_ID: name,
    CRITEO_CLIENT_SECRET: 'secret',
    LEDGER_KEY: 'ledger-key',
    ...variables,
  };
  const ref = variables['CI_MERGE_REQUEST_REF_PATH'] ?? 'main';
  checkout.host.runs.set(String(job.id), { commit: job.commit, event: ref });
  const env = {
    ...predefined,
    ...Object.fromEntries(
      Object.entries<string>(own).map(([key, value]) => [
        key,
        value.replaceAll(/\$(\w+)/g, (_, variable: string) => predefined[variable] ?? ''),
      ]),
    ),
  };
  // What GitLab does before each job: nothing of an earlier one is left.
  await checkout.git('clean', '--quiet', '-ffdx');
  const lines: readonly string[] = [...template.default.before_script, ...script];
  const done = await checkout.shell(lines.join('\n'), { env });
  const read = (file: string) => readFile(join(checkout.folder, file), 'utf8').catch(() => null);
  for (const file of artifacts?.paths ?? []) {
    const text = await read(file);
    if (text !== null) checkout.host.artifacts.set(`${job.id}/${file}`, text);
  }
  const counts = await read(artifacts?.reports?.terraform ?? 'none');
  return { ...done, counts: counts === null ? null : JSON.parse(counts) };
}
