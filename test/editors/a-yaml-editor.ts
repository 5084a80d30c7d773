import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isJsonObject, type JsonObject } from '../../src/model/text/json.ts';

/** An editor with the YAML language server, as VS Code and Neovim have it, without a network. */
export interface YamlEditor {
  /** What the editor underlines in the file, once it is opened with this text. */
  readonly open: (file: string, text: string) => Promise<readonly string[]>;
  /** What is offered at the sign `|` in the text. */
  readonly complete: (file: string, text: string) => Promise<readonly string[]>;
  /** What is shown for the word at the sign `|`. */
  readonly hover: (file: string, text: string) => Promise<string>;
  readonly close: () => void;
}

const require = createRequire(import.meta.url);
const server = require.resolve('yaml-language-server/bin/yaml-language-server');

/** What the server asks for in the settings; `yaml` is the first section. */
const settings = [
  { validate: true, hover: true, completion: true, schemaStore: { enable: false } },
];

interface Message extends JsonObject {
  readonly id?: number;
  readonly method?: string;
  readonly params?: JsonObject;
  readonly result?: JsonObject;
}

export async function openYamlEditor(): Promise<YamlEditor> {
  const child = spawn(process.execPath, [server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number | string, (params: JsonObject) => void>();
  let last = 0;
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const notify = (method: string, params: object) => send({ method, params });
  const answerTo = (key: number | string) =>
    new Promise<JsonObject>((resolve) => waiting.set(key, resolve));
  const ask = (method: string, params: object) => {
    last += 1;
    const answer = answerTo(last);
    send({ id: last, method, params });
    return answer;
  };
  const hear = ({ id, method, params, result }: Message) => {
    if (method !== undefined && id !== undefined) {
      return send({ id, result: method === 'workspace/configuration' ? settings : null });
    }
    const key = id ?? `${method} ${params?.['uri']}`;
    waiting.get(key)?.(params ?? { result: result ?? null });
    waiting.delete(key);
  };
  child.stdout.on('data', readMessages(hear));
  await ask('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { hover: { contentFormat: ['plaintext'] } },
    },
  });
  notify('initialized', {});

  /** Each text is another file: what the server still says of an earlier one is no answer. */
  let files = 0;
  const show = async (file: string, text: string) => {
    files += 1;
    const uri = pathToFileURL(file.replace(/(?=\.yaml$)/u, `-${files}`)).href;
    const diagnosed = answerTo(`textDocument/publishDiagnostics ${uri}`);
    const textDocument = { uri, languageId: 'yaml', version: last, text };
    notify('textDocument/didOpen', { textDocument });
    const { diagnostics } = await diagnosed;
    return { uri, diagnostics };
  };
  const askAt = async (method: string, file: string, marked: string) => {
    const before = marked.slice(0, marked.indexOf('|')).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const { uri } = await show(file, marked.replace('|', ''));
    const { result } = await ask(method, { textDocument: { uri }, position });
    return result;
  };
  return {
    open: async (file, text) => textsOf((await show(file, text)).diagnostics, 'message'),
    complete: async (file, text) => {
      const result = await askAt('textDocument/completion', file, text);
      return textsOf(isJsonObject(result) ? result['items'] : result, 'label');
    },
    hover: async (file, text) => JSON.stringify(await askAt('textDocument/hover', file, text)),
    close: () => child.kill(),
  };
}

function textsOf(list: unknown, key: string): readonly string[] {
  const items = Array.isArray(list) ? list : [];
  return items.map((item: unknown) => (isJsonObject(item) ? `${item[key]}` : ''));
}

/** Messages have their length in a header. */
function readMessages(hear: (message: Message) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/iu.exec(rest.toString('latin1', 0, end))?.[1]);
      if (end === -1 || rest.length < end + 4 + length) return;
      const message: unknown = JSON.parse(rest.toString('utf8', end + 4, end + 4 + length));
      rest = rest.subarray(end + 4 + length);
      if (isJsonObject(message)) hear(message);
    }
  };
}
