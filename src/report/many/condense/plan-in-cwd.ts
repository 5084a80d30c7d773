import type { PlanDocument, PlanSource } from '../../../schema/generated/plan.ts';
import { placeInCwd } from '../words/place-in-cwd.ts';

/** A plan with its places as the working directory sees them, where the one report of many projects is read. */
export function planInCwd(projectFile: string, plan: PlanDocument): PlanDocument {
  const move = <Item extends { readonly source?: PlanSource | null }>(item: Item): Item =>
    item.source
      ? { ...item, source: { ...item.source, file: placeInCwd(projectFile, item.source.file) } }
      : item;
  return {
    ...plan,
    changes: plan.changes.map(move),
    moves: plan.moves.map(move),
    leftAlone: plan.leftAlone.map(move),
    diagnostics: plan.diagnostics.map(move),
  };
}
