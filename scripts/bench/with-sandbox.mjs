import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { program } from './product.mjs';

/**
 * Starts a sandbox of the API in a process of its own, and ends it afterwards.
 * @param args further ones, such as `--data FILE`
 * @param use gets `env`, with which the program talks to it, and ways to look inside
 */
export async function withSandbox(args, use) {
  const child = spawn(process.execPath, [program, 'sandbox', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    const url = /http:\S+/u.exec(String(line))[0];
    const ask = async (path, options) => (await fetch(`${url}/_sandbox/${path}`, options)).json();
    return await use({
      url,
      env: {
        ...process.env,
        AUDIENCECTL_API_URL: url,
        AUDIENCECTL_RATE_LIMIT: '1000000',
        CRITEO_CLIENT_ID: 'bench',
        CRITEO_CLIENT_SECRET: 'bench',
      },
      ask,
      configure: (settings) => ask('settings', { method: 'POST', body: JSON.stringify(settings) }),
      /** What was requested since the last time. */
      takeRequests: async () => {
        const requests = await ask('requests');
        await ask('requests', { method: 'DELETE' });
        return requests;
      },
    });
  } finally {
    child.kill('SIGKILL');
  }
}
