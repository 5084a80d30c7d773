/** What manifests will say once some units are taken: which name leads to which segment. */
import type { SegmentReference } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { addressOf } from '../../model/entity.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { createReferrer } from '../../plan/change/describe-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Match } from '../../plan/match/match-declarations.ts';
import { createReplacements } from '../../plan/match/replacements.ts';
import { createReferences, type References } from '../../plan/match/resolve-references.ts';
import type { PullUnit } from '../pull-unit.ts';

export interface NextWorld {
  readonly references: References;
  /** How a user of some owner refers to a remote segment. */
  readonly referrer: (ownerId: string | null) => (id: string) => SegmentReference;
  readonly segmentWithId: (id: string) => RemoteEntity | undefined;
}

export function createNextWorld(units: readonly PullUnit[], comparison: Comparison): NextWorld {
  const gone = new Set<Match>();
  const added: Match[] = [];
  for (const unit of units) {
    if (unit.action === 'remove') gone.add(unit.match);
    if (unit.action === 'add') added.push(declare(unit.remote));
  }
  const staying = comparison.matches.filter((match) => !gone.has(match));
  const next = [...staying, ...added];
  const references = createReferences(next, comparison.index, createReplacements([]));
  return {
    references,
    referrer: (ownerId) => createReferrer(references, ownerId),
    segmentWithId: (id) => comparison.index.byId('segment', id),
  };
}

/** All that references look at of what gets an entry. */
function declare(remote: RemoteEntity): Match {
  const { kind, attributes } = remote;
  const name = remote.name.trim();
  const source = { file: '', line: 1, column: 1 };
  const declaration: Declaration = {
    address: addressOf(kind, name),
    ...{ kind, name, state: 'present', attributes, source },
    locate: () => source,
  };
  return { declaration, remote, successor: null };
}

export function referenceAsJson(reference: SegmentReference): JsonValue {
  return 'name' in reference ? reference.name : { segmentId: reference.id };
}
