/** A declared entity beside the remote one: what is left alone of it, and how the rest differs. */

import { seedIdIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Base } from '../base/create-base.ts';
import { attributeAt, judgeOrigin, type NamedEntity } from '../base/judge-origin.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import type { References } from '../match/resolve-references.ts';
import { readTemporaryName } from '../match/temporary-name.ts';
import type { Reason } from './change.ts';
import { compareEntities, type Difference, remoteAlgebra } from './compare-entities.ts';
import type { DesiredEntity } from './desired-entity.ts';
import { leaveAlone } from './leave-alone.ts';

/** What entities are judged by. */
export interface Judging {
  readonly index: RemoteIndex;
  readonly references: References;
  /** The project at an earlier commit; null without one. */
  readonly base: Base | null;
  /** Whether what was edited remotely alone is put back, or left. */
  readonly drift: 'revert' | 'leave';
}

export interface JudgedEntity {
  /** As it will be: what is left alone has its remote value. */
  readonly desired: DesiredEntity;
  /** Of its own attributes; references may be a reason, too. */
  readonly reasons: readonly Reason[];
  /** Attributes that were edited remotely alone, and are left so. */
  readonly drifted: readonly string[];
}

export function judgeEntity(
  match: Match,
  declared: DesiredEntity,
  remote: RemoteEntity,
  judging: Judging,
): JudgedEntity {
  const { index, references, base, drift } = judging;
  const context = { platform: index.platform, references };
  const left = new Set(match.declaration.ignoreChanges);
  const ignored = new Set(left);
  for (;;) {
    const desired = leaveAlone(declared, remote, [...left], context);
    const differing = [
      ...reasonsOfName(desired.name, remote),
      ...compareEntities(index.platform, desired, remote, references.keyOf).map(reasonOf),
    ];
    const judge = base && createJudge(match, desired, remote, { base, references });
    const reasons = judge ? differing.map(judge) : differing;
    const drifted = reasons.flatMap(({ origin, path }) =>
      drift === 'leave' && origin === 'drift' && path !== undefined && !left.has(path)
        ? [path]
        : [],
    );
    if (drifted.length === 0)
      return { desired, reasons, drifted: [...left].filter((path) => !ignored.has(path)) };
    // One may hide another: of an entity of another type nothing else is compared.
    for (const path of drifted) left.add(path);
  }
}

/** Says of each reason whose change it is. */
function createJudge(
  match: Match,
  desired: DesiredEntity,
  remote: RemoteEntity,
  { base, references }: { readonly base: Base; readonly references: References },
): (reason: Reason) => Reason {
  const was = base.find(match, references);
  const seed = seedIdIn(remote.attributes);
  const is: NamedEntity = {
    name: remote.name,
    attributes: remote.attributes,
    algebra: remoteAlgebra(remote, references.keyOf),
    seedKey: seed === null ? null : references.keyOf(seed),
  };
  return (reason) => {
    const { path, code } = reason;
    if (path === undefined) return reason;
    // A temporary name was given by a run, and is not a remote edit.
    if (code === 'replacement-finished' || code === 'move-finished') {
      return { ...reason, origin: 'declared' };
    }
    const origin = was?.isUnreadable ? 'unknown' : judgeOrigin(path, was, is, desired);
    return origin === 'conflict' && was
      ? { ...reason, origin, base: attributeAt(was.described, path) ?? null }
      : { ...reason, origin };
  };
}

function reasonsOfName(name: string, remote: RemoteEntity): readonly Reason[] {
  if (remote.name === name) return [];
  const temporary = readTemporaryName(remote.name);
  if (temporary?.role === 'new') {
    return [
      {
        code: 'replacement-finished',
        text: 'the new entity of an interrupted replacement gets its final name',
        path: 'name',
      },
    ];
  }
  return temporary
    ? [{ code: 'move-finished', text: 'an interrupted rename is finished', path: 'name' }]
    : [{ code: 'renamed', text: `renamed from "${remote.name}"`, path: 'name' }];
}

function reasonOf({ path, immutable, cleared }: Difference): Reason {
  if (immutable) return { code: 'immutable-attribute-changed', text: path, path };
  return { code: cleared ? 'attribute-cleared' : 'attribute-changed', text: path, path };
}
