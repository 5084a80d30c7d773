import { resolve } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { whereItLeads } from '../../../disk/object-to-path.ts';
import { isInside } from '../../../files/find-repository.ts';
import { usageError } from '../../arguments/usage-error.ts';
import type { CommandContext } from '../../process/command-context.ts';

interface PlansFolder {
  /** Null where there is none. */
  readonly path: string | null;
  /** What messages call it. */
  readonly is: string;
}

/**
 * Edge: folders that a run writes to and that are among plans. What is in them would be taken for plans, or for files
 * that no run wrote there.
 *
 * @throws DiagnosticError `output-not-allowed`
 */
export async function refuseAmongPlans(
  { text }: CommandContext['options'],
  plans: readonly PlansFolder[],
): Promise<void> {
  const problems: Diagnostic[] = [];
  for (const name of ['events', 'ledger'] as const) {
    const folder = text(name);
    if (folder === null) continue;
    for (const { path, is } of plans) {
      if (path === null || !(await isAmong(path, folder))) continue;
      const message = `--${name} "${folder}" is ${is}`;
      problems.push(usageError('output-not-allowed', message, 'Give a folder of its own.'));
    }
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
}

async function isAmong(plans: string, folder: string): Promise<boolean> {
  const [outer, inner] = [resolve(plans), resolve(folder)];
  return (
    isInside(fold(outer), fold(inner)) ||
    isInside(fold(await whereItLeads(outer)), fold(await whereItLeads(inner)))
  );
}

/** Some disks take names that differ in case for the same. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
