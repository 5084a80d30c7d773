/** What `audiencectl pull --format json` prints, as far as a proposal shows it. */
import { posix } from 'node:path';
import { countOf, listOf } from '../../model/text/count-of.ts';
import { isJsonObject, type JsonObject } from '../../model/text/json.ts';
import { ReviewError } from '../hosting.ts';

export interface PullDocument {
  readonly takings: readonly ProposedTaking[];
  readonly left: readonly ProposedLeft[];
  readonly people: readonly ProposedPeople[];
  readonly warnings: readonly ProposedWarning[];
  /** Relative to the folder of the project, or of the run over many; each once. */
  readonly files: readonly ProposedFile[];
  /** The changes of all files as a unified diff. */
  readonly diff: string;
}

/** What one of many projects has to say. */
interface Owned {
  /** The name of the project; nothing where there is only one. */
  readonly owner?: string;
}

export interface ProposedTaking extends Owned {
  readonly address: string;
  readonly action: (typeof actions)[number];
  /** Whether what is gone may only have another name. */
  readonly mayBeRenamed?: true;
  /** The keys that are taken out, where nothing else is done. */
  readonly paths: readonly string[];
  /** Of a rename. */
  readonly newName: string | null;
  readonly changes: readonly ProposedChange[];
  /** `FILE:LINE` */
  readonly place: string;
  /** Null where nothing is known that is of this entity alone. */
  readonly people: MovedPeople | null;
}

/** One attribute, in the words of the command's own text. */
export interface ProposedChange {
  readonly label: string;
  /** `10 -> 15`; null where only lines say it. */
  readonly value: string | null;
  /** Each with its sign, as in a diff. */
  readonly lines: readonly string[];
  readonly isConflict: boolean;
}

export interface MovedPeople {
  /** Who enters and who leaves, each without a full stop. */
  readonly lines: readonly string[];
}

export interface ProposedLeft extends Owned {
  readonly address: string;
  readonly path: string | null;
  /** The word for the attribute: `look-back`. */
  readonly label?: string;
  /** From git's value to the remote one. */
  readonly changes?: readonly ProposedChange[];
  readonly text: string;
  readonly fix: string;
  readonly place: string | null;
}

export interface ProposedPeople extends MovedPeople, Owned {
  readonly address: string;
  readonly via: readonly string[];
}

export interface ProposedWarning extends Owned {
  readonly message: string;
  /** A full sentence; null where there is none. */
  readonly hint: string | null;
}

export interface ProposedFile {
  readonly file: string;
  readonly change: (typeof fileChanges)[number];
}

const actions = ['edit', 'add', 'remove', 'tidy'] as const;
const fileChanges = ['edited', 'added'] as const;

/** @throws ReviewError for a pull that failed, and for everything that is not such a document */
export function readPullDocument(text: string): PullDocument {
  const document = objectAt(parse(text), 'the document');
  const { formatVersion } = document;
  if (formatVersion !== 1) {
    const found = JSON.stringify(formatVersion ?? null);
    throw unreadable(`formatVersion is ${found}, and only 1 can be read here`);
  }
  const read = document['projects'] === undefined ? readOne(document, null) : readMany(document);
  const names = new Set(read.files.map(({ file }) => file));
  if (names.size < read.files.length) throw unreadable('files names a file twice');
  return read;
}

/** Where one project failed, its edits would be missing, and a request that has them would lose them. */
function readMany(document: JsonObject): PullDocument {
  refuseFailure(listIn(document, 'diagnostics', objectAt), null);
  refuseFailures(document);
  return joinPulls(
    listIn(document, 'projects', (value, at) => {
      const entry = objectAt(value, at);
      const owner = textIn(entry, 'project', at);
      return { owner, projectFile: textIn(entry, 'file', at), pull: readOne(entry, owner) };
    }),
  );
}

interface OwnedPull {
  /** The name of the project. */
  readonly owner: string;
  /** Its project file, relative to the folder of the run. */
  readonly projectFile: string;
  readonly pull: PullDocument;
}

