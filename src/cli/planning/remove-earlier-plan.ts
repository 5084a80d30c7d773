/** `--out FILE` of `plan`: what an earlier run saved there is not the plan of a run that fails. */
import { rm } from 'node:fs/promises';
import { isOwnFile } from '../output/is-own-file.ts';

/** Edge: removes a saved plan. A file of any other kind stays, and is for later checks to judge. */
export async function removeEarlierPlan(file: string): Promise<void> {
  if (await isOwnFile(file, 'plan')) await rm(file, { force: true });
}
