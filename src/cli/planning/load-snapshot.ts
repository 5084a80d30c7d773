/** A snapshot saved by `snapshot --out`. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Project } from '../../model/project.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { isSnapshot } from '../../schema/generated/is-snapshot.js';
import { readNamedJson } from '../output/read-named-json.ts';

/**
 * Reads a snapshot of the project's own account or advertiser. Throws a DiagnosticError where there
 * is no file, no JSON, another format, or another target.
 */
export async function loadSnapshot(file: string, project: Project): Promise<Snapshot> {
  const snapshot = await readSnapshot(file);
  const { scope, label } = platformNamed(project.platform);
  if (snapshot.platform !== project.platform) {
    throw failure('snapshot-target', `"${file}" is not a snapshot of ${label}`);
  }
  const scopeId = snapshot[scope.attribute];
  if (scopeId !== undefined && scopeId !== project.scopeId) {
    throw failure(
      'snapshot-target',
      `"${file}" is a snapshot of ${scope.label} ${scopeId}, but the project has ${project.scopeId}`,
    );
  }
  return snapshot;
}

async function readSnapshot(file: string): Promise<Snapshot> {
  const value = await readNamedJson(file, 'snapshot', 'snapshot-invalid');
  if (isSnapshotDocument(value)) return value;
  const [first] = isSnapshot.errors ?? [];
  const place = first?.instancePath ? `: check ${first.instancePath}` : '';
  throw failure('snapshot-invalid', `"${file}" is not a snapshot saved by snapshot --out${place}`);
}

function isSnapshotDocument(value: unknown): value is Snapshot {
  return isSnapshot(value);
}

function failure(code: string, message: string): DiagnosticError {
  const diagnostic: Diagnostic = { severity: 'error', code, message };
  return new DiagnosticError([diagnostic]);
}