/** One document of them: paths begin where the run was, and each entry says whose it is. */
function joinPulls(pulls: readonly OwnedPull[]): PullDocument {
  const moved = pulls.map(moveOne);
  return {
    takings: moved.flatMap(({ takings }) => takings),
    left: moved.flatMap(({ left }) => left),
    people: moved.flatMap(({ people }) => people),
    warnings: moved.flatMap(({ warnings }) => warnings),
    files: moved.flatMap(({ files }) => files),
    // Its paths begin there already.
    diff: moved.map(({ diff }) => diff).join(''),
  };
}

function moveOne({ owner, projectFile, pull }: OwnedPull): PullDocument {
  const folder = posix.dirname(projectFile);
  // The line behind the name of the file does no harm.
  const move = (file: string) => posix.join(folder, file);
  const owned = <Entry extends object>(entry: Entry) => ({ ...entry, owner });
  return {
    takings: pull.takings.map((each) => owned({ ...each, place: move(each.place) })),
    left: pull.left.map((each) =>
      owned({ ...each, place: each.place === null ? null : move(each.place) }),
    ),
    people: pull.people.map(owned),
    warnings: pull.warnings.map(owned),
    files: pull.files.map((each) => ({ ...each, file: move(each.file) })),
    diff: pull.diff,
  };
}

/** Of several, each is named: one line of the log says what to mend. */
function refuseFailures(document: JsonObject): void {
  const failed = listIn(document, 'projects', (value, at) => {
    const entry = objectAt(value, at);
    const errors = listIn(entry, 'diagnostics', objectAt).filter(
      ({ severity }) => severity === 'error',
    );
    return errors.length === 0 ? [] : [textIn(entry, 'project', at)];
  }).flat();
  if (failed.length < 2) return;
  const shown = failed.slice(0, mostNamed).map((name) => `"${name}"`);
  const hidden = failed.length - shown.length;
  const names = listOf(hidden === 0 ? shown : [...shown, `${hidden} more`]);
  throw new ReviewError(
    `the pull of ${failed.length} projects failed, and nothing is proposed: ${names}. The log of the pull says why`,
  );
}

/** More projects than this are counted. */
const mostNamed = 12;

function refuseFailure(diagnostics: readonly JsonObject[], owner: string | null): void {
  const [error, ...others] = diagnostics.filter(({ severity }) => severity === 'error');
  if (error === undefined) return;
  const what = String(error['message'] ?? error['code']);
  const more = others.length === 0 ? '' : ` (and ${countOf(others.length, 'more error')})`;
  const whose = owner === null ? '' : ` of "${owner}"`;
  throw new ReviewError(`the pull${whose} failed, and nothing is proposed: ${what}${more}`);
}

/** @param owner null where it is the only one. */
function readOne(document: JsonObject, owner: string | null): PullDocument {
  const diagnostics = listIn(document, 'diagnostics', objectAt);
  refuseFailure(diagnostics, owner);
  if (document['written'] === false) {
    throw new ReviewError(
      'pull.json comes from pull --check, which writes nothing. Run pull without --check.',
    );
  }
  return {
    takings: listIn(document, 'takings', takingAt),
    left: listIn(document, 'left', leftAt),
    people: listIn(document, 'people', peopleAt),
    warnings: diagnostics
      .filter(({ severity }) => severity === 'warning')
      .map((each) => ({
        message: textIn(each, 'message', 'diagnostics'),
        hint: textOrNullIn(each, 'hint', 'diagnostics'),
      })),
    files: listIn(document, 'files', fileAt),
    diff: textIn(document, 'diff', 'the document'),
  };
}

