import type { FolderFiles } from '../a-folder.ts';
import { type TestProject, withProject } from '../a-project.ts';

/** A project whose lists are created and filled. */
export function withFilledList(
  files: FolderFiles,
  use: (project: TestProject) => Promise<void>,
): Promise<void> {
  return withProject({ files }, async (project) => {
    const { exitCode, stderr } = await project.run('apply --members --auto-approve');
    if (exitCode !== 0) throw new Error(stderr);
    await use(project);
  });
}
