import { withSandbox } from './with-sandbox.mjs';

/**
 * A tenth of the minute of the API. Answers take as long as ever, so a window must be long beside them; and it is a
 * whole number of seconds, because that is how the sandbox says when it ends.
 */
const windowMs = 6000;

/**
 * How close a run comes to the pace of the rate limit, on a clock that runs faster than that of the API.
 * @param library with `platformNamed` and `systemClock`
 * @param run gets a function that makes the options of a remote; gives the seconds that count
 * @returns a row
 */
export async function measurePace(library, { limit }, what, run) {
  return withSandbox([], async ({ url, configure, takeRequests }) => {
    await configure({ rateLimit: { requests: limit, windowMs, headers: 'always' } });
    const optionsFor = (project) => ({
      platform: library.platformNamed(project.platform),
      scopeId: project.scopeId,
      apiVersion: project.apiVersion,
      audienceApiVersion: project.audienceApiVersion,
      apiUrl: url,
      credentials: { clientId: 'bench', clientSecret: 'bench' },
      clock: library.systemClock,
      random: Math.random,
      requestsPerMinute: limit,
      rateWindowMs: windowMs,
    });
    const seconds = await run(optionsFor);
    const sent = await takeRequests();
    const tooMany = sent.filter(({ status }) => status === 429).length;
    const least = ((Math.ceil(sent.length / limit) - 1) * windowMs) / 1000;
    return {
      what: `${what}, ${sent.length} requests / pace of the limit`,
      ratio: seconds / least,
      goal: 1.05,
      aside: `${seconds.toFixed(2)} s and ${least.toFixed(2)} s; ${tooMany} times 429`,
      isBroken: tooMany > 0,
    };
  });
}
