import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { encodingOf, ruleInto } from '../identifiers/identifier-rule.ts';
import { collectMembers } from '../source/collect-members.ts';
import type { ExcludedPeople } from '../source/member-source.ts';
import { readSource } from '../source/read-source.ts';
import { matchMembers } from './match-members.ts';
import type { SoughtPeople } from './read-sought.ts';

const forms = ['sha256', 'md5', 'sha256-md5', 'plain'] as const;

/**
 * Edge: whether the files of those who must not be on a list hold all who are looked for, of a type.
 * Where that cannot be read or compared, they may be missing there.
 */
export async function areExcluded(
  sought: SoughtPeople,
  exclude: ExcludedPeople,
  identifierType: string,
): Promise<boolean> {
  for (const form of forms) {
    const batch = sought.as(identifierType, form);
    const rule = await ruleInto(identifierType, exclude.format, form, exclude.country);
    if (batch === null || rule === null) continue;
    const matcher = matchMembers(batch, encodingOf(form));
    const collector = collectMembers(
      rule,
      (part) => matcher.take(part, 'held'),
      exclude.form.nulls,
    );
    try {
      await readSource(exclude, noInput, collector);
    } catch (error) {
      if (error instanceof DiagnosticError) return false;
      throw error;
    }
    collector.finish();
    return matcher.select('unnamed').count === 0;
  }
  return false;
}

/** Standard input names those who are looked for. */
const noInput: AsyncIterable<Buffer> = { async *[Symbol.asyncIterator]() {} };
