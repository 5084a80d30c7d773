/** A repository at night: what a pull wrote in a work tree, and the job that proposes it. */
// Runs that are at work at once would read what is half written.
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CodeHost, serveCodeHost } from './a-code-host.ts';
import { addCommit, moveBranch } from './host-git.ts';
import { type HostReview, type HostTree, jobAccount } from './host-state.ts';
import { inGithub, inGitlab, type ReviewRun, runReviewIn } from './run-review-in.ts';

export const hostNames = ['GitHub', 'GitLab'] as const;

export const proposalBranchName = 'audiencectl/pull-production';

/** New texts by their paths in the project folder. */
export type Drift = Readonly<Record<string, string>>;

export interface Night {
  readonly host: CodeHost;
  /** The folder of the project on the disk. */
  readonly folder: string;
  /** What a pull took is in the work tree, and the job runs. */
  readonly propose: (drift: Drift, more?: NightOptions) => Promise<ReviewRun>;
  /** A commit on main, with all its files. */
  readonly commit: (files: Readonly<Record<string, string>>) => string;
  /** Somebody pushes a commit to the branch of the proposal. */
  readonly pushAs: (author: string, committer?: string) => string;
  /**
   * The commit of the proposal is made again with the token of the job, and with its message.
   *
   * @param changes to its files; null takes one away
   */
  readonly amend: (changes: Amendment, parent?: string) => string;
  readonly tip: () => string;
  readonly open: () => readonly HostReview[];
  /** The text of a file on the branch of the proposal. */
  readonly proposed: (file: string) => string | undefined;
}

export type Amendment = Readonly<
  Record<string, { readonly content?: string; readonly mode?: string } | null>
>;

interface NightOptions {
  readonly words?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly checkout?: string;
  /** Of the project in the repository. */
  readonly at?: string;
  /** Replaces fields of pull.json. */
  readonly pull?: object;
}

const manifest = 'audiences: []\n';

export async function withNight(
  name: (typeof hostNames)[number],
  use: (night: Night) => Promise<void>,
): Promise<void> {
  const host = await serveCodeHost();
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-propose-'));
  const out = await mkdtemp(join(tmpdir(), 'audiencectl-pulled-'));
  const tip = () => host.branches.get('main') ?? '';
  const commit: Night['commit'] = (files) => {
    const tree = new Map(
      Object.entries(files).map(([path, content]) => [path, { content, mode: '100644' }]),
    );
    const parents = host.branches.has('main') ? [tip()] : [];
    const of = { parents, message: 'change', author: 'ana', committer: 'ana', files: tree };
    const id = addCommit(host, of);
    moveBranch(host, 'main', id);
    return id;
  };
  commit({ 'a.yaml': manifest, 'b.yaml': manifest });
  await mkdir(join(folder, '.git'));
  try {
    await use({
      ...{ host, folder, commit, tip },
      propose: async (drift, options = {}) => {
        const { words = [], variables = {}, checkout = tip(), pull = {}, at = '' } = options;
        const project = join(folder, at);
        await mkdir(project, { recursive: true });
        await writeAll(project, drift);
        writeFileSync(join(out, 'pull.json'), JSON.stringify({ ...pullOf(drift), ...pull }));
        const all = ['propose', '--key', 'production', '--from', out, '--checkout', checkout];
        return runReviewIn([...all, ...words], environmentOf(name, host, variables), project);
      },
      pushAs: (author, committer = author) => {
        const parent = host.branches.get(proposalBranchName) ?? tip();
        const of = host.contents.get(parent);
        const files: HostTree = new Map(of?.files);
        const message = of?.message ?? '';
        const id = addCommit(host, { parents: [parent], message, author, committer, files });
        moveBranch(host, proposalBranchName, id);
        return id;
      },
      amend: (changes, parent) => {
        const head = host.contents.get(host.branches.get(proposalBranchName) ?? '');
        if (head === undefined) throw new Error('no proposal');
        const files = new Map(head.files);
        for (const [path, change] of Object.entries(changes)) {
          const before = files.get(path) ?? { content: '', mode: '100644' };
          if (change === null) files.delete(path);
          else files.set(path, { ...before, ...change });
        }
        const parents = parent === undefined ? head.parents : [parent];
        const id = addCommit(host, { ...head, committer: jobAccount, parents, files });
        moveBranch(host, proposalBranchName, id);
        return id;
      },
      open: () => host.reviews.filter(({ closedAt }) => closedAt === null),
      proposed: (file) => {
        const head = host.branches.get(proposalBranchName) ?? '';
        return host.contents.get(head)?.files.get(file)?.content;
      },
    });
  } finally {
    await host.close();
    await Promise.all([folder, out].map((each) => rm(each, { recursive: true })));
  }
}

export function environmentOf(
  name: (typeof hostNames)[number],
  host: CodeHost,
  variables: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (name === 'GitHub') return inGithub(host, { GITHUB_SHA: 'a'.repeat(40), ...variables });
  return inGitlab(host, { CI_COMMIT_SHA: 'a'.repeat(40), ...variables });
}

/** As `audiencectl pull --format json` has it. */
export function pullOf(drift: Drift): object {
  const files = Object.keys(drift);
  const changed = (file: string) =>
    `--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-audiences: []\n+${drift[file]?.trimEnd()}\n`;
  return {
    formatVersion: 1,
    written: true,
    project: { name: 'acme', environment: null },
    takings: files.map((file) => ({
      address: `audience/In ${file}`,
      action: 'edit',
      take: 'drift',
      attributes: [{ path: 'description', from: 'old', to: drift[file], take: 'drift' }],
      changes: [{ label: 'description', value: 'old -> new', lines: [], isConflict: false }],
      source: { file, line: 1, column: 1 },
    })),
    left: [],
    people: [],
    files: files.map((file) => ({ file, change: 'edited' })),
    diff: files.map(changed).join(''),
    diagnostics: [],
  };
}

async function writeAll(folder: string, files: Drift): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
