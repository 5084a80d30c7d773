import { readFile } from 'node:fs/promises';
import { invariant } from '../diagnostics/diagnostic.ts';
import type { PlatformName } from '../model/entity.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import { manifestSchemaOf } from '../platforms/manifest-schema-of.ts';
import { readPackageFile } from './package-file.ts';

/** The schema of a format as it ships. */
export function readSchema(format: string): Promise<string> {
  return readPackageFile(`schemas/${format}.schema.json`, (place) => readFile(place, 'utf8'));
}

/** The schema of the manifests of all platforms. */
export async function readManifestSchema(): Promise<JsonObject> {
  const schema: unknown = JSON.parse(await readSchema('manifest'));
  invariant(isJsonObject(schema), 'the schema of manifests is not JSON');
  return schema;
}

/** The schema of the manifests of one platform, for editors. */
export async function editorSchemaOf(platform: PlatformName): Promise<string> {
  return `${JSON.stringify(manifestSchemaOf(await readManifestSchema(), platform), null, 2)}\n`;
}
