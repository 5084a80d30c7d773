/** Lets shell scripts run the built programs in the processes that many runs share. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runWarm, type WarmRun } from './run-warm.ts';

export interface WarmPrograms {
  /** Lines of bash that end the script as a program with the script's own arguments would. */
  readonly hand: (program: string) => string;
  readonly close: () => Promise<void>;
}

/**
 * What a process of its own can do alone stays with one: to serve, to read what is piped or redirected to
 * it or what stands behind a path of /dev, and to start with variables that Node.js itself reads.
 */
export async function serveWarm(): Promise<WarmPrograms> {
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-warm-'));
  let runs = 0;
  const answer = async (socket: Socket, run: WarmRun) => {
    const { exitCode, stdout, stderr } = await runWarm(run);
    runs += 1;
    const written = join(folder, String(runs));
    await writeFile(`${written}-out`, stdout);
    await writeFile(`${written}-err`, stderr);
    socket.end(`${exitCode} ${written}\n`);
  };
  const server = createServer((socket) => {
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      if (!received.endsWith('\0\0')) return;
      // A run that fails to end leaves the script without an answer, which is a failure of its own.
      answer(socket, readRun(received)).catch(() => socket.destroy());
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    hand: (program) => `
if [[ \${1:-} == sandbox || -p /dev/stdin || -f /dev/stdin || "$*" == */dev/* ]] ||
  [[ -n "\${!NODE_*}\${!LANG*}\${!LC_*}\${TZ+set}" ]]; then
  exec '${process.execPath}' '${program}' "$@"
fi
exec 9<>/dev/tcp/127.0.0.1/${port}
{ printf ':%s\\0' '${program}' "$PWD" "$#" "$@"; env -0; printf '\\0'; } >&9
read -r code written <&9 || exit 98
exec 9>&-
cat "$written-out"
cat "$written-err" >&2
exit "$code"`,
    close: async () => {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A program, a folder and so many arguments, each behind a colon, since it may be empty; then variables. */
function readRun(received: string): WarmRun {
  const fields = received.split('\0').filter(Boolean);
  const [program = '', cwd = '', count = '', ...rest] = fields.map((field) => field.slice(1));
  const args = rest.slice(0, Number(count));
  const env = Object.fromEntries(
    fields
      .slice(3 + args.length)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return { program, args, cwd, env };
}
