/**
 * The environment of every test file, which lends it the warm processes that run commands. They outlive the
 * file: the next one finds the program loaded, and much of it compiled.
 */
const { fork } = require('node:child_process');
const { join } = require('node:path');
const { TestEnvironment } = require('jest-environment-node');

const program = join(__dirname, '../test/support/warm/warm-process.mjs');

/** After so many runs a process has become large. */
const mostRuns = 250;

const idle = [];

function start() {
  const child = fork(program, {
    // Most of what a run makes is gone with it: where there is room for that, collecting it takes less.
    execArgv: ['--max-semi-space-size=64'],
    env: {},
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.unref();
  return { child, runs: 0 };
}

module.exports = class KeepWarmProcesses extends TestEnvironment {
  #busy = new Set();

  async setup() {
    await super.setup();
    this.global.runInWarmProcess = (run) => this.#run(run);
  }

  /** What a test has not waited for ends with its file. */
  async teardown() {
    for (const { child } of this.#busy) child.kill('SIGKILL');
    await super.teardown();
  }

  #run(run) {
    const warm = idle.pop() ?? start();
    const { child } = warm;
    this.#busy.add(warm);
    child.channel.ref();
    return new Promise((resolve, reject) => {
      const onExit = () => {
        this.#busy.delete(warm);
        reject(new Error(`the process ended during: ${run.args.join(' ')}`));
      };
      child.once('exit', onExit);
      child.once('message', (ended) => {
        child.off('exit', onExit);
        this.#busy.delete(warm);
        warm.runs += 1;
        if (warm.runs < mostRuns) {
          child.channel.unref();
          idle.push(warm);
        } else {
          child.kill('SIGKILL');
        }
        resolve(ended);
      });
      child.send(run);
    });
  }
};