function takingAt(value: unknown, at: string): ProposedTaking {
  const taking = objectAt(value, at);
  const address = textIn(taking, 'address', at);
  const attributes = listIn(taking, 'attributes', attributeAt, at);
  return {
    address,
    action: wordIn(taking, 'action', at, actions),
    ...(taking['mayBe'] === undefined ? {} : { mayBeRenamed: true }),
    paths: attributes.map(({ path }) => path),
    newName: attributes.find(({ path }) => path === 'name')?.newName ?? null,
    changes: listIn(taking, 'changes', changeAt, at),
    place: placeIn(taking['source'], `${at}.source`),
    people: taking['people'] === undefined ? null : movedAt(taking['people'], `${at}.people`),
  };
}

function attributeAt(value: unknown, at: string) {
  const attribute = objectAt(value, at);
  const { to } = attribute;
  return { path: textIn(attribute, 'path', at), newName: typeof to === 'string' ? to : null };
}

function changeAt(value: unknown, at: string): ProposedChange {
  const change = objectAt(value, at);
  return {
    label: textIn(change, 'label', at),
    value: textOrNullIn(change, 'value', at),
    lines: listIn(change, 'lines', textAt, at),
    isConflict: change['isConflict'] === true,
  };
}

function leftAt(value: unknown, at: string): ProposedLeft {
  const left = objectAt(value, at);
  const source = left['source'] ?? null;
  return {
    address: textIn(left, 'address', at),
    path: textOrNullIn(left, 'path', at),
    ...(left['label'] === undefined ? {} : { label: textIn(left, 'label', at) }),
    ...(left['changes'] === undefined ? {} : { changes: listIn(left, 'changes', changeAt, at) }),
    text: textIn(left, 'text', at),
    fix: textIn(left, 'fix', at),
    place: source === null ? null : placeIn(source, `${at}.source`),
  };
}

function peopleAt(value: unknown, at: string): ProposedPeople {
  const people = objectAt(value, at);
  return {
    ...movedAt(value, at),
    address: textIn(people, 'address', at),
    via: listIn(people, 'via', textAt, at),
  };
}

function movedAt(value: unknown, at: string): MovedPeople {
  return { lines: listIn(objectAt(value, at), 'lines', textAt, at) };
}

function fileAt(value: unknown, at: string): ProposedFile {
  const file = objectAt(value, at);
  return { file: textIn(file, 'file', at), change: wordIn(file, 'change', at, fileChanges) };
}

function placeIn(value: unknown, at: string): string {
  const source = objectAt(value, at);
  const { line } = source;
  if (typeof line !== 'number') throw unreadable(`${at}.line is not a number`);
  return `${textIn(source, 'file', at)}:${line}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ReviewError('pull.json is not JSON', { cause });
  }
}

function objectAt(value: unknown, at: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw unreadable(`${at} is not an object`);
}

function textAt(value: unknown, at: string): string {
  if (typeof value === 'string') return value;
  throw unreadable(`${at} is not a text`);
}

function textIn(object: JsonObject, key: string, at: string): string {
  return textAt(object[key], `${at}.${key}`);
}

function textOrNullIn(object: JsonObject, key: string, at: string): string | null {
  return (object[key] ?? null) === null ? null : textIn(object, key, at);
}

function wordIn<Word extends string>(
  object: JsonObject,
  key: string,
  at: string,
  words: readonly Word[],
): Word {
  const word = words.find((each) => each === object[key]);
  if (word !== undefined) return word;
  throw unreadable(`${at}.${key} is none of ${words.join(', ')}`);
}

function listIn<Item>(
  object: JsonObject,
  key: string,
  itemAt: (value: unknown, at: string) => Item,
  at?: string,
): readonly Item[] {
  const list = object[key];
  const place = at === undefined ? key : `${at}.${key}`;
  if (!Array.isArray(list)) throw unreadable(`${place} is not a list`);
  return list.map((value, index) => itemAt(value, `${place}[${index}]`));
}

function unreadable(reason: string): ReviewError {
  return new ReviewError(
    `pull.json is not what audiencectl pull --format json prints: ${reason}. Use the same version of audiencectl and audiencectl-review.`,
  );
}
