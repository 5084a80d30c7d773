/** What makes editors complete and check the YAML files of a project. */
import type { PlatformName } from '../../model/entity.ts';
import { projectFileName } from '../../model/files/project-file-name.ts';
import { editorSchemaOf, readSchema } from '../read-schema.ts';

/** A file by its path from the project folder, with `/` between folders. */
interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a project as editors complete and check them: each names its schema in its first line, and the
 * schemas are files of the project, so that editors need neither a network nor audiencectl.
 */
export async function forEditors(
  files: readonly NewFile[],
  platform: PlatformName,
): Promise<readonly NewFile[]> {
  return [
    ...files.map(withModeline),
    await manifestSchemaFile(platform),
    { path: schemas.project, text: await readSchema('project') },
  ];
}

/** The schema that the first lines of manifests name. */
export async function manifestSchemaFile(platform: PlatformName): Promise<NewFile> {
  return { path: schemas.manifest, text: await editorSchemaOf(platform) };
}

/** The folder is in git: `.audiencectl/`, which is not, would leave colleagues without. */
const schemas = {
  manifest: 'schemas/manifest.schema.json',
  project: 'schemas/project.schema.json',
} as const;

/** With the schema in the first line, relative to the file itself. */
export function withModeline({ path, text }: NewFile): NewFile {
  const schema = path === projectFileName ? schemas.project : schemas.manifest;
  const up = '../'.repeat(path.split('/').length - 1);
  return { path, text: `# yaml-language-server: $schema=${up}${schema}\n${text}` };
}
