import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';

interface OtherDocument {
  readonly what: string;
  readonly hint: string;
  /** The key that gives it away; null where it is not such a document. */
  readonly findKey: (value: JsonObject) => string | null;
}

/** What is easily given in the place of a project file. */
const others: readonly OtherDocument[] = [
  {
    what: 'a saved plan',
    hint: 'To apply it, give it without --project: audiencectl apply FILE. To apply the plans in a folder, give the folder: audiencectl apply --each FOLDER.',
    findKey: (value) =>
      'formatVersion' in value && 'checksum' in value && 'changes' in value
        ? 'formatVersion'
        : null,
  },
  {
    what: 'a snapshot',
    hint: 'Give the project file, and the snapshot with --snapshot.',
    findKey: (value) =>
      'formatVersion' in value && Array.isArray(value['segments']) ? 'formatVersion' : null,
  },
  {
    what: 'a manifest',
    hint: 'Give a project file. Let --each match project files only, such as "clients/*/audiencectl.yaml".',
    findKey: (value) => {
      const [only = null] = ['segments', 'audiences'].filter((key) => Array.isArray(value[key]));
      return Object.keys(value).every((key) => keysOfManifests.has(key)) ? only : null;
    },
  },
];

/** All that a manifest has at its top. */
const keysOfManifests: ReadonlySet<string> = new Set([
  ...['defaults', 'segments', 'audiences', 'rules', 'people'],
]);

/** One finding for a file that is no project file at all, in the place of many about its keys; null where it may be one. */
export function findOtherDocument({ value, locate }: YamlDocument): Diagnostic | null {
  if (!isJsonObject(value)) return null;
  for (const { what, hint, findKey } of others) {
    const key = findKey(value);
    if (key === null) continue;
    const message = `this is ${what}, not a project file`;
    return { severity: 'error', code: 'unknown-key', message, source: locate([key], 'key'), hint };
  }
  return null;
}
