/** What GitLab answers about branches, commits and merge requests that a job makes. */
import { jobEmail, mergeRequestOf } from './gitlab-rows.ts';
import { addCommit, ahead, editReview, moveBranch, openReview, refuseLong } from './host-git.ts';
import { type HostState, jobAccount, Refused, type Row, row } from './host-state.ts';

const project = '/projects/7';

export const gitlabProposalRows: readonly Row[] = [
  row('GET', `${project}/repository/compare`, (state, { query }) => {
    const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
    if (!state.commits.has(from) || !state.commits.has(to)) return undefined;
    const commits = ahead(state, from, to).map((id) => {
      const commit = state.contents.get(id);
      return {
        id,
        message: commit?.message ?? '',
        parent_ids: commit?.parents ?? [],
        author_email: emailOf(commit?.author),
        committer_email: emailOf(commit?.committer),
      };
    });
    return { commits, diffs: diffsOf(state, from, to), compare_timeout: false };
  }),
  row('GET', `${project}/repository/files/(.+)`, (state, { words: [path = ''], query }) => {
    const file = state.contents.get(query.get('ref') ?? '')?.files.get(path);
    if (file === undefined) return undefined;
    return { encoding: 'base64', content: Buffer.from(file.content).toString('base64') };
  }),
  row('POST', `${project}/repository/commits`, (state, { body }) => {
    const { branch, start_sha: parent, commit_message: message, actions, force } = JSON.parse(body);
    if (state.branches.has(branch) && force !== true) {
      return new Refused(400, `A branch called '${branch}' already exists.`);
    }
    const files = new Map(state.contents.get(parent)?.files);
    for (const { action, file_path: path, content } of actions) {
      if (files.has(path) !== (action === 'update')) {
        return new Refused(
          400,
          `A file with this name ${files.has(path) ? 'already' : "doesn't"} exist`,
        );
      }
      files.set(path, { content, mode: files.get(path)?.mode ?? '100644' });
    }
    const [author, committer] = [jobAccount, jobAccount];
    const id = addCommit(state, { message, parents: [parent], files, author, committer });
    moveBranch(state, branch, id);
    return { id };
  }),
  row('DELETE', `${project}/repository/branches/(.+)`, (state, { words: [branch = ''] }) => {
    if (!state.branches.has(branch)) return undefined;
    moveBranch(state, branch, null);
    return '';
  }),
  row('GET', `${project}/merge_requests`, ({ reviews }, { query }) =>
    reviews.filter(({ branch }) => branch === query.get('source_branch')).map(mergeRequestOf),
  ),
  row('POST', `${project}/merge_requests`, (state, { body }) => {
    const { source_branch: branch, target_branch: target, title, description } = JSON.parse(body);
    const wish = { branch, target, title, body: description, author: jobAccount };
    const opened = openReview(state, wish);
    if (opened !== null) return refuseLong(description) ?? mergeRequestOf(opened);
    return new Refused(409, 'Another open merge request already exists for this source branch');
  }),
  row('PUT', `${project}/merge_requests/(\\d+)`, (state, { words: [number], body }) => {
    const { description, state_event: event } = JSON.parse(body);
    const edited = editReview(state, number, description, event === 'close');
    return refuseLong(description) ?? (edited && mergeRequestOf(edited));
  }),
  row('GET', `${project}/pipelines`, ({ runs }, { query }) =>
    [...runs.values()]
      .filter(({ event, conclusion }) => event === 'push' && conclusion === query.get('status'))
      .reverse()
      .map(({ commit }) => ({ sha: commit })),
  ),
];

/** From the commit that both come from, as a comparison has them. */
function diffsOf(state: HostState, from: string, to: string) {
  const oldest = ahead(state, from, to)[0] ?? to;
  const before = state.contents.get(state.commits.get(oldest)?.[0] ?? from)?.files;
  const after = state.contents.get(to)?.files;
  const paths = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...paths].flatMap((path) => {
    const [a, b] = [before?.get(path), after?.get(path)];
    if (a?.content === b?.content && a?.mode === b?.mode) return [];
    const modes = { a_mode: a?.mode ?? '0', b_mode: b?.mode ?? '0' };
    const flags = { new_file: a === undefined, deleted_file: b === undefined };
    return [{ old_path: path, new_path: path, renamed_file: false, ...modes, ...flags }];
  });
}

function emailOf(account: string | undefined): string {
  return account === jobAccount ? jobEmail : `${account ?? 'someone'}@example.org`;
}
