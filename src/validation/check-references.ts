/** Rules about what an entity names, as far as declarations alone can prove them. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { groupPairs } from '../model/group-by.ts';
import type { Project } from '../model/project.ts';
import { type PlacedReference, referencesIn, seedIn } from '../model/references.ts';
import { isOwnedByScope, platformNamed } from '../platforms/platform-named.ts';
import { segmentTypeIn } from '../platforms/segment-types/segment-types.ts';
import { findingAt, findingFor } from './finding-at.ts';
import type { DeclaredSegments } from './names/declared-segments.ts';

/** Checks one declaration against the segments that are declared. */
export function checkReferences(
  declaration: Declaration,
  segments: DeclaredSegments,
  project: Project,
): readonly Diagnostic[] {
  if (declaration.state !== 'present') return [];
  if (declaration.kind === 'segment') return checkSeed(declaration, segments);
  const references = referencesIn(declaration.attributes);
  return [
    ...references.flatMap((placed) => checkOwner(declaration, placed, segments, project)),
    ...checkRetargeting(declaration, references, segments),
  ];
}

/** `audience-retailer-must-match-segment-retailers`: an audience and its segments share the retailer. */
function checkOwner(
  declaration: Declaration,
  { reference, textPath }: PlacedReference,
  segments: DeclaredSegments,
  project: Project,
): readonly Diagnostic[] {
  const platform = platformNamed(project.platform);
  if (isOwnedByScope(platform)) return [];
  const segment = segments.find(reference, declaration);
  const attribute = platform.ownerAttribute;
  const own = declaration.attributes[attribute];
  const other = segment?.attributes[attribute];
  if (segment === undefined || typeof own !== 'string' || typeof other !== 'string') return [];
  if (own === other || segment.state !== 'present') return [];
  return [
    findingAt(declaration, textPath, {
      code: 'audience-retailer-must-match-segment-retailers',
      message: `segment "${segment.name}" belongs to retailer ${other}, the audience to retailer ${own}`,
      hint: 'Use segments of one retailer. If needed, declare the segment for the other retailer, too.',
      related: [{ label: 'declared here', source: segment.source }],
    }),
  ];
}

/** `audience-with-retargeting-segment-must-be-correctly-specified`: such a segment stands alone. */
function checkRetargeting(
  declaration: Declaration,
  references: readonly PlacedReference[],
  segments: DeclaredSegments,
): readonly Diagnostic[] {
  const placed = references.find(({ reference }) =>
    isOfType(segments.find(reference, declaration), 'retargeting'),
  );
  if (placed === undefined || references.length === 1) return [];
  return [
    findingAt(declaration, placed.textPath, {
      code: 'audience-with-retargeting-segment-must-be-correctly-specified',
      message: 'a retargeting segment must be the only segment of its audience',
      hint: 'Use the retargeting segment as the only segment of an audience.',
    }),
  ];
}

/** A lookalike starts from a contact list or a remote event segment (marketing-solutions segment guide). */
function checkSeed(declaration: Declaration, segments: DeclaredSegments): readonly Diagnostic[] {
  const placed = seedIn(declaration.attributes);
  const seed = placed && segments.find(placed.reference, declaration);
  if (placed === null || seed === undefined || seed === null) return [];
  const { path } = placed;
  const related = [{ label: 'declared here', source: seed.source }];
  if (seed.state === 'absent') {
    return [
      findingFor(seed, {
        code: 'segment-must-not-be-used-as-seed',
        message: `segment ${nameOrId(seed)} would be deleted, but it is the seed of "${declaration.name}"`,
        hint: 'Keep the segment, or delete the lookalike, too.',
        related: [{ label: 'used here', source: declaration.locate(path, 'value') }],
      }),
    ];
  }
  if (isOfType(seed, 'contactList') || !hasType(seed)) return [];
  return [
    findingAt(declaration, path, {
      code: 'seed-segment-type',
      message: `segment "${seed.name}" cannot be the seed of a lookalike`,
      hint: 'Use a contact list, or an event segment that exists remotely.',
      related,
    }),
  ];
}

/** What is deleted by its ID alone has no name to be called by. */
function nameOrId({ name, id }: Declaration): string {
  return name === '' ? (id ?? '') : `"${name}"`;
}

/** `segment-must-not-be-used-in-audience`: an audience still names a segment that is declared absent. */
export function checkAbsentSegments(
  declarations: readonly Declaration[],
  segments: DeclaredSegments,
): readonly Diagnostic[] {
  const audiences = declarations.filter(
    ({ kind, state }) => kind === 'audience' && state === 'present',
  );
  const users = groupPairs(
    audiences.flatMap((audience) =>
      referencesIn(audience.attributes).flatMap(({ reference, textPath }) => {
        const segment = segments.find(reference, audience);
        const label = `used by "${audience.name}"`;
        return segment?.state === 'absent'
          ? [[segment, { label, source: audience.locate(textPath, 'value') }] as const]
          : [];
      }),
    ),
  );
  return [...users].map(([segment, uses]) =>
    findingFor(segment, {
      code: 'segment-must-not-be-used-in-audience',
      message: `segment ${nameOrId(segment)} would be deleted, but ${uses.length === 1 ? 'an audience uses' : `${uses.length} places in audiences use`} it`,
      hint: 'Remove it from the audiences first, or keep it.',
      related: uses.flatMap(({ label, source }) =>
        source === undefined ? [] : [{ label, source }],
      ),
    }),
  );
}

function isOfType(segment: Declaration | undefined, type: string): boolean {
  return segment?.state === 'present' && Object.hasOwn(segment.attributes, type);
}

function hasType(segment: Declaration): boolean {
  return segmentTypeIn(segment.attributes) !== null;
}
