/** Reads back what an export writes, and plans with it: what a plan would not leave alone is found. */
import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Project } from '../model/project.ts';
import type { RemoteEntity, RemoteRow, Snapshot } from '../model/remote/snapshot.ts';
import { readTemporaryName } from '../plan/match/temporary-name.ts';
import { planChanges } from '../plan/plan-changes.ts';
import { validateDeclarations } from '../validation/validate-declarations.ts';
import type { ManifestItem } from './describe-item.ts';
import { writeManifest } from './write/write-manifest.ts';

/** Something that a manifest says of an entity and that a plan would refuse or change. */
export interface Objection {
  readonly remote: RemoteEntity;
  /** In words. */
  readonly reason: string;
  /** Whether a manifest could say it, and the project itself says that it is not its own. */
  readonly isForeign: boolean;
}

/** No objections mean that a plan with these items, and with nothing else, is empty. */
export type CheckItems = (items: readonly ManifestItem[]) => readonly Objection[];

/** Remembers what it has read, since a second check is of nearly the same items. */
export function createCheck(snapshot: Snapshot, project: Project): CheckItems {
  const read = createReader(project);
  const plan = createPlanner(snapshot, project);
  return (items) => {
    const byFile = new Map(items.map(({ remote }) => [fileOf(remote), remote]));
    const found = items.map(read);
    const declarations = found.flatMap(({ value }) => value);
    const invalid = errorsIn([
      ...found.flatMap(({ diagnostics }) => diagnostics),
      ...validateDeclarations(declarations, project, { undeclaredReferences: false }),
    ]);
    const complaints = invalid.length > 0 ? invalid : plan(declarations);
    // What is about no entity is wrong with the project itself, and for a plan to report.
    return complaints.flatMap(({ file, ...complaint }) => {
      const remote = byFile.get(file);
      return remote ? [{ remote, ...complaint }] : [];
    });
  };
}

interface Complaint extends Omit<Objection, 'remote'> {
  readonly file: string;
}

function createPlanner(snapshot: Snapshot, project: Project) {
  const aside = setTemporaryAside(snapshot);
  return (declarations: readonly Declaration[]): readonly Complaint[] => {
    const { value: plan, diagnostics } = planChanges({
      // An entity that an export leaves out must not be deleted for that.
      project: { ...project, prune: 'off' },
      declarations,
      snapshot: aside,
      version: '',
    });
    const changes = (plan?.changes ?? []).map(({ source, reasons }) => ({
      file: source?.file ?? '',
      reason: `a manifest cannot declare it as it is: ${reasons.map(({ text }) => text).join(', ')}`,
      isForeign: false,
    }));
    return [...errorsIn(diagnostics), ...changes];
  };
}

/** Each item is a file of its own, so that findings identify it. */
function createReader(project: Project) {
  const known = new Map<string, Found<readonly Declaration[]>>();
  return (item: ManifestItem): Found<readonly Declaration[]> => {
    const file = fileOf(item.remote);
    const key = `${file} ${JSON.stringify(item.value)}`;
    const before = known.get(key);
    if (before) return before;
    const text = writeManifest({ defaults: {}, items: [item] }, () => null);
    const found = readManifests([{ file, text }], project);
    known.set(key, found);
    return found;
  };
}

function fileOf({ kind, id }: RemoteEntity): string {
  return `${kind}/${id}`;
}

function errorsIn(diagnostics: readonly Diagnostic[]): readonly Complaint[] {
  const complaints = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ source, message, code }) => ({
      file: source?.file ?? '',
      reason: `${message} (${code})`,
      isForeign: code === 'outside-ownership',
    }));
  // What no project could declare counts for more than whose it is.
  return complaints.toSorted((a, b) => Number(a.isForeign) - Number(b.isForeign));
}

/** A run that was cut off stops every plan; what else there is to say is found without its traces. */
function setTemporaryAside(snapshot: Snapshot): Snapshot {
  const rename = (row: RemoteRow): RemoteRow => {
    const name = row.attributes['name'];
    if (typeof name !== 'string' || readTemporaryName(name) === null) return row;
    return { ...row, attributes: { ...row.attributes, name: `${name} (set aside)` } };
  };
  return {
    ...snapshot,
    segments: snapshot.segments.map(rename),
    audiences: snapshot.audiences.map(rename),
  };
}
