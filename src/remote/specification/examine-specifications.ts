/** Whether the vendor's own specifications still have what we send and read. */
import type { Check } from '../../diagnostics/check.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import type { VersionKey } from '../../model/project.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { adviseOnVersion } from '../../platforms/find-version-warnings.ts';
import { type Api, createApi } from '../calls/create-api.ts';
import { versionSegment } from '../http/path-segment.ts';
import { fillRemoteOptions, type RemoteOptions } from '../remote-options.ts';
import { versionsInUse } from '../write-version.ts';
import {
  compareSpecification,
  type SpecificationComparison,
  type SpecificationDifference,
} from './compare-specification.ts';
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
  const { clock } = api.settings;
  // The version may have lost it, or may be too old to have it.
  const adviseOn = (key: VersionKey) =>
    `${adviseOnVersion(versionsInUse(api.settings), key, clock.now())} Otherwise upgrade audiencectl.`;
  for (const version of new Set(all.map(versionOf))) {
    const found = await readVersion(api, version);
    if ('name' in found) checks.push(found);
    else {
      const used = all.filter((operation) => versionOf(operation) === version);
      const comparison = compareSpecification(found, used, all);
      checks.push(
        ...(found.isTooLarge()
          ? [unavailable(version, 'its schemas refer to too many other schemas')]
          : describe(version, comparison, adviseOn)),
      );
    }
  }
  return checks;
}

function versionOf({ path }: UsedOperation): string {
  return path.split('/')[1] ?? '';
}

/** The other checks have been made by then, and nothing else needs it. */
const dispensable = { tries: 2, timeoutMs: 15_000 };

async function readVersion(api: Api, version: string): Promise<SpecificationDocument | Check> {
  const service = api.settings.platform.specification;
  const path = `/${versionSegment(version)}/${service}/open-api-specifications.json`;
  try {
    const { json } = await api.read({ method: 'GET', path, isPublic: true, dispensable });
    const document = readSpecification(json ?? {});
    return document ?? unavailable(version, `the answer to GET ${path} is not an OpenAPI document`);
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
    hint: 'Read the other checks, which show whether the API itself answers at this version.',
  };
}

/** A longer list does not help. */
const maxDifferences = 50;

type AdviseOn = (key: VersionKey) => string;

function describe(
  version: string,
  { requests, sent, read, differences }: SpecificationComparison,
  adviseOn: AdviseOn,
): readonly Check[] {
  const isOther = differences.some(({ kind }) => kind !== 'new');
  const counts = `${requests} requests, ${sent} fields that are sent and ${read} that are read`;
  const told = isOther ? 'were compared with' : 'are as in';
  const sorted = [...joinRequests(differences)].sort((a, b) => weightOf(a) - weightOf(b));
  const shown = sorted.slice(0, maxDifferences);
  const left = sorted.slice(maxDifferences);
  return [
    { name: 'api-spec', status: 'ok', text: `${version}: ${counts} ${told} the specification` },
    ...shown.map((difference) => describeDifference(version, difference, adviseOn)),
    ...(left.length === 0
      ? []
      : [{ name: 'api-spec', status: statusOf(left), text: `${version}: ${left.length} more` }]),
  ];
}

/** What is gone and has one cure becomes one difference, which goes on after the version. */
function joinRequests(
  differences: readonly SpecificationDifference[],
): readonly SpecificationDifference[] {
  const groups = groupBy(
    differences.filter(({ request }) => request !== undefined),
    ({ breaks, versionKey }) => `${breaks} ${versionKey}`,
  );
  const joined = [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const names = [first, ...rest].map(({ request }) => request).join(', ');
    const count = rest.length === 0 ? '' : `${rest.length + 1} requests: `;
    return [{ ...first, text: `lacks ${count}${names}` }];
  });
  return [...joined, ...differences.filter(({ request }) => request === undefined)];
}

function weightOf({ kind, breaks }: SpecificationDifference): number {
  if (breaks) return 0;
  return kind === 'new' ? 2 : 1;
}

/** An addition breaks nothing. */
function statusOf(differences: readonly SpecificationDifference[]): Check['status'] {
  const weight = Math.min(2, ...differences.map(weightOf));
  return (['fail', 'warn', 'ok'] as const)[weight] ?? 'ok';
}

function describeDifference(
  version: string,
  difference: SpecificationDifference,
  adviseOn: AdviseOn,
): Check {
  const { kind, breaks, text, request, versionKey = 'apiVersion' } = difference;
  return {
    name: `api-spec-${kind}`,
    status: statusOf([difference]),
    text: request === undefined ? `${version}: ${text}` : `${version} ${text}`,
    ...(kind === 'new' ? {} : { hint: breaks ? adviseOn(versionKey) : readingHint }),
  };
}

const readingHint = 'Upgrade audiencectl if a newer version supports it.';
