import fc from 'fast-check';
import type { Project } from '../../src/model/project.ts';
import { aProject } from '../support/a-world.ts';
import { type World, worlds } from '../support/random-world.ts';

/** An account, and what a project wants of it. */
export interface ChaosWorld extends World {
  readonly project: Project;
}

/** The same worlds for the same seed. */
export function sampleWorlds(seed: number, count: number): readonly ChaosWorld[] {
  const retailMedia = { project: aProject() };
  return fc.sample(worlds, { seed, numRuns: count }).map((world) => ({ ...world, ...retailMedia }));
}
