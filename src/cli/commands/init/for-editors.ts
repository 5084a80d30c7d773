import type { PlatformName } from '../../../model/entity.ts';
import { projectFileName } from '../../../model/project-file-name.ts';
import { editorSchemaOf, readSchema } from '../../read-schema.ts';
import type { NewFile } from './project-template.ts';

/**
 * The files of a project as editors complete and check them: each names its schema in its first line, and the
 * schemas are files of the project, so that editors need neither a network nor audiencectl.
 */
export async function forEditors(
  files: readonly NewFile[],
  platform: PlatformName,
): Promise<readonly NewFile[]> {
  return [
    ...files.map(({ path, text }) => ({ path, text: `${modelineOf(path)}\n${text}` })),
    { path: schemas.manifest, text: await editorSchemaOf(platform) },
    { path: schemas.project, text: await readSchema('project') },
  ];
}

/** The folder is in git: `.audiencectl/`, which is not, would leave colleagues without. */
const schemas = {
  manifest: 'schemas/manifest.schema.json',
  project: 'schemas/project.schema.json',
} as const;

/** Relative to the file itself. */
function modelineOf(path: string): string {
  const schema = path === projectFileName ? schemas.project : schemas.manifest;
  const up = '../'.repeat(path.split('/').length - 1);
  return `# yaml-language-server: $schema=${up}${schema}`;
}
