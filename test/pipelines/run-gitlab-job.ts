/** Runs a job of the GitLab template, with the variables that GitLab sets. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { type HostReview, hostToken } from '../review/host-state.ts';
import type { Checkout, JobRun } from './a-checkout.ts';

export interface GitlabRun extends JobRun {
  /** Of the merge-request widget. */
  readonly counts: unknown;
  /** The texts of the other reports that GitLab shows, by their kind. */
  readonly reports: Readonly<Record<string, string | null>>;
}

type Variables = Readonly<Record<string, string>>;

export interface GitlabPipeline {
  readonly commit: string;
  /** What GitLab says that the pipeline is for. */
  readonly ref: string;
  readonly variables: Variables;
}

/** @param target of a pipeline for merged results: the last commit of the target branch */
export function ofMergeRequest(
  { number, head, target, from }: HostReview,
  base: string,
  merged?: { readonly commit: string; readonly target: string },
): GitlabPipeline {
  const ref = `refs/merge-requests/${number}/${merged === undefined ? 'head' : 'merge'}`;
  return {
    commit: merged?.commit ?? head,
    ref,
    variables: {
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_EVENT_TYPE: merged === undefined ? 'detached' : 'merged_result',
      CI_MERGE_REQUEST_IID: String(number),
      CI_MERGE_REQUEST_PROJECT_ID: '7',
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: from === 'acme/audiences' ? '7' : '8',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: target,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: merged === undefined ? '' : head,
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: merged?.target ?? '',
    },
  };
}

export function ofPush(before: string, commit: string): GitlabPipeline {
  return {
    commit,
    ref: 'main',
    variables: {
      CI_PIPELINE_SOURCE: 'push',
      CI_COMMIT_BRANCH: 'main',
      CI_COMMIT_BEFORE_SHA: before,
    },
  };
}

export function onSchedule(job: string, commit: string): GitlabPipeline {
  const variables = { CI_PIPELINE_SOURCE: 'schedule', CI_COMMIT_BRANCH: 'main', JOB: job };
  return { commit, ref: 'main', variables };
}

export async function runGitlabJob(
  checkout: Checkout,
  name: string,
  id: number,
  { commit, ref, variables }: GitlabPipeline,
): Promise<GitlabRun> {
  const template = parse(await checkout.example('gitlab-ci.yml'));
  const { script, artifacts, variables: own = {} } = template[name];
  const predefined: Variables = {
    GITLAB_CI: 'true',
    GITLAB_TOKEN: hostToken,
    CI_API_V4_URL: checkout.host.url,
    CI_PROJECT_ID: '7',
    CI_JOB_ID: String(id),
    CI_JOB_URL: `https://gitlab.example/jobs/${id}`,
    CI_COMMIT_SHA: commit,
    CRITEO_CLIENT_ID: name,
    CRITEO_CLIENT_SECRET: 'secret',
    LEDGER_KEY: 'ledger-key',
    CI_DEFAULT_BRANCH: 'main',
    ...variables,
  };
  const record = checkout.host.start(id, {
    commit,
    ref,
    event: variables['CI_PIPELINE_SOURCE'] ?? 'push',
    review: Number(variables['CI_MERGE_REQUEST_IID'] ?? 0) || null,
  });
  const env = {
    ...predefined,
    ...Object.fromEntries(
      Object.entries<string>(own).map(([key, value]) => [
        key,
        value.replaceAll(/\$(\w+)/g, (_, variable: string) => predefined[variable] ?? ''),
      ]),
    ),
  };
  const workspace = join(checkout.scratch, 'jobs', String(id));
  await checkout.checkOut(workspace, commit, { depth: 20, keepsCredentials: true });
  // GitLab takes lists in lists, which anchors make.
  const lines: readonly string[] = [...template.default.before_script, ...script].flat(10);
  const temporary = join(checkout.scratch, 'tmp');
  await mkdir(temporary, { recursive: true });
  const done = await checkout.shell(lines.join('\n'), {
    cwd: workspace,
    env: { ...env, TMPDIR: temporary },
  });
  record.conclusion = done.exitCode === 0 ? 'success' : 'failed';
  const read = (file: string) => readFile(join(workspace, file), 'utf8').catch(() => null);
  for (const path of artifacts?.paths ?? []) {
    for (const file of path.endsWith('/') ? await filesBelow(workspace, path) : [path]) {
      const text = await read(file);
      if (text !== null) checkout.host.artifacts.set(`${id}/${file}`, text);
    }
  }
  const { terraform = 'none', ...others } = artifacts?.reports ?? {};
  const counts = await read(terraform);
  const reports = Object.entries<string>(others).map(async ([kind, file]) => [
    kind,
    await read(file),
  ]);
  return {
    ...done,
    counts: counts === null ? null : JSON.parse(counts),
    reports: Object.fromEntries(await Promise.all(reports)),
  };
}

async function filesBelow(workspace: string, folder: string): Promise<readonly string[]> {
  const root = join(workspace, folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(workspace, join(entry.parentPath, entry.name)));
}

/** The names of the jobs that a pipeline has. */
export async function jobsOf(checkout: Checkout, variables: Variables): Promise<readonly string[]> {
  const template = parse(await checkout.example('gitlab-ci.yml'));
  const all = { CI_DEFAULT_BRANCH: 'main', ...variables };
  return Object.keys(template).filter((each) => isJobOf(template[each]?.rules, all));
}

interface Rule {
  readonly if: string;
  readonly when?: string;
}

/** The first rule that holds decides. */
function isJobOf(rules: readonly Rule[] | undefined, variables: Variables): boolean {
  const rule = rules?.find((each) => holds(each.if, variables));
  return rule !== undefined && rule.when !== 'never';
}

/** Comparisons that are all to hold: as much of GitLab's language as the template uses. */
function holds(condition: string, variables: Variables): boolean {
  const read = (word: string) =>
    word.startsWith('"') ? word.slice(1, -1) : (variables[word.slice(1)] ?? null);
  return condition.split('&&').every((part) => {
    const [, left, sign, right] = /^\s*(\$\w+)\s*(==|!=)\s*(\$\w+|"[^"]*")\s*$/.exec(part) ?? [];
    if (left === undefined || right === undefined) throw new Error(`not understood: ${part}`);
    return (read(left) === read(right)) === (sign === '==');
  });
}
