/** Create, update and delete of up to ten items, each carried out or refused on its own. */

import { type JsonObject, textOf } from '../json.ts';
import type { Answer, Call } from '../protocol/call.ts';
import { answerList, type ItemProblem, refuse } from '../protocol/envelope.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { findStructureProblems, type Item, readItems } from './bulk-structure.ts';
import type { BulkVerb, Family } from './family.ts';
import { findResource } from './find-resource.ts';
import { renderId, renderResource } from './render-resource.ts';
import { nameOf, type Resource } from './resource.ts';
import { checkShape } from './shapes/check-shape.ts';
import { mergeUpdated, takeCreated } from './shapes/take-attributes.ts';

type Outcome =
  | { readonly done: JsonObject }
  | { readonly problems: readonly Problem[]; readonly resource: string };

/** @param verb which of the three operations the endpoint is. */
export function runBulk(family: Family, verb: BulkVerb, call: Call): Answer {
  const refused = findStructureProblems(family, verb, call);
  if (refused.length > 0) return refuse(call, 400, refused);
  const items = readItems(call.body);
  const data: JsonObject[] = [];
  const problems: ItemProblem[] = [];
  items.forEach((item, index) => {
    const word = call.wordOn(index);
    const resource = resourceOf(family, verb, item);
    const place = { index, id: item.id };
    const outcome: Outcome =
      word === null || word.carriedOut
        ? runItem(family, verb, call, item, items)
        : { problems: [word.problem], resource };
    if ('done' in outcome) {
      data.push(outcome.done);
      if (word !== null) problems.push({ ...place, problem: word.problem, resource });
    } else {
      problems.push(
        ...outcome.problems.map((each) => ({
          ...place,
          problem: each,
          resource: outcome.resource,
        })),
      );
    }
  });
  const isSilent =
    family.kind === 'audience' &&
    verb === 'delete' &&
    problems.length === 0 &&
    call.settings.variants.audienceDeleteStatus === 204;
  return isSilent ? { status: 204, body: null } : answerList(call, data, problems);
}

function runItem(
  family: Family,
  verb: BulkVerb,
  call: Call,
  item: Item,
  items: readonly Item[],
): Outcome {
  const resource = resourceOf(family, verb, item);
  if (verb === 'create') return createItem(family, call, item, items, resource);
  const found = findResource(family, call, item.id);
  if (!('attributes' in found)) return { problems: [found], resource };
  return verb === 'update'
    ? updateItem(family, call, found, item, items, resource)
    : deleteItem(family, call, found, resource);
}

/** The path of what an item is about; of the collection for what does not exist yet. */
function resourceOf({ kind }: Family, verb: BulkVerb, { id }: Item): string {
  const collection = `/${kind === 'segment' ? 'audience-segments' : 'audiences'}`;
  return verb === 'create' ? collection : `${collection}/${id}`;
}

function createItem(
  family: Family,
  call: Call,
  item: Item,
  items: readonly Item[],
  resource: string,
): Outcome {
  const taken = takeCreated(item.attributes, family.shapes.created);
  const attributes = trimName(call, family.complete(call, taken, true));
  const after: Resource = {
    platform: family.platform,
    kind: family.kind,
    id: '',
    scope: family.scopeOf(call, attributes),
    attributes,
  };
  const problems = findProblems(family, call, item, items, null, after);
  if (problems.length > 0) return { problems, resource };
  const created = { ...after, id: call.store.nextId(family.platform) };
  call.store.put(created);
  return { done: renderResource(created, family.resourceType, call.settings.variants, 'create') };
}

function updateItem(
  family: Family,
  call: Call,
  before: Resource,
  item: Item,
  items: readonly Item[],
  resource: string,
): Outcome {
  const merged = mergeUpdated(before.attributes, item.attributes, family.shapes.updated);
  const attributes = trimName(call, family.complete(call, merged, false));
  const after = { ...before, attributes };
  const problems = findProblems(family, call, item, items, before, after);
  if (problems.length > 0) return { problems, resource };
  call.store.put(after);
  const { variants } = call.settings;
  const shown = variants.updateEcho === 'new' ? after : before;
  return { done: renderResource(shown, family.resourceType, variants, 'update') };
}

function deleteItem(family: Family, call: Call, found: Resource, resource: string): Outcome {
  const problems = family.deletionRules.flatMap((rule) => rule(call, found));
  if (problems.length > 0) return { problems, resource };
  call.store.remove(found);
  call.members.forget(found.id);
  return { done: renderId(found.id, family.resourceType) };
}

function findProblems(
  family: Family,
  call: Call,
  item: Item,
  items: readonly Item[],
  before: Resource | null,
  after: Resource,
): readonly Problem[] {
  const shape = before === null ? family.shapes.created : family.shapes.updated;
  const values = checkShape(item.attributes, shape, '', call.settings.strict).map((each) =>
    problem(each.code, each.detail),
  );
  const sameNameInRequest = items.filter(
    ({ attributes }) => textOf(attributes['name']) === nameOf(after),
  ).length;
  const candidate = { call, family, before, sent: item.attributes, after, sameNameInRequest };
  return [...values, ...family.rules.flatMap((rule) => rule(candidate))];
}

function trimName(call: Call, attributes: JsonObject): JsonObject {
  const name = attributes['name'];
  if (call.settings.variants.names === 'as-sent' || typeof name !== 'string') return attributes;
  return { ...attributes, name: name.trim() };
}
