/** Whether the vendor's own specifications still have what we send and read. */
import type { Check } from '../../diagnostics/check.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Api, createApi } from '../create-api.ts';
import { versionSegment } from '../path-segment.ts';
import { fillRemoteOptions, type RemoteOptions } from '../remote-options.ts';
import { type Comparison, compareSpecification, type Difference } from './compare-specification.ts';
import { readSpecification, type SpecificationDocument } from './specification-document.ts';
import { type UsedOperation, usedOperations } from './used-operations.ts';

/**
 * Reads the specification of each version that the project uses. Never throws for what is answered: a
 * specification that cannot be had is a warning.
 * @param manifestSchema `schemas/manifest.schema.json`: what manifests may hold is what can be sent.
 */
export async function examineSpecifications(
  options: RemoteOptions,
  manifestSchema: JsonObject,
): Promise<readonly Check[]> {
  const api = createApi(fillRemoteOptions(options), () => true);
  const all = usedOperations({ ...api.settings, manifestSchema });
  const checks: Check[] = [];
  for (const version of new Set(all.map(versionOf))) {
    const found = await readVersion(api, version);
    if ('name' in found) checks.push(found);
    else {
      const used = all.filter((operation) => versionOf(operation) === version);
      checks.push(...describe(version, compareSpecification(found, used, all)));
    }
  }
  return checks;
}

function versionOf({ path }: UsedOperation): string {
  return path.split('/')[1] ?? '';
}

async function readVersion(api: Api, version: string): Promise<SpecificationDocument | Check> {
  // Such as `retailmedia`.
  const service = api.settings.platform.name.replaceAll('-', '');
  const path = `/${versionSegment(version)}/${service}/open-api-specifications.json`;
  try {
    const { json } = await api.read({ method: 'GET', path, isPublic: true });
    const document = readSpecification(json ?? {});
    return document ?? unavailable(version, `GET ${path} answered no OpenAPI document`);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [first] = error.diagnostics;
    const text = first === undefined ? error.message : `${first.message} (${first.code})`;
    return unavailable(version, text);
  }
}

function unavailable(version: string, why: string): Check {
  return {
    name: 'api-spec-unavailable',
    status: 'warn',
    text: `${version}: the specification cannot be read, so nothing was compared: ${why}`,
    hint: 'Look at the other checks: they tell whether the API itself answers in this version.',
  };
}

/** More than these help nobody. */
const maxDifferences = 50;

function describe(version: string, comparison: Comparison): readonly Check[] {
  const { requests, sent, read, differences } = comparison;
  const isOther = differences.some(({ kind }) => kind !== 'new');
  const counts = `${requests} requests, ${sent} fields that are sent and ${read} that are read`;
  const told = isOther ? 'differ in part from' : 'are as in';
  const sorted = [...differences].sort((a, b) => weightOf(a) - weightOf(b));
  const shown = sorted.slice(0, maxDifferences);
  const left = sorted.slice(maxDifferences);
  return [
    {
      name: 'api-spec',
      status: statusOf(differences),
      text: `${version}: ${counts} ${told} the specification`,
    },
    ...shown.map((difference) => describeDifference(version, difference)),
    ...(left.length === 0
      ? []
      : [{ name: 'api-spec', status: statusOf(left), text: `${version}: ${left.length} more` }]),
  ];
}

function weightOf({ kind, breaks }: Difference): number {
  if (breaks) return 0;
  return kind === 'new' ? 2 : 1;
}

/** What is new harms nobody. */
function statusOf(differences: readonly Difference[]): Check['status'] {
  const weight = Math.min(2, ...differences.map(weightOf));
  return (['fail', 'warn', 'ok'] as const)[weight] ?? 'ok';
}

function describeDifference(version: string, difference: Difference): Check {
  const { kind, breaks, text } = difference;
  return {
    name: `api-spec-${kind}`,
    status: statusOf([difference]),
    text: `${version}: ${text}`,
    ...(kind === 'new' ? {} : { hint: breaks ? breakingHint : readingHint }),
  };
}

const breakingHint =
  'Set an API version in the project file that still has it, or upgrade audiencectl.';
const readingHint = 'Upgrade audiencectl, if a newer version knows of it.';
