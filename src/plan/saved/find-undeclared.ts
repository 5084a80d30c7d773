/**
 * Holds a saved plan against the manifests beside it. A plan file comes from outside, and can be
 * forged whole, checksum and all; so it may do nothing that they do not ask for.
 */
import {
  algebraLeaves,
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
} from '../../model/algebra.ts';
import { canonicalJson, type JsonValue, valueAt } from '../../model/text/json.ts';
import type { PlanDocument, PlannedChange, Refusal } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import { changeKey } from '../change/change-key.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import { findRefusals } from '../check/find-refusals.ts';
import type { Comparison } from '../compare/compare-with-remote.ts';
import { describeDeclared } from '../compare/describe-declared.ts';
import { describeDesired } from '../compare/describe-entity.ts';
import type { RemoteIndex } from '../compare/index-snapshot.ts';
import type { SegmentTarget } from '../compare/resolve-references.ts';
import { isRetired, newName } from '../compare/temporary-name.ts';
import { successorOf } from '../order/expand-change.ts';
import { type DoneChanges, findMade } from './assess-changes.ts';
import { findMakers, type MakerOf } from './find-makers.ts';
import { attributesOf, changeAddress, nameIn } from './planned-change.ts';

export interface DeclaredQuestion {
  readonly plan: PlanDocument;
  /** Of its changes and moves those that are still to be carried out. */
  readonly pending: readonly PlannedChange[];
  /** Those that an earlier run has carried out. */
  readonly done: DoneChanges;
  /** Of the manifests beside it with what is remote now. */
  readonly comparison: Comparison;
  /** The consents of the plan that somebody other than its file has given. */
  readonly consents: readonly string[];
}

/** Why the plan may not be carried out here, change by change; none where the manifests ask for all of it. */
export function findUndeclared(question: DeclaredQuestion): readonly Refusal[] {
  const { pending, done, comparison } = question;
  const judge = createJudge(question);
  const judged = pending.map((change) => ({ change, ...judge(change) }));
  const undeclared = [
    ...judged.flatMap(({ change, problem }) =>
      problem === null ? [] : [refuse(change.address, problem)],
    ),
    ...[...done].flatMap(([change, id]) =>
      isDeclaredAs(change, id, comparison) ? [] : [refuse(change.address, notDeclared)],
    ),
    ...findLeftBehind(question),
    ...findErrors(question),
  ];
  if (undeclared.length > 0) return undeclared;
  return refuseAgain(
    question,
    judged.flatMap(({ counterpart }) => (counterpart ? [counterpart] : [])),
  );
}

function refuse(address: string | undefined, problem: string): Refusal {
  return {
    code: 'plan-not-declared',
    ...(address === undefined ? {} : { address }),
    text: `the manifests of this project do not ask for this: ${problem}`,
    fix: 'Plan again from these manifests, and review that plan.',
  };
}

const notDeclared = 'none of them declares it';

/**
 * Nothing is sent for what is done but the members of its list. Yet names lead to what it made, so it
 * has to be the very entity that a manifest of this address speaks of.
 *
 * @param id of that entity; null where it is gone.
 */
function isDeclaredAs(change: PlannedChange, id: string | null, { matches }: Comparison): boolean {
  if (change.action === 'delete') return true;
  const { kind } = changeAddress(change);
  const match = matches.find(({ remote }) => remote?.kind === kind && remote.id === id);
  return match?.declaration.address === change.address && match.declaration.state === 'present';
}

/** What uses a segment that the plan replaces moves along with it, or the replacement ends half-way. */
function findLeftBehind({ pending, comparison }: DeclaredQuestion): readonly Refusal[] {
  const { index } = comparison;
  const moving = new Set(
    pending.flatMap(({ address, id }) => (id === null ? [] : [`${address.split('/')[0]} ${id}`])),
  );
  return pending.flatMap((change) => {
    const { kind } = changeAddress(change);
    if (change.action !== 'replace' || kind !== 'segment' || change.id === null) return [];
    const left = index.usersOf(change.id).filter((user) => !moving.has(`${user.kind} ${user.id}`));
    return left.map(({ kind: of, name }) =>
      refuse(change.address, `the ${of} "${name}" uses it, and the plan leaves that out`),
    );
  });
}

