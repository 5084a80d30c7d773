import type { RemoteEvent } from '../../remote/remote-event.ts';

/** What `--verbose` says about the wire: one line for each request and each trouble. */
export function describeEvent(event: RemoteEvent): string {
  switch (event.event) {
    case 'request':
      return `request ${event.request}: ${event.method} ${event.path}`;
    case 'answer':
      return `answer ${event.request}: ${event.status} in ${event.milliseconds} ms`;
    case 'fault':
      return `fault ${event.request}: ${event.reason}`;
    case 'deprecation':
      return `deprecated ${event.request}: ${event.endpoint}`;
    case 'wait':
      return `waiting ${Math.round(event.milliseconds)} ms: ${event.reason}`;
  }
}
