/** Whether an edited text says what was meant, and has lost nothing. */
import { canonicalJson, type JsonValue } from '../model/text/json.ts';
import type { VariableLookup } from '../yaml-source/insert-variables.ts';
import { type EditableDocument, readDocuments } from './text/read-document.ts';
import { type LaidOutText, layOutText } from './text/text-layout.ts';

export interface Proof {
  readonly before: LaidOutText;
  readonly documents: readonly EditableDocument[];
  readonly after: string;
  /** The value of each document. */
  readonly expected: readonly JsonValue[];
  /** Where comments begin that go. */
  readonly gone: ReadonlySet<number>;
  /** Comments that come, without `#`. */
  readonly added: readonly string[];
  readonly variables: VariableLookup | null;
}

export function isProved(proof: Proof): boolean {
  return hasValues(proof) && hasComments(proof);
}

function hasValues({ documents, after, expected, variables }: Proof): boolean {
  const read = readDocuments(after, variables);
  if (read.length !== expected.length) return false;
  const isSame = read.every(
    ({ root, isBroken }, at) =>
      !isBroken && canonicalJson(root.value) === canonicalJson(expected[at]),
  );
  return isSame && isPartOf(problemsOf(read), problemsOf(documents));
}

function problemsOf(documents: readonly EditableDocument[]): ReadonlyMap<string, number> {
  return countEach(documents.flatMap(({ problems }) => problems));
}

/** The old comments without those that go, and those that come. */
function hasComments({ before, after, gone, added }: Proof): boolean {
  const stay = before.comments.filter(({ start }) => !gone.has(start));
  const expected = [
    ...stay.map(({ start, end }) => commentText(before.text.slice(start, end))),
    ...added.map((line) => commentText(`# ${line}`)),
  ];
  const { comments } = layOutText(after);
  const found = comments.map(({ start, end }) => commentText(after.slice(start, end)));
  const counts = countEach(expected);
  return found.length === expected.length && isPartOf(countEach(found), counts);
}

function commentText(comment: string): string {
  return comment.trimEnd();
}

function countEach(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function isPartOf(some: ReadonlyMap<string, number>, all: ReadonlyMap<string, number>): boolean {
  return [...some].every(([text, count]) => count <= (all.get(text) ?? 0));
}
