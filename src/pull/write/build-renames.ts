/** New names, in the entries and in every reference to them: names can be exchanged and chained in one go. */
import type { OtherReader } from '../../model/files/other-reader.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { ownerIn } from '../../platforms/platform-named.ts';
import { findReferenceEdits } from '../../rename/find-reference-edits.ts';
import { findLock } from '../locks/find-lock.ts';
import { findRenameLock } from '../locks/find-rename-lock.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import type { AttributeUnit, PullUnit } from '../pull-unit.ts';
import type { AskedEdit } from './asked-edit.ts';
import type { BuiltEdits } from './build-edits.ts';

export function buildRenames(renames: readonly AttributeUnit[], context: PullContext): BuiltEdits {
  const { comparison, houseRules, projectFile } = context;
  const { declarations, project } = comparison;
  const left = new Map<PullUnit, Obstacle>();
  const values = new Map<PullUnit, JsonValue>();
  const entries = renames.map((unit): AskedEdit => {
    const { source } = unit.match.declaration;
    const { name } = unit.remote;
    if (name.trim() !== name || name === '') left.set(unit, hasBlanks);
    values.set(unit, name);
    const edit = { kind: 'set', path: ['name'], value: name } as const;
    return { file: source.file, at: source, what: { edit }, units: [unit] };
  });
  const changes = renames.map(({ match: { declaration }, remote }) => ({
    kind: declaration.kind,
    from: declaration.name,
    to: remote.name,
    ownerId: ownerIn(declaration.attributes),
  }));
  const found = findReferenceEdits(changes, { declarations, houseRules, project, projectFile });
  const references = found.flatMap(({ file, entry: { at, edits } }) =>
    edits.map((edit): AskedEdit => ({ file, at, what: { edit }, units: renames })),
  );
  const asked = [...entries, ...references];
  const world = { declarations, houseRules, project, projectFile };
  for (const unit of renames) {
    const lock = findRenameLock(unit.match.declaration, unit.remote.name, world, context);
    if (lock) left.set(unit, lock);
  }
  // A rename that goes no further has named the files that others read.
  const own = { ...context, sharedFiles: new Map<string, OtherReader>() };
  for (const { file, units } of asked) {
    const lock = findLock({ file, line: 1, column: 1 }, own);
    if (lock === null) continue;
    for (const unit of units) if (!left.has(unit)) left.set(unit, lock);
  }
  return { asked, newFiles: [], fileOf: new Map(), values, left };
}

const hasBlanks: Obstacle = {
  code: 'pull-unsafe',
  text: 'Its remote name begins or ends with a blank, which manifests do not allow.',
  fix: 'Rename it in the Criteo UI.',
  source: null,
};
