/** The vendor's specification, as `test/fixtures/openapi` keeps it. */
import { existsSync, readFileSync } from 'node:fs';
import type { PlatformName } from '../../src/model/entity.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';

export interface VendorDocument extends JsonObject {
  readonly paths: { readonly [path: string]: JsonObject };
  readonly components: { readonly schemas: { readonly [name: string]: JsonObject } };
}

const copiesAt = '../fixtures/openapi/';

/**
 * A copy, which a test may change. For the audience endpoints `experimental` is what `preview` is; of
 * Commerce Grid there is the dated version alone.
 */
export function vendorDocument(platform: PlatformName, version: string): VendorDocument {
  const { specification } = platformNamed(platform);
  const versions = /^\d/u.test(version) ? ['2026-07'] : ['preview', '2026-07'];
  const copies = versions.map(
    (stored) =>
      [stored, new URL(`${copiesAt}${specification}_${stored}.json`, import.meta.url)] as const,
  );
  const [stored, file] = copies.find(([, each]) => existsSync(each)) ?? [];
  if (file === undefined) throw new Error(`there is no copy of ${specification} ${version}`);
  const text = readFileSync(file, 'utf8');
  return JSON.parse(text.replaceAll(`"/${stored}/`, `"/${version}/`));
}

/** What a sandbox says of itself. */
export function sandboxDocument(platform: PlatformName, version: string): VendorDocument {
  const target = `/${version}/${platformNamed(platform).specification}/open-api-specifications.json`;
  const request = { method: 'GET', target, headers: {}, body: '' };
  return JSON.parse(createSandbox().exchange(request).body);
}
