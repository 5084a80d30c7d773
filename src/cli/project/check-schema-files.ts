/** The schemas that editors read, as files of the project. */
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Check } from '../../diagnostics/check.ts';
import { lstat, realpath } from '../../disk/local-files.ts';
import { readNamedFile } from '../../disk/read-named-file.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { Project } from '../../model/project.ts';
import { canonicalJson, isJsonObject } from '../../model/text/json.ts';
import { parseJson } from '../../model/text/parse-json.ts';
import { quoteArgument } from '../../report/text/quote-argument.ts';
import { editorSchemaOf, readSchema } from '../read-schema.ts';

/** The comment by which a file names its schema to the YAML language server; an address is no file. */
const modeline = /^#\s*yaml-language-server:\s*\$schema=(?![a-z][a-z\d+.-]+:)(\S+)/mu;

/** In bytes, far more than a schema has. */
const maxBytes = 1_000_000;

interface KnownSchema {
  /** The words after `audiencectl schema`. */
  readonly words: string;
  readonly schema: unknown;
}

/**
 * Whether editors complete and check files by the rules of this version. Only editors read these schemas: an old one
 * is no finding of `validate`, which would stop pipelines for it.
 */
export async function checkSchemaFiles(
  { sources, folder }: { readonly sources: readonly SourceFile[]; readonly folder: string },
  { file: projectFile, platform }: Pick<Project, 'file' | 'platform'>,
): Promise<readonly Check[]> {
  const named = new Map<string, SourceFile>();
  for (const source of sources) {
    const schema = modeline.exec(source.text)?.[1];
    if (schema === undefined) continue;
    const path = resolve(folder, dirname(source.file), schema);
    if (!named.has(path)) named.set(path, source);
  }
  if (named.size === 0) return [];
  const [ofManifests, ofProject, ofAll] = await Promise.all([
    readKnown(`manifest --platform ${platform}`, editorSchemaOf(platform)),
    readKnown('project', readSchema('project')),
    readKnown('manifest', readSchema('manifest')),
  ]);
  const known = [ofManifests, ofProject, ofAll];
  const checks = [...named].map(async ([path, { file }]) => {
    if (!(await mayHoldSchema(folder, path))) return [];
    const shown = relative(folder, path).split(sep).join('/');
    const right = file === projectFile ? ofProject : ofManifests;
    return (await examine(path, known, right)).map(({ problem, words }): Check => {
      const hint = `Run audiencectl schema ${words} > ${quoteArgument(shown)} in the project folder.`;
      return { name: 'editor-schema', status: 'warn', text: `${shown} ${problem}`, hint };
    });
  });
  return (await Promise.all(checks)).flat();
}

async function readKnown(words: string, text: Promise<string>): Promise<KnownSchema> {
  return { words, schema: JSON.parse(await text) };
}

/** @param right what the file should hold, if it does not say so itself. */
async function examine(
  path: string,
  known: readonly KnownSchema[],
  right: KnownSchema,
): Promise<readonly { readonly problem: string; readonly words: string }[]> {
  const read = await readNamedFile(path, maxBytes);
  if ('problem' in read) {
    return read.problem.code === 'file-not-found'
      ? [{ problem: 'does not exist, so editors do not complete', words: right.words }]
      : [];
  }
  const parsed = parseJson(read.bytes.toString('utf8'));
  const id = 'value' in parsed ? idOf(parsed.value) : null;
  // Whatever else it is, it must not be overwritten.
  if (!('value' in parsed) || id?.startsWith(ours) !== true) return [];
  const meant = known.find(({ schema }) => idOf(schema) === id) ?? right;
  if (canonicalJson(parsed.value) === canonicalJson(meant.schema)) return [];
  return [{ problem: 'is not the schema of this version and platform', words: meant.words }];
}

/**
 * Whether a hint may say to write this file: the text of a manifest names it, and may name any. It must be JSON, in
 * the project folder whatever links lead to, and no part of git.
 */
async function mayHoldSchema(folder: string, path: string): Promise<boolean> {
  if (!path.endsWith('.json')) return false;
  const root = await realpath(folder);
  const parent = await realpath(dirname(path)).catch(() =>
    join(root, relative(folder, dirname(path))),
  );
  const inside = relative(root, join(parent, basename(path)));
  const names = inside.toLowerCase().split(sep);
  if (isAbsolute(inside) || names[0] === '..' || names.includes('.git')) return false;
  const isLink = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  return !isLink;
}

const ours = 'https://audiencectl.dev/schemas/';

function idOf(schema: unknown): string | null {
  return isJsonObject(schema) && typeof schema['$id'] === 'string' ? schema['$id'] : null;
}
