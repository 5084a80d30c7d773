/** Nothing that the API answers is printed otherwise than as text. */
import { describe, test } from '@jest/globals';
import { advertiserId } from '../../support/a-world.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { expectHarmless, hostileProject, hostileRows, marketing } from './an-attack.ts';

/** A problem whose every text is hostile. */
const problem = {
  type: hostileText,
  code: hostileText,
  instance: hostileText,
  title: hostileText,
  detail: hostileText,
  traceId: hostileText,
  source: { x: hostileText },
};
const refusal = (status: number) => ({
  status,
  json: {
    errors: [problem],
    warnings: [problem],
    error: hostileText,
    error_description: hostileText,
  },
  headers: { sunset: 'pwned ::error::', deprecation: 'pwned ##[x]' },
});

describe('what the API answers', () => {
  const commands: readonly (readonly string[])[] = [
    ['plan'],
    ['plan', '--verbose'],
    ['plan', '--format', 'json'],
    ['apply', '--auto-approve', '--events', 'report'],
    ['apply', '--auto-approve', '--format', 'json'],
    ['export'],
    ['snapshot', '--out', 'report'],
    ['sizes'],
    ['doctor'],
    ['doctor', '--format', 'json'],
    ['members', 'stats', 'CRM Users 2025'],
    ['members', 'clear', 'CRM Users 2025', '--auto-approve'],
  ];
  test.each(
    commands.flatMap((args) =>
      [400, 401, 404].map((status) => [`${args.join(' ')}: ${status}`, args, status]),
    ) as [string, readonly string[], number][],
  )('%s', async (_, args, status) => {
    const api = { every: () => refusal(status) };
    await expectHarmless({ args, api, written: ['report'] });
  });

  test.each(commands.map((args) => [args.join(' '), args] as const))(
    'the token endpoint: %s',
    async (_, args) => {
      await expectHarmless({ args, api: { token: refusal(401) }, written: ['report'] });
    },
  );

  test.each(commands.map((args) => [args.join(' '), args] as const))(
    'rows: %s',
    async (_, args) => {
      const silent = /snapshot|members|doctor/.test(args[0] ?? '') ? { silent: true as const } : {};
      // The refused plan is shown whole; carried out, its writes would wait for their rows to appear.
      const line = args[0] === 'apply' ? [...args, '--max-deletes', '0'] : args;
      await expectHarmless({ args: line, api: hostileRows, files: hostileProject, ...silent });
    },
  );

  test.each([
    ['text', ['apply', '--auto-approve', '--events', 'report']],
    ['verbose', ['apply', '--auto-approve', '--verbose']],
    ['json', ['apply', '--auto-approve', '--format', 'json']],
    ['markdown', ['apply', '--auto-approve', '--report', 'markdown=report']],
    ['html', ['apply', '--auto-approve', '--report', 'html=report']],
  ] as const)('refused writes: %s', async (_, args) => {
    const every = (_method: string, path: string) =>
      path.endsWith('/search') ? undefined : refusal(400);
    await expectHarmless({ args, api: { every }, files: hostileProject, written: ['report'] });
    const api = { ...hostileRows, every };
    await expectHarmless({ args, api, files: hostileProject, written: ['report'] });
  });

  test.each([
    ['catalog interests', ['catalog', 'interests', '--country', 'FR']],
    ['catalog brands', ['catalog', 'brands', '--country', 'FR', 'pwned']],
    ['catalog behavioral', ['catalog', 'behavioral']],
    ['catalog as JSON', ['catalog', 'behavioral', '--format', 'json']],
    ['doctor', ['doctor']],
    ['doctor as JSON', ['doctor', '--format', 'json']],
  ] as const)('names of its own: %s', async (_, args) => {
    const attributes = {
      name: hostileText,
      advertiserName: hostileText,
      size: 3,
      type: 'Behavioral',
      ...(args.some((word) => word === 'behavioral')
        ? { behavioral: { country: hostileText, category: hostileText } }
        : {}),
    };
    const row = { id: advertiserId, type: hostileText, attributes };
    const meta = { totalItems: 1 };
    const api = {
      every: () => ({ json: { data: [row], meta }, headers: { sunset: 'pwned ::x' } }),
    };
    await expectHarmless({
      args,
      api,
      files: { 'audiencectl.yaml': marketing, 'a.yaml': 'segments: []\n' },
    });
  });
});
