import { createHostingApi, type HostingApi } from './create-hosting-api.ts';
import { type CiVariables, requireVariable } from './require-variable.ts';

/** GitLab's API, with the token of a job. */
export interface GitlabConnection {
  readonly api: HostingApi;
  /** The number of the project, and its path in the API. */
  readonly id: string;
  readonly project: string;
}

export function connectGitlab(environment: CiVariables): GitlabConnection {
  const need = (name: string) => requireVariable(environment, name);
  // In this header, and not in GitLab's own, which would go along where it redirects to a file store.
  const headers = { authorization: `Bearer ${need('GITLAB_TOKEN')}` };
  const id = need('CI_PROJECT_ID');
  return {
    api: createHostingApi(need('CI_API_V4_URL'), headers),
    id,
    project: `/projects/${encodeURIComponent(id)}`,
  };
}
