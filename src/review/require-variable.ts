import { ReviewError } from './hosting.ts';

export type CiVariables = Readonly<Record<string, string | undefined>>;

/** A variable that the CI system sets, or the one that holds the token. */
export function requireVariable(environment: CiVariables, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new ReviewError(`${name} is not set: this runs in GitHub Actions and in GitLab CI`);
}
