/** What was added to a saved plan was not reviewed, wherever it stands: apply refuses it, and show still shows the plan. */
import { expect, test } from '@jest/globals';
import { planChecksum } from '../../../src/plan/document/plan-checksum.ts';
import { findAlterations, parsePlan } from '../../../src/plan/document/read-plan.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import { dangerousPlan, lookbackPlan } from '../../report/many/a-run.ts';
import { planAround } from '../../report/plan-around.ts';
import {
  firstApplyPlan,
  mixedPlan,
  refusedPlan,
  replacementPlan,
} from '../../report/sample-plans.ts';

const plans = [
  ...[mixedPlan, refusedPlan, replacementPlan, firstApplyPlan, planAround('Shoes')],
  ...[lookbackPlan('acme-at', 1), dangerousPlan('acme-be', 2)],
];

type Path = readonly (string | number)[];

/** Every object of a plan. */
function objectsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, of]) => objectsIn(of, [...path, key]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

/** As JSON has it: `__proto__` is a field like any other. */
function withField(plan: PlanDocument, path: Path, name: string): string {
  let text = JSON.stringify(plan, (_, value: unknown) => value);
  const copy: unknown = JSON.parse(text);
  let place: unknown = copy;
  for (const key of path) place = Reflect.get(Object(place), key);
  Object.defineProperty(place, name, { value: '1', enumerable: true });
  text = JSON.stringify(copy);
  return text;
}

/** Where names and facts are kept by a key of their own, or operations: none of them is sent. */
const isOpen = (path: Path) =>
  path.some((key) => ['labels', 'segmentNames', 'patch', 'meta'].includes(String(key)));

/** An update of a sample that sends nothing is a fault already, and what it shows is not covered. */
function isOfNothing({ changes, moves }: PlanDocument, [list, position, side]: Path): boolean {
  const of = list === 'changes' ? changes : list === 'moves' ? moves : [];
  const change = of[Number(position)];
  const isSide = side === 'before' || side === 'after';
  return isSide && change?.action === 'update' && change.paths.length === 0;
}

/** As if it had the checksum of what it is now. */
function faultsOf(plan: PlanDocument): string {
  const whole = { ...plan, checksum: planChecksum(plan) };
  return findAlterations(whole)
    .map(({ text }) => text)
    .join('\n');
}

test.each(plans.map((plan, index) => [index, plan] as const))('plan %i', (_, plan) => {
  expect(faultsOf(plan)).not.toContain('unknown field');
  for (const name of ['foo', 'constructor', '__proto__']) {
    for (const path of objectsIn(plan).filter(
      (each) => !isOpen(each) && !isOfNothing(plan, each),
    )) {
      const { value: read } = parsePlan(withField(plan, path, name), 'plan.json');
      if (read === null) continue;
      const isFound = faultsOf(read) !== faultsOf(plan);
      const isCovered = planChecksum(read) !== planChecksum(plan);
      expect([path, name, isFound || isCovered]).toEqual([path, name, true]);
    }
  }
});

test('apply names the field, and show reads the plan', () => {
  const text = withField(lookbackPlan('acme', 1), ['changes', 0], 'note');
  const { value } = parsePlan(text, 'plan.json');
  expect(value && faultsOf(value)).toContain('unknown field "changes[0].note"');
});

test('a plan that contradicts itself, too, is refused for both with a code each', () => {
  const text = withField(lookbackPlan('acme', 1), ['changes', 0], 'note');
  const { value } = parsePlan(text, 'plan.json');
  if (value === null) throw new Error('it cannot be read');
  const forged = { ...value, summary: { ...value.summary, update: 7 } };
  const whole = { ...forged, checksum: planChecksum(forged) };
  expect(findAlterations(whole, 'plan-not-declared')).toMatchObject([
    { code: 'plan-not-declared', text: expect.stringContaining('summary counts 7') },
    { code: 'plan-altered', text: expect.stringContaining('"changes[0].note"') },
  ]);
});
