/** Edge: marks everybody whom a source holds. */
import { stat } from 'node:fs/promises';
import { collectMembers, type SourceAccount } from './collect-members.ts';
import type { MemberStore } from './create-member-store.ts';
import { sourceError } from './field-reader.ts';
import type { IdentifierRule } from './identifier-rule.ts';
import { type MemberSource, readSource } from './read-source.ts';

/**
 * Reads a source once, from its beginning to its end.
 * @throws DiagnosticError where it cannot be read, or is not what it was when the reading began.
 */
export async function markWanted(
  source: MemberSource,
  stdin: AsyncIterable<Buffer>,
  rule: IdentifierRule,
  store: Pick<MemberStore, 'mark'>,
): Promise<SourceAccount> {
  const collector = collectMembers(rule, (batch) => store.mark(batch, 'wanted'));
  const before = await lookAt(source);
  await readSource(source, stdin, collector.take, collector.takeLines);
  if ((await lookAt(source)) !== before) throw sourceChanged(source);
  return collector.finish();
}

/** Size and time of the last change; of standard input, nothing. */
async function lookAt({ name, path }: MemberSource): Promise<string> {
  if (name === '-') return '';
  return stat(path, { bigint: true }).then(
    ({ size, mtimeNs }) => `${size} ${mtimeNs}`,
    () => 'unreadable',
  );
}

function sourceChanged({ name }: MemberSource) {
  return sourceError(
    'members-source-changed',
    `The source ${name} was changed while it was read`,
    'Wait until it is written whole, and run the command again.',
  );
}
