/** What was taken and what was left, in words. */
import { compareText } from '../diagnostics/diagnostic.ts';
import type { Address } from '../model/entity.ts';
import type { ChangedFile } from '../model/files/source-file.ts';
import { groupBy } from '../model/group-by.ts';
import type { JsonObject, JsonValue } from '../model/text/json.ts';
import { attributeAt } from '../plan/base/judge-origin.ts';
import { describeDesired } from '../plan/change/describe-entity.ts';
import { explainNotAsked } from './explain-not-asked.ts';
import type { Doubt } from './find/find-doubts.ts';
import type { PullContext } from './pull-context.ts';
import type { LeftDifference, TakeKind, TakenAttribute, Taking } from './pull-result.ts';
import { type AttributeUnit, type PullUnit, pathOf, unitLosesMembers } from './pull-unit.ts';
import type { Settled } from './settle.ts';

export function writeTakings(settled: Settled): readonly Taking[] {
  const { taken } = settled;
  const edits = taken.flatMap((unit) => (unit.action === 'edit' ? [unit] : []));
  const takings = [
    ...[...groupBy(edits, ({ match }) => match).values()].flatMap((own) => writeEdit(own, settled)),
    ...taken.flatMap((unit) => (unit.action === 'edit' ? [] : writeOther(unit, settled))),
  ];
  return takings.sort(
    ({ source: a, address }, { source: b, address: other }) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(address, other),
  );
}

function writeEdit(own: readonly AttributeUnit[], { values }: Settled): readonly Taking[] {
  const [first] = own;
  if (first === undefined) return [];
  const { match, desired, address } = first;
  const { attributes } = describeDesired(desired);
  const written = own.map((unit): TakenAttribute => {
    const { path, take } = unit;
    return { path, take, from: fromOf(unit, attributes), to: values.get(unit) ?? null };
  });
  const take = severest(own.map((unit) => unit.take));
  const { source } = match.declaration;
  const lost = own.some(unitLosesMembers) ? { losesMembers: true } : {};
  return [{ address, action: 'edit', take, attributes: written, ...lost, source }];
}

function fromOf({ path, desired }: AttributeUnit, attributes: JsonObject): JsonValue {
  const value =
    path === desired.type ? typeBlock(path, attributes[path]) : attributeAt(attributes, path);
  return value ?? null;
}

/** With another type, both sides are whole blocks. */
function typeBlock(type: string, value: JsonValue | undefined): JsonValue {
  return { [type]: value };
}

function severest(takes: readonly TakeKind[]): TakeKind {
  const order: readonly TakeKind[] = ['conflict', 'unknown'];
  return order.find((each) => takes.includes(each)) ?? takes[0] ?? 'drift';
}

function writeOther(
  unit: Exclude<PullUnit, AttributeUnit>,
  { fileOf, after }: Settled,
): readonly Taking[] {
  const { address, action, take } = unit;
  if (unit.action === 'add') {
    const match = after?.comparison.matches.find(
      ({ remote }) => remote?.kind === unit.remote.kind && remote.id === unit.remote.id,
    );
    const file = fileOf.get(unit) ?? '';
    const source = match?.declaration.source ?? { file, line: 1, column: 1 };
    return [
      { address: match?.declaration.address ?? address, action, take, attributes: [], source },
    ];
  }
  const { source, renamedFrom = [] } = unit.match.declaration;
  const attributes: readonly TakenAttribute[] =
    unit.action === 'tidy' && unit.names !== null
      ? [
          {
            path: 'renamedFrom',
            take,
            from: renamedFrom,
            to: unit.names.length > 0 ? unit.names : null,
          },
        ]
      : [];
  const lost = unitLosesMembers(unit) ? { losesMembers: true } : {};
  const mayBe = unit.action === 'remove' ? nameHeirs(unit.mayBe) : {};
  return [{ address, action, take, attributes, ...lost, ...mayBe, source }];
}

/** More names of one entry are counted: of many entries, each may be one of the same many. */
const mostHeirs = 20;

function nameHeirs(names: readonly string[]): Pick<Taking, 'mayBe' | 'mayBeMore'> {
  if (names.length === 0) return {};
  const more = names.length - mostHeirs;
  return { mayBe: names.slice(0, mostHeirs), ...(more > 0 ? { mayBeMore: more } : {}) };
}

/**
 * @param open what could be taken and was not asked for.
 * @param doubts of what each entry is.
 */
export function writeLeftDifferences(
  open: { readonly units: readonly PullUnit[]; readonly context: PullContext },
  left: Settled['left'],
  doubts: readonly (readonly [Address, Doubt])[],
): readonly LeftDifference[] {
  const notAsked = open.units.map(
    (unit): LeftDifference => ({ ...describe(unit), ...explainNotAsked(unit, open.context) }),
  );
  const refused = [...left].map(([unit, obstacle]): LeftDifference => {
    const known = describe(unit);
    const { code, text, fix } = obstacle;
    return { ...known, code, text, fix, source: obstacle.source ?? known.source };
  });
  const unclear = doubts.map(([address, { isWhole, obstacle }]): LeftDifference => {
    return { address, path: isWhole ? null : 'name', take: 'unknown', ...obstacle };
  });
  return [...refused, ...unclear, ...notAsked].sort(
    (a, b) => compareText(a.address, b.address) || compareText(a.path ?? '', b.path ?? ''),
  );
}

function describe(unit: PullUnit): Omit<LeftDifference, 'code' | 'text' | 'fix'> {
  const { address, take } = unit;
  const source = unit.action === 'add' ? null : unit.match.declaration.source;
  const known = { address, path: pathOf(unit), take, source };
  if (unit.action !== 'edit') return known;
  const from = fromOf(unit, describeDesired(unit.desired).attributes);
  return { ...known, from, to: unit.value };
}

export function writeFiles({ texts }: Settled, context: PullContext): readonly ChangedFile[] {
  const { manifests, projectFile } = context;
  return [...texts]
    .map(([file, after]): ChangedFile => {
      const source = projectFile?.file === file ? projectFile : manifests.get(file);
      return { file, before: source?.text ?? null, after };
    })
    .sort((a, b) => compareText(a.file, b.file));
}
