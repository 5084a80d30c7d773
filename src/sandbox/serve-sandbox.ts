import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { jsonHeaders, kept } from './faults/fault-response.ts';
import { readDataFile, writeDataFile } from './persistence/data-file.ts';
import { appendMembersFile, membersFileOf, readMembersFile } from './persistence/members-file.ts';
import type { PlainResponse } from './protocol/exchange.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';

export interface ServeOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly host?: '127.0.0.1' | 'localhost';
  /** Loaded at the start when it exists, rewritten after each write. Without it nothing is kept. */
  readonly dataFile?: string;
  /** Its `document` counts only without a data file. */
  readonly options?: Omit<SandboxOptions, 'membersChanges' | 'onMembersChange'>;
}

export interface ServedSandbox {
  /** Without a slash at the end. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Drops every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox on a loopback address.
 * @throws Error when the port is taken, or the data file cannot be read or is no snapshot
 */
export async function serveSandbox(options: ServeOptions): Promise<ServedSandbox> {
  const { dataFile } = options;
  const document = dataFile === undefined ? undefined : readDataFile(dataFile);
  const sandbox = createSandbox({
    now: Date.now,
    ...options.options,
    ...(document === undefined ? {} : { document }),
    ...(dataFile === undefined ? {} : keepMembersIn(membersFileOf(dataFile))),
  });
  let savedRevision = sandbox.revision();
  const save = (): void => {
    const state = sandbox.revision() === savedRevision ? null : sandbox.document();
    if (dataFile === undefined || state === null) return;
    writeDataFile(dataFile, state);
    savedRevision = sandbox.revision();
  };
  const server = createServer((request, response) => {
    serveRequest(sandbox, request, response, save).catch(() => response.destroy());
  });
  // Longer than clients keep a connection, so that none is closed just as a request goes out on it.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${portOf(server.address())}`,
    sandbox,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function keepMembersIn(file: string): Pick<SandboxOptions, 'membersChanges' | 'onMembersChange'> {
  return {
    membersChanges: readMembersFile(file),
    onMembersChange: (change) => appendMembersFile(file, change),
  };
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function serveRequest(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  save: () => void,
): Promise<void> {
  const body = await readText(request);
  const answer = answerRequest(sandbox, request, body, save);
  if (answer.delayMs > 0) await wait(answer.delayMs, undefined, { ref: false });
  send(answer, response);
}

/** A failure of the sandbox itself, such as a full disk, is reported in the answer. */
function answerRequest(
  sandbox: Sandbox,
  request: IncomingMessage,
  body: string,
  save: () => void,
): PlainResponse {
  try {
    const answer = sandbox.exchange({
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: headersOf(request),
      body,
    });
    // Before the answer: what a client was answered must survive a kill.
    save();
    return answer;
  } catch (error) {
    const detail = `The sandbox failed: ${String(error)}`;
    const failure = { type: 'availability', code: 'sandbox-failure', instance: '', detail };
    return kept(500, jsonHeaders, JSON.stringify({ errors: [failure], warnings: [] }));
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const pairs = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(pairs);
}

function send(answer: PlainResponse, response: ServerResponse): void {
  if (answer.connection === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(answer.body);
  const length = answer.body === '' ? {} : { 'content-length': bytes.length };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  if (answer.connection === 'kept') {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
