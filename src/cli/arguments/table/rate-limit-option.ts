import type { OptionUse } from '../command.ts';

/** For every command that asks the API more than a few times: jobs side by side share one rate. */
export const rateLimitOption: OptionUse = {
  name: 'rate-limit',
  help: 'How many requests to send per minute; 250 by default.',
};
