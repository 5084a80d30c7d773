/** The parts of a plan document that are drawn from changes and operations. */

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { addressOf, nameOf } from '../../model/entity.ts';
import type { Project } from '../../model/project.ts';
import type { Platform } from '../../platforms/platform.ts';
import type {
  ChangeStep,
  LeftAlone,
  PlanDiagnostic,
  PlannedChange,
  PlannedRequest,
  PlanProject,
  PlanSummary,
} from '../../schema/generated/plan.ts';
import type { Comparison } from '../compare/compare-with-remote.ts';
import type { Drifted } from '../make-changes.ts';
import { changeKey } from '../order/expand-change.ts';
import type { Operation } from '../order/operation.ts';
import { scheduleOperations } from '../order/schedule-operations.ts';
import type { SelectedChanges } from './select-changes.ts';

export function planProject(project: Project, platform: Platform): PlanProject {
  const { name, environment, scopeId, apiVersion, audienceApiVersion, segmentApiVersion } = project;
  const scope = { [platform.scope.attribute]: scopeId };
  return {
    ...{ name, environment, platform: platform.name, ...scope, apiVersion, audienceApiVersion },
    ...(segmentApiVersion === undefined ? {} : { segmentApiVersion }),
  };
}

/** The changes that each change waits for, by address. */
export function addDependencies(
  changes: readonly PlannedChange[],
  operations: readonly Operation[],
): PlannedChange[] {
  const addresses = new Map(operations.map(({ key, address }) => [key, address]));
  const dependsOn = new Map<string, Set<string>>();
  for (const { address, needs } of operations) {
    const others = dependsOn.get(address) ?? new Set();
    for (const need of needs) {
      const other = addresses.get(need);
      if (other !== undefined && other !== address) others.add(other);
    }
    dependsOn.set(address, others);
  }
  return changes.map((change) => ({
    ...change,
    dependsOn: [...(dependsOn.get(change.address) ?? [])].sort(),
  }));
}

/** The steps of each replacement, in the order in which they are sent. */
export function addSteps(
  changes: readonly PlannedChange[],
  operations: readonly Operation[],
): PlannedChange[] {
  const replaced = new Set(
    changes.flatMap((change) => (change.action === 'replace' ? [changeKey(change)] : [])),
  );
  if (replaced.size === 0) return [...changes];
  const inOrder = scheduleOperations(operations).flatMap((batch) => batch.operations);
  const stepsOf = indexSteps(inOrder, replaced);
  return changes.map((change) => {
    if (change.action !== 'replace') return change;
    const steps = stepsOf(changeKey(change));
    return { ...change, steps: steps.map((operation) => writeStep(operation, change)) };
  });
}

/** @returns the operations of a replacement: its own, and those that move others to what is new */
function indexSteps(
  inOrder: readonly Operation[],
  replaced: ReadonlySet<string>,
): (key: string) => readonly Operation[] {
  const own = new Map<string, number[]>();
  const moves = new Map<string, number[]>();
  const add = (positions: Map<string, number[]>, key: string, position: number) => {
    const others = positions.get(key);
    if (others) others.push(position);
    else positions.set(key, [position]);
  };
  for (const [position, { of, role, makers }] of inOrder.entries()) {
    add(own, of, position);
    if (role !== 'main' || replaced.has(of)) continue;
    for (const maker of new Set(makers.values())) add(moves, maker, position);
  }
  return (key) =>
    [...(own.get(key) ?? []), ...(moves.get(key) ?? [])]
      .sort((a, b) => a - b)
      .flatMap((position) => inOrder[position] ?? []);
}

function writeStep({ address, verb, role }: Operation, change: PlannedChange): ChangeStep {
  const texts = {
    main:
      address === change.address
        ? 'create the new one, under a temporary name'
        : `move "${nameOf(address)}" to it`,
    moving: 'give up its name for a while',
    retire: 'delete the old one',
    rename: 'give the new one the name',
  };
  return { verb, address, text: verb === 'fill' ? 'upload its members' : texts[role] };
}

export function writeRequests(operations: readonly Operation[]): PlannedRequest[] {
  const requests = scheduleOperations(operations).flatMap(({ verb, ...batch }) =>
    verb === 'fill' ? [] : [{ ...batch, verb }],
  );
  // Steps in which lists are filled and nothing else is sent are not counted.
  const steps = [...new Set(requests.map(({ step }) => step))];
  return requests.map(({ step, kind, verb, operations: items }) => ({
    step: steps.indexOf(step) + 1,
    kind,
    verb,
    addresses: items.map(({ address }) => address),
  }));
}

export function summarize(changes: readonly PlannedChange[], comparison: Comparison): PlanSummary {
  const count = (action: PlannedChange['action']) =>
    changes.filter((change) => change.action === action).length;
  return {
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    delete: count('delete'),
    unchanged: comparison.unchanged.length,
    unmanaged: countUnmanaged(comparison),
  };
}

/** Entities of the project's own that no manifest names. Criteo's own and foreign rows are nobody's to manage. */
function countUnmanaged({ spokenFor, prunes, index }: Comparison): number {
  const pruned = new Set(prunes.deletions);
  return index.entities.filter(
    (entity) =>
      !spokenFor.has(entity) &&
      !pruned.has(entity) &&
      entity.unmanageable !== 'behavioral' &&
      entity.unmanageable !== 'foreign',
  ).length;
}

/** What prune spares, manifests let go, `--drift leave` leaves, and a part of a plan leaves out. */
export function writeLeftAlone(
  { prunes, released, drifted }: Comparison,
  { left, changes }: SelectedChanges,
): LeftAlone[] {
  return [
    ...prunes.leftAlone,
    ...released.map(
      ({ kind, name, id }): LeftAlone => ({
        address: addressOf(kind, name),
        id,
        reason: 'released',
        text: 'let go by a manifest: state: released',
      }),
    ),
    ...drifted.map((each) => writeDrifted(each, changes)),
    ...left.map(
      ({ address, id }): LeftAlone => ({
        address,
        id: id ?? '',
        reason: 'not-targeted',
        text: 'not part of what was asked for',
      }),
    ),
  ];
}

/** What both sides changed is overwritten, whatever else of the entity is left. */
function writeDrifted(
  { match, id, attributes }: Drifted,
  changes: readonly PlannedChange[],
): LeftAlone {
  const { address, source } = match.declaration;
  const change = changes.find((each) => each.address === address && each.id === id);
  const overwritten = (change?.reasons ?? []).flatMap(({ origin, code, text }) =>
    origin === 'conflict' ? [code === 'renamed' ? 'name' : text] : [],
  );
  return {
    address,
    id,
    reason: 'drift',
    text: 'edited in the Criteo UI, unchanged in git',
    attributes: [...attributes],
    source: { file: source.file, line: source.line, column: source.column },
    ...(overwritten.length > 0 ? { overwritten } : {}),
  };
}

export function writeDiagnostic({
  severity,
  code,
  message,
  source,
  hint,
  address,
}: Diagnostic): PlanDiagnostic {
  return {
    severity,
    code,
    message,
    ...(source ? { source: { file: source.file, line: source.line, column: source.column } } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(address === undefined ? {} : { address }),
  };
}
