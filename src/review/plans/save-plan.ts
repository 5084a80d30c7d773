/** The reviewed plans, on their way to the job that applies them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eachIndexName } from '../../model/files/project-file-name.ts';
import { type Hosting, ReviewError } from '../hosting.ts';
import type { ReviewedPlan } from './find-reviewed-plan.ts';
import { checksumOfPlans, filesInIndex } from './kept-plans.ts';

/** @throws ReviewError with exit code 3 where a plan was changed, added or removed since the review */
export async function checkPlans(folder: string, expected: string): Promise<void> {
  const checksum = await checksumOfPlans(folder).catch((error: unknown) => {
    if (error instanceof ReviewError && error.exitCode === 3) throw error;
    return null;
  });
  if (checksum === expected) return;
  throw new ReviewError(
    'the kept plans are not the plans that were reviewed. Nothing is applied. Run the job again, or open a review with the change.',
    { exitCode: 3 },
  );
}

/** @param artifact the path of the plan; with a slash at its end, that of a folder of plans. */
export async function saveReviewedPlan(
  hosting: Hosting,
  { run, checksum }: ReviewedPlan,
  artifact: string,
  file: string,
): Promise<void> {
  const { readArtifact } = hosting;
  if (readArtifact === null) {
    throw new ReviewError('--save is for GitLab; in GitHub use actions/download-artifact');
  }
  if (!artifact.endsWith('/')) {
    await save(file, await readArtifact(run, artifact));
    return;
  }
  const index = await readArtifact(run, `${artifact}${eachIndexName}`);
  const listed = filesInIndex(index);
  // apply reads there which plans are missing.
  await save(join(file, eachIndexName), index);
  for (const path of listed) {
    // A project that could not be planned is in the list and has no plan. The checksum shows what is missing.
    const text = await readArtifact(run, artifact + path).catch((error: unknown) => {
      if (error instanceof ReviewError) return null;
      throw error;
    });
    if (text !== null) await save(join(file, path), text);
  }
  await checkPlans(file, checksum);
}

async function save(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
