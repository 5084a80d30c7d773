import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { ExcludeError } from '../../members/source/read-member-batches.ts';
import type { Declaration } from '../../model/declaration.ts';

/** What a manifest says under `members`. */
type MembersKey = 'source' | 'exclude' | 'column' | 'country' | 'format' | 'identifierType';

/**
 * A finding about a source or a ledger, at the line of the manifest that it is about.
 * @param isOverridden whether an option overrides the manifest.
 */
export function placeFinding(
  finding: Diagnostic,
  error: Error,
  declaration: Declaration,
  isOverridden: (key: MembersKey) => boolean = () => false,
): Diagnostic {
  const key = error instanceof ExcludeError ? 'exclude' : keyOf(finding.code);
  if (isOverridden(key)) return finding;
  const source = finding.source ?? declaration.locate(['contactList', 'members', key]);
  return { ...finding, address: declaration.address, source };
}

function keyOf(code: string): MembersKey {
  if (code === 'members-type-other') return 'identifierType';
  if (code.startsWith('members-column-')) return 'column';
  if (code.startsWith('members-country-')) return 'country';
  return code.startsWith('members-format-') ? 'format' : 'source';
}
