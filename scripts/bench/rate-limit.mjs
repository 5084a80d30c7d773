import { pathToFileURL } from 'node:url';
import { generateProject } from './generate-project.mjs';
import { measurePace } from './measure-pace.mjs';
import { bundleModules } from './product.mjs';

/** How long an apply takes that has to wait for the rate limit. */
export const rateLimit = {
  name: 'rate-limit',
  async run({ folder, quick }) {
    const bundle = await bundleModules(folder, ['index']);
    const library = await import(pathToFileURL(bundle).href);
    const entities = quick ? 600 : 3000;
    const scaled = { limit: quick ? 25 : 100 };
    const applied = (optionsFor) => applyAll(library, optionsFor, entities);
    return [await measurePace(library, scaled, `apply of ${entities} entities`, applied)];
  },
};

/** @returns the seconds from the first request to the last answer */
async function applyAll(library, optionsFor, entities) {
  const { apply, createRemote, load, plan } = library;
  const { files, snapshot } = generateProject({ platform: 'retail-media', entities });
  const [projectFile, ...manifests] = [...files].map(([file, text]) => ({ file, text }));
  const { value: loaded } = load(projectFile, manifests);
  const remote = createRemote(optionsFor(loaded.project));
  const { value: planned } = plan(loaded, { ...snapshot, segments: [], audiences: [] });
  const started = performance.now();
  const { report } = await apply(planned, remote);
  const seconds = (performance.now() - started) / 1000;
  if (report.summary.done !== entities) throw new Error('not everything was applied');
  return seconds;
}
