import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { messageOfMany } from '../../findings/without-ids.ts';
import type { CondensedFindings } from '../project-result.ts';
import { withoutValues } from '../words/values-of-many.ts';
import { cutText } from './cut-phrase.ts';

/** More findings of one project are counted. */
const mostFindings = 20;

/** Characters of a text, and how many other places of one finding are kept. */
const longest = 1000;
const mostRelated = 5;

/** As much of the findings of one project as a report of many shows, errors first. */
export function condenseFindings(diagnostics: readonly Diagnostic[]): CondensedFindings {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  const all = [...errors, ...warnings];
  const first = all.slice(0, mostFindings).map(condenseFinding);
  const counted = { first, errors: errors.length, warnings: warnings.length };
  return all.length > mostFindings ? { ...counted, alike: digestFindings(all) } : counted;
}

/** What a reader reads of a finding, wherever it stands and whichever account it is about. */
export function readOfFinding({
  severity,
  code,
  message,
  hint,
  example,
}: Diagnostic): readonly (string | null)[] {
  return [
    severity,
    code,
    withoutValues(messageOfMany(message)),
    withoutValues(hint ?? ''),
    example ?? null,
  ];
}

function digestFindings(findings: readonly Diagnostic[]): string {
  const hash = createHash('sha256');
  for (const finding of findings) hash.update(`${JSON.stringify(readOfFinding(finding))}\n`);
  return hash.digest('hex');
}

function condenseFinding(finding: Diagnostic): Diagnostic {
  const { message, example, hint, related } = finding;
  return {
    ...finding,
    message: cutText(message, longest),
    ...(example === undefined ? {} : { example: cutText(example, longest) }),
    ...(hint === undefined ? {} : { hint: cutText(hint, longest) }),
    ...(related === undefined ? {} : { related: related.slice(0, mostRelated) }),
  };
}
