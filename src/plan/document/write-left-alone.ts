import { addressOf } from '../../model/entity.ts';
import type { LeftAlone, PlannedChange } from '../../schema/generated/plan.ts';
import type { Drifted } from '../change/make-changes.ts';
import type { Comparison } from '../compare-with-remote.ts';
import type { SelectedChanges } from './select-changes.ts';

/** What prune spares, manifests release, `--drift leave` leaves, and a part of a plan leaves out. */
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
        text: 'released by its manifest (state: released)',
      }),
    ),
    ...drifted.map((each) => writeDrifted(each, changes)),
    ...left.map(
      ({ address, id }): LeftAlone => ({
        address,
        id: id ?? '',
        reason: 'not-targeted',
        text: 'not selected',
      }),
    ),
  ];
}

/** Attributes that both sides changed are overwritten, even if the rest of the entity is left. */
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
