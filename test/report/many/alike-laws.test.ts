/** Two plans of one group, each rendered alone, read the same but for names, IDs and places. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePlan } from '../../../src/reconciler/find-objections.ts';
import { digestChanges } from '../../../src/report/many/condense/digest-changes.ts';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import type { PlanDocument, PlanSource } from '../../../src/schema/generated/plan.ts';
import { planAround } from '../plan-around.ts';
import { firstApplyPlan, mixedPlan, refusedPlan, replacementPlan } from '../sample-plans.ts';
import { dangerousPlan, lookbackPlan } from './a-run.ts';

const plans = [
  ...[mixedPlan, refusedPlan, replacementPlan, firstApplyPlan, planAround('Shoes')],
  ...[lookbackPlan('acme-at', 1), dangerousPlan('acme-be', 2)],
];

type Path = readonly (string | number)[];

/** A part of a plan that a group shares; the rest is of one account, or is derived. */
const shared: readonly (keyof PlanDocument)[] = [
  ...(['consents', 'changes', 'moves', 'leftAlone', 'selection', 'labels', 'affected'] as const),
  ...(['rules', 'refusals', 'diagnostics'] as const),
];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, of]) => pathsOf(of, [...path, key]))];
}

/** A copy in which the value at a path is another one, or is gone. */
function changed(plan: PlanDocument, path: Path, how: 'other' | 'gone' | 'twice'): PlanDocument {
  const copy = structuredClone(plan);
  let place: unknown = copy;
  for (const key of path.slice(0, -1)) place = Reflect.get(Object(place), key);
  const key = path.at(-1) ?? '';
  const was: unknown = Reflect.get(Object(place), key);
  if (how === 'other') Reflect.set(Object(place), key, another(was));
  else if (Array.isArray(place)) place.splice(Number(key), how === 'gone' ? 1 : 0, ...twice(was));
  else if (how === 'gone') Reflect.deleteProperty(Object(place), key);
  return copy;

  function twice(value: unknown): readonly unknown[] {
    return how === 'twice' ? [structuredClone(value)] : [];
  }
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}9`;
  return value;
}

interface Ids {
  readonly ids: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

/** What the law takes for an ID or a place, found by the contract of the document and not as the digest finds them. */
function idsOf(plan: PlanDocument): Ids {
  const ids = new Set<string>();
  const places = new Set<string>();
  const addId = (id: string | null | undefined) => typeof id === 'string' && ids.add(id);
  const addPlace = ({ file, line, column }: PlanSource) => {
    for (const place of [`${file}:${line}:${column}`, `${file}:${line}`]) places.add(place);
    places.add(`<code>${file}</code>:${line}`);
  };
  for (const change of [...plan.changes, ...plan.moves]) {
    addId(change.id);
    addId(change.temporaryName);
    for (const id of change.liveUse.adSetIds ?? []) addId(id);
    for (const side of [change.segmentIds.before, change.segmentIds.after]) {
      for (const id of Object.values(side)) addId(id);
    }
    if (change.source) addPlace(change.source);
  }
  for (const { id, source } of plan.leftAlone) {
    addId(id);
    if (source) addPlace(source);
  }
  for (const { adSetIds = [] } of plan.affected) for (const id of adSetIds) addId(id);
  for (const { source } of plan.diagnostics) {
    if (source) addPlace(source);
  }
  addId('advertiserId' in plan.project ? plan.project.advertiserId : null);
  return { ids, places };
}

const formats = ['text', 'markdown', 'html'] as const;

/** What a reader reads, with the same word in the place of each name, ID and place. Null where it is no plan. */
function readOf(plan: PlanDocument): readonly string[] | null {
  const { ids, places } = idsOf(plan);
  const own = [...places, plan.project.name, plan.checksum, ...ids].filter((each) => each !== '');
  const longest = own.sort((a, b) => b.length - a.length).map(escapeForPattern);
  const pattern = new RegExp(`(?<![\\p{L}\\d])(?:${longest.join('|')})(?![\\p{L}\\d])`, 'gu');
  try {
    return formats.map((format) =>
      renderPlan(plan, { format, verbose: true, width: 400, color: false })
        // A report of many draws no graph.
        .replace(/```mermaid\n.*?```/gsu, '')
        // The filter finds a card by its file and its IDs, too.
        .replace(/ data-search="[^"]*"/gu, '')
        .replace(pattern, '#')
        // Columns are as wide as what stands in them.
        .replace(/[ ─]+/gu, ' '),
    );
  } catch {
    return null;
  }
}

const samples = new Map<PlanDocument, readonly string[] | null>();

function readOfSample(plan: PlanDocument): readonly string[] | null {
  const known = samples.get(plan) ?? readOf(plan);
  samples.set(plan, known);
  return known;
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

type Changes = readonly (readonly [path: Path, how: 'other' | 'gone' | 'twice'])[];

/** With the same on the other side of a change, as where every account has another value that stays. */
function onBothSides(changes: Changes): Changes {
  const other = new Map([
    ['before', 'after'],
    ['after', 'before'],
  ]);
  return changes.flatMap(([path, how]): Changes => {
    const side = other.get(String(path[2]));
    if (side === undefined) return [[path, how]];
    return [
      [path, how],
      [[...path.slice(0, 2), side, ...path.slice(3)], how],
    ];
  });
}

/** Null where it lacks what every plan has. */
function changedPlan(plan: PlanDocument, changes: Changes): PlanDocument | null {
  try {
    let other = plan;
    for (const [path, how] of changes) other = changed(other, path, how);
    return parsePlan(JSON.stringify(other), 'plan.json').value;
  } catch {
    return null;
  }
}

const variants = fc.constantFrom(...plans).chain((plan) => {
  const paths = pathsOf(plan).filter(([first]) => shared.some((key) => key === first));
  const change = fc.tuple(
    fc.constantFrom(...paths.filter((path) => path.length > 1)),
    fc.constantFrom('other' as const, 'gone' as const, 'twice' as const),
  );
  return fc
    .tuple(fc.array(change, { minLength: 1, maxLength: 2 }), fc.boolean())
    .map(([changes, isBoth]) => [plan, isBoth ? onBothSides(changes) : changes] as const);
});

test('plans of one group read the same when each is rendered alone', () => {
  let alike = 0;
  fc.assert(
    fc.property(variants, ([plan, changes]) => {
      const other = changedPlan(plan, changes);
      if (other === null || digestChanges(other) !== digestChanges(plan)) return;
      const read = readOf(other);
      if (read === null) return;
      alike += 1;
      expect([changes, read]).toEqual([changes, readOfSample(plan)]);
    }),
    { numRuns: 1200 },
  );
  expect(alike).toBeGreaterThan(20);
});
