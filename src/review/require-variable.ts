import { ReviewError } from './hosting.ts';

export type CiVariables = Readonly<Record<string, string | undefined>>;

/** A variable that the CI system sets, or the one that holds the token. */
export function requireVariable(environment: CiVariables, name: string): string {
  const value = environment[name];
  if (value) return value;
  const where = 'audiencectl-review runs in jobs of GitHub Actions and GitLab CI';
  const end = name.endsWith('_TOKEN') ? `. Give the job its token as ${name}.` : ', which set it.';
  throw new ReviewError(`${name} is not set. ${where}${end}`);
}
