/** Schema findings as diagnostics: in plain words, at the place in the text, with a way out. */
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/diagnostic.ts';
import { foreignVariableIn, hintForForeignVariable } from '../../model/hints/foreign-variable.ts';
import { caseNote, nearest } from '../../model/name.ts';
import { listOf } from '../../model/text/count-of.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { listSome } from '../../model/text/list-some.ts';
import type { SchemaValidator, SchemaViolation } from '../../schema/schema-validator.ts';
import type { YamlDocument } from '../yaml-document.ts';
import { describeViolation } from './describe-violation.ts';
import { findMisplaced, type MisplacedKeys } from './find-misplaced.ts';
import { hintForType, type VariableSources } from './hint-for-type.ts';
import { collectFindings, type Path, type SchemaFinding } from './schema-finding.ts';

export interface ExplainOptions {
  /** What reported the violations. With it, keys are found that are only indented wrongly. */
  readonly validate?: SchemaValidator;
  /** The API's own code for a finding, where it has one. */
  readonly codeFor?: (finding: SchemaFinding) => string | null;
  /** A hint that knows more than the schema does. */
  readonly hintFor?: (finding: SchemaFinding) => string | null;
  /** Whether a key that the schema knows is one here: hints name no other. */
  readonly knows?: (key: string) => boolean;
  /** What `${var.NAME}` stands for in the document. */
  readonly variables?: VariableSources;
  /** The entity that a path lies in, as its address. */
  readonly addressOf?: (path: Path) => string | null;
}

/** A value that knows its places. */
export type LocatedValue = Pick<YamlDocument, 'value' | 'locate' | 'locateItem' | 'written'>;

/** Turns what a validator reported about a document into diagnostics. */
export function explainViolations(
  document: LocatedValue,
  violations: readonly SchemaViolation[],
  options: ExplainOptions = {},
): readonly Diagnostic[] {
  const all = collectFindings(violations, document.value);
  const { validate } = options;
  const findings = validate ? findMisplaced(all, document.value, validate) : all;
  return findings.flatMap((finding) =>
    placesOf(document, finding).map(({ source, related }) => {
      const described = describeFinding(finding, options.knows);
      const address = options.addressOf?.(finding.path) ?? null;
      const ofType = describeMistyped(finding, document, options.variables);
      const hint =
        hintForVariable(finding, options.variables) ??
        options.hintFor?.(finding) ??
        described.hint ??
        ofType.hint ??
        null;
      const more = [...(related ?? []), ...(ofType.related ?? [])];
      return {
        severity: 'error' as const,
        code: options.codeFor?.(finding) ?? described.code,
        message: described.message,
        source,
        ...(hint === null ? {} : { hint }),
        ...(address === null ? {} : { address }),
        ...(more.length === 0 ? {} : { related: more }),
      };
    }),
  );
}

/** Text of which another tool would have made the value. */
function hintForVariable(
  finding: SchemaFinding,
  variables: VariableSources | undefined,
): string | null {
  if (finding.kind !== 'value') return null;
  const { data } = finding.violation;
  const foreign = typeof data === 'string' ? foreignVariableIn(data, true) : null;
  return foreign && hintForForeignVariable(foreign, variables?.keys());
}

function describeMistyped(
  finding: SchemaFinding,
  document: LocatedValue,
  variables: VariableSources | undefined,
): Pick<Diagnostic, 'hint' | 'related'> {
  if (finding.kind !== 'value' || finding.violation.keyword !== 'type') return {};
  const { params, data, parentSchema } = finding.violation;
  const wanted = [params['type']].flat().map(String);
  const ofMaps = hasMaps(parentSchema?.['items']);
  const written = document.written(finding.path);
  return hintForType({ wanted, data, written, ofMaps }, variables);
}

/** Whether the items of a list are maps, by their schema; the only other ones that have a name are IDs. */
function hasMaps(items: unknown): boolean {
  if (!isJsonObject(items)) return false;
  const { type, $ref } = items;
  return type === 'object' || (typeof $ref === 'string' && !$ref.endsWith('/id'));
}

