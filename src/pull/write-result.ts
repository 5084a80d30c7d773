/** What was taken and what was left, in words. */
import { compareText } from '../diagnostics/diagnostic.ts';
import type { Address } from '../model/entity.ts';
import { groupBy } from '../model/group-by.ts';
import type { ChangedFile } from '../model/source-file.ts';
import type { JsonValue } from '../model/text/json.ts';
import { attributeAt } from '../plan/base/judge-origin.ts';
import { describeDesired } from '../plan/change/describe-entity.ts';
import type { Doubt } from './find/find-doubts.ts';
import type { PullContext } from './pull-context.ts';
import type { LeftDifference, TakeKind, TakenAttribute, Taking } from './pull-result.ts';
import { type AttributeUnit, type PullUnit, pathOf } from './pull-unit.ts';
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
    const from =
      path === desired.type ? typeBlock(path, attributes[path]) : attributeAt(attributes, path);
    return { path, take, from: from ?? null, to: values.get(unit) ?? null };
  });
  const take = severest(own.map((unit) => unit.take));
  return [{ address, action: 'edit', take, attributes: written, source: match.declaration.source }];
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
  return [{ address, action, take, attributes, source }];
}

/**
 * @param open what could be taken and was not asked for.
 * @param doubts of what each entry is.
 */
export function writeLeftDifferences(
  open: readonly PullUnit[],
  left: Settled['left'],
  doubts: readonly (readonly [Address, Doubt])[],
): readonly LeftDifference[] {
  const notAsked = open.map(
    (unit): LeftDifference => ({ ...describe(unit), ...notAskedFor(unit) }),
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

function describe(unit: PullUnit): Pick<LeftDifference, 'address' | 'path' | 'take' | 'source'> {
  const { address, take } = unit;
  const source = unit.action === 'add' ? null : unit.match.declaration.source;
  return { address, path: pathOf(unit), take, source };
}

function notAskedFor(unit: PullUnit): Pick<LeftDifference, 'code' | 'text' | 'fix'> {
  const isGone = unit.action === 'remove' && unit.take === 'conflict';
  return { code: 'pull-not-asked', ...(isGone ? goneAndEdited : notAskedTexts[unit.take]) };
}

const goneAndEdited = {
  text: 'It was edited here, and deleted in the Criteo UI.',
  fix: 'Choose with --take gone,conflict.',
};

const notAskedTexts: Readonly<Record<TakeKind, Pick<LeftDifference, 'text' | 'fix'>>> = {
  drift: { text: 'It was edited in the Criteo UI.', fix: 'Choose with --take drift.' },
  conflict: {
    text: 'It was edited here and in the Criteo UI.',
    fix: 'Choose with --take conflict.',
  },
  unknown: {
    text: 'It differs from what is remote.',
    fix: 'Choose with --take unknown.',
  },
  new: {
    text: 'It exists in Criteo, and no manifest declares it.',
    fix: 'Choose with --take new to declare it.',
  },
  gone: {
    text: 'It was deleted in the Criteo UI.',
    fix: 'Choose with --take gone to remove the entry, or run audiencectl apply to create it again.',
  },
  spent: { text: 'It has done its work.', fix: 'Choose with --take spent.' },
};

export function writeFiles({ texts }: Settled, context: PullContext): readonly ChangedFile[] {
  const { manifests, projectFile } = context;
  return [...texts]
    .map(([file, after]): ChangedFile => {
      const source = projectFile?.file === file ? projectFile : manifests.get(file);
      return { file, before: source?.text ?? null, after };
    })
    .sort((a, b) => compareText(a.file, b.file));
}
