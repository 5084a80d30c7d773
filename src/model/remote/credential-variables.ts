/** The environment variables that hold the credentials of a project. */
export interface CredentialVariables {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

/** @param suffix `credentials` of the project file, such as `ACME`; undefined where the file has none. */
export function credentialVariables(suffix: string | undefined): CredentialVariables {
  const end = suffix === undefined ? '' : `_${suffix}`;
  return {
    id: `CRITEO_CLIENT_ID${end}`,
    secret: `CRITEO_CLIENT_SECRET${end}`,
    token: `CRITEO_ACCESS_TOKEN${end}`,
  };
}
