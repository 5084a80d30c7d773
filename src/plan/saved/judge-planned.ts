/** Whether the manifests ask for one change of a saved plan, just as it stands there. */
import { valueAt } from '../../model/text/json.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import { describeDesired } from '../change/describe-entity.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { describeDeclared } from '../match/describe-declared.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { isRetired, newName } from '../match/temporary-name.ts';
import { successorOf } from '../order/expand-change.ts';
import { findMakers } from '../order/find-makers.ts';
import { attributesOf, changeAddress, nameIn } from '../planned-change.ts';
import { findMade } from './assess-changes.ts';
import {
  describeDifference,
  differenceOf,
  differenceOfIds,
  isSame,
  type Makers,
} from './difference-of.ts';
import { type Exchanges, isExchange } from './is-exchange.ts';

interface Question {
  readonly plan: PlanDocument;
  readonly comparison: Comparison;
  readonly pending: readonly PlannedChange[];
}

/** What is wrong with a change, and the change that the manifests lead to in its place. */
interface Judgement {
  readonly problem: string | null;
  readonly counterpart?: Change;
}

const declared = (counterpart?: Change): Judgement => ({
  problem: null,
  ...(counterpart ? { counterpart } : {}),
});

/** @param pending of the plan's changes and repoints those that are still to be carried out. */
export function createJudge({
  plan,
  comparison,
  pending,
}: Question): (change: PlannedChange) => Judgement {
  const { index, changes, repoints } = comparison;
  const all = [...plan.changes, ...plan.moves];
  const surroundings: Surroundings = {
    comparison,
    makerOf: findMakers(all, index.platform),
    madeBy: findMade(all, index),
    replaced: new Map(
      pending.flatMap((change) =>
        change.action === 'replace' && change.id !== null ? [[change.id, change] as const] : [],
      ),
    ),
  };
  const counterparts = new Map<string, Change>();
  for (const change of [...changes, ...repoints]) counterparts.set(subjectOf(change), change);
  const counterpartOf = (kind: string, id: string | null, address: string) =>
    counterparts.get(id === null ? `create ${address}` : `${kind} ${id}`);
  return (change) => {
    const { kind, address } = changeAddress(change);
    const counterpart = counterpartOf(kind, change.id, address);
    switch (change.action) {
      case 'create':
        return judgeNew(change, counterpart, surroundings);
      case 'delete':
        return counterpart?.action === 'delete'
          ? declared(counterpart)
          : { problem: whyNotDeleted(comparison) };
      case 'replace': {
        const successor = successorOf(change, index);
        const finishing = successor ? counterpartOf(kind, successor.id, address) : undefined;
        return judgeReplacement(change, counterpart, finishing, surroundings);
      }
      case 'update':
        return judgeUpdate(change, counterpart, surroundings);
    }
  };
}

function whyNotDeleted({ project, base }: Comparison): string {
  const isBlind = project.prune === 'removed' && base === null;
  return isBlind
    ? 'no manifest deletes it, and without --base it is not known what prune: removed may delete'
    : 'no manifest deletes it, and prune does not reach it';
}

interface Surroundings extends Makers, Exchanges {
  readonly comparison: Comparison;
}

/** The entity that a change is about: by its ID, or by its address where it is new. */
function subjectOf(change: Change): string {
  return change.action === 'create'
    ? `create ${change.address}`
    : `${change.remote.kind} ${change.remote.id}`;
}

function judgeNew(
  change: PlannedChange,
  counterpart: Change | undefined,
  surroundings: Surroundings,
): Judgement {
  if (counterpart?.action !== 'create') return { problem: 'no manifest creates it' };
  const problem = differenceOf(change, counterpart.desired, surroundings);
  return problem === null ? declared(counterpart) : { problem };
}

/** The temporary name of a new entity shows later runs which declaration it belongs to. */
function hasOwnTemporaryName(
  { temporaryName }: PlannedChange,
  { declaration }: DesiredEntity,
  { platform }: RemoteIndex,
): boolean {
  if (temporaryName === undefined) return true;
  const { address } = declaration;
  return temporaryName === newName(address, describeDeclared(declaration, platform));
}

/** Once the old entity is gone, its successor shows what is left to do. */
function judgeReplacement(
  change: PlannedChange,
  counterpart: Change | undefined,
  finishing: Change | undefined,
  surroundings: Surroundings,
): Judgement {
  const { index, desired } = surroundings.comparison;
  const judgeNewOne = (made: DesiredEntity) =>
    hasOwnTemporaryName(change, made, index)
      ? differenceOf(change, made, surroundings)
      : 'the manifests lead to another temporary name';
  if (counterpart?.action === 'replace') {
    const problem = judgeNewOne(counterpart.desired);
    return problem === null ? declared(counterpart) : { problem };
  }
  const owner = index.platform.ownerAttribute;
  const ownerId = attributesOf(change.after)?.[owner];
  const entity = desired.find(
    ({ declaration, ownerId: own }) => declaration.address === change.address && own === ownerId,
  );
  if (finishing === undefined || entity === undefined || !isAway(change, index))
    return { problem: 'no manifest replaces it' };
  const problem = judgeNewOne(entity);
  return problem === null ? declared() : { problem };
}

/** Whether the entity that a change replaces is deleted, or called something else for good. */
function isAway(change: PlannedChange, index: RemoteIndex): boolean {
  const { kind } = changeAddress(change);
  const old = change.id === null ? undefined : index.byId(kind, change.id);
  return old === undefined || isRetired(old, nameIn(attributesOf(change.before)) ?? '');
}

function judgeUpdate(
  change: PlannedChange,
  counterpart: Change | undefined,
  surroundings: Surroundings,
): Judgement {
  if (!isDeclaredAs(change, change.id, surroundings.comparison)) return { problem: notDeclared };
  const problems = change.paths.flatMap((path) => {
    const problem = problemAt(path, change, counterpart, surroundings);
    return problem === null ? [] : [problem];
  });
  const [problem] = problems;
  return problem === undefined ? declared(counterpart) : { problem };
}

/** Whether one attribute is sent as declared; an algebra may also just follow a replaced segment. */
function problemAt(
  path: string,
  change: PlannedChange,
  counterpart: Change | undefined,
  surroundings: Surroundings,
): string | null {
  if (path === 'algebra' && isExchange(change, surroundings)) return null;
  if (counterpart?.action !== 'update' || !counterpart.paths.includes(path)) {
    return `no manifest changes its ${path}`;
  }
  const { desired } = counterpart;
  const described = describeDesired(desired).attributes;
  const after = attributesOf(change.after) ?? {};
  if (!isSame(valueAt(described, path), valueAt(after, path)))
    return describeDifference(path, valueAt(after, path), valueAt(described, path));
  return path === 'algebra' ? differenceOfIds(change, desired, surroundings) : null;
}

export const notDeclared = 'no manifest declares it';

/**
 * Nothing is sent for what is done but the members of its list. Yet names lead to what it made, so it
 * has to be the very entity that a manifest of this address is about.
 *
 * @param id of that entity; null where it is gone.
 */
export function isDeclaredAs(
  change: PlannedChange,
  id: string | null,
  { matches }: Comparison,
): boolean {
  if (change.action === 'delete') return true;
  const { kind } = changeAddress(change);
  const match = matches.find(({ remote }) => remote?.kind === kind && remote.id === id);
  return match?.declaration.address === change.address && match.declaration.state === 'present';
}
