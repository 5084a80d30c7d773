import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import { connectGithub } from '../connect-github.ts';
import { ReviewError } from '../hosting.ts';
import { requireText } from '../require-text.ts';
import type { CiVariables } from '../require-variable.ts';
import type { CommitWish, ProposalCommit, ProposalHost, ProposalRequest } from './proposal-host.ts';
import { contentsMark } from './proposal-marks.ts';
import { refuseAnswer, unless404 } from './refuse-answer.ts';

const none = '0'.repeat(40);

/** The committer of what GitHub itself commits, on its pages and through its API. */
const webFlow = 'web-flow';

const updateRefs = `mutation ($repositoryId: ID!, $refUpdates: [RefUpdate!]!) {
  updateRefs(input: { repositoryId: $repositoryId, refUpdates: $refUpdates }) { clientMutationId }
}`;

/** Pull requests of GitHub. */
export function githubProposals(environment: CiVariables): ProposalHost {
  const { api, askGraphql, own, repository, self } = connectGithub(environment);

  const headOf = async (branch: string) => {
    const found = await unless404(api.read(`${repository}/git/ref/heads/${encodePath(branch)}`));
    return found === null ? null : requireText(found, 'object.sha');
  };

  /** Only if the branch is still where it was: a commit that a person pushes meanwhile is never lost. */
  const move = async (branch: string, before: string | null, after: string | null) => {
    const refUpdate = {
      name: `refs/heads/${branch}`,
      beforeOid: before ?? none,
      afterOid: after ?? none,
      force: true,
    };
    const repositoryId = requireText(await api.read(repository), 'node_id');
    const answer = await askGraphql(updateRefs, { repositoryId, refUpdates: [refUpdate] });
    const errors = isJsonObject(answer) ? answer['errors'] : null;
    if (!Array.isArray(errors) || errors.length === 0) return 'written';
    if ((await headOf(branch)) !== before) return 'moved';
    throw refuseAnswer(`the branch ${branch} cannot be changed`, errors);
  };

  const commit = async ({ parent, message, files }: CommitWish) => {
    const base = requireText(await api.read(`${repository}/git/commits/${parent}`), 'tree.sha');
    const tree = files.map(({ path, content, isExecutable }) => ({
      ...{ path, mode: isExecutable ? '100755' : '100644', type: 'blob', content },
    }));
    const made = await api.send('POST', `${repository}/git/trees`, { base_tree: base, tree });
    const sha = requireText(made, 'sha');
    // Without an author, it is the account of the token, and GitHub signs the commit.
    return requireText(
      await api.send('POST', `${repository}/git/commits`, {
        ...{ message: message(contentsMark([parent, sha])), tree: sha, parents: [parent] },
      }),
      'sha',
    );
  };

  return {
    noun: 'pull request',
    headOf,
    commitsOf: async (target, head) => {
      const path = `${repository}/compare/${target}...${head}?per_page=100`;
      const found = await unless404(api.read(path));
      const commits = isJsonObject(found) ? found['commits'] : null;
      if (!isJsonObject(found) || !Array.isArray(commits)) return null;
      if (found['total_commits'] !== commits.length) return null;
      const account = await self();
      return commits.filter(isJsonObject).map((each) => commitOf(each, account));
    },
    requestsOf: async (branch) => {
      const [owner = ''] = own.split('/');
      const head = encodeURIComponent(`${owner}:${branch}`);
      const pulls = await api.readList(`${repository}/pulls?state=all&head=${head}`);
      const account = await self();
      // A fork may belong to the same owner. One that was deleted has no repository.
      return pulls
        .filter((each) => valueAt(each, 'head.repo.full_name') === own)
        .filter((each) => valueAt(each, 'head.ref') === branch)
        .map((each) => requestOf(each, account));
    },
    write: async (wish) => move(wish.branch, wish.expected, await commit(wish)),
    open: async (branch, target, title, body) => {
      const wish = { title, head: branch, base: target, body };
      return numberOf(await api.send('POST', `${repository}/pulls`, wish));
    },
    edit: async (number, { body, closes }) => {
      const state: JsonObject = closes ? { state: 'closed' } : {};
      await api.send('PATCH', `${repository}/pulls/${number}`, { body, ...state });
    },
    removeBranch: (branch, head) => move(branch, head, null),
  };
}

function commitOf(commit: JsonObject, account: string): ProposalCommit {
  const committer = valueAt(commit, 'committer.login');
  return {
    message: requireText(commit, 'commit.message'),
    // A commit that a person amends or rebases keeps its author.
    isOwn:
      valueAt(commit, 'author.login') === account &&
      (committer === account || committer === webFlow),
    contents: async () => contentsOf(commit),
  };
}

/** A tree has all files of the repository, with their texts and modes. */
function contentsOf(commit: JsonObject): string | null {
  const parents = commit['parents'];
  const tree = valueAt(commit, 'commit.tree.sha');
  if (!Array.isArray(parents) || parents.length !== 1 || typeof tree !== 'string') return null;
  return contentsMark([requireText(parents[0] ?? null, 'sha'), tree]);
}

function requestOf(pull: JsonObject, account: string): ProposalRequest {
  const isMerged = typeof pull['merged_at'] === 'string';
  return {
    number: numberOf(pull),
    state: isMerged ? 'merged' : pull['state'] === 'open' ? 'open' : 'closed',
    isOwn: valueAt(pull, 'user.login') === account,
    target: requireText(pull, 'base.ref'),
    body: String(pull['body'] ?? ''),
    head: requireText(pull, 'head.sha'),
  };
}

function numberOf(pull: JsonValue): number {
  const number = isJsonObject(pull) ? pull['number'] : null;
  if (typeof number === 'number') return number;
  throw new ReviewError('an answer of the host has no "number"');
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
