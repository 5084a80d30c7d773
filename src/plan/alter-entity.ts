/** What is to be done to a remote entity so that it becomes as declared, and why. */
import type { RemoteEntity } from '../model/snapshot.ts';
import type { Change, Reason } from './change.ts';
import { compareEntities, type Difference } from './compare-entities.ts';
import { describeDeclared } from './describe-declared.ts';
import { describeRemote } from './describe-entity.ts';
import type { DesiredEntity } from './desired-entity.ts';
import { type RemoteIndex, segmentIdsOf } from './index-snapshot.ts';
import { attributeAt, type Base, judgeOrigin } from './judge-origin.ts';
import type { Match } from './match-declarations.ts';
import type { Replacements } from './replacements.ts';
import type { References } from './resolve-references.ts';
import { readTemporaryName } from './temporary-name.ts';

/** What all entities of one round of planning are judged by. */
export interface Round {
  readonly index: RemoteIndex;
  readonly references: References;
  readonly replacements: Replacements;
  /** Segments that this plan deletes. */
  readonly leaving: ReadonlySet<string>;
  readonly base: Base | null;
  readonly drift: 'revert' | 'leave';
}

/** `left-alone` is what was edited remotely alone, where drift is left. */
export function alterEntity(
  match: Match,
  desired: DesiredEntity,
  remote: RemoteEntity,
  round: Round,
): Change | 'unchanged' | 'left-alone' {
  const { declaration } = match;
  const ignored = declaration.ignoreChanges ?? [];
  const differences = compareEntities(
    round.index.platform,
    { ...desired, seedKey: desired.seed?.key ?? null },
    remote,
    round.references.keyOf,
  ).filter(({ path }) => !ignored.some((each) => path === each || path.startsWith(`${each}.`)));
  // A temporary name is never left, whatever else about the name may be.
  const named = reasonsOfName(declaration.name, remote).filter(
    ({ code }) => code !== 'renamed' || !ignored.includes('name'),
  );
  const found = [...named, ...differences.map(reasonOf)];
  const judged = found.map((reason) => withOrigin(reason, match, remote, round));
  const wanted = judged.filter(({ origin }) => round.drift === 'revert' || origin !== 'drift');
  const reasons = [...wanted, ...reasonsOfReferences(desired, remote, round, wanted)];
  if (reasons.length === 0) return judged.length === 0 ? 'unchanged' : 'left-alone';
  return {
    action: reasons.some(({ code }) => replacing.has(code)) ? 'replace' : 'update',
    address: declaration.address,
    match,
    desired,
    remote,
    paths: [...new Set(reasons.flatMap(({ path }) => (path === undefined ? [] : [path])))],
    reasons,
  };
}

function withOrigin(
  reason: Reason,
  { declaration }: Match,
  remote: RemoteEntity,
  { base, references, index }: Round,
): Reason {
  const { path } = reason;
  if (base === null || path === undefined) return reason;
  const was = base.find(declaration);
  const is = describeRemote(remote, references).attributes;
  const origin = judgeOrigin(path, was, is, describeDeclared(declaration, index.platform));
  return origin === 'conflict' && was
    ? { ...reason, origin, base: attributeAt(was, path) ?? null }
    : { ...reason, origin };
}

const replacing = new Set(['immutable-attribute-changed', 'seed-replaced']);

function reasonsOfName(name: string, remote: RemoteEntity): readonly Reason[] {
  if (remote.name === name) return [];
  const temporary = readTemporaryName(remote.name);
  if (temporary?.role === 'new') {
    return [
      {
        code: 'replacement-finished',
        text: 'a replacement that was cut off gets its name',
        path: 'name',
      },
    ];
  }
  return temporary
    ? [{ code: 'move-finished', text: 'a rename that was cut off is finished', path: 'name' }]
    : [{ code: 'renamed', text: `renamed from "${remote.name}"`, path: 'name' }];
}

function reasonOf({ path, immutable, cleared }: Difference): Reason {
  if (immutable) return { code: 'immutable-attribute-changed', text: path, path };
  return { code: cleared ? 'attribute-cleared' : 'attribute-changed', text: path, path };
}

/** The same people, and yet something to send: the remote tree names what goes or is replaced. */
function reasonsOfReferences(
  desired: DesiredEntity,
  remote: RemoteEntity,
  { replacements, leaving }: Round,
  found: readonly Reason[],
): readonly Reason[] {
  const used = segmentIdsOf(remote);
  const isMoved = used.some((id) => replacements.of('segment', id));
  if (desired.algebra === null) {
    return isMoved
      ? [
          {
            code: 'seed-replaced',
            text: 'its seed is replaced, and a seed cannot be changed',
            path: 'lookalike.seedSegmentId',
          },
        ]
      : [];
  }
  if (found.some(({ path }) => path === 'algebra')) return [];
  if (isMoved) {
    return [
      {
        code: 'reference-moved',
        text: 'moves to the successor of a replaced segment',
        path: 'algebra',
      },
    ];
  }
  if (!used.some((id) => leaving.has(id))) return [];
  return [
    {
      code: 'reference-freed',
      text: 'the same people, without naming a segment that is deleted',
      path: 'algebra',
    },
  ];
}
