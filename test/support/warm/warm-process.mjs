/**
 * A process that runs the built program again and again, for `runCli`: each run is the very file
 * that a shell would start, with arguments, variables, folder and streams of its own, but without the
 * start of Node.js and the loading of modules, which are most of the time of a short command.
 */
import { Module } from 'node:module';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

let runs = 0;

/** Today, as the program's host tells it: no version that tests use comes near its end while they grow old. */
process.clock = { now: () => Date.parse('2026-09-01T12:00:00Z') };

/** A stream that is no terminal, and what was written to it. */
function collect(name) {
  const chunks = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  Object.defineProperty(process, name, { value: stream, configurable: true });
  return () => Buffer.concat(chunks).toString();
}

function setEnvironment(env) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** The program begins anew; what it loads is there already. */
async function start(program) {
  if (program.endsWith('.js')) {
    const started = new Module(program);
    started.load(program);
    await Promise.all(Object.values(started.exports));
    return;
  }
  // Another query is another module.
  runs += 1;
  await import(`${pathToFileURL(program)}?run=${runs}`);
}

async function run({ program, args, cwd, env }) {
  const stdout = collect('stdout');
  const stderr = collect('stderr');
  setEnvironment(env);
  process.chdir(cwd);
  process.argv = [process.execPath, program, ...args];
  process.exitCode = undefined;
  await start(program);
  return { exitCode: process.exitCode ?? 0, stdout: stdout(), stderr: stderr() };
}

// A run that hangs ends with the tests.
process.on('disconnect', () => process.exit());

process.on('message', async (message) => {
  process.send(await run(message));
  // The folder may go now.
  process.chdir('/');
});
