import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../src/model/text/json.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import {
  readSpecification,
  type SpecificationDocument,
} from '../../src/remote/specification/specification-document.ts';
import {
  type UsedOperation,
  usedOperations,
} from '../../src/remote/specification/used-operations.ts';
import { sandboxDocument, type VendorDocument, vendorDocument } from './vendor-document.ts';
import type { Workload } from './wide-workload.ts';

const schemaFile = new URL('../../schemas/manifest.schema.json', import.meta.url);
const manifestSchema: JsonObject = JSON.parse(readFileSync(schemaFile, 'utf8'));

/** What a project says that it can send. */
export function operationsOf({ platform, ...versions }: Workload): readonly UsedOperation[] {
  return usedOperations({
    ...versions,
    platform: platformNamed(platform),
    scopeId: '625702934721171442',
    manifestSchema,
  });
}

/** The copy, and beside it the look-ups, which it leaves out, as the sandbox has them. */
export function wholeDocument(platform: Workload['platform'], version: string): VendorDocument {
  const key = `${platform} ${version}`;
  const text = texts.get(key) ?? JSON.stringify(createWhole(platform, version));
  texts.set(key, text);
  return JSON.parse(text);
}

const texts = new Map<string, string>();

function createWhole(platform: Workload['platform'], version: string): VendorDocument {
  const copy = vendorDocument(platform, version);
  const lookUps = Object.entries(sandboxDocument(platform, version).paths).filter(([path]) =>
    /\/(?:me|accounts|retailers\/search)$/u.test(path),
  );
  return { ...copy, paths: { ...copy.paths, ...Object.fromEntries(lookUps) } };
}

export function read(document: JsonObject): SpecificationDocument {
  const found = readSpecification(document);
  if (found === null) throw new Error('it is no OpenAPI document');
  return found;
}
