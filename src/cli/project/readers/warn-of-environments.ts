/** `read-by-environment`: what is written for one environment is also in the next plan of another one. */
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { groupPairs } from '../../../model/group-by.ts';
import { listOf } from '../../../model/text/count-of.ts';
import { quoteArgument } from '../../../report/text/quote-argument.ts';

/**
 * @param readers the manifests that other environments read, each with the names of these.
 * @param files those that change, relative to the project folder.
 * @param target the options that lead another command to the project, each after a blank.
 */
export function warnOfEnvironments(
  readers: ReadonlyMap<string, readonly string[]>,
  files: readonly string[],
  target = '',
): readonly Diagnostic[] {
  const shared = files.flatMap((file) =>
    (readers.get(file) ?? []).map((name) => [name, file] as const),
  );
  return [...groupPairs(shared)].map(([name, own]) => warnOf(name, own, target));
}

function warnOf(environment: string, files: readonly string[], target: string): Diagnostic {
  const shown =
    files.length > maxNamed
      ? `${files.slice(0, maxNamed).join(', ')} and ${files.length - maxNamed} more of these files`
      : listOf(files);
  return {
    severity: 'warning',
    code: 'read-by-environment',
    message: `the environment "${environment}" reads ${shown}, too: its next plan shows these edits`,
    hint: `Check it before you merge: audiencectl plan --env ${quoteArgument(environment)}${target}.`,
  };
}

const maxNamed = 3;
