/** The vendor's specification, as `test/fixtures/openapi` keeps it. */
import { readFileSync } from 'node:fs';
import type { PlatformName } from '../../src/model/entity.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';

export interface VendorDocument extends JsonObject {
  readonly paths: { readonly [path: string]: JsonObject };
  readonly components: { readonly schemas: { readonly [name: string]: JsonObject } };
}

const services = { 'retail-media': 'retailmedia', 'marketing-solutions': 'marketingsolutions' };

/** A copy, which a test may change. For the audience endpoints `experimental` is what `preview` is. */
export function vendorDocument(platform: PlatformName, version: string): VendorDocument {
  const stored = /^\d/u.test(version) ? '2026-07' : 'preview';
  const file = `../fixtures/openapi/${services[platform]}_${stored}.json`;
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll(`"/${stored}/`, `"/${version}/`));
}

/** What a sandbox says of itself. */
export function sandboxDocument(platform: PlatformName, version: string): VendorDocument {
  const target = `/${version}/${services[platform]}/open-api-specifications.json`;
  const request = { method: 'GET', target, headers: {}, body: '' };
  return JSON.parse(createSandbox().exchange(request).body);
}
