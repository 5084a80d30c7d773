// Strikes runs of members at every point, and damages their ledgers at every byte and bit: npm run thorough
import { spawnSync } from 'node:child_process';

const tests = ['test/members', 'test/cli/forget.test.ts', 'test/cli/members-killed.test.ts'];
const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(
  process.execPath,
  [...options, 'node_modules/jest/bin/jest.js', '--testTimeout=900000', ...tests],
  { stdio: 'inherit', env: { ...process.env, THOROUGH: '1', KILLS: '20' } },
);
process.exitCode = status ?? 1;
