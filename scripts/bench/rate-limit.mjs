import { pathToFileURL } from 'node:url';
import { generateProject } from './generate-project.mjs';
import { bundleModules } from './product.mjs';
import { withSandbox } from './with-sandbox.mjs';

/**
 * How long an apply takes that has to wait for the rate limit, on a clock that runs faster: 25
 * requests in a second and a half instead of 250 in a minute.
 */
export const rateLimit = {
  name: 'rate-limit',
  async run({ folder, quick }) {
    const bundle = await bundleModules(folder, ['index']);
    const library = await import(pathToFileURL(bundle).href);
    const [limit, windowMs] = [25, 1500];
    const entities = quick ? 600 : 3000;
    return withSandbox([], async ({ url, configure, takeRequests }) => {
      await configure({ rateLimit: { requests: limit, windowMs, headers: 'always' } });
      const seconds = await applyAll(library, url, entities, { limit, windowMs });
      const sent = await takeRequests();
      const tooMany = sent.filter(({ status }) => status === 429).length;
      const least = ((Math.ceil(sent.length / limit) - 1) * windowMs) / 1000;
      return [
        {
          what: `apply of ${sent.length} requests / pace of the limit`,
          ratio: seconds / least,
          goal: 1.05,
          aside: `${seconds.toFixed(2)} s and ${least.toFixed(2)} s; ${tooMany} times 429`,
          isBroken: tooMany > 0,
        },
      ];
    });
  },
};

/** @returns the seconds from the first request to the last answer */
async function applyAll(library, url, entities, { limit, windowMs }) {
  const { apply, createRemote, load, plan, platformNamed, systemClock } = library;
  const { files, snapshot } = generateProject({ platform: 'retail-media', entities });
  const [projectFile, ...manifests] = [...files].map(([file, text]) => ({ file, text }));
  const { value: loaded } = load(projectFile, manifests);
  const { project } = loaded;
  const remote = createRemote({
    platform: platformNamed(project.platform),
    scopeId: project.scopeId,
    apiVersion: project.apiVersion,
    audienceApiVersion: project.audienceApiVersion,
    apiUrl: url,
    credentials: { clientId: 'bench', clientSecret: 'bench' },
    clock: systemClock,
    random: Math.random,
    requestsPerMinute: limit,
    rateWindowMs: windowMs,
  });
  const { value: planned } = plan(loaded, { ...snapshot, segments: [], audiences: [] });
  const started = performance.now();
  const { report } = await apply(planned, remote);
  const seconds = (performance.now() - started) / 1000;
  if (report.summary.done !== entities) throw new Error('not everything was applied');
  return seconds;
}
