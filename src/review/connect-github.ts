import type { JsonObject, JsonValue } from '../model/text/json.ts';
import { createHostingApi, type HostingApi } from './create-hosting-api.ts';
import { requireText } from './require-text.ts';
import { type CiVariables, requireVariable } from './require-variable.ts';

/** GitHub's APIs, with the token of a job. */
export interface GithubConnection {
  readonly api: HostingApi;
  readonly askGraphql: (query: string, variables?: JsonObject) => Promise<JsonValue>;
  /** `OWNER/NAME` of the repository, and its path in the API. */
  readonly own: string;
  readonly repository: string;
  /** The account that the token belongs to. */
  readonly self: () => Promise<string>;
}

export function connectGithub(environment: CiVariables): GithubConnection {
  const need = (name: string) => requireVariable(environment, name);
  const headers = {
    authorization: `Bearer ${need('GITHUB_TOKEN')}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  };
  const own = need('GITHUB_REPOSITORY');
  const askGraphql = (query: string, variables?: JsonObject) => {
    const graphql = createHostingApi(need('GITHUB_GRAPHQL_URL'), headers);
    return graphql.send('POST', '', variables === undefined ? { query } : { query, variables });
  };
  return {
    api: createHostingApi(need('GITHUB_API_URL'), headers),
    askGraphql,
    own,
    repository: `/repos/${own}`,
    // A bot's name is unique to it. It is looked up, because the token may be that of an app.
    self: async () => requireText(await askGraphql('{ viewer { login } }'), 'data.viewer.login'),
  };
}