/** With an error there is no sound plan, so that nothing can be asked for. */
function findErrors({ comparison, pending }: DeclaredQuestion): readonly Refusal[] {
  if (pending.length === 0) return [];
  return comparison.findings.flatMap(({ severity, address, code, message }) =>
    severity === 'error' ? [refuse(address, `${message} (${code})`)] : [],
  );
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

function createJudge(question: DeclaredQuestion): (change: PlannedChange) => Judgement {
  const { plan, comparison } = question;
  const { index, changes, moves } = comparison;
  const all = [...plan.changes, ...plan.moves];
  const surroundings: Surroundings = {
    comparison,
    makerOf: findMakers(all, index.platform),
    madeBy: findMade(all, index),
    replaced: new Map(
      question.pending.flatMap((change) =>
        change.action === 'replace' && change.id !== null ? [[change.id, change] as const] : [],
      ),
    ),
  };
  const counterparts = new Map<string, Change>();
  for (const change of [...changes, ...moves]) counterparts.set(keyOf(change), change);
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
    ? 'no manifest deletes it, and what prune: removed may delete is unknown without --base'
    : 'no manifest deletes it, and prune does not reach it';
}

interface Surroundings {
  readonly comparison: Comparison;
  readonly makerOf: MakerOf;
  readonly madeBy: (maker: PlannedChange) => string | null;
  /** The replacements that are still to be carried out, by the ID that goes. */
  readonly replaced: ReadonlyMap<string, PlannedChange>;
}

function keyOf(change: Change): string {
  return change.action === 'create'
    ? `create ${change.address}`
    : `${change.remote.kind} ${change.remote.id}`;
}

function judgeNew(
  change: PlannedChange,
  counterpart: Change | undefined,
  surroundings: Surroundings,
): Judgement {
  if (counterpart?.action !== 'create') return { problem: 'none of them creates it' };
  const problem = differenceOf(change, counterpart.desired, surroundings);
  return problem === null ? declared(counterpart) : { problem };
}

/** The name that a new entity has for a while tells later runs whose it is. */
function hasOwnTemporaryName(
  { temporaryName }: PlannedChange,
  { declaration }: DesiredEntity,
  { platform }: RemoteIndex,
): boolean {
  if (temporaryName === undefined) return true;
  const { address } = declaration;
  return temporaryName === newName(address, describeDeclared(declaration, platform));
}

/** Once the old one is gone, what is left to do is to be found at its successor. */
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
      : 'they lead to another temporary name';
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
    return { problem: 'none of them replaces it' };
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
    return `none of them changes its ${path}`;
  }
  const { desired } = counterpart;
  const described = describeDesired(desired).attributes;
  const after = attributesOf(change.after) ?? {};
  if (!isSame(valueAt(described, path), valueAt(after, path)))
    return describeDifference(path, valueAt(after, path), valueAt(described, path));
  return path === 'algebra' ? differenceOfIds(change, desired, surroundings) : null;
}

/** Null where a new entity is just as declared. */
function differenceOf(
  change: PlannedChange,
  desired: DesiredEntity,
  surroundings: Surroundings,
): string | null {
  const described = describeDesired(desired).attributes;
  const after = attributesOf(change.after) ?? {};
  const keys = [...new Set([...Object.keys(described), ...Object.keys(after)])].sort();
  const differing = keys.filter((key) => !isSame(described[key], after[key]));
  return differing.length > 0
    ? differing.map((key) => describeDifference(key, after[key], described[key])).join('; ')
    : differenceOfIds(change, desired, surroundings);
}

/** More characters than this of a value say no more about the difference. */
const maxValue = 200;