interface Described {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

function describeFinding(
  finding: SchemaFinding,
  knows: (key: string) => boolean = () => true,
): Described {
  if (finding.kind === 'value') return describeViolation(finding.violation, finding.path);
  if (finding.kind === 'missing-key') {
    const where = finding.path.findLast((step) => typeof step === 'string');
    const block = typeof finding.path.at(-1) === 'string' ? ` in ${where}` : '';
    return { code: 'missing-key', message: `${finding.key} is missing${block}`, hint: null };
  }
  if (finding.kind === 'misplaced-keys') return describeMisplaced(finding);
  const keys = finding.known.filter(knows).sort(compareText);
  const [near] = nearest(finding.key, keys);
  const known = keys.join(', ');
  return {
    code: 'unknown-key',
    message: `"${finding.key}" is not a known key of ${ownerOf(finding.path)}`,
    hint:
      near !== undefined
        ? `Did you mean ${near}?${caseNote(finding.key, [near])}`
        : known === ''
          ? null
          : `Use one of ${known}.`,
  };
}

const mostNamed = 5;

function describeMisplaced({ keys, owner, form }: MisplacedKeys): Described {
  const [first = ''] = keys;
  const quoted = keys.map((key) => `"${key}"`);
  const names = keys.length > mostNamed ? listSome(quoted, mostNamed) : listOf(quoted);
  const [belong, them] = keys.length === 1 ? ['belongs', 'it'] : ['belong', 'them'];
  const below = `below "${owner}"`;
  const place = {
    map: below,
    list: below,
    item: `to the last entry of "${owner}"`,
    outer: `beside "${owner}"`,
  }[form];
  const hint = {
    map: `Indent ${them} deeper than "${owner}".`,
    list: `Begin the entry with a dash, and indent it deeper than "${owner}": "- ${first}:".`,
    item: `Indent ${them} like the other keys of that entry.`,
    outer: `Indent ${them} like "${owner}".`,
  }[form];
  return { code: 'unknown-key', message: `${names} ${belong} ${place}`, hint };
}

/** What a key belongs to: a block by its key, an item of a list by the list. */
function ownerOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'this file';
  if (path.includes('algebra')) return 'an algebra';
  if (typeof last === 'string') return last;
  const list = path.findLast((step) => typeof step === 'string');
  if (list === 'segments') return 'a segment';
  if (list === 'rules') return 'a rule';
  return list === 'audiences' ? 'an audience' : `an item of ${list}`;
}

type Place = Pick<Diagnostic, 'related'> & { readonly source: Source };

function placesOf(document: LocatedValue, finding: SchemaFinding): readonly Place[] {
  if (finding.kind === 'unknown-key') {
    return [{ source: document.locate([...finding.path, finding.key], 'key') }];
  }
  if (finding.kind === 'misplaced-keys') {
    return [{ source: document.locate([...finding.path, finding.keys[0] ?? ''], 'key') }];
  }
  if (finding.kind === 'missing-key') return [{ source: locateWhole(document, finding.path) }];
  const { keyword, data } = finding.violation;
  if (keyword === 'oneOf') return [{ source: locateWhole(document, finding.path) }];
  if (keyword === 'uniqueItems' && Array.isArray(data))
    return placeTwins(document, finding.path, data);
  return [{ source: document.locate(finding.path) }];
}

/** Every item that was there before, with the place of the first of its kind. */
function placeTwins(
  document: LocatedValue,
  path: Path,
  items: readonly JsonValue[],
): readonly Place[] {
  const first = new Map<string, number>();
  const places: Place[] = [];
  items.forEach((item, index) => {
    const key = JSON.stringify(item);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else {
      const related = [{ label: 'first given here', source: document.locate([...path, earlier]) }];
      places.push({ source: document.locate([...path, index]), related });
    }
  });
  return places;
}

/** The first key of the list item, or of the document, that a path lies in. */
function locateWhole(document: LocatedValue, path: Path): Source {
  const item = path.slice(0, path.findLastIndex((step) => typeof step === 'number') + 1);
  const [list, position] = item;
  if (item.length === 2 && typeof list === 'string' && typeof position === 'number') {
    return document.locateItem(list, position) ?? document.locate(item);
  }
  let value: JsonValue | undefined = document.value;
  for (const step of item) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isJsonObject(value) ? value[String(step)] : undefined;
  }
  const [key] = isJsonObject(value) ? Object.keys(value) : [];
  return key === undefined ? document.locate(item) : document.locate([...item, key], 'key');
}
