/** What is taken of one entity, part by part: its algebra as a tree, its other attributes as in a plan. */
import type { Labels } from '../../model/project.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { isJsonObject, type JsonObject } from '../../model/text/json.ts';
import type { TakenAttribute, Taking } from '../../pull/pull-result.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { describeAttributes } from '../change/describe-attributes.ts';
import { describeAlgebraChange } from '../change/tree/describe-algebra-change.ts';
import type { ChangePart, SignedLine } from '../text/signed-line.ts';

/** One attribute, or a line for all of an entry. */
export interface TakingPart {
  /** As a plan calls it: `look-back`. */
  readonly label: string;
  /** Signs say from git's value to the remote one. */
  readonly lines: readonly SignedLine[];
  /** Whether git changed it as well, and its change is replaced. */
  readonly isConflict: boolean;
}

export function describeTaking(taking: Taking, labels: Labels): readonly TakingPart[] {
  if (taking.action !== 'edit') return [];
  const isConflict = ({ take }: TakenAttribute) => take === 'conflict';
  // Side by side they are read in one go; a conflict is said of its own attributes alone.
  const groups = [
    taking.attributes.filter((each) => !isConflict(each)),
    taking.attributes.filter(isConflict),
  ];
  return groups.flatMap((attributes) =>
    partsOf(changeOf(taking, attributes), labels).map((part) => ({
      ...part,
      isConflict: attributes.some(isConflict),
    })),
  );
}

function partsOf(
  change: PlannedChange,
  labels: Labels,
): readonly Pick<TakingPart, 'label' | 'lines'>[] {
  const algebra = describeAlgebraChange(change);
  const attributes = describeAttributes(change, labels);
  return [
    ...attributes.map((part) => ({ label: labelOf(part), lines: part.lines })),
    ...(algebra === null ? [] : [{ label: 'algebra', lines: withTitle(algebra) }]),
  ];
}

function labelOf({ label, title }: ChangePart): string {
  return label === 'name' ? 'name' : title;
}

/** A title that both trees have is a line like the others. */
function withTitle({ title, lines }: ChangePart): readonly SignedLine[] {
  return title === '' ? lines : [{ sign: ' ', depth: 0, text: title }, ...lines];
}

/** An update from git's values to the remote ones, as the words of plans take it. */
function changeOf(
  { address, source }: Taking,
  attributes: readonly TakenAttribute[],
): PlannedChange {
  return {
    ...{ address, source, action: 'update', id: null, origin: 'unknown', reasons: [] },
    ...{ undo: 'reversible', liveUse: { known: false }, paths: [], patch: [], dependsOn: [] },
    segmentIds: { before: {}, after: {} },
    before: sideOf(attributes, 'from'),
    after: sideOf(attributes, 'to'),
  };
}

function sideOf(attributes: readonly TakenAttribute[], side: 'from' | 'to'): JsonObject {
  return attributes.reduce<JsonObject>(
    (object, attribute) => withValue(object, attribute.path.split('.'), attribute[side]),
    {},
  );
}

function withValue(
  object: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: JsonValue,
): JsonObject {
  const inner = object[key];
  const shown =
    rest.length === 0 ? value : withValue(isJsonObject(inner) ? inner : {}, rest, value);
  return { ...object, [key]: shown };
}
