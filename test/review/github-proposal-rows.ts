/** What GitHub answers about branches, commits and pull requests that a job makes. */
import { pullOf } from './github-rows.ts';
import {
  addCommit,
  addTree,
  ahead,
  editReview,
  moveBranch,
  openReview,
  refuseLong,
} from './host-git.ts';
import { type HostState, jobAccount, ownRepository, Refused, type Row, row } from './host-state.ts';

const repository = `/repos/${ownRepository}`;
const none = '0'.repeat(40);

export const githubProposalRows: readonly Row[] = [
  row('GET', repository, () => ({ node_id: 'R_7', default_branch: 'main' })),
  row('GET', `${repository}/git/commits/(\\w+)`, (state, { words: [sha = ''] }) => {
    const tree = addTree(state, state.contents.get(sha)?.files ?? new Map());
    return state.commits.has(sha) ? { sha, tree: { sha: tree } } : undefined;
  }),
  row('POST', `${repository}/git/trees`, (state, { body }) => {
    const { base_tree: base, tree } = JSON.parse(body);
    const files = new Map(state.trees.get(base));
    for (const { path, mode, content } of tree) files.set(path, { mode, content });
    return { sha: addTree(state, files) };
  }),
  row('POST', `${repository}/git/commits`, (state, { body }) => {
    const { message, tree, parents } = JSON.parse(body);
    const files = state.trees.get(tree) ?? new Map();
    const author = jobAccount;
    return { sha: addCommit(state, { message, parents, files, author, committer: 'web-flow' }) };
  }),
  row('POST', '/graphql', (state, { body }) => {
    const { query, variables } = JSON.parse(body);
    if (!String(query).includes('updateRefs')) return undefined;
    const [update] = variables.refUpdates;
    return variables.repositoryId === 'R_7' ? updateRef(state, update) : undefined;
  }),
  row(
    'GET',
    `${repository}/compare/(\\w+)\\.\\.\\.(\\w+)`,
    (state, { words: [from = '', to = ''] }) => {
      if (!state.commits.has(from) || !state.commits.has(to)) return undefined;
      const found = ahead(state, from, to);
      return {
        total_commits: found.length,
        commits: found.slice(0, 100).map((sha) => {
          const commit = state.contents.get(sha);
          return {
            sha,
            commit: {
              message: commit?.message ?? '',
              tree: { sha: addTree(state, commit?.files ?? new Map()) },
            },
            parents: commit?.parents.map((parent) => ({ sha: parent })) ?? [],
            author: commit ? { login: commit.author } : null,
            committer: commit ? { login: commit.committer } : null,
          };
        }),
      };
    },
  ),
  row('POST', `${repository}/pulls`, (state, { body }) => {
    const { title, head, base, body: text } = JSON.parse(body);
    const wish = { branch: head, target: base, title, body: text, author: jobAccount };
    const opened = openReview(state, wish);
    if (opened !== null) return refuseLong(text) ?? pullOf(opened);
    return new Refused(422, `Validation Failed: A pull request already exists for acme:${head}.`);
  }),
  row('PATCH', `${repository}/pulls/(\\d+)`, (state, { words: [number], body }) => {
    const { body: text, state: next } = JSON.parse(body);
    const edited = editReview(state, number, text, next === 'closed');
    return refuseLong(text) ?? (edited && pullOf(edited));
  }),
  row('GET', `${repository}/actions/workflows/audiences\\.yml/runs`, ({ runs }, { query }) => ({
    workflow_runs: [...runs.values()]
      .filter(({ event, conclusion }) => event === 'push' && conclusion === query.get('status'))
      .reverse()
      .map(({ commit }) => ({ head_sha: commit })),
  })),
];

function updateRef(
  state: HostState,
  { name, beforeOid, afterOid }: { name: string; beforeOid: string; afterOid: string },
) {
  const branch = name.replace('refs/heads/', '');
  const isExpected = (state.branches.get(branch) ?? none) === beforeOid;
  if (!isExpected) {
    return { data: { updateRefs: null }, errors: [{ message: `${name} was not ${beforeOid}` }] };
  }
  moveBranch(state, branch, afterOid === none ? null : afterOid);
  return { data: { updateRefs: { clientMutationId: null } } };
}