function describeDifference(
  path: string,
  planned: JsonValue | undefined,
  declaredNow: JsonValue | undefined,
): string {
  const show = (value: JsonValue | undefined) => {
    const text = value === undefined || value === null ? 'nothing' : canonicalJson(value);
    return text.length > maxValue ? `${text.slice(0, maxValue)}…` : text;
  };
  return `they declare another ${path}: the plan has ${show(planned)}, the manifest ${show(declaredNow)}`;
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** Every name leads to the segment that the remote has under it, or to what this plan makes. */
function differenceOfIds(
  change: PlannedChange,
  desired: DesiredEntity,
  surroundings: Surroundings,
): string | null {
  const targets = new Map(
    desired.references.flatMap(({ reference, target }) =>
      'name' in reference ? [[reference.name, target] as const] : [],
    ),
  );
  const wrong = Object.entries(change.segmentIds.after).find(([name, id]) => {
    const target = targets.get(name);
    return target === undefined || !leadsTo(target, name, id, change, surroundings);
  });
  return wrong === undefined ? null : `the name "${wrong[0]}" leads to another segment`;
}

function leadsTo(
  target: SegmentTarget,
  name: string,
  id: string | null,
  change: PlannedChange,
  { makerOf, madeBy }: Surroundings,
): boolean {
  if (id !== null) return id === target.nextId;
  const maker = makerOf(name, change);
  if (maker === null) return false;
  if (target.nextId !== null) return target.nextId === madeBy(maker);
  return target.remote === null
    ? maker.action === 'create' && target.declaration?.address === maker.address
    : maker.action === 'replace' && target.remote.id === maker.id;
}

/**
 * Whether an algebra is the remote one with nothing but the IDs of replaced segments exchanged: the
 * same tree, whose leaves lead where they led, or to what takes the place of that segment.
 */
function isExchange(change: PlannedChange, surroundings: Surroundings): boolean {
  const [before, after] = [change.before, change.after].map((side) =>
    readAlgebra(attributesOf(side)?.['algebra']),
  );
  if (!before || !after) return false;
  const shape = (tree: typeof before) => canonicalJson(mapAlgebra(tree, () => null));
  if (shape(before) !== shape(after)) return false;
  const leaves = algebraLeaves(after);
  const fates = algebraLeaves(before).map((was, position) =>
    fateOf(was, leaves[position], change, surroundings),
  );
  return fates.includes('exchanged') && !fates.includes('other');
}

/** What becomes of one leaf: it stays, names what takes the place of its segment, or is another one. */
function fateOf(
  was: SegmentReference,
  will: SegmentReference | undefined,
  change: PlannedChange,
  { makerOf, replaced }: Surroundings,
): 'same' | 'exchanged' | 'other' {
  const { before, after } = change.segmentIds;
  const oldId = 'id' in was ? was.id : (before[was.name] ?? null);
  if (will === undefined || oldId === null) return 'other';
  const newId = 'id' in will ? will.id : (after[will.name] ?? null);
  const replacement = replaced.get(oldId);
  if (newId === oldId) {
    return replacement === undefined && canonicalJson(was) === canonicalJson(will)
      ? 'same'
      : 'other';
  }
  const maker = newId === null && 'name' in will ? makerOf(will.name, change) : null;
  return maker !== null && maker === replacement ? 'exchanged' : 'other';
}

/** What the plan would have been refused for, judged once more: its own word for it is no proof. */
function refuseAgain(
  { plan, comparison, consents }: DeclaredQuestion,
  changes: readonly Change[],
): readonly Refusal[] {
  const { renames } = comparison;
  const refusalsWith = (given: readonly string[]) =>
    findRefusals({ ...comparison, changes, ...readConsents(given) });
  const judged = refusalsWith(consents);
  const looksRenamed = renames.flatMap(({ refusal, create, losing }) => {
    // It deletes the one side, whatever becomes of the other.
    const isOfIt = changes.some(
      (each) => changeKey(each) === create || (each.action === 'delete' && each.remote === losing),
    );
    return isOfIt ? [refusal] : [];
  });
  if (judged.length + looksRenamed.length === 0) return [];
  const unproven = plan.consents.filter((consent) => !consents.includes(consent));
  const options = unproven.map((consent) => `--${consent.replace('=', ' ')}`);
  const last: Refusal =
    unproven.length === 0
      ? {
          code: 'plan-not-declared',
          text: 'planned again from these manifests, this would be refused; the plan file says otherwise',
          fix: 'Plan again, and review that plan.',
        }
      : {
          code: 'plan-not-declared',
          text: `the consent ${unproven.join(', ')} stands in the plan file alone, and a file cannot consent`,
          fix: `Give the checksum that was reviewed with --checksum, or consent again with ${options.join(' ')}.`,
        };
  const remaining = new Set(refusalsWith(plan.consents).map(refusalKey));
  // What the consents of the file would settle, the same way out settles.
  const settled = judged.map((each) =>
    remaining.has(refusalKey(each)) ? each : { ...each, fix: last.fix ?? '' },
  );
  return [...settled, ...looksRenamed, last];
}

function refusalKey({ code, address = '' }: Refusal): string {
  return `${code} ${address}`;
}

/** Consents as plans spell them, as the planner takes them. */
function readConsents(consents: readonly string[]): {
  readonly allowReplace: boolean;
  readonly maxDeletes: number | null;
} {
  const limit = consents.find((consent) => consent.startsWith('max-deletes='));
  return {
    allowReplace: consents.includes('allow-replace'),
    maxDeletes: limit === undefined ? null : Number(limit.slice('max-deletes='.length)),
  };
}
