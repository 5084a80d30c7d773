/** Which contact lists are never written. */
import type { Declaration } from '../../model/declaration.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { platformNamed } from '../../platforms/platform-named.ts';

export interface ListRefusal {
  readonly code: string;
  /** A sentence of fact, without the list. */
  readonly text: string;
  readonly fix: string;
}

/** @param declaration what the manifests say about it. @returns null for a list that may be written. */
export function whyNotWritten(
  { unmanageable, ownerId }: Pick<RemoteEntity, 'unmanageable' | 'ownerId'>,
  { platform }: Pick<Project, 'platform'>,
  declaration: Pick<Declaration, 'attributes'> | null,
): ListRefusal | null {
  const { ownerAttribute, scope } = platformNamed(platform);
  if (unmanageable === 'read-only') {
    return {
      code: 'segment-read-only',
      text: 'the list was created in the Criteo UI and can only be changed there',
      fix: 'Change it in the UI, or declare a new list.',
    };
  }
  if (unmanageable === 'foreign') {
    const text = `the list is not among those of the ${scope.label} in the project file`;
    return { code: 'segment-of-another', text, fix: 'Use the project that the list belongs to.' };
  }
  const owner = declaration?.attributes[ownerAttribute];
  const isOfAnother = typeof owner === 'string' && ownerId !== null && owner !== ownerId;
  if (!isOfAnother) return null;
  return {
    code: 'segment-of-another',
    text: `the list has the ${ownerAttribute} ${ownerId}, but its manifest has ${owner}`,
    fix: 'Correct the manifest, or give the ID of the list that it declares.',
  };
}
