import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import { connectGitlab } from '../connect-gitlab.ts';
import { HostRefusal, ReviewError } from '../hosting.ts';
import { requireText } from '../require-text.ts';
import type { CiVariables } from '../require-variable.ts';
import { gitlabContents, plannedContents } from './gitlab-contents.ts';
import type { ProposalCommit, ProposalHost, ProposalRequest } from './proposal-host.ts';
import { unless404 } from './refuse-answer.ts';

/** Merge requests of GitLab. */
export function gitlabProposals(environment: CiVariables): ProposalHost {
  const { api, id, project } = connectGitlab(environment);
  const branchPath = (branch: string) =>
    `${project}/repository/branches/${encodeURIComponent(branch)}`;
  const requests = `${project}/merge_requests`;

  const readSelf = async () => {
    const user = await api.read('/user');
    if (isJsonObject(user)) return user;
    throw new ReviewError('an answer of the host has no user');
  };
  const headOf = async (branch: string) => {
    const found = await unless404(api.read(branchPath(branch)));
    return found === null ? null : requireText(found, 'commit.id');
  };

  return {
    noun: 'merge request',
    headOf,
    commitsOf: async (target, head) => {
      const path = `${project}/repository/compare?from=${target}&to=${head}`;
      const found = await unless404(api.read(path));
      const commits = isJsonObject(found) ? found['commits'] : null;
      if (!isJsonObject(found) || !Array.isArray(commits)) return null;
      if (found['compare_timeout'] === true) return null;
      const self = await readSelf();
      return commits.filter(isJsonObject).map((each) => ({
        ...commitOf(each, self),
        contents: () => gitlabContents({ api, project }, each, found['diffs']),
      }));
    },
    requestsOf: async (branch) => {
      const name = encodeURIComponent(branch);
      const found = await api.readList(`${requests}?state=all&scope=all&source_branch=${name}`);
      const self = await readSelf();
      return found
        .filter((each) => each['source_branch'] === branch)
        .filter((each) => String(each['source_project_id']) === id)
        .filter((each) => String(each['target_project_id']) === id)
        .map((each) => requestOf(each, self));
    },
    write: async ({ branch, expected, parent, message, files }) => {
      // GitLab compares nothing by itself, so that only a moment is left between this and the commit.
      if ((await headOf(branch)) !== expected) return 'moved';
      const actions = files.map(({ path, content, isNew }) => ({
        ...{ action: isNew ? 'create' : 'update', file_path: path, content, encoding: 'text' },
      }));
      try {
        await api.send('POST', `${project}/repository/commits`, {
          ...{ branch, start_sha: parent, actions },
          commit_message: message(plannedContents(parent, files)),
          force: expected !== null,
        });
        return 'written';
      } catch (error) {
        // Without force, a branch that another run has made is left alone.
        if (!(error instanceof HostRefusal) || (await headOf(branch)) === expected) throw error;
        return 'moved';
      }
    },
    open: async (branch, target, title, body) => {
      const wish = { source_branch: branch, target_branch: target, title, description: body };
      const made = await api.send('POST', requests, { ...wish, remove_source_branch: true });
      return numberOf(made);
    },
    edit: async (number, { body, closes }) => {
      const event: JsonObject = closes ? { state_event: 'close' } : {};
      await api.send('PUT', `${requests}/${number}`, { description: body, ...event });
    },
    removeBranch: async (branch, head) => {
      if ((await headOf(branch)) !== head) return 'moved';
      await api.remove(branchPath(branch));
      return 'written';
    },
  };
}

function commitOf(commit: JsonObject, self: JsonObject): Omit<ProposalCommit, 'contents'> {
  const addresses = [self['commit_email'], self['email']].filter(
    (each) => typeof each === 'string' && each !== '',
  );
  const isOf = (key: string) => addresses.includes(commit[key]);
  // Where GitLab signs what its API commits, it is the committer itself.
  const isHost = /^noreply@/u.test(String(commit['committer_email']));
  return {
    message: requireText(commit, 'message'),
    // A commit that a person amends or rebases keeps its author.
    isOwn: isOf('author_email') && (isOf('committer_email') || isHost),
  };
}

function requestOf(request: JsonObject, self: JsonObject): ProposalRequest {
  const { state } = request;
  return {
    number: numberOf(request),
    // `locked` while it is being merged.
    state: state === 'merged' || state === 'closed' ? state : 'open',
    isOwn: self['id'] !== undefined && valueAt(request, 'author.id') === self['id'],
    target: requireText(request, 'target_branch'),
    body: String(request['description'] ?? ''),
    head: String(request['sha'] ?? ''),
  };
}

function numberOf(request: JsonValue): number {
  const number = isJsonObject(request) ? request['iid'] : null;
  if (typeof number === 'number') return number;
  throw new ReviewError('an answer of the host has no "iid"');
}
