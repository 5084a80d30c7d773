import type { Source } from '../../diagnostics/diagnostic.ts';
import { noHouseRules } from '../../model/house-rule.ts';
import { quote } from '../../model/text/quote.ts';
import type { FileEdits } from '../../rename/name-change.ts';
import type { RenameEdit } from '../../rename/rename-result.ts';
import type { EditPath } from '../../yaml-edit/text-edit.ts';
import { readYamlWhole } from '../../yaml-source/read-yaml.ts';
import type { Loaded } from '../load.ts';

/** A project as it was and as it is read from the new texts, with the same entities in the same order. */
interface Reread {
  readonly world: { readonly loaded: Loaded };
  readonly loaded: Loaded | null;
}

interface Placed {
  readonly of: string;
  readonly locate: (path: EditPath) => Source;
}

/** Edits with their places in the new texts, as readers find them. */
export function placeEdits(
  edits: readonly FileEdits[],
  reread: readonly Reread[],
  files: readonly { readonly file: string; readonly after: string }[],
): readonly RenameEdit[] {
  const entries = new Map(reread.flatMap(placedEntries));
  const texts = new Map(files.map(({ file, after }) => [file, after]));
  const placed = edits.flatMap(({ file, entry: { at, edits: own } }) => {
    const entry =
      at === null ? placeInProject(file, texts.get(file) ?? '') : entries.get(keyOf(at));
    return own.flatMap((edit): readonly RenameEdit[] => {
      if (entry === undefined || edit.kind !== 'set') return [];
      const { path, value } = edit;
      return [{ source: entry.locate(path), of: entry.of, path: path.join('.'), value }];
    });
  });
  return placed.toSorted(
    ({ source: a }, { source: b }) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

function keyOf({ file, line, column }: Source): string {
  return `${line}:${column} ${file}`;
}

function placedEntries({ world, loaded }: Reread): readonly (readonly [string, Placed])[] {
  if (loaded === null) return [];
  const [was, is] = [world.loaded, loaded].map(({ declarations, houseRules = noHouseRules }) => [
    ...declarations.map(({ address, source, locate }) => ({ of: `${address}`, source, locate })),
    ...houseRules.rules.map(({ name, source, locate }) => {
      return { of: `rule ${quote(name)}`, source, locate };
    }),
    ...houseRules.people.map(({ name, source, locate }) => {
      return { of: `person ${quote(name)}`, source, locate };
    }),
  ]);
  return (was ?? []).flatMap(({ source }, index) => {
    const now = is?.[index];
    return now === undefined ? [] : [[keyOf(source), now] as const];
  });
}

function placeInProject(file: string, text: string): Placed {
  const document = readYamlWhole({ file, text }).documents.find(({ value }) => value !== null);
  const start = { file, line: 1, column: 1 };
  return { of: 'project', locate: (path) => document?.locate(path) ?? start };
}
